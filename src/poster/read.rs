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

/// How many times a picture is enlarged before it is given up: the reader works in whole pixels, so that codes of two
/// or three pixels a module, turned, are found between them.
const ZOOMS: [u32; 3] = [1, 2, 3];

/// Pixels up to which a picture is enlarged.
const MOST_ENLARGED: u64 = 4_000_000;

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
    let size = u64::from(width) * u64::from(height);
    ZOOMS
        .into_iter()
        .filter(|zoom| *zoom == 1 || size * u64::from(zoom * zoom) <= MOST_ENLARGED)
        .map(|zoom| read_enlarged(pixels, crop, zoom))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn read_enlarged(pixels: &Pixels, crop: Crop, zoom: u32) -> Vec<String> {
    let (width, height) = ((crop.right - crop.left) * zoom, (crop.bottom - crop.top) * zoom);
    let light = |x: usize, y: usize| {
        let (x, y) = (x as u32, y as u32);
        if zoom == 1 { pixels.luma(crop.left + x, crop.top + y) } else { between(pixels, crop, zoom, x, y) }
    };
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, light);
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// How light an enlarged crop is: what lies between the middles of four pixels is weighed by its distance from them.
fn between(pixels: &Pixels, crop: Crop, zoom: u32, x: u32, y: u32) -> u8 {
    // Counted in halves of an enlarged pixel, so that middles are whole numbers.
    let weigh = |at: u32, least: u32, most: u32| {
        let from_middle = (2 * at + 1).saturating_sub(zoom);
        let first = (least + from_middle / (2 * zoom)).min(most - 1);
        (first, (first + 1).min(most - 1), from_middle % (2 * zoom))
    };
    let (left, right, to_right) = weigh(x, crop.left, crop.right);
    let (upper, lower, down) = weigh(y, crop.top, crop.bottom);
    let whole = 2 * zoom;
    let luma = |x, y| u32::from(pixels.luma(x, y));
    let above = luma(left, upper) * (whole - to_right) + luma(right, upper) * to_right;
    let below = luma(left, lower) * (whole - to_right) + luma(right, lower) * to_right;
    let sum = above * (whole - down) + below * down;
    u8::try_from(sum / (whole * whole)).expect("a mean of bytes is a byte")
}
