//! The table of what raw HTML may hold.

use crate::markdown::is_unsafe_url;
use crate::model::LINK_SCHEMES;

/// Elements that may stand in raw HTML, sorted.
pub(super) const TAGS: [&str; 72] = [
    "a",
    "abbr",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements that go with everything in them: their content is no text for readers.
pub(super) const GONE: [&str; 14] = [
    "script", "style", "template", "iframe", "object", "noscript", "noembed", "noframes", "textarea",
    "title", "select", "svg", "math", "xmp",
];

/// Attributes that every element may have.
pub(super) const GENERIC: [&str; 8] =
    ["id", "class", "lang", "dir", "title", "role", "aria-label", "aria-hidden"];

/// Attributes of single elements.
pub(super) const ATTRS: [(&str, &[&str]); 22] = [
    ("a", &["href", "hreflang", "download"]),
    ("audio", &["src", "controls", "loop", "muted", "preload"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open", "name"]),
    ("img", &["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("source", &["src", "srcset", "sizes", "type", "media", "width", "height"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope", "abbr"]),
    ("time", &["datetime"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("video", &["src", "poster", "controls", "loop", "muted", "preload", "width", "height", "playsinline"]),
    ("section", &["aria-labelledby"]),
    ("figure", &["aria-labelledby"]),
    ("table", &["aria-describedby"]),
];

/// Whether an element may stand in raw HTML; `name` in lower case.
pub(super) fn allows_tag(name: &str) -> bool {
    TAGS.binary_search(&name).is_ok()
}

/// Why an attribute is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::markdown) enum Reason {
    /// No attribute that this element may have.
    Name,
    /// Its address has a scheme that is not allowed there.
    Scheme,
    /// It holds class names outside the writer's own name space.
    Class,
    /// The id is empty, has spaces, or stands in the document already.
    Id,
}

/// Checks an attribute; both names in lower case, `value` with character references resolved.
///
/// A class is kept where each of its names starts with `x-`: content cannot dress up as the theme.
pub(super) fn check(tag: &str, name: &str, value: &str) -> Result<(), Reason> {
    let own = ATTRS.iter().any(|(of, names)| *of == tag && names.contains(&name));
    if !own && !GENERIC.contains(&name) {
        return Err(Reason::Name);
    }
    let fine = match name {
        "href" | "cite" => !is_unsafe_url(value) && scheme(value).is_none_or(|s| allowed(&s)),
        "src" | "poster" => !is_unsafe_url(value) && scheme(value).is_none_or(|s| s == "https"),
        "srcset" => value.split(',').all(is_local),
        "class" => {
            return value
                .split_ascii_whitespace()
                .all(|c| c.starts_with("x-"))
                .then_some(())
                .ok_or(Reason::Class);
        }
        "id" => {
            return (!value.is_empty() && !value.contains(char::is_whitespace))
                .then_some(())
                .ok_or(Reason::Id);
        }
        _ => true,
    };
    if fine { Ok(()) } else { Err(Reason::Scheme) }
}

/// Whether an address stays on the site.
pub(super) fn is_local(address: &str) -> bool {
    let address = address.trim();
    scheme(address).is_none() && !address.starts_with("//") && !address.starts_with("\\\\")
}

fn allowed(scheme: &str) -> bool {
    LINK_SCHEMES.contains(&scheme)
}

/// The scheme of an address as browsers read it: control characters do not count.
fn scheme(address: &str) -> Option<String> {
    let clean: String = address.chars().filter(|c| !c.is_control()).collect();
    let (scheme, _) = clean.trim_start().split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}
