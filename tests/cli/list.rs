//! `handbill list`.

use serde_json::Value;

use crate::site::Site;

fn listed(site: &Site, arguments: &[&str]) -> Vec<Value> {
    let ran = site.run(&[&["list", "--json"], arguments].concat()).ends(0);
    assert_eq!(ran.stderr, "");
    match serde_json::from_str(&ran.stdout).expect("JSON") {
        Value::Array(entries) => entries,
        other => panic!("no list: {other}"),
    }
}

fn paths(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|entry| entry["path"].as_str().expect("a path")).collect()
}

#[test]
fn each_entry_has_the_keys_that_are_documented_and_no_others() {
    let site = Site::new();
    let entries = listed(&site, &[]);
    assert_eq!(entries.len(), 8, "{entries:#?}");
    for entry in &entries {
        let keys: Vec<&String> = entry.as_object().expect("an object").keys().collect();
        assert_eq!(
            keys,
            ["path", "kind", "lang", "title", "url", "date", "state", "withheld", "reason", "tags"]
        );
    }
    let of = |path: &str| entries.iter().find(|entry| entry["path"] == path).expect("an entry");
    let lamp = of("content/posts/the-lamp.md");
    assert_eq!((&lamp["url"], &lamp["tags"]), (&"/posts/the-lamp/".into(), &serde_json::json!(["repair"])));
    assert_eq!(of("content/about.zh.md")["url"], "/zh/about/");
    let later = of("content/posts/later.md");
    assert_eq!((&later["withheld"], &later["url"]), (&true.into(), &Value::Null));
}

#[test]
fn a_kind_and_what_lacks_a_recap_can_be_asked_for() {
    let site = Site::new();
    let events = listed(&site, &["--kind", "event"]);
    assert_eq!(paths(&events), ["content/events/friday-mending.md", "content/events/autumn-mending.md"]);
    let lacking = listed(&site, &["--needs", "recap"]);
    assert_eq!(paths(&lacking), ["content/events/autumn-mending.md"]);
    site.write(
        "content/posts/autumn.md",
        "+++\ntitle = \"How it was\"\ndate = 2026-10-17\nrecap_of = \"events/autumn-mending\"\n+++\n",
    );
    assert!(listed(&site, &["--needs", "recap"]).is_empty());
}

#[test]
fn of_a_series_the_last_evening_that_took_place_is_asked_of() {
    let site = Site::new();
    site.write(
        "content/events/autumn-mending.md",
        "+++\ntitle = \"Every Friday\"\nstart = 2026-10-02T19:30:00\nrrule = \"FREQ=WEEKLY\"\nupdated = 2026-11-01\n\n\
         [[overrides]]\nrecurrence_id = 2026-11-20T19:30:00\nstatus = \"cancelled\"\n+++\n",
    );
    let lacking = listed(&site, &["--needs", "recap"]);
    assert_eq!(
        (&lacking[0]["date"], &lacking[0]["state"]),
        (&"2026-11-13T19:30:00+08:00".into(), &"past".into())
    );
    let told = |day: &str| {
        site.write(
            "content/posts/friday.md",
            &format!(
                "+++\ntitle = \"How it was\"\ndate = {day}\nrecap_of = \"events/autumn-mending\"\n+++\n"
            ),
        );
        listed(&site, &["--needs", "recap"])
    };
    assert_eq!(told("2026-11-07").len(), 1, "that tells of the week before");
    assert!(told("2026-11-20").is_empty(), "what was cancelled has nothing to tell");
}

#[test]
fn people_get_a_table_on_stdout_and_a_closing_line_on_stderr() {
    let site = Site::new();
    let ran = site.run(&["list", "--kind", "post"]).ends(0);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert!(
        lines.iter().any(|line| line.starts_with("2026-11-20") && line.contains("The lamp")),
        "{lines:?}"
    );
    assert!(lines.iter().any(|line| line.contains("draft") && line.contains("half-done.md")), "{lines:?}");
    assert_eq!(ran.stderr, "listed 3 sources\n");
    let one = site.run(&["list", "--kind", "member"]).ends(0);
    assert_eq!(one.stderr, "listed 1 source\n");
}

#[test]
fn a_list_of_a_broken_site_says_that_it_is_broken() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["list"]).ends(0);
    assert_eq!(ran.stderr, "listed 9 sources; `handbill check` tells of 1 error\n");
}
