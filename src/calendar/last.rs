//! When a rule comes to its end.
//!
//! Days are tried one after another, and not reckoned: a rule has few of them between its start and its end, and each
//! part of it is one question to a day.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use crate::model::{Frequency, Rule, WrittenTime};

/// Days after which what has not come again never will: the calendar repeats itself after 400 years.
const ROUND: u32 = 146_097;

/// Days that are tried at most. What is not at its end by then has none that matters.
const MOST: u32 = 400_000;

/// The last start of an event that begins at `start` and comes again by a rule.
///
/// `start` is one whether the rule gives it or not (RFC 5545 §3.8.5.3). What stands in `left_out` counts for `COUNT`
/// and is no start. Nothing where the rule has no end.
#[must_use]
pub fn last_start(rule: &Rule, start: &Zoned, left_out: &[WrittenTime]) -> Option<Zoned> {
    if rule.count.is_none() && rule.until.is_none() {
        return None;
    }
    let first = start.date();
    let (mut last, mut count) = (start.clone(), 1);
    let (mut tried, mut since) = (0_u32, 0_u32);
    for number in 0_i64.. {
        if rule.count.is_some_and(|most| count >= most) {
            break;
        }
        // Beyond the last year that can be reckoned with there is nothing.
        let Some(period) = period(rule, first, number) else { break };
        let length = u32::try_from(period.len()).unwrap_or(u32::MAX);
        (tried, since) = (tried.saturating_add(length), since.saturating_add(length));
        for day in chosen(rule, first, period) {
            if day <= first {
                continue;
            }
            let Ok(at) = day.to_datetime(start.time()).to_zoned(start.time_zone().clone()) else {
                return Some(last);
            };
            let is_behind = rule.until.is_some_and(|until| is_after(&at, until));
            if is_behind || rule.count.is_some_and(|most| count >= most) {
                return Some(last);
            }
            count += 1;
            since = 0;
            if !left_out.iter().any(|out| is_at(&at, *out)) {
                last = at;
            }
        }
        if since > ROUND {
            break;
        }
        if tried > MOST {
            return None;
        }
    }
    Some(last)
}

fn is_after(at: &Zoned, until: WrittenTime) -> bool {
    match until {
        WrittenTime::Instant(until) => at.timestamp() > until,
        WrittenTime::Local(until) => at.datetime() > until,
        WrittenTime::Day(until) => at.date() > until,
    }
}

fn is_at(at: &Zoned, written: WrittenTime) -> bool {
    match written {
        WrittenTime::Instant(written) => at.timestamp() == written,
        WrittenTime::Local(written) => at.datetime() == written,
        WrittenTime::Day(written) => at.date() == written,
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

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;

    use super::*;
    use crate::calendar::{Zones, parse_rule};

    fn last(start: &str, rule: &str) -> Option<String> {
        let zone = Zones::bundled().get("Asia/Shanghai").expect("a zone of the database");
        let start: DateTime = start.parse().expect("a civil time");
        let start = start.to_zoned(zone).expect("in range");
        let rule = parse_rule(rule).expect("a rule");
        last_start(&rule, &start, &[]).map(|at| at.datetime().to_string())
    }

    #[test]
    fn a_rule_ends_with_its_last_start() {
        for (start, rule, end) in [
            ("2026-11-27T19:30", "FREQ=WEEKLY;COUNT=3", "2026-12-11"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4", "2026-12-08"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231", "2026-12-25"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;UNTIL=20261211T113000Z", "2026-12-11"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;UNTIL=20261211T112959Z", "2026-12-04"),
            ("2026-11-27T19:30", "FREQ=DAILY;INTERVAL=3;COUNT=10", "2026-12-24"),
            ("2026-01-31T19:30", "FREQ=MONTHLY;COUNT=3", "2026-05-31"),
            ("2026-12-11T19:30", "FREQ=MONTHLY;BYDAY=2FR;COUNT=3", "2027-02-12"),
            ("2026-12-31T19:30", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2027-02-28"),
            ("2026-11-30T19:30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2027-01-29"),
            ("2028-02-29T19:30", "FREQ=YEARLY;COUNT=2", "2032-02-29"),
            ("2026-03-10T19:30", "FREQ=YEARLY;BYMONTH=3,10;COUNT=4", "2027-10-10"),
            ("2026-05-10T19:30", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU;COUNT=2", "2027-05-09"),
            ("2026-05-10T19:30", "FREQ=YEARLY;BYDAY=-1SU;COUNT=2", "2026-12-27"),
        ] {
            assert_eq!(last(start, rule), Some(format!("{end}T19:30:00")), "{rule}");
        }
    }

    #[test]
    fn a_rule_without_end_has_no_last_start_and_an_impossible_one_comes_to_an_end() {
        assert_eq!(last("2026-11-27T19:30", "FREQ=WEEKLY"), None);
        assert_eq!(last("2026-11-27T19:30", "FREQ=YEARLY;COUNT=9000"), None);
        let never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5";
        assert_eq!(last("2026-11-27T19:30", never).as_deref(), Some("2026-11-27T19:30:00"));
    }

    #[test]
    fn a_date_that_is_left_out_is_no_start() {
        let zone = Zones::bundled().get("Asia/Shanghai").expect("a zone of the database");
        let start: DateTime = "2026-11-27T19:30".parse().expect("a civil time");
        let start = start.to_zoned(zone).expect("in range");
        let rule = parse_rule("FREQ=WEEKLY;COUNT=3").expect("a rule");
        let left_out = WrittenTime::Local("2026-12-11T19:30".parse().expect("a civil time"));
        let last = last_start(&rule, &start, &[left_out]).expect("an end");
        assert_eq!(last.date().to_string(), "2026-12-04");
    }
}
