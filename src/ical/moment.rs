//! Times as calendars write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::line::Lines;

/// A time of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Day(Date),
    /// A time of day, as the clocks of its zone show it, and when that is.
    Time {
        /// By the clocks, also where they skip it.
        local: DateTime,
        /// The instant, in its zone.
        at: Zoned,
    },
}

impl Moment {
    /// An instant as the clocks of its zone show it.
    #[must_use]
    pub fn at(at: Zoned) -> Self {
        Self::Time { local: at.datetime(), at }
    }

    /// Its zone, where it is written by one.
    pub(super) fn zone(&self) -> Option<&TimeZone> {
        match self {
            Self::Time { local, at } if is_local(*local, at) => Some(at.time_zone()),
            Self::Day(_) | Self::Time { .. } => None,
        }
    }

    /// The instant; nothing of a day, which begins when each reader's day does.
    pub(super) fn instant(&self) -> Option<Timestamp> {
        match self {
            Self::Day(_) => None,
            Self::Time { at, .. } => Some(at.timestamp()),
        }
    }

    /// A line of it: `DTSTART;TZID=Asia/Shanghai:20261127T193000`.
    pub(super) fn write(&self, lines: &mut Lines, name: &str) {
        match self {
            Self::Day(day) => lines.plain(&format!("{name};VALUE=DATE"), &day_form(*day)),
            Self::Time { local, at } => match at.time_zone().iana_name() {
                Some(zone) if is_local(*local, at) => {
                    lines.plain(&format!("{name};TZID={zone}"), &local_form(*local));
                }
                Some(_) | None => lines.plain(name, &utc_form(at.timestamp())),
            },
        }
    }
}

/// Whether a local time means this instant to every reader.
///
/// A local time that the clocks show twice means the first one (RFC 5545 §3.3.5): the second can be told in UTC alone.
fn is_local(local: DateTime, at: &Zoned) -> bool {
    let zone = at.time_zone();
    let is_named = zone.iana_name().is_some_and(|name| name != "UTC");
    is_named && local.to_zoned(zone.clone()).is_ok_and(|read| read.timestamp() == at.timestamp())
}

/// `20261127`
pub(super) fn day_form(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// `20261127T193000`
pub(super) fn local_form(at: DateTime) -> String {
    format!("{}T{:02}{:02}{:02}", day_form(at.date()), at.hour(), at.minute(), at.second())
}

/// `20261127T113000Z`
pub(super) fn utc_form(at: Timestamp) -> String {
    local_form(at.to_zoned(TimeZone::UTC).datetime()) + "Z"
}
