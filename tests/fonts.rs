//! Fonts that a site names for its posters: what cannot be used is told, whatever its bytes are.

mod support;

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use support::TestSite;

const FILE: &str = "assets/lantern.otf";

/// A font that posters can be set in: one of the program's own.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let packed: &[u8] = include_bytes!("../fonts/latin-regular.otf.gz");
    let mut bytes = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut bytes).expect("the font is whole");
    bytes
});

/// What is told of the fonts of a site that has this one.
fn told(font: &[u8]) -> String {
    let fonts = format!("[posters]\nfonts = [\"{FILE}\"]\nformats = [\"wide\"]\n");
    let built = TestSite::plaza()
        .also(&fonts)
        .file(FILE, font)
        .file("content/events/walk.md", "+++\ntitle = \"Night walk\"\nstart = 2026-11-28T19:30:00\nvenue = { name = \"House\", address = \"8 Canal Row\" }\n+++\n")
        .posters()
        .try_build();
    built.told()
}

/// A font with one table more (OpenType 1.9, "Organization of an OpenType Font"): a record of 16 bytes, and its bytes at
/// the end; what the records of the others point at has moved by that much.
fn with_table(font: &[u8], tag: &[u8; 4], table: &[u8]) -> Vec<u8> {
    let word = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().expect("four bytes"));
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let directory = 12 + count * 16;
    let mut records: Vec<([u8; 4], u32, u32, u32)> = (0..count)
        .map(|at| 12 + at * 16)
        .map(|at| {
            (font[at..at + 4].try_into().expect("a tag"), word(at + 4), word(at + 8) + 16, word(at + 12))
        })
        .collect();
    let end = u32::try_from(font.len() + 16).expect("a small font");
    records.push((*tag, 0, end, u32::try_from(table.len()).expect("a small table")));
    records.sort_unstable();
    let mut made = font[..4].to_vec();
    made.extend(u16::try_from(records.len()).expect("few tables").to_be_bytes());
    made.extend(&font[6..12]);
    for (tag, sum, offset, length) in records {
        made.extend(tag);
        [sum, offset, length].into_iter().for_each(|number| made.extend(number.to_be_bytes()));
    }
    made.extend(&font[directory..]);
    made.extend(table);
    made
}

/// The table of one axis, weight from 100 to 900 (OpenType 1.9, "fvar").
fn axis_of_weight() -> Vec<u8> {
    let mut table = Vec::new();
    for half in [1_u16, 0, 16, 2, 1, 20, 0, 8] {
        table.extend(half.to_be_bytes());
    }
    table.extend(b"wght");
    for value in [100_u32, 400, 900] {
        table.extend((value << 16).to_be_bytes());
    }
    table.extend([0, 0, 1, 0]);
    table
}

#[test]
fn a_sound_font_is_taken_and_a_variable_one_is_told() {
    assert_eq!(told(&SOUND), "");
    assert_eq!(told(&with_table(&SOUND, b"zzzz", b"ours")), "", "a table that nobody reads is no fault");
    let variable = with_table(&SOUND, b"fvar", &axis_of_weight());
    assert_eq!(
        told(&variable),
        format!("error[poster::bad-font] handbill.toml: `{FILE}` is a variable font\n")
    );
}

#[test]
fn other_forms_of_fonts_are_told_by_name() {
    for (start, what) in [
        (&b"wOFF"[..], "is a web font"),
        (b"wOF2", "is a web font"),
        (b"ttcf", "is a collection of fonts"),
        (b"", "is no font that can be read"),
        (b"\0\x01\0\0", "is no font that can be read"),
    ] {
        let told = told(start);
        assert_eq!(told, format!("error[poster::bad-font] handbill.toml: `{FILE}` {what}\n"));
    }
}

#[test]
fn a_damaged_font_is_told_or_left_unused_and_never_a_panic() {
    for part in [1, 2, 3, 7, 15] {
        let cut = &SOUND[..SOUND.len() * part / 16];
        let told = told(cut);
        assert!(told.contains("error[poster::bad-font]"), "the first {part}/16 of a font: {told}");
    }
    // Bytes that a careless copy has changed, all over the file.
    for seed in 1..12_usize {
        let mut torn = SOUND.clone();
        for at in (seed..torn.len()).step_by(257 * seed) {
            torn[at] ^= 0x5a;
        }
        let told = told(&torn);
        assert!(told.is_empty() || told.contains("poster::"), "{told}");
    }
}
