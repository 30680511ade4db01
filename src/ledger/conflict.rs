//! The marks that a merge leaves in a ledger which two people have changed.

use crate::diagnostics::Diagnostic;
use crate::model::{SourcePath, Span};

/// What the lines of such marks begin with, as Git and Mercurial write them.
const MARKS: [&str; 2] = ["<<<<<<<", ">>>>>>>"];
/// Shows at most this many of them.
const SHOWN: usize = 6;

/// Tells of the marks of a merge, once for all of them.
///
/// What stands between them is of two versions, and often in the middle of an entry: it is not read.
pub(super) fn found(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    let mut start = 0;
    let mut marks = Vec::new();
    for line in text.split_inclusive('\n') {
        if MARKS.iter().any(|mark| line.starts_with(mark)) {
            marks.push(Span::new(start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    let mut marks = marks.into_iter().take(SHOWN);
    let problem =
        Diagnostic::error("ledger::conflict", "a merge has left two versions of the codes in this file")
            .at(path, marks.next()?);
    let problem = marks.fold(problem, |problem, mark| problem.labelled(path, mark, "and here"));
    Some(
        problem
            .help("take one version whole (`git checkout --ours codes.toml`) and run `handbill build`: it adds the codes of all that the other one had, and they are the same as there")
            .help("only what people wrote into the other version has to be copied: lines with `retired`, comments, codes of what is gone from the site (`git show MERGE_HEAD:codes.toml`)"),
    )
}
