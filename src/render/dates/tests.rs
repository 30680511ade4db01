//! Dates as their readers write them.

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
    let range =
        |lang: &str, from: &str, to: &str, precision| dates(lang).range(&zoned(from), &zoned(to), precision);
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
    assert_eq!(hours("zh"), "2026年11月27日 星期五 19:30–\u{2060}21:00");
    let night = range("en", "2026-11-27T22:00:00", "2026-11-28T02:00:00", Precision::Minute);
    assert_eq!(night, "27 November 2026, 22:00 – 28 November 2026, 02:00");
    let night = |to| range("zh", "2026-12-31T22:00:00", to, Precision::Minute);
    assert_eq!(night("2027-01-01T02:00:00"), "2026年12月31日 22:00至2027年1月1日 02:00");
    let night = range("zh", "2026-11-27T22:00:00", "2026-11-28T02:00:00", Precision::Minute);
    assert_eq!(night, "2026年11月27日 22:00至11月28日 02:00");
}

#[test]
fn an_hour_that_the_clocks_show_twice_says_which_it_is() {
    let range = |lang: &str, from: &str, to: &str| {
        let at = |text: &str| text.parse::<Zoned>().expect("a zoned time");
        dates(lang).range(&at(from), &at(to), Precision::Minute)
    };
    let berlin = ["2026-10-25T02:30+02:00[Europe/Berlin]", "2026-10-25T02:30+01:00[Europe/Berlin]"];
    let twice = range("en", berlin[0], berlin[1]);
    assert_eq!(twice, "Sunday, 25 October 2026, 02:30\u{a0}UTC+2\u{a0}–\u{a0}02:30\u{a0}UTC+1");
    let howe = ["2026-04-05T01:45+11:00[Australia/Lord_Howe]", "2026-04-05T01:45+10:30[Australia/Lord_Howe]"];
    let half = range("zh", howe[0], howe[1]);
    assert_eq!(half, "2026年4月5日 星期日 01:45\u{a0}UTC+11–\u{2060}01:45\u{a0}UTC+10:30");
    let west = "2026-11-01T01:15-02:30[America/St_Johns]";
    assert_eq!(range("en", west, west), "Sunday, 1 November 2026, 01:15\u{a0}UTC−2:30");
    let sure = range("en", "2026-10-25T01:30+02:00[Europe/Berlin]", "2026-10-25T04:30+01:00[Europe/Berlin]");
    assert_eq!(sure, "Sunday, 25 October 2026, 01:30\u{a0}–\u{a0}04:30");
}

#[test]
fn the_first_and_the_last_year_are_no_surprise() {
    for lang in ["en", "zh", "de", "tlh"] {
        for date in [Date::MIN, Date::MAX] {
            assert!(!dates(lang).day(date).long.is_empty());
        }
    }
}
