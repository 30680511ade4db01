//! A problem: what, where, what next.
//!
//! A stage returns its value *and* all its diagnostics; nothing here prints.

mod excerpt;
mod lines;
mod many;
mod toml;

pub use excerpt::{Line, Place, Told};
pub use lines::{Lines, Position, Texts};
pub use many::MOST_OF_ONE;
pub use toml::{Open, TomlFault, TomlFaultKind, read_toml};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{SourcePath, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be published like this.
    Error,
    /// The site can be published; somebody should look.
    Warning,
}

impl Severity {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A place in a file, and what is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The file.
    pub path: SourcePath,
    /// The place; `None` where the whole file is meant.
    pub span: Option<Span>,
    /// What to say beside the mark; may be empty.
    pub text: String,
}

/// One problem of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// `room::what`, stable: `front-matter::unknown-field`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do next; in order.
    pub help: Vec<String>,
    /// Where; the first is the place to go to.
    pub labels: Vec<Label>,
    /// How many problems it tells of: itself alone, or what is too much to be told one by one.
    pub stands_for: usize,
}

impl Diagnostic {
    /// A problem that stops publication.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            help: Vec::new(),
            labels: Vec::new(),
            stands_for: 1,
        }
    }

    /// A problem that does not.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(self, path: &SourcePath, span: Span) -> Self {
        self.labelled(path, span, "")
    }

    /// Adds a place and what to say beside it.
    #[must_use]
    pub fn labelled(mut self, path: &SourcePath, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { path: path.clone(), span: Some(span), text: text.into() });
        self
    }

    /// Adds a file as a whole.
    #[must_use]
    pub fn in_file(mut self, path: &SourcePath) -> Self {
        self.labels.push(Label { path: path.clone(), span: None, text: String::new() });
        self
    }

    /// What it is sorted by.
    fn place(&self) -> (Option<(&SourcePath, Option<Span>)>, Severity, &'static str) {
        (self.labels.first().map(|label| (&label.path, label.span)), self.severity, self.code)
    }

    /// Adds what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}

/// Sorts for a reader: the configuration's own errors, on which all else hangs, then by file and place, then code; drops
/// exact repetitions, and puts what one file has more than [`MOST_OF_ONE`] of into one that stands for all of it.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    sort_all(diagnostics);
    if many::gather(diagnostics) {
        sort_all(diagnostics);
    }
}

fn sort_all(diagnostics: &mut Vec<Diagnostic>) {
    let is_ground = |d: &Diagnostic| d.severity == Severity::Error && d.code.starts_with("config::");
    diagnostics.sort_by(|a, b| {
        let ground = is_ground(b).cmp(&is_ground(a));
        ground.then_with(|| a.place().cmp(&b.place())).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// Leaves as many as are to be told at once: errors before warnings, and the first of each file before a second of any, so
/// that one file that is wrong throughout hides no other. Their order stays.
pub fn first_of_each(diagnostics: &mut Vec<Diagnostic>, most: usize) {
    if diagnostics.len() <= most {
        return;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut turns: Vec<(Severity, usize, usize)> = Vec::with_capacity(diagnostics.len());
    for (at, problem) in diagnostics.iter().enumerate() {
        let file = problem.labels.first().map_or("", |label| label.path.as_str());
        let turn = seen.entry(file).or_default();
        turns.push((problem.severity, *turn, at));
        *turn += 1;
    }
    turns.sort_unstable();
    let kept: BTreeSet<usize> = turns.into_iter().take(most).map(|(_, _, at)| at).collect();
    let mut at = 0..;
    diagnostics.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
}

/// How many problems of a severity they tell of.
pub fn count<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>, severity: Severity) -> usize {
    diagnostics.into_iter().filter(|own| own.severity == severity).map(|own| own.stands_for).sum()
}

/// Whether any of them stops publication.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The nearest of some known names to a wrong one, where it is near enough to be meant.
///
/// Near is: a Damerau-Levenshtein distance of at most a third of the longer name's length, from 1 to 4,
/// and at least one character in common. Names that cannot be that near are passed over by a look at
/// their lengths and characters, so that a thousand mistakes in a large site take no longer than a breath.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (wrong_len, wrong_marks) = (wrong.chars().count(), marks(wrong));
    known
        .into_iter()
        .filter_map(|name| {
            let len = name.chars().count();
            let longer = wrong_len.max(len);
            let most = (longer / 3).clamp(1, 4);
            // One edit changes the length by one at most, and the set of characters by two.
            let differ = (wrong_marks ^ marks(name)).count_ones() as usize;
            if wrong_len.abs_diff(len) > most || differ > 2 * most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(wrong, name);
            (distance <= most && distance < longer).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// The characters of a text as a set of 64, several characters to a place.
fn marks(text: &str) -> u64 {
    text.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(nearest("venu", ["title", "venue", "start"]), Some("venue"));
        assert_eq!(nearest("strat", ["title", "venue", "start"]), Some("start"));
        assert_eq!(nearest("colour", ["title", "venue", "start"]), None);
        assert_eq!(nearest("", ["d"]), None, "nothing is near to nothing");
        assert_eq!(nearest("x", ["d"]), None, "one letter is no misspelling of another");
    }
}
