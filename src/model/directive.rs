//! Directives: what a theme offers, what a writer asks for, what becomes of it.

use super::{Credit, Kind, OutputPath, PageId, ResolvedLink, Span, Spanned};

/// A directive of a body as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyDirective {
    /// The component that it names.
    pub name: Spanned<String>,
    /// In the order of the source; each name stands once.
    pub arguments: Vec<WrittenArgument>,
    /// It has a body: `:::name … :::`, not `::name`.
    pub has_body: bool,
    /// Its own line, without its body.
    pub span: Span,
    /// Nothing has been reported of how it is written and closed.
    pub is_sound: bool,
}

/// An argument as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenArgument {
    /// Its name.
    pub name: Spanned<String>,
    /// What stands in quotes, escapes resolved.
    pub value: Spanned<String>,
}

/// A component as a theme declares it: what a directive may name, and with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The name in directives.
    pub name: String,
    /// One sentence for writers.
    pub doc: String,
    /// Whether it wants a body.
    pub body: BodyRule,
    /// In the order in which they are declared.
    pub parameters: Vec<Parameter>,
    /// Nothing has been reported of how it declares them: else no directive can be judged by it.
    pub is_sound: bool,
}

/// Whether a directive has a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyRule {
    /// It has none: `::event{…}`.
    None,
    /// It may have one.
    Optional,
    /// It must have one: `:::note … :::`.
    Required,
}

impl BodyRule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::None, Self::Optional, Self::Required];

    /// The name in a component's head.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}

/// An argument that a component takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub kind: ParameterKind,
    /// A directive must have it.
    pub required: bool,
    /// What stands where it is left out.
    pub default: Option<String>,
    /// One sentence for writers.
    pub doc: String,
}

/// What an argument may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterKind {
    /// Any text.
    Text,
    /// A whole number, both bounds included.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// One of some words.
    Choice(Vec<String>),
    /// An address: of the site, or on the web. What runs code is refused.
    Url,
    /// A picture of the site.
    Picture {
        /// The argument that holds its alternative text.
        alt: String,
    },
    /// A page by its reference (`events/spring-salon`), of one kind or of any.
    Page(Option<Kind>),
    /// A member by handle.
    Member,
}

/// What becomes of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedDirective {
    /// It is shown, with these arguments, in the order of the component's parameters.
    Shown(Vec<(String, Argument)>),
    /// Something that it needs is withheld: the directive goes, with its body.
    Withheld,
    /// It cannot be shown; an error has been reported.
    Broken,
}

/// An argument, resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// It was left out, and there is no default.
    Absent,
    /// Text: content, escaped wherever it is shown.
    Text(String),
    /// A number.
    Integer(i64),
    /// Where an address leads, and the address as written.
    Link(ResolvedLink, String),
    /// A picture and its alternative text.
    Picture(OutputPath, String),
    /// A page.
    Page(PageId),
    /// A member who may be named.
    Member {
        /// As pages may name them.
        credit: Credit,
        /// As feeds may name them.
        feed_credit: Credit,
        /// Their page.
        page: PageId,
    },
}
