//! When an event happens again.

use jiff::civil::Weekday;

use super::WrittenTime;

/// A recurrence rule (RFC 5545 §3.3.10), parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The unit that it counts in.
    pub freq: Frequency,
    /// Every how many units; at least 1.
    pub interval: u32,
    /// How many times in all.
    pub count: Option<u32>,
    /// The last instant or day at which it may happen.
    pub until: Option<WrittenTime>,
    /// Days of the week, each perhaps with its number in the month or year, from the end where negative.
    pub by_day: Vec<(Option<i8>, Weekday)>,
    /// Days of the month, from its end where negative.
    pub by_month_day: Vec<i8>,
    /// Months, 1 to 12.
    pub by_month: Vec<u8>,
    /// Which of a unit's days count, from the end where negative.
    pub by_set_pos: Vec<i16>,
    /// The first day of the week.
    pub week_start: Weekday,
}

/// The unit of a [`Rule`]. Hours and less are no rhythm of a community.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Each day.
    Daily,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each year.
    Yearly,
}

impl Frequency {
    /// The name in views, and the end of the theme's key for it: `weekly`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }
}
