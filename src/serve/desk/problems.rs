//! What is wrong with the sources, as `check` tells it.

use std::collections::HashMap;

use axum::response::Response;
use serde::Serialize;

use super::reader::Reader;
use crate::diagnostics::{Diagnostic, Texts, Told};
use crate::model::SourcePath;
use crate::pipeline::Edition;

/// The most problems that are shown: a browser shall not choke on them.
const MOST: usize = 1000;

/// The most of one file, so that one that is wrong throughout does not hide the others.
const MOST_OF_ONE: usize = 100;

#[derive(Debug, Serialize)]
struct View<'a> {
    problems: Vec<Told<'a>>,
    /// How many more there are.
    more: usize,
    /// Whether nothing can be printed.
    stopped: bool,
    /// Whether pages stay as they were before these problems.
    kept: bool,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    let (problems, more) = first_of(&reader.problems);
    let view = View {
        problems: told(&reader.latest, problems),
        more,
        stopped: reader.printer().is_none(),
        kept: reader.is_kept(),
    };
    reader.page("problems.html", "problems", &view)
}

/// The first of many problems, errors before warnings, and how many more there are.
fn first_of(diagnostics: &[Diagnostic]) -> (Vec<&Diagnostic>, usize) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    let mut of_file: HashMap<&SourcePath, usize> = HashMap::new();
    let mut first = Vec::new();
    let mut more = 0;
    for diagnostic in sorted {
        let told = diagnostic.labels.first().map(|label| of_file.entry(&label.path).or_default());
        let is_one = diagnostic.stands_for == 1;
        if is_one && first.len() < MOST && told.as_ref().is_none_or(|told| **told < MOST_OF_ONE) {
            told.into_iter().for_each(|told| *told += 1);
            first.push(diagnostic);
        } else {
            more += diagnostic.stands_for;
        }
    }
    (first, more)
}

/// Diagnostics of an edition with their excerpts.
pub(super) fn told<'a>(
    edition: &'a Edition,
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
) -> Vec<Told<'a>> {
    let mut texts = Texts::new(|path| edition.text(path));
    diagnostics.into_iter().map(|diagnostic| Told::new(diagnostic, &mut texts)).collect()
}
