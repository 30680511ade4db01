//! Time: zones, and where a thing stands at an instant.
//!
//! Times come in as they were written and go out as instants in a zone. Zones come from the
//! database inside the program only, so that every machine gives the same answer.

mod drop;
mod forms;
mod last;
mod occur;
mod phase;
mod rule;
mod walk;
mod windows;

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan, Zoned};

use crate::model::WrittenTime;

pub use drop::{DropClock, vote_state, vote_turns};
pub use forms::{first_day, last_day, last_instant, rfc3339};
pub use last::last_start;
pub use occur::{Occurrences, Recurring, Stray, lasting, local_start, occurrences};
pub use phase::{Part, assumed_end, state_at, turns};
pub use rule::{RuleProblem, parse_rule};
pub use windows::{AGENDA, FACES, READY, SHOWN, WERE, horizon, year_of};

/// The time zones that front matter may name.
#[derive(Debug, Clone)]
pub struct Zones {
    database: TimeZoneDatabase,
}

impl Default for Zones {
    fn default() -> Self {
        Self::bundled()
    }
}

impl Zones {
    /// The database that is part of the program.
    #[must_use]
    pub fn bundled() -> Self {
        Self { database: TimeZoneDatabase::bundled() }
    }

    /// The zone of an IANA name, in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<TimeZone> {
        self.database.get(name).ok()
    }

    /// Every name, for suggestions.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.database.available().map(|name| name.to_string()).collect()
    }
}

/// Which end of a day a date alone stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayEdge {
    /// Its first instant.
    Start,
    /// The first instant of the next day: the end, exclusive.
    End,
}

/// What a clock change makes of a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The clocks jump over it; the offset before the jump is taken.
    Skipped,
    /// The clocks show it twice; the first is taken.
    Repeated,
}

/// An instant in its zone, and whether the local time that gave it was clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The instant.
    pub at: Zoned,
    /// Set where the local time does not name exactly one instant.
    pub doubt: Option<Doubt>,
}

/// Makes an instant of a written time.
///
/// A local time that does not exist or exists twice is read by RFC 5545 §3.3.5. `None` where
/// the result would lie outside the years −9999 to 9999.
#[must_use]
pub fn place(written: WrittenTime, zone: &TimeZone, edge: DayEdge) -> Option<Placed> {
    match written {
        WrittenTime::Instant(at) => Some(Placed { at: at.to_zoned(zone.clone()), doubt: None }),
        WrittenTime::Local(local) => place_local(local, zone),
        WrittenTime::Day(day) => {
            let day = match edge {
                DayEdge::Start => day,
                DayEdge::End => day.checked_add(1.day()).ok()?,
            };
            // Midnight itself may be skipped by a clock change; that is nobody's mistake.
            place_local(day.at(0, 0, 0, 0), zone).map(|placed| Placed { doubt: None, ..placed })
        }
    }
}

fn place_local(local: DateTime, zone: &TimeZone) -> Option<Placed> {
    let ambiguous = zone.to_ambiguous_zoned(local);
    let doubt = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => Some(Doubt::Skipped),
        AmbiguousOffset::Fold { .. } => Some(Doubt::Repeated),
    };
    Some(Placed { at: ambiguous.compatible().ok()?, doubt })
}

/// Reads an instant as `--now` gives it.
///
/// Takes RFC 3339 with an offset (`2026-11-27T19:30+08:00`), a local time or a date in `zone`,
/// or whole seconds since 1970.
#[must_use]
pub fn parse_instant(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        // Four digits are a year that somebody left unfinished, not the year 1970.
        return if text.len() > 4 { Timestamp::from_second(seconds).ok() } else { None };
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let written = match text.parse::<DateTime>() {
        Ok(local) => WrittenTime::Local(local),
        Err(_) => return None,
    };
    place(written, zone, DayEdge::Start).map(|placed| placed.at.timestamp())
}

/// Reads an instant as `SOURCE_DATE_EPOCH` gives it: whole seconds since 1970, however few.
///
/// Programs write that variable, so nothing in it is an unfinished year (reproducible-builds.org: "the number of
/// seconds since the Unix epoch").
#[must_use]
pub fn parse_epoch(text: &str) -> Option<Timestamp> {
    let seconds: u64 = text.trim().parse().ok()?;
    Timestamp::from_second(i64::try_from(seconds).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        Zones::bundled().get(name).expect("a zone of the database")
    }

    fn local(text: &str, zone_name: &str) -> Placed {
        let written = WrittenTime::Local(text.parse().expect("a civil time"));
        place(written, &zone(zone_name), DayEdge::Start).expect("in range")
    }

    #[test]
    fn a_local_time_that_the_clocks_skip_takes_the_offset_before_and_says_so() {
        let placed = local("2026-03-29T02:30", "Europe/Berlin");
        assert_eq!(placed.at.timestamp().to_string(), "2026-03-29T01:30:00Z");
        assert_eq!(placed.doubt, Some(Doubt::Skipped));
    }

    #[test]
    fn a_local_time_that_comes_twice_is_the_first_and_says_so() {
        let placed = local("2026-10-25T02:30", "Europe/Berlin");
        assert_eq!(placed.at.timestamp().to_string(), "2026-10-25T00:30:00Z");
        assert_eq!(placed.doubt, Some(Doubt::Repeated));
    }

    #[test]
    fn a_day_has_two_edges() {
        let day = WrittenTime::Day("2026-11-27".parse().expect("a date"));
        let at =
            |edge| place(day, &zone("Asia/Shanghai"), edge).expect("in range").at.timestamp().to_string();
        assert_eq!(at(DayEdge::Start), "2026-11-26T16:00:00Z");
        assert_eq!(at(DayEdge::End), "2026-11-27T16:00:00Z");
    }

    #[test]
    fn an_instant_on_the_command_line_has_four_forms_and_no_guesses() {
        let zone = zone("Asia/Shanghai");
        let read = |text| parse_instant(text, &zone).map(|at| at.to_string());
        assert_eq!(read("2026-11-27T19:30+08:00").as_deref(), Some("2026-11-27T11:30:00Z"));
        assert_eq!(read("2026-11-27T19:30").as_deref(), Some("2026-11-27T11:30:00Z"));
        assert_eq!(read("2026-11-27").as_deref(), Some("2026-11-26T16:00:00Z"));
        assert_eq!(read("1795779000").as_deref(), Some("2026-11-27T11:30:00Z"));
        assert_eq!(read("2026"), None);
        assert_eq!(read("next friday"), None);
    }

    #[test]
    fn an_epoch_is_any_number_of_seconds_and_nothing_else() {
        let read = |text| parse_epoch(text).map(|at| at.to_string());
        assert_eq!(read("0").as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(read("2026").as_deref(), Some("1970-01-01T00:33:46Z"));
        assert_eq!(read("1795779000\n").as_deref(), Some("2026-11-27T11:30:00Z"));
        for none in ["", "-1", "1.5", "2026-11-27", "99999999999999", "18446744073709551615"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
