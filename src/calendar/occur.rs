//! An event that happens again to its occurrences.

use jiff::civil::{DateTime, Time};
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::walk::{Start, Starts, gives, placed};
use super::windows::{READY, horizon, year_of};
use super::{DayEdge, place};
use crate::model::{EventFields, Occurrence, Override, Rule, WrittenDuration, WrittenTime};

/// An event that happens again.
#[derive(Debug, Clone, Copy)]
pub struct Recurring<'a> {
    /// What was written.
    pub fields: &'a EventFields,
    /// Its rule; nothing where `rdate` alone says when.
    pub rule: Option<&'a Rule>,
    /// When it begins for the first time.
    pub start: &'a Zoned,
    /// When that ends, exclusive.
    pub end: &'a Zoned,
}

/// What an event's fields give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Occurrences {
    /// In order of their starts, as far as [`horizon`].
    pub list: Vec<Occurrence>,
    /// Whether the rule, where there is one, gives the first start: what follows otherwise is undefined (RFC 5545 §3.8.5.3).
    pub start_fits: bool,
    /// What `overrides` say of something that does not happen, by index.
    pub strays: Vec<(usize, Stray)>,
    /// What in `exdate` takes nothing out, by index.
    pub idle: Vec<usize>,
}

/// Why an override changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// Neither the rule nor `rdate` gives this start.
    NotGiven,
    /// `exdate` takes it out.
    LeftOut,
    /// Another override has changed it.
    Twice,
}

/// A written start as the clocks on the wall show it, also where they skip it.
#[must_use]
pub fn local_start(written: WrittenTime, placed: &Zoned) -> DateTime {
    match written {
        WrittenTime::Local(local) => local,
        WrittenTime::Instant(_) | WrittenTime::Day(_) => placed.datetime(),
    }
}

/// The occurrences of an event up to its [`horizon`], by RFC 5545 §3.8.5: the rule's and `rdate`'s without `exdate`'s, each
/// with what `overrides` make of it.
///
/// A moved occurrence keeps its length. What was changed or added is among them however far ahead it lies, and so are the
/// next few of a rule and what follows its next one within a year: a page names as many whatever the day on which it is
/// built.
#[must_use]
pub fn occurrences(event: Recurring<'_>, now: Timestamp) -> Occurrences {
    let horizon = horizon(now, event.start.timestamp());
    let Recurring { fields, rule, start, .. } = event;
    let first = Start { local: local_start(fields.start.value, start), at: start.clone() };
    let zone = start.time_zone();
    let named = fields.exdate.iter().chain(fields.overrides.iter().map(|change| &change.recurrence_id));
    let named = named.filter_map(|at| Some(place(at.value, zone, DayEdge::End)?.at.timestamp()));
    let far = named.chain([horizon]).max().unwrap_or(horizon);
    let start_fits = rule.is_none_or(|rule| gives(rule, first.local.date()));
    let mut starts: Vec<Start> = match rule {
        Some(rule) => {
            let (mut ahead, mut year) = (0, far);
            let is_near = |start: &Start| {
                let at = start.at.timestamp();
                ahead += usize::from(at > now);
                if ahead == 1 {
                    year = year_of(at);
                }
                at <= far || at <= year || ahead <= READY + fields.exdate.len()
            };
            Starts::new(rule, first.clone()).take_while(is_near).collect()
        }
        None => vec![first.clone()],
    };
    let added = fields.rdate.iter().filter_map(|written| match written.value {
        // A day alone means the usual hour, as it does in `exdate`.
        WrittenTime::Day(day) => placed(day.to_datetime(first.local.time()), zone),
        WrittenTime::Local(local) => placed(local, zone),
        WrittenTime::Instant(_) => {
            let at = place(written.value, zone, DayEdge::Start)?.at;
            Some(Start { local: at.datetime(), at })
        }
    });
    let added: Vec<Start> = added.collect();
    starts.extend(added.iter().cloned());
    starts.sort_by_key(|start| start.at.timestamp());
    starts.dedup_by_key(|start| start.at.timestamp());

    let is_given = |written| starts.iter().any(|start| start.is(written));
    let is_left_out = |start: &Start| fields.exdate.iter().any(|out| start.is(out.value));
    let idle = (0..fields.exdate.len()).filter(|at| !is_given(fields.exdate[*at].value)).collect();
    let mut changed: Vec<(usize, &Start)> = Vec::new();
    let mut strays = Vec::new();
    for (index, change) in fields.overrides.iter().enumerate() {
        match starts.iter().find(|start| start.is(change.recurrence_id.value)) {
            None => strays.push((index, Stray::NotGiven)),
            Some(start) if is_left_out(start) => strays.push((index, Stray::LeftOut)),
            Some(start) if changed.iter().any(|(_, other)| *other == start) => {
                strays.push((index, Stray::Twice));
            }
            Some(start) => changed.push((index, start)),
        }
    }
    let mut list: Vec<Occurrence> = Vec::with_capacity(starts.len());
    let (mut ahead, mut year) = (0, horizon);
    for start in starts.iter().filter(|start| !is_left_out(start)) {
        let change = changed.iter().find(|(_, own)| *own == start).map(|(index, _)| *index);
        let at = start.at.timestamp();
        ahead += usize::from(at > now);
        if ahead == 1 {
            year = year_of(at);
        }
        let is_near = at <= horizon || at <= year || ahead <= READY;
        if change.is_some() || added.contains(start) || is_near {
            list.extend(occurrence(event, start, change));
        }
    }
    list.sort_by_key(|occurrence| occurrence.start.timestamp());
    Occurrences { list, start_fits, strays, idle }
}

/// One occurrence with its own times; nothing where they are too far away to reckon with.
fn occurrence(event: Recurring<'_>, by_rule: &Start, change: Option<usize>) -> Option<Occurrence> {
    let changes = change.and_then(|index| event.fields.overrides.get(index));
    let zone = event.start.time_zone();
    let moved = changes.and_then(|change| change.start.as_ref());
    let start = match moved.map(|written| written.value) {
        // As in `rdate`.
        Some(WrittenTime::Day(day)) => placed(day.to_datetime(usual_hour(event)), zone)?.at,
        Some(written @ (WrittenTime::Local(_) | WrittenTime::Instant(_))) => {
            place(written, zone, DayEdge::Start)?.at
        }
        None => by_rule.at.clone(),
    };
    let end = changes.and_then(|change| own_end(event.fields.all_day, change, &start));
    let end = match end {
        Some(end) => end,
        None => shifted_end(event, &start)?,
    };
    Some(Occurrence { id: by_rule.local, start, end, change })
}

/// The hour at which an event begins by the clocks on the wall.
fn usual_hour(event: Recurring<'_>) -> Time {
    local_start(event.fields.start.value, event.start).time()
}

/// The end that an override gives.
fn own_end(all_day: bool, change: &Override, start: &Zoned) -> Option<Zoned> {
    let edge = if all_day { DayEdge::End } else { DayEdge::Start };
    if let Some(end) = &change.end {
        return place(end.value, start.time_zone(), edge).map(|placed| placed.at);
    }
    lasting(change.duration.as_ref()?.value, all_day, start)
}

/// When what begins at `start` ends by a written length: so many days later by the calendar where it takes whole days, else
/// when so much time has gone by. Nothing where that is too far away to reckon with.
#[must_use]
pub fn lasting(length: WrittenDuration, all_day: bool, start: &Zoned) -> Option<Zoned> {
    match length.whole_days().filter(|_| all_day) {
        // The clocks may change on such a day.
        Some(days) => {
            let day = start.date().checked_add(days.days()).ok()?;
            day.to_zoned(start.time_zone().clone()).ok()
        }
        None => start.checked_add(SignedDuration::from_mins(length.total_minutes())).ok(),
    }
}

/// The end of what begins at `start` and lasts as long as the first: so many whole days; until the same local hour, where
/// an hour is written; or to the second.
fn shifted_end(event: Recurring<'_>, start: &Zoned) -> Option<Zoned> {
    if event.fields.all_day {
        let days = event.end.date().since(event.start.date()).ok()?.get_days();
        let day = start.date().checked_add(i64::from(days).days()).ok()?;
        return day.to_zoned(start.time_zone().clone()).ok();
    }
    if event.fields.end.is_some() {
        let length = event.end.datetime().duration_since(event.start.datetime());
        let local = start.datetime().checked_add(length).ok()?;
        // Where the clocks go back in between, the same hour may lie before the start.
        return local
            .to_zoned(start.time_zone().clone())
            .ok()
            .filter(|end| end > start)
            .or_else(|| exact(event, start));
    }
    exact(event, start)
}

fn exact(event: Recurring<'_>, start: &Zoned) -> Option<Zoned> {
    start.checked_add(event.start.duration_until(event.end)).ok()
}

#[cfg(test)]
mod tests;
