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
                let hours = format!("{}\u{a0}–\u{a0}{}", self.time(start), self.time(end));
                self.glued(&whole(first), &hours)
            }
            Precision::Minute => {
                let one = |at: &Zoned| self.glued(&self.long(at.date()), &self.time(at));
                format!("{} – {}", one(start), one(end))
            }
            Precision::Day if first == last => whole(first),
            Precision::Day => self.days(first, last),
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

    fn time(&self, at: &Zoned) -> String {
        let (hour, minute) = (at.hour().unsigned_abs(), at.minute().unsigned_abs());
        match (self.style, Time::try_new(hour, minute, 0, 0)) {
            (Style::NumberedMonths | Style::Own, Ok(time)) => self.times.format(&time).to_string(),
            (Style::English | Style::Chinese | Style::Iso, _) | (_, Err(_)) => {
                format!("{hour:02}:{minute:02}")
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(lang: &str) -> Dates {
        Dates::new(&Lang::new(lang), &Tag::try_from_str(lang).expect("a tag"))
    }

    fn at(lang: &str) -> DateForms {
        let (dates, at) = (dates(lang), zoned("2026-11-27T19:30:00"));
        dates.minute(&at, dates.day(at.date()))
    }

    fn zoned(local: &str) -> Zoned {
        format!("{local}+08:00[Asia/Shanghai]").parse().expect("a zoned time")
    }

    fn row(forms: &DateForms) -> String {
        [&forms.row_day, &forms.row_month, &forms.weekday].map(String::as_str).join(" ").replace("  ", " ")
    }

    #[test]
    fn a_date_reads_as_its_language_writes_it() {
        let long = |lang| at(lang).long;
        assert_eq!(long("en"), "Friday, 27 November 2026");
        assert_eq!(long("en-US"), "Friday, November 27, 2026");
        assert_eq!(long("zh"), "2026年11月27日 星期五");
        assert_eq!(long("zh-Hans"), "2026年11月27日 星期五");
        assert_eq!(long("zh-Hant"), "2026年11月27日 星期五");
        assert_eq!(long("de"), "Freitag, 27. November 2026");
        assert_eq!(long("ja"), "2026年11月27日金曜日");
        assert_eq!(long("fr"), "vendredi 27 novembre 2026");
        assert_eq!(at("en").medium, "27 Nov 2026");
        assert_eq!(at("zh").medium, "2026年11月27日");
        assert_eq!(at("en").iso, "2026-11-27T19:30:00+08:00");
    }

    #[test]
    fn a_row_has_the_day_large_and_the_rest_small() {
        assert_eq!(row(&at("en")), "27 Nov Fri");
        assert_eq!(row(&at("zh")), "11.27 周五");
        assert_eq!(row(&at("zh-Hant")), "11.27 週五");
        assert_eq!(row(&at("ja")), "11/27 金");
        assert_eq!(at("en").short, "27 Nov");
        assert_eq!(at("zh").short, "11.27");
    }

    #[test]
    fn an_hour_is_told_as_its_language_counts() {
        assert_eq!(at("en").time, "19:30");
        assert_eq!(at("zh-Hant").time, "19:30");
        assert_eq!(at("en-US").time, "7:30\u{202f}PM");
        assert_eq!(at("de").time, "19:30");
    }

    #[test]
    fn a_language_without_data_gets_what_everybody_reads() {
        let forms = at("tlh");
        assert_eq!((forms.long.as_str(), forms.medium.as_str()), ("2026-11-27", "2026-11-27"));
        assert_eq!((forms.short.as_str(), forms.time.as_str()), ("11-27", "19:30"));
    }

    #[test]
    fn a_range_says_once_what_both_ends_share() {
        let range = |lang: &str, from: &str, to: &str, precision| {
            dates(lang).range(&zoned(from), &zoned(to), precision)
        };
        let days = |lang, from: &str, to: &str| {
            range(lang, &format!("{from}T00:00:00"), &format!("{to}T23:59:59"), Precision::Day)
        };
        assert_eq!(days("en", "2026-11-27", "2026-11-27"), "Friday, 27 November 2026");
        assert_eq!(days("en", "2026-11-27", "2026-11-29"), "27–29 November 2026");
        assert_eq!(days("en", "2026-11-27", "2026-12-02"), "27 November – 2 December 2026");
        assert_eq!(days("en", "2026-12-30", "2027-01-02"), "30 December 2026 – 2 January 2027");
        assert_eq!(days("zh", "2026-11-27", "2026-11-29"), "2026年11月27日至29日");
        assert_eq!(days("zh", "2026-11-27", "2026-12-02"), "2026年11月27日至12月2日");
        assert_eq!(days("zh", "2026-12-30", "2027-01-02"), "2026年12月30日至2027年1月2日");
        assert_eq!(days("de", "2026-11-27", "2026-11-29"), "27. November 2026 – 29. November 2026");
        let hours = |lang| range(lang, "2026-11-27T19:30:00", "2026-11-27T21:00:00", Precision::Minute);
        assert_eq!(hours("en"), "Friday, 27 November 2026, 19:30\u{a0}–\u{a0}21:00");
        assert_eq!(hours("zh"), "2026年11月27日 星期五 19:30\u{a0}–\u{a0}21:00");
        let night = range("en", "2026-11-27T22:00:00", "2026-11-28T02:00:00", Precision::Minute);
        assert_eq!(night, "27 November 2026, 22:00 – 28 November 2026, 02:00");
    }

    #[test]
    fn the_first_and_the_last_year_are_no_surprise() {
        for lang in ["en", "zh", "de", "tlh"] {
            for date in [Date::MIN, Date::MAX] {
                assert!(!dates(lang).day(date).long.is_empty());
            }
        }
    }
}
