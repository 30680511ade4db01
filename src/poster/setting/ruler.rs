//! Widths of parts of a text, each in one step.

use std::ops::Range;

use super::text::{Cell, Prepared};

/// What a line may save at its ends at most, in em: a space and half a mark on each side.
const AT_ENDS: f32 = 2.0;

/// Where each cell of a text would stand if all of it were in one line.
///
/// Kerning across a line's end is counted, so a line may differ by a hair from what [`super::line::set`] makes of it.
#[derive(Debug)]
pub(super) struct Ruler<'t> {
    pub(super) text: &'t Prepared,
    /// The left edge of each cell, in em.
    starts: Vec<f32>,
}

impl<'t> Ruler<'t> {
    pub(super) fn new(text: &'t Prepared, track: impl Fn(&Cell) -> f32) -> Self {
        let mut starts = Vec::with_capacity(text.cells.len());
        let mut x = 0.0;
        for (index, cell) in text.cells.iter().enumerate() {
            x += text.gap(index);
            starts.push(x);
            x += cell.advance + track(cell);
        }
        Self { text, starts }
    }

    /// The width of cells as a line, in em: without spaces around it, squeezed marks at its ends.
    pub(super) fn width(&self, cells: Range<usize>) -> f32 {
        let cells = self.text.trimmed(cells);
        if cells.is_empty() {
            return 0.0;
        }
        let (first, last) = (&self.text.cells[cells.start], &self.text.cells[cells.end - 1]);
        let width = self.starts[cells.end - 1] + last.advance
            - last.trim_end
            - self.starts[cells.start]
            - first.trim_start;
        width.max(0.0)
    }

    /// Whether a text can be in so many lines of a width at all, in a size: what is by far too long need not be tried.
    pub(super) fn may_fit(&self, lines: usize, width: f32, size: f32) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "there are few lines")]
        let room = lines as f32 * (width / size + AT_ENDS);
        size <= 0.0 || self.width(0..self.text.cells.len()) <= room
    }

    /// How far a cell is behind the start of a line that begins with another one, in em.
    pub(super) fn from(&self, first: usize, cell: usize) -> f32 {
        self.starts[cell] - self.starts[first] - self.text.cells[first].trim_start
    }
}
