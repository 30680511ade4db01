//! Across an instant a build changes what speaks of it, and nothing else.

mod support;

use std::path::Path;

use handbill::model::{Transition, TransitionKind};
use jiff::{Timestamp, ToSpan};
use support::{Files, TestSite, copy_folder};

/// A site with everything that moves with time, and something that does not.
fn site() -> TestSite {
    TestSite::plaza()
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n\nWe mend.\n")
        .file("content/posts/lamp.md", "+++\ntitle = \"The lamp\"\ndate = 2026-11-20\ntags = [\"mending\"]\n+++\n\nIt burns.\n")
        .file("content/members/wen.md", "+++\nname = \"Wen\"\n[consent]\ngranted = 2026-01-10\nscopes = [\"page\", \"feed\"]\n+++\n")
        .file(
            "content/events/salon.md",
            "+++\ntitle = \"Winter salon\"\nstart = 2026-11-27T19:30\nduration = \"2h\"\nhosts = [\"wen\"]\nquestions_url = \"https://ask.example/\"\n+++\n",
        )
        .file(
            "content/events/mending.md",
            "+++\ntitle = \"Mending\"\nstart = 2027-01-08T19:00\nduration = \"2h\"\nrrule = \"FREQ=WEEKLY;COUNT=3\"\n+++\n",
        )
        .file(
            "content/drops/lantern.md",
            "+++\ntitle = \"Paper lantern\"\nrelease_at = 2026-12-10T10:00\nends_at = 2026-12-20T10:00\nprice = \"120\"\ncurrency = \"CNY\"\nmakers = [\"wen\"]\n\
             early_access = [{ tier = \"friends\", at = 2026-12-08T10:00 }]\n\
             [vote]\nurl = \"https://vote.example/\"\noptions = [\"Amber\", \"Moss\"]\nopens = 2026-12-01T10:00\ncloses = 2026-12-05T10:00\n+++\n",
        )
        .file("content/tiers/friends.md", "+++\ntitle = \"Friends\"\nprice = \"20\"\ncurrency = \"CNY\"\nperiod = \"month\"\n+++\n")
        .file(
            "content/campaigns/roof.md",
            "+++\ntitle = \"A roof\"\ngoal = 8000\nunit = \"CNY\"\ndeadline = 2026-12-15\nprogress = { raised = 5200 }\n+++\n",
        )
}

/// What a site says at an instant.
fn at(site: TestSite, now: &str) -> (TestSite, Files) {
    let site = site.now(now);
    let files = site.build().files;
    (site, files)
}

/// The files that differ between two outputs, in order.
fn differ(one: &Files, other: &Files) -> Vec<String> {
    let all: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    all.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// The files that a build changes from one instant to another.
fn changed(from: &str, to: &str) -> Vec<String> {
    let (site, before) = at(site(), from);
    differ(&before, &at(site, to).1)
}

/// What is still to come at an instant.
fn to_come(site: TestSite, now: &str) -> (TestSite, Vec<Transition>) {
    let site = site.now(now);
    let edition = site.run(&mut site.pipeline());
    let transitions = edition.printer.expect("a site without mistakes").site().transitions.clone();
    (site, transitions)
}

/// Holds each stretch without a transition to one output: right after one, and right before the next.
fn nothing_moves_between(mut site: TestSite, transitions: &[Transition]) {
    let mut instants: Vec<Timestamp> = transitions.iter().map(|transition| transition.at).collect();
    instants.dedup();
    for gap in instants.windows(2) {
        let (after, before) = (gap[0].to_string(), (gap[1] - 1.second()).to_string());
        let (again, first) = at(site, &after);
        let (again, last) = at(again, &before);
        site = again;
        assert_eq!(differ(&first, &last), Vec::<String>::new(), "between {after} and {before}");
    }
}

#[test]
fn where_nothing_happens_no_byte_changes() {
    let (site, transitions) = to_come(site(), "2026-11-21T12:00:00Z");
    for kind in [
        TransitionKind::EventPhase,
        TransitionKind::DropState,
        TransitionKind::Vote,
        TransitionKind::Campaign,
    ] {
        assert!(transitions.iter().any(|transition| transition.kind == kind), "no {}", kind.name());
    }
    nothing_moves_between(site, &transitions);
}

#[test]
fn the_horizon_of_what_comes_again_for_ever_moves_no_byte() {
    for rule in ["MONTHLY;INTERVAL=4", "YEARLY;INTERVAL=3;BYMONTH=7;BYDAY=SA,SU", "YEARLY"] {
        let event = format!(
            "+++\ntitle = \"Fair\"\nstart = 2025-07-05T10:00\nduration = \"8h\"\nrrule = \"FREQ={rule}\"\n+++\n"
        );
        let site = TestSite::plaza().file("content/events/fair.md", event);
        let (site, mut transitions) = to_come(site, "2026-08-01T00:00:00Z");
        transitions.truncate(12);
        assert!(transitions.len() > 5, "FREQ={rule} shows little that moves");
        nothing_moves_between(site, &transitions);
    }
}

#[test]
fn the_example_stays_the_same_where_nothing_happens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content-example");
    let site = TestSite::new();
    for part in ["content", "data", "static", "templates", "i18n", "themes", "posters"] {
        if root.join(part).is_dir() {
            copy_folder(&root.join(part), &site.root().join(part));
        }
    }
    let site = site
        .file("handbill.toml", std::fs::read(root.join("handbill.toml")).expect("the configuration"))
        .file("codes.toml", std::fs::read(root.join("codes.toml")).expect("the ledger"));
    let (site, mut transitions) = to_come(site, "2026-11-25T04:00:00Z");
    transitions.dedup_by_key(|transition| transition.at);
    assert!(transitions.len() > 8, "the example shows little that moves");
    // The whole way takes minutes.
    transitions.truncate(4);
    nothing_moves_between(site, &transitions);
}

#[test]
fn an_events_phase_changes_its_page_alone() {
    // Lists tell what is to come, what is live and what is over.
    assert_eq!(
        changed("2026-11-25T11:29:59Z", "2026-11-25T11:30:00Z"),
        ["events/salon/index.html", "next-build.json"]
    );
}

#[test]
fn an_events_end_changes_its_page_its_lists_and_home() {
    let expected = [
        "events/2026/index.html",
        "events/index.html",
        "events/salon/index.html",
        "index.html",
        "members/wen/index.html",
        "next-build.json",
    ];
    assert_eq!(changed("2026-11-27T13:29:59Z", "2026-11-27T13:30:00Z"), expected);
}

#[test]
fn a_drops_state_changes_its_page_its_lists_and_home() {
    let expected = [
        "drops/2026/index.html",
        "drops/index.html",
        "drops/lantern/index.html",
        "index.html",
        "join/index.html",
        "members/wen/index.html",
        "next-build.json",
    ];
    assert_eq!(changed("2026-12-10T01:59:59Z", "2026-12-10T02:00:00Z"), expected);
}

#[test]
fn a_votes_end_changes_the_page_of_its_drop() {
    let expected = ["drops/lantern/index.html", "next-build.json"];
    assert_eq!(changed("2026-12-05T01:59:59Z", "2026-12-05T02:00:00Z"), expected);
}

#[test]
fn a_deadline_changes_its_campaign_and_where_that_is_shown() {
    let expected = ["campaigns/index.html", "campaigns/roof/index.html", "index.html", "next-build.json"];
    assert_eq!(changed("2026-12-15T15:59:59Z", "2026-12-15T16:00:00Z"), expected);
}
