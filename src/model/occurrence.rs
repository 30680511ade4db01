//! One time of an event that happens again.

use jiff::civil::DateTime;
use jiff::{Timestamp, Zoned};

use super::{EventFields, EventStatus, Override};

/// One occurrence of an event that happens again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Its start by the rule, local to the event's zone: what calendars know it by (RFC 5545 §3.8.4.4, RECURRENCE-ID),
    /// also where it was moved.
    pub id: DateTime,
    /// When it begins.
    pub start: Zoned,
    /// When it ends, exclusive; assumed where the source does not say.
    pub end: Zoned,
    /// What sets it apart from the others: an index into the event's `overrides`.
    pub change: Option<usize>,
}

impl Occurrence {
    /// What the event's fields say of this one alone.
    #[must_use]
    pub fn own<'a>(&self, fields: &'a EventFields) -> Option<&'a Override> {
        fields.overrides.get(self.change?)
    }

    /// What became of it: as of the event, where it has no status of its own. What was moved has another time, said or not.
    #[must_use]
    pub fn status(&self, fields: &EventFields) -> EventStatus {
        let own = self.own(fields);
        // An hour that the clocks skip is none that somebody moved.
        let moved = own.is_some_and(|own| own.start.is_some()) && self.start.datetime() != self.id;
        let usual = match fields.status {
            EventStatus::Scheduled if moved => EventStatus::Rescheduled,
            usual => usual,
        };
        own.and_then(|own| own.status).unwrap_or(usual)
    }

    /// The index of the first of several that has not ended at `now`, else of the last; nothing where there is none.
    #[must_use]
    pub fn next_of(list: &[Self], now: Timestamp) -> Option<usize> {
        list.iter().position(|one| !one.is_over(now)).or(list.len().checked_sub(1))
    }

    /// Whether it has ended at `now`.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.end.timestamp() <= now
    }
}
