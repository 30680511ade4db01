//! A text set in columns.

use super::svg;

/// A text set in columns, in a size.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The size of the characters, in pixels.
    pub size: f32,
    /// The columns, the first to be read first.
    pub columns: Vec<Column>,
    /// Whether the text did not fit and is cut.
    pub shortened: bool,
}

/// A column of characters.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it says.
    pub text: String,
    /// How high it is, in em.
    pub height: f32,
    pub(super) pieces: Vec<Piece>,
}

/// What stands in a column: in its own right way up, or turned.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) family: String,
    pub(super) weight: u16,
    /// Where its square begins, in em below the column's top.
    pub(super) y: f32,
    /// Its advance as a line, in em.
    pub(super) width: f32,
    pub(super) turned: bool,
}

/// How far above the baseline a Han square begins, in em.
const SQUARE_TOP: f32 = 0.88;
/// How far above the baseline the middle of capitals and digits is, in em.
const MIDDLE: f32 = 0.366;

impl Columns {
    /// The height of the highest column, in pixels.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.columns.iter().map(|column| column.height).fold(0.0, f32::max) * self.size
    }

    /// The columns as `<text>` elements.
    ///
    /// `middles` is the middle of each column from the left, in the order of reading; `y` the top of all; `fill` a colour. Each character
    /// has its own place: no program need know of vertical writing to draw it.
    #[must_use]
    pub fn svg(&self, middles: &[f32], y: f32, fill: &str) -> String {
        let mut out = String::new();
        for (column, x) in self.columns.iter().zip(middles) {
            self.column(&mut out, column, (*x, y), fill);
        }
        out
    }

    fn column(&self, out: &mut String, column: &Column, (x, y): (f32, f32), fill: &str) {
        let size = self.size;
        let place = |piece: &Piece| (x - piece.width * size / 2.0, y + (piece.y + SQUARE_TOP) * size);
        let together = |a: &Piece, b: &Piece| {
            a.is_plain() && b.is_plain() && a.family == b.family && a.weight == b.weight
        };
        for pieces in column.pieces.chunk_by(together) {
            let first = &pieces[0];
            let face = (first.family.as_str(), first.weight);
            if first.turned {
                let start = (x - MIDDLE * size, y + first.y * size);
                svg::turned(out, &first.text, start, face, size, fill);
            } else {
                let places = pieces.iter().map(|piece| (piece.text.as_str(), place(piece)));
                svg::upright(out, places, face, size, fill);
            }
        }
    }
}

impl Piece {
    /// Whether it is one character, for which every program takes one place of a list.
    fn is_plain(&self) -> bool {
        let mut characters = self.text.chars();
        !self.turned
            && characters.next().is_some_and(|first| first.len_utf16() == 1)
            && characters.next().is_none()
    }
}
