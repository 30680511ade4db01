//! A problem as data: its place in lines and columns, and the lines themselves, for whoever shows it elsewhere than in a terminal.

use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, Lines, Position, Severity, Texts};
use crate::model::Span;

/// How many lines are shown before and after the marked ones.
const AROUND: usize = 1;
/// The most marked lines that are shown.
const MOST: usize = 6;
/// How much of a long line is shown on either side of the mark, in characters.
const REACH: usize = 70;

/// A diagnostic with what its reader needs to find and to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told<'a> {
    /// `room::what`, stable.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: &'a str,
    /// What to do next; in order.
    pub help: &'a [String],
    /// Where; the first is the place to go to.
    pub places: Vec<Place<'a>>,
}

/// One place of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place<'a> {
    /// The file, from the site's root.
    pub file: &'a str,
    /// What to say beside the mark; may be empty.
    pub says: &'a str,
    /// Where it begins; `None` where the whole file is meant, or its text is not at hand.
    pub start: Option<Position>,
    /// The marked lines and their neighbours, in order.
    pub lines: Vec<Line>,
}

/// A line of an excerpt; the three parts together are the line, long ends cut off and marked by `…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What stands before the mark; the whole line where nothing of it is marked.
    pub before: String,
    /// What is marked; may be empty.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

impl<'a> Told<'a> {
    /// Tells a diagnostic, with excerpts of the texts that are at hand.
    pub fn new(diagnostic: &'a Diagnostic, texts: &mut Texts<'_>) -> Self {
        let places = diagnostic
            .labels
            .iter()
            .map(|label| {
                let found = label.span.and_then(|span| Some((span, texts.lines(&label.path)?)));
                Place {
                    file: label.path.as_str(),
                    says: &label.text,
                    start: found.map(|(span, lines)| lines.at(span.start)),
                    lines: found.map(|(span, lines)| lines.around(span)).unwrap_or_default(),
                }
            })
            .collect();
        Self {
            code: diagnostic.code,
            severity: diagnostic.severity.name(),
            message: &diagnostic.message,
            help: &diagnostic.help,
            places,
        }
    }

    /// Whether it stops publication.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error.name()
    }
}

impl Lines<'_> {
    /// The lines that a span touches, and their neighbours.
    fn around(&self, span: Span) -> Vec<Line> {
        let (start, end) = (self.floor(span.start), self.floor(span.end.max(span.start)));
        let first = self.line_of(start);
        // A span that ends with a line's end does not touch the next line.
        let last = self.line_of(if end > start { end - 1 } else { end }).min(first + MOST - 1);
        let shown = first.saturating_sub(AROUND)..(last + AROUND + 1).min(self.starts.len());
        let is_end = |line: &usize| *line > last && self.starts[*line] == self.text.len();
        shown.filter(|line| !is_end(line)).map(|line| self.cut(line, start..end)).collect()
    }

    fn cut(&self, line: usize, marked: Range<usize>) -> Line {
        let from = self.starts[line];
        let to = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let text = self.text[from..to].trim_end_matches('\r');
        if marked.start > to || marked.end < from {
            let before = head(text, REACH * 2);
            return Line { number: line + 1, before, marked: String::new(), after: String::new() };
        }
        let within = |at: usize| at.clamp(from, from + text.len()) - from;
        let (start, end) = (within(marked.start), within(marked.end));
        Line {
            number: line + 1,
            before: tail(&text[..start]),
            marked: head(&text[start..end], REACH * 2),
            after: head(&text[end..], REACH),
        }
    }
}

fn head(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn tail(text: &str) -> String {
    match text.char_indices().rev().nth(REACH) {
        Some((before, c)) => format!("…{}", &text[before + c.len_utf8()..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SourcePath;

    fn told(text: &str, span: Range<usize>) -> (Position, Vec<(usize, String)>) {
        let path = SourcePath::new("content/a.md");
        let problem = Diagnostic::error("a::b", "no").labelled(&path, span.into(), "here");
        let mut texts = Texts::new(|_| Some(text));
        let told = Told::new(&problem, &mut texts);
        let place = &told.places[0];
        let line = |line: &Line| format!("{}[{}]{}", line.before, line.marked, line.after);
        (place.start.expect("a place"), place.lines.iter().map(|own| (own.number, line(own))).collect())
    }

    #[test]
    fn an_excerpt_marks_its_place_and_shows_the_lines_around() {
        let (at, lines) = told("one\r\ntwo 灯 three\nfour\nfive\n", 9..12);
        assert_eq!((at.line, at.column), (2, 5));
        let expected = [(1, "one[]"), (2, "two [灯] three"), (3, "four[]")];
        assert_eq!(lines, expected.map(|(number, line)| (number, line.to_owned())));
    }

    #[test]
    fn what_reaches_over_lines_is_marked_in_each_and_the_last_line_has_no_neighbour() {
        let (_, lines) = told("a\nbc\nde\n", 3..7);
        let expected = [(1, "a[]"), (2, "b[c]"), (3, "[d]e")];
        assert_eq!(lines[..2], expected.map(|(number, line)| (number, line.to_owned()))[..2]);
        assert_eq!(lines.len(), 3);
        assert_eq!(told("", 0..0).1, [(1, "[]".to_owned())]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_of_the_mark() {
        let text = format!("{}灯{}", "a".repeat(1000), "b".repeat(1000));
        let (at, lines) = told(&text, 1000..1003);
        assert_eq!(at.column, 1001);
        assert_eq!(lines[0].1, format!("…{}[灯]{}…", "a".repeat(REACH), "b".repeat(REACH)));
    }

    #[test]
    fn what_has_no_text_still_names_its_file() {
        let path = SourcePath::new("static/a.png");
        let problem = Diagnostic::warning("a::b", "no").at(&path, Span::new(3, 4)).in_file(&path);
        let mut texts = Texts::new(|_| None);
        let told = Told::new(&problem, &mut texts);
        assert_eq!(told.places.len(), 2);
        assert!(told.places.iter().all(|place| place.file == "static/a.png" && place.start.is_none()));
        assert!(!told.is_error());
    }
}
