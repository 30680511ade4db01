//! Instants in words.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use super::words::{Tongue, Words};

/// An instant as the desk shows it, in the site's zone.
#[derive(Debug, Clone, Serialize)]
pub(super) struct When {
    /// For addresses, and for programs: `2026-11-27T11:30:00Z`.
    pub(super) at: String,
    /// Seconds since 1970.
    pub(super) second: i64,
    /// `Fri 27 Nov 2026, 19:30`.
    text: String,
    /// `in 4 days`.
    away: String,
}

/// How instants are told to one reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock<'a> {
    pub(super) words: &'a Words,
    pub(super) tongue: Tongue,
    pub(super) zone: &'a TimeZone,
    /// The instant that the desk counts from.
    pub(super) now: Timestamp,
}

impl Clock<'_> {
    /// An instant, and how far away it is.
    pub(super) fn when(&self, at: Timestamp) -> When {
        let zoned = at.to_zoned(self.zone.clone());
        When { at: at.to_string(), second: at.as_second(), text: self.text(&zoned), away: self.away(at) }
    }

    /// An instant in the site's zone, as a field for date and time holds it: `2026-11-27T19:30`.
    pub(super) fn field(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// The day alone.
    pub(super) fn day(&self, at: &Zoned) -> String {
        match self.tongue {
            Tongue::En => at.strftime("%-d %b %Y").to_string(),
            Tongue::Zh => at.strftime("%Y年%-m月%-d日").to_string(),
        }
    }

    fn text(&self, at: &Zoned) -> String {
        match self.tongue {
            Tongue::En => at.strftime("%a %-d %b %Y, %H:%M").to_string(),
            Tongue::Zh => {
                const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
                let day = DAYS[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs()) % 7];
                format!("{} 周{day} {}", at.strftime("%Y年%-m月%-d日"), at.strftime("%H:%M"))
            }
        }
    }

    /// How far away an instant is, in the largest unit of which there are two.
    fn away(&self, at: Timestamp) -> String {
        const MINUTE: i64 = 60;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let seconds = at.as_second() - self.now.as_second();
        let length = seconds.abs();
        let (unit, count) = match length {
            ..MINUTE => return self.words.say(self.tongue, "away-now", []),
            _ if length < 2 * HOUR => ("minutes", length / MINUTE),
            _ if length < 2 * DAY => ("hours", length / HOUR),
            _ if length < 60 * DAY => ("days", length / DAY),
            _ => ("months", length / (30 * DAY)),
        };
        let side = if seconds < 0 { "ago" } else { "in" };
        self.words.say(self.tongue, &format!("{side}-{unit}"), [("n", count.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_told_by_the_clock_and_by_how_far_it_is() {
        let words = Words::new();
        let zone = crate::calendar::Zones::bundled().get("Asia/Shanghai").expect("a zone");
        let now: Timestamp = "2026-11-23T11:00:00Z".parse().expect("an instant");
        let told = |tongue, at: &str| {
            let clock = Clock { words: &words, tongue, zone: &zone, now };
            let when = clock.when(at.parse().expect("an instant"));
            format!("{}; {}", when.text, when.away)
        };
        assert_eq!(told(Tongue::En, "2026-11-27T11:30:00Z"), "Fri 27 Nov 2026, 19:30; in 4 days");
        assert_eq!(told(Tongue::Zh, "2026-11-27T11:30:00Z"), "2026年11月27日 周五 19:30; 4 天后");
        assert_eq!(told(Tongue::En, "2026-11-23T11:01:00Z"), "Mon 23 Nov 2026, 19:01; in one minute");
        assert_eq!(told(Tongue::En, "2026-11-22T10:00:00Z"), "Sun 22 Nov 2026, 18:00; 25 hours ago");
        assert_eq!(told(Tongue::Zh, "2026-08-23T11:00:00Z"), "2026年8月23日 周日 19:00; 3 个月前");
    }
}
