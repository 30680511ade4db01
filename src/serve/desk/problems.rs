//! What is wrong with the sources, as `check` tells it.

use axum::response::Response;
use serde::Serialize;

use super::reader::Reader;
use crate::diagnostics::Diagnostic;
use crate::pipeline::Edition;

/// A problem, ready to show.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Vec<String>,
    places: Vec<Place>,
}

/// A place that a problem names.
#[derive(Debug, Serialize)]
struct Place {
    file: String,
    /// From 1.
    line: Option<usize>,
    /// From 1, in characters.
    column: Option<usize>,
    /// What to say beside it; may be empty.
    text: String,
    excerpt: Option<Excerpt>,
}

/// A line of a file, cut where the problem begins and ends.
#[derive(Debug, Serialize)]
struct Excerpt {
    before: String,
    marked: String,
    behind: String,
}

#[derive(Debug, Serialize)]
struct View {
    problems: Vec<Problem>,
    /// Whether nothing can be printed.
    stopped: bool,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    let view = View { problems: told(&reader.edition, &reader.problems), stopped: reader.printer().is_none() };
    reader.page("problems.html", "problems", &view)
}

/// Diagnostics as the desk shows them, errors first.
pub(super) fn told(edition: &Edition, diagnostics: &[Diagnostic]) -> Vec<Problem> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    let problem = |diagnostic: &Diagnostic| Problem {
        severity: diagnostic.severity.name(),
        code: diagnostic.code,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        places: diagnostic.labels.iter().map(|label| place(edition, label)).collect(),
    };
    sorted.into_iter().map(problem).collect()
}

fn place(edition: &Edition, label: &crate::diagnostics::Label) -> Place {
    let found = label.span.zip(edition.text(&label.path));
    let spot = found.and_then(|(span, text)| spot(text, span.start, span.end));
    let (line, column, excerpt) = match spot {
        Some((line, column, excerpt)) => (Some(line), Some(column), Some(excerpt)),
        None => (None, None, None),
    };
    Place { file: label.path.to_string(), line, column, text: label.text.clone(), excerpt }
}

fn spot(text: &str, start: usize, end: usize) -> Option<(usize, usize, Excerpt)> {
    let before = text.get(..start)?;
    let from = before.rfind('\n').map_or(0, |at| at + 1);
    let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = end.clamp(start, to);
    let excerpt = Excerpt {
        before: text[from..start].to_owned(),
        marked: text.get(start..end)?.to_owned(),
        behind: text.get(end..to)?.trim_end_matches('\r').to_owned(),
    };
    Some((before.matches('\n').count() + 1, text[from..start].chars().count() + 1, excerpt))
}

