//! What files say beneath their bytes: text chunks of PNG, streams and strings of PDF and the text that their glyphs stand
//! for, gzip, folded lines of calendars, files that stand in others.

use std::collections::BTreeMap;

/// Endings of files whose bytes are all there is to read, but for those that [`reveal`] opens.
pub(crate) const KNOWN: [&str; 18] = [
    "html",
    "xml",
    "json",
    "ics",
    "csv",
    "txt",
    "css",
    "js",
    "svg",
    "png",
    "jpg",
    "webp",
    "pdf",
    "woff2",
    "_headers",
    "_redirects",
    "gz",
    "ico",
];

/// Everything that lies compressed or encoded in a file.
pub(crate) fn reveal(path: &str, bytes: &[u8]) -> Vec<Vec<u8>> {
    match path.rsplit('.').next().unwrap_or_default() {
        "png" => png(bytes),
        "pdf" => pdf(bytes),
        "gz" | "svgz" => vec![read(flate2::read::GzDecoder::new(bytes))],
        "ics" => vec![unfolded(bytes)],
        "svg" | "html" | "css" => embedded(bytes),
        _ => Vec::new(),
    }
}

/// A calendar with whole lines: a fold may lie in the middle of a word (RFC 5545 §3.1).
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace("\r\n ", "").replace("\r\n\t", "").into_bytes()
}

/// Files that stand in others as `data:` in base 64, and what lies compressed in those (RFC 2397).
fn embedded(bytes: &[u8]) -> Vec<Vec<u8>> {
    use base64::Engine as _;
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    for piece in text.split("data:").skip(1) {
        let Some((kind, rest)) = piece.split_once(";base64,") else { continue };
        let is_digit = |char: &char| char.is_ascii_alphanumeric() || "+/".contains(*char);
        let digits: String = rest.chars().take_while(is_digit).collect();
        let Ok(file) = base64::engine::general_purpose::STANDARD_NO_PAD.decode(digits) else { continue };
        let ending = kind.rsplit(['/', '+']).next().unwrap_or_default();
        found.extend(reveal(&format!("embedded.{ending}"), &file));
        found.push(file);
    }
    found
}

fn read(mut from: impl std::io::Read) -> Vec<u8> {
    let mut all = Vec::new();
    // What was read before a fault counts as well.
    let _ = std::io::Read::read_to_end(&mut from, &mut all);
    all
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    read(flate2::read::ZlibDecoder::new(bytes))
}

/// The texts of compressed chunks; all other bytes of a PNG are searched as they are (PNG 3rd edition §11.3.3).
fn png(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some(head) = rest.get(..8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = rest.get(8..8 + length).unwrap_or_default();
        let behind = |zeros: usize| {
            let ends = data.iter().enumerate().filter(|(_, byte)| **byte == 0).nth(zeros);
            ends.map_or(&[][..], |(at, _)| &data[at + 1..])
        };
        match &head[4..] {
            // Keyword, 0, method, text.
            b"zTXt" | b"iCCP" => found.push(zlib(behind(0).get(1..).unwrap_or_default())),
            // Keyword, 0, flag, method, language, 0, translated keyword, 0, text.
            b"iTXt" if behind(0).first() == Some(&1) => {
                let after = behind(0).get(2..).unwrap_or_default();
                let mut parts = after.splitn(3, |byte| *byte == 0);
                found.push(zlib(parts.nth(2).unwrap_or_default()));
            }
            _ => {}
        }
        rest = rest.get(12 + length..).unwrap_or_default();
    }
    found
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Every stream, and every text by each map from glyphs to characters (ISO 32000-2 §9.10.3).
fn pdf(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut streams = Vec::new();
    let mut rest = bytes;
    while let Some(start) = find(rest, b"stream") {
        rest = &rest[start + 6..];
        let Some(end) = find(rest, b"endstream") else { break };
        let skip = rest.iter().take(2).take_while(|byte| **byte == b'\r' || **byte == b'\n').count();
        let data = &rest[skip..end];
        let open = zlib(data);
        streams.push(if open.is_empty() { data.to_vec() } else { open });
        rest = &rest[end + 9..];
    }
    let maps: Vec<BTreeMap<u16, String>> = streams.iter().filter_map(|stream| map(stream)).collect();
    let texts: Vec<Vec<u8>> = streams
        .iter()
        .filter(|stream| find(stream, b"BT").is_some())
        .flat_map(|stream| {
            let glyphs = glyphs(stream);
            let text = |map: &BTreeMap<u16, String>| -> String {
                glyphs.iter().map(|glyph| map.get(glyph).map_or("\u{fffd}", String::as_str)).collect()
            };
            maps.iter().map(|map| text(map).into_bytes()).collect::<Vec<_>>()
        })
        .collect();
    let told = std::iter::once(bytes).chain(streams.iter().map(Vec::as_slice)).map(wide).collect::<Vec<_>>();
    streams.into_iter().chain(texts).chain(told).collect()
}

/// The strings that are UTF-16, a line each: titles and texts beside glyphs (ISO 32000-2 §7.9.2.2).
fn wide(stream: &[u8]) -> Vec<u8> {
    let strings = strings(stream).into_iter();
    let texts = strings.filter_map(|string| {
        let units = string.strip_prefix(&[0xfe, 0xff])?.chunks_exact(2);
        let units: Vec<u16> = units.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        Some(String::from_utf16_lossy(&units))
    });
    texts.collect::<Vec<_>>().join("\n").into_bytes()
}

/// What the glyphs of one font stand for.
fn map(stream: &[u8]) -> Option<BTreeMap<u16, String>> {
    let text = std::str::from_utf8(stream).ok().filter(|text| text.contains("begincmap"))?;
    let mut map = BTreeMap::new();
    let number = |hex: &str| u16::from_str_radix(hex, 16).ok();
    let said = |hex: &str| {
        let units: Vec<u16> =
            hex.as_bytes().chunks(4).filter_map(|unit| number(std::str::from_utf8(unit).ok()?)).collect();
        String::from_utf16_lossy(&units)
    };
    let mut ranges = false;
    for line in text.lines() {
        ranges = (ranges || line.ends_with("beginbfrange")) && !line.starts_with("endbfrange");
        let parts: Vec<&str> =
            line.split(['<', '>', ' ', '[', ']']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [from, to, first] if ranges => {
                let (Some(from), Some(to)) = (number(from), number(to)) else { continue };
                let Some(first) = number(first).map(u32::from) else { continue };
                for glyph in from..=to {
                    let character = char::from_u32(first + u32::from(glyph - from)).unwrap_or('\u{fffd}');
                    map.insert(glyph, character.to_string());
                }
            }
            // And not how many there are: `100 beginbfchar`.
            [glyph, text] if text.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
                map.extend(number(glyph).map(|glyph| (glyph, said(text))));
            }
            _ => {}
        }
    }
    Some(map)
}

/// The glyphs that a page shows, in order: two bytes each.
fn glyphs(stream: &[u8]) -> Vec<u16> {
    strings(stream).concat().chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}

/// Strings of either form, in order (ISO 32000-2 §7.3.4).
fn strings(stream: &[u8]) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < stream.len() {
        match stream[at] {
            b'<' if stream.get(at + 1) != Some(&b'<') => {
                let digits: Vec<u8> =
                    stream[at + 1..].iter().copied().take_while(|byte| *byte != b'>').collect();
                at += digits.len() + 1;
                let pairs = digits.chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
                all.push(pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect());
            }
            b'<' => at += 1,
            b'(' => {
                let mut bytes = Vec::new();
                at = literal(stream, at + 1, &mut bytes);
                all.push(bytes);
            }
            _ => {}
        }
        at += 1;
    }
    all
}

/// A string in brackets; the place where it ends.
fn literal(stream: &[u8], mut at: usize, bytes: &mut Vec<u8>) -> usize {
    let mut depth = 1;
    while let Some(&byte) = stream.get(at) {
        match byte {
            b'\\' => {
                at += 1;
                let octal: Vec<u8> = stream[at..]
                    .iter()
                    .copied()
                    .take(3)
                    .take_while(|byte| (b'0'..b'8').contains(byte))
                    .collect();
                if octal.is_empty() {
                    bytes.push(match stream.get(at) {
                        Some(b'n') => b'\n',
                        Some(b'r') => b'\r',
                        Some(b't') => b'\t',
                        Some(b'b') => 8,
                        Some(b'f') => 12,
                        Some(other) => *other,
                        None => return at,
                    });
                } else {
                    at += octal.len() - 1;
                    bytes.push(
                        octal.iter().fold(0, |sum: u8, digit| sum.wrapping_mul(8).wrapping_add(digit - b'0')),
                    );
                }
            }
            b'(' => {
                depth += 1;
                bytes.push(byte);
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at;
                }
                bytes.push(byte);
            }
            _ => bytes.push(byte),
        }
        at += 1;
    }
    at
}
