//! Nothing but the picture goes out: a mark put into every corner of a file is nowhere in what is made of it.

use super::*;

const MARK: &[u8] = b"48.8584N-2.2945E";

fn png_chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let typed = [&kind[..], body].concat();
    let length = u32::try_from(body.len()).expect("short").to_be_bytes();
    [&length[..], &typed, &crc(&typed).to_be_bytes()].concat()
}

/// A PNG with chunks put behind its head.
fn with_chunks(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

fn webp_chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).expect("short").to_le_bytes();
    let pad = if body.len() % 2 == 1 { &[0][..] } else { &[] };
    [&kind[..], &length, body, pad].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = chunks.concat();
    let length = u32::try_from(body.len() + 4).expect("short").to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &body].concat()
}

fn has_mark(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, MARK).is_some()
}

/// Photographs with the mark wherever a camera or a program may put something.
fn marked() -> Vec<(Vec<u8>, &'static str)> {
    let jpeg = written(&corners(40, 30), ImageFormat::Jpeg);
    let mut photo = jpeg.clone();
    for (marker, head) in [
        (0xe1, &b"http://ns.adobe.com/xap/1.0/\0"[..]),
        (0xed, b"Photoshop 3.0\0"),
        (0xe2, b"MPF\0"),
        (0xfe, b""),
        (0xef, b"maker"),
    ] {
        photo = with_segment(&photo, marker, &[head, MARK].concat());
    }
    photo = with_segment(&photo, 0xe1, &exif(1, MARK));
    photo.extend_from_slice(MARK);
    let png = written(&corners(40, 30), ImageFormat::Png);
    let text = |keyword: &[u8]| [keyword, b"\0", MARK].concat();
    let screenshot = with_chunks(
        &png,
        &[
            png_chunk(b"tEXt", &text(b"Comment")),
            png_chunk(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", MARK].concat()),
            png_chunk(b"eXIf", &exif(1, MARK)[6..]),
            png_chunk(b"prVt", MARK),
        ],
    );
    let screenshot = [&screenshot[..], MARK].concat();
    let plain = written(&corners(40, 30), ImageFormat::WebP);
    let head = webp_chunk(b"VP8X", &[0b0000_1100, 0, 0, 0, 39, 0, 0, 29, 0, 0]);
    let webp = riff(&[
        head,
        plain[12..].to_vec(),
        webp_chunk(b"EXIF", &exif(1, MARK)[6..]),
        webp_chunk(b"XMP ", MARK),
    ]);
    vec![(photo, "jpg"), (screenshot, "png"), ([&webp[..], MARK].concat(), "webp")]
}

#[test]
fn a_photograph_tells_nothing_but_what_it_shows() {
    for (bytes, ending) in marked() {
        assert!(has_mark(&bytes));
        let facts = inspect(&bytes, Some(ending)).expect("sound").expect("a picture");
        for format in [facts.format, PictureFormat::Webp] {
            for width in [20, 40] {
                let made = file(&bytes, format, width);
                assert!(!has_mark(&made), "the mark of {ending} is in {format:?} of {width}");
            }
        }
    }
}

#[test]
fn what_moves_keeps_its_frames_and_nothing_else() {
    let gif = written(&corners(8, 8), ImageFormat::Gif);
    let end = gif.len() - 1;
    let extension = |label: u8, name: &[u8], body: &[u8]| {
        let name_length = u8::try_from(name.len()).expect("short");
        let length = u8::try_from(body.len()).expect("short");
        let named = if name.is_empty() { Vec::new() } else { [&[name_length], name].concat() };
        [&[0x21, label], &named[..], &[length], body, &[0]].concat()
    };
    let marked = [
        &gif[..end],
        &extension(0xfe, b"", MARK),
        &extension(0xff, b"XMP DataXMP", MARK),
        &extension(0xff, b"NETSCAPE2.0", &[1, 0, 0]),
        &gif[end..],
        MARK,
    ]
    .concat();
    let config = config();
    let stripped = Maker::new(&marked, &config).make(PictureRecipe::Stripped).expect("made");
    assert!(has_mark(&marked) && !has_mark(&stripped));
    assert!(memchr::memmem::find(&stripped, b"NETSCAPE2.0").is_some(), "it plays once only");
    assert_eq!(image::load_from_memory(&stripped).expect("a GIF").into_rgb8().dimensions(), (8, 8));

    let png = written(&corners(8, 8), ImageFormat::Png);
    let moving =
        with_chunks(&png, &[png_chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]), png_chunk(b"tEXt", MARK)]);
    let facts = inspect(&moving, Some("png")).expect("sound").expect("a picture");
    assert!(facts.one_size, "an animation has one size");
    let stripped = Maker::new(&moving, &config).make(PictureRecipe::Stripped).expect("made");
    assert!(!has_mark(&stripped) && memchr::memmem::find(&stripped, b"acTL").is_some());
    assert!(image::load_from_memory(&stripped).is_ok());

    let plain = written(&corners(8, 8), ImageFormat::WebP);
    let frame = [&[0; 12][..], &[100, 0, 0, 0], &plain[12..]].concat();
    let mut head = vec![0b0000_1110, 0, 0, 0, 7, 0, 0, 7, 0, 0];
    let moving = riff(&[
        webp_chunk(b"VP8X", &head),
        webp_chunk(b"ANIM", &[0; 6]),
        webp_chunk(b"ANMF", &{
            let mut frame = frame;
            frame[6] = 7;
            frame[9] = 7;
            frame
        }),
        webp_chunk(b"EXIF", MARK),
        webp_chunk(b"XMP ", MARK),
    ]);
    let stripped = Maker::new(&moving, &config).make(PictureRecipe::Stripped).expect("made");
    assert!(has_mark(&moving) && !has_mark(&stripped));
    head[0] = 0b0000_0010;
    assert_eq!(stripped[20..30], head[..], "the head still says that there is metadata");
}

#[test]
fn a_photograph_inside_a_drawing_tells_nothing_either() {
    use base64::Engine as _;
    for (bytes, _) in marked() {
        let packed = base64::engine::general_purpose::STANDARD.encode(&bytes);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/x;base64,{packed}\"/></svg>"
        );
        let config = config();
        let made = Maker::new(svg.as_bytes(), &config).make(PictureRecipe::Cleaned).expect("made");
        let made = String::from_utf8(made).expect("text");
        let inner = made.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
        let inner = base64::engine::general_purpose::STANDARD.decode(inner).expect("base64");
        assert!(!has_mark(&inner), "the mark is in a drawing");
        assert!(image::load_from_memory(&inner).is_ok(), "the picture in the drawing is broken");
    }
}
