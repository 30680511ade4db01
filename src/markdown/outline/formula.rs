//! Formulas, as far as the outline knows them.

use std::ops::Range;

use super::Reader;
use crate::diagnostics::Diagnostic;
use crate::markdown::math::mathml;

impl Reader<'_> {
    /// Sets a formula; one with a mistake is told, and stands as it is written.
    pub(super) fn formula(&mut self, tex: &str, is_display: bool, at: Range<usize>) {
        self.formula.clear();
        match mathml(tex, is_display) {
            Ok(html) => self.formula = html,
            Err(fault) => {
                // In quotes and lists a line of a formula has marks before it that are not the formula's.
                let from = self.body[at.clone()].find(tex).map(|from| at.start + from);
                let part = fault.part.zip(from).map(|(part, from)| from + part.start..from + part.end);
                let span = self.span(part.filter(|part| !part.is_empty()).unwrap_or(at));
                let problem = Diagnostic::error(fault.code, fault.message).at(self.path, span);
                self.diagnostics.push(problem.help(fault.help));
            }
        }
        self.words(tex);
    }
}
