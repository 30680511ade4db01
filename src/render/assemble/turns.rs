//! The instants of an event as pages carry them.

use jiff::Timestamp;

use crate::calendar::{self, Part, state_at};
use crate::model::{EventFacts, EventState, EventTurn};
use crate::render::turns::turns;

/// How many of its times a page can lead with, one after the other: a weekly evening is right for three weeks without
/// being printed anew, and a page of it is not heavier than it must be.
const FACES: usize = 3;

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

/// The turns of one time of an event, for itself: whatever comes before or after it.
pub(super) fn own_turns(facts: &EventFacts, occurrence: Option<usize>) -> Vec<EventTurn> {
    let Some(one) = facts.occurrence(occurrence) else { return facts.turns.clone() };
    calendar::turns(&[Part {
        of: occurrence.unwrap_or(0),
        start: &one.start,
        end: &one.end,
        all_day: facts.fields.all_day,
        takes_place: facts.status_of(Some(one)).takes_place(),
        recapped: facts.recap_of(occurrence).is_some(),
        offsets: facts.offsets,
    }])
}

/// `data-turns` of one of the times on an event's own page.
pub(super) fn entry_turns(facts: &EventFacts, occurrence: Option<usize>, now: Timestamp) -> String {
    turns(now, own_turns(facts, occurrence).into_iter().map(|turn| (turn.at, entry_words(turn.state))))
}

/// `data-turns` of an entry in a list: what stays there when it is over is `kept`.
pub(super) fn listed_turns(facts: &EventFacts, occurrence: Option<usize>, now: Timestamp) -> String {
    let kept = occurrence.is_none_or(|of| is_kept(facts, of));
    let words = |state: EventState| {
        let kept = if kept && state.is_over() { ".kept" } else { "" };
        format!("{}{kept}", entry_words(state))
    };
    turns(now, own_turns(facts, occurrence).into_iter().map(|turn| (turn.at, words(turn.state))))
}

/// Whether lists show an occurrence when it is over: where there is something to tell of it, or else the very last.
fn is_kept(facts: &EventFacts, of: usize) -> bool {
    facts.is_news(of) || (of + 1 == facts.occurrences.len() && !(0..of).any(|of| facts.is_news(of)))
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

/// Where an entry stands at `now`.
pub(super) fn entry_state(facts: &EventFacts, occurrence: Option<usize>, now: Timestamp) -> EventState {
    if facts.occurrence(occurrence).is_none() {
        return facts.state;
    }
    state_at(&own_turns(facts, occurrence), 0, now).0
}
