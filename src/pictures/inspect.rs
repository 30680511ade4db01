//! The head of a file to its facts: size, orientation, kind, hash. No pixel is looked at.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageResult, Limits};

use crate::model::{PictureFacts, PictureFormat};

use super::bytes::{
    GifBlock, gif_blocks, is_foreign, jpeg_segments, png_chunks, sniff, truncated, webp_chunks,
};
use super::fault::Fault;
use super::svg;

/// The most bytes that a picture may have.
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// The most pixels: twice what the cameras of telephones usually make.
pub(super) const MOST_PIXELS: u64 = 100_000_000;

/// Endings that name pictures: those that are taken, and those that are told to be none of them.
const ENDINGS: [(&str, Option<PictureFormat>); 24] = [
    ("jpg", Some(PictureFormat::Jpeg)),
    ("jpeg", Some(PictureFormat::Jpeg)),
    ("jpe", Some(PictureFormat::Jpeg)),
    ("jfif", Some(PictureFormat::Jpeg)),
    ("png", Some(PictureFormat::Png)),
    ("apng", Some(PictureFormat::Png)),
    ("webp", Some(PictureFormat::Webp)),
    ("gif", Some(PictureFormat::Gif)),
    ("svg", Some(PictureFormat::Svg)),
    ("svgz", None),
    ("avif", None),
    ("bmp", None),
    ("heic", None),
    ("heif", None),
    ("ico", None),
    ("jp2", None),
    ("jxl", None),
    ("tif", None),
    ("tiff", None),
    ("cr2", None),
    ("dng", None),
    ("nef", None),
    ("psd", None),
    ("xcf", None),
];

/// Whether a file is a picture by its name.
#[must_use]
pub fn may_be_picture(ending: Option<&str>) -> bool {
    ending.is_some_and(|ending| ENDINGS.iter().any(|(known, _)| ending.eq_ignore_ascii_case(known)))
}

/// What a file of content is, by its bytes and its name's ending; `None` for what is no picture.
///
/// # Errors
/// It is a picture and cannot go out: broken, too large, in a foreign format, or under the ending of another one.
pub fn inspect(bytes: &[u8], ending: Option<&str>) -> Result<Option<PictureFacts>, Fault> {
    let named =
        ending.and_then(|ending| ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)));
    let found = sniff(bytes);
    let format = match (named, found) {
        (None, None) if is_foreign(bytes) => return Err(Fault::UnknownFormat),
        (None, None) => return Ok(None),
        (Some((_, Some(named))), Some(found)) if *named == found => found,
        // A camera's picture under any other name would take along what it knows of the place.
        (_, Some(found)) => return Err(Fault::WrongEnding(found)),
        (Some((_, Some(PictureFormat::Svg))), None) => PictureFormat::Svg,
        (Some((_, Some(_))), None) if is_foreign(bytes) => return Err(Fault::UnknownFormat),
        (Some((_, Some(_))), None) if svg::looks_like_one(bytes) => {
            return Err(Fault::WrongEnding(PictureFormat::Svg));
        }
        (Some((_, Some(_))), None) => return Err(Fault::broken("it is no picture")),
        (Some((_, None)), None) => return Err(Fault::UnknownFormat),
    };
    // A decoder that gives up on hostile bytes must not take the site with it.
    catch_unwind(AssertUnwindSafe(|| facts(bytes, format)))
        .unwrap_or_else(|_| Err(Fault::broken("it is damaged")))
        .map(Some)
}

fn facts(bytes: &[u8], format: PictureFormat) -> Result<PictureFacts, Fault> {
    let mut left_out = Vec::new();
    let (size, one_size) = match format {
        PictureFormat::Jpeg => {
            jpeg_segments(bytes)?;
            (Some(head(JpegDecoder::new(Cursor::new(bytes)))?), false)
        }
        PictureFormat::Png => {
            let moves = png_chunks(bytes)?.iter().any(|chunk| chunk.kind == *b"acTL");
            (Some(head(PngDecoder::with_limits(Cursor::new(bytes), limits()))?), moves)
        }
        PictureFormat::Webp => {
            let moves = webp_chunks(bytes)?.iter().any(|chunk| chunk.kind == *b"ANIM");
            (Some(head(WebPDecoder::new(Cursor::new(bytes)))?), moves)
        }
        PictureFormat::Gif => (Some(gif_size(bytes)?), true),
        PictureFormat::Svg => {
            let cleaned = svg::clean(bytes)?;
            left_out = cleaned.left_out;
            (cleaned.size, true)
        }
    };
    if let (Some((width, height)), true) = (size, format != PictureFormat::Svg) {
        check_size(width, height)?;
    }
    let hash = *blake3::hash(bytes).as_bytes();
    Ok(PictureFacts { hash, format, size, one_size, left_out })
}

fn check_size(width: u32, height: u32) -> Result<(), Fault> {
    if width == 0 || height == 0 {
        return Err(Fault::broken("it has no size"));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::Huge(width, height));
    }
    Ok(())
}

/// What a decoder may take at most: the pixels themselves, twice.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    limits
}

/// Width and height, orientation applied.
fn head(decoder: ImageResult<impl ImageDecoder>) -> Result<(u32, u32), Fault> {
    let mut decoder = decoder.map_err(|error| unreadable(&error))?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(if is_turned(orientation) { (height, width) } else { (width, height) })
}

/// Whether width and height change places.
pub(super) const fn is_turned(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => false,
    }
}

fn gif_size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let blocks = gif_blocks(bytes)?;
    let Some(GifBlock::Head(head)) = blocks.first() else { return Err(truncated()) };
    let side = |at: usize| u32::from(head[at]) | u32::from(head[at + 1]) << 8;
    Ok((side(6), side(8)))
}

/// A decoder's error in words that help: its own are for programmers.
pub(super) fn unreadable(error: &ImageError) -> Fault {
    match error {
        ImageError::IoError(_) => truncated(),
        ImageError::Limits(_) => Fault::broken("it unfolds to more than any picture needs"),
        ImageError::Unsupported(_) => Fault::broken("it is written in a rare way that is not understood"),
        ImageError::Decoding(_) | ImageError::Encoding(_) | ImageError::Parameter(_) => {
            Fault::broken("it is damaged")
        }
    }
}
