//! Byte offsets of a text to lines and columns, at a cost that does not grow with the text or with a line of it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::model::SourcePath;

/// After how many bytes the characters are counted once and for all.
const STEP: usize = 4096;

/// A place in a text; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) starts: Vec<usize>,
    /// How many characters begin before each step.
    steps: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Finds where the lines of a text begin.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        let mut before = 0;
        let steps = text.as_bytes().chunks(STEP).map(|step| {
            let here = before;
            before += characters(step);
            here
        });
        Self { text, starts: starts.collect(), steps: steps.collect() }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of an offset; what lies behind the text is its end.
    #[must_use]
    pub fn at(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_of(offset);
        Position { line: line + 1, column: self.before(offset) - self.before(self.starts[line]) + 1 }
    }

    /// The line that shows an offset: its number, and its bytes with what ends it. The end of a text is shown by its last
    /// line, though a line break stands before it.
    #[must_use]
    pub fn showing(&self, offset: usize) -> (usize, Range<usize>) {
        let line = self.line_of(self.floor(offset));
        let is_behind = line > 0 && self.starts[line] == self.text.len();
        let line = if is_behind { line - 1 } else { line };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        (line + 1, self.starts[line]..end)
    }

    /// The line of an offset, from 0.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// The offset, or the beginning of the character that it lies in.
    #[must_use]
    pub fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// How many characters begin before an offset.
    fn before(&self, offset: usize) -> usize {
        let step = (offset / STEP).min(self.steps.len().saturating_sub(1));
        let known = self.steps.get(step).copied().unwrap_or(0);
        known + characters(&self.text.as_bytes()[step * STEP..offset])
    }
}

/// How many characters of UTF-8 begin in some bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

type LookUp<'a> = Box<dyn Fn(&SourcePath) -> Option<&'a str> + 'a>;

/// The texts that diagnostics are about: the lines of each are found once, whatever number of problems it has.
pub struct Texts<'a> {
    look_up: LookUp<'a>,
    known: HashMap<SourcePath, Option<Lines<'a>>>,
}

impl<'a> Texts<'a> {
    /// Texts that `look_up` gives, where they are at hand.
    pub fn new(look_up: impl Fn(&SourcePath) -> Option<&'a str> + 'a) -> Self {
        Self { look_up: Box::new(look_up), known: HashMap::new() }
    }

    /// The lines of a file; `None` where its text is not at hand.
    pub fn lines(&mut self, path: &SourcePath) -> Option<&Lines<'a>> {
        if !self.known.contains_key(path) {
            self.known.insert(path.clone(), (self.look_up)(path).map(Lines::new));
        }
        self.known.get(path)?.as_ref()
    }
}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let lines = Lines::new("灯 a\n温b\n");
        let at = |offset| (lines.at(offset).line, lines.at(offset).column);
        assert_eq!([at(0), at(4), at(9), at(10), at(99)], [(1, 1), (1, 3), (2, 2), (2, 3), (3, 1)]);
        assert_eq!(at(1), (1, 1), "inside of a character is at it");
    }

    #[test]
    fn places_far_into_a_text_and_a_line_are_counted_as_near_ones() {
        let text = format!("{}\n{}灯x\n", "灯".repeat(3000), "é".repeat(5000));
        let lines = Lines::new(&text);
        for (offset, _) in text.char_indices().step_by(97) {
            let before = &text[..offset];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(lines.at(offset), Position { line, column }, "at {offset}");
        }
        assert_eq!(lines.at(text.len()), Position { line: 3, column: 1 });
    }

    #[test]
    fn the_end_of_a_text_is_shown_by_its_last_line() {
        let lines = Lines::new("a\r\nbc\n");
        assert_eq!([0, 2, 3, 6].map(|at| lines.showing(at)), [(1, 0..3), (1, 0..3), (2, 3..6), (2, 3..6)]);
        assert_eq!(Lines::new("a\nb").showing(3), (2, 2..3));
        assert_eq!(Lines::new("").showing(9), (1, 0..0));
        assert_eq!(Lines::new("\n\n").showing(2), (2, 1..2));
    }

    #[test]
    fn a_text_is_looked_at_once_for_all_its_problems() {
        let asked = Cell::new(0);
        let mut texts = Texts::new(|_| {
            asked.set(asked.get() + 1);
            Some("a\nb")
        });
        for path in ["a.md", "b.md", "a.md", "b.md", "a.md"] {
            assert!(texts.lines(&SourcePath::new(path)).is_some());
        }
        assert_eq!(asked.get(), 2);
    }
}
