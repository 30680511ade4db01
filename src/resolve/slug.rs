//! Texts to parts of addresses.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Makes one part of an address out of a text.
///
/// Letters and digits of every script stay as they are, as do `-`, `_` and inner dots; every
/// other run of characters becomes one `-`. Empty where nothing is left.
#[must_use]
pub fn slugify(text: &str) -> String {
    if is_slug(text) {
        return text.to_owned();
    }
    let mut slug = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_alphanumeric() || matches!(c, '_' | '.') || is_mark(c) {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches(['-', '.']).to_owned()
}

/// A text in the one Unicode form that names are compared in: a disk may write `é` as two characters.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if unicode_normalization::is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

fn is_slug(text: &str) -> bool {
    let ends = |c: Option<u8>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    ends(text.bytes().next())
        && ends(text.bytes().last())
        && !text.contains("--")
        && text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.'))
}

/// Combining marks that no precomposed character takes up belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn letters_of_every_script_stay_and_signs_become_one_hyphen() {
        for (text, slug) in [
            ("Spring Salon", "Spring-Salon"),
            ("木工 / 修理", "木工-修理"),
            ("C++", "C"),
            ("node.js", "node.js"),
            ("...", ""),
            ("cafe\u{301}", "caf\u{e9}"),
            ("हिन्दी", "हिन्दी"),
            ("a--b", "a-b"),
        ] {
            assert_eq!(slugify(text), slug, "{text}");
        }
    }
}
