//! Between two instants of `next-build.json` no byte of the output changes.

use crate::support::{NOW, TestSite};

#[test]
fn no_byte_changes_before_the_instant_that_next_build_names() {
    let post = |extra: &str| format!("+++\ntitle = \"P\"\ndate = 2026-11-01\n{extra}\n+++\n@wen @mo\n");
    let drop = |extra: &str| format!("+++\ntitle = \"D\"\nrelease_at = 2026-11-30T20:00:00\n{extra}\n+++\n");
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
        .file("content/tiers/t.md", "+++\ntitle = \"T\"\n+++\n")
        .file("content/tiers/u.md", "+++\ntitle = \"U\"\npublish_at = 2026-11-23T05:00:00\n+++\n")
        .file("content/drops/shop.md", drop("ends_at = 2026-12-01\nbuy_url = \"https://shop.example/a\"\nearly_access = [{ tier = \"t\", at = 2026-11-27T09:00:00, url = \"https://shop.example/b\" }, { tier = \"u\", at = 2026-11-27T11:00:00 }]"))
        .file("content/drops/mute.md", drop("early_access = [{ tier = \"t\", at = 2026-11-28T09:00:00 }, { tier = \"u\", at = 2026-11-28T11:00:00 }]"))
        .file("content/drops/gone.md", drop("state = \"withdrawn\"\nends_at = 2026-12-02\nbuy_url = \"https://shop.example/c\""))
        .file("content/drops/sold.md", drop("state = \"sold_out\"\nends_at = 2026-12-03\nbuy_url = \"https://shop.example/d\""))
        .file("content/drops/none.md", drop("stock = { n = 0 }\nbuy_url = \"https://shop.example/e\""))
        .file("content/drops/vote.md", drop("vote = { url = \"https://forms.example/v\", opens = 2026-11-29, closes = 2026-11-30, options = [\"A\"] }"))
        .file("content/campaigns/k.md", "+++\ntitle = \"K\"\ngoal = 7\ndeadline = 2026-12-04\n+++\n")
        .file("content/stories/s.md", "+++\ntitle = \"S\"\ndate = 2026-11-01\npeople = [\"wen\", \"mo\"]\n+++\n")
        .file("content/stories/t.md", "+++\ntitle = \"T\"\ndate = 2026-11-01\npeople = [\"wen\"]\nevent = \"events/day\"\n+++\n")
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
    assert!(seen > 20, "only {seen} transitions");
}

/// What `next-build.json` of a site with one drop says on 2026-11-21 in Shanghai.
fn next_of(lines: &str) -> String {
    let drop = format!("+++\ntitle = \"D\"\n{lines}\n+++\n");
    let site = TestSite::new()
        .file("content/tiers/t.md", "+++\ntitle = \"T\"\n+++\n")
        .file("content/drops/d.md", drop)
        .build();
    site.expect_page("next-build.json").text.trim().to_owned()
}

#[test]
fn a_build_is_required_where_the_address_of_a_shop_becomes_public_and_nowhere_else() {
    let shop = "buy_url = \"https://shop.example/d\"";
    let early = "early_access = [{ tier = \"t\", at = 2026-11-26T20:00:00 }]";
    let own = early.replace(" }", ", url = \"https://shop.example/e\" }");
    let said = |next: &str, kind: &str, required: Option<&str>| {
        let required = required.map_or("null".to_owned(), |at| format!("\"{at}\""));
        format!("{{\"next\":\"{next}\",\"kind\":\"{kind}\",\"required\":{required}}}")
    };
    let (first, then) = ("2026-11-26T12:00:00Z", "2026-11-27T12:00:00Z");
    let release = "release_at = 2026-11-27T20:00:00";
    let cases = [
        (release.to_string(), said(then, "drop-state", None)),
        (format!("{release}\n{shop}"), said(then, "drop-state", Some(then))),
        (format!("{release}\n{early}"), said(first, "drop-state", None)),
        (format!("{release}\n{early}\n{shop}"), said(first, "drop-state", Some(first))),
        (format!("{release}\n{own}"), said(first, "drop-state", Some(first))),
        (format!("{release}\n{early}\n{shop}\nstock = {{ n = 0 }}"), said(first, "drop-state", None)),
        (
            format!("{release}\n{shop}\nstate = \"sold_out\"\nends_at = 2026-12-01"),
            said("2026-12-01T16:00:00Z", "drop-state", None),
        ),
        (
            format!("{release}\n{shop}\nstate = \"withdrawn\""),
            "{\"next\":null,\"kind\":null,\"required\":null}".to_owned(),
        ),
        (
            "release_at = 2026-11-01T10:00:00\nvote = { opens = 2026-11-22, closes = 2026-11-23, options = [\"A\"] }".to_string(),
            said("2026-11-21T16:00:00Z", "vote", None),
        ),
    ];
    for (lines, expected) in cases {
        assert_eq!(next_of(&lines), expected, "{lines}");
    }
}

#[test]
fn the_deadline_of_a_campaign_is_an_instant_of_its_own() {
    let site = TestSite::new()
        .file("content/campaigns/c.md", "+++\ntitle = \"C\"\ngoal = 7\ndeadline = 2026-11-30\n+++\n")
        .build();
    site.expect_page("next-build.json")
        .contains("{\"next\":\"2026-11-30T16:00:00Z\",\"kind\":\"campaign\",\"required\":null}");
}
