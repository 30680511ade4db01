//! What translations say of one thing, to be compared.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use crate::calendar::{DayEdge, local_start, place};
use crate::model::{
    ChapterStatus, Document, DropHandState, EventFields, EventMode, EventStatus, KindFields, Override,
    Period, Price, Rule, SourceTree, Span, Spanned, WrittenTime,
};
use crate::resolve::entry::{Entry, slug_place};
use crate::resolve::times::EventTimes;

/// Something that is true of a thing in every language.
pub(super) struct Fact<'a> {
    /// The fields that say it.
    pub(super) names: &'static [&'static str],
    pub(super) said: Said<'a>,
}

/// What is said, to be compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Said<'a> {
    Instant(Option<Timestamp>),
    Written(WrittenTime),
    Day(Option<Date>),
    Flag(bool),
    Mode(EventMode),
    Status(EventStatus),
    Place(Option<[f64; 2]>),
    Price(Option<&'a Price>),
    Amount(Decimal),
    Period(Option<Period>),
    State(Option<DropHandState>),
    Chapter(ChapterStatus),
    Link(Option<&'a str>),
    /// When it ends, and its length where that is what was written.
    End(Option<Timestamp>, Option<i64>),
    Rule(Option<&'a Rule>),
    /// A rule with a mistake in it, of which more has been said.
    Unreadable,
    /// Starts as they are written and as they are meant, both in order.
    Starts(Vec<WrittenKey>, Vec<Timestamp>),
    /// What was changed about occurrences.
    Changes(Vec<Changed<'a>>),
}

/// A written time, to be put in order.
type WrittenKey = (u8, DateTime, Timestamp);

/// An occurrence that an override changes.
#[derive(Debug, Clone)]
pub(super) struct Changed<'a> {
    /// The start that it has by the rule, as it is written.
    place: Span,
    own: &'a Override,
    /// What becomes of it; nothing where the rule does not give it.
    meant: Option<Meant<'a>>,
}

/// What an override makes of an occurrence, whatever the words for it.
#[derive(Debug, Clone, PartialEq)]
struct Meant<'a> {
    /// The start by the rule.
    id: DateTime,
    start: Timestamp,
    end: Timestamp,
    status: EventStatus,
    online_url: Option<&'a str>,
    has_room: bool,
    geo: Option<[f64; 2]>,
}

impl PartialEq for Changed<'_> {
    /// Whether both are written alike or mean the same: where translations disagree about the usual time, that has been
    /// told.
    fn eq(&self, other: &Self) -> bool {
        let written = |change: &Override| {
            let end = change.end.as_ref().map(|end| end.value);
            let length = change.duration.as_ref().map(|length| length.value);
            (change.recurrence_id.value, change.start.as_ref().map(|start| start.value), end, length)
        };
        let rest = |change: &Override| {
            let url = change.online_url.as_ref().map(|url| url.value.clone());
            let geo = change.venue.as_ref().map(|venue| venue.geo);
            (change.status, url, geo)
        };
        (self.meant.is_some() && self.meant == other.meant)
            || (written(self.own) == written(other.own) && rest(self.own) == rest(other.own))
    }
}

impl Said<'_> {
    /// Whether both say the same, as far as it can be told.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unreadable, _) | (_, Self::Unreadable) => true,
            // Of what begins at another time the end is another one too, and that is said of the start.
            (Self::End(_, Some(one)), Self::End(_, Some(other))) => one == other,
            (Self::End(one, _), Self::End(other, _)) => one == other,
            // The same days of two evenings that begin at different hours.
            (Self::Starts(written, meant), Self::Starts(other, other_meant)) => {
                written == other || meant == other_meant
            }
            (Self::Changes(own), Self::Changes(others)) => {
                odd_one(own, others).is_none() && odd_one(others, own).is_none()
            }
            (one, other) => one == other,
        }
    }
}

/// The first change of which the others know nothing.
fn odd_one<'c, 'a>(own: &'c [Changed<'a>], others: &[Changed<'_>]) -> Option<&'c Changed<'a>> {
    own.iter().find(|one| !others.iter().any(|other| *one == other))
}

impl Fact<'_> {
    /// Where a document says what another does not; its title where it says nothing of it.
    pub(super) fn place(
        &self,
        files: &SourceTree,
        document: &Document,
        other: &Self,
    ) -> (Span, &'static str) {
        if let (Said::Changes(own), Said::Changes(others)) = (&self.said, &other.said) {
            return match odd_one(own, others) {
                Some(change) => (change.place, "says this"),
                None => (slug_place(document).1, "says nothing of it"),
            };
        }
        let written = self.names.iter().find_map(|name| field(files, document, name));
        written.map_or_else(|| (slug_place(document).1, "says nothing of it"), |span| (span, "says this"))
    }

    /// The field to name: the one that is written.
    pub(super) fn name(&self, files: &SourceTree, one: &Document, other: &Document) -> &'static str {
        let written = |document| self.names.iter().find(|name| field(files, document, name).is_some());
        written(one).or_else(|| written(other)).copied().unwrap_or(self.names[0])
    }
}

/// What an entry says of time, place, price and status, in an order that is the same for all of its kind.
pub(super) fn facts(entry: &Entry) -> Vec<Fact<'_>> {
    let fact = |names, said| Fact { names, said };
    match &entry.document.front.fields {
        KindFields::Event(fields) => {
            let times = entry.event.as_ref();
            let end = times.filter(|times| times.end_known).map(|times| times.end.timestamp());
            let length = fields.duration.as_ref().map(|length| length.value.total_minutes());
            let url = fields.online_url.as_ref().map(|url| url.value.as_str());
            let previous = times.and_then(|times| times.previous_start.as_ref()).map(jiff::Zoned::timestamp);
            let geo = fields.venue.as_ref().and_then(|venue| venue.geo);
            // What is written of a series that was called off is its status and since when.
            let off = entry.called_off.is_some();
            let read = |said| if off { Said::Unreadable } else { said };
            let since = entry.updated.as_ref().filter(|_| off).map(jiff::Zoned::timestamp);
            vec![
                fact(&["start"], Said::Instant(times.map(|times| times.start.timestamp()))),
                fact(&["end", "duration"], Said::End(end, length)),
                fact(&["all_day"], Said::Flag(fields.all_day)),
                fact(&["previous_start"], Said::Instant(previous)),
                fact(&["rrule"], read(rule(fields, times))),
                fact(&["exdate"], read(starts(&fields.exdate, fields, times))),
                fact(&["rdate"], read(starts(&fields.rdate, fields, times))),
                fact(&["overrides"], read(Said::Changes(changes(fields, times)))),
                fact(&["status"], Said::Status(entry.called_off.unwrap_or(fields.status))),
                fact(&["updated"], Said::Instant(since)),
                fact(&["mode"], Said::Mode(fields.mode)),
                fact(&["online_url"], Said::Link(url)),
                fact(&["venue"], Said::Flag(fields.venue.is_some())),
                fact(&["geo", "venue"], Said::Place(geo)),
                fact(&["price"], Said::Price(fields.price.as_ref())),
            ]
        }
        KindFields::Drop(fields) => {
            let times = entry.drop.as_deref();
            let ends = times.and_then(|times| times.ends.as_ref()).map(jiff::Zoned::timestamp);
            vec![
                fact(&["release_at"], Said::Instant(times.map(|times| times.release.timestamp()))),
                fact(&["ends_at"], Said::Instant(ends)),
                fact(&["state"], Said::State(fields.state)),
                fact(&["price"], Said::Price(fields.price.as_ref())),
            ]
        }
        KindFields::Story(story) => vec![fact(&["date"], Said::Written(story.date.value))],
        KindFields::Chapter(chapter) => vec![fact(&["status"], Said::Chapter(chapter.status))],
        KindFields::Tier(tier) => vec![
            fact(&["price"], Said::Price(tier.price.as_ref())),
            fact(&["period"], Said::Period(tier.period)),
        ],
        KindFields::Campaign(campaign) => {
            let deadline = entry.deadline.as_ref().map(jiff::Zoned::timestamp);
            vec![
                fact(&["goal"], Said::Amount(campaign.goal.value)),
                fact(&["deadline"], Said::Instant(deadline)),
            ]
        }
        KindFields::Post(post) => vec![fact(&["date"], Said::Written(post.date.value))],
        KindFields::Member(member) => vec![fact(&["joined"], Said::Day(member.joined))],
        KindFields::PrintRun(_) | KindFields::Faq(_) | KindFields::Page(_) => Vec::new(),
    }
}

fn rule<'a>(fields: &EventFields, times: Option<&'a EventTimes>) -> Said<'a> {
    match (&fields.rrule, times.and_then(|times| times.rule.as_ref())) {
        (Some(_), None) => Said::Unreadable,
        (Some(_) | None, rule) => Said::Rule(rule),
    }
}

/// Starts of which a day alone is one at the usual hour.
fn starts<'a>(list: &[Spanned<WrittenTime>], fields: &EventFields, times: Option<&EventTimes>) -> Said<'a> {
    let Some(times) = times else { return Said::Unreadable };
    let usual = local_start(fields.start.value, &times.start).time();
    let zone = times.start.time_zone();
    let meant = list.iter().filter_map(|at| match at.value {
        WrittenTime::Day(day) => Some(day.to_datetime(usual).to_zoned(zone.clone()).ok()?.timestamp()),
        written @ (WrittenTime::Local(_) | WrittenTime::Instant(_)) => {
            Some(place(written, zone, DayEdge::Start)?.at.timestamp())
        }
    });
    let key = |at: &Spanned<WrittenTime>| match at.value {
        WrittenTime::Day(day) => (0, day.at(0, 0, 0, 0), Timestamp::UNIX_EPOCH),
        WrittenTime::Local(local) => (1, local, Timestamp::UNIX_EPOCH),
        WrittenTime::Instant(at) => (2, DateTime::ZERO, at),
    };
    let (mut written, mut meant): (Vec<_>, Vec<_>) = (list.iter().map(key).collect(), meant.collect());
    written.sort_unstable();
    written.dedup();
    meant.sort_unstable();
    meant.dedup();
    Said::Starts(written, meant)
}

fn changes<'a>(fields: &'a EventFields, times: Option<&'a EventTimes>) -> Vec<Changed<'a>> {
    let known = |index: usize| {
        let times = times?;
        let one = times.occurrences.iter().find(|one| one.change == Some(index))?;
        let own = fields.overrides.get(index)?;
        Some(Meant {
            id: one.id,
            start: one.start.timestamp(),
            end: one.end.timestamp(),
            status: one.status(fields),
            online_url: own.online_url.as_ref().map(|url| url.value.as_str()),
            has_room: own.venue.is_some(),
            geo: own.venue.as_ref().and_then(|venue| venue.geo),
        })
    };
    // A title and a note are words, which each language has of its own.
    let is_fact = |own: &Override| {
        let time = own.start.is_some() || own.end.is_some() || own.duration.is_some();
        time || own.status.is_some() || own.online_url.is_some() || own.venue.is_some()
    };
    let changed = fields.overrides.iter().enumerate().filter(|(_, own)| is_fact(own));
    changed.map(|(index, own)| Changed { place: own.recurrence_id.span, own, meant: known(index) }).collect()
}

/// The line of the front matter that writes a field, in TOML or YAML, as a value or as a table.
fn field(files: &SourceTree, document: &Document, name: &str) -> Option<Span> {
    let front = document.front.span;
    let text = files.text(&document.path)?.get(front.start..front.end)?;
    let mut start = front.start;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let key = trimmed.strip_prefix('[').map_or(trimmed, |table| table.trim_start_matches('['));
        let rest = key
            .trim_start_matches('"')
            .strip_prefix(name)
            .map(|rest| rest.trim_start_matches('"').trim_start());
        if rest.is_some_and(|rest| rest.starts_with(['=', ':', ']', '.'])) {
            let begin = start + (line.len() - line.trim_start().len());
            return Some(Span::new(begin, begin + trimmed.len()));
        }
        start += line.len();
    }
    None
}
