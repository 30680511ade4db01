//! Where an event stands, and when that changes.

use jiff::{Timestamp, ToSpan, Zoned};

use crate::model::{EventState, Transition, TransitionKind};

/// The end of an event that does not say when it ends: two hours after its start, or the next day.
#[must_use]
pub fn assumed_end(start: &Zoned, all_day: bool) -> Zoned {
    let span = if all_day { 1.day() } else { 2.hours() };
    start.checked_add(span).unwrap_or_else(|_| start.clone())
}

/// What an event's state follows from.
#[derive(Debug, Clone, Copy)]
pub struct EventClock {
    /// From when on it is live.
    pub start: Timestamp,
    /// When its first occurrence ends, exclusive.
    pub end: Timestamp,
    /// When its last occurrence ends, exclusive; nothing where it comes again for ever.
    pub over: Option<Timestamp>,
}

impl EventClock {
    /// Where the event stands at `now`: what will come again is upcoming, also after its first date.
    ///
    /// A new state holds from its instant on.
    #[must_use]
    pub fn state(self, now: Timestamp) -> EventState {
        if now < self.start {
            EventState::Upcoming
        } else if now < self.end {
            EventState::Live
        } else if self.over.is_none_or(|over| now < over) {
            EventState::Upcoming
        } else {
            EventState::Past
        }
    }

    /// The instants after `now` at which the state changes.
    pub fn transitions(self, now: Timestamp) -> impl Iterator<Item = Transition> {
        let over = self.over.filter(|over| *over > self.end);
        let all = [self.start, self.end].into_iter().chain(over);
        all.filter(move |at| *at > now).map(|at| Transition { at, kind: TransitionKind::EventPhase })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    fn changes(clock: EventClock, now: i64) -> Vec<i64> {
        clock.transitions(at(now)).map(|transition| transition.at.as_second()).collect()
    }

    #[test]
    fn a_state_holds_from_its_instant_on() {
        let once = EventClock { start: at(100), end: at(200), over: Some(at(200)) };
        assert_eq!(once.state(at(99)), EventState::Upcoming);
        assert_eq!(once.state(at(100)), EventState::Live);
        assert_eq!(once.state(at(199)), EventState::Live);
        assert_eq!(once.state(at(200)), EventState::Past);
        assert_eq!(changes(once, 100), [200]);
    }

    #[test]
    fn what_comes_again_is_over_after_its_last_date() {
        let thrice = EventClock { start: at(100), end: at(200), over: Some(at(900)) };
        assert_eq!(thrice.state(at(200)), EventState::Upcoming);
        assert_eq!(thrice.state(at(899)), EventState::Upcoming);
        assert_eq!(thrice.state(at(900)), EventState::Past);
        assert_eq!(changes(thrice, 0), [100, 200, 900]);
        let endless = EventClock { over: None, ..thrice };
        assert_eq!(endless.state(at(1_000_000)), EventState::Upcoming);
        assert_eq!(changes(endless, 150), [200]);
    }
}
