//! The resolved site: immutable, and free of everything that is withheld.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{
    Codes, Kind, Lang, MemberConsent, OutputPath, Page, PageId, SiteCode, SiteConfig, SourcePath, Span,
    Transition, UrlPath,
};

/// Everything that may be printed, with final addresses and resolved links.
#[derive(Debug, Clone)]
pub struct Site {
    /// The configuration.
    pub config: Arc<SiteConfig>,
    /// The instant as of which the site is built.
    pub now: Timestamp,
    /// The zone of `timezone`.
    pub zone: TimeZone,
    /// Public pages, in order of their addresses; a [`PageId`] is an index.
    pub pages: Vec<Arc<Page>>,
    /// A list for each kind and language that has one, in order of language and kind.
    pub lists: Vec<SiteList>,
    /// The pages of the default language that another language shows for want of a translation, in order of their
    /// addresses; only languages that show any.
    pub borrowed: BTreeMap<Lang, Vec<PageId>>,
    /// The languages that have a home page, and its text from `content/index.md`, where there is one.
    pub homes: BTreeMap<Lang, Option<Arc<Page>>>,
    /// Tags in order of language and name; a [`TagId`] is an index.
    pub tags: Vec<Tag>,
    /// Former addresses, where they lead now, and who says so.
    pub aliases: BTreeMap<OutputPath, Alias>,
    /// Files of `content/` that public pages refer to.
    pub files: BTreeMap<OutputPath, NamedFile>,
    /// Every code that was printed or may be, and where it leads.
    pub codes: Arc<Codes>,
    /// What was left out, and why. Never reaches a view.
    pub withheld: Vec<Withheld>,
    /// What each member agreed to, in order of their handles. Never reaches a view.
    pub consents: Arc<[MemberConsent]>,
    /// Instants after [`now`](Self::now) at which a byte of the output would change, in order.
    pub transitions: Vec<Transition>,
}

impl Site {
    /// The page of an id.
    #[must_use]
    pub fn page(&self, id: PageId) -> &Arc<Page> {
        &self.pages[id.0]
    }

    /// The pages that lists of a language show: its own, and those that it borrows from the default language.
    pub fn shown_in<'a>(&'a self, lang: &'a Lang) -> impl Iterator<Item = PageId> + 'a {
        let own = (0..self.pages.len()).map(PageId).filter(move |id| self.page(*id).lang == *lang);
        own.chain(self.borrowed.get(lang).into_iter().flatten().copied())
    }

    /// The list of an id.
    #[must_use]
    pub fn list(&self, id: ListId) -> &SiteList {
        &self.lists[id.0]
    }

    /// The list of a kind in a language, where it has one.
    #[must_use]
    pub fn list_of(&self, kind: Kind, lang: &Lang) -> Option<&SiteList> {
        self.lists.iter().find(|list| list.kind == kind && list.lang == *lang)
    }

    /// The code on a page's poster, or of a print run that of a placement.
    #[must_use]
    pub fn code_of(&self, page: PageId, placement: Option<&str>) -> Option<&SiteCode> {
        self.codes.of(page, placement)
    }

    /// The code that a page's poster shows on the web. A print run has one of its own, beside those of its places.
    #[must_use]
    pub fn poster_code(&self, page: PageId) -> Option<&SiteCode> {
        self.code_of(page, None)
    }

    /// The tag of an id.
    #[must_use]
    pub fn tag(&self, id: TagId) -> &Tag {
        &self.tags[id.0]
    }
}

/// A file of `content/` that is published because a page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The file.
    pub source: SourcePath,
    /// The source that names it; the first one, where several do.
    pub by: SourcePath,
    /// Where in that source.
    pub span: Span,
}

/// A kind's list in one language: an index into [`Site::lists`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ListId(pub usize);

/// A tag of one language: an index into [`Site::tags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagId(pub usize);

/// Which feed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeedId {
    /// Everything new in a language.
    Site(Lang),
    /// One kind in one language.
    List(ListId),
    /// One tag.
    Tag(TagId),
    /// What belongs to a chapter.
    Chapter(PageId),
}

/// A kind's list in one language.
#[derive(Debug, Clone)]
pub struct SiteList {
    /// The kind.
    pub kind: Kind,
    /// The language.
    pub lang: Lang,
    /// Whether it has a feed: its kind has one, and not all that it shows is borrowed from the default language.
    pub has_feed: bool,
    /// Its address: `/events/`.
    pub url: UrlPath,
    /// Title, summary and text from `_index.md`.
    pub index: Option<Arc<Page>>,
    /// In the order in which the list shows them. With those that are borrowed from the default language.
    pub pages: Vec<PageId>,
    /// What its pages show, one entry a row: the same, but of events that happen again each of the next times, and those
    /// past ones of which there is something to tell.
    pub entries: Vec<Listed>,
    /// The years of its archive, newest first; empty where the kind has none.
    pub years: Vec<Year>,
}

/// An entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Listed {
    /// The page.
    pub page: PageId,
    /// Of an event that happens again, which of its occurrences.
    pub occurrence: Option<usize>,
}

/// A year of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// Of the calendar, in each page's own zone.
    pub year: i16,
    /// Newest first.
    pub pages: Vec<PageId>,
}

/// A tag in one language.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The language.
    pub lang: Lang,
    /// As first written.
    pub name: String,
    /// The language that the name is written in: another than [`lang`](Self::lang) where all its pages are borrowed.
    pub written: Lang,
    /// Its address: `/tags/木工/`.
    pub url: UrlPath,
    /// Newest first. With those that are borrowed from the default language.
    pub pages: Vec<PageId>,
    /// The tag of the same slug in other languages, in order of language.
    pub translations: Vec<(Lang, UrlPath)>,
}

impl Tag {
    /// Whether a page of its own language has it, and not only borrowed ones.
    #[must_use]
    pub fn has_own(&self) -> bool {
        self.written == self.lang
    }
}

/// A former address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Where it leads now.
    pub to: UrlPath,
    /// The source that claims it, and where.
    pub source: SourcePath,
    /// Where in that source.
    pub span: Span,
}

/// A source that is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// The source.
    pub path: SourcePath,
    /// Its kind.
    pub kind: Kind,
    /// Its language.
    pub lang: Lang,
    /// The title as written; for the site's own people, never for an output.
    pub title: String,
    /// `publish_at`, whether it is still to come or not.
    pub publish_at: Option<Timestamp>,
    /// Why.
    pub reason: WithheldReason,
}

/// Why a source is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithheldReason {
    /// `draft = true`.
    Draft,
    /// `publish_at` is still to come.
    Embargo(Timestamp),
    /// A member who has not granted `page`, or whose consent has ended.
    Consent,
}

impl WithheldReason {
    /// The name in `list --json`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Embargo(_) => "embargo",
            Self::Consent => "consent",
        }
    }
}

/// Whether drafts are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They are withheld.
    #[default]
    Hide,
    /// They are printed as if published; for a look before publishing.
    Show,
}
