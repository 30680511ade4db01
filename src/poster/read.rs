//! Codes read out of finished pixels, by a reader that did not make them.

use super::pixels::Pixels;

/// Where a code stands: a square with its quiet zone, in pixels from the top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CodeBox {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Length of a side.
    pub side: f32,
}

impl CodeBox {
    /// The same place in a picture that is so many times as large.
    #[must_use]
    pub fn scaled(self, factor: f32) -> Self {
        Self { x: self.x * factor, y: self.y * factor, side: self.side * factor }
    }
}

/// Whole pixels from the left and the top, up to the right and the bottom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crop {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
}

impl Crop {
    /// The pixels of a picture that a box touches.
    pub(super) fn around(area: CodeBox, pixels: &Pixels) -> Self {
        // A cast of a float saturates: what lies outside, or is no number, becomes an edge.
        let (right, bottom) = ((area.x + area.side).ceil() as u32, (area.y + area.side).ceil() as u32);
        let (right, bottom) = (right.min(pixels.width()), bottom.min(pixels.height()));
        Self {
            left: (area.x.floor() as u32).min(right),
            top: (area.y.floor() as u32).min(bottom),
            right,
            bottom,
        }
    }
}

/// Reads every code in an area, or in the whole picture; in the order in which they are found.
///
/// An area is several times faster than a whole poster: give it where it is known.
#[must_use]
pub fn read(pixels: &Pixels, area: Option<CodeBox>) -> Vec<String> {
    let crop = match area {
        Some(area) => Crop::around(area, pixels),
        None => Crop { left: 0, top: 0, right: pixels.width(), bottom: pixels.height() },
    };
    let (width, height) = (crop.right - crop.left, crop.bottom - crop.top);
    // The smallest code has 21 modules, and each needs a pixel.
    if width < 21 || height < 21 {
        return Vec::new();
    }
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, |x, y| {
            pixels.luma(crop.left + x as u32, crop.top + y as u32)
        });
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}
