//! The instants of an event as pages carry them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::calendar::{self, FACES, Part, state_at};
use crate::model::{EventFacts, EventState, EventTurn};
use crate::render::turns::turns;

/// What holds of a page that has no face for the time that it should lead with.
const BEYOND: &str = "beyond";

/// What holds of an event's page from a turn on: its phase, which of the times it shows, whether that takes place
/// (else `off`), and whether anything is still to come (`on`, else `over`); behind its last face `beyond`.
fn words(facts: &EventFacts, turn: &EventTurn) -> String {
    let mut words = turn.state.name().to_owned();
    words.push('.');
    if turn.of > last_face(facts) {
        words.push_str(BEYOND);
        words.push_str(".on");
        return words;
    }
    words.push_str(&face_word(facts, turn.of));
    if !facts.status_of(facts.occurrences.get(turn.of)).takes_place() {
        words.push_str(".off");
    }
    words.push_str(if facts.is_over(turn.at) { ".over" } else { ".on" });
    words
}

/// By what word the turns of a page name one of its times, counted from the one that it leads with.
pub(super) fn face_word(facts: &EventFacts, of: usize) -> String {
    format!("n{}", of.saturating_sub(facts.lead.unwrap_or(0)))
}

/// `data-turns` of an event's own page.
pub(super) fn page_turns(facts: &EventFacts, now: Timestamp) -> String {
    turns(now, page_turns_of(facts).into_iter().map(|turn| (turn.at, words(facts, &turn))))
}

/// The last of the times that a page has a face for.
fn last_face(facts: &EventFacts) -> usize {
    facts.lead.unwrap_or(0) + FACES - 1
}

/// The turns that a page follows without being printed anew: as far as it has faces. Behind the last of them it only
/// leads to its list of dates.
fn page_turns_of(facts: &EventFacts) -> Vec<EventTurn> {
    let last = last_face(facts);
    let (mut own, beyond): (Vec<EventTurn>, Vec<EventTurn>) =
        facts.turns.iter().copied().partition(|turn| turn.of <= last);
    own.extend(beyond.first().map(|first| EventTurn { state: EventState::Scheduled, ..*first }));
    own
}

/// The times that a page has faces for, in order, and whether its turns lead beyond them.
pub(super) fn faces_of(facts: &EventFacts) -> (Vec<usize>, bool) {
    let all: BTreeSet<usize> = page_turns_of(facts).iter().map(|turn| turn.of).chain(facts.lead).collect();
    let last = last_face(facts);
    (all.iter().copied().filter(|of| *of <= last).collect(), all.iter().any(|of| *of > last))
}

/// What holds of an event's own page at `now`.
pub(super) fn page_words(facts: &EventFacts, now: Timestamp) -> String {
    let of = facts.lead.unwrap_or(0);
    words(facts, &EventTurn { at: now, state: facts.state, of })
}

/// One time of an event for itself, whatever comes before or after it.
pub(super) struct Course<'a> {
    /// When it stands elsewhere; empty for what happens once and is settled.
    pub(super) turns: Cow<'a, [EventTurn]>,
    /// Where it stands now, as entries have it.
    pub(super) state: EventState,
    now: Timestamp,
}

impl<'a> Course<'a> {
    pub(super) fn new(facts: &'a EventFacts, occurrence: Option<usize>, now: Timestamp) -> Self {
        let Some((of, one)) = occurrence.and_then(|of| Some((of, facts.occurrences.get(of)?))) else {
            return Self { turns: Cow::Borrowed(&facts.turns), state: entry_state(facts.state), now };
        };
        let recapped = facts.recap_of(occurrence).is_some();
        let part = Part::of_occurrence(&facts.fields, of, one, recapped, facts.offsets);
        let turns = calendar::turns(&[part]);
        let state = entry_state(state_at(&turns, of, now).0);
        Self { turns: Cow::Owned(turns), state, now }
    }

    /// `data-turns`; what stays in a list when it is over is `kept` there.
    pub(super) fn attribute(&self, kept: bool) -> String {
        let words = |state: EventState| {
            let kept = if kept && state.is_over() { ".kept" } else { "" };
            format!("{}{kept}", entry_words(state))
        };
        let mut before = self.state;
        let turning = self.turns.iter().map(|turn| (turn.at, entry_state(turn.state)));
        let turning =
            turning.filter(|(at, state)| *at > self.now && std::mem::replace(&mut before, *state) != *state);
        turns(self.now, turning.map(|(at, state)| (at, words(state))))
    }
}

/// Whether lists show a time when it is over: what happens once, a time of which there is something to tell, or else the
/// very last.
pub(super) fn is_kept(facts: &EventFacts, occurrence: Option<usize>) -> bool {
    occurrence.is_none_or(|of| {
        facts.is_news(of) || (of + 1 == facts.occurrences.len() && !(0..of).any(|of| facts.is_news(of)))
    })
}

/// What an entry says of where it stands: of the phases before the start nothing. They are told on the event's own page
/// alone, so that no other is printed anew for them.
const fn entry_state(state: EventState) -> EventState {
    match state {
        EventState::Scheduled | EventState::Announced | EventState::Questions | EventState::Warmup => {
            EventState::Scheduled
        }
        EventState::Live | EventState::Recap | EventState::Past => state,
    }
}

/// What holds of an entry in a list.
pub(super) fn entry_words(state: EventState) -> &'static str {
    match state {
        EventState::Recap => "recap.over",
        EventState::Past => "past.over",
        EventState::Scheduled
        | EventState::Announced
        | EventState::Questions
        | EventState::Warmup
        | EventState::Live => entry_state(state).name(),
    }
}
