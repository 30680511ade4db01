//! People, and what they agreed to.

use super::{Handle, Spanned, UrlPath, Wording, WrittenTime};

/// A member's consent as written. `resolve` is the only reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consent {
    /// From the start of this day on. Without it nothing is granted.
    pub granted: Option<Spanned<WrittenTime>>,
    /// Until the end of this day; without it, for good.
    pub expires: Option<Spanned<WrittenTime>>,
    /// What it covers.
    pub scopes: Vec<Scope>,
}

/// A part of consent, as front matter names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The member's own page, and their name on pages and lists.
    Page,
    /// Any picture of them.
    Photo,
    /// Name or picture on a poster.
    Poster,
    /// Their name in feeds, digests, the search index.
    Feed,
}

/// Where a name is about to be shown: decides which scope it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Pages, lists, structured data.
    Page,
    /// Feeds, which carry names out of the site.
    Feed,
    /// Posters, which hang where nobody can take a name back.
    Poster,
}

/// A person as a reader may see them. The only form in which people reach a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credit {
    /// By name, with the address of their page.
    Named {
        /// For links and seals; public.
        handle: Handle,
        /// The name they agreed to show.
        name: String,
        /// Their page.
        url: UrlPath,
    },
    /// By the alias that they gave for this purpose.
    Alias(String),
    /// "a member".
    Anonymous,
}

impl Credit {
    /// What a reader calls them; `anonymous` is the theme's word for somebody who may not be named.
    #[must_use]
    pub fn name<'a>(&'a self, anonymous: &'a str) -> &'a str {
        match self {
            Self::Named { name, .. } | Self::Alias(name) => name,
            Self::Anonymous => anonymous,
        }
    }

    /// The same as words in a text.
    #[must_use]
    pub fn wording<'a>(&'a self, anonymous: &'a str) -> Wording<'a> {
        match self {
            Self::Named { name, .. } | Self::Alias(name) => Wording::own(name),
            Self::Anonymous => Wording::Generic(anonymous.into()),
        }
    }

    /// Their page, where they are named.
    #[must_use]
    pub const fn url(&self) -> Option<&UrlPath> {
        match self {
            Self::Named { url, .. } => Some(url),
            Self::Alias(_) | Self::Anonymous => None,
        }
    }
}
