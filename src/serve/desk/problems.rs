//! What is wrong with the sources, as `check` tells it.

use axum::response::Response;
use serde::Serialize;

use super::reader::Reader;
use crate::diagnostics::{Diagnostic, Told};
use crate::pipeline::Edition;

#[derive(Debug, Serialize)]
struct View<'a> {
    problems: Vec<Told<'a>>,
    /// Whether nothing can be printed.
    stopped: bool,
    /// Whether pages stay as they were before these problems.
    kept: bool,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    let view = View {
        problems: told(&reader.latest, &reader.problems),
        stopped: reader.printer().is_none(),
        kept: reader.is_kept(),
    };
    reader.page("problems.html", "problems", &view)
}

/// Diagnostics of an edition with their excerpts, errors first.
pub(super) fn told<'a>(edition: &'a Edition, diagnostics: &'a [Diagnostic]) -> Vec<Told<'a>> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    sorted.into_iter().map(|diagnostic| Told::new(diagnostic, |path| edition.text(path))).collect()
}
