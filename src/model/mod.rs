//! Plain data of every stage: what flows from disk to disk, and nothing that does anything.
//!
//! No I/O, no clock, no import of another room. An unfinished thing has another type than
//! the finished one: a `SourceFile` becomes a `Document`, a `Document` a `Page`, a `Page`'s
//! `Job` an `Artifact`.

mod artifact;
mod calendar;
mod code;
mod compiled;
mod config;
mod deeds;
mod directive;
mod document;
mod facts;
mod front_matter;
mod kind;
mod lang;
mod ledger;
mod occurrence;
mod outline;
mod page;
mod path;
mod people;
mod phase;
mod picture;
mod plan;
mod poster;
mod rule;
mod seal;
mod site;
mod source;
mod span;
mod time;
mod transition;
mod url;
mod wording;
mod words;

pub use artifact::{Artifact, ArtifactBody, Rank};
pub use calendar::{CalendarId, Calendars};
pub use code::Code;
pub use compiled::{Candidate, Compiled, Hole, Picture, RawAttribute, Side, TextKey, What};
pub use config::{
    CommunityConfig, Fallback, FeedConfig, FeedContent, FeedFormat, LanguageConfig, MarkdownConfig, NavItem,
    PaginationConfig, PicturesConfig, PostersConfig, SecurityConfig, SeriesConfig, SiteConfig,
};
pub use deeds::{AskedFacts, HelpedFacts, MemberFacts};
pub use directive::{
    Argument, BodyDirective, BodyRule, Component, Parameter, ParameterKind, ResolvedDirective,
    WrittenArgument,
};
pub use document::{Document, Lost, SourceName};
pub use facts::{
    CampaignFacts, CampaignState, ChangeFacts, ChapterFacts, DropFacts, DropState, EarlyFacts, EventFacts,
    PrintRunFacts, StoryFacts, TierFacts, VoteFacts, VoteState,
};
pub use front_matter::{
    CampaignFields, CampaignProgress, Change, ChapterFields, ChapterStatus, Data, DropFields, DropHandState,
    EarlyAccess, EventFields, EventMode, EventStatus, FaqFields, FrontMatter, Image, KindFields, LabelledUrl,
    MemberFields, Override, PageFields, Period, Phases, Placement, PostFields, PosterFormat, PosterWish,
    Price, PrintRunFields, Remaining, Rsvp, SharedFields, Stock, StoryFields, TierFields, Venue, Vote,
};
pub use kind::Kind;
pub use lang::Lang;
pub use ledger::{CodeState, Codes, Ledger, LedgerEntry, LedgerPlace, LedgerUpdate, SiteCode};
pub use occurrence::Occurrence;
pub use outline::{BodyLink, Heading, LinkForm, Outline};
pub use page::{Mention, Page, PageFacts, PageId, PosterFacts, ResolvedLink};
pub use path::{Handle, OutputPath, PathError, SourcePath, UrlPath, fold};
pub use people::{Consent, Credit, GrantState, MemberConsent, Scope, ScopeGrant, Use};
pub use phase::{EventState, EventTurn, PhaseOffsets};
pub use picture::{
    PictureFacts, PictureFile, PictureFormat, PictureRecipe, PictureUse, Pictures, SitePicture,
};
pub use plan::{Job, Plan, numbered_url, page_count, year_url};
pub use poster::{Medium, PagePoster, Posters};
pub use rule::{Frequency, Rule};
pub use seal::seal;
pub use site::{
    Alias, Drafts, FeedId, ListId, Listed, NamedFile, Site, SiteList, Tag, TagId, Withheld, WithheldReason,
    Year,
};
pub use source::{SourceBody, SourceFile, SourceTree};
pub use span::{Span, Spanned};
pub use time::{WrittenDuration, WrittenTime};
pub use transition::{Transition, TransitionKind};
pub use url::{LINK_SCHEMES, UNSAFE_SCHEMES, encode_path};
pub use wording::Wording;
pub use words::{Words, is_shared, is_wide, joins, push_words};
