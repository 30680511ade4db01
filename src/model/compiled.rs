//! A body as HTML with holes: where something goes in that only the whole site, the theme or the output knows.

/// The HTML of a body, made once; `markdown::fill` fills its holes for each output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compiled {
    /// Everything between the holes, and behind each hole its argument.
    pub html: Box<str>,
    /// In order of their places; what opens is closed, and pairs are nested.
    pub holes: Box<[Hole]>,
    /// Pictures, by the number in [`What::Picture`].
    pub pictures: Box<[Picture]>,
    /// Attributes of raw HTML, by the number in [`What::RawAttribute`].
    pub attributes: Box<[RawAttribute]>,
}

/// A place where something from outside goes in.
///
/// Offsets have four bytes: there are as many holes as there are links, on every page of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Its place in [`Compiled::html`].
    pub at: u32,
    /// How many bytes of HTML behind it are its argument: what is written is the filler's decision.
    pub len: u32,
    /// What goes in.
    pub what: What,
}

/// What goes into a hole. Numbers of links are positions in `Outline::links`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The opening tag of a link, or none, or other words instead of all up to its [`LinkClose`](Self::LinkClose).
    /// Argument: its tag behind `<a href="`: the address as written, `"`, the title, `>`.
    Link(u32),
    /// The same of a link whose address as written may not be linked to.
    UnsafeLink(u32),
    /// A wiki link without label: like [`Link`](Self::Link), and with what its own words begin and end with.
    Wiki {
        /// The number of the link.
        link: u32,
        /// For a line end before it.
        first: Side,
        /// For a line end behind it.
        last: Side,
    },
    /// The end of the innermost open link.
    LinkClose,
    /// A mention. Argument: `@` and the run behind it.
    Mention(u32),
    /// A picture, by its number in [`Compiled::pictures`].
    Picture(u32),
    /// Before the tag of an element of raw HTML that goes with what it shows: `img`, `source`, `track`.
    RawOpen {
        /// It goes with its `src` already, the others with their last address.
        is_img: bool,
        /// It has an address that nobody decides about.
        shows: bool,
    },
    /// Behind the tag that [`RawOpen`](Self::RawOpen) began.
    RawClose,
    /// An attribute of raw HTML that holds addresses of the site, by its number in [`Compiled::attributes`].
    RawAttribute(u32),
    /// The page's own address, before `#…`.
    Page,
    /// What stands before an id, on a page where bodies stand together.
    IdPrefix,
    /// The same in an address, behind `#`.
    AnchorPrefix,
    /// A heading's link to itself. Argument: its id, escaped as an address.
    Permalink,
    /// A text of the theme, between tags.
    Text(TextKey),
    /// A text of the theme, in the value of an attribute.
    Label(TextKey),
    /// A line end that is nothing between Han characters: what stands before and behind it.
    LineEnd(Side, Side),
    /// The begin of a directive, by its position among the document's directives: up to the end of the pair
    /// stands its body, which is filled first and then given to the component.
    DirectiveOpen(u32),
    /// The end of the directive of that position.
    DirectiveClose(u32),
}

/// What stands beside a line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A character of full width.
    Wide,
    /// Punctuation that Chinese shares with other languages.
    Shared,
    /// Another character, or no text.
    Other,
    /// Words that only the filler knows: of a wiki link or a mention.
    Outside,
}

/// A picture of a body, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its position in `Outline::links`.
    pub link: u32,
    /// Its address, entities and escapes resolved.
    pub src: Box<str>,
    /// The alternative text, as plain text.
    pub alt: Box<str>,
    /// Its title, as plain text; mostly empty.
    pub title: Box<str>,
}

/// An attribute of raw HTML that holds addresses of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawAttribute {
    /// `href`, `src`, `poster` or `srcset`.
    pub name: &'static str,
    /// The addresses; one, but in `srcset`.
    pub candidates: Box<[Candidate]>,
}

/// An address in an attribute of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The address as written, character references resolved.
    pub address: Box<str>,
    /// The width or density that stands behind an address of a `srcset`.
    pub descriptor: Box<str>,
    /// Its position in `Outline::links`; `None` for one that nobody decides about.
    pub link: Option<u32>,
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
