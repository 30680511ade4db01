//! What moves goes out frame by frame as it came, without what else the file holds.

use crate::model::PictureFormat;

use super::bytes::{GifBlock, PNG_HEAD, gif_blocks, jpeg_segments, png_chunks, sniff, webp_chunks};
use super::fault::Fault;

/// The chunks that the pixels of a PNG need, colours and frames of an animation among them (PNG 3rd edition §11).
const PNG_KEPT: [&[u8; 4]; 15] = [
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"gAMA", b"cHRM", b"sRGB",
    b"iCCP", b"cICP", b"sBIT", b"bKGD",
];

/// The same of a WebP (RFC 9649 §2.7).
const WEBP_KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The flags of `VP8X` that say there is EXIF and XMP.
const WEBP_METADATA: u8 = 0b0000_1100;

/// The bytes of an animation without comments, places, names, and whatever stands behind its end.
pub(super) fn strip(bytes: &[u8], format: PictureFormat) -> Result<Vec<u8>, Fault> {
    match format {
        PictureFormat::Gif => gif(bytes),
        PictureFormat::Png => png(bytes),
        PictureFormat::Webp => webp(bytes),
        PictureFormat::Jpeg => jpeg(bytes),
        PictureFormat::Svg => Err(Fault::broken("it is a drawing")),
    }
}

/// A small picture inside a drawing, without metadata; `None` for what is none or is broken.
pub(super) fn inner(bytes: &[u8]) -> Option<(PictureFormat, Vec<u8>)> {
    let format = sniff(bytes)?;
    Some((format, strip(bytes, format).ok()?))
}

fn png(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = PNG_HEAD.to_vec();
    for chunk in png_chunks(bytes)? {
        if PNG_KEPT.contains(&&chunk.kind) {
            out.extend_from_slice(chunk.whole);
        }
    }
    Ok(out)
}

fn webp(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in webp_chunks(bytes)?.iter().filter(|chunk| WEBP_KEPT.contains(&&chunk.kind)) {
        let from = out.len();
        out.extend_from_slice(chunk.whole);
        if chunk.whole.len() % 2 == 1 {
            out.push(0);
        }
        if let (b"VP8X", Some(flags)) = (&chunk.kind, out.get_mut(from + 8)) {
            *flags &= !WEBP_METADATA;
        }
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| Fault::Heavy)?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(out)
}

fn gif(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    const COMMENT: u8 = 0xfe;
    const APPLICATION: u8 = 0xff;
    let mut out = Vec::with_capacity(bytes.len());
    for block in gif_blocks(bytes)? {
        match block {
            GifBlock::Head(own) | GifBlock::Frame(own) => out.extend_from_slice(own),
            GifBlock::Extension(COMMENT, ..) => {}
            // How often it plays is all that an application may say.
            GifBlock::Extension(APPLICATION, name, _) if name != b"NETSCAPE2.0" && name != b"ANIMEXTS1.0" => {
            }
            GifBlock::Extension(_, _, own) => out.extend_from_slice(own),
        }
    }
    out.push(0x3b);
    Ok(out)
}

/// Without the segments of applications but for JFIF, the colour profile and Adobe's colour transform, and without comments.
fn jpeg(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut out = b"\xff\xd8".to_vec();
    let mut behind = 2;
    for (marker, place) in jpeg_segments(bytes)? {
        // Fill bytes before a marker are allowed, and belong to nothing.
        behind = place.end;
        let body = &bytes[place];
        let kept = match marker {
            0xe2 => body.starts_with(b"ICC_PROFILE\0"),
            0xe1 | 0xe3..=0xed | 0xef | 0xfe => false,
            _ => true,
        };
        if kept {
            let length = u16::try_from(body.len() + 2).map_err(|_| Fault::broken("it is damaged"))?;
            out.extend_from_slice(&[0xff, marker]);
            out.extend_from_slice(&length.to_be_bytes());
            out.extend_from_slice(body);
        }
    }
    let scans = &bytes[behind..];
    let end = scans_end(scans).unwrap_or(scans.len());
    out.extend_from_slice(&scans[..end]);
    Ok(out)
}

/// The end of the first end marker: what a camera puts behind it, a preview with all its metadata, is cut.
fn scans_end(scans: &[u8]) -> Option<usize> {
    memchr::memmem::find(scans, b"\xff\xd9").map(|at| at + 2)
}
