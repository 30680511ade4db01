//! Recurrence rules as they are written (RFC 5545 §3.3.10).

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use crate::model::{Frequency, Rule, WrittenTime};

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleProblem {
    /// The part that is wrong, as written.
    pub part: String,
    /// What is wrong, without full stop.
    pub message: String,
    /// What to write.
    pub help: &'static str,
}

/// Reads a rule such as `FREQ=WEEKLY;BYDAY=FR`, with or without `RRULE:` before it.
///
/// # Errors
/// The first part that cannot be read.
pub fn parse_rule(text: &str) -> Result<Rule, RuleProblem> {
    let text = text.trim();
    let text = text.strip_prefix("RRULE:").unwrap_or(text);
    let mut rule = Rule {
        freq: Frequency::Weekly,
        interval: 1,
        count: None,
        until: None,
        by_day: Vec::new(),
        by_month_day: Vec::new(),
        by_month: Vec::new(),
        by_set_pos: Vec::new(),
        week_start: Weekday::Monday,
    };
    let mut seen: Vec<String> = Vec::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let wrong =
            |message: String, help: &'static str| RuleProblem { part: part.to_owned(), message, help };
        let Some((name, value)) = part.split_once('=') else {
            return Err(wrong(
                format!("`{part}` is no part of a rule"),
                "a rule looks like `FREQ=WEEKLY;BYDAY=FR`",
            ));
        };
        let name = name.trim().to_ascii_uppercase();
        let value = value.trim().to_ascii_uppercase();
        if seen.contains(&name) {
            return Err(wrong(format!("`{name}` stands twice"), "keep one of the two"));
        }
        let listed = |range: std::ops::RangeInclusive<i16>, help: &'static str| {
            let numbers = value.split(',').map(|number| {
                let number = number.trim().parse::<i16>().ok().filter(|number| *number != 0);
                number.filter(|number| range.contains(number))
            });
            let numbers: Option<Vec<i16>> = numbers.collect();
            numbers.ok_or_else(|| wrong(format!("`{name}` cannot be `{value}`"), help))
        };
        let small =
            |numbers: Vec<i16>| numbers.into_iter().filter_map(|number| i8::try_from(number).ok()).collect();
        match name.as_str() {
            "FREQ" => {
                rule.freq = match value.as_str() {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => {
                        let help = "`FREQ` is DAILY, WEEKLY, MONTHLY or YEARLY";
                        return Err(wrong(format!("`FREQ` cannot be `{value}`"), help));
                    }
                };
            }
            "INTERVAL" | "COUNT" => {
                let number = value.parse::<u32>().ok().filter(|number| (1..=10_000).contains(number));
                let Some(number) = number else {
                    return Err(wrong(
                        format!("`{name}` cannot be `{value}`"),
                        "write a whole number from 1 on",
                    ));
                };
                if name == "COUNT" { rule.count = Some(number) } else { rule.interval = number }
            }
            "UNTIL" => {
                let Some(until) = until(&value) else {
                    let help = "`UNTIL` is written `20270131` or `20270131T235959Z`";
                    return Err(wrong(format!("`UNTIL` cannot be `{value}`"), help));
                };
                rule.until = Some(until);
            }
            "BYDAY" => {
                let days: Option<Vec<_>> = value.split(',').map(|day| by_day(day.trim())).collect();
                let Some(days) = days else {
                    let help =
                        "days are MO, TU, WE, TH, FR, SA, SU; `2FR` is the second Friday, `-1FR` the last";
                    return Err(wrong(format!("`BYDAY` cannot be `{value}`"), help));
                };
                rule.by_day = days;
            }
            "BYMONTHDAY" => {
                rule.by_month_day =
                    small(listed(-31..=31, "days of a month are 1 to 31, from its end -1 to -31")?)
            }
            "BYMONTH" => {
                let months = listed(1..=12, "months are 1 to 12")?;
                rule.by_month = months.into_iter().filter_map(|number| u8::try_from(number).ok()).collect();
            }
            "BYSETPOS" => {
                rule.by_set_pos = listed(-366..=366, "positions are 1 to 366, from the end -1 to -366")?
            }
            "WKST" => {
                let Some(day) = weekday(&value) else {
                    return Err(wrong(
                        format!("`WKST` cannot be `{value}`"),
                        "a day is MO, TU, WE, TH, FR, SA or SU",
                    ));
                };
                rule.week_start = day;
            }
            _ => {
                let help =
                    "parts are FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST";
                return Err(wrong(format!("`{name}` is no part of a rule here"), help));
            }
        }
        seen.push(name);
    }
    let whole =
        |message: &str, help| RuleProblem { part: text.to_owned(), message: message.to_owned(), help };
    if !seen.iter().any(|name| name == "FREQ") {
        return Err(whole("the rule does not say how often", "begin it with `FREQ=WEEKLY`, for example"));
    }
    if rule.count.is_some() && rule.until.is_some() {
        return Err(whole("a rule has `COUNT` or `UNTIL`, not both", "remove one of them"));
    }
    let numbered = rule.by_day.iter().any(|(number, _)| number.is_some());
    if numbered && !matches!(rule.freq, Frequency::Monthly | Frequency::Yearly) {
        return Err(whole(
            "only months and years have a second Friday",
            "write `FREQ=MONTHLY` with a number before a day",
        ));
    }
    Ok(rule)
}

/// `20270131` or `20270131T235959`, perhaps with `Z`.
fn until(text: &str) -> Option<WrittenTime> {
    if let Some(utc) = text.strip_suffix('Z') {
        let at = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?;
        return Some(WrittenTime::Instant(at.to_zoned(TimeZone::UTC).ok()?.timestamp()));
    }
    let local = DateTime::strptime("%Y%m%dT%H%M%S", text).ok().map(WrittenTime::Local);
    local.or_else(|| Date::strptime("%Y%m%d", text).ok().map(WrittenTime::Day))
}

fn by_day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let at = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at))?;
    let (number, day) = text.split_at(at);
    let day = weekday(day)?;
    if number.is_empty() {
        return Some((None, day));
    }
    let number: i8 = number.parse().ok()?;
    (number != 0 && (-53..=53).contains(&number)).then_some((Some(number), day))
}

fn weekday(text: &str) -> Option<Weekday> {
    match text {
        "MO" => Some(Weekday::Monday),
        "TU" => Some(Weekday::Tuesday),
        "WE" => Some(Weekday::Wednesday),
        "TH" => Some(Weekday::Thursday),
        "FR" => Some(Weekday::Friday),
        "SA" => Some(Weekday::Saturday),
        "SU" => Some(Weekday::Sunday),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_as_rfc_5545_writes_them() {
        let rule = parse_rule("RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2MO;UNTIL=20270131").expect("a rule");
        assert_eq!((rule.freq, rule.interval), (Frequency::Monthly, 2));
        assert_eq!(rule.by_day, [(Some(-1), Weekday::Friday), (Some(2), Weekday::Monday)]);
        assert_eq!(rule.until, Some(WrittenTime::Day(Date::constant(2027, 1, 31))));
        assert_eq!(parse_rule("freq=daily;count=3").expect("a rule").count, Some(3));
    }

    #[test]
    fn what_is_no_rule_is_told_by_its_part() {
        for (text, part) in [
            ("FREQ=SOMETIMES", "FREQ=SOMETIMES"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
            ("FREQ=WEEKLY;BYDAY=2FR", "FREQ=WEEKLY;BYDAY=2FR"),
            ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "FREQ=WEEKLY;COUNT=2;UNTIL=20270101"),
            ("every friday", "every friday"),
            ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
            ("FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY"),
            ("BYDAY=\u{20ac}", "BYDAY=\u{20ac}"),
            ("", ""),
        ] {
            assert_eq!(parse_rule(text).map_err(|problem| problem.part), Err(part.to_owned()), "{text}");
        }
    }
}
