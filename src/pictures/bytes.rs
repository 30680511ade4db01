//! What a file is by its bytes, and whether it goes on to its end.

use std::ops::Range;

use crate::model::PictureFormat;

use super::fault::Fault;

pub(super) const PNG_HEAD: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The format that the first bytes of a file name.
pub(super) fn sniff(bytes: &[u8]) -> Option<PictureFormat> {
    if bytes.starts_with(b"\xff\xd8\xff") {
        Some(PictureFormat::Jpeg)
    } else if bytes.starts_with(PNG_HEAD) {
        Some(PictureFormat::Png)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(PictureFormat::Gif)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some(PictureFormat::Webp)
    } else {
        None
    }
}

/// Whether the first bytes are those of a photograph in a format that is not taken: TIFF and what cameras make of it,
/// HEIF, AVIF, JPEG XL, JPEG 2000, BMP.
pub(super) fn is_foreign(bytes: &[u8]) -> bool {
    const HEADS: [&[u8]; 6] = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\xff\x0a", b"\0\0\0\x0cjP  "];
    const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif", b"avis"];
    let brand = bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|own| BRANDS.contains(&own));
    let jxl = bytes.starts_with(b"\0\0\0\x0cJXL ");
    // `BM` begins words too: the four reserved bytes behind the length are zero.
    let bmp = bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]);
    brand || jxl || bmp || HEADS.iter().any(|head| bytes.starts_with(head))
}

/// A chunk of a PNG (PNG 3rd edition §5.3): type, and the whole chunk with length and checksum.
pub(super) struct PngChunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) whole: &'a [u8],
}

/// The chunks of a PNG up to its `IEND`; what follows that is no part of the picture.
pub(super) fn png_chunks(bytes: &[u8]) -> Result<Vec<PngChunk<'_>>, Fault> {
    let mut chunks = Vec::new();
    let mut rest = bytes.get(PNG_HEAD.len()..).unwrap_or_default();
    loop {
        let length = rest.first_chunk::<4>().map(|length| u32::from_be_bytes(*length) as usize);
        let kind = rest.get(4..8).and_then(|kind| <[u8; 4]>::try_from(kind).ok());
        let (Some(length), Some(kind)) = (length, kind) else { return Err(truncated()) };
        let Some((whole, behind)) = length.checked_add(12).and_then(|end| rest.split_at_checked(end)) else {
            return Err(truncated());
        };
        chunks.push(PngChunk { kind, whole });
        if kind == *b"IEND" {
            break;
        }
        rest = behind;
    }
    let has = |kind: &[u8; 4]| chunks.iter().any(|chunk| chunk.kind == *kind);
    if chunks[0].kind == *b"IHDR" && has(b"IDAT") {
        Ok(chunks)
    } else {
        Err(Fault::broken("it holds no picture"))
    }
}

/// A chunk of a WebP (RFC 9649 §2.3): type, and the whole chunk with its padding.
pub(super) struct WebpChunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) whole: &'a [u8],
}

/// The chunks of a WebP.
pub(super) fn webp_chunks(bytes: &[u8]) -> Result<Vec<WebpChunk<'_>>, Fault> {
    let length = |at: usize| {
        let length = bytes.get(at..at + 4)?;
        Some(u32::from_le_bytes(length.try_into().ok()?) as usize)
    };
    let end = length(4).and_then(|length| length.checked_add(8)).ok_or_else(truncated)?;
    if end > bytes.len() {
        return Err(truncated());
    }
    let (mut chunks, mut at) = (Vec::new(), 12);
    while at + 8 <= end {
        let kind = bytes.get(at..at + 4).and_then(|kind| <[u8; 4]>::try_from(kind).ok());
        let body = length(at + 4).ok_or_else(truncated)?;
        // The last one's padding is often forgotten.
        let next = body.checked_add(at + 8 + body % 2).ok_or_else(truncated)?;
        let whole = bytes.get(at..next.min(end)).filter(|whole| whole.len() >= body + 8);
        let (Some(kind), Some(whole)) = (kind, whole) else { return Err(truncated()) };
        chunks.push(WebpChunk { kind, whole });
        at = next;
    }
    if chunks.is_empty() { Err(Fault::broken("it holds no picture")) } else { Ok(chunks) }
}

/// A block of a GIF (GIF89a §12).
pub(super) enum GifBlock<'a> {
    /// Signature, size and colours.
    Head(&'a [u8]),
    /// A frame.
    Frame(&'a [u8]),
    /// An extension, by its label; its own first bytes.
    Extension(u8, &'a [u8], &'a [u8]),
}

/// The blocks of a GIF up to its trailer.
pub(super) fn gif_blocks(bytes: &[u8]) -> Result<Vec<GifBlock<'_>>, Fault> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << (usize::from(flags & 7) + 1) };
    let byte = |at: usize| bytes.get(at).copied().ok_or_else(truncated);
    let mut at = 13 + table(byte(10)?);
    let mut blocks = vec![GifBlock::Head(bytes.get(..at).ok_or_else(truncated)?)];
    loop {
        let from = at;
        match byte(at)? {
            0x2c => {
                at = sub_blocks(bytes, at + 11 + table(byte(at + 9)?))?;
                blocks.push(GifBlock::Frame(&bytes[from..at]));
            }
            0x21 => {
                let label = byte(at + 1)?;
                let first = bytes.get(at + 3..at + 3 + usize::from(byte(at + 2)?)).ok_or_else(truncated)?;
                at = sub_blocks(bytes, at + 2)?;
                blocks.push(GifBlock::Extension(label, first, &bytes[from..at]));
            }
            0x3b => break,
            _ => return Err(Fault::broken("it holds something that no GIF has")),
        }
    }
    if blocks.iter().any(|block| matches!(block, GifBlock::Frame(_))) {
        Ok(blocks)
    } else {
        Err(Fault::broken("it holds no picture"))
    }
}

/// The end of a row of sub-blocks that begins there.
fn sub_blocks(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        match bytes.get(at) {
            None => return Err(truncated()),
            Some(0) => return Ok(at + 1),
            Some(length) => at += 1 + usize::from(*length),
        }
    }
}

/// The segments of a JPEG before its first scan (ITU-T T.81 §B.1.1), each as its marker and the place of its body.
///
/// Inside a scan no marker's bytes stand unescaped, so an end marker behind the first scan ends the picture, or a preview that
/// some cameras put behind it.
pub(super) fn jpeg_segments(bytes: &[u8]) -> Result<Vec<(u8, Range<usize>)>, Fault> {
    let (mut segments, mut at) = (Vec::new(), 2);
    loop {
        let marker = match (bytes.get(at), bytes.get(at + 1)) {
            (Some(0xff), Some(0xff)) => {
                at += 1;
                continue;
            }
            (Some(0xff), Some(marker)) => *marker,
            (Some(_), _) => return Err(Fault::broken("it holds something that no JPEG has")),
            (None, _) => return Err(truncated()),
        };
        let length = bytes.get(at + 2..at + 4).map(|own| usize::from(own[0]) << 8 | usize::from(own[1]));
        let end = length.map(|length| at + 2 + length.max(2)).filter(|end| *end <= bytes.len());
        let end = end.ok_or_else(truncated)?;
        if marker == 0xda {
            let ends = memchr::memmem::rfind(&bytes[at..], b"\xff\xd9").is_some();
            return if ends { Ok(segments) } else { Err(truncated()) };
        }
        segments.push((marker, at + 4..end));
        at = end;
    }
}

pub(super) fn truncated() -> Fault {
    Fault::broken("it ends too early")
}
