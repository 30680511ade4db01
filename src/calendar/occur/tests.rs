use proptest::prelude::*;

use super::*;
use crate::calendar::{Zones, parse_rule};
use crate::model::{EventMode, EventStatus, Phases, Spanned};

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Default::default() }
}

fn written(text: &str) -> Spanned<WrittenTime> {
    spanned(match text.parse::<Timestamp>() {
        Ok(at) => WrittenTime::Instant(at),
        Err(_) if text.len() == 10 => WrittenTime::Day(text.parse().expect("a date")),
        Err(_) => WrittenTime::Local(text.parse().expect("a local time")),
    })
}

fn event(start: &str) -> EventFields {
    EventFields {
        start: written(start),
        end: None,
        duration: None,
        timezone: None,
        all_day: start.len() == 10,
        series: None,
        rrule: None,
        exdate: Vec::new(),
        rdate: Vec::new(),
        overrides: Vec::new(),
        phases: Phases::default(),
        mode: EventMode::default(),
        venue: None,
        online_url: None,
        status: EventStatus::default(),
        previous_start: None,
        sequence: None,
        capacity: None,
        remaining: None,
        rsvp: None,
        price: None,
        hosts: Vec::new(),
        speakers: Vec::new(),
        questions_url: None,
        recap: None,
    }
}

fn change(recurrence_id: &str) -> Override {
    Override {
        recurrence_id: written(recurrence_id),
        start: None,
        end: None,
        duration: None,
        title: None,
        status: None,
        venue: None,
        online_url: None,
        note: None,
    }
}

fn zone(name: &str) -> jiff::tz::TimeZone {
    Zones::bundled().get(name).expect("a zone of the database")
}

/// What `fields` give in a zone for two years from their start, two hours each or one day.
fn expand(fields: &EventFields, rule: &str, zone_name: &str) -> Occurrences {
    let rule = (!rule.is_empty()).then(|| parse_rule(rule).expect("a rule"));
    let start = place(fields.start.value, &zone(zone_name), DayEdge::Start).expect("in range").at;
    let end = crate::calendar::assumed_end(&start, fields.all_day);
    let recurring = Recurring { fields, rule: rule.as_ref(), start: &start, end: &end };
    occurrences(recurring, start.timestamp())
}

fn instants(found: &Occurrences) -> Vec<String> {
    found.list.iter().map(|one| one.start.timestamp().to_string()).collect()
}

#[test]
fn daylight_saving_keeps_the_local_hour_also_where_it_is_half_an_hour() {
    // Lord Howe goes from +10:30 to +11:00 on 2026-10-04.
    let found = expand(&event("2026-09-27T18:00"), "FREQ=WEEKLY;COUNT=3", "Australia/Lord_Howe");
    assert_eq!(instants(&found), ["2026-09-27T07:30:00Z", "2026-10-04T07:00:00Z", "2026-10-11T07:00:00Z"]);
    let found = expand(&event("2026-10-30T20:00"), "FREQ=WEEKLY;COUNT=2", "America/St_Johns");
    assert_eq!(instants(&found), ["2026-10-30T22:30:00Z", "2026-11-06T23:30:00Z"]);
    let found = expand(&event("2026-03-01T07:15"), "FREQ=MONTHLY;COUNT=2", "Asia/Kathmandu");
    assert_eq!(instants(&found), ["2026-03-01T01:30:00Z", "2026-04-01T01:30:00Z"]);
}

#[test]
fn clocks_that_stand_still_for_ramadan_are_those_of_the_database_inside() {
    // In 2025 Morocco was on +00:00 from February 23 to April 6.
    let found = expand(&event("2025-02-15T19:00"), "FREQ=WEEKLY;INTERVAL=2;COUNT=5", "Africa/Casablanca");
    let hours: Vec<String> = instants(&found).iter().map(|at| at[5..16].to_owned()).collect();
    assert_eq!(hours, ["02-15T18:00", "03-01T19:00", "03-15T19:00", "03-29T19:00", "04-12T18:00"]);
}

#[test]
fn a_day_that_a_zone_left_out_happens_once() {
    // Apia went from December 29 to 31 in 2011; what is written for the day between is read with the offset before.
    let found = expand(&event("2011-12-28T10:00"), "FREQ=DAILY;COUNT=5", "Pacific/Apia");
    assert_eq!(
        instants(&found),
        ["2011-12-28T20:00:00Z", "2011-12-29T20:00:00Z", "2011-12-30T20:00:00Z", "2011-12-31T20:00:00Z"]
    );
}

#[test]
fn an_hour_that_the_clocks_skip_moves_that_day_alone() {
    let found = expand(&event("2026-03-28T02:30"), "FREQ=DAILY;COUNT=3", "Europe/Berlin");
    let locals: Vec<String> = found.list.iter().map(|one| one.start.datetime().to_string()).collect();
    assert_eq!(locals, ["2026-03-28T02:30:00", "2026-03-29T03:30:00", "2026-03-30T02:30:00"]);
    // Also where the first one is it.
    let found = expand(&event("2026-03-29T02:30"), "FREQ=DAILY;COUNT=2", "Europe/Berlin");
    let locals: Vec<String> = found.list.iter().map(|one| one.start.datetime().to_string()).collect();
    assert_eq!(locals, ["2026-03-29T03:30:00", "2026-03-30T02:30:00"]);
}

#[test]
fn what_is_left_out_counts_and_what_is_added_does_not() {
    let mut fields = event("2026-11-27T19:30");
    fields.exdate = vec![written("2026-12-04"), written("2026-12-05T19:30")];
    fields.rdate = vec![written("2026-12-01T15:00"), written("2026-12-11T19:30")];
    let found = expand(&fields, "FREQ=WEEKLY;COUNT=4", "Asia/Shanghai");
    let days: Vec<String> = instants(&found).iter().map(|at| at[5..10].to_owned()).collect();
    assert_eq!(days, ["11-27", "12-01", "12-11", "12-18"]);
    assert_eq!(found.idle, [1]);
}

#[test]
fn a_changed_occurrence_keeps_its_name_and_its_length() {
    let mut fields = event("2026-11-27T19:30");
    fields.exdate = vec![written("2026-12-18T19:30")];
    let mut moved = change("2026-12-04T19:30");
    moved.start = Some(written("2026-12-12T15:00"));
    let mut short = change("2026-12-11T19:30");
    short.duration = Some(spanned(crate::model::WrittenDuration { days: 0, minutes: 30 }));
    fields.overrides =
        vec![moved, short, change("2026-12-05T19:30"), change("2026-12-18"), change("2026-12-04")];
    let found = expand(&fields, "FREQ=WEEKLY;COUNT=4", "Asia/Shanghai");
    let told: Vec<String> = found
        .list
        .iter()
        .map(|one| {
            let minutes = one.start.duration_until(&one.end).as_mins();
            format!("{} {} {minutes}", one.id.strftime("%m-%d"), one.start.strftime("%m-%d %H:%M"))
        })
        .collect();
    assert_eq!(told, ["11-27 11-27 19:30 120", "12-11 12-11 19:30 30", "12-04 12-12 15:00 120"]);
    assert_eq!(found.strays, [(2, Stray::NotGiven), (3, Stray::LeftOut), (4, Stray::Twice)]);
}

#[test]
fn a_change_far_ahead_is_known() {
    let mut fields = event("2026-11-27T19:30");
    fields.overrides = vec![change("2031-11-28T19:30")];
    let found = expand(&fields, "FREQ=WEEKLY", "Asia/Shanghai");
    assert!(found.strays.is_empty());
    assert_eq!(found.list.len(), 106, "two years of weeks, and the one that was changed");
    assert_eq!(found.list.last().map(|one| one.start.date().to_string()).as_deref(), Some("2031-11-28"));
}

#[test]
fn the_next_few_are_known_however_far_ahead() {
    let found = expand(&event("2026-11-27T19:30"), "FREQ=YEARLY;INTERVAL=3", "Asia/Shanghai");
    let years: Vec<i16> = found.list.iter().map(|one| one.start.year()).collect();
    assert_eq!(years, [2026, 2029, 2032, 2035, 2038, 2041, 2044, 2047, 2050, 2053, 2056]);
}

#[test]
fn a_start_that_the_rule_does_not_give_is_known_as_such() {
    assert!(expand(&event("2026-11-27T19:30"), "FREQ=MONTHLY;BYDAY=-1FR", "Asia/Shanghai").start_fits);
    assert!(!expand(&event("2026-11-20T19:30"), "FREQ=MONTHLY;BYDAY=-1FR", "Asia/Shanghai").start_fits);
}

#[test]
fn whole_days_stay_whole_across_a_change_of_the_clocks() {
    let found = expand(&event("2026-03-28"), "FREQ=DAILY;COUNT=3", "Europe/Berlin");
    let days: Vec<String> =
        found.list.iter().map(|one| format!("{} {}", one.start.datetime(), one.end.datetime())).collect();
    assert_eq!(
        days,
        [
            "2026-03-28T00:00:00 2026-03-29T00:00:00",
            "2026-03-29T00:00:00 2026-03-30T00:00:00",
            "2026-03-30T00:00:00 2026-03-31T00:00:00"
        ]
    );
}

/// Days since 1970 to year, month and day, and back: Howard Hinnant's reckoning, which knows nothing of ours.
fn civil(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

proptest! {
    /// Weeks: every so many of them, on some days of each, counted from Monday.
    #[test]
    fn weeks_are_as_somebody_counts_them_by_hand(
        first in 10_957_i64..25_000,
        interval in 1_i64..5,
        marks in proptest::collection::btree_set(0_i64..7, 1..4),
        count in 1_usize..30,
    ) {
        const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let weekday = |day: i64| (day + 3).rem_euclid(7);
        let monday = first - weekday(first);
        let mut expected = vec![first];
        expected.extend((first + 1..).filter(|day| {
            marks.contains(&weekday(*day)) && (day - monday).div_euclid(7) % interval == 0
        }).take(count - 1));
        let names: Vec<&str> = marks.iter().map(|day| NAMES[usize::try_from(*day).expect("a weekday")]).collect();
        let rule = format!("FREQ=WEEKLY;INTERVAL={interval};COUNT={count};BYDAY={}", names.join(","));
        let (year, month, day) = civil(first);
        let found = expand(&event(&format!("{year:04}-{month:02}-{day:02}T12:00")), &rule, "UTC");
        let days: Vec<i64> = found.list.iter().map(|one| one.start.timestamp().as_second().div_euclid(86_400)).collect();
        let far = horizon(Timestamp::UNIX_EPOCH, Timestamp::from_second(first * 86_400 + 43_200).expect("in range"));
        expected.retain(|day| day * 86_400 + 43_200 <= far.as_second());
        prop_assert_eq!(days, expected);
    }

    /// Months: the nth of a weekday, from either end.
    #[test]
    fn months_are_as_somebody_counts_them_by_hand(
        first in 10_957_i64..25_000,
        nth in prop_oneof![1_i64..=5, -5_i64..=-1],
        weekday in 0_i64..7,
    ) {
        const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let of = |day: i64| (day + 3).rem_euclid(7);
        let far = horizon(Timestamp::UNIX_EPOCH, Timestamp::from_second(first * 86_400 + 43_200).expect("in range"));
        let is_it = |day: i64| {
            // So many of that weekday lie in the month up to this day, and from this day on.
            let (year, month, _) = civil(day);
            let same = |other: i64| { let (y, m, _) = civil(other); (y, m) == (year, month) };
            let before = (0..5).filter(|weeks| same(day - weeks * 7)).count();
            let behind = (0..5).filter(|weeks| same(day + weeks * 7)).count();
            let count = if nth > 0 { before } else { behind };
            of(day) == weekday && i64::try_from(count).expect("few") == nth.abs()
        };
        let mut expected = vec![first];
        // A fifth of a month is seldom: as many as a page needs are known.
        let is_near = |(ahead, day): &(usize, i64)| day * 86_400 + 43_200 <= far.as_second() || *ahead < READY;
        let all = (first + 1..).filter(|day| is_it(*day)).enumerate();
        expected.extend(all.take_while(is_near).map(|(_, day)| day));
        let name = NAMES[usize::try_from(weekday).expect("a weekday")];
        let (year, month, day) = civil(first);
        let start = format!("{year:04}-{month:02}-{day:02}T12:00");
        let found = expand(&event(&start), &format!("FREQ=MONTHLY;BYDAY={nth}{name}"), "UTC");
        let days: Vec<i64> = found.list.iter().map(|one| one.start.timestamp().as_second().div_euclid(86_400)).collect();
        prop_assert_eq!(days, expected);
    }

    /// Nothing that can be written makes the reckoning panic or hang.
    #[test]
    fn any_rule_has_occurrences_in_order(
        freq in prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        interval in 1_u32..5000,
        position in prop_oneof![1_i16..=366, -366_i16..=-1],
        month in 1_u8..=12,
        day in prop_oneof![1_i8..=31, -31_i8..=-1],
        year in 1_i16..9990,
    ) {
        let rule = format!("FREQ={freq};INTERVAL={interval};BYMONTH={month};BYMONTHDAY={day};BYSETPOS={position}");
        let found = expand(&event(&format!("{year:04}-02-28T23:59")), &rule, "Europe/Berlin");
        prop_assert!(!found.list.is_empty());
        prop_assert!(found.list.is_sorted_by(|one, other| one.start.timestamp() < other.start.timestamp()));
    }
}

#[test]
fn a_day_alone_as_the_new_start_means_the_usual_hour() {
    let mut fields = event("2026-11-20T19:30");
    fields.overrides = vec![Override { start: Some(written("2026-11-28")), ..change("2026-11-27") }];
    let found = expand(&fields, "FREQ=WEEKLY;COUNT=2", "Asia/Shanghai");
    assert_eq!(instants(&found), ["2026-11-20T11:30:00Z", "2026-11-28T11:30:00Z"]);
    assert_eq!(found.list[1].end.timestamp().to_string(), "2026-11-28T13:30:00Z", "it keeps its length");
}

#[test]
fn whole_days_are_days_of_the_calendar_where_the_clocks_change() {
    let mut fields = event("2026-10-18");
    let length = WrittenDuration { days: 1, minutes: 0 };
    fields.overrides = vec![Override { duration: Some(spanned(length)), ..change("2026-10-25") }];
    let found = expand(&fields, "FREQ=WEEKLY;COUNT=2", "Europe/Berlin");
    assert_eq!(found.list[1].end.date().to_string(), "2026-10-26", "a day of 25 hours");
}
