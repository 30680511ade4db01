//! Colours to sRGB, the colour space of the web: a profile then need not travel along.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::raster::Pixels;

/// Converts in place what a colour profile (ICC.1) describes; pixels whose profile makes no sense stay.
pub(super) fn to_srgb(pixels: &mut Pixels, profile: &[u8]) {
    let Ok(source) = ColorProfile::new_from_slice(profile) else { return };
    let target = ColorProfile::new_srgb();
    let layout = if pixels.has_alpha { Layout::Rgba } else { Layout::Rgb };
    let channels = pixels.channels();
    let options = TransformOptions::default();
    let mut converted = vec![0; pixels.bytes.len()];
    let done = match source.color_space {
        DataColorSpace::Rgb => source
            .create_transform_8bit(layout, &target, layout, options)
            .and_then(|transform| transform.transform(&pixels.bytes, &mut converted)),
        DataColorSpace::Gray => {
            let (from, kept) = if pixels.has_alpha { (Layout::GrayAlpha, 2) } else { (Layout::Gray, 1) };
            let gray: Vec<u8> = pixels
                .bytes
                .chunks_exact(channels)
                .flat_map(|pixel| [pixel[0], pixel[channels - 1]].into_iter().take(kept))
                .collect();
            source
                .create_transform_8bit(from, &target, layout, options)
                .and_then(|transform| transform.transform(&gray, &mut converted))
        }
        // Four inks have become three colours while decoding: their profile describes no pixel of these.
        _ => return,
    };
    if done.is_ok() {
        pixels.bytes = converted;
    }
}
