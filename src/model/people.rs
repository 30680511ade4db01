//! People, and what they agreed to.

use jiff::Zoned;

use super::{Handle, SourcePath, Spanned, UrlPath, Wording, WrittenTime};

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

impl Scope {
    /// All of them, the one that the others need first.
    pub const ALL: [Self; 4] = [Self::Page, Self::Photo, Self::Poster, Self::Feed];

    /// The name in front matter and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Photo => "photo",
            Self::Poster => "poster",
            Self::Feed => "feed",
        }
    }

    /// What it allows, in words for the site's own people.
    #[must_use]
    pub const fn allows(self) -> &'static str {
        match self {
            Self::Page => {
                "their page; their name on pages, in calendars and structured data; stories about them"
            }
            Self::Photo => "any picture of them",
            Self::Poster => "their name or picture on posters and link previews; a poster of their own",
            Self::Feed => "their name in feeds, digests, the search index, share packs",
        }
    }
}

/// A member's consent, decided scope by scope. For the site's own people, never for an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberConsent {
    /// The handle.
    pub handle: Handle,
    /// Their name, in the site's language where they have a file in it.
    pub name: String,
    /// Their files, one for each language.
    pub sources: Vec<SourcePath>,
    /// Each of [`Scope::ALL`], in that order.
    pub scopes: Vec<ScopeGrant>,
    /// Files that are left out for want of their consent: their own, and stories about them.
    pub withheld: Vec<SourcePath>,
}

impl MemberConsent {
    /// Whether a part of it ends within [`MemberConsent::WARNED`] days.
    #[must_use]
    pub fn ends_soon(&self) -> bool {
        self.scopes.iter().any(|scope| scope.ends_soon)
    }

    /// How many days before the end of a consent the warnings begin.
    pub const WARNED: i32 = 30;
}

/// Where one scope of a member stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeGrant {
    /// Which.
    pub scope: Scope,
    /// Whether it holds, and why not.
    pub state: GrantState,
    /// From when on it was granted, in the site's zone; nothing where it was not.
    pub from: Option<Zoned>,
    /// When it ends, exclusive; nothing where it has no end or was not granted.
    pub until: Option<Zoned>,
    /// Whether it holds, and ends within [`MemberConsent::WARNED`] days.
    pub ends_soon: bool,
}

/// Whether a scope holds, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantState {
    /// It holds.
    Granted,
    /// Nobody agreed to it, in one of the member's files at least.
    NotGranted,
    /// Its first day is still to come.
    NotYet,
    /// Its last day is over.
    Ended,
    /// It would hold if `page` did.
    NeedsPage,
    /// It holds, but every file of the member is a draft or embargoed.
    Unpublished,
}

impl GrantState {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::NotGranted => "not-granted",
            Self::NotYet => "not-yet",
            Self::Ended => "ended",
            Self::NeedsPage => "needs-page",
            Self::Unpublished => "unpublished",
        }
    }
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
