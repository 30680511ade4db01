//! The instants of an event as pages carry them.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::calendar::{self, Part, state_at};
use crate::model::{EventFacts, EventState, EventTurn};
use crate::render::turns::turns;

/// How many of its times a page can lead with, one after the other: a weekly evening is right for three weeks without
/// being printed anew, and a page of it is not heavier than it must be.
pub(super) const FACES: usize = 3;

/// What holds of an event's page from a turn on: its phase, which of the times it shows, whether that takes place
/// (else `off`), and whether anything is still to come (`on`, else `over`).
fn words(facts: &EventFacts, turn: &EventTurn) -> String {
    let mut words = turn.state.name().to_owned();
    words.push('.');
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

/// The turns that a page follows without being printed anew: as far as it has faces. Behind the last of them it is over,
/// and says of the next only what its list of dates does.
pub(super) fn page_turns_of(facts: &EventFacts) -> Vec<EventTurn> {
    let last = facts.lead.unwrap_or(0) + FACES - 1;
    let (mut own, beyond): (Vec<EventTurn>, Vec<EventTurn>) =
        facts.turns.iter().copied().partition(|turn| turn.of <= last);
    if let Some(first) = beyond.first() {
        own.push(EventTurn { state: EventState::Past, of: last, ..*first });
    }
    own
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
    /// Where it stands now.
    pub(super) state: EventState,
    now: Timestamp,
}

impl<'a> Course<'a> {
    pub(super) fn new(facts: &'a EventFacts, occurrence: Option<usize>, now: Timestamp) -> Self {
        let Some((of, one)) = occurrence.and_then(|of| Some((of, facts.occurrences.get(of)?))) else {
            return Self { turns: Cow::Borrowed(&facts.turns), state: facts.state, now };
        };
        let recapped = facts.recap_of(occurrence).is_some();
        let part = Part::of_occurrence(&facts.fields, of, one, recapped, facts.offsets);
        let turns = calendar::turns(&[part]);
        let state = state_at(&turns, of, now).0;
        Self { turns: Cow::Owned(turns), state, now }
    }

    /// `data-turns`; what stays in a list when it is over is `kept` there.
    pub(super) fn attribute(&self, kept: bool) -> String {
        let words = |state: EventState| {
            let kept = if kept && state.is_over() { ".kept" } else { "" };
            format!("{}{kept}", entry_words(state))
        };
        turns(self.now, self.turns.iter().map(|turn| (turn.at, words(turn.state))))
    }
}

/// Whether lists show a time when it is over: what happens once, a time of which there is something to tell, or else the
/// very last.
pub(super) fn is_kept(facts: &EventFacts, occurrence: Option<usize>) -> bool {
    occurrence.is_none_or(|of| {
        facts.is_news(of) || (of + 1 == facts.occurrences.len() && !(0..of).any(|of| facts.is_news(of)))
    })
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
        | EventState::Live => state.name(),
    }
}
