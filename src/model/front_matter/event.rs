//! What an event's front matter says.

use serde::Serialize;

use super::Price;
use crate::model::{Handle, Spanned, WrittenDuration, WrittenTime};

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
    /// The series it belongs to: a free slug.
    pub series: Option<Spanned<String>>,
    /// When it happens again: an RRULE (RFC 5545 §3.3.10) without `DTSTART`.
    pub rrule: Option<Spanned<String>>,
    /// Starts that the rule gives and that are left out.
    pub exdate: Vec<Spanned<WrittenTime>>,
    /// Starts beside those that the rule gives.
    pub rdate: Vec<Spanned<WrittenTime>>,
    /// Occurrences that differ from the rest.
    pub overrides: Vec<Override>,
    /// When its phases begin, where the usual offsets do not fit.
    pub phases: Phases,
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

impl EventFields {
    /// Whether nobody comes to a room: planned so, or moved.
    #[must_use]
    pub fn is_online(&self) -> bool {
        self.mode == EventMode::Online || self.status == EventStatus::MovedOnline
    }
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

/// One occurrence of a recurring event that differs from the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// Its start by the rule.
    pub recurrence_id: Spanned<WrittenTime>,
    /// Its own start.
    pub start: Option<Spanned<WrittenTime>>,
    /// Its own end.
    pub end: Option<Spanned<WrittenTime>>,
    /// Its own length, instead of an end.
    pub duration: Option<Spanned<WrittenDuration>>,
    /// Its own title.
    pub title: Option<String>,
    /// What became of it.
    pub status: Option<EventStatus>,
    /// Its own room.
    pub venue: Option<Venue>,
    /// Where to join it online.
    pub online_url: Option<Spanned<String>>,
    /// What people should know about it.
    pub note: Option<String>,
}

/// When the phases of an event begin; days count on the calendar, at the same local hour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phases {
    /// Announced, counted from the start: `-5d`.
    pub announce: Option<Spanned<WrittenDuration>>,
    /// Open for questions, counted from the start: `-2d`.
    pub questions: Option<Spanned<WrittenDuration>>,
    /// About to begin, counted from the start: `-2h`.
    pub warmup: Option<Spanned<WrittenDuration>>,
    /// By when a recap is promised, counted from the end: `+2d`.
    pub recap: Option<Spanned<WrittenDuration>>,
}
