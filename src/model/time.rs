//! Times as they were written, before a zone makes instants of them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// A time in front matter: what it means depends on the entry's zone, so `resolve` decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenTime {
    /// With an offset or `Z`: an instant as it stands.
    Instant(Timestamp),
    /// Date and time of day, in the entry's zone.
    Local(DateTime),
    /// A date alone: the start or the end of that day, as the field has it.
    Day(Date),
}

impl WrittenTime {
    /// Whether this lies before another, where no zone is needed to tell.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        match (self, other) {
            (Self::Instant(one), Self::Instant(other)) => one < other,
            (Self::Local(one), Self::Local(other)) => one < other,
            (Self::Day(one), Self::Day(other)) => one < other,
            (Self::Instant(_) | Self::Local(_) | Self::Day(_), _) => false,
        }
    }
}

/// A duration as `"2h30m"`, `"90m"`, `"-5d"` write it.
///
/// Days are kept apart: in an event's `duration` they are 24 hours of elapsed time, in that of an all-day event days of the
/// calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WrittenDuration {
    /// Whole days; negative where the whole duration is.
    pub days: i64,
    /// Minutes beyond the days, with the same sign.
    pub minutes: i64,
}

impl WrittenDuration {
    /// Elapsed minutes, a day counted as 24 hours.
    #[must_use]
    pub const fn total_minutes(self) -> i64 {
        self.days * 24 * 60 + self.minutes
    }

    /// How many whole days it is, a day counted as 24 hours; nothing where there is a rest.
    #[must_use]
    pub const fn whole_days(self) -> Option<i64> {
        if self.minutes % (24 * 60) == 0 { Some(self.days + self.minutes / (24 * 60)) } else { None }
    }
}
