//! Widths of parts of a text, each in one step.

use std::ops::Range;

use super::text::Prepared;

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
    pub(super) fn new(text: &'t Prepared, track: f32) -> Self {
        let mut starts = Vec::with_capacity(text.cells.len());
        let mut x = 0.0;
        for (index, cell) in text.cells.iter().enumerate() {
            x += text.gap(index);
            starts.push(x);
            x += cell.advance + if cell.square { 0.0 } else { track };
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
}
