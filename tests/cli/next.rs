//! `handbill next`.

use serde_json::Value;

use crate::site::Site;

/// Before the phases of the mending on Friday.
const EARLY: &str = "2026-11-27T11:00:00Z";

#[test]
fn the_next_instant_is_told_in_the_sites_zone_and_what_only_a_build_brings_beside_it() {
    let site = Site::new();
    let ran = site.run(&["next", "--now", EARLY]).ends(0);
    assert_eq!(
        ran.stdout,
        "2026-11-27T19:30:00+08:00  event-phase\n2026-12-01T00:00:00+08:00  publication  required\n"
    );
    assert!(ran.stderr.starts_with("looked ahead from 2026-11-27T19:00:00+08:00: "), "{}", ran.stderr);
    // What is next is required itself: it is told once.
    let ran = site.run(&["next", "--now", "2026-11-30T12:00:00Z"]).ends(0);
    assert_eq!(ran.stdout, "2026-12-01T00:00:00+08:00  publication  required\n");
    assert_eq!(ran.stderr, "looked ahead from 2026-11-30T20:00:00+08:00: 1 change to come\n");
}

#[test]
fn it_says_what_next_build_json_says() {
    let site = Site::new();
    site.run(&["build", "--now", EARLY]).ends(0);
    let file: Value = serde_json::from_str(&site.output("next-build.json")).expect("JSON");
    let ran = site.run(&["next", "--now", EARLY]).ends(0);
    let instants: Vec<jiff::Timestamp> = ran
        .stdout
        .lines()
        .map(|line| line.split("  ").next().unwrap_or(line).parse().expect("an instant"))
        .collect();
    let said = |key: &str| file[key].as_str().expect("an instant").parse().expect("an instant");
    assert_eq!(instants, [said("next"), said("required")]);
    assert!(ran.stdout.contains(file["kind"].as_str().expect("a kind")));
}

#[test]
fn a_scheduler_gets_one_line_with_its_zone_and_the_whole_path() {
    let site = Site::new();
    let ran = site.run(&["next", "--cron", "--now", EARLY]).ends(0);
    let root = std::path::absolute(site.root()).expect("a path");
    assert_eq!(
        ran.stdout,
        format!("30 11 27 11 * handbill build '{}' # 2026-11-27 11:30 UTC, event-phase\n", root.display())
    );
}

#[test]
fn where_nothing_is_to_come_it_says_so() {
    let site = Site::new();
    for arguments in [&["next", "--now", "2027-01-01"][..], &["next", "--cron", "--now", "2027-01-01"]] {
        let ran = site.run(arguments).ends(0);
        assert_eq!(ran.stdout, "");
        assert_eq!(ran.stderr, "looked ahead from 2027-01-01T00:00:00+08:00: nothing to come\n");
    }
    assert_eq!(site.run(&["--quiet", "next", "--now", "2027-01-01"]).ends(0).stderr, "");
}

#[test]
fn a_broken_site_is_looked_ahead_at_all_the_same() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["next", "--now", "2027-01-01"]).ends(0);
    assert!(ran.stderr.ends_with("nothing to come; `handbill check` tells of 1 error\n"), "{}", ran.stderr);
}
