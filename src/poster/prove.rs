//! The proof of a code: that whoever scans the finished picture is led where it should lead.
//!
//! In: pixels, the place of a code in them, and the code that should stand there. Out: what is wrong with it, if anything.

use super::code::{QUIET, QrCode};
use super::pixels::Pixels;
use super::read::{CodeBox, Crop, read};

/// Least contrast of light to dark modules (WCAG 2.2, "contrast ratio", that of text).
const LEAST_RATIO: f64 = 4.5;

/// Least difference of light and dark in reflected light, of 1 (ISO/IEC 15415, symbol contrast of grade C).
const LEAST_DIFFERENCE: f64 = 0.4;

/// The share of modules that a logo may cover, and that is not asked for its contrast: 25 % of the side, and its edge.
const COVERED: f64 = 0.08;

/// How much darker than light modules the quiet zone may be, in parts of the way to the dark ones.
const SHADE: f64 = 0.25;

/// What is wrong with a code in a finished picture.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Unproven {
    /// No code is found there.
    #[error("no reader finds the code in the finished picture")]
    NotRead,
    /// A code is found, but it leads elsewhere.
    #[error("the code in the finished picture says `{0}`")]
    SaysOther(String),
    /// Something stands in the four modules of paper around it.
    #[error("something stands in the quiet zone of the code, the four modules of paper around it")]
    QuietZone,
    /// Light and dark are too near to each other, or the wrong way round.
    #[error("the code's light and dark have a contrast of {0:.1}, but readers need {LEAST_RATIO}")]
    Contrast(f64),
    /// The ratio is enough, but both are so dark that a camera sees little of it.
    #[error("the code's paper is too dark for cameras: it reflects only {0:.0} % more light than the ink")]
    Dark(f64),
}

/// Proves that a code stands in an area of the finished picture, that it can be read, and that it says its address.
///
/// The area is the code with its quiet zone, as [`CodeBox`] says.
pub fn prove(pixels: &Pixels, area: CodeBox, code: &QrCode) -> Result<(), Unproven> {
    let found = read(pixels, Some(area));
    if let Some(other) = found.iter().find(|text| *text != code.address()) {
        return Err(Unproven::SaysOther(other.clone()));
    }
    // What is wrong with the picture tells more than that it could not be read, so it comes first.
    let (light, dark) = shades(pixels, area, code).ok_or(Unproven::NotRead)?;
    contrast(light, dark)?;
    if !quiet_zone_is_clear(pixels, area, code, light, dark) {
        return Err(Unproven::QuietZone);
    }
    if found.is_empty() { Err(Unproven::NotRead) } else { Ok(()) }
}

/// The colours of the worst light and the worst dark module that count.
fn shades(pixels: &Pixels, area: CodeBox, code: &QrCode) -> Option<([u8; 3], [u8; 3])> {
    let module = area.side / code.boxed() as f32;
    let (mut light, mut dark) = (Vec::new(), Vec::new());
    for y in 0..code.side() {
        for x in 0..code.side() {
            let place = |start: f32, at: u32| (start + ((at + QUIET) as f32 + 0.5) * module) as u32;
            let (column, row) = (place(area.x, x), place(area.y, y));
            if column >= pixels.width() || row >= pixels.height() {
                return None;
            }
            let shade = (pixels.luma(column, row), pixels.at(column, row));
            if code.is_dark(x, y) { dark.push(shade) } else { light.push(shade) }
        }
    }
    light.sort_unstable();
    dark.sort_unstable_by(|one, other| other.cmp(one));
    let worst = |shades: &[(u8, [u8; 3])]| {
        shades.get((shades.len() as f64 * COVERED) as usize).map(|(_, colour)| *colour)
    };
    Some((worst(&light)?, worst(&dark)?))
}

fn contrast(light: [u8; 3], dark: [u8; 3]) -> Result<(), Unproven> {
    let (light, dark) = (luminance(light), luminance(dark));
    let ratio = (light + 0.05) / (dark + 0.05);
    if ratio < LEAST_RATIO {
        return Err(Unproven::Contrast(ratio));
    }
    if light - dark < LEAST_DIFFERENCE {
        return Err(Unproven::Dark((light - dark) * 100.0));
    }
    Ok(())
}

/// Relative luminance (WCAG 2.2), which is also what a print reflects of white light.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|byte| {
        let part = f64::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Whether every pixel of the ring around the code is about as light as its paper.
fn quiet_zone_is_clear(pixels: &Pixels, area: CodeBox, code: &QrCode, light: [u8; 3], dark: [u8; 3]) -> bool {
    let weigh = |colour: [u8; 3]| {
        let [red, green, blue] = colour.map(f64::from);
        red * 0.299 + green * 0.587 + blue * 0.114
    };
    let least = weigh(light) - (weigh(light) - weigh(dark)) * SHADE;
    let quiet = area.side / code.boxed() as f32 * QUIET as f32;
    // Pixels that the box's edge cuts belong to what lies outside, too: they are not asked.
    let whole = CodeBox { x: area.x.ceil(), y: area.y.ceil(), side: 0.0 };
    let outer = Crop {
        left: whole.x as u32,
        top: whole.y as u32,
        right: ((area.x + area.side).floor() as u32).min(pixels.width()),
        bottom: ((area.y + area.side).floor() as u32).min(pixels.height()),
    };
    let inner =
        Crop::around(CodeBox { x: area.x + quiet, y: area.y + quiet, side: area.side - 2.0 * quiet }, pixels);
    let inside =
        |x: u32, y: u32| (inner.left..inner.right).contains(&x) && (inner.top..inner.bottom).contains(&y);
    (outer.top..outer.bottom)
        .all(|y| (outer.left..outer.right).all(|x| inside(x, y) || f64::from(pixels.luma(x, y)) >= least))
}

/// The least side of a module in millimetres, for a code of so many modules a side to be read from so many centimetres.
///
/// The rule of thumb of print shops: a code is a tenth as wide as it is far away. It is meant for codes of 25 modules;
/// a camera sees modules, so that one of more modules must be wider and not finer.
#[must_use]
pub fn least_module_mm(scan_distance_cm: f32, modules: u32) -> f32 {
    // A tenth of so many centimetres is as many millimetres.
    scan_distance_cm / modules.clamp(21, 25) as f32
}

/// Whether a module of this side is large enough to be read from this far.
#[must_use]
pub fn module_is_enough(module_mm: f32, scan_distance_cm: f32, modules: u32) -> bool {
    // A thousandth is what numbers lose on their way from millimetres to pixels and back.
    module_mm * 1.001 >= least_module_mm(scan_distance_cm, modules)
}
