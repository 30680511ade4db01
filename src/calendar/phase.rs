//! Where a single event stands, and when that changes.

use jiff::{Timestamp, ToSpan, Zoned};

use crate::model::{EventState, Transition, TransitionKind};

/// The end of an event that does not say when it ends: two hours after its start, or the next day.
#[must_use]
pub fn assumed_end(start: &Zoned, all_day: bool) -> Zoned {
    let span = if all_day { 1.day() } else { 2.hours() };
    start.checked_add(span).unwrap_or_else(|_| start.clone())
}

/// Where an event from `start` to `end` (exclusive) stands at `now`.
///
/// A new state holds from its instant on.
#[must_use]
pub fn event_state(start: Timestamp, end: Timestamp, now: Timestamp) -> EventState {
    if now < start {
        EventState::Upcoming
    } else if now < end {
        EventState::Live
    } else {
        EventState::Past
    }
}

/// The instants after `now` at which an event's state changes.
pub fn event_transitions(
    start: Timestamp,
    end: Timestamp,
    now: Timestamp,
) -> impl Iterator<Item = Transition> {
    [start, end]
        .into_iter()
        .filter(move |at| *at > now)
        .map(|at| Transition { at, kind: TransitionKind::EventPhase })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_holds_from_its_instant_on() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let state = |now| event_state(at(100), at(200), at(now));
        assert_eq!(state(99), EventState::Upcoming);
        assert_eq!(state(100), EventState::Live);
        assert_eq!(state(199), EventState::Live);
        assert_eq!(state(200), EventState::Past);
        let left: Vec<i64> = event_transitions(at(100), at(200), at(100)).map(|t| t.at.as_second()).collect();
        assert_eq!(left, [200]);
    }
}
