//! Pictures from their bytes to the files for readers.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::*;
use crate::model::{PictureFormat, PictureRecipe, PictureUse, PicturesConfig, SourcePath, Span};

mod drawings;
mod metadata;

fn config() -> PicturesConfig {
    PicturesConfig { widths: vec![20, 40], quality: 90, sizes: "100vw".to_owned() }
}

/// A picture whose corners differ: red, green, blue and white from the top left, row by row.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x * 2 < width, y * 2 < height) {
        (true, true) => Rgb([250, 10, 10]),
        (false, true) => Rgb([10, 250, 10]),
        (true, false) => Rgb([10, 10, 250]),
        (false, false) => Rgb([250, 250, 250]),
    })
}

fn written(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image.clone()).write_to(&mut bytes, format).expect("written");
    bytes.into_inner()
}

/// A JPEG with a segment put behind its first marker.
fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len() + 2).expect("a short segment").to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, body, &jpeg[2..]].concat()
}

/// EXIF that says nothing but an orientation, and carries a mark.
fn exif(orientation: u8, mark: &[u8]) -> Vec<u8> {
    let entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
    [b"Exif\0\0II*\0\x08\0\0\0\x01\0", &entry[..], &[0; 4], mark].concat()
}

fn made(bytes: &[u8], format: PictureFormat, width: u32) -> RgbImage {
    let made = file(bytes, format, width);
    image::load_from_memory(&made).expect("a picture").into_rgb8()
}

fn file(bytes: &[u8], format: PictureFormat, width: u32) -> Vec<u8> {
    let config = config();
    Maker::new(bytes, &config).make(PictureRecipe::Resized { format, width }).expect("made")
}

fn facts(bytes: &[u8], ending: &str) -> Result<PictureFactsOrNone, Fault> {
    inspect(bytes, Some(ending))
}

type PictureFactsOrNone = Option<crate::model::PictureFacts>;

fn is_near(a: Rgb<u8>, b: [u8; 3], by: u8) -> bool {
    a.0.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= by)
}

#[test]
fn all_eight_orientations_stand_upright() {
    let upright = corners(24, 16);
    let stored = |turn: fn(&RgbImage) -> RgbImage| turn(&upright);
    let cases: [(u8, RgbImage); 8] = [
        (1, upright.clone()),
        (2, stored(image::imageops::flip_horizontal)),
        (3, stored(image::imageops::rotate180)),
        (4, stored(image::imageops::flip_vertical)),
        (5, stored(|own| image::imageops::flip_horizontal(&image::imageops::rotate90(own)))),
        (6, stored(image::imageops::rotate270)),
        (7, stored(|own| image::imageops::flip_horizontal(&image::imageops::rotate270(own)))),
        (8, stored(image::imageops::rotate90)),
    ];
    for (orientation, stored) in cases {
        let jpeg = with_segment(&written(&stored, ImageFormat::Jpeg), 0xe1, &exif(orientation, b""));
        let facts = facts(&jpeg, "jpg").expect("sound").expect("a picture");
        assert_eq!(facts.size, Some((24, 16)), "{orientation}");
        for format in [PictureFormat::Jpeg, PictureFormat::Webp] {
            let shown = made(&jpeg, format, 24);
            assert_eq!(shown.dimensions(), (24, 16), "{orientation}");
            for (at, colour) in [
                ((3, 3), [250, 10, 10]),
                ((20, 3), [10, 250, 10]),
                ((3, 12), [10, 10, 250]),
                ((20, 12), [250; 3]),
            ] {
                let seen = *shown.get_pixel(at.0, at.1);
                assert!(is_near(seen, colour, 40), "{orientation} {format:?} {at:?}: {seen:?}");
            }
        }
    }
}

#[test]
fn colours_of_another_space_become_those_that_a_screen_shows() {
    let red = RgbImage::from_pixel(16, 16, Rgb([200, 30, 30]));
    let profile = moxcms::ColorProfile::new_adobe_rgb().encode().expect("a profile");
    let segment = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
    let jpeg = with_segment(&written(&red, ImageFormat::Jpeg), 0xe2, &segment);
    let seen = *made(&jpeg, PictureFormat::Jpeg, 16).get_pixel(8, 8);
    // Adobe RGB's red is redder than what sRGB has at the same number.
    assert!(seen.0[0] >= 225, "{seen:?}");
    let bytes = file(&jpeg, PictureFormat::Jpeg, 16);
    assert!(memchr::memmem::find(&bytes, b"ICC_PROFILE").is_none(), "the profile travels along");
    let plain = *made(&written(&red, ImageFormat::Jpeg), PictureFormat::Jpeg, 16).get_pixel(8, 8);
    assert!(is_near(plain, [200, 30, 30], 6), "{plain:?}");
}

#[test]
fn a_file_is_the_same_whatever_was_made_before_it() {
    let noise = RgbImage::from_fn(90, 60, |x, y| {
        Rgb([(x * 7 % 256) as u8, (y * 11 % 256) as u8, (x * y % 256) as u8])
    });
    let (jpeg, config) = (written(&noise, ImageFormat::Jpeg), config());
    let recipes = [
        (PictureFormat::Webp, 20),
        (PictureFormat::Jpeg, 90),
        (PictureFormat::Webp, 40),
        (PictureFormat::Jpeg, 40),
    ]
    .map(|(format, width)| PictureRecipe::Resized { format, width });
    let alone: Vec<Vec<u8>> =
        recipes.iter().map(|recipe| Maker::new(&jpeg, &config).make(*recipe).expect("made")).collect();
    let mut maker = Maker::new(&jpeg, &config);
    for (recipe, alone) in recipes.iter().zip(&alone).rev() {
        assert!(maker.make(*recipe).expect("made") == *alone, "{recipe:?}");
    }
}

#[test]
fn a_picture_is_never_made_wider_than_it_is() {
    let arranged = |width: u32, height: u32, widths: &[u32]| {
        let config = PicturesConfig { widths: widths.to_vec(), ..config() };
        let facts = crate::model::PictureFacts {
            hash: [7; 32],
            format: PictureFormat::Jpeg,
            size: Some((width, height)),
            one_size: false,
            left_out: Vec::new(),
        };
        let used = PictureUse { shown: true, named: false, linked: true };
        let named = (SourcePath::new("content/a.md"), Span::default());
        let mut files = std::collections::BTreeMap::new();
        let picture = Arranger::new(&config).arrange(
            &SourcePath::new("content/a.jpg"),
            &facts,
            used,
            &named,
            &mut files,
        );
        let widths: Vec<u32> = picture.webp.iter().map(|(width, _)| *width).collect();
        (widths, picture.whole.is_some())
    };
    assert_eq!(arranged(4000, 3000, &[320, 640, 1280]), (vec![320, 640, 1280], true));
    assert_eq!(arranged(1000, 500, &[320, 640, 1280]), (vec![320, 640, 1000], false));
    assert_eq!(
        arranged(660, 500, &[320, 640, 1280]),
        (vec![320, 660], false),
        "a tenth more is no other picture"
    );
    assert_eq!(arranged(9, 9, &[320, 640]), (vec![9], false));
    // WebP has no side of more than 16,383 pixels.
    assert_eq!(arranged(400, 17_000, &[320, 640]), (vec![320], false));
}

#[test]
fn a_name_tells_bytes_and_settings_and_is_legal_whatever_the_source_is_called() {
    let name = |source: &str, hash: u8, quality: u32| {
        let config = PicturesConfig { quality, ..config() };
        let facts = crate::model::PictureFacts {
            hash: [hash; 32],
            format: PictureFormat::Png,
            size: Some((10, 10)),
            one_size: false,
            left_out: Vec::new(),
        };
        let used = PictureUse { shown: true, ..PictureUse::default() };
        let named = (SourcePath::new("content/a.md"), Span::default());
        let mut files = std::collections::BTreeMap::new();
        let picture =
            Arranger::new(&config).arrange(&SourcePath::new(source), &facts, used, &named, &mut files);
        picture.file.expect("a file").to_string()
    };
    assert_eq!(
        name("content/Lamp.PNG", 1, 80),
        name("content/other/lamp.png", 1, 80),
        "one picture, one file"
    );
    assert_ne!(name("content/lamp.png", 1, 80), name("content/lamp.png", 2, 80));
    assert_ne!(name("content/lamp.png", 1, 80), name("content/lamp.png", 1, 70));
    let long = name(&format!("content/{}.png", "长".repeat(84)), 1, 80);
    assert!(long.rsplit('/').next().is_some_and(|name| name.len() < 200), "{long}");
    assert!(name("content/灯 街.png", 1, 80).starts_with("assets/pictures/灯 街."));
}

#[test]
fn what_is_wrong_with_a_picture_is_told_by_kind() {
    let jpeg = written(&corners(32, 32), ImageFormat::Jpeg);
    let png = written(&corners(32, 32), ImageFormat::Png);
    let broken = |bytes: &[u8], ending: &str| matches!(facts(bytes, ending), Err(Fault::Broken(_)));
    assert!(broken(&jpeg[..jpeg.len() - 20], "jpg") && broken(&png[..png.len() - 20], "png"));
    assert!(broken(b"", "png") && broken(b"GIF89a", "gif") && broken(b"RIFF\x04\0\0\0WEBP", "webp"));
    assert!(broken(b"no drawing", "svg") && broken(b"<html/>", "svg"));
    assert_eq!(facts(&jpeg, "png"), Err(Fault::WrongEnding(PictureFormat::Jpeg)));
    assert_eq!(facts(&jpeg, "pdf"), Err(Fault::WrongEnding(PictureFormat::Jpeg)));
    assert_eq!(facts(b"\0\0\0\x18ftypheic\0\0", "jpg"), Err(Fault::UnknownFormat));
    assert_eq!(facts(b"II*\0", "bin"), Err(Fault::UnknownFormat));
    assert_eq!(facts(b"%PDF-1.7", "pdf"), Ok(None));
    // A thumbnail inside the head ends too: that is not the end of the picture.
    let cut = with_segment(&jpeg[..jpeg.len() - 20], 0xe1, &[b"Exif\0\0", &jpeg[..]].concat());
    assert!(broken(&cut, "jpg"), "a thumbnail's end was taken for the picture's");
}

#[test]
fn what_unfolds_to_more_than_any_picture_is_refused_by_its_head() {
    let mut png = written(&corners(4, 4), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let head = crc(&png[12..29]);
    png[29..33].copy_from_slice(&head.to_be_bytes());
    assert_eq!(facts(&png, "png"), Err(Fault::Huge(60_000, 60_000)));
}

/// The checksum of PNG chunks (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn damage_beyond_the_head_is_told_when_the_picture_is_made() {
    let mut png = written(&corners(64, 64), ImageFormat::Png);
    let idat = memchr::memmem::find(&png, b"IDAT").expect("pixels");
    png[idat + 6..idat + 20].fill(0x55);
    assert!(facts(&png, "png").is_ok_and(|facts| facts.is_some()));
    let config = config();
    let recipe = PictureRecipe::Resized { format: PictureFormat::Png, width: 20 };
    assert!(matches!(Maker::new(&png, &config).make(recipe), Err(Fault::Broken(_))));
}

#[test]
fn no_bytes_make_it_panic() {
    let seeds = [
        (written(&corners(9, 9), ImageFormat::Jpeg), "jpg"),
        (written(&corners(9, 9), ImageFormat::Png), "png"),
        (written(&corners(9, 9), ImageFormat::Gif), "gif"),
        (written(&corners(9, 9), ImageFormat::WebP), "webp"),
    ];
    let config = config();
    let mut state = 1_u32;
    let mut next = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below.max(1)
    };
    for (seed, ending) in seeds {
        for _ in 0..200 {
            let mut bytes = seed.clone();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
            bytes.truncate(bytes.len() - next(2) * next(40).min(bytes.len()));
            if let Ok(Some(facts)) = inspect(&bytes, Some(ending)) {
                let mut maker = Maker::new(&bytes, &config);
                let _ = maker.make(PictureRecipe::Resized { format: PictureFormat::Webp, width: 5 });
                if facts.one_size {
                    let _ = maker.make(PictureRecipe::Stripped);
                }
            }
        }
    }
}
