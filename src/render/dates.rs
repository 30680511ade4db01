//! Dates and times as readers of a language write them.

use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::fieldsets::{E, M, MD, T, YMD, YMDE};
use icu_datetime::input::Time;
use icu_datetime::options::YearStyle;
use icu_datetime::preferences::HourCycle;
use icu_datetime::{
    DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter, NoCalendarFormatter,
};
use icu_locale_core::Locale as Tag;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::AmbiguousOffset;

use super::views::DateForms;
use crate::calendar::rfc3339;
use crate::model::Lang;

/// Whether a date carries a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// The day alone.
    Day,
    /// Day and time.
    Minute,
}

/// The dates of one language.
#[derive(Debug)]
pub(super) struct Dates {
    style: Style,
    whole: Formatter<Gregorian, YMDE>,
    long: Formatter<Gregorian, YMD>,
    medium: Formatter<Gregorian, YMD>,
    month_and_day: Formatter<Gregorian, MD>,
    months: Formatter<Gregorian, M>,
    long_months: Formatter<Gregorian, M>,
    weekdays: Formatter<Gregorian, E>,
    long_weekdays: Formatter<Gregorian, E>,
    times: NoCalendarFormatter<T>,
}

/// Whose forms are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// English of no country: the day first, 24 hours, no ambiguity for anybody.
    English,
    /// Simplified or traditional: 24 hours, a space before the weekday, rows as `11.27`.
    Chinese,
    /// CLDR's, where the month is told by a number even in its name: Japanese, Korean.
    NumberedMonths,
    /// CLDR's.
    Own,
    /// A language without data: what every reader can read.
    Iso,
}

impl Style {
    fn of(lang: &Lang) -> Self {
        match (lang.primary(), lang.as_str()) {
            ("en", "en") => Self::English,
            ("zh", _) => Self::Chinese,
            ("ja" | "ko", _) => Self::NumberedMonths,
            _ => Self::Own,
        }
    }
}

impl Dates {
    pub(super) fn new(lang: &Lang, tag: &Tag) -> Self {
        let style = Style::of(lang);
        let mut prefs = DateTimeFormatterPreferences::from(tag);
        if matches!(style, Style::English | Style::Chinese) {
            prefs.hour_cycle = Some(HourCycle::H23);
        }
        let full = YearStyle::Full;
        let mut dates = Self {
            style,
            whole: formatter(Formatter::try_new(prefs, YMDE::long().with_year_style(full))),
            long: formatter(Formatter::try_new(prefs, YMD::long().with_year_style(full))),
            medium: formatter(Formatter::try_new(prefs, YMD::medium().with_year_style(full))),
            month_and_day: formatter(Formatter::try_new(prefs, MD::short())),
            months: formatter(Formatter::try_new(prefs, M::medium())),
            long_months: formatter(Formatter::try_new(prefs, M::long())),
            weekdays: formatter(Formatter::try_new(prefs, E::short())),
            long_weekdays: formatter(Formatter::try_new(prefs, E::long())),
            times: formatter(NoCalendarFormatter::try_new(prefs, T::hm())),
        };
        // CLDR's root names the months M01 to M12.
        let known =
            icu(Date::constant(2026, 11, 1)).is_some_and(|at| dates.months.format(&at).to_string() != "M11");
        if !known {
            dates.style = Style::Iso;
        }
        dates
    }

    /// A day in every form that a page may want; without a time of day.
    pub(super) fn day(&self, date: Date) -> DateForms {
        let iso = date.to_string();
        let (year, day) = (format!("{:04}", date.year()), format!("{:02}", date.day()));
        let Some(at) = icu(date).filter(|_| self.style != Style::Iso) else {
            return DateForms {
                month: format!("{:02}", date.month()),
                weekday: String::new(),
                short: iso[iso.len() - 5..].to_owned(),
                row_day: iso[iso.len() - 5..].to_owned(),
                row_month: String::new(),
                medium: iso.clone(),
                long: iso.clone(),
                time: String::new(),
                zone: String::new(),
                iso,
                year,
                day,
            };
        };
        let month = self.months.format(&at).to_string();
        let weekday = self.weekdays.format(&at).to_string();
        let (row_day, row_month) = match self.style {
            Style::English | Style::Own | Style::Iso => (day.clone(), month.clone()),
            Style::Chinese => (format!("{:02}.{:02}", date.month(), date.day()), String::new()),
            Style::NumberedMonths => (self.month_and_day.format(&at).to_string(), String::new()),
        };
        let short = if row_month.is_empty() { row_day.clone() } else { format!("{} {month}", date.day()) };
        DateForms {
            iso,
            medium: self.medium(date, &at, &month),
            long: self.with_weekday(date, &at),
            year,
            month,
            day,
            weekday,
            short,
            row_day,
            row_month,
            time: String::new(),
            zone: String::new(),
        }
    }

    /// A month, from 1 on, as it is called where it stands alone: `October`, `10月` as in whole dates.
    pub(super) fn month(&self, month: u8) -> String {
        let at = i8::try_from(month).ok().and_then(|month| Date::new(2026, month, 1).ok()).and_then(icu);
        match (self.style, at) {
            (Style::Chinese, Some(_)) => format!("{month}月"),
            (Style::English | Style::NumberedMonths | Style::Own, Some(at)) => {
                self.long_months.format(&at).to_string()
            }
            (Style::Iso, _) | (_, None) => format!("{month:02}"),
        }
    }

    /// A day of the week in a sentence, as everybody says it: `Friday`, `周五`.
    pub(super) fn weekday(&self, date: Date) -> String {
        match (self.style, icu(date)) {
            (Style::Chinese, Some(at)) => self.weekdays.format(&at).to_string(),
            (Style::English | Style::NumberedMonths | Style::Own, Some(at)) => {
                self.long_weekdays.format(&at).to_string()
            }
            (Style::Iso, _) | (_, None) => self.day(date).weekday,
        }
    }

    /// What stands beside the number of a day, a line each: `Friday`, `November 2026`; `2026年11月 星期五`.
    pub(super) fn beside_day(&self, date: Date) -> Vec<String> {
        let (year, month) = (date.year(), self.month(date.month().unsigned_abs()));
        let Some(at) = icu(date) else { return Vec::new() };
        let weekday = self.long_weekdays.format(&at).to_string();
        match self.style {
            Style::Chinese => vec![format!("{year}年{month} {weekday}")],
            Style::English | Style::Own => {
                vec![first_upper(&weekday), format!("{} {year}", first_upper(&month))]
            }
            Style::NumberedMonths => vec![self.long(date), weekday],
            Style::Iso => vec![date.to_string()],
        }
    }

    /// An instant in its own zone, made of the forms of its day.
    pub(super) fn minute(&self, at: &Zoned, day: DateForms) -> DateForms {
        DateForms {
            iso: rfc3339(at),
            time: self.time(at),
            zone: at.time_zone().iana_name().unwrap_or("UTC").to_owned(),
            ..day
        }
    }

    /// From one instant to another as one text, both inclusive; one of them alone where they are the same day.
    pub(super) fn range(&self, start: &Zoned, end: &Zoned, precision: Precision) -> String {
        let (first, last) = (start.date(), end.date());
        let whole = |date: Date| self.day(date).long;
        match precision {
            Precision::Minute if start == end => self.glued(&whole(first), &self.time(start)),
            Precision::Minute if first == last => {
                let hours = self.hours(&self.time(start), &self.time(end));
                self.glued(&whole(first), &hours)
            }
            Precision::Minute => {
                let one = |at: &Zoned| self.glued(&self.long(at.date()), &self.time(at));
                match self.style {
                    // CLDR's pattern for several days, with the hours put in.
                    Style::Chinese if first.year() == last.year() => {
                        let day = format!("{}月{}日", last.month(), last.day());
                        format!("{}至{}", one(start), self.glued(&day, &self.time(end)))
                    }
                    Style::Chinese => format!("{}至{}", one(start), one(end)),
                    Style::English | Style::NumberedMonths | Style::Own | Style::Iso => {
                        format!("{} – {}", one(start), one(end))
                    }
                }
            }
            Precision::Day if first == last => whole(first),
            Precision::Day => self.days(first, last),
        }
    }

    /// From one hour to another as CLDR sets the dash: in Chinese without spaces, and no line ends behind it.
    fn hours(&self, from: &str, to: &str) -> String {
        match self.style {
            Style::Chinese => format!("{from}–\u{2060}{to}"),
            Style::English | Style::NumberedMonths | Style::Own | Style::Iso => {
                format!("{from}\u{a0}–\u{a0}{to}")
            }
        }
    }

    /// Several days, with what both ends share said once where the language is known to do so.
    fn days(&self, first: Date, last: Date) -> String {
        let (same_year, same_month) = (first.year() == last.year(), first.month() == last.month());
        let end = self.long(last);
        match self.style {
            Style::English if same_year && same_month => format!("{}–{end}", first.day()),
            Style::English if same_year => {
                format!("{} {} – {end}", first.day(), self.month(first.month().unsigned_abs()))
            }
            Style::Chinese if same_year && same_month => format!("{}至{}日", self.long(first), last.day()),
            Style::Chinese if same_year => {
                format!("{}至{}月{}日", self.long(first), last.month(), last.day())
            }
            Style::Chinese => format!("{}至{end}", self.long(first)),
            Style::English | Style::NumberedMonths | Style::Own | Style::Iso => {
                format!("{} – {end}", self.long(first))
            }
        }
    }

    /// The hour on the wall; of one that the clocks show twice also which of the two.
    fn time(&self, at: &Zoned) -> String {
        let (hour, minute) = (at.hour().unsigned_abs(), at.minute().unsigned_abs());
        let time = match (self.style, Time::try_new(hour, minute, 0, 0)) {
            (Style::NumberedMonths | Style::Own, Ok(time)) => self.times.format(&time).to_string(),
            (Style::English | Style::Chinese | Style::Iso, _) | (_, Err(_)) => {
                format!("{hour:02}:{minute:02}")
            }
        };
        match at.time_zone().to_ambiguous_zoned(at.datetime()).offset() {
            AmbiguousOffset::Fold { .. } => format!("{time}\u{a0}{}", from_utc(at)),
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Gap { .. } => time,
        }
    }

    /// A date and a time behind it.
    fn glued(&self, date: &str, time: &str) -> String {
        match self.style {
            Style::English | Style::Own => format!("{date}, {time}"),
            Style::Chinese | Style::NumberedMonths | Style::Iso => format!("{date} {time}"),
        }
    }

    /// `27 November 2026`, `2026年11月27日`.
    fn long(&self, date: Date) -> String {
        let Some(at) = icu(date).filter(|_| self.style != Style::Iso) else { return date.to_string() };
        match self.style {
            Style::English => format!("{} {} {}", date.day(), self.long_months.format(&at), date.year()),
            Style::Chinese | Style::NumberedMonths | Style::Own | Style::Iso => {
                self.long.format(&at).to_string()
            }
        }
    }

    /// `27 Nov 2026`, `2026年11月27日`.
    fn medium(&self, date: Date, at: &IcuDate<Gregorian>, month: &str) -> String {
        match self.style {
            Style::English => format!("{} {month} {}", date.day(), date.year()),
            Style::Chinese | Style::NumberedMonths | Style::Own | Style::Iso => {
                self.medium.format(at).to_string()
            }
        }
    }

    /// `Friday, 27 November 2026`, `2026年11月27日 星期五`.
    fn with_weekday(&self, date: Date, at: &IcuDate<Gregorian>) -> String {
        match self.style {
            Style::English => format!("{}, {}", self.long_weekdays.format(at), self.long(date)),
            Style::Chinese => format!("{} {}", self.long.format(at), self.long_weekdays.format(at)),
            Style::NumberedMonths | Style::Own | Style::Iso => self.whole.format(at).to_string(),
        }
    }
}

/// A line begins with a capital, where the script has them.
pub(super) fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What CLDR's root has for every language.
fn formatter<F, E: std::fmt::Debug>(made: Result<F, E>) -> F {
    made.expect("the compiled data have these forms for every language, at least of the root")
}

fn icu(date: Date) -> Option<IcuDate<Gregorian>> {
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    IcuDate::try_new_gregorian(i32::from(date.year()), month, day).ok()
}

/// How far the clocks are from UTC: `UTC+2`, `UTC−3:30`.
fn from_utc(at: &Zoned) -> String {
    let minutes = at.offset().seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests;
