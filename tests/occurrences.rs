//! What happens again: wherever something points at one of its times, the event's page has it.

mod support;
#[path = "support/walk.rs"]
#[allow(dead_code, reason = "the laws use all of it")]
mod walk;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use support::{BuiltSite, TestSite};

/// A bench every Friday since 2023, with evenings that were moved, called off and told of; built in November 2026.
fn bench(rule: &str) -> TestSite {
    let event = format!(
        "+++\ntitle = \"Bench\"\nstart = 2023-01-06T19:30\nend = 2023-01-06T22:00\nrrule = \"{rule}\"\nupdated = 2026-11-01\n\
         chapter = \"river\"\nseries = \"bench\"\nexdate = [2027-05-07]\n\
         [[overrides]]\nrecurrence_id = 2024-03-01T19:30\nstart = 2024-03-02T15:00\n\
         [[overrides]]\nrecurrence_id = 2027-06-04T19:30\nstatus = \"cancelled\"\nnote = \"The fair.\"\n\
         [[overrides]]\nrecurrence_id = 2028-06-02T19:30\ntitle = \"Far ahead\"\n+++\n"
    );
    let mut site = TestSite::plaza()
        .file("content/events/bench.zh.md", &event)
        .file("content/events/bench.md", event)
        .file("content/chapters/river.md", "+++\ntitle = \"River\"\n+++\n");
    for (name, day) in [("old", "2023-02-04"), ("moved", "2024-03-03"), ("new", "2026-11-14")] {
        let post = format!("+++\ntitle = \"{name}\"\ndate = {day}\nrecap_of = \"events/bench\"\n+++\n");
        site = site.file(&format!("content/posts/{name}.md"), post);
    }
    site
}

fn anchors(built: &BuiltSite, page: &str) -> Vec<String> {
    let ids = walk::read(built.expect_page(page).text).ids;
    ids.into_iter().filter(|id| id.starts_with("On-")).collect()
}

/// The Fridays from the first to the last, both inclusive.
fn fridays(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(7.days()).take_while(move |day| *day <= last)
}

#[test]
fn each_time_up_to_a_year_ahead_has_one_anchor() {
    let built = bench("FREQ=WEEKLY;BYDAY=FR").build();
    // A year after the next, which is on the 27th of November; those that were changed however far ahead they lie.
    let days = fridays(date(2023, 1, 6), date(2027, 11, 26)).chain([date(2028, 6, 2)]);
    let expected: BTreeSet<String> = days
        .filter(|day| *day != date(2027, 5, 7))
        .map(|day| format!("On-{}T193000", day.strftime("%Y%m%d")))
        .collect();
    for page in ["events/bench/index.html", "zh/events/bench/index.html"] {
        let found = anchors(&built, page);
        assert_eq!(found.len(), expected.len(), "{page} has an anchor twice, or lacks one");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected, "{page}");
    }
    let page = built.expect_page("events/bench/index.html");
    // Those that stand ready for a later reader can be read of already.
    let closed = page.text.split("class=\"dates\"").nth(1).expect("a folded list");
    assert!(closed.contains("<h3>2027</h3>") && closed.contains("<li>1 Jan</li>"), "{closed}");
    page.contains("<s>4 Jun</s> Cancelled <span class=\"soft\">The fair.</span>").contains("2 Jun Far ahead");
}

#[test]
fn whatever_points_at_a_time_finds_it() {
    for rule in ["FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20281229T113000Z"] {
        for now in
            ["2023-01-01T00:00:00Z", "2026-11-21T04:00:00Z", "2028-12-01T00:00:00Z", "2029-06-01T00:00:00Z"]
        {
            let built = bench(rule).now(now).build();
            let faults = walk::faults(&built.files, "https://lantern.example/", false);
            assert!(faults.is_empty(), "{rule} at {now}: {faults:#?}");
            let told =
                built.expect_page("index.html").text.to_owned() + built.expect_page("events/index.html").text;
            let ahead = now < "2028-12-25" || !rule.contains("UNTIL");
            assert_eq!(told.contains("events/bench/#On-"), ahead || now > "2029", "{rule} at {now}");
        }
    }
}

#[test]
fn a_page_of_many_years_is_not_heavier_than_its_days() {
    let weight = |start: &str| {
        let event = format!("+++\ntitle = \"Bench\"\nstart = {start}T19:30\nrrule = \"FREQ=WEEKLY\"\n+++\n");
        let built = TestSite::plaza().file("content/events/bench.md", event).build();
        (
            built.expect_page("events/bench/index.html").text.len(),
            anchors(&built, "events/bench/index.html").len(),
        )
    };
    let (old, young) = (weight("2016-11-25"), weight("2025-11-28"));
    let (bytes, days) = (old.0 - young.0, old.1 - young.1);
    assert!(days > 450 && bytes < days * 60, "{bytes} bytes for {days} days");
}

#[test]
fn a_series_that_is_called_off_keeps_what_was_and_ends_with_one_evening_that_is_off() {
    let built = TestSite::plaza()
        .file(
            "content/events/bench.md",
            "+++\ntitle = \"Bench\"\nstart = 2026-10-02T19:30:00\nrrule = \"FREQ=WEEKLY;COUNT=40\"\n\
             status = \"cancelled\"\nupdated = 2026-11-22\nuid = \"bench\"\n+++\n",
        )
        .file(
            "content/posts/how.md",
            "+++\ntitle = \"How it was\"\ndate = 2026-10-11\nrecap_of = \"events/bench\"\n+++\n",
        )
        .now("2026-11-23T12:00:00+08:00")
        .build();
    built
        .expect_page("events/bench/index.html")
        .contains("This event will not take place.")
        .contains("<time datetime=\"2026-11-27T19:30:00+08:00\">Friday, 27 November 2026</time>")
        .contains("id=\"On-20261120T193000\"")
        .contains("How it was")
        .lacks("On-20261204");
    let list = built.expect_page("events/index.html");
    assert_eq!(
        list.text.matches("class=\"row\"").count(),
        2,
        "the next one, and the one with a recap: {}",
        list.text
    );
    list.contains("Cancelled").contains("posts/how/");
    built
        .expect_page("events.ics")
        .contains("RRULE:FREQ=WEEKLY;UNTIL=20261127T113000Z")
        .contains("STATUS:CONFIRMED")
        .contains("RECURRENCE-ID;TZID=Asia/Shanghai:20261127T193000\r\nSTATUS:CANCELLED");
}

#[test]
fn places_are_left_at_the_evening_for_which_they_were_counted() {
    let site = |now: &str| {
        let fields = "start = 2026-11-06T19:30:00\nrrule = \"FREQ=WEEKLY;COUNT=12\"\ncapacity = 10\n\
                      remaining = { n = 0, as_of = 2026-11-26 }\nrsvp = { url = \"https://rsvp.example/\" }";
        TestSite::plaza()
            .file("content/events/bench.md", format!("+++\ntitle = \"Bench\"\n{fields}\n+++\n"))
            .now(now)
            .build()
    };
    let full = site("2026-11-26T12:00:00+08:00");
    full.expect_page("events/bench/index.html")
        .contains("<div data-when=\"n0\">\n<b>All 10 taken</b>")
        .contains("data-when=\"n1 n2 beyond\" hidden>10 seats<");
    let list = full.expect_page("events/index.html");
    assert_eq!(list.text.matches("Full").count(), 1, "{}", list.text);
    site("2026-11-30T12:00:00+08:00")
        .expect_page("events/bench/index.html")
        .contains("10 seats")
        .lacks("taken")
        .lacks("waiting list");
}

#[test]
fn a_page_behind_its_last_face_leads_to_its_dates() {
    let built = TestSite::plaza()
        .file(
            "content/events/bench.md",
            "+++\ntitle = \"Bench\"\nstart = 2026-11-20T19:30:00\nduration = \"2h\"\nrrule = \"FREQ=DAILY;COUNT=9\"\n+++\n",
        )
        .now("2026-11-21T12:00:00+08:00")
        .build();
    built
        .expect_page("events/bench/index.html")
        .contains(" 2026-11-23T13:30:00Z scheduled.beyond.on\"")
        .contains("data-when=\"beyond\" hidden>\n<div class=\"acts\"><a class=\"btn\" href=\"#Dates\">See what comes next</a>");
}

#[test]
fn a_day_is_counted_down_to_where_it_begins_and_not_in_greenwich() {
    let built = TestSite::plaza()
        .file("content/events/camp.md", "+++\ntitle = \"Camp\"\nstart = 2026-12-03\nall_day = true\n+++\n")
        .now("2026-11-21T12:00:00+08:00")
        .build();
    for path in ["events/camp/index.html", "index.html"] {
        built.expect_page(path).contains("data-count=\"2026-12-02T16:00:00Z\"");
    }
}

#[test]
fn no_post_tells_how_an_evening_was_before_it_began() {
    let phase = |written: &str, named: bool| {
        let (event, post) =
            if named { ("\nrecap = \"posts/p\"", "") } else { ("", "\nrecap_of = \"events/once\"") };
        let built = TestSite::plaza()
            .file(
                "content/events/once.md",
                format!("+++\ntitle = \"Once\"\nstart = 2026-11-20T19:30{event}\n+++\n"),
            )
            .file("content/posts/p.md", format!("+++\ntitle = \"Told\"\ndate = {written}{post}\n+++\n"))
            .build();
        let page = built.expect_page("events/once/index.html").text;
        let told = built.diagnostics.iter().any(|problem| problem.code == "time::recap-before-event");
        assert_eq!(told, !page.contains("Read how it was"), "{}", built.told());
        page.split_once("data-phase=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .expect("a phase")
            .0
            .to_owned()
    };
    for named in [true, false] {
        assert_eq!(phase("2026-11-19", named), "recap", "the recap is still to come");
        assert_eq!(phase("2026-11-20T19:00", named), "recap");
        assert_eq!(phase("2026-11-20", named), "past", "by the end of its day it had begun");
        assert_eq!(phase("2026-11-21", named), "past");
    }
}

#[test]
fn an_evening_moved_to_another_day_keeps_its_hour() {
    let event = "+++\ntitle = \"Bench\"\nstart = 2026-11-20T19:30\nend = 2026-11-20T22:00\nrrule = \"FREQ=WEEKLY\"\nupdated = 2026-11-01\n\
        overrides = [{ recurrence_id = 2026-11-27, start = 2026-11-28 }]\n+++\n";
    let built = TestSite::plaza().file("content/events/bench.md", event).build();
    built
        .expect_page("events/bench/event.ics")
        .contains("DTSTART;TZID=Asia/Shanghai:20261128T193000\r\n")
        .contains("DTEND;TZID=Asia/Shanghai:20261128T220000\r\n");
    built.expect_page("events/bench/index.html").contains("Saturday, 28 November 2026, 19:30");
}

/// A weekly bench since October that was called off on 22 November, with overrides.
fn called_off(overrides: &str, now: &str) -> BuiltSite {
    let fields = "start = 2026-10-02T19:30:00\nrrule = \"FREQ=WEEKLY\"\nstatus = \"cancelled\"\nupdated = 2026-11-22\nuid = \"bench\"";
    TestSite::plaza()
        .file("content/events/bench.md", format!("+++\ntitle = \"Bench\"\n{fields}\n{overrides}\n+++\n"))
        .now(now)
        .build()
}

#[test]
fn what_was_changed_about_the_first_evening_that_is_off_does_not_bring_it_back() {
    for id in ["2026-11-27T19:30:00", "2026-11-27T19:30:00+08:00"] {
        for change in
            ["note = \"Bring a lamp.\"", "status = \"moved_online\"\nonline_url = \"https://meet.example/\""]
        {
            let built = called_off(
                &format!("[[overrides]]\nrecurrence_id = {id}\n{change}"),
                "2026-11-23T12:00:00+08:00",
            );
            built
                .expect_page("events.ics")
                .contains("RECURRENCE-ID;TZID=Asia/Shanghai:20261127T193000\r\nSTATUS:CANCELLED");
            built
                .expect_page("events/bench/index.html")
                .contains("This event will not take place.")
                .lacks("Join online");
        }
    }
}

#[test]
fn an_evening_that_was_moved_is_off_or_was_by_when_it_was_to_be() {
    // Moved behind the day on which all was called off: off with the others.
    let later = "[[overrides]]\nrecurrence_id = 2026-11-20T19:30:00\nstart = 2026-12-09T19:30:00";
    let built = called_off(later, "2026-11-23T12:00:00+08:00");
    built
        .expect_page("events.ics")
        .contains("RECURRENCE-ID;TZID=Asia/Shanghai:20261120T193000\r\nSTATUS:CANCELLED");
    built.expect_page("events/bench/index.html").lacks("Next: Wednesday");
    // Moved forward: it was.
    let forward = "[[overrides]]\nrecurrence_id = 2026-12-04T19:30:00\nstart = 2026-11-18T19:30:00";
    let built = called_off(forward, "2026-11-23T12:00:00+08:00");
    built.expect_page("events/bench/index.html").contains("Wednesday, 18 November 2026");
    built
        .expect_page("events.ics")
        .contains("DTSTART;TZID=Asia/Shanghai:20261118T193000")
        .contains("RECURRENCE-ID;TZID=Asia/Shanghai:20261127T193000\r\nSTATUS:CANCELLED");
}

#[test]
fn nothing_is_due_when_an_evening_that_is_off_would_have_begun() {
    let off = "[[overrides]]\nrecurrence_id = 2026-12-04T19:30:00\nstatus = \"cancelled\"";
    let built = |now: &str| {
        let fields = "start = 2026-11-06T19:30:00\nduration = \"2h\"\nrrule = \"FREQ=WEEKLY;COUNT=12\"";
        let text = format!("+++\ntitle = \"Bench\"\n{fields}\n{off}\n+++\n");
        let site = TestSite::plaza().file("content/events/bench.md", text).now(now).build();
        site.expect_page("events/index.html").text.to_owned()
    };
    assert_eq!(built("2026-12-04T19:29:00+08:00"), built("2026-12-04T19:31:00+08:00"));
    assert_ne!(built("2026-12-04T21:29:00+08:00"), built("2026-12-04T21:31:00+08:00"));
}

#[test]
fn a_post_that_is_too_early_is_no_recap_on_any_page() {
    let built = TestSite::plaza()
        .file("content/events/salon.md", "+++\ntitle = \"Salon\"\nstart = 2026-12-20T19:30:00\n+++\n")
        .file(
            "content/posts/early.md",
            "+++\ntitle = \"Early\"\ndate = 2026-11-20\nrecap_of = \"events/salon\"\npeople = [\"wen\"]\n+++\n",
        )
        .file(
            "content/members/wen.md",
            "+++\nname = \"Wen Lan\"\nconsent = { granted = 2026-01-01, scopes = [\"page\"] }\n+++\n",
        )
        .build();
    built.expect_page("posts/early/index.html").lacks("Looks back on");
    built.expect_page("members/wen/index.html").lacks("Helped");
}
