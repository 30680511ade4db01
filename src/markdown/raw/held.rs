//! Our own markup, held out while the body is sanitised.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::policy::{ATTRS, GENERIC, GONE, TAGS};
use crate::model::LINK_SCHEMES;

/// What was held out of a body, and the marker that stands for it.
///
/// A marker is an attribute whose name holds a hash of the whole text: content cannot name it, because
/// to hold it would change it.
pub(in crate::markdown) struct Held {
    /// ` data-hb-HASH="`
    marker: String,
    kept: Vec<Kept>,
}

enum Kept {
    /// Attributes of an element that the sanitiser sees, with the space before them.
    Attributes(String),
    /// A whole element, with the name of the empty one that stands for it.
    Element { html: String, tag: &'static str },
}

impl Held {
    /// Nothing held yet, with a marker that `text` does not contain.
    pub(in crate::markdown) fn new(text: &str) -> Self {
        let hash = blake3::hash(text.as_bytes()).to_hex();
        Self { marker: format!(" data-hb-{}=\"", &hash[..32]), kept: Vec::new() }
    }

    /// Takes the attributes written to `out` from `from` on.
    pub(in crate::markdown) fn attributes(&mut self, out: &mut String, from: usize) {
        if from < out.len() {
            let kept = Kept::Attributes(out.split_off(from));
            self.mark(out, kept);
        }
    }

    /// Takes the element written to `out` from `from` on; an empty `tag` stands for it meanwhile.
    pub(in crate::markdown) fn element(&mut self, out: &mut String, from: usize, tag: &'static str) {
        let html = out.split_off(from);
        out.extend(["<", tag]);
        self.mark(out, Kept::Element { html, tag });
        out.extend(["></", tag, ">"]);
    }

    fn mark(&mut self, out: &mut String, kept: Kept) {
        out.push_str(&self.marker);
        write!(out, "{}\"", self.kept.len()).expect("a String takes everything");
        self.kept.push(kept);
    }

    /// Sanitises a body as a whole and puts back what was held.
    pub(in crate::markdown) fn release(&self, html: &str) -> String {
        let name = self.marker.trim_start().trim_end_matches("=\"");
        let mut generic: HashSet<&str> = GENERIC.into_iter().collect();
        generic.insert(name);
        let attributes: HashMap<&str, HashSet<&str>> =
            ATTRS.into_iter().map(|(tag, names)| (tag, names.iter().copied().collect())).collect();
        let clean = ammonia::Builder::empty()
            .tags(TAGS.into_iter().collect())
            .clean_content_tags(GONE.into_iter().collect())
            .generic_attributes(generic)
            .tag_attributes(attributes)
            .url_schemes(LINK_SCHEMES.into_iter().collect())
            .url_relative(ammonia::UrlRelative::PassThrough)
            .link_rel(None)
            .clean(html)
            .to_string();
        self.fill(&clean)
    }

    fn fill(&self, clean: &str) -> String {
        let mut out = String::with_capacity(clean.len() * 2);
        let mut rest = clean;
        while let Some(found) = rest.find(&self.marker) {
            let behind = &rest[found + self.marker.len()..];
            out.push_str(&rest[..found]);
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            rest = behind[digits..].strip_prefix('"').unwrap_or(&behind[digits..]);
            match behind[..digits].parse().ok().and_then(|index: usize| self.kept.get(index)) {
                None => {}
                Some(Kept::Attributes(attributes)) => out.push_str(attributes),
                Some(Kept::Element { html, tag }) => {
                    let shell =
                        rest.strip_prefix("></").and_then(|r| r.strip_prefix(*tag)?.strip_prefix('>'));
                    if let (Some(behind), true) = (shell, out.ends_with(tag)) {
                        out.truncate(out.len() - tag.len() - 1);
                        out.push_str(html);
                        rest = behind;
                    }
                }
            }
        }
        out.push_str(rest);
        out
    }
}
