//! Addresses as outputs write them.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::model::{OutputPath, SiteConfig, UrlPath};

pub(super) use crate::model::encode_path as encode;

/// What links of an output look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkStyle {
    /// For a web server: `events/spring/`.
    #[default]
    Web,
    /// For a disk or a stick: `events/spring/index.html`.
    Files,
}

impl LinkStyle {
    /// An address to stand behind `{{ root }}`: relative to the site's root, percent-encoded
    /// where HTML asks for it, Chinese left readable.
    #[must_use]
    pub fn relative(self, url: &UrlPath) -> Cow<'_, str> {
        let mut address = encode(url.relative());
        if self == Self::Files && (address.is_empty() || address.ends_with('/')) {
            address.to_mut().push_str("index.html");
        }
        address
    }
}

/// An address to stand behind `{{ root }}`, with the place on its page.
#[must_use]
pub(super) fn with_anchor(links: LinkStyle, url: &UrlPath, anchor: Option<&str>) -> String {
    let mut address = links.relative(url).into_owned();
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(&encode(anchor));
    }
    address
}

/// A file's address to stand behind `{{ root }}`.
#[must_use]
pub(super) fn file(path: &OutputPath) -> String {
    encode(path.as_str()).into_owned()
}

/// The address at which a web server answers with an output: `old/index.html` answers at `old/`.
#[must_use]
pub(super) fn of_output(path: &OutputPath) -> String {
    let mut address = file(path);
    // Only a whole name: `an-index.html` answers at its own.
    if address == "index.html" || address.ends_with("/index.html") {
        address.truncate(address.len() - "index.html".len());
    }
    address
}

/// The way from an output to the site's root: `../../`, or `./` at the root itself.
#[must_use]
pub(super) fn root_of(path: &OutputPath) -> String {
    match path.depth() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// An absolute address: percent-encoded throughout (RFC 3986), as feeds and sitemaps want it.
#[must_use]
pub(super) fn absolute(config: &SiteConfig, relative: &str) -> String {
    let mut address = String::with_capacity(config.base_url.len() + relative.len());
    address.push_str(&config.base_url);
    ascii_only(&mut address, relative);
    address
}

fn ascii_only(to: &mut String, encoded: &str) {
    for c in encoded.chars() {
        if c.is_ascii() {
            to.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                percent(to, byte);
            }
        }
    }
}

fn percent(to: &mut String, byte: u8) {
    write!(to, "%{byte:02X}").expect("a String takes every text");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_chinese_and_encodes_what_html_forbids() {
        assert_eq!(encode("events/春日 salon/100%.html"), "events/春日%20salon/100%25.html");
    }

    #[test]
    fn an_absolute_address_is_ascii() {
        let mut address = String::new();
        ascii_only(&mut address, &encode("tags/木 a/"));
        assert_eq!(address, "tags/%E6%9C%A8%20a/");
    }

    #[test]
    fn only_a_whole_index_html_answers_at_its_folder() {
        let address = |path| of_output(&OutputPath::new(path).expect("legal"));
        assert_eq!(address("index.html"), "");
        assert_eq!(address("old/index.html"), "old/");
        assert_eq!(address("old/an-index.html"), "old/an-index.html");
    }

    #[test]
    fn the_way_to_the_root_has_a_step_for_each_folder() {
        let root = |path| root_of(&OutputPath::new(path).expect("legal"));
        assert_eq!(root("index.html"), "./");
        assert_eq!(root("events/spring/index.html"), "../../");
    }
}
