//! Which characters the built-in faces have, by the table that `fonts/make.py` writes.

/// A bit for each character of the basic plane, lowest bit first; behind it the others in order, four bytes each.
const TABLE: &[u8] = include_bytes!("../../../fonts/coverage.bin");
/// Where the others begin.
const PLANE: usize = 8192;

/// Whether the built-in faces have a character, in both weights.
pub(super) fn built_in(character: char) -> bool {
    let code = character as usize;
    if code < 0x1_0000 {
        return TABLE[code >> 3] & (1 << (code & 7)) != 0;
    }
    let beyond = TABLE[PLANE..].as_chunks::<4>().0;
    beyond.binary_search_by_key(&(character as u32), |bytes| u32::from_le_bytes(*bytes)).is_ok()
}

/// Whether a character is never seen: a space, a control, or one that programs without a glyph leave out.
///
/// Unicode's Default_Ignorable_Code_Point, as far as it is assigned.
pub(crate) fn is_invisible(character: char) -> bool {
    character.is_whitespace() || character.is_control() || is_ignorable(character)
}

/// Whether a character only tells a program something: joiners, marks of direction, variation selectors, break opportunities.
pub(crate) fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}
