//! Between two instants of `next-build.json` no byte of the output changes.

use crate::support::{NOW, TestSite};

#[test]
fn no_byte_changes_before_the_instant_that_next_build_names() {
    let post = |extra: &str| format!("+++\ntitle = \"P\"\ndate = 2026-11-01\n{extra}\n+++\n@wen @mo\n");
    let mut site = TestSite::plaza()
        .file("content/posts/_index.md", "+++\ntitle = \"Later\"\npublish_at = 2026-11-24T08:00:00+01:00\n+++\nWords.\n")
        .file("content/index.md", "+++\ntitle = \"Home\"\npublish_at = 2026-11-25\n+++\nWelcome.\n")
        .file("content/posts/a.md", post("publish_at = 2026-11-23"))
        .file("content/posts/b.md", post("publish_at = 2026-11-22T10:00:00\ndraft = true"))
        .file("content/posts/c.md", post("recap_of = \"events/day\""))
        .file("content/events/day.md", "+++\ntitle = \"Day\"\nstart = 2026-11-22\nall_day = true\n+++\n")
        .file("content/events/far.md", "+++\ntitle = \"Far\"\nstart = 2026-11-26T19:30:00\ntimezone = \"America/New_York\"\nhosts = [\"mo\"]\nrsvp = { url = \"https://forms.example/\", opens = 2026-11-23T09:00:00, closes = 2026-11-24 }\n+++\n")
        .file("content/events/off.md", "+++\ntitle = \"Off\"\nstart = 2026-11-22T12:00:00\nduration = \"30m\"\nstatus = \"cancelled\"\nupdated = 2026-11-20\n+++\n")
        .file("content/events/hid.md", "+++\ntitle = \"Hidden\"\nstart = 2026-11-22T19:00:00\npublish_at = 2026-11-22T19:30:00\n+++\n")
        .file("content/members/wen.md", "+++\nname = \"Wen\"\nconsent = { granted = 2026-01-01, expires = 2026-11-23, scopes = [\"page\"] }\n+++\n")
        .file("content/members/mo.md", "+++\nname = \"Mo\"\nconsent = { granted = 2026-11-24T07:00:00, scopes = [\"page\", \"feed\"] }\n+++\n");
    let zone = jiff::tz::TimeZone::UTC;
    let mut now = handbill::calendar::parse_instant(NOW, &zone).expect("an instant");
    let mut seen = 0;
    loop {
        site = site.now(&now.to_string());
        let built = site.build();
        let said: serde_json::Value =
            serde_json::from_str(built.expect_page("next-build.json").text).expect("next-build.json is JSON");
        let next = said["next"].as_str().map(|next| next.parse::<jiff::Timestamp>().expect("an instant"));
        let before = next.unwrap_or_else(|| now + jiff::SignedDuration::from_hours(24 * 400))
            - jiff::SignedDuration::from_secs(1);
        site = site.now(&before.to_string());
        let later = site.build();
        let changed: Vec<&String> = built
            .files
            .iter()
            .filter(|(path, bytes)| later.files.get(*path) != Some(bytes))
            .map(|(path, _)| path)
            .collect();
        assert!(
            changed.is_empty() && later.files.len() == built.files.len(),
            "between {now} and {before} {changed:?} changed"
        );
        let Some(next) = next else { break };
        site = site.now(&next.to_string());
        let then = site.build();
        let changed = then
            .files
            .iter()
            .any(|(path, bytes)| path != "next-build.json" && built.files.get(path) != Some(bytes))
            || then.files.len() != built.files.len();
        assert!(changed, "at {next} nothing changed, though next-build.json says `{}`", said["kind"]);
        now = next;
        seen += 1;
    }
    assert!(seen > 8, "only {seen} transitions");
}
