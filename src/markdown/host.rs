//! What render lends to the writer of HTML.

use std::borrow::Cow;
use std::sync::Arc;

/// Everything that a body's HTML needs from outside.
pub trait Host {
    /// What a link becomes; `index` is its position in `Outline::links`.
    fn link(&self, index: usize) -> Target<'_>;

    /// A code block's content as HTML, coloured by classes; `None` leaves it plain.
    fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>>;

    /// The page's own address, to stand before `#…`: empty where the HTML is read on that page, absolute
    /// where it is not, as in a feed.
    fn page(&self) -> &str;

    /// A text of the theme, as plain text.
    fn text(&self, key: TextKey) -> &str;
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
        name: Cow<'a, str>,
    },
    /// The link goes, its own words stay.
    TextOnly,
    /// The link and its words go; this plain text stands there.
    TextInstead(Cow<'a, str>),
    /// A picture on another site: a link to it, with the alternative text as its words.
    RemotePicture,
}

/// The words that the writer of HTML adds by itself; a theme has them in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextKey {
    /// Names the notes at the end: "Footnotes".
    Footnotes,
    /// Names the way back from a note, its number follows: "Back to reference".
    BackToReference,
    /// Names a heading's permalink: "Link to this heading".
    LinkToHeading,
    /// Names the scrolling box around a table: "Table".
    Table,
    /// Names a ticked box: "Done".
    TaskDone,
    /// Names an empty box: "To do".
    TaskOpen,
    /// Title of `[!NOTE]`.
    AlertNote,
    /// Title of `[!TIP]`.
    AlertTip,
    /// Title of `[!IMPORTANT]`.
    AlertImportant,
    /// Title of `[!WARNING]`.
    AlertWarning,
    /// Title of `[!CAUTION]`.
    AlertCaution,
}

impl TextKey {
    /// Every key, in order.
    pub const ALL: [Self; 11] = [
        Self::Footnotes,
        Self::BackToReference,
        Self::LinkToHeading,
        Self::Table,
        Self::TaskDone,
        Self::TaskOpen,
        Self::AlertNote,
        Self::AlertTip,
        Self::AlertImportant,
        Self::AlertWarning,
        Self::AlertCaution,
    ];

    /// The English text, for a theme that lacks one.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Footnotes => "Footnotes",
            Self::BackToReference => "Back to reference",
            Self::LinkToHeading => "Link to this heading",
            Self::Table => "Table",
            Self::TaskDone => "Done",
            Self::TaskOpen => "To do",
            Self::AlertNote => "Note",
            Self::AlertTip => "Tip",
            Self::AlertImportant => "Important",
            Self::AlertWarning => "Warning",
            Self::AlertCaution => "Caution",
        }
    }
}
