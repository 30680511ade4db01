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
