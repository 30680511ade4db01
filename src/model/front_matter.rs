//! Front matter after decoding: a struct for each kind, fields named as writers write them.
//!
//! References keep their place, so that `resolve` can point at the one that leads nowhere.
//! `private` is not here: it is checked while decoding and then dropped.

mod campaign;
mod chapter;
mod drop;
mod event;
mod story;

pub use campaign::{CampaignFields, CampaignProgress, FaqFields, Period, TierFields};
pub use chapter::{ChapterFields, ChapterStatus, Placement, PrintRunFields};
pub use drop::{Change, DropFields, DropHandState, EarlyAccess, Stock, Vote};
pub use event::{EventFields, EventMode, EventStatus, Override, Phases, Remaining, Rsvp, Venue};
pub use story::StoryFields;

use indexmap::IndexMap;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Consent, Handle, Kind, Span, Spanned, WrittenTime};

/// The front matter of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    /// What every kind has.
    pub shared: SharedFields,
    /// What only this kind has.
    pub fields: KindFields,
    /// The front matter in its file, fences and all; empty at the start where there is none.
    pub span: Span,
}

/// The fields of one kind.
#[derive(Debug, Clone, PartialEq)]
pub enum KindFields {
    /// Of a post.
    Post(PostFields),
    /// Of an event.
    Event(Box<EventFields>),
    /// Of a drop.
    Drop(Box<DropFields>),
    /// Of a story.
    Story(StoryFields),
    /// Of a member.
    Member(MemberFields),
    /// Of a chapter.
    Chapter(ChapterFields),
    /// Of a print run.
    PrintRun(Box<PrintRunFields>),
    /// Of a tier.
    Tier(Box<TierFields>),
    /// Of a campaign.
    Campaign(Box<CampaignFields>),
    /// Of a question.
    Faq(FaqFields),
    /// Of a page.
    Page(PageFields),
}

impl KindFields {
    /// The fields of a print run, where they are one's.
    #[must_use]
    pub const fn print_run(&self) -> Option<&PrintRunFields> {
        match self {
            Self::PrintRun(run) => Some(run),
            Self::Post(_)
            | Self::Event(_)
            | Self::Drop(_)
            | Self::Story(_)
            | Self::Member(_)
            | Self::Chapter(_)
            | Self::Tier(_)
            | Self::Campaign(_)
            | Self::Faq(_)
            | Self::Page(_) => None,
        }
    }

    /// Which kind they belong to.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Post(_) => Kind::Post,
            Self::Event(_) => Kind::Event,
            Self::Drop(_) => Kind::Drop,
            Self::Story(_) => Kind::Story,
            Self::Member(_) => Kind::Member,
            Self::Chapter(_) => Kind::Chapter,
            Self::PrintRun(_) => Kind::PrintRun,
            Self::Tier(_) => Kind::Tier,
            Self::Campaign(_) => Kind::Campaign,
            Self::Faq(_) => Kind::Faq,
            Self::Page(_) => Kind::Page,
        }
    }
}

/// Fields that every kind takes.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFields {
    /// The title; a member's `name`.
    pub title: Spanned<String>,
    /// Stands for the file name in the address.
    pub slug: Option<Spanned<String>>,
    /// The identity that survives renaming.
    pub uid: Option<Spanned<String>>,
    /// One or two plain sentences for lists, previews and feeds.
    pub summary: Option<String>,
    /// The lead picture.
    pub image: Option<Image>,
    /// What its poster shows instead of its own words, and in which formats it is made.
    pub poster: Option<PosterWish>,
    /// As written.
    pub tags: Vec<Spanned<String>>,
    /// Members who wrote this.
    pub authors: Vec<Spanned<Handle>>,
    /// The chapter it belongs to, by its slug.
    pub chapter: Option<Spanned<String>>,
    /// Secret before; a date alone is the start of that day in the site's zone.
    pub publish_at: Option<Spanned<WrittenTime>>,
    /// When the content last changed in substance.
    pub updated: Option<Spanned<WrittenTime>>,
    /// Not published at all, but with `--drafts`.
    pub draft: bool,
    /// Former addresses, from the site's root.
    pub aliases: Vec<Spanned<String>>,
    /// Ties translations whose file names differ.
    pub translation_key: Option<Spanned<String>>,
    /// The site's own data, for its own templates.
    pub extra: IndexMap<String, Data>,
}

/// Free data under `[extra]`, handed to templates as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Data {
    /// YAML's `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text; dates too, as written.
    Text(String),
    /// In order.
    List(Vec<Data>),
    /// In the order of the source.
    Table(IndexMap<String, Data>),
}

/// A picture with its description.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Relative to the source's folder.
    pub src: Spanned<String>,
    /// What it shows; empty for a picture that only decorates.
    pub alt: String,
    /// The point that must stay visible when it is cut, in fractions of width and height from the top left.
    pub focus: Option<[f64; 2]>,
}

/// What a page asks of its poster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PosterWish {
    /// A design of the theme; the kind's own where absent.
    pub design: Option<Spanned<String>>,
    /// In which formats it is made; the site's where empty.
    pub formats: Vec<PosterFormat>,
    /// Stands for the title.
    pub headline: Option<Spanned<String>>,
    /// Stands for the summary.
    pub tagline: Option<Spanned<String>>,
    /// The point of its picture that must stay visible, in fractions from the top left.
    pub focus: Option<[f64; 2]>,
}

/// The shape of a poster, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PosterFormat {
    /// 1200 × 630: a link's preview.
    Wide,
    /// 1080 × 1440: a phone's album.
    Portrait,
    /// 1080 × 1920: a phone's screen.
    Tall,
    /// 1080 × 1080.
    Square,
    /// A sheet of paper, 1080 × 1527.
    A4,
}

/// A post's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostFields {
    /// When it was written; orders lists and feeds.
    pub date: Spanned<WrittenTime>,
    /// Members it is about.
    pub people: Vec<Spanned<Handle>>,
    /// The event it looks back on: `events/spring`.
    pub recap_of: Option<Spanned<String>>,
}

/// A page's own fields: none beyond the shared ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageFields {}

/// An amount of money, exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Never negative; 0 is free. At most the currency's decimals.
    pub amount: Decimal,
    /// ISO 4217; absent only where the amount is 0.
    pub currency: Option<String>,
}

/// A member's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberFields {
    /// Stands for the name where consent does not cover it.
    pub alias: Option<String>,
    /// What they do here.
    pub roles: Vec<String>,
    /// Since when.
    pub joined: Option<Date>,
    /// Where else to find them.
    pub links: Vec<LabelledUrl>,
    /// The tier of their membership, by its slug.
    pub tier: Option<Spanned<String>>,
    /// The member who brought them.
    pub referred_by: Option<Spanned<Handle>>,
    /// A portrait, relative to the source's folder.
    pub avatar: Option<Spanned<String>>,
    /// What they agreed to.
    pub consent: Consent,
}

/// A link with or without a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledUrl {
    /// What to show; the host of the URL where absent.
    pub label: Option<String>,
    /// Where it leads.
    pub url: Spanned<String>,
}
