//! One piece of raw HTML: what may stay, and what was dropped where.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use super::address::{self, Address, Settled};
use super::policy::{self, GONE, Reason};
use super::scan::{Attr, Scanner, Token};
use crate::model::RawAttribute;

/// Something that raw HTML may not hold.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) struct Finding {
    /// What, as a writer would write it: `<script>`, `onclick`.
    pub(in crate::markdown) what: String,
    /// Why, and what to do.
    pub(in crate::markdown) why: &'static str,
    /// Where in the piece.
    pub(in crate::markdown) at: Range<usize>,
}

/// What may stay of a piece.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Filtered {
    /// Its HTML, without the attributes that hold addresses of the site.
    pub(in crate::markdown) html: String,
    /// Those attributes, and where in `html` they belong.
    pub(in crate::markdown) attributes: Vec<(usize, RawAttribute)>,
}

impl Filtered {
    pub(in crate::markdown) fn clear(&mut self) {
        self.html.clear();
        self.attributes.clear();
    }
}

/// What the pieces of one body have shown so far.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Seen {
    /// Ids in order.
    pub(in crate::markdown) ids: Vec<String>,
    known: HashSet<String>,
    /// Elements that are open now, those left out that end by themselves.
    pub(in crate::markdown) open: usize,
    /// How many were open at once, at most.
    pub(in crate::markdown) deepest: usize,
    /// What was dropped from the last piece.
    pub(in crate::markdown) findings: Vec<Finding>,
}

/// Elements without content, and those that the next one of their kind ends.
const SHALLOW: [&str; 17] = [
    "br", "col", "dd", "dt", "hr", "img", "li", "p", "rp", "rt", "source", "td", "th", "tr", "track",
    "tbody", "wbr",
];

impl Seen {
    fn nest(&mut self, name: &str, opens: bool) {
        if SHALLOW.contains(&name) {
            return;
        }
        self.open = if opens { self.open + 1 } else { self.open.saturating_sub(1) };
        self.deepest = self.deepest.max(self.open);
    }

    fn drop(&mut self, what: String, why: &'static str, at: &Range<usize>) {
        self.findings.push(Finding { what, why, at: at.clone() });
    }
}

/// Appends what may stay of a piece to `filtered`; `number` is told of each address of the site, in order, and
/// says its position in `Outline::links`.
pub(in crate::markdown) fn filter(
    html: &str,
    seen: &mut Seen,
    filtered: &mut Filtered,
    number: &mut dyn FnMut(Address<'_>) -> usize,
) {
    let mut scanner = Scanner::new(html);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(text) => filtered.html.push_str(&text.replace('<', "&lt;")),
            Token::Comment => {}
            Token::Broken { at } => {
                seen.drop("a tag that never ends".to_owned(), "close it with `>`", &at);
                filtered.html.push_str(&html[at].replace('&', "&amp;").replace('<', "&lt;"));
            }
            Token::Close { name, .. } => {
                let name = name.to_ascii_lowercase();
                if policy::allows_tag(&name) {
                    seen.nest(&name, false);
                    filtered.html.extend(["</", &name, ">"]);
                }
            }
            Token::Open { name, attrs, at } => {
                let name = name.to_ascii_lowercase();
                if policy::allows_tag(&name) {
                    seen.nest(&name, true);
                    open(&name, &attrs, at, seen, filtered, number);
                    continue;
                }
                let why = "only text, tables, figures, pictures, sound and film may stand in raw HTML";
                seen.drop(format!("<{name}>"), why, &at);
                if GONE.contains(&name.as_str()) {
                    scanner.skip_content(&name);
                }
            }
        }
    }
}

fn open(
    name: &str,
    attrs: &[Attr<'_>],
    at: Range<usize>,
    seen: &mut Seen,
    filtered: &mut Filtered,
    number: &mut dyn FnMut(Address<'_>) -> usize,
) {
    let out = &mut filtered.html;
    if name == "img" {
        let value = |wanted: &str| attrs.iter().find(|a| a.name.eq_ignore_ascii_case(wanted));
        let src = value("src").map_or(Cow::Borrowed(""), |a| resolved(a.value));
        if !policy::is_local(&src) && policy::check("a", "href", &src).is_ok() {
            let why = "a page asks no other site for anything; put the picture beside the source";
            seen.drop("a picture on another site".to_owned(), why, &at);
            let alt = value("alt").map_or(Cow::Borrowed(""), |a| resolved(a.value));
            out.push_str("<a href=\"");
            escape(out, &src);
            out.push_str("\">");
            escape(out, if alt.is_empty() { &src } else { &alt });
            out.push_str("</a>");
            return;
        }
    }
    out.extend(["<", name]);
    let mut names: Vec<String> = Vec::with_capacity(attrs.len());
    for attr in attrs {
        let attr_name = attr.name.to_ascii_lowercase();
        let value = resolved(attr.value);
        let mut verdict = policy::check(name, &attr_name, &value);
        if verdict.is_ok() && attr_name == "id" {
            if seen.known.insert(value.clone().into_owned()) {
                seen.ids.push(value.clone().into_owned());
            } else {
                verdict = Err(Reason::Id);
            }
        }
        match verdict {
            // The first of two attributes of one name counts, as in browsers.
            Ok(()) if names.contains(&attr_name) => {}
            Ok(()) => {
                match address::settled(name, &attr_name, &value, attr, number) {
                    Settled::Value(value) => {
                        out.extend([" ", &attr_name, "=\""]);
                        escape(out, value);
                        out.push('"');
                    }
                    Settled::Held(attribute) => filtered.attributes.push((out.len(), attribute)),
                }
                names.push(attr_name);
            }
            Err(reason) => {
                let why = match reason {
                    Reason::Name => "styles and scripts belong to the theme, not into content",
                    Reason::Scheme => "only `https:` and addresses of the site may stand there",
                    Reason::Class => "only classes that start with `x-` are the writer's own",
                    Reason::Id => "an id has no spaces and stands once in a document",
                };
                seen.drop(attr_name, why, &attr.at);
            }
        }
    }
    out.push('>');
}

fn escape(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes everything");
}

/// A value with its character references resolved, so that they hide no scheme.
fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    // The parser already knows all names of character references; an inline link's title is resolved alike.
    let line = value.replace(['\n', '\r'], " ").replace('\\', "\\\\").replace('"', "\\\"");
    let markdown = format!("[x](y \"{line}\")");
    let title = pulldown_cmark::Parser::new(&markdown).find_map(|event| match event {
        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { title, .. }) => Some(title.into_string()),
        _ => None,
    });
    title.map_or(Cow::Borrowed(value), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(html: &str) -> (String, Vec<String>) {
        let (mut seen, mut filtered) = (Seen::default(), Filtered::default());
        filter(html, &mut seen, &mut filtered, &mut |_| 0);
        (filtered.html, seen.findings.into_iter().map(|f| f.what).collect())
    }

    #[test]
    fn what_is_dropped_is_named() {
        let (html, dropped) = left("<p style='x' onclick=y id=a>b<script>c<p></script>d</p><p id=a>");
        assert_eq!(html, "<p id=\"a\">bd</p><p>");
        assert_eq!(dropped, ["style", "onclick", "<script>", "id"]);
    }

    #[test]
    fn schemes_are_seen_behind_character_references() {
        let (html, dropped) = left("<a href='java&#115;cript&colon;x'>a</a><q cite='?a&amp;b'>b</q>");
        assert_eq!(html, "<a>a</a><q cite=\"?a&amp;b\">b</q>");
        assert_eq!(dropped, ["href"]);
    }

    #[test]
    fn a_picture_on_another_site_becomes_a_link() {
        let (html, dropped) = left("<img src=https://a.example/b.jpg alt='A cat'>");
        assert_eq!(html, "<a href=\"https://a.example/b.jpg\">A cat</a>");
        assert_eq!(dropped, ["a picture on another site"]);
    }

    #[test]
    fn an_unclosed_tag_or_comment_swallows_nothing() {
        assert_eq!(left("<textarea>").0, "");
        assert_eq!(left("<!-- x").0, "");
        assert_eq!(left("<div class=\"x").0, "&lt;div class=\"x");
    }
}
