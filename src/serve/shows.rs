//! What a browser shows of a page, so that two answers can be told apart: the page and what it loads under a name that stays, and
//! beside that its styles, which can be changed under a reader's eyes.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use serde::Serialize;

/// What a served page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shows {
    /// The page but for the addresses of its styles, and the versions of what it loads; hexadecimal.
    page: String,
    /// Its styles; hexadecimal.
    styled: String,
    /// Its styles, in order.
    pub(super) styles: Vec<Style>,
}

/// A style of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Style {
    /// Its address as the page writes it, with a version where its name stays.
    pub(super) href: String,
    /// The hash of its bytes, where the page gives one (Subresource Integrity).
    pub(super) integrity: String,
}

/// What has to happen for a browser to show the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing: it shows it already.
    Stay,
    /// Other styles.
    Restyle,
    /// Another page.
    Reload,
}

impl Shows {
    /// Looks at a page; `version` tells two versions of a file of ours apart that keeps its address, as the page writes it.
    pub(super) fn new(page: &[u8], version: impl Fn(&str) -> Option<String>) -> Self {
        let sink = Sink { version, found: RefCell::default() };
        let tokenizer = Tokenizer::new(sink, html5ever::tokenizer::TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(&String::from_utf8_lossy(page)));
        // It pauses behind each script.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
        tokenizer.end();
        let found = tokenizer.sink.found.into_inner();
        let mut styled = blake3::Hasher::new();
        for style in &found.styles {
            styled
                .update(style.href.as_bytes())
                .update(b"\n")
                .update(style.integrity.as_bytes())
                .update(b"\n");
        }
        let short = |hasher: &blake3::Hasher| hasher.finalize().to_hex()[..32].to_owned();
        Self { page: short(&found.page), styled: short(&styled), styles: found.styles }
    }

    /// As a word that the page carries and gives back.
    pub(super) fn name(&self) -> String {
        format!("{}.{}", self.page, self.styled)
    }

    /// What a browser has to do that shows what this word names.
    pub(super) fn step_from(&self, name: &str) -> Step {
        match name.split_once('.') {
            Some((page, styled)) if page == self.page && styled == self.styled => Step::Stay,
            // Without a style there is nothing to put the present ones in the place of.
            Some((page, _)) if page == self.page && !self.styles.is_empty() => Step::Restyle,
            Some(_) | None => Step::Reload,
        }
    }
}

struct Sink<F> {
    version: F,
    found: RefCell<Seen>,
}

#[derive(Default)]
struct Seen {
    page: blake3::Hasher,
    styles: Vec<Style>,
}

impl<F: Fn(&str) -> Option<String>> Sink<F> {
    fn tag(&self, tag: &Tag, seen: &mut Seen) {
        let has = |name: &str, word: &str| {
            let mut attributes = tag.attrs.iter().filter(|attribute| &*attribute.name.local == name);
            attributes.any(|own| own.value.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(word)))
        };
        let is_style = &*tag.name == "link" && has("rel", "stylesheet");
        let is_end = tag.kind == TagKind::EndTag;
        seen.page.update(if is_end { b"</" } else { b"<" }).update(tag.name.as_bytes());
        let mut style = Style::default();
        for attribute in &tag.attrs {
            let name: &str = &attribute.name.local;
            seen.page.update(b" ").update(name.as_bytes());
            if is_style && name == "href" {
                let version = (self.version)(&attribute.value);
                let version = version.map_or_else(String::new, |version| format!("?{version}"));
                style.href = format!("{}{version}", attribute.value);
                continue;
            }
            if is_style && name == "integrity" {
                style.integrity = attribute.value.to_string();
                continue;
            }
            seen.page.update(b"=").update(attribute.value.as_bytes()).update(b"\0");
            for address in loaded(&tag.name, name, &attribute.value) {
                if let Some(version) = (self.version)(address) {
                    seen.page.update(version.as_bytes());
                }
            }
        }
        if is_style {
            seen.styles.push(style);
        }
        seen.page.update(b">");
    }
}

impl<F: Fn(&str) -> Option<String>> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let seen = &mut *self.found.borrow_mut();
        match token {
            Token::TagToken(tag) => self.tag(&tag, seen),
            Token::CharacterTokens(text) => drop(seen.page.update(text.as_bytes())),
            Token::CommentToken(text) => drop(seen.page.update(b"<!--").update(text.as_bytes())),
            Token::DoctypeToken(_) | Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

/// The addresses in an attribute from which a browser loads something into the page.
fn loaded<'a>(element: &str, attribute: &str, value: &'a str) -> Vec<&'a str> {
    match (element, attribute) {
        ("img" | "source" | "video" | "audio" | "track" | "embed" | "script", "src")
        | ("video", "poster")
        | ("object", "data") => vec![value],
        ("img" | "source", "srcset") => {
            value.split(',').filter_map(|one| one.split_ascii_whitespace().next()).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shows(page: &str, version: &str) -> Shows {
        Shows::new(page.as_bytes(), |address| address.ends_with(".png").then(|| version.to_owned()))
    }

    #[test]
    fn other_words_are_another_page_and_other_styles_are_not() {
        let page = |style: &str, word: &str| {
            let link = format!("<link rel=stylesheet href=\"/{style}.css\" integrity=\"sha256-{style}\">");
            shows(&format!("{link}<script>1</script><p>{word}"), "")
        };
        let one = page("a", "灯");
        assert_eq!(one.step_from(&page("a", "灯").name()), Step::Stay);
        assert_eq!(one.step_from(&page("b", "灯").name()), Step::Restyle);
        assert_eq!(one.step_from(&page("b", "火").name()), Step::Reload);
        assert_eq!(one.step_from(&page("a", "火").name()), Step::Reload);
        let style = Style { href: "/a.css".to_owned(), integrity: "sha256-a".to_owned() };
        assert_eq!(one.styles, [style]);
        for odd in ["", ".", "x", &one.page] {
            assert_eq!(one.step_from(odd), Step::Reload, "{odd:?}");
        }
    }

    #[test]
    fn a_page_without_the_style_it_had_is_another_page() {
        assert_eq!(
            shows("<p>", "").step_from(&shows("<link rel=stylesheet href=a.css><p>", "").name()),
            Step::Reload
        );
        let (none, other) = (shows("<p>", ""), "0.1");
        assert_eq!(none.step_from(&format!("{}.{other}", none.page)), Step::Reload);
    }

    #[test]
    fn what_a_page_loads_by_a_name_that_stays_belongs_to_it() {
        for page in ["<img src=a.png>", "<img srcset=\"b.webp 1x, a.png 2x\">", "<video poster=a.png>"] {
            assert_eq!(shows(page, "1").step_from(&shows(page, "2").name()), Step::Reload, "{page}");
        }
        let link = "<a href=a.png>";
        assert_eq!(shows(link, "1").step_from(&shows(link, "2").name()), Step::Stay);
    }
}
