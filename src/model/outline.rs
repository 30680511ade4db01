//! What a Markdown text says about itself before anything is resolved.

use super::Span;

/// Headings, links and the first words of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In document order; ids are unique within the document.
    pub headings: Vec<Heading>,
    /// Links, pictures, wiki links, mentions and the site's addresses in raw HTML, in document order.
    /// Rendering numbers them alike.
    pub links: Vec<BodyLink>,
    /// The first paragraph as plain text, whole words, at most 200 characters; empty if there is none.
    pub excerpt: String,
    /// The text holds raw HTML, so that its rendering must be sanitised.
    pub raw_html: bool,
    /// Ids that raw HTML and footnotes define beside the headings.
    pub anchors: Vec<String>,
    /// Labels of the footnotes that are referred to, lower-case, in the order in which they are numbered.
    pub footnotes: Vec<String>,
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` attribute: letters, digits, Han characters, `-` and `_`.
    pub id: String,
    /// Its text without markup.
    pub text: String,
}

/// A reference from a body to something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLink {
    /// How it is written.
    pub form: LinkForm,
    /// The destination as written, entities and escapes resolved; of a mention, the run behind `@`.
    pub target: String,
    /// The whole link in its file; in raw HTML the address alone.
    pub span: Span,
}

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)` and its relatives.
    Link,
    /// `![alt](target)`.
    Image,
    /// `[[target]]` without a label of its own: it takes its target's title.
    Wiki,
    /// `[[target|label]]`.
    WikiLabelled,
    /// `@run`: letters, digits, Han characters, `-`, `_` and `.` behind an `@` that no letter or digit
    /// precedes; a Han character may.
    Mention,
    /// `href` in raw HTML: an address without scheme, or `#anchor`.
    RawLink,
    /// `src`, `poster`, or an address in `srcset`, in raw HTML: one without scheme.
    RawFile,
}

impl LinkForm {
    /// Tells whether the reference stands in raw HTML, as the value of an attribute.
    #[must_use]
    pub const fn is_raw(self) -> bool {
        match self {
            Self::RawLink | Self::RawFile => true,
            Self::Link | Self::Image | Self::Wiki | Self::WikiLabelled | Self::Mention => false,
        }
    }
}
