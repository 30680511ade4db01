//! Where each event stands, when that changes, and which post tells how it was.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::Scope;
use super::entry::Entry;
use super::index::Index;
use super::times::EventTimes;
use crate::calendar::{Part, SHOWN, state_at, turns};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{EventFields, EventState, EventTurn, KindFields, Occurrence, PageId, SourcePath};

/// What is known of an event in time.
#[derive(Debug, Clone, Default)]
pub(super) struct Schedule {
    /// Where it stands, or the occurrence that its page leads with.
    pub(super) state: Option<EventState>,
    /// Which occurrence its page leads with.
    pub(super) lead: Option<usize>,
    /// See [`EventFacts::turns`](crate::model::EventFacts::turns).
    pub(super) turns: Vec<EventTurn>,
    /// The newest post that tells how it was.
    pub(super) recap: Option<PageId>,
    /// Of what happens again the post that tells how an occurrence was.
    pub(super) recaps: Vec<(usize, PageId)>,
}

/// Warns of what the configuration says of a series that no event belongs to.
pub(super) fn check_series(scope: &Scope<'_>, index: &Index<'_>) -> Vec<Diagnostic> {
    let config = scope.input.config;
    if config.series.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = index
        .entries
        .iter()
        .filter_map(|entry| match &entry.document.front.fields {
            KindFields::Event(event) => event.series.as_ref().map(|series| series.value.as_str()),
            KindFields::Post(_)
            | KindFields::Drop(_)
            | KindFields::Story(_)
            | KindFields::Member(_)
            | KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Campaign(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => None,
        })
        .collect();
    let strange = config.series.iter().filter(|(slug, _)| !known.contains(slug.as_str()));
    strange
        .map(|(slug, own)| {
            let near = nearest(slug, known.iter().copied());
            let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
            Diagnostic::warning("config::unknown-series", format!("no event belongs to the series `{slug}`"))
                .labelled(&SourcePath::new("handbill.toml"), own.span, label)
                .help("write it as the events have it: `series = \"…\"`")
        })
        .collect()
}

/// The schedules of all events, by entry.
pub(super) struct Schedules(Vec<Option<Schedule>>);

/// A post that looks back on an event, and the day on which it was written, as the instant after it.
type Recap = (Timestamp, PageId);

impl Schedules {
    pub(super) fn new(scope: &Scope<'_>, index: &Index<'_>) -> Self {
        let told = told(index);
        let of = |(at, entry): (usize, &Entry)| {
            let (Some(times), KindFields::Event(fields)) = (&entry.event, &entry.document.front.fields)
            else {
                return None;
            };
            let named = fields.recap.as_ref();
            let named = named.and_then(|post| index.by_reference(&post.value, entry.lang()));
            let named = named.and_then(|post| Some((written(index, post)?, index.page(post)?)));
            let mut recaps: Vec<Recap> = told.get(&at).cloned().unwrap_or_default();
            // What the event itself names comes first where one can be shown.
            let first = named.map(|(_, post)| post);
            recaps.extend(named);
            recaps.sort_by_key(|(day, post)| (*day, Some(*post) == first));
            let mut own = schedule(scope, fields, times, &recaps);
            own.recap = first.or(recaps.last().map(|(_, post)| *post));
            Some(own)
        };
        Self(index.entries.par_iter().enumerate().map(of).collect())
    }

    /// What is known of the event of an entry.
    pub(super) fn get(&self, at: usize) -> Option<&Schedule> {
        self.0.get(at)?.as_ref()
    }
}

/// The posts that say of themselves that they look back on an event, by its entry: in the language of the event, or
/// borrowed by it.
fn told(index: &Index<'_>) -> HashMap<usize, Vec<Recap>> {
    let mut told: HashMap<usize, Vec<Recap>> = HashMap::new();
    for (at, entry) in index.entries.iter().enumerate() {
        let (Some(page), KindFields::Post(post)) = (index.page(at), &entry.document.front.fields) else {
            continue;
        };
        let (Some(event), Some(day)) = (&post.recap_of, written(index, at)) else { continue };
        for lang in index.readers(at) {
            let event = index.by_reference(&event.value, lang);
            if let Some(event) = event.filter(|event| index.entries[*event].lang() == lang) {
                told.entry(event).or_default().push((day, page));
            }
        }
    }
    told
}

/// The end of the day of which a post is dated.
fn written(index: &Index<'_>, post: usize) -> Option<Timestamp> {
    let date = index.entries[post].date.as_ref()?;
    date.end_of_day().ok().map(|end| end.timestamp())
}

fn schedule(scope: &Scope<'_>, fields: &EventFields, times: &EventTimes, recaps: &[Recap]) -> Schedule {
    let now = scope.input.now;
    let offsets = scope.input.config.phases_of(fields);
    let part = Part {
        of: 0,
        start: &times.start,
        end: &times.end,
        all_day: fields.all_day,
        takes_place: fields.status.takes_place(),
        recapped: !recaps.is_empty(),
        offsets,
    };
    if times.occurrences.is_empty() || !part.takes_place {
        // Nothing will change any more about most events of most sites.
        let waits = SignedDuration::from_mins(offsets.recap.total_minutes() + 2 * 24 * 60);
        let settled = times.end.timestamp().checked_add(waits).is_ok_and(|at| at <= now);
        let turns = if settled { Vec::new() } else { turns(&[part]) };
        let state = if settled { EventState::Past } else { state_at(&turns, 0, now).0 };
        return Schedule { state: Some(state), turns: still_to_come(turns, now), ..Schedule::default() };
    }
    let recaps = by_occurrence(&times.occurrences, recaps, now);
    let list = &times.occurrences;
    let next = list.iter().position(|one| !one.is_over(now)).unwrap_or(list.len());
    // The last one may still wait for its recap.
    let first = next.saturating_sub(1);
    // Those that a page shows, and as many that stand ready behind them.
    let near = list.iter().enumerate().skip(first).take(SHOWN * 2 + 1);
    let parts: Vec<Part<'_>> = near
        .map(|(of, one)| Part {
            of,
            start: &one.start,
            end: &one.end,
            takes_place: one.own(fields).and_then(|own| own.status).is_none_or(|own| own.takes_place()),
            recapped: recaps.iter().any(|(told, _)| *told == of),
            ..part
        })
        .collect();
    let mut turns = turns(&parts);
    let (state, lead) = state_at(&turns, first, now);
    let gone = turns.iter().take_while(|turn| turn.at <= now && turn.of != lead).count();
    turns.drain(..gone);
    Schedule { state: Some(state), lead: Some(lead), turns: still_to_come(turns, now), recap: None, recaps }
}

/// The turns of what will still change, and none of what is settled.
fn still_to_come(turns: Vec<EventTurn>, now: Timestamp) -> Vec<EventTurn> {
    if turns.last().is_some_and(|last| last.at > now) { turns } else { Vec::new() }
}

/// Which occurrence each post tells of: the last that had begun when the day ended of which the post is dated, else the
/// first. Of several posts the newest.
fn by_occurrence(list: &[Occurrence], recaps: &[Recap], now: Timestamp) -> Vec<(usize, PageId)> {
    let mut told: Vec<(usize, PageId)> = Vec::with_capacity(recaps.len());
    let begun = |until: Timestamp| {
        list.iter().rposition(|one| one.start.timestamp() < until && one.is_over(now)).unwrap_or(0)
    };
    for (day, post) in recaps {
        let of = begun(*day);
        match told.iter_mut().find(|(other, _)| *other == of) {
            Some((_, other)) => *other = *post,
            None => told.push((of, *post)),
        }
    }
    told.sort_unstable();
    told
}
