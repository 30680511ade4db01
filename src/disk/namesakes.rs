//! Names that look alike: letters with accents can be written as one character or as several (NFC, NFD), so that two
//! files of one folder seem to have the same name. Addresses, references and many disks take the two for one.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostics::Diagnostic;
use crate::model::{SourceFile, SourcePath};

/// Leaves one file of each name, the composed one where there is one (NFC), and tells of the others.
pub(super) fn leave_one(files: &mut BTreeMap<SourcePath, SourceFile>, problems: &mut Vec<Diagnostic>) {
    let mut by_name: BTreeMap<String, Vec<SourcePath>> = BTreeMap::new();
    for path in files.keys().filter(|path| !is_nfc(path.as_str())) {
        by_name.entry(path.as_str().nfc().collect()).or_default().push(path.clone());
    }
    for (name, alike) in by_name {
        let composed = files.get_key_value(name.as_str()).map(|(path, _)| path.clone());
        let mut alike = alike.into_iter();
        let Some(kept) = composed.or_else(|| alike.next()) else { continue };
        for other in alike {
            files.remove(&other);
            problems.push(problem(&other, &kept));
        }
    }
}

fn problem(other: &SourcePath, kept: &SourcePath) -> Diagnostic {
    let (apart, kept_apart) = written_out(other.as_str(), kept.as_str());
    Diagnostic::error(
        "source::same-name",
        format!("two files are named `{kept}`: the names look alike, in different characters"),
    )
    .in_file(other)
    .in_file(kept)
    .help("rename or remove one of the two: addresses, references and many disks take their names for one")
    .help(format!("the first is `{apart}`, the second `{kept_apart}`; only the second was read"))
}

/// Two texts, with the characters beyond ASCII that tell them apart as `\u00e9`, which shells take in `$'…'`.
fn written_out(a: &str, b: &str) -> (String, String) {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a_rest, b_rest) = (&a[same..], &b[same..]);
    let ends = a_rest.chars().rev().zip(b_rest.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = ends.map(|(a, _)| a.len_utf8()).sum();
    let written = |text: &str| {
        let (apart, end) = text[same..].split_at(text.len() - same - end);
        let escaped = apart.chars().map(|c| match u32::from(c) {
            0..=0x7f => c.to_string(),
            code @ 0x80..=0xffff => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        });
        format!("{}{}{end}", &text[..same], escaped.collect::<String>())
    };
    (written(a), written(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_two_names_apart_is_written_out_and_nothing_else() {
        let both = |a, b| written_out(a, b);
        assert_eq!(
            both("灯/cafe\u{301}.md", "灯/caf\u{e9}.md"),
            ("灯/cafe\\u0301.md".to_owned(), "灯/caf\\u00e9.md".to_owned())
        );
        assert_eq!(both("\u{212b}", "\u{c5}"), ("\\u212b".to_owned(), "\\u00c5".to_owned()));
        assert_eq!(both("aa", "a"), ("aa".to_owned(), "a".to_owned()), "ends do not overlap");
    }
}
