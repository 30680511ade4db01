//! Where an event stands, and when that changes.

use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use crate::model::{EventFields, EventState, EventTurn, Occurrence, PhaseOffsets, WrittenDuration};

/// The end of an event that does not say when it ends: two hours after its start, or the next day.
#[must_use]
pub fn assumed_end(start: &Zoned, all_day: bool) -> Zoned {
    let span = if all_day { 1.day() } else { 2.hours() };
    start.checked_add(span).unwrap_or_else(|_| start.clone())
}

/// One time of an event, as far as its phases go.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// Which occurrence it is: an index; 0 of what happens once.
    pub of: usize,
    /// When it begins.
    pub start: &'a Zoned,
    /// When it ends, exclusive.
    pub end: &'a Zoned,
    /// Whole days: nobody warms up for them.
    pub all_day: bool,
    /// Whether it happens then: what does not has no phases, and is past when it would have ended.
    pub takes_place: bool,
    /// Whether somebody told how it was.
    pub recapped: bool,
    /// From when on it is in which phase.
    pub offsets: PhaseOffsets,
}

impl<'a> Part<'a> {
    /// An occurrence of what happens again.
    #[must_use]
    pub fn of_occurrence(
        fields: &EventFields,
        of: usize,
        one: &'a Occurrence,
        recapped: bool,
        offsets: PhaseOffsets,
    ) -> Self {
        Self {
            of,
            start: &one.start,
            end: &one.end,
            all_day: fields.all_day,
            takes_place: one.status(fields).takes_place(),
            recapped,
            offsets,
        }
    }
}

/// When an event stands elsewhere, in order.
///
/// `parts` come in order of their starts; before the first turn the first of them is ahead. The phases of a part begin when
/// the one before has ended, and end that one's wait for a recap: what overlaps belongs to the later. Once that wait is
/// over and nothing of the next has begun, the next is ahead.
#[must_use]
pub fn turns(parts: &[Part<'_>]) -> Vec<EventTurn> {
    // What does not take place has no phase that it could take from what happens at the same time.
    let meets = |one: &Part<'_>, other: &Part<'_>| one.start < other.end && other.start < one.end;
    let hidden = |one: &Part<'_>| parts.iter().any(|other| other.takes_place && meets(one, other));
    let parts: Vec<&Part<'_>> = parts.iter().filter(|part| part.takes_place || !hidden(part)).collect();
    let mut turns: Vec<EventTurn> = Vec::with_capacity(parts.len() * 6);
    let mut free = Timestamp::MIN;
    for (at, part) in parts.iter().enumerate() {
        let (start, end) = (part.start.timestamp(), part.end.timestamp().max(part.start.timestamp()));
        // What begins while the one before goes on takes over at its start.
        let from = free.min(start);
        let own = ahead(part, from);
        if let Some(first) = own.first() {
            turns.retain(|turn| turn.at < first.at);
        }
        turns.extend(own);
        let next = parts.get(at + 1);
        let after = EventTurn { at: end, state: EventState::Past, of: part.of };
        let waits = part.takes_place && !part.recapped;
        let promised = shifted(part.end, part.offsets.recap).filter(|until| waits && *until > end);
        if promised.is_some() {
            turns.push(EventTurn { state: EventState::Recap, ..after });
        }
        let done = EventTurn { at: promised.unwrap_or(end), ..after };
        turns.push(match next {
            Some(next) => EventTurn { state: EventState::Scheduled, of: next.of, ..done },
            None => done,
        });
        free = free.max(end);
    }
    // Where nothing changes there is no turn.
    let mut before = parts.first().map(|part| (EventState::Scheduled, part.of));
    turns.retain(|turn| before.replace((turn.state, turn.of)) != Some((turn.state, turn.of)));
    turns
}

/// The phases of a part up to its start, none before `from`.
fn ahead(part: &Part<'_>, from: Timestamp) -> Vec<EventTurn> {
    let turn = |at: Timestamp, state| EventTurn { at: at.max(from), state, of: part.of };
    let before = |offset: WrittenDuration, state| Some(turn(shifted(part.start, offset)?, state));
    let start = part.start.timestamp();
    let announced = before(part.offsets.announce, EventState::Announced);
    if !part.takes_place {
        return announced
            .map(|turn| EventTurn { state: EventState::Scheduled, ..turn })
            .into_iter()
            .collect();
    }
    let warmup = if part.all_day { None } else { before(part.offsets.warmup, EventState::Warmup) };
    let questions = before(part.offsets.questions, EventState::Questions);
    let live = EventTurn { at: start, state: EventState::Live, of: part.of };
    // Of phases in another order than theirs the later ones count.
    let mut own: Vec<EventTurn> = Vec::with_capacity(4);
    for turn in [Some(live), warmup, questions, announced].into_iter().flatten() {
        if own.last().is_none_or(|later| turn.at < later.at) {
            own.push(turn);
        }
    }
    own.reverse();
    own
}

/// So much later: days by the calendar, at the same local hour, and then the rest as time goes by.
fn shifted(at: &Zoned, offset: WrittenDuration) -> Option<Timestamp> {
    let day = if offset.days == 0 { at.clone() } else { at.checked_add(offset.days.days()).ok()? };
    day.timestamp().checked_add(SignedDuration::from_mins(offset.minutes)).ok()
}

/// Where an event stands at `now`, and of which occurrence that is said.
#[must_use]
pub fn state_at(turns: &[EventTurn], first: usize, now: Timestamp) -> (EventState, usize) {
    let last = turns.iter().rev().find(|turn| turn.at <= now);
    last.map_or((EventState::Scheduled, first), |turn| (turn.state, turn.of))
}

#[cfg(test)]
mod tests;
