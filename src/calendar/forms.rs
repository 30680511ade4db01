//! Instants as outputs and readers take them.

use jiff::civil::Time;
use jiff::{ToSpan, Zoned};

/// An instant as RFC 3339 writes it, to the second and with the offset of its zone: `2026-11-27T19:30:00+08:00`.
#[must_use]
pub fn rfc3339(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The last second that belongs to what ends before `end`: of a whole day 23:59:59, where `end` is the next midnight.
///
/// Ends are exclusive inside; readers, and the days that schema.org asks for, mean the last day that counts.
#[must_use]
pub fn last_instant(end: &Zoned) -> Zoned {
    end.checked_sub(1.second()).unwrap_or_else(|_| end.clone())
}

/// The first day on which something holds, with the hour where it does not begin with the day: `2026-11-27`,
/// `2026-11-27 19:30`.
#[must_use]
pub fn first_day(at: &Zoned) -> String {
    if at.time() == Time::midnight() { at.date().to_string() } else { minute(at) }
}

/// The last day on which something holds that ends before `end`, or the minute at which it ends.
#[must_use]
pub fn last_day(end: &Zoned) -> String {
    if end.time() == Time::midnight() { last_instant(end).date().to_string() } else { minute(end) }
}

fn minute(at: &Zoned) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusive_end_belongs_to_the_day_before() {
        let end: Zoned = "2026-11-28T00:00:00+08:00[Asia/Shanghai]".parse().expect("a zoned time");
        assert_eq!(rfc3339(&end), "2026-11-28T00:00:00+08:00");
        assert_eq!(rfc3339(&last_instant(&end)), "2026-11-27T23:59:59+08:00");
        let first: Zoned = "-009999-01-02T01:59:59+00:00[UTC]".parse().expect("a zoned time");
        assert_eq!(last_instant(&last_instant(&first)).date().year(), -9999);
    }
}
