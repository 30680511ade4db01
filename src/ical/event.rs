//! Events, and drops, as entries of a calendar.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::line::Lines;
use super::moment::{Moment, utc_form};
use super::rule;
use crate::model::Rule;

/// An entry of a calendar.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    /// Its identity in the world, for good.
    pub uid: &'a str,
    /// When its content last changed; never when it was built.
    pub stamp: Timestamp,
    /// How often its plan has changed.
    pub sequence: u32,
    /// When it begins.
    pub start: Moment,
    /// When it ends, exclusive; of days the day after the last one. Nothing where nobody knows.
    pub end: Option<Moment>,
    /// When it comes again.
    pub recurrence: Option<Recurrence<'a>>,
    /// What is said of it.
    pub said: Said<'a>,
    /// Occurrences that differ from the rest.
    pub changes: Vec<Change<'a>>,
}

/// When an event comes again.
#[derive(Debug, Clone)]
pub struct Recurrence<'a> {
    /// By this rule.
    pub rule: Option<&'a Rule>,
    /// The last moment of the rule, where it names one.
    pub until: Option<Moment>,
    /// Starts that are left out.
    pub left_out: Vec<Moment>,
    /// Starts beside those of the rule.
    pub added: Vec<Moment>,
    /// How many minutes it lasts, where it lasts as long every time, whatever the clocks do meanwhile.
    pub minutes: Option<i64>,
    /// Until when the changes of its clocks have to be known.
    pub zone_until: Timestamp,
}

/// An occurrence that differs from the rest.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// Its start by the rule.
    pub id: Moment,
    /// When it begins.
    pub start: Moment,
    /// When it ends; see [`Event::end`].
    pub end: Option<Moment>,
    /// What is said of it.
    pub said: Said<'a>,
}

/// What an entry says beside its times.
#[derive(Debug, Clone, Default)]
pub struct Said<'a> {
    /// Whether it will happen.
    pub status: Status,
    /// Its title.
    pub summary: &'a str,
    /// Some lines about it; may be empty.
    pub description: String,
    /// The place in words; may be empty.
    pub location: String,
    /// Latitude and longitude.
    pub geo: Option<[f64; 2]>,
    /// Its page.
    pub url: &'a str,
    /// Who hosts it, as calendars may say it.
    pub organizer: Option<Organizer<'a>>,
    /// The address of its picture.
    pub image: Option<&'a str>,
    /// Its tags.
    pub categories: Vec<&'a str>,
    /// Where to join, and what the link is called.
    pub conference: Option<(&'a str, &'a str)>,
}

/// Who hosts an event.
#[derive(Debug, Clone)]
pub struct Organizer<'a> {
    /// The name.
    pub name: &'a str,
    /// An address that stands for them: nobody's mail is public here.
    pub address: String,
}

/// Whether an entry will happen (RFC 5545 §3.8.1.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// As it stands there.
    #[default]
    Confirmed,
    /// Perhaps, or later.
    Tentative,
    /// No.
    Cancelled,
}

/// An entry written down, for as many calendars as hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    pub(super) text: String,
    /// The zone that its times are written by, and from when to when it has to be known.
    pub(super) zone: Option<(TimeZone, Timestamp, Timestamp)>,
}

impl Component {
    /// Writes an entry down.
    #[must_use]
    pub fn new(event: &Event<'_>) -> Self {
        let mut lines = Lines::default();
        let minutes = event.recurrence.as_ref().and_then(|again| again.minutes);
        begin(&mut lines, event, &event.start, event.end.as_ref().filter(|_| minutes.is_none()));
        if let Some(minutes) = minutes {
            // Hours are elapsed time, days would follow the clocks (RFC 5545 §3.3.6).
            lines.plain("DURATION", &format!("PT{}H{}M", minutes / 60, minutes % 60));
        }
        if let Some(recurrence) = &event.recurrence {
            if let Some(own) = recurrence.rule {
                lines.plain("RRULE", &rule::write(own, recurrence.until.as_ref()));
            }
            // One property for each: not every reader takes more than the first of a list.
            recurrence.left_out.iter().for_each(|at| at.write(&mut lines, "EXDATE"));
            // Beside an RDATE and without a rule ical.js does not count DTSTART; for others this is the same.
            let first = recurrence.rule.is_none().then_some(&event.start);
            let added = first.into_iter().chain(&recurrence.added);
            added.for_each(|at| at.write(&mut lines, "RDATE"));
        }
        say(&mut lines, &event.said);
        for change in &event.changes {
            begin(&mut lines, event, &change.start, change.end.as_ref());
            change.id.write(&mut lines, "RECURRENCE-ID");
            say(&mut lines, &change.said);
        }
        Self { text: lines.finish(), zone: zone_of(event) }
    }
}

/// What the entry and each of its changed occurrences begin with.
fn begin(lines: &mut Lines, event: &Event<'_>, start: &Moment, end: Option<&Moment>) {
    lines.plain("BEGIN", "VEVENT");
    lines.text("UID", event.uid);
    lines.plain("DTSTAMP", &utc_form(event.stamp));
    lines.plain("SEQUENCE", &event.sequence.to_string());
    start.write(lines, "DTSTART");
    if let Some(end) = end {
        end.write(lines, "DTEND");
    }
}

fn say(lines: &mut Lines, said: &Said<'_>) {
    lines.plain(
        "STATUS",
        match said.status {
            Status::Confirmed => "CONFIRMED",
            Status::Tentative => "TENTATIVE",
            Status::Cancelled => "CANCELLED",
        },
    );
    lines.text("SUMMARY", said.summary);
    if !said.description.is_empty() {
        lines.text("DESCRIPTION", &said.description);
    }
    if !said.location.is_empty() {
        lines.text("LOCATION", &said.location);
    }
    if let Some([latitude, longitude]) = said.geo {
        lines.plain("GEO", &format!("{latitude};{longitude}"));
    }
    lines.plain("URL", said.url);
    if let Some(organizer) = &said.organizer {
        lines.with_parameter("ORGANIZER", "CN", organizer.name, &organizer.address);
    }
    if let Some(image) = said.image {
        let mut name = String::from("IMAGE;VALUE=URI;DISPLAY=BADGE");
        if let Some(kind) = image_type(image) {
            write!(name, ";FMTTYPE={kind}").expect("a String takes every text");
        }
        lines.plain(&name, image);
    }
    if !said.categories.is_empty() {
        lines.texts("CATEGORIES", said.categories.iter().copied());
    }
    if let Some((label, address)) = said.conference {
        lines.with_parameter("CONFERENCE;VALUE=URI;FEATURE=VIDEO", "LABEL", label, address);
    }
    lines.plain("END", "VEVENT");
}

fn image_type(address: &str) -> Option<&'static str> {
    match address.rsplit_once('.')?.1 {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        "gif" => Some("image/gif"),
        _ => None,
    }
}

/// All times of an entry are in one zone.
fn zone_of(event: &Event<'_>) -> Option<(TimeZone, Timestamp, Timestamp)> {
    let changes = event.changes.iter();
    let changed = changes.flat_map(|change| [&change.id, &change.start].into_iter().chain(&change.end));
    let recurrence = event.recurrence.as_ref();
    let listed = recurrence.into_iter().flat_map(|again| again.left_out.iter().chain(&again.added));
    let moments =
        || std::iter::once(&event.start).chain(&event.end).chain(changed.clone()).chain(listed.clone());
    let zone = moments().find_map(Moment::zone)?.clone();
    let first = moments().filter_map(Moment::instant).min()?;
    let last = moments().filter_map(Moment::instant).chain(recurrence.map(|again| again.zone_until)).max()?;
    Some((zone, first, last))
}
