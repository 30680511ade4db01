//! Pixels: decoded, resized, turned upright, written anew. Nothing but pixels comes through.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageResult, RgbImage, RgbaImage};

use super::colour;
use super::fault::Fault;
use super::inspect::{is_turned, limits, unreadable};
use crate::model::PictureFormat;

/// More colours than a drawing or a screenshot has: such a picture is a photograph.
const MOST_FLAT_COLOURS: usize = 4096;

/// Eight bits a channel, three channels or four, row after row.
#[derive(Debug, Clone)]
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) has_alpha: bool,
    pub(super) bytes: Vec<u8>,
}

impl Pixels {
    pub(super) const fn channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    const fn pixel_type(&self) -> PixelType {
        if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 }
    }
}

/// A picture as it was decoded, and what has to be done with its pixels.
#[derive(Debug)]
pub(super) struct Decoded {
    pixels: Pixels,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
    /// It has few colours: WebP keeps every one of them, in fewer bytes than it would blur them.
    pub(super) is_flat: bool,
}

/// Decodes a picture that stands still.
pub(super) fn decode(bytes: &[u8], format: PictureFormat) -> Result<Decoded, Fault> {
    let damaged = || Fault::broken("it is damaged");
    // A decoder that gives up on hostile bytes must not take the site with it.
    catch_unwind(AssertUnwindSafe(|| match format {
        PictureFormat::Jpeg => decoded(JpegDecoder::new(Cursor::new(bytes)), false),
        PictureFormat::Png => decoded(PngDecoder::with_limits(Cursor::new(bytes), limits()), true),
        PictureFormat::Webp => decoded(WebPDecoder::new(Cursor::new(bytes)), true),
        PictureFormat::Gif | PictureFormat::Svg => Err(damaged()),
    }))
    .unwrap_or_else(|_| Err(damaged()))
}

fn decoded(decoder: ImageResult<impl ImageDecoder>, may_be_flat: bool) -> Result<Decoded, Fault> {
    let mut decoder = decoder.map_err(|error| unreadable(&error))?;
    decoder.set_limits(limits()).map_err(|error| unreadable(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(&error))?;
    let has_alpha = image.color().has_alpha();
    let (width, height) = (image.width(), image.height());
    let bytes = if has_alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    let pixels = Pixels { width, height, has_alpha, bytes };
    let is_flat = may_be_flat && has_few_colours(&pixels);
    Ok(Decoded { pixels, orientation, profile, is_flat })
}

fn has_few_colours(pixels: &Pixels) -> bool {
    let mut seen = std::collections::HashSet::with_capacity(MOST_FLAT_COLOURS);
    pixels.bytes.chunks_exact(pixels.channels()).all(|pixel| {
        seen.insert([pixel[0], pixel[1], pixel[2]]);
        seen.len() <= MOST_FLAT_COLOURS
    })
}

impl Decoded {
    /// How wide it is when it stands upright.
    pub(super) const fn shown_width(&self) -> u32 {
        if is_turned(self.orientation) { self.pixels.height } else { self.pixels.width }
    }

    /// The picture upright, in sRGB, of a width as shown.
    pub(super) fn of_width(&self, width: u32) -> Result<Pixels, Fault> {
        let own = &self.pixels;
        let turned = is_turned(self.orientation);
        let (shown_width, shown_height) =
            if turned { (own.height, own.width) } else { (own.width, own.height) };
        let height = height_for(width, shown_width, shown_height);
        let (stored_width, stored_height) = if turned { (height, width) } else { (width, height) };
        let mut pixels = resized(own, stored_width, stored_height)?;
        if let Some(profile) = &self.profile {
            colour::to_srgb(&mut pixels, profile);
        }
        upright(pixels, self.orientation)
    }
}

/// The height that keeps a picture's shape, at least 1.
pub(super) fn height_for(width: u32, own_width: u32, own_height: u32) -> u32 {
    let height =
        (u64::from(width) * u64::from(own_height) + u64::from(own_width) / 2) / u64::from(own_width.max(1));
    u32::try_from(height).unwrap_or(u32::MAX).max(1)
}

/// The pixels in another size; alpha weighs colours meanwhile, so that what is transparent bleeds nowhere.
pub(super) fn resized(pixels: &Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    if (width, height) == (pixels.width, pixels.height) {
        return Ok(pixels.clone());
    }
    let failed = || Fault::broken("it cannot be resized");
    let source = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, pixels.pixel_type())
        .map_err(|_| failed())?;
    let mut target = Image::new(width, height, pixels.pixel_type());
    Resizer::new()
        .resize(&source, &mut target, &ResizeOptions::new().use_alpha(pixels.has_alpha))
        .map_err(|_| failed())?;
    Ok(Pixels { width, height, has_alpha: pixels.has_alpha, bytes: target.into_vec() })
}

fn upright(pixels: Pixels, orientation: Orientation) -> Result<Pixels, Fault> {
    if orientation == Orientation::NoTransforms {
        return Ok(pixels);
    }
    let Pixels { width, height, has_alpha, bytes } = pixels;
    let image = if has_alpha {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    };
    let mut image = image.ok_or_else(|| Fault::broken("it is damaged"))?;
    image.apply_orientation(orientation);
    Ok(Pixels { width: image.width(), height: image.height(), has_alpha, bytes: image.into_bytes() })
}

/// Pixels as a file.
pub(super) fn encode(
    pixels: &Pixels,
    format: PictureFormat,
    quality: u32,
    is_flat: bool,
) -> Result<Vec<u8>, Fault> {
    let failed = || Fault::broken("it cannot be written anew");
    let Pixels { width, height, bytes, has_alpha } = pixels;
    let colours = if *has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let quality = u8::try_from(quality).unwrap_or(100);
    let mut out = Vec::new();
    match format {
        PictureFormat::Jpeg => {
            let (across, down) = (u16::try_from(*width), u16::try_from(*height));
            let (across, down) = (across.map_err(|_| failed())?, down.map_err(|_| failed())?);
            let layout =
                if *has_alpha { jpeg_encoder::ColorType::Rgba } else { jpeg_encoder::ColorType::Rgb };
            let encoder = jpeg_encoder::Encoder::new(&mut out, quality);
            encoder.encode(bytes, across, down, layout).map_err(|_| failed())?;
        }
        PictureFormat::Png => {
            PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
                .write_image(bytes, *width, *height, colours)
                .map_err(|_| failed())?;
        }
        PictureFormat::Webp => {
            let layout = if *has_alpha { webp::PixelLayout::Rgba } else { webp::PixelLayout::Rgb };
            let encoder = webp::Encoder::new(bytes, layout, *width, *height);
            let made = encoder.encode_simple(is_flat, f32::from(quality)).map_err(|_| failed())?;
            out.extend_from_slice(&made);
        }
        PictureFormat::Gif | PictureFormat::Svg => return Err(failed()),
    }
    Ok(out)
}
