//! Recurrence rules as calendars write them (RFC 5545 §3.3.10).

use std::fmt::{Display, Write as _};

use jiff::civil::Weekday;

use super::moment::{Moment, day_form, utc_form};
use crate::model::{Frequency, Rule};

/// A rule in the order and form in which every reader knows it. `until` is the last moment at which it may happen.
pub(super) fn write(rule: &Rule, until: Option<&Moment>) -> String {
    let mut text = String::from(match rule.freq {
        Frequency::Daily => "FREQ=DAILY",
        Frequency::Weekly => "FREQ=WEEKLY",
        Frequency::Monthly => "FREQ=MONTHLY",
        Frequency::Yearly => "FREQ=YEARLY",
    });
    if rule.interval != 1 {
        part(&mut text, "INTERVAL", [rule.interval]);
    }
    part(&mut text, "COUNT", rule.count);
    part(
        &mut text,
        "UNTIL",
        until.map(|until| match until {
            // Where the start is a day, this is one; else it is told in UTC.
            Moment::Day(day) => day_form(*day),
            Moment::Time { at, .. } => utc_form(at.timestamp()),
        }),
    );
    part(&mut text, "BYMONTH", &rule.by_month);
    part(&mut text, "BYMONTHDAY", &rule.by_month_day);
    part(
        &mut text,
        "BYDAY",
        rule.by_day
            .iter()
            .map(|(number, day)| number.map(|number| number.to_string()).unwrap_or_default() + weekday(*day)),
    );
    part(&mut text, "BYSETPOS", &rule.by_set_pos);
    if rule.week_start != Weekday::Monday {
        part(&mut text, "WKST", [weekday(rule.week_start)]);
    }
    text
}

fn part<T: Display>(text: &mut String, name: &str, values: impl IntoIterator<Item = T>) {
    for (at, value) in values.into_iter().enumerate() {
        let done = if at == 0 { write!(text, ";{name}={value}") } else { write!(text, ",{value}") };
        done.expect("a String takes every text");
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}
