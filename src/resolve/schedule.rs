//! Where each event stands, when that changes, and which post tells how it was.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Zoned};
use rayon::prelude::*;

use super::Scope;
use super::entry::Entry;
use super::index::Index;
use super::times::EventTimes;
use crate::calendar::{Part, READY, state_at, turns};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{
    EventFields, EventState, EventTurn, KindFields, Occurrence, PageId, SourcePath, WrittenTime,
};

/// What is known of an event in time.
#[derive(Debug, Clone, Default)]
pub(super) struct Schedule {
    /// Where it stands, or the occurrence that its page leads with.
    pub(super) state: Option<EventState>,
    /// Which occurrence its page leads with.
    pub(super) lead: Option<usize>,
    /// See [`EventFacts::turns`](crate::model::EventFacts::turns).
    pub(super) turns: Vec<EventTurn>,
    /// The instants at which its page or a row of it says something else, in no order.
    pub(super) instants: Vec<Timestamp>,
    /// The newest post that tells how it was.
    pub(super) recap: Option<PageId>,
    /// Of what happens again the post that tells how an occurrence was.
    pub(super) recaps: Vec<(usize, PageId)>,
}

impl Schedule {
    /// Whether a post tells how an occurrence was.
    pub(super) fn tells_of(&self, occurrence: usize) -> bool {
        tells_of(&self.recaps, occurrence)
    }
}

fn tells_of(recaps: &[(usize, PageId)], occurrence: usize) -> bool {
    recaps.binary_search_by_key(&occurrence, |(told, _)| *told).is_ok()
}

/// Warns of what the configuration says of a series that no event belongs to.
pub(super) fn check_series(scope: &Scope<'_>, index: &Index) -> Vec<Diagnostic> {
    let config = scope.input.config;
    if config.series.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = index
        .entries
        .iter()
        .filter_map(|entry| {
            let KindFields::Event(event) = &entry.document.front.fields else { return None };
            Some(event.series.as_ref()?.value.as_str())
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

/// A post that looks back on an event, and when it was written: of a day alone its end.
type Recap = (Timestamp, PageId);

impl Schedules {
    pub(super) fn new(scope: &Scope<'_>, index: &Index) -> Self {
        let told = told(index);
        let of = |(at, entry): (usize, &Arc<Entry>)| {
            let (Some(times), KindFields::Event(fields)) = (&entry.event, &entry.document.front.fields)
            else {
                return None;
            };
            let named = fields.recap.as_ref();
            let named = named.and_then(|post| index.by_reference(&post.value, entry.lang()));
            let named = named.and_then(|post| Some((written(index, post)?, index.page(post)?)));
            // Before it began there was nothing to tell.
            let first_start = times.first_start(fields);
            let named = named.filter(|(written, _)| first_start < *written);
            let mut recaps: Vec<Recap> = told.get(&at).cloned().unwrap_or_default();
            recaps.retain(|(written, _)| first_start < *written);
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
fn told(index: &Index) -> HashMap<usize, Vec<Recap>> {
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

/// When a post was written, so that what began before it can be told of.
pub(super) fn written(index: &Index, post: usize) -> Option<Timestamp> {
    let entry = &index.entries[post];
    let date = entry.date.as_ref()?;
    let KindFields::Post(post) = &entry.document.front.fields else { return Some(date.timestamp()) };
    match post.date.value {
        WrittenTime::Day(_) => date.end_of_day().ok().map(|end| end.timestamp()),
        WrittenTime::Instant(_) | WrittenTime::Local(_) => Some(date.timestamp()),
    }
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
    // Nothing will change any more about most times of most events.
    let waits = SignedDuration::from_mins(offsets.recap.total_minutes() + 2 * 24 * 60);
    let settled = |end: &Zoned| end.timestamp().checked_add(waits).is_ok_and(|at| at <= now);
    if times.occurrences.is_empty() || !part.takes_place {
        let turns = if settled(&times.end) { Vec::new() } else { turns(&[part]) };
        let state = if settled(&times.end) { EventState::Past } else { state_at(&turns, 0, now).0 };
        let instants = turns.iter().map(|turn| turn.at).collect();
        return Schedule {
            state: Some(state),
            turns: still_to_come(turns, now),
            instants,
            ..Schedule::default()
        };
    }
    let list = &times.occurrences;
    let recaps = by_occurrence(list, recaps, |one| one.status(fields).takes_place());
    // Those that a page shows, as many that stand ready behind them, and what is over and may wait for its recap.
    let mut ahead = 0;
    let mut is_near = |one: &Occurrence| {
        ahead += usize::from(one.start.timestamp() > now);
        !settled(&one.end) && ahead <= READY
    };
    let mut near: Vec<usize> = (0..list.len()).filter(|of| is_near(&list[*of])).collect();
    // And the last that is settled: since its end, or the day of its recap, the page has led with the next.
    let first = near.first().copied().unwrap_or(list.len());
    near.splice(..0, first.checked_sub(1));
    let part_of = |of: usize| Part::of_occurrence(fields, of, &list[of], tells_of(&recaps, of), offsets);
    let parts: Vec<Part<'_>> = near.iter().map(|of| part_of(*of)).collect();
    let mut turns = turns(&parts);
    let (state, lead) = state_at(&turns, near[0], now);
    let gone = turns.iter().take_while(|turn| turn.at <= now && turn.of != lead).count();
    turns.drain(..gone);
    // The page goes by the turns of all, a row by those of its own time.
    let rows = parts.iter().flat_map(|part| crate::calendar::turns(&[*part]));
    let instants = rows.chain(turns.iter().copied()).map(|turn| turn.at).collect();
    let turns = still_to_come(turns, now);
    Schedule { state: Some(state), lead: Some(lead), turns, instants, recap: None, recaps }
}

/// The turns of what will still change, and none of what is settled.
fn still_to_come(turns: Vec<EventTurn>, now: Timestamp) -> Vec<EventTurn> {
    if turns.last().is_some_and(|last| last.at > now) { turns } else { Vec::new() }
}

/// Which occurrence each post tells of: the last one that took place and had begun when the post was written; none where
/// there was none. Of several posts the newest. In order of the occurrences.
fn by_occurrence(
    list: &[Occurrence],
    recaps: &[Recap],
    takes_place: impl Fn(&Occurrence) -> bool,
) -> Vec<(usize, PageId)> {
    let mut told: BTreeMap<usize, PageId> = BTreeMap::new();
    for (written, post) in recaps {
        let begun = list.partition_point(|one| one.start.timestamp() < *written);
        if let Some(of) = list[..begun].iter().rposition(&takes_place) {
            told.insert(of, *post);
        }
    }
    told.into_iter().collect()
}
