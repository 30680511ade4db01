use jiff::civil::{DateTime, Weekday};
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use super::line::Lines;
use super::*;
use crate::model::{Frequency, Rule, WrittenTime};

fn at(text: &str, zone: &str) -> Moment {
    let zone = TimeZoneDatabase::bundled().get(zone).expect("a zone of the database");
    let local: DateTime = text.parse().expect("a local time");
    Moment::Time { local, at: local.to_zoned(zone).expect("in range") }
}

fn every(freq: Frequency) -> Rule {
    Rule {
        freq,
        interval: 1,
        count: None,
        until: None,
        by_day: Vec::new(),
        by_month_day: Vec::new(),
        by_month: Vec::new(),
        by_set_pos: Vec::new(),
        week_start: Weekday::Monday,
    }
}

fn event(start: Moment) -> Event<'static> {
    Event {
        uid: "mending@lantern.example",
        stamp: "2026-11-01T08:00:00Z".parse().expect("an instant"),
        sequence: 2,
        start,
        end: None,
        recurrence: None,
        said: Said { summary: "Mending", url: "https://lantern.example/events/mending/", ..Said::default() },
        changes: Vec::new(),
    }
}

fn text(event: &Event<'_>) -> String {
    let entry = Component::new(event);
    Calendar { subscribed: None, entries: vec![&entry] }.text()
}

/// The lines as a reader unfolds them.
fn unfolded(text: &str) -> Vec<String> {
    let whole = text.replace("\r\n ", "");
    whole.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_entry_is_written_to_the_letter() {
    let mut event = event(at("2026-11-27T19:30", "Asia/Shanghai"));
    event.end = Some(at("2026-11-27T21:30", "Asia/Shanghai"));
    event.said = Said {
        status: Status::Tentative,
        summary: "Mending; with tea, milk\\sugar",
        description: "One\nTwo".to_owned(),
        location: "Lantern House, 8 Canal Row".to_owned(),
        geo: Some([31.2304, -121.5]),
        url: "https://lantern.example/",
        organizer: Some(Organizer {
            name: "Mei \"Lamp\" Lin",
            address: "https://lantern.example/m/".to_owned(),
        }),
        image: Some("https://lantern.example/a.png"),
        categories: vec!["lamps, old", "木工"],
        conference: Some(("Join", "https://meet.example/a,b")),
    };
    assert_eq!(
        unfolded(&text(&event)),
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Handbill//Handbill//EN",
            "CALSCALE:GREGORIAN",
            "BEGIN:VTIMEZONE",
            "TZID:Asia/Shanghai",
            "BEGIN:STANDARD",
            "DTSTART:19910915T020000",
            "TZOFFSETFROM:+0900",
            "TZOFFSETTO:+0800",
            "TZNAME:CST",
            "END:STANDARD",
            "END:VTIMEZONE",
            "BEGIN:VEVENT",
            "UID:mending@lantern.example",
            "DTSTAMP:20261101T080000Z",
            "SEQUENCE:2",
            "DTSTART;TZID=Asia/Shanghai:20261127T193000",
            "DTEND;TZID=Asia/Shanghai:20261127T213000",
            "STATUS:TENTATIVE",
            "SUMMARY:Mending\\; with tea\\, milk\\\\sugar",
            "DESCRIPTION:One\\nTwo",
            "LOCATION:Lantern House\\, 8 Canal Row",
            "GEO:31.2304;-121.5",
            "URL:https://lantern.example/",
            "ORGANIZER;CN=\"Mei 'Lamp' Lin\":https://lantern.example/m/",
            "IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:https://lantern.example/a.png",
            "CATEGORIES:lamps\\, old,木工",
            "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Join\":https://meet.example/a,b",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
}

#[test]
fn a_zone_has_its_real_changes_one_line_each_as_far_as_they_are_needed() {
    let rule = every(Frequency::Weekly);
    let mut event = event(at("2026-09-27T18:00", "Australia/Lord_Howe"));
    event.recurrence = Some(Recurrence {
        rule: Some(&rule),
        until: None,
        left_out: Vec::new(),
        added: Vec::new(),
        minutes: Some(90),
        zone_until: "2028-01-01T00:00:00Z".parse().expect("an instant"),
    });
    let lines = unfolded(&text(&event));
    assert!(lines.iter().any(|line| line == "DURATION:PT1H30M"), "{lines:?}");
    let zone: Vec<&str> =
        lines.iter().map(String::as_str).skip_while(|line| !line.starts_with("TZID")).take(18).collect();
    assert_eq!(
        zone,
        [
            "TZID:Australia/Lord_Howe",
            "BEGIN:STANDARD",
            "DTSTART:20260405T020000",
            "RDATE:20260405T020000",
            "RDATE:20270404T020000",
            "TZOFFSETFROM:+1100",
            "TZOFFSETTO:+1030",
            "TZNAME:+1030",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:20261004T020000",
            "RDATE:20261004T020000",
            "RDATE:20271003T020000",
            "TZOFFSETFROM:+1030",
            "TZOFFSETTO:+1100",
            "TZNAME:+11",
            "END:DAYLIGHT",
            "END:VTIMEZONE",
        ]
    );
}

#[test]
fn what_local_time_cannot_say_is_said_in_utc_and_days_have_no_zone() {
    let second: jiff::Zoned = "2026-10-25T02:30+01:00[Europe/Berlin]".parse().expect("a zoned time");
    let told = text(&event(Moment::at(second)));
    assert!(told.contains("\r\nDTSTART:20261025T013000Z\r\n") && !told.contains("VTIMEZONE"), "{told}");
    let utc = text(&event(at("2026-11-27T19:30", "UTC")));
    assert!(utc.contains("\r\nDTSTART:20261127T193000Z\r\n") && !utc.contains("VTIMEZONE"), "{utc}");
    let day = text(&event(Moment::Day(jiff::civil::date(2026, 11, 27))));
    assert!(day.contains("\r\nDTSTART;VALUE=DATE:20261127\r\n") && !day.contains("VTIMEZONE"), "{day}");
    // What the clocks skip keeps its hour, so that the days around it do.
    let skipped = text(&event(at("2026-03-29T02:30", "Europe/Berlin")));
    assert!(skipped.contains("DTSTART;TZID=Europe/Berlin:20260329T023000"), "{skipped}");
}

#[test]
fn a_rule_is_written_in_one_form() {
    let fridays = Rule { by_day: vec![(None, Weekday::Friday)], ..every(Frequency::Weekly) };
    assert_eq!(super::rule::write(&fridays, None), "FREQ=WEEKLY;BYDAY=FR");
    let monthly = Rule {
        interval: 2,
        count: Some(3),
        by_day: vec![(Some(2), Weekday::Friday), (Some(-1), Weekday::Sunday)],
        week_start: Weekday::Sunday,
        ..every(Frequency::Monthly)
    };
    assert_eq!(super::rule::write(&monthly, None), "FREQ=MONTHLY;INTERVAL=2;COUNT=3;BYDAY=2FR,-1SU;WKST=SU");
    let yearly = Rule {
        until: Some(WrittenTime::Day(jiff::civil::date(2027, 3, 31))),
        by_month: vec![3, 10],
        by_month_day: vec![-1],
        by_set_pos: vec![1],
        ..every(Frequency::Yearly)
    };
    let until = at("2027-03-31T23:59:59", "Asia/Shanghai");
    assert_eq!(
        super::rule::write(&yearly, Some(&until)),
        "FREQ=YEARLY;UNTIL=20270331T155959Z;BYMONTH=3,10;BYMONTHDAY=-1;BYSETPOS=1"
    );
}

proptest! {
    /// Lines of any text are at most 75 octets, whole characters each, and say the text again.
    #[test]
    fn any_text_folds_between_characters(value in "\\PC{0,300}|[木🏮a,;\\\\\n]{0,200}") {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &value);
        let text = lines.finish();
        prop_assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
        }
        let whole = text.replace("\r\n ", "");
        let mut read = String::new();
        let mut chars = whole["SUMMARY:".len()..].trim_end_matches("\r\n").chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, false) => read.push(c),
                (_, true) => match chars.next() {
                    Some('n') => read.push('\n'),
                    Some(other) => read.push(other),
                    None => prop_assert!(false, "a backslash alone"),
                },
            }
        }
        let clean: String = value.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
        prop_assert_eq!(read, clean);
    }
}
