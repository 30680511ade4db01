//! Ids of headings: readable in Chinese too, and never given twice.

use std::collections::{HashMap, HashSet};

use unicode_normalization::char::is_combining_mark;

use super::han::is_letter;

/// Hands out ids that nothing else of the document has.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The next suffix to try for an id that was asked for before; keeps a thousand like headings linear.
    next: HashMap<String, usize>,
}

impl Ids {
    /// Room for as many ids.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self { taken: HashSet::with_capacity(count), next: HashMap::new() }
    }

    /// Takes an id; false where it is taken already.
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// The id itself, or with `-1`, `-2` … where it is taken.
    pub(super) fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let next = self.next.entry(id.clone()).or_insert(1);
        loop {
            let candidate = format!("{id}-{next}");
            *next += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

/// A heading's text as an id: letters and digits in lower case, spaces as `-`, other signs dropped.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            slug.push(c.to_ascii_lowercase());
        } else if matches!(c, '\u{4E00}'..='\u{9FFF}') {
            // Han characters have no case; the standard library looks that up the long way.
            slug.push(c);
        } else if is_letter(c) || is_combining_mark(c) {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() { "section".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_chinese_and_drop_signs() {
        assert_eq!(slug("Hello, World!"), "hello-world");
        assert_eq!(slug("第一章：开始 (2026)"), "第一章开始-2026");
        assert_eq!(slug("  a & b_c - d "), "a-b_c-d");
        assert_eq!(slug("ＡB Él İ"), "ａb-él-i\u{307}");
        assert_eq!(slug("🎉!"), "section");
    }

    #[test]
    fn like_headings_get_different_ids_even_against_written_suffixes() {
        let mut ids = Ids::default();
        assert!(ids.take("a-1"));
        let got: Vec<_> = (0..3).map(|_| ids.unique("a".to_owned())).collect();
        assert_eq!(got, ["a", "a-2", "a-3"]);
    }
}
