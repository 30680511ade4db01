//! What render lends to the writer of HTML.

use std::borrow::Cow;

use super::html;
use crate::model::{Picture, TextKey, Wording};

/// Everything that a body's HTML needs from outside.
pub trait Host {
    /// What a link becomes; `index` is its position in `Outline::links`.
    fn link(&self, index: usize) -> Target<'_>;

    /// The page's own address, to stand before `#…`: empty where the HTML is read on that page, absolute
    /// where it is not, as in a feed.
    fn page(&self) -> &str;

    /// What stands before each id of a body that was compiled to stand on a page with others; empty elsewhere.
    fn id_prefix(&self) -> &str {
        ""
    }

    /// A text of the theme, as plain text.
    fn text(&self, key: TextKey) -> &str;

    /// Whether headings have links to themselves, where the body was compiled with such.
    fn permalinks(&self) -> bool {
        true
    }

    /// Writes a picture whose link becomes the address `href`, the whole element.
    fn picture(&self, out: &mut String, picture: &Picture, href: &str) {
        write_picture(out, picture, href);
    }

    /// Writes a directive, by its position among those of the document; `inner` is the HTML of its body, empty
    /// where it has none.
    fn directive(&self, out: &mut String, index: usize, inner: &str) {
        let _ = index;
        out.push_str(inner);
    }
}

/// Writes a picture as a mere `<img>`.
pub fn write_picture(out: &mut String, picture: &Picture, href: &str) {
    out.push_str("<img src=\"");
    html::attribute(out, href);
    html::alternative(out, &picture.alt, &picture.title);
    out.push_str("\">");
}

/// What becomes of a link, a picture or a mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'a> {
    /// The address as the writer wrote it, `#…` behind the page's own; percent-encoded where the standard
    /// asks.
    AsWritten,
    /// A final address of a link or a picture; it is escaped for the attribute, nothing else.
    Href(Cow<'a, str>),
    /// A final address, and words that stand instead of the link's own: a wiki link without label.
    Titled {
        /// The address.
        href: Cow<'a, str>,
        /// The words, as plain text.
        title: Cow<'a, str>,
    },
    /// A member.
    Mention {
        /// Bytes of the run behind `@` that are the handle; what follows stays text.
        len: usize,
        /// Their page, where there is one.
        href: Option<Cow<'a, str>>,
        /// What stands instead of `@` and the handle, as plain text.
        name: Wording<'a>,
    },
    /// The link goes, its own words stay.
    TextOnly,
    /// The link and its words go; this plain text stands there.
    TextInstead(Wording<'a>),
    /// A picture on another site: a link to it, with the alternative text as its words.
    RemotePicture,
}
