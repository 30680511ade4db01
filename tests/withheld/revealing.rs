//! What the search for marks can read: each form in which a file may carry text that its bytes do not show.

use std::io::Write as _;

use crate::support::reveal::reveal;

const MARK: &str = "planted-mark";

/// What is planted is not to be seen in the bytes, and is found.
fn expect_found(path: &str, bytes: &[u8]) {
    let says = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(MARK);
    assert!(!says(bytes), "nothing is hidden in {path}: this proves nothing");
    assert!(reveal(path, bytes).iter().any(|part| says(part)), "the mark is not found in {path}");
}

fn zlib(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

/// A picture with texts in chunks of one sort.
fn png(add: impl Fn(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    add(&mut encoder);
    let mut writer = encoder.write_header().expect("a picture");
    writer.write_image_data(&[0]).expect("a pixel");
    drop(writer);
    bytes
}

fn compressed_text() -> Vec<u8> {
    png(|encoder| encoder.add_ztxt_chunk("Title".to_owned(), MARK.to_owned()).expect("a text"))
}

fn pdf(streams: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for stream in streams {
        bytes.extend([b"1 0 obj<<>>stream\n", *stream, b"\nendstream endobj\n"].concat());
    }
    bytes
}

#[test]
fn compressed_texts_of_pictures_are_read() {
    expect_found("a.png", &compressed_text());
    // The encoder writes international texts as they are: this one is put together by hand.
    let mut text = b"iTXtTitle\0\x01\0en\0Titel\0".to_vec();
    text.extend(zlib(MARK));
    let length = u32::try_from(text.len() - 4).expect("a short text").to_be_bytes();
    let mut bytes = png(|_| {});
    bytes.splice(8..8, [&length[..], &text, &[0; 4]].concat());
    expect_found("a.png", &bytes);
}

#[test]
fn documents_are_read_in_their_streams_their_strings_and_by_their_glyphs() {
    expect_found("a.pdf", &pdf(&[&zlib(&format!("BT ({MARK}) Tj ET"))]));
    let wide: Vec<u8> = MARK.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let title = [b"<</Title(\xfe\xff", wide.as_slice(), b")>>"].concat();
    expect_found("a.pdf", &[pdf(&[]), title.clone()].concat());
    expect_found("a.pdf", &pdf(&[&title]));
    // Glyph 1 is the first letter of the alphabet, the last is the dash.
    let glyph = |letter: u8| if letter == b'-' { 27 } else { letter - b'a' + 1 };
    let shown: String = MARK.bytes().map(|letter| format!("{:04x}", glyph(letter))).collect();
    let map = "begincmap\n1 beginbfrange\n<0001> <001a> <0061>\nendbfrange\n1 beginbfchar\n<001b> <002d>\nendbfchar\n";
    expect_found("a.pdf", &pdf(&[&zlib(map), &zlib(&format!("BT <{shown}> Tj ET"))]));
}

#[test]
fn archives_folded_lines_and_files_within_files_are_read() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(MARK.as_bytes()).expect("memory takes every byte");
    expect_found("a.json.gz", &encoder.finish().expect("memory takes every byte"));
    let (head, tail) = MARK.split_at(4);
    expect_found("a.ics", format!("SUMMARY:{head}\r\n {tail}\r\n").as_bytes());
    use base64::Engine as _;
    let inner = base64::engine::general_purpose::STANDARD.encode(compressed_text());
    expect_found("a.svg", format!("<image href=\"data:image/png;base64,{inner}\"/>").as_bytes());
}
