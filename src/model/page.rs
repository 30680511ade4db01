//! A page that may be printed, and what only its kind has.

use std::sync::Arc;

use jiff::Zoned;

use super::{
    CampaignFacts, ChapterFacts, Credit, Document, DropFacts, EventFacts, EventStatus, Image, Kind, Lang,
    MemberFacts, OutputPath, PrintRunFacts, ResolvedDirective, StoryFacts, TagId, TierFacts, UrlPath,
};

/// A public page: an index into [`Site::pages`](super::Site::pages).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageId(pub usize);

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
    /// What its poster may say and show; nothing where its kind has none, or its person agreed to none.
    pub poster: Option<Box<PosterFacts>>,
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

/// What the poster of a page may say and show, as its people agreed.
#[derive(Debug, Clone, Default)]
pub struct PosterFacts {
    /// Whether the lead picture may be on it.
    pub picture: bool,
    /// Whom it is about: of a story its people, of a member the member.
    pub people: Vec<Credit>,
    /// The page's summary, where a poster may not say it as the page does.
    pub summary: Option<String>,
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
    /// What an event has, where the page is one.
    #[must_use]
    pub const fn event(&self) -> Option<&EventFacts> {
        match self {
            Self::Event(event) => Some(event),
            Self::Post { .. }
            | Self::Drop(_)
            | Self::Story(_)
            | Self::Member(_)
            | Self::Chapter(_)
            | Self::PrintRun(_)
            | Self::Tier(_)
            | Self::Campaign(_)
            | Self::Faq
            | Self::Page => None,
        }
    }

    /// What a print run has, where the page is one.
    #[must_use]
    pub const fn print_run(&self) -> Option<&PrintRunFacts> {
        match self {
            Self::PrintRun(run) => Some(run),
            Self::Post { .. }
            | Self::Event(_)
            | Self::Drop(_)
            | Self::Story(_)
            | Self::Member(_)
            | Self::Chapter(_)
            | Self::Tier(_)
            | Self::Campaign(_)
            | Self::Faq
            | Self::Page => None,
        }
    }

    /// Where the page stands in time, by the name that JSON has for it; nothing where time changes nothing.
    #[must_use]
    pub const fn state(&self) -> Option<&'static str> {
        match self {
            Self::Event(event) => Some(match event.fields.status {
                // What does not take place has no phase.
                EventStatus::Cancelled => "cancelled",
                EventStatus::Postponed => "postponed",
                EventStatus::Scheduled
                | EventStatus::Tentative
                | EventStatus::Rescheduled
                | EventStatus::MovedOnline => event.state.name(),
            }),
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

/// What a link of a body leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResolvedLink {
    /// A page of the site; the anchor is cut from the link as written.
    Page(PageId),
    /// The page of a page's poster; where it has none, the link's own words stay and the link goes.
    Poster(PageId),
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
    /// How many bytes of the run behind `@` the handle takes; 0 of a link.
    pub len: usize,
}

impl Mention {
    /// What goes on behind the handle in the run behind `@`, `target` being the link's.
    #[must_use]
    pub fn rest<'t>(&self, target: &'t str) -> &'t str {
        if self.len == 0 { "" } else { target.get(self.len..).unwrap_or_default() }
    }
}
