//! What is wrong with a drawing, in words for whoever wrote the design.

/// Why a drawing cannot be printed as it was meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is not well-formed; what the parser says.
    #[error("the drawing is no XML: {0}")]
    Xml(String),
    /// Its first element is another than `svg`.
    #[error("the drawing begins with `<{0}>`, not with `<svg xmlns=\"http://www.w3.org/2000/svg\">`")]
    NotSvg(String),
    /// It says neither `width` and `height` nor `viewBox`.
    #[error("the drawing has no size: `<svg>` needs `width` and `height`, or `viewBox`")]
    NoSize,
    /// It has more pixels than memory should hold.
    #[error("the drawing has {0} × {1} pixels, and at most 40 million are drawn")]
    Large(u64, u64),
    /// An element that is not drawn, such as `foreignObject` or `script`.
    #[error("`<{0}>` is nothing that a poster is drawn with")]
    Element(String),
    /// An attribute whose value is not what it should be.
    #[error("`{value}` is no value of `{name}`")]
    Attribute {
        /// The attribute's name.
        name: String,
        /// What it says, shortened.
        value: String,
    },
    /// An id that no element has.
    #[error("`#{0}` is named, but no element has this id")]
    Reference(String),
    /// An address of something outside of the drawing.
    #[error("`{0}` lies outside of the drawing: nothing is loaded into a poster")]
    Outside(String),
    /// A picture that was not handed in.
    #[error("the poster has no picture `{0}`")]
    Picture(String),
    /// A picture whose bytes are none of JPEG, PNG, WebP or SVG, or are damaged.
    #[error("the picture `{0}` cannot be drawn: {1}")]
    BrokenPicture(String, String),
    /// Families of which no font is there.
    #[error("no font has a family named `{0}`")]
    Font(String),
    /// Characters that no font has a glyph for.
    #[error("no font has a glyph for `{0}`")]
    Glyph(String),
}

/// A flaw and its place in the drawing's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{flaw} (line {line}, column {column} of the drawing)")]
pub struct Fault {
    /// What is wrong.
    pub flaw: Flaw,
    /// Line in the drawing's text, from 1.
    pub line: u32,
    /// Column in that line, in characters from 1.
    pub column: u32,
    /// The text from there on, at most sixty characters of it: a template's output has other lines than the template.
    pub excerpt: String,
}

impl Fault {
    /// A flaw at a byte of the drawing's text.
    pub(super) fn at(flaw: Flaw, text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or_default();
        let line_starts = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        Self {
            flaw,
            line: count(before.matches('\n').count()),
            column: count(before[line_starts..].chars().count()),
            excerpt: text[before.len()..].lines().next().unwrap_or_default().chars().take(60).collect(),
        }
    }
}
