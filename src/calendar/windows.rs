//! How far what happens again is reckoned, and how much of it is shown: every such number stands here.
//!
//! What a page shows is counted from its next time and not from now, so that its bytes change only when something happens.

use jiff::{SignedDuration, Timestamp, ToSpan};

/// For how many years ahead occurrences are reckoned.
///
/// Lists and pages show the next few; two years hold them for everything that happens once a year at least. Calendars
/// carry the rule itself, which has no horizon.
const YEARS: i64 = 2;

/// How many of the next times a page shows in full, and a list at most.
pub const SHOWN: usize = 5;

/// How many of the next times are there at least, where there are so many: those that are shown, and as many that stand
/// ready behind them for a reader who comes before the next build.
pub const READY: usize = SHOWN * 2;

/// How many of the last times a page shows in full; those of which there is something to tell are shown beside them.
pub const WERE: usize = 10;

/// With how many of its times a page can lead, one after the other: a weekly evening is right for three weeks without
/// being printed anew, and a page of it is not heavier than it must be.
pub const FACES: usize = 3;

/// How far ahead of the next one a list shows the others.
pub const AGENDA: SignedDuration = SignedDuration::from_hours(24 * 92);

/// The last instant for which occurrences are reckoned: two years after `now`, or after the first start where that lies
/// ahead.
#[must_use]
pub fn horizon(now: Timestamp, start: Timestamp) -> Timestamp {
    years_after(now.max(start), YEARS)
}

/// The last instant for which a page names each time, be it by its day alone: a year after the next.
#[must_use]
pub fn year_of(next: Timestamp) -> Timestamp {
    years_after(next, 1)
}

fn years_after(at: Timestamp, years: i64) -> Timestamp {
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    at.checked_add(years.years()).map_or(Timestamp::MAX, |at| at.timestamp())
}
