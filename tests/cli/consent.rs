//! `handbill consent`.

use serde_json::Value;

use crate::site::Site;

/// Wen agreed to everything for good; Mo's consent ends in two weeks, Tan's has ended, Lu gave none, and Ana's begins
/// later. A story is about Tan.
fn people() -> Site {
    let site = Site::new();
    let member = |handle: &str, name: &str, consent: &str| {
        site.write(
            &format!("content/members/{handle}.md"),
            &format!("+++\nname = \"{name}\"\n{consent}\n[private]\nphone = \"0042\"\n+++\n"),
        );
    };
    member(
        "mo",
        "莫莫",
        "consent = { granted = 2026-01-01, expires = 2026-12-05, scopes = [\"page\", \"feed\"] }",
    );
    member("tan", "Tan", "consent = { granted = 2024-01-01, expires = 2026-10-31, scopes = [\"page\"] }");
    member("lu", "Lu", "");
    member("ana", "Ana", "consent = { granted = 2027-01-01, scopes = [\"page\"] }");
    member("ed", "Ed", "consent = { granted = 2026-01-01, scopes = [\"photo\"] }");
    site.write(
        "content/stories/key.md",
        "+++\ntitle = \"The key\"\ndate = 2026-11-01\npeople = [\"tan\"]\n+++\n",
    );
    site
}

#[test]
fn every_member_and_every_scope_is_listed_with_its_end_and_what_it_allows() {
    let ran = people().run(&["consent"]).ends(0);
    let columns = |line: &str| -> Vec<String> {
        line.trim().split("  ").filter(|part| !part.is_empty()).map(|part| part.trim().to_owned()).collect()
    };
    let of = |name: &str| -> Vec<Vec<String>> {
        let lines = ran.stdout.lines().skip_while(|line| !line.starts_with(name)).skip(1);
        lines.take_while(|line| !line.is_empty()).map(columns).collect()
    };
    let mo = of("mo  莫莫");
    assert_eq!(mo[0][..3], ["page", "yes", "until 2026-12-05, soon"]);
    assert!(mo[0][3].contains("stories about them"), "{mo:?}");
    assert_eq!(mo[1][..3], ["photo", "no", "not granted"]);
    assert_eq!(mo[3][..3], ["feed", "yes", "until 2026-12-05, soon"]);
    assert_eq!(of("wen  Wen Li")[2][..3], ["poster", "yes", "without end"]);
    assert_eq!(of("tan  Tan")[0][..3], ["page", "no", "ended 2026-10-31"]);
    assert_eq!(of("ana  Ana")[0][..3], ["page", "no", "from 2027-01-01"]);
    assert_eq!(of("ed  Ed")[1][..3], ["photo", "no", "needs `page`"]);
    let left_out: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("left out")).collect();
    assert!(left_out.iter().any(|line| line.ends_with(": content/stories/key.md")), "{left_out:#?}");
    assert!(left_out.iter().any(|line| line.ends_with(": content/members/lu.md")), "{left_out:#?}");
    assert!(!ran.stdout.contains("0042"), "what is private is nobody's business");
    // What it allows begins at one place in every line of the table.
    let starts: Vec<usize> = ran.stdout.lines().filter_map(|line| line.find("any picture")).collect();
    assert_eq!(starts.len(), 6);
    assert!(starts.windows(2).all(|pair| pair[0] == pair[1]), "{starts:?}");
}

#[test]
fn it_warns_from_thirty_days_before_the_end_and_so_does_a_check() {
    let site = people();
    let warning = "warning[consent::ends-soon]: the consent of `mo` ends with 2026-12-05, in ";
    let at = |command: &str, now: &str| site.run(&[command, "--now", now]).ends(0).stderr;
    for command in ["consent", "check"] {
        assert!(at(command, "2026-11-21").contains(&format!("{warning}14 days")), "{command}");
        assert!(at(command, "2026-11-06T00:00+08:00").contains(&format!("{warning}29 days")), "{command}");
        assert!(!at(command, "2026-11-05T23:59+08:00").contains("ends-soon"), "{command}");
        assert!(!at(command, "2026-12-06").contains("ends-soon"), "{command}");
    }
    assert!(
        at("consent", "2026-11-21")
            .ends_with("listed 6 members; 4 without `page`; 1 whose consent ends within 30 days\n")
    );
}

#[test]
fn programs_get_the_same_as_data() {
    let ran = people().run(&["consent", "--json"]).ends(0);
    assert_eq!(ran.stderr, "");
    let all: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let of = |handle: &str| {
        let mut all = all.as_array().expect("a list").iter();
        all.find(|member| member["handle"] == handle).unwrap_or_else(|| panic!("no {handle}")).clone()
    };
    let mo = of("mo");
    let keys: Vec<&String> = mo.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["handle", "name", "paths", "scopes", "ends_soon", "withheld"]);
    assert_eq!((&mo["name"], &mo["ends_soon"]), (&"莫莫".into(), &true.into()));
    assert_eq!(mo["paths"][0], "content/members/mo.md");
    let page = &mo["scopes"][0];
    assert_eq!(
        [&page["scope"], &page["granted"], &page["state"]],
        [&Value::from("page"), &true.into(), &"granted".into()]
    );
    // The first instant at which it no longer holds.
    assert_eq!(page["until"], "2026-12-06T00:00:00+08:00");
    assert_eq!(mo["scopes"][1]["state"], "not-granted");
    assert_eq!(of("ed")["scopes"][1]["state"], "needs-page");
    assert_eq!(of("ana")["scopes"][0]["state"], "not-yet");
    assert_eq!(
        of("tan")["withheld"],
        serde_json::json!(["content/members/tan.md", "content/stories/key.md"])
    );
}

#[test]
fn a_scope_that_one_translation_lacks_is_not_granted() {
    let site = people();
    site.write(
        "content/members/wen.zh.md",
        "+++\nname = \"文\"\nconsent = { granted = 2026-01-10, expires = 2026-12-01, scopes = [\"page\"] }\n+++\n",
    );
    let ran = site.run(&["consent"]).ends(0);
    let lines: Vec<&str> =
        ran.stdout.lines().skip_while(|line| *line != "wen  Wen Li").skip(1).take(4).collect();
    assert!(lines[0].contains("yes  until 2026-12-01, soon"), "{lines:#?}");
    assert!(lines[3].contains("no   not granted"), "{lines:#?}");
}
