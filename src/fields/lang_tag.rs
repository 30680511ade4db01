//! The shape of language tags, for the configuration and for file names.

/// The usual spelling of a tag: `zh-Hans` of `ZH-hans` (RFC 5646 §2.1.1).
///
/// Two or three letters, then perhaps a script of four letters and a region of two letters or three
/// digits. `None` for anything of another shape; whether the language exists is not asked.
pub(crate) fn usual(tag: &str) -> Option<String> {
    let mut parts = tag.split('-').peekable();
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let language = parts.next().filter(|part| letters(part) && matches!(part.len(), 2 | 3))?;
    let mut usual = language.to_ascii_lowercase();
    if let Some(script) = parts.next_if(|part| letters(part) && part.len() == 4) {
        usual.push('-');
        usual.push_str(&script[..1].to_ascii_uppercase());
        usual.push_str(&script[1..].to_ascii_lowercase());
    }
    let is_region = |part: &str| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
    };
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        usual.push('-');
        usual.push_str(&region.to_ascii_uppercase());
    }
    parts.next().is_none().then_some(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_a_shape_and_a_usual_spelling() {
        for (tag, expected) in [
            ("en", Some("en")),
            ("ZH-hans", Some("zh-Hans")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("es-419", Some("es-419")),
            ("v1", None),
            ("2026", None),
            ("english", None),
            ("", None),
            ("en-", None),
            ("e", None),
            ("中文", None),
        ] {
            assert_eq!(usual(tag).as_deref(), expected, "{tag}");
        }
    }
}
