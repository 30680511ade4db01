//! Drawings on paper: PDF with embedded subsets of their fonts and text that can be selected.
//!
//! In: drawings, and where on which page they stand. Out: the file; the same bytes for the same input, since nothing in
//! it comes from a clock.

use krilla::geom::{Size, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::draw::Drawing;

/// Points of PDF in a millimetre: 72 to an inch.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// Its title, in the document's language.
    pub title: String,
    /// Its language (BCP 47).
    pub lang: String,
    /// Who stands behind it.
    pub author: Option<String>,
}

/// A size of paper in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// From left to right.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
}

impl Paper {
    /// ISO 216 A4, upright.
    pub const A4: Self = Self { width: 210.0, height: 297.0 };
}

/// A page of a sheet.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Its size.
    pub paper: Paper,
    /// What stands on it, drawn in this order.
    pub placed: Vec<Placed<'a>>,
}

/// A drawing at its place on a page; lengths in millimetres from the top left.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// What is drawn.
    pub drawing: &'a Drawing,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width that the drawing is stretched to.
    pub width: f32,
    /// Height that the drawing is stretched to.
    pub height: f32,
}

/// Why no document could be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the PDF cannot be written: {0}")]
pub struct Unprintable(String);

impl Drawing {
    /// A document of one page that the drawing fills.
    pub fn pdf(&self, meta: &Meta, paper: Paper) -> Result<Vec<u8>, Unprintable> {
        let all = Placed { drawing: self, x: 0.0, y: 0.0, width: paper.width, height: paper.height };
        pdf_sheet(&[Page { paper, placed: vec![all] }], meta)
    }
}

/// A document of several pages, each with drawings at their places.
///
/// Fonts and pictures that several drawings share are in it once.
pub fn pdf_sheet(pages: &[Page<'_>], meta: &Meta) -> Result<Vec<u8>, Unprintable> {
    let mut document = Document::new_with(SerializeSettings { enable_tagging: false, ..Default::default() });
    let mut metadata =
        Metadata::new().title(meta.title.clone()).language(meta.lang.clone()).producer("Handbill".to_owned());
    if let Some(author) = &meta.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    document.set_metadata(metadata);
    for page in pages {
        let settings = PageSettings::new(size(page.paper.width, page.paper.height)?);
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        for placed in &page.placed {
            let size = size(placed.width, placed.height)?;
            let (x, y) = (placed.x * POINTS_PER_MM, placed.y * POINTS_PER_MM);
            surface.push_transform(&Transform::from_translate(x, y));
            let drawn = surface.draw_svg(placed.drawing.tree(), size, SvgSettings::default());
            surface.pop();
            drawn.ok_or_else(|| Unprintable("a drawing could not be converted".to_owned()))?;
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|error| Unprintable(format!("{error:?}")))
}

fn size(width: f32, height: f32) -> Result<Size, Unprintable> {
    Size::from_wh(width * POINTS_PER_MM, height * POINTS_PER_MM)
        .filter(|size| size.width().is_finite() && size.height().is_finite())
        .ok_or_else(|| Unprintable(format!("a size of {width} × {height} mm is no size")))
}
