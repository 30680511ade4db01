//! Dates, times and durations as writers write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time as TimeOfDay};
use jiff::tz;

use crate::fields::codes::Code;
use crate::fields::decoder::{Decoder, one_line};
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue};
use crate::model::{Spanned, WrittenDuration, WrittenTime};

/// A date, or a date and a time of day with or without an offset.
pub(in crate::fields) struct Time;

impl FieldValue for Time {
    type Value = Spanned<WrittenTime>;
    const TYPE: FieldType = FieldType::Time;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let (NodeValue::Text(text) | NodeValue::Time(text)) = &node.value else {
            return decoder.wrong_type(node, "a date or time");
        };
        match parse(text.trim()) {
            Ok(time) => Some(Spanned::new(time, node.span)),
            Err(why) => bad(node, text, why, decoder),
        }
    }
}

/// A date alone.
pub(in crate::fields) struct Day;

impl FieldValue for Day {
    type Value = Date;
    const TYPE: FieldType = FieldType::Day;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Date> {
        let (NodeValue::Text(text) | NodeValue::Time(text)) = &node.value else {
            return decoder.wrong_type(node, "a date");
        };
        match parse(text.trim()) {
            Ok(WrittenTime::Day(day)) => Some(day),
            Ok(WrittenTime::Local(_) | WrittenTime::Instant(_)) => {
                bad(node, text, "it wants a date alone", decoder)
            }
            Err(why) => bad(node, text, why, decoder),
        }
    }
}

fn bad<T>(node: &Node<'_>, text: &str, why: &str, decoder: &mut Decoder<'_>) -> Option<T> {
    let message = format!("`{}` cannot be `{}`", decoder.name(), one_line(text));
    let problem = decoder
        .error_saying(Code::BadTime, node.span, message, why)
        .help("write `2026-11-27`, `2026-11-27T19:30` or, with an offset, `2026-11-27T19:30+08:00`");
    decoder.fail(problem)
}

/// `YYYY-MM-DD`, then perhaps `T` or a space, `HH:MM`, `:SS`, a fraction, and `Z` or `+HH:MM`.
///
/// The forms of RFC 3339 with the seconds left out at will, and TOML's. Years are bounded so that no
/// zone and no duration leads beyond what times can be counted in.
fn parse(text: &str) -> Result<WrittenTime, &'static str> {
    let mut scan = Scan(text.as_bytes());
    let (year, month, day) = scan.date().ok_or("a date is written year-month-day")?;
    if !(1000..=2999).contains(&year) {
        return Err("years go from 1000 to 2999");
    }
    let date = Date::new(year, month, day).map_err(|_| "the calendar has no such day")?;
    if scan.0.is_empty() {
        return Ok(WrittenTime::Day(date));
    }
    let form = "a time of day is written hours:minutes";
    if !(scan.skip(b'T') || scan.skip(b't') || scan.skip(b' ')) {
        return Err(form);
    }
    let (hour, minute, second, nanos) = scan.time_of_day().ok_or(form)?;
    let time = TimeOfDay::new(hour, minute, second, nanos).map_err(|_| "no day has such a time")?;
    let local = DateTime::from_parts(date, time);
    if scan.0.is_empty() {
        return Ok(WrittenTime::Local(local));
    }
    let seconds = scan.offset().filter(|_| scan.0.is_empty()).ok_or("an offset is `Z` or like `+08:00`")?;
    let offset = tz::Offset::from_seconds(seconds).map_err(|_| "no zone has such an offset")?;
    let instant: Timestamp = offset.to_timestamp(local).map_err(|_| "no clock counts that far")?;
    Ok(WrittenTime::Instant(instant))
}

/// What is left of a text.
struct Scan<'a>(&'a [u8]);

impl Scan<'_> {
    fn skip(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<i16> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.0 = rest;
        Some(digits.iter().fold(0, |sum, digit| sum * 10 + i16::from(digit - b'0')))
    }

    fn two(&mut self) -> Option<i8> {
        self.digits(2).and_then(|number| i8::try_from(number).ok())
    }

    fn date(&mut self) -> Option<(i16, i8, i8)> {
        let year = self.digits(4)?;
        let month = self.skip(b'-').then(|| self.two()).flatten()?;
        let day = self.skip(b'-').then(|| self.two()).flatten()?;
        Some((year, month, day))
    }

    fn time_of_day(&mut self) -> Option<(i8, i8, i8, i32)> {
        let hour = self.two()?;
        let minute = self.skip(b':').then(|| self.two()).flatten()?;
        if !self.skip(b':') {
            return Some((hour, minute, 0, 0));
        }
        let second = self.two()?;
        let mut nanos = 0;
        if self.skip(b'.') {
            let length = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (fraction, rest) = self.0.split_at(length);
            if fraction.is_empty() {
                return None;
            }
            self.0 = rest;
            let places = fraction.iter().map(|digit| i32::from(digit - b'0')).chain(std::iter::repeat(0));
            nanos = places.take(9).fold(0, |sum, digit| sum * 10 + digit);
        }
        Some((hour, minute, second, nanos))
    }

    fn offset(&mut self) -> Option<i32> {
        // TOML's older spelling leaves room before the offset; so do people.
        self.skip(b' ');
        if self.skip(b'Z') || self.skip(b'z') {
            return Some(0);
        }
        let sign = if self.skip(b'-') {
            -1
        } else if self.skip(b'+') {
            1
        } else {
            return None;
        };
        let hours = self.two()?;
        let minutes = self.skip(b':').then(|| self.two()).flatten()?;
        (hours < 24 && minutes < 60).then(|| sign * (i32::from(hours) * 60 + i32::from(minutes)) * 60)
    }
}

/// A span of time that is longer than nothing.
pub(in crate::fields) struct Duration;

impl FieldValue for Duration {
    type Value = Spanned<WrittenDuration>;
    const TYPE: FieldType = FieldType::Duration;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Text(text) = &node.value else {
            return decoder.wrong_type(node, "text like \"2h30m\"");
        };
        let Some(duration) = duration(text.trim()) else {
            let message = format!("`{}` is no duration: `{}`", decoder.name(), one_line(text));
            let problem = decoder
                .error(Code::BadDuration, node.span, message)
                .help("write days, hours and minutes: `\"2h30m\"`, `\"90m\"`, `\"1d\"`");
            return decoder.fail(problem);
        };
        const LONGEST: i64 = 3660 * 24 * 60;
        if !(1..=LONGEST).contains(&duration.total_minutes()) {
            let message = format!("`{}` lies between a minute and ten years", decoder.name());
            let problem = decoder
                .error(Code::OutOfRange, node.span, message)
                .help("write the time from start to end: `\"2h\"`");
            return decoder.fail(problem);
        }
        Some(Spanned::new(duration, node.span))
    }
}

/// How far something lies before or behind an instant.
pub(in crate::fields) struct Offset;

impl FieldValue for Offset {
    type Value = Spanned<WrittenDuration>;
    const TYPE: FieldType = FieldType::Duration;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Text(text) = &node.value else {
            return decoder.wrong_type(node, "text like \"-2d\"");
        };
        let text = text.trim();
        let Some(offset) = duration(text.strip_prefix('+').unwrap_or(text)) else {
            let message = format!("`{}` is no duration: `{}`", decoder.name(), one_line(text));
            let problem = decoder
                .error(Code::BadDuration, node.span, message)
                .help("write days, hours and minutes: `\"-5d\"`, `\"-2h30m\"`, `\"+2d\"`");
            return decoder.fail(problem);
        };
        const FARTHEST: i64 = 366 * 24 * 60;
        if offset.total_minutes().abs() > FARTHEST {
            let message = format!("`{}` lies at most a year away", decoder.name());
            let problem =
                decoder.error(Code::OutOfRange, node.span, message).help("count from the event: `\"-5d\"`");
            return decoder.fail(problem);
        }
        Some(Spanned::new(offset, node.span))
    }
}

/// `-` at will, then days, hours and minutes in this order, at least one of them.
fn duration(text: &str) -> Option<WrittenDuration> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    if rest.is_empty() {
        return None;
    }
    let mut parts = [0_i64; 3];
    for (part, unit) in parts.iter_mut().zip(["d", "h", "m"]) {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        // Nine digits of days are the most whose minutes a sum of `i64` surely holds.
        if let Some(behind) = rest[length..].strip_prefix(unit).filter(|_| (1..=9).contains(&length)) {
            *part = sign * rest[..length].parse::<i64>().ok()?;
            rest = behind;
        }
    }
    let [days, hours, minutes] = parts;
    rest.is_empty().then_some(WrittenDuration { days, minutes: hours * 60 + minutes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_rfc_3339_and_toml_write_them() {
        let day = Date::constant(2026, 11, 27);
        assert_eq!(parse("2026-11-27"), Ok(WrittenTime::Day(day)));
        let local = WrittenTime::Local(day.at(19, 30, 0, 0));
        for text in ["2026-11-27T19:30", "2026-11-27 19:30:00", "2026-11-27t19:30:00.000"] {
            assert_eq!(parse(text), Ok(local), "{text}");
        }
        let instant = WrittenTime::Instant("2026-11-27T11:30:00Z".parse().expect("an instant"));
        for text in ["2026-11-27T19:30+08:00", "2026-11-27 11:30:00Z", "2026-11-27T02:00-09:30"] {
            assert_eq!(parse(text), Ok(instant), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "19:30",
            "27.11.2026",
            "2026-11",
            "2026-02-29",
            "2026-13-01",
            "0026-11-27",
            "2026-11-27T",
            "2026-11-27T25:00",
            "2026-11-27T19",
            "2026-11-27T19:30:60",
            "2026-11-27T19:30+8",
            "2026-11-27T19:30+24:00",
            "2026-11-27T19:30[Asia/Shanghai]",
            "2026-W47-5",
            "20261127",
            "２０２６-11-27",
        ] {
            assert!(parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn durations_keep_days_apart_from_hours() {
        let of = |days, minutes| Some(WrittenDuration { days, minutes });
        assert_eq!(duration("2h30m"), of(0, 150));
        assert_eq!(duration("90m"), of(0, 90));
        assert_eq!(duration("-5d"), of(-5, 0));
        assert_eq!(duration("1d12h"), of(1, 720));
        for text in ["", "-", "2", "h", "30m2h", "2h 30m", "1.5h", "+2h", "2H", "99999999999d"] {
            assert_eq!(duration(text), None, "{text:?} was taken");
        }
    }
}
