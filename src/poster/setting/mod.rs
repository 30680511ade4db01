//! Text setting: a text, a style and a box come in; lines or columns with the place of each run go out, and as SVG.
//!
//! Measured by the very shaper that draws it. Widths in em do not depend on the size, so a text is measured once and the size chosen
//! from it.

mod apart;
mod block;
mod breaks;
mod class;
mod columns;
mod faces;
mod fit;
mod flow;
mod line;
mod part;
mod phrases;
mod ruler;
mod svg;
mod text;

use super::fonts::{Fonts, Lead};
use crate::model::Lang;
use faces::Faces;
use ruler::Ruler;
use text::Prepared;

pub use block::{Anchor, Block};
pub use columns::Column;
pub use columns::Columns;
pub use line::Line;

/// How strong the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For running text.
    Regular,
    /// For titles, numerals, names.
    Bold,
}

impl Weight {
    /// The number that CSS and SVG have for it.
    #[must_use]
    pub fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
        }
    }
}

/// How a text is set, whatever its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// How strong the letters are.
    pub weight: Weight,
    /// From one baseline to the next, in em.
    pub lead: f32,
    /// Added behind each letter, in em. In lines Han characters are never tracked; in columns they are, and Latin is not.
    pub track: f32,
}

/// A box to fill: the size is chosen. In pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The box's width.
    pub width: f32,
    /// The box's height.
    pub height: f32,
    /// The largest size of the letters.
    pub max: f32,
    /// The least size of the letters: a text that would be smaller is shortened.
    pub min: f32,
    /// At most so many lines; the look page takes 9.
    pub lines: usize,
}

/// A width to keep to, in a size that is given. In pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wrap {
    /// The width of a line.
    pub width: f32,
    /// The size of the letters.
    pub size: f32,
    /// At most so many lines: a text that is longer is shortened.
    pub lines: usize,
}

/// Columns to fill from the right to the left: the size is chosen. In pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flow<'h> {
    /// The height of each column, the first to be read first.
    pub heights: &'h [f32],
    /// The largest size of the characters.
    pub max: f32,
    /// The least size of the characters: a text that would be smaller is shortened, to its last whole sentence if it has one.
    pub min: f32,
    /// Whether all columns are used and made as even as they can be, as for a title; else each is filled before the next one.
    pub even: bool,
}

/// Sets texts of a language in fonts.
///
/// Faces are read when first needed and kept, so one setter serves all texts of a poster.
#[derive(Debug)]
pub struct Setter<'a> {
    faces: Faces<'a>,
    lead: Lead,
}

impl<'a> Setter<'a> {
    /// A setter of texts in a language.
    ///
    /// Chinese, Cantonese and Japanese are set in the Han face, others in the Latin one with Han characters from the Han face;
    /// the site's own fonts come before both.
    #[must_use]
    pub fn new(fonts: &'a Fonts, lang: &Lang) -> Self {
        let lead = match lang.primary().to_ascii_lowercase().as_str() {
            "zh" | "yue" | "wuu" | "nan" | "hak" | "lzh" | "ja" => Lead::Han,
            _ => Lead::Latin,
        };
        Self { faces: Faces::new(fonts), lead }
    }

    /// The width of a text in one line, in em.
    #[must_use]
    pub fn width(&self, text: &str, style: &Style) -> f32 {
        let text = self.prepare(text, style);
        line::set(&self.faces, &text, 0..text.cells.len(), style).width
    }

    /// Sets a text as large as its box allows.
    ///
    /// Lines end between words. More lines are taken only for letters that are larger by more than 4 %; among settings whose widest
    /// lines are within 4.5 % the evenest is taken; a line ends inside a Han word only if the size would else be less than
    /// 60 %, inside a Latin one only if it would be less than 25 % or than the least; no line is of one character where that can be
    /// helped. Nothing ever leaves the box: a text that is too long for the least size is shortened.
    #[must_use]
    pub fn fit(&self, text: &str, style: &Style, fit: Fit) -> Block {
        fit::fit(self, &self.prepare(text, style), style, fit)
    }

    /// Sets a text in a size that is given, at most in so many lines.
    #[must_use]
    pub fn wrap(&self, text: &str, style: &Style, wrap: Wrap) -> Block {
        fit::wrap(self, &self.prepare(text, style), style, wrap)
    }

    /// Sets a text in columns, as large as they allow; `style.lead` is not used.
    #[must_use]
    pub fn columns(&self, text: &str, style: &Style, flow: Flow<'_>) -> Columns {
        flow::columns(self, text, style, flow)
    }

    fn prepare(&self, text: &str, style: &Style) -> Prepared {
        text::prepare(&self.faces, text, style.weight, self.lead)
    }

    fn ruler<'t>(&self, text: &'t Prepared, style: &Style) -> Ruler<'t> {
        let track = style.track;
        Ruler::new(text, |cell| if cell.square { 0.0 } else { track })
    }
}

#[cfg(test)]
mod tests;
