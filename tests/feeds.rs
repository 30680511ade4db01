//! What entries of feeds say of time: a reader has nothing but the entry.

mod support;

use support::{BuiltSite, TestSite};

fn event(fields: &str) -> String {
    format!("+++\ntitle = \"Lamp night\"\n{fields}\n+++\nBring a lamp.\n")
}

const ROOM: &str = "venue = { name = \"Lantern House\", address = \"8 Canal Row\" }";

fn site(fields: &str) -> TestSite {
    TestSite::plaza()
        .config("timezone = \"Asia/Shanghai\"", "timezone = \"Europe/Berlin\"")
        .file("content/events/lamp.md", event(fields))
}

/// The first item of the site's feed.
fn item(built: &BuiltSite) -> serde_json::Value {
    let feed: serde_json::Value =
        serde_json::from_str(built.expect_page("feed.json").text).expect("a feed is JSON");
    feed["items"][0].clone()
}

/// What the text of the first item begins with, without the marks of paragraphs.
#[track_caller]
fn says(fields: &str, lines: &[&str]) -> serde_json::Value {
    let item = item(&site(fields).build());
    let html = item["content_html"].as_str().expect("a text");
    let facts: Vec<&str> = html.split("</p>").map(|line| line.trim().trim_start_matches("<p>")).collect();
    let facts: Vec<String> =
        facts[..facts.len() - 2].iter().map(|line| line.replace('\u{a0}', " ")).collect();
    assert_eq!(facts, lines, "{html}");
    item
}

#[test]
fn an_event_says_when_and_where_it_is() {
    let item = says(
        &format!("start = 2026-11-27T19:30\nduration = \"2h\"\n{ROOM}"),
        &["Friday, 27 November 2026, 19:30 – 21:30 · Lantern House · 8 Canal Row"],
    );
    assert_eq!(item["title"], "Lamp night");
    says(
        "start = 2026-11-27T19:30\ntimezone = \"Asia/Shanghai\"\nmode = \"online\"\nonline_url = \"https://meet.example/\"",
        &["Friday, 27 November 2026, 19:30 Shanghai time · Online"],
    );
    says(
        &format!(
            "start = 2026-11-27\nend = 2026-11-29\nall_day = true\nmode = \"mixed\"\nonline_url = \"https://meet.example/\"\n{ROOM}"
        ),
        &["27–29 November 2026 · Lantern House · 8 Canal Row · online too"],
    );
}

#[test]
fn a_series_says_its_rule_and_which_evenings_are_other_than_the_rest() {
    says(
        &format!(
            "updated = 2026-11-01\nstart = 2026-11-06T19:30\nduration = \"2h\"\nrrule = \"FREQ=WEEKLY;UNTIL=20261231\"\n{ROOM}\n\
             overrides = [{{ recurrence_id = 2026-11-27T19:30, status = \"cancelled\" }}, {{ recurrence_id = 2026-12-04, start = 2026-12-05 }},\n\
             {{ recurrence_id = 2026-12-11T19:30, note = \"Upstairs\" }}]"
        ),
        &[
            "Every Friday · 19:30 – 21:30 · From Friday, 6 November 2026 · Until Thursday, 31 December 2026 · Lantern House · 8 Canal Row",
            "Friday, 27 November 2026, 19:30 – 21:30: Cancelled",
            "Saturday, 5 December 2026, 19:30 – 21:30: This event takes place at another time. It was to be on Friday, 4 December 2026, 19:30.",
        ],
    );
}

#[test]
fn a_series_says_how_often_or_each_day_that_somebody_chose() {
    says(
        &format!("start = 2026-11-27T19:30\nrrule = \"FREQ=WEEKLY;COUNT=3\"\n{ROOM}"),
        &[
            "Every Friday · 19:30 · From Friday, 27 November 2026 · 3 times in all · Lantern House · 8 Canal Row",
        ],
    );
    for (status, word) in [("scheduled", ""), ("cancelled", "Cancelled · ")] {
        says(
            &format!(
                "updated = 2026-11-01\nstart = 2026-11-27T19:30\nrdate = [2026-12-02]\nstatus = \"{status}\"\n{ROOM}"
            ),
            &[&format!(
                "{word}Friday, 27 November 2026, 19:30 · Wednesday, 2 December 2026, 19:30 · Lantern House · 8 Canal Row"
            )],
        );
    }
}

#[test]
fn what_became_of_the_plan_comes_first() {
    for (status, word) in [("cancelled", "Cancelled"), ("postponed", "Postponed")] {
        let item = says(
            &format!("updated = 2026-11-01\nstart = 2026-11-27T19:30\nstatus = \"{status}\"\n{ROOM}"),
            &[&format!("{word} · Friday, 27 November 2026, 19:30 · Lantern House · 8 Canal Row")],
        );
        assert_eq!(item["title"], format!("{word}: Lamp night"), "many readers show titles alone");
    }
    let item = says(
        &format!(
            "updated = 2026-11-01\nstart = 2026-11-27T19:30\nstatus = \"rescheduled\"\nprevious_start = 2026-11-20T19:30\n{ROOM}"
        ),
        &[
            "New time · Friday, 27 November 2026, 19:30 · Lantern House · 8 Canal Row",
            "This event takes place at another time. It was to be on Friday, 20 November 2026, 19:30.",
        ],
    );
    assert_eq!(item["title"], "Lamp night", "it takes place");
    says(
        "updated = 2026-11-01\nstart = 2026-11-27T19:30\nstatus = \"moved_online\"\nonline_url = \"https://meet.example/\"\nvenue = { name = \"Lantern House\" }",
        &["Moved online · Friday, 27 November 2026, 19:30 · Online"],
    );
}

#[test]
fn a_drop_says_from_when_and_for_how_much() {
    let drop = |more: &str| {
        let text =
            format!("+++\ntitle = \"Lamp\"\nrelease_at = 2026-12-01T20:00\n{more}\n+++\nIt is light.\n");
        let site = TestSite::plaza().file("content/drops/lamp.md", text);
        let item = item(&site.build());
        let (html, title) = (item["content_html"].as_str().expect("a text"), &item["title"]);
        format!("{title} {}", html.replace('\u{a0}', " "))
    };
    let told = drop("price = 12\ncurrency = \"EUR\"");
    assert!(told.starts_with("\"Lamp\" <p>Release: Tuesday, 1 December 2026, 20:00 · €12"), "{told}");
    let told = drop("price = 0\nstate = \"withdrawn\"");
    assert!(told.starts_with("\"Withdrawn: Lamp\" <p>Withdrawn · Release: "), "{told}");
    assert!(told.contains(" · Free</p>"), "{told}");
}

#[test]
fn facts_stand_before_the_summary_where_there_is_no_text() {
    let text = event(&format!("summary = \"Light.\"\nstart = 2026-11-27T19:30\n{ROOM}"));
    let site = site("start = 2026-11-27T19:30")
        .also("[feeds]\ncontent = \"summary\"")
        .file("content/events/lamp.md", text);
    let built = site.build();
    let item = item(&built);
    let summary = item["summary"].as_str().expect("a summary").replace('\u{a0}', " ");
    assert_eq!(summary, "Friday, 27 November 2026, 19:30 · Lantern House · 8 Canal Row\nLight.");
    assert_eq!(item["summary"], item["content_text"]);
    built.expect_page("feed.xml").contains("8 Canal Row\nLight.</summary>");
}

#[test]
fn a_feed_is_the_same_in_every_phase() {
    let built = |now: &str| {
        let site = site(&format!("start = 2026-11-27T19:30\nduration = \"2h\"\n{ROOM}")).now(now).build();
        ["feed.xml", "feed.json"].map(|feed| site.expect_page(feed).text.to_owned())
    };
    let before = built("2026-11-01T12:00:00Z");
    for now in
        ["2026-11-27T18:00:00Z", "2026-11-27T19:00:00Z", "2026-11-28T12:00:00Z", "2027-03-01T12:00:00Z"]
    {
        assert_eq!(built(now), before, "{now}");
    }
    assert!(before[0].contains("<updated>2026-11-27T19:30:00+01:00</updated>"), "{}", before[0]);
    let told = site("updated = 2026-11-03T10:00\nstart = 2026-11-27T19:30").build();
    told.expect_page("feed.xml").contains("<updated>2026-11-03T10:00:00+01:00</updated>");
}
