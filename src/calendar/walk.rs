//! The starts that a rule gives, one after another.
//!
//! Days are tried one after another, and not reckoned: a rule has few of them between its start and its end, and each
//! part of it is one question to a day.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

use crate::model::{Frequency, Rule, WrittenTime};

/// Days after which what has not come again never will: the calendar repeats itself after 400 years.
const ROUND: u32 = 146_097;

/// Days that are tried at most. What is not at its end by then has none that matters.
const MOST: u32 = 400_000;

/// A start as the clocks on the wall show it, and its instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// Its local time by the rule, whether the clocks show it on that day or not.
    pub(super) local: DateTime,
    /// When that is.
    pub(super) at: Zoned,
}

impl Start {
    /// Whether a written time names this start; a day alone names what starts on it.
    pub(super) fn is(&self, written: WrittenTime) -> bool {
        match written {
            WrittenTime::Instant(written) => self.at.timestamp() == written,
            WrittenTime::Local(written) => self.local == written,
            WrittenTime::Day(written) => self.local.date() == written,
        }
    }
}

/// The starts of a rule in order: the first one, which counts whether the rule gives it or not (RFC 5545 §3.8.5.3),
/// then what the rule gives behind it.
///
/// Each has the local time of the first, so that daylight saving keeps the hour; a local time that does not exist or
/// exists twice is read by RFC 5545 §3.3.5.
pub(super) struct Starts<'a> {
    rule: &'a Rule,
    first: Start,
    /// Which period comes next, counted in intervals from the first one.
    number: i64,
    /// Days of the present period that are still to come.
    days: std::vec::IntoIter<Date>,
    given: u32,
    tried: u32,
    since: u32,
    /// So many days were tried that no end is to be expected.
    pub(super) gave_up: bool,
}

impl<'a> Starts<'a> {
    /// What comes by a rule from a first start on.
    pub(super) fn new(rule: &'a Rule, first: Start) -> Self {
        let days = Vec::new().into_iter();
        Self { rule, first, number: 0, days, given: 0, tried: 0, since: 0, gave_up: false }
    }

    /// The next day that the rule chooses.
    fn day(&mut self) -> Option<Date> {
        let first = self.first.local.date();
        loop {
            if let Some(day) = self.days.find(|day| *day > first) {
                return Some(day);
            }
            if self.since > ROUND {
                return None;
            }
            if self.tried > MOST {
                self.gave_up = true;
                return None;
            }
            // Beyond the last year that can be reckoned with there is nothing.
            let period = period(self.rule, first, self.number)?;
            self.number += 1;
            let length = u32::try_from(period.len()).unwrap_or(u32::MAX);
            self.tried = self.tried.saturating_add(length);
            self.since = self.since.saturating_add(length);
            self.days = chosen(self.rule, first, period).into_iter();
        }
    }
}

impl Iterator for Starts<'_> {
    type Item = Start;

    fn next(&mut self) -> Option<Start> {
        if self.given == 0 {
            self.given = 1;
            return Some(self.first.clone());
        }
        if self.rule.count.is_some_and(|most| self.given >= most) {
            return None;
        }
        let local = self.day()?.to_datetime(self.first.local.time());
        let start = placed(local, self.first.at.time_zone())?;
        if self.rule.until.is_some_and(|until| is_after(&start.at, until)) {
            return None;
        }
        self.given = self.given.saturating_add(1);
        self.since = 0;
        Some(start)
    }
}

/// Whether a rule gives the day on which it begins.
pub(super) fn gives(rule: &Rule, first: Date) -> bool {
    period(rule, first, 0).is_some_and(|period| chosen(rule, first, period).contains(&first))
}

/// A local time in a zone; nothing where it is too far away to reckon with.
pub(super) fn placed(local: DateTime, zone: &TimeZone) -> Option<Start> {
    Some(Start { local, at: local.to_zoned(zone.clone()).ok()? })
}

fn is_after(at: &Zoned, until: WrittenTime) -> bool {
    match until {
        WrittenTime::Instant(until) => at.timestamp() > until,
        WrittenTime::Local(until) => at.datetime() > until,
        WrittenTime::Day(until) => at.date() > until,
    }
}

/// The days of the period that is `number` intervals after the one of the first day.
fn period(rule: &Rule, first: Date, number: i64) -> Option<Vec<Date>> {
    let steps = number.checked_mul(i64::from(rule.interval))?;
    let (from, days) = match rule.freq {
        Frequency::Daily => (first.checked_add(steps.days()).ok()?, 1),
        Frequency::Weekly => {
            let into = first.weekday().since(rule.week_start);
            let week = first.checked_sub(i64::from(into).days()).ok()?;
            (week.checked_add(steps.checked_mul(7)?.days()).ok()?, 7)
        }
        Frequency::Monthly => {
            let month = first.first_of_month().checked_add(steps.months()).ok()?;
            (month, i64::from(month.days_in_month()))
        }
        Frequency::Yearly => {
            let year = first.first_of_year().checked_add(steps.years()).ok()?;
            (year, i64::from(year.days_in_year()))
        }
    };
    Some((0..days).map_while(|day| from.checked_add(day.days()).ok()).collect())
}

/// The days of a period that a rule chooses.
fn chosen(rule: &Rule, first: Date, period: Vec<Date>) -> Vec<Date> {
    let days: Vec<Date> = period.into_iter().filter(|day| has(rule, first, *day)).collect();
    if rule.by_set_pos.is_empty() {
        return days;
    }
    let count = days.len();
    let place = |at: usize| i16::try_from(at).unwrap_or(i16::MAX);
    let named = |at: usize| {
        let (from_start, from_end) = (place(at + 1), -place(count - at));
        rule.by_set_pos.iter().any(|position| *position == from_start || *position == from_end)
    };
    days.into_iter().enumerate().filter(|(at, _)| named(*at)).map(|(_, day)| day).collect()
}

/// Whether a day of a period is one of the rule's; what the rule leaves open is as on the first day.
fn has(rule: &Rule, first: Date, day: Date) -> bool {
    let in_month = rule.by_month.is_empty() || rule.by_month.contains(&day.month().unsigned_abs());
    if !in_month {
        return false;
    }
    let from_end = day.day() - day.days_in_month() - 1;
    let numbers = &rule.by_month_day;
    if !numbers.is_empty() && !numbers.contains(&day.day()) && !numbers.contains(&from_end) {
        return false;
    }
    if !rule.by_day.is_empty() {
        return rule.by_day.iter().any(|(number, weekday)| {
            day.weekday() == *weekday && number.is_none_or(|number| is_nth(rule, day, number))
        });
    }
    if !numbers.is_empty() {
        return true;
    }
    match rule.freq {
        Frequency::Daily => true,
        Frequency::Weekly => day.weekday() == first.weekday(),
        Frequency::Monthly => day.day() == first.day(),
        Frequency::Yearly => {
            day.day() == first.day() && (!rule.by_month.is_empty() || day.month() == first.month())
        }
    }
}

/// Whether a day is the second Friday, or the second from the end: of its month, or of its year where no month is named.
fn is_nth(rule: &Rule, day: Date, number: i8) -> bool {
    let of_year = rule.freq == Frequency::Yearly && rule.by_month.is_empty();
    let (at, length) = match of_year {
        true => (day.day_of_year(), day.days_in_year()),
        false => (i16::from(day.day()), i16::from(day.days_in_month())),
    };
    let (before, behind) = ((at - 1) / 7 + 1, (length - at) / 7 + 1);
    i16::from(number) == before || i16::from(number) == -behind
}
