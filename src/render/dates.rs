//! Dates and times as readers of a language write them.

use jiff::Zoned;
use jiff::fmt::strtime;
use serde::Serialize;

use crate::model::Lang;

/// A day, or a day and a time, in a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// For machines: `2026-11-27T19:30:00+08:00`, or `2026-11-27` where there is no time of day.
    pub iso: String,
    /// Four digits.
    pub year: String,
    /// Two digits: the numeral of a bill.
    pub day: String,
    /// `Nov`, `11月`.
    pub month: String,
    /// `Fri`, `周五`.
    pub weekday: String,
    /// `27 Nov 2026`, `2026年11月27日`.
    pub medium: String,
    /// `Friday, 27 November 2026`, `2026年11月27日 星期五`.
    pub long: String,
    /// `19:30`; empty where there is no time of day.
    pub time: String,
    /// The IANA name of the zone that the time is in.
    pub zone: String,
}

/// Whether a date carries a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// The day alone.
    Day,
    /// Day and time.
    Minute,
}

/// Makes the view of an instant in its own zone.
#[must_use]
pub(super) fn view(at: &Zoned, precision: Precision, lang: &Lang) -> DateView {
    let date = at.date();
    let forms = Forms::of(lang);
    let text = |format: &str| strtime::format(format, at).unwrap_or_default();
    let (iso, time) = match precision {
        Precision::Day => (date.to_string(), String::new()),
        Precision::Minute => (text("%Y-%m-%dT%H:%M:%S%:z"), text("%H:%M")),
    };
    let weekday = usize::from(date.weekday().to_sunday_zero_offset().unsigned_abs());
    let chinese = ["日", "一", "二", "三", "四", "五", "六"][weekday];
    let (month, short_weekday, medium, long) = match forms {
        Forms::Chinese => {
            let day = format!("{}年{}月{}日", date.year(), date.month(), date.day());
            let long = format!("{day} 星期{chinese}");
            (format!("{}月", date.month()), format!("周{chinese}"), day, long)
        }
        Forms::English => (text("%b"), text("%a"), text("%-d %b %Y"), text("%A, %-d %B %Y")),
        Forms::Iso => (text("%m"), String::new(), date.to_string(), date.to_string()),
    };
    DateView {
        iso,
        year: format!("{:04}", date.year()),
        day: format!("{:02}", date.day()),
        month,
        weekday: short_weekday,
        medium,
        long,
        time,
        zone: at.time_zone().iana_name().unwrap_or("UTC").to_owned(),
    }
}

/// Conventions that dates follow.
enum Forms {
    Chinese,
    English,
    /// What every reader can read.
    Iso,
}

impl Forms {
    fn of(lang: &Lang) -> Self {
        match lang.primary() {
            "zh" => Self::Chinese,
            "en" => Self::English,
            _ => Self::Iso,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lang: &str) -> DateView {
        let at: Zoned = "2026-11-27T19:30:00+08:00[Asia/Shanghai]".parse().expect("a zoned time");
        view(&at, Precision::Minute, &Lang::new(lang))
    }

    #[test]
    fn a_date_reads_as_its_language_writes_it() {
        assert_eq!(at("en").long, "Friday, 27 November 2026");
        assert_eq!(at("zh-Hans").long, "2026年11月27日 星期五");
        assert_eq!(at("zh").weekday, "周五");
        assert_eq!(at("fr").long, "2026-11-27");
        assert_eq!(at("en").iso, "2026-11-27T19:30:00+08:00");
        assert_eq!(at("en").time, "19:30");
    }
}
