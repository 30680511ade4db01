//! What a Markdown text says about itself before anything is resolved.

use super::directive::BodyDirective;
use super::words::{Words, cut};
use super::{Span, Wording};

/// The longest excerpt, in characters, its `…` included.
const EXCERPT: usize = 200;

/// Headings, links and the first words of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In document order; ids are unique within the document.
    pub headings: Vec<Heading>,
    /// Links, pictures, wiki links, mentions and the site's addresses in raw HTML, in document order.
    /// Rendering numbers them alike.
    pub links: Vec<BodyLink>,
    /// Directives in document order, also those that are written wrongly. Rendering numbers them alike.
    pub directives: Vec<BodyDirective>,
    /// The whole first paragraph that has words; see [`excerpt_text`](Self::excerpt_text).
    pub excerpt: Words,
    /// Ids that raw HTML and footnotes define beside the headings.
    pub anchors: Vec<String>,
}

impl Outline {
    /// The first paragraph as plain text: whole words, at most 200 characters; empty if there is none.
    ///
    /// `words` says what readers see at the link of that index, a wiki link without label or a mention;
    /// for a mention it stands for the whole run. `None` leaves a wiki link out and a mention as written.
    #[must_use]
    pub fn excerpt_text<'a>(&self, words: impl Fn(usize) -> Option<Wording<'a>>) -> String {
        cut(self.joined(&self.excerpt, words), EXCERPT)
    }

    /// The text of one of the headings, with `words` as in [`excerpt_text`](Self::excerpt_text).
    #[must_use]
    pub fn heading_text<'a>(
        &self,
        heading: &Heading,
        words: impl Fn(usize) -> Option<Wording<'a>>,
    ) -> String {
        self.joined(&heading.text, words)
    }

    fn joined<'a>(&self, text: &Words, words: impl Fn(usize) -> Option<Wording<'a>>) -> String {
        text.join(|index| words(index).unwrap_or_else(|| Wording::own(self.as_written(index))))
    }

    /// What stands for a reference of which nothing else is said.
    fn as_written(&self, index: usize) -> String {
        let mention = self.links.get(index).filter(|link| link.form == LinkForm::Mention);
        mention.map_or_else(String::new, |link| format!("@{}", link.target))
    }
}

/// A heading of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The `id` attribute: letters, digits, Han characters, `-` and `_`. It holds no words of pictures,
    /// mentions and wiki links without label: they may be withheld, and an id changes with nobody's consent.
    pub id: String,
    /// Its text without markup and pictures; see [`Outline::heading_text`].
    pub text: Words,
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
