//! Where a drop stands, and when that changes.

use jiff::Timestamp;

use crate::model::{DropHandState, DropState, VoteState};

/// What a drop's state follows from.
#[derive(Debug, Clone, Copy)]
pub struct DropClock {
    /// When the first tier may buy.
    pub early: Option<Timestamp>,
    /// When everybody may.
    pub release: Timestamp,
    /// Until when, exclusive.
    pub ends: Option<Timestamp>,
    /// What was set by hand.
    pub by_hand: Option<DropHandState>,
    /// Nothing is left by the last count.
    pub empty: bool,
}

impl DropClock {
    /// When anybody may buy: until then the address of the shop is secret.
    #[must_use]
    pub fn opens(self) -> Timestamp {
        self.early.map_or(self.release, |early| early.min(self.release))
    }

    /// Where the drop stands at `now`: of several states the first of withdrawn, ended, sold out, the rest.
    #[must_use]
    pub fn state(self, now: Timestamp) -> DropState {
        let opened = self.opens() <= now;
        match self.by_hand {
            Some(DropHandState::Withdrawn) => DropState::Withdrawn,
            _ if self.ends.is_some_and(|ends| ends <= now) => DropState::Ended,
            Some(DropHandState::SoldOut) => DropState::SoldOut,
            // What nobody could buy yet cannot be sold out.
            None if self.empty && opened => DropState::SoldOut,
            None if self.release <= now => DropState::Live,
            None if opened => DropState::Early,
            None => DropState::Teaser,
        }
    }

    /// Each instant at which the state changes, in order, with the state from then on.
    #[must_use]
    pub fn turns(self) -> Vec<(Timestamp, DropState)> {
        let mut instants: Vec<Timestamp> = self.instants().collect();
        instants.sort_unstable();
        let mut before = self.state(Timestamp::MIN);
        let states = instants.into_iter().map(|at| (at, self.state(at)));
        states.filter(|(_, state)| std::mem::replace(&mut before, *state) != *state).collect()
    }

    /// The instants at which the state may change.
    fn instants(self) -> impl Iterator<Item = Timestamp> {
        self.early.into_iter().chain([self.release]).chain(self.ends)
    }
}

/// Each instant at which a vote stands elsewhere, in order.
#[must_use]
pub fn vote_turns(opens: Option<Timestamp>, closes: Option<Timestamp>) -> Vec<(Timestamp, VoteState)> {
    // A vote that closes before it opens has been reported; it is never open.
    let opens = opens.filter(|opens| closes.is_none_or(|closes| *opens < closes));
    let open = opens.map(|at| (at, VoteState::Open));
    open.into_iter().chain(closes.map(|at| (at, VoteState::Closed))).collect()
}

/// Where a vote stands at `now`; `closes` is exclusive.
#[must_use]
pub fn vote_state(opens: Option<Timestamp>, closes: Option<Timestamp>, now: Timestamp) -> VoteState {
    if closes.is_some_and(|at| at <= now) {
        VoteState::Closed
    } else if opens.is_some_and(|at| at > now) {
        VoteState::Coming
    } else {
        VoteState::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("in range")
    }

    #[test]
    fn a_drop_goes_from_teaser_to_end_and_hands_come_before_clocks() {
        let clock = DropClock {
            early: Some(at(10)),
            release: at(20),
            ends: Some(at(30)),
            by_hand: None,
            empty: false,
        };
        let states = [9, 10, 20, 30].map(|now| clock.state(at(now)));
        assert_eq!(states, [DropState::Teaser, DropState::Early, DropState::Live, DropState::Ended]);
        let empty = DropClock { empty: true, ..clock };
        assert_eq!(
            [9, 10, 30].map(|now| empty.state(at(now))),
            [DropState::Teaser, DropState::SoldOut, DropState::Ended]
        );
        let by_hand = |state| DropClock { by_hand: Some(state), ..clock };
        assert_eq!(by_hand(DropHandState::SoldOut).state(at(9)), DropState::SoldOut);
        assert_eq!(by_hand(DropHandState::SoldOut).state(at(30)), DropState::Ended);
        assert_eq!(by_hand(DropHandState::Withdrawn).state(at(30)), DropState::Withdrawn);
    }

    #[test]
    fn the_turns_of_a_drop_are_where_its_state_changes() {
        let clock = DropClock {
            early: Some(at(10)),
            release: at(20),
            ends: Some(at(30)),
            by_hand: None,
            empty: false,
        };
        let whole = [(at(10), DropState::Early), (at(20), DropState::Live), (at(30), DropState::Ended)];
        assert_eq!(clock.turns(), whole);
        let plain = DropClock { early: None, ends: None, ..clock };
        assert_eq!(plain.turns(), [(at(20), DropState::Live)]);
        let empty = DropClock { empty: true, ..clock };
        assert_eq!(empty.turns(), [(at(10), DropState::SoldOut), (at(30), DropState::Ended)]);
        let withdrawn = DropClock { by_hand: Some(DropHandState::Withdrawn), ..clock };
        assert_eq!(withdrawn.turns(), []);
    }

    #[test]
    fn a_vote_is_open_between_its_ends() {
        let state = |now| vote_state(Some(at(10)), Some(at(20)), at(now));
        assert_eq!([9, 10, 20].map(state), [VoteState::Coming, VoteState::Open, VoteState::Closed]);
        assert_eq!(vote_state(None, None, at(0)), VoteState::Open);
        let turns = [(at(10), VoteState::Open), (at(20), VoteState::Closed)];
        assert_eq!(vote_turns(Some(at(10)), Some(at(20))), turns);
        assert_eq!(vote_turns(Some(at(20)), Some(at(10))), [(at(10), VoteState::Closed)]);
    }
}
