//! Front matter after decoding: a struct for each kind, fields named as writers write them.
//!
//! References keep their place, so that `resolve` can point at the one that leads nowhere.
//! `private` is not here: it is checked while decoding and then dropped.

use indexmap::IndexMap;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Consent, Handle, Kind, Span, Spanned, WrittenDuration, WrittenTime};

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
    /// Of a member.
    Member(MemberFields),
    /// Of a page.
    Page(PageFields),
}

impl KindFields {
    /// Which kind they belong to.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Post(_) => Kind::Post,
            Self::Event(_) => Kind::Event,
            Self::Member(_) => Kind::Member,
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
    /// As written.
    pub tags: Vec<Spanned<String>>,
    /// Members who wrote this.
    pub authors: Vec<Spanned<Handle>>,
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

/// An event's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct EventFields {
    /// When it begins, local to `timezone`.
    pub start: Spanned<WrittenTime>,
    /// When it ends; of an all-day event its last day, inclusive.
    pub end: Option<Spanned<WrittenTime>>,
    /// Instead of `end`; positive.
    pub duration: Option<Spanned<WrittenDuration>>,
    /// IANA name; the site's zone where absent. Checked against the bundled database.
    pub timezone: Option<Spanned<String>>,
    /// Whole days.
    pub all_day: bool,
    /// In a room, online, or both.
    pub mode: EventMode,
    /// The room.
    pub venue: Option<Venue>,
    /// Where to join online.
    pub online_url: Option<Spanned<String>>,
    /// What became of the plan.
    pub status: EventStatus,
    /// The start before it was rescheduled.
    pub previous_start: Option<Spanned<WrittenTime>>,
    /// iCalendar's SEQUENCE.
    pub sequence: Option<u32>,
    /// How many fit.
    pub capacity: Option<u32>,
    /// How many places were left, and when that was counted.
    pub remaining: Option<Remaining>,
    /// Where to sign up.
    pub rsvp: Option<Rsvp>,
    /// What it costs; `currency` belongs to it.
    pub price: Option<Price>,
    /// Members who host it.
    pub hosts: Vec<Spanned<Handle>>,
    /// Members who speak.
    pub speakers: Vec<Spanned<Handle>>,
    /// Where to ask beforehand.
    pub questions_url: Option<Spanned<String>>,
    /// The post that tells how it was: `posts/spring-recap`.
    pub recap: Option<Spanned<String>>,
}

/// How an event is attended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventMode {
    /// In a room.
    #[default]
    Offline,
    /// On the net.
    Online,
    /// Both.
    Mixed,
}

/// What became of an event's plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// As planned.
    #[default]
    Scheduled,
    /// Not certain yet.
    Tentative,
    /// Will not happen.
    Cancelled,
    /// Later, the date still open.
    Postponed,
    /// At another time; `previous_start` tells the old one.
    Rescheduled,
    /// Online instead of in the room.
    MovedOnline,
}

impl EventStatus {
    /// Whether anybody can come at the time that the event names.
    #[must_use]
    pub const fn takes_place(self) -> bool {
        match self {
            Self::Scheduled | Self::Tentative | Self::Rescheduled | Self::MovedOnline => true,
            Self::Cancelled | Self::Postponed => false,
        }
    }
}

/// A place.
#[derive(Debug, Clone, PartialEq)]
pub struct Venue {
    /// What people call it.
    pub name: String,
    /// How to find it.
    pub address: Option<String>,
    /// Latitude and longitude in degrees (WGS 84).
    pub geo: Option<[f64; 2]>,
}

/// Places left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    /// How many; 0 is full.
    pub n: u32,
    /// When they were counted.
    pub as_of: Option<Spanned<WrittenTime>>,
}

/// Where and when to sign up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rsvp {
    /// A form, a mail address, a group.
    pub url: Spanned<String>,
    /// From the start of this day or instant on.
    pub opens: Option<Spanned<WrittenTime>>,
    /// Until the end of this day or this instant.
    pub closes: Option<Spanned<WrittenTime>>,
}

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
