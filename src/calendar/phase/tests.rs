//! The phases of an event, one by one.

use super::*;

fn zoned(text: &str) -> Zoned {
    format!("2026-{text}+08:00[Asia/Shanghai]").parse().expect("a zoned time")
}

/// What is known of an evening of two hours.
struct Evening {
    start: Zoned,
    end: Zoned,
    takes_place: bool,
    recapped: bool,
}

fn evening(start: &str) -> Evening {
    let start = zoned(start);
    let end = start.checked_add(2.hours()).expect("in range");
    Evening { start, end, takes_place: true, recapped: false }
}

fn of(evenings: &[Evening], all_day: bool) -> Vec<String> {
    let parts: Vec<Part<'_>> = evenings
        .iter()
        .enumerate()
        .map(|(of, one)| Part {
            of,
            start: &one.start,
            end: &one.end,
            all_day,
            takes_place: one.takes_place,
            recapped: one.recapped,
            offsets: PhaseOffsets::default(),
        })
        .collect();
    let said = |turn: &EventTurn| {
        let at = turn.at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
        format!("{} {} {}", at.strftime("%m-%dT%H:%M"), turn.state.name(), turn.of)
    };
    turns(&parts).iter().map(said).collect()
}

#[test]
fn an_evening_has_six_turns_and_the_last_is_the_end_of_the_promise() {
    let expected = [
        "11-22T19:30 announced 0",
        "11-25T19:30 questions 0",
        "11-27T17:30 warmup 0",
        "11-27T19:30 live 0",
        "11-27T21:30 recap 0",
        "11-29T21:30 past 0",
    ];
    assert_eq!(of(&[evening("11-27T19:30:00")], false), expected);
}

#[test]
fn whole_days_have_no_warm_up() {
    let days = of(&[evening("11-27T00:00:00")], true);
    assert!(days.iter().all(|turn| !turn.contains("warmup")), "{days:?}");
}

#[test]
fn who_told_how_it_was_need_not_promise_it() {
    let told = Evening { recapped: true, ..evening("11-27T19:30:00") };
    assert_eq!(of(&[told], false).last().map(String::as_str), Some("11-27T21:30 past 0"));
}

#[test]
fn what_does_not_take_place_is_only_ahead_and_past() {
    let off = Evening { takes_place: false, ..evening("11-27T19:30:00") };
    assert_eq!(of(&[off], false), ["11-27T21:30 past 0"]);
}

#[test]
fn what_overlaps_belongs_to_the_later_evening_and_begins_when_the_one_before_has_ended() {
    let weekly = of(&[evening("11-20T19:30:00"), evening("11-27T19:30:00")], false);
    assert_eq!(
        weekly[4..7],
        ["11-20T21:30 recap 0", "11-22T19:30 announced 1", "11-25T19:30 questions 1"],
        "the wait for a recap ends where the next is announced"
    );
    let daily = of(&[evening("11-26T19:30:00"), evening("11-27T19:30:00")], false);
    assert_eq!(
        daily[3..],
        [
            "11-26T19:30 live 0",
            "11-26T21:30 questions 1",
            "11-27T17:30 warmup 1",
            "11-27T19:30 live 1",
            "11-27T21:30 recap 1",
            "11-29T21:30 past 1",
        ],
        "an evening is live although the next has long been announced"
    );
}

#[test]
fn between_two_evenings_far_apart_the_next_is_ahead() {
    let monthly = of(&[evening("11-06T19:30:00"), evening("12-04T19:30:00")], false);
    assert_eq!(monthly[4..7], ["11-06T21:30 recap 0", "11-08T21:30 scheduled 1", "11-29T19:30 announced 1"]);
}

#[test]
fn an_evening_that_begins_while_another_goes_on_takes_over() {
    let both = of(&[evening("11-27T19:30:00"), evening("11-27T20:30:00")], false);
    assert_eq!(
        both[3..],
        ["11-27T19:30 live 0", "11-27T20:30 live 1", "11-27T22:30 recap 1", "11-29T22:30 past 1"]
    );
}

#[test]
fn a_cancelled_evening_takes_nothing_from_one_that_was_moved_to_it() {
    let moved = evening("11-27T19:30:00");
    let off = Evening { takes_place: false, ..evening("11-27T19:30:00") };
    let alone = of(&[evening("11-27T19:30:00")], false);
    assert_eq!(of(&[moved, off], false), alone);
}

#[test]
fn days_count_by_the_calendar_at_the_same_local_hour() {
    let start: Zoned = "2026-03-31T19:00:00+02:00[Europe/Berlin]".parse().expect("a zoned time");
    let days = WrittenDuration { days: -5, minutes: -30 };
    // The clocks went forward on the 29th.
    assert_eq!(shifted(&start, days).map(|at| at.to_string()).as_deref(), Some("2026-03-26T17:30:00Z"));
}

#[test]
fn a_state_holds_from_its_instant_on() {
    let turn =
        |second, state| EventTurn { at: Timestamp::from_second(second).expect("in range"), state, of: 3 };
    let turns = [turn(10, EventState::Live), turn(20, EventState::Past)];
    let at = |second| state_at(&turns, 1, Timestamp::from_second(second).expect("in range"));
    assert_eq!(at(9), (EventState::Scheduled, 1));
    assert_eq!(at(10), (EventState::Live, 3));
    assert_eq!(at(20), (EventState::Past, 3));
}
