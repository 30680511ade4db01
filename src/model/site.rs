//! The resolved site: immutable, and free of everything that is withheld.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{
    CampaignFacts, ChapterFacts, Credit, Document, DropFacts, EventFacts, Image, Kind, Lang, MemberFacts,
    OutputPath, PrintRunFacts, ResolvedDirective, SiteConfig, SourcePath, Span, StoryFacts, TierFacts,
    UrlPath,
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
    /// What was left out, and why. Never reaches a view.
    pub withheld: Vec<Withheld>,
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

/// A public page: an index into [`Site::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageId(pub usize);

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

/// A page that may be printed.
#[derive(Debug, Clone)]
pub struct Page {
    /// The kind.
    pub kind: Kind,
    /// The language.
    pub lang: Lang,
    /// The final address; no other page has it, also when case and Unicode form are folded. Of a kind that is
    /// [gathered](Kind::is_gathered) the address of the page where they all stand.
    pub url: UrlPath,
    /// The place on that page where a gathered kind stands; absent for what has a page of its own.
    pub anchor: Option<String>,
    /// The identity that survives renaming: `uid`, or derived from kind and slug.
    pub uid: String,
    /// The title as it may be shown.
    pub title: String,
    /// `summary`, or else the first words of the body; may be empty.
    pub summary: String,
    /// The same as feeds may say it, where that differs.
    pub feed_summary: Option<String>,
    /// The day that orders the page among others, in the site's zone; pages and home texts have none.
    pub date: Option<Zoned>,
    /// When the content last changed: `updated`, else `publish_at`, else a post's [`date`](Self::date).
    pub updated: Option<Zoned>,
    /// The lead picture, where it may be shown.
    pub image: Option<(Image, OutputPath)>,
    /// Tags as shown, in the order of the source.
    pub tags: Vec<TagId>,
    /// Who wrote it, as pages may say it.
    pub authors: Vec<Credit>,
    /// Who wrote it, as feeds may say it.
    pub feed_authors: Vec<Credit>,
    /// The chapter it belongs to.
    pub chapter: Option<PageId>,
    /// What only its kind has.
    pub facts: PageFacts,
    /// The same content in other languages, in order of language.
    pub translations: Vec<(Lang, UrlPath)>,
    /// The source. Holds the text and the fields that need no decision.
    pub document: Arc<Document>,
    /// What each link of the outline leads to, by the same index.
    pub links: Vec<ResolvedLink>,
    /// What becomes of each directive of the outline, by the same index.
    pub directives: Vec<ResolvedDirective>,
    /// The neighbours in the list of its kind: the next older and the next newer page.
    pub older: Option<PageId>,
    /// See [`older`](Self::older).
    pub newer: Option<PageId>,
}

/// What only one kind of page has, decided and ready to show.
#[derive(Debug, Clone)]
pub enum PageFacts {
    /// Of a post.
    Post {
        /// Members it is about.
        people: Vec<Credit>,
        /// The event it looks back on.
        recap_of: Option<PageId>,
    },
    /// Of an event.
    Event(Box<EventFacts>),
    /// Of a drop.
    Drop(Box<DropFacts>),
    /// Of a story.
    Story(Box<StoryFacts>),
    /// Of a member who agreed to have a page.
    Member(Box<MemberFacts>),
    /// Of a chapter.
    Chapter(Box<ChapterFacts>),
    /// Of a print run.
    PrintRun(Box<PrintRunFacts>),
    /// Of a tier.
    Tier(Box<TierFacts>),
    /// Of a campaign.
    Campaign(Box<CampaignFacts>),
    /// Of a question.
    Faq,
    /// Of a page, a list's text or a home page's text.
    Page,
}

impl PageFacts {
    /// Where the page stands in time, by the name that JSON has for it; nothing where time changes nothing.
    #[must_use]
    pub const fn state(&self) -> Option<&'static str> {
        match self {
            Self::Event(event) => Some(event.state.name()),
            Self::Drop(drop) => Some(drop.state.name()),
            Self::Campaign(campaign) => Some(campaign.state.name()),
            Self::Post { .. }
            | Self::Story(_)
            | Self::Member(_)
            | Self::Chapter(_)
            | Self::PrintRun(_)
            | Self::Tier(_)
            | Self::Faq
            | Self::Page => None,
        }
    }
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
    /// The years of its archive, newest first; empty where the kind has none.
    pub years: Vec<Year>,
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

/// What a link of a body leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site; the anchor is cut from the link as written.
    Page(PageId),
    /// A list, a tag or another output of the site; the anchor is cut from the link as written.
    Url(UrlPath),
    /// A file of the site: a picture, a download.
    File(OutputPath),
    /// Leave it as it is: another site, a mail address, an anchor on the same page.
    AsWritten,
    /// A mention of a member.
    Member(Box<Mention>),
    /// Something that must not be shown: the link's own words stay, the link goes.
    Withheld,
    /// A picture on another site: becomes a link to it.
    RemotePicture,
    /// A scheme that runs code: the link's own words stay, the link goes.
    Unsafe,
    /// A mention of nobody; plain text.
    Text,
    /// Leads nowhere; an error has been reported.
    Broken,
}

/// A mention of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// How pages may say it.
    pub credit: Credit,
    /// How feeds may say it.
    pub feed_credit: Credit,
    /// How many bytes of the run behind `@` the handle takes.
    pub len: usize,
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

/// An instant at which the output changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transition {
    /// When.
    pub at: Timestamp,
    /// Why; of several at one instant the first of these is named.
    pub kind: TransitionKind,
}

/// Why an output changes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransitionKind {
    /// An event begins or ends.
    EventPhase,
    /// A drop opens, is released or ends.
    DropState,
    /// A vote opens or closes.
    Vote,
    /// Something held back appears.
    Publication,
    /// A member's consent begins or ends.
    Consent,
    /// A campaign ends.
    Campaign,
}

impl TransitionKind {
    /// The name in `next-build.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EventPhase => "event-phase",
            Self::DropState => "drop-state",
            Self::Vote => "vote",
            Self::Publication => "publication",
            Self::Consent => "consent",
            Self::Campaign => "campaign",
        }
    }

    /// Something secret appears or something must vanish: only a build can do it.
    #[must_use]
    pub const fn needs_build(self) -> bool {
        match self {
            Self::EventPhase | Self::DropState | Self::Vote | Self::Campaign => false,
            Self::Publication | Self::Consent => true,
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
