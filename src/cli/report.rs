//! Diagnostics for people and for programs.

use std::path::Path;

use handbill::diagnostics::{self, Diagnostic, Severity, Texts};
use handbill::pipeline::Edition;
use serde::Serialize;

use super::draw::draw;
use super::exit::Exit;
use super::site::shown;

/// How many problems of each kind there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Counts {
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics::count(diagnostics, severity);
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning) }
    }

    /// How many there are.
    pub(crate) fn number(self) -> usize {
        self.errors + self.warnings
    }

    /// `2 errors, 1 warning`; `no problems`.
    pub(crate) fn words(self) -> String {
        match (self.errors, self.warnings) {
            (0, 0) => "no problems".to_owned(),
            (0, warnings) => count(warnings, "warning"),
            (errors, 0) => count(errors, "error"),
            (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
        }
    }
}

/// `1 page`, `2 pages`.
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Tells what stands in the way of an edition, and in a closing line that nothing comes of it.
pub(crate) fn stopped(edition: &Edition, nothing: &str, quiet: bool) -> Exit {
    text(edition, &edition.diagnostics, quiet);
    anstream::eprintln!("{}: {nothing}", Counts::of(&edition.diagnostics).words());
    Exit::Site
}

/// Prints diagnostics to stderr; with `quiet` the errors alone.
pub(crate) fn text(edition: &Edition, diagnostics: &[Diagnostic], quiet: bool) {
    let mut texts = Texts::new(|path| edition.text(path));
    for diagnostic in diagnostics {
        if quiet && diagnostic.severity == Severity::Warning {
            continue;
        }
        anstream::eprintln!("{}\n", draw(diagnostic, &mut texts));
    }
}

/// A diagnostic as data; lines and columns count from 1, columns in characters.
#[derive(Debug, Serialize)]
pub(crate) struct Record<'a> {
    code: &'a str,
    severity: &'static str,
    message: &'a str,
    help: String,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

/// Diagnostics as data.
pub(crate) fn records<'a>(edition: &'a Edition, diagnostics: &'a [Diagnostic]) -> Vec<Record<'a>> {
    let mut texts = Texts::new(|path| edition.text(path));
    diagnostics
        .iter()
        .map(|diagnostic| {
            let label = diagnostic.labels.first();
            let place = label.and_then(|label| {
                let span = label.span?;
                let lines = texts.lines(&label.path)?;
                Some((lines.at(span.start), lines.at(span.end)))
            });
            Record {
                code: diagnostic.code,
                severity: diagnostic.severity.name(),
                message: &diagnostic.message,
                help: diagnostic.help.join("\n"),
                file: label.map(|label| label.path.as_str()),
                line: place.map(|(start, _)| start.line),
                column: place.map(|(start, _)| start.column),
                end_line: place.map(|(_, end)| end.line),
                end_column: place.map(|(_, end)| end.column),
            }
        })
        .collect()
}

/// Prints diagnostics as commands of a GitHub workflow, which shows them beside the lines.
///
/// Files are named from the folder that one is in, as the workflow sees them, not from the site's.
pub(crate) fn github(edition: &Edition, diagnostics: &[Diagnostic], site: &Path) {
    // The escapes are those of GitHub's own toolkit: data, and properties that end at a comma.
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    for record in records(edition, diagnostics) {
        let mut properties = vec![format!("title={}", property(record.code))];
        if let Some(file) = record.file {
            let file = shown(&site.join(file)).replace(std::path::MAIN_SEPARATOR, "/");
            properties.push(format!("file={}", property(&file)));
        }
        for (name, number) in [
            ("line", record.line),
            ("col", record.column),
            ("endLine", record.end_line),
            ("endColumn", record.end_column),
        ] {
            properties.extend(number.map(|number| format!("{name}={number}")));
        }
        let words = if record.help.is_empty() {
            record.message.to_owned()
        } else {
            format!("{}\n{}", record.message, record.help)
        };
        anstream::println!("::{} {}::{}", record.severity, properties.join(","), data(&words));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_a_person_says_them() {
        assert_eq!(Counts::default().words(), "no problems");
        assert_eq!(Counts { errors: 1, warnings: 2 }.words(), "1 error, 2 warnings");
    }
}
