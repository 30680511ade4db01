//! Drops in the default theme: what their pages carry for a reader who comes later, and what they do not.

mod support;

use support::TestSite;

const LAMP: &str = "release_at = 2026-11-27T20:00:00\nends_at = 2026-12-01T20:00:00\nbuy_url = \"https://shop.example/lamp\"\n\
    early_access = [{ tier = \"keeper\", at = 2026-11-24T20:00:00, url = \"https://shop.example/keepers\" }]\n\
    stock = { n = 3, as_of = 2026-11-20T10:00:00 }";

fn drop(title: &str, lines: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nseries = \"shelf\"\n{lines}\n+++\nWords.\n")
}

fn site() -> TestSite {
    TestSite::plaza()
        .file("content/tiers/keeper.md", "+++\ntitle = \"Keeper\"\n+++\n")
        .file("content/drops/before.md", drop("Before it", "release_at = 2026-11-12T20:00:00"))
        .file("content/drops/lamp.md", drop("Lamp", LAMP))
        .file("content/drops/after.md", drop("After it", "release_at = 2026-12-12T20:00:00"))
        .file(
            "content/posts/p.md",
            "+++\ntitle = \"P\"\ndate = 2026-11-01\n+++\nLook.\n\n::drop{path=\"drops/lamp\"}\n",
        )
}

const TURNS: &str =
    "data-turns=\"2026-11-24T12:00:00Z early.t0 2026-11-27T12:00:00Z live 2026-12-01T12:00:00Z ended.over\"";

#[test]
fn a_page_has_a_face_for_each_state_to_come_and_no_address_before_its_instant() {
    let built = site().build();
    built
        .expect_page("drops/lamp/index.html")
        .contains(&format!("<main id=\"Main\" data-state=\"teaser\" {TURNS}>"))
        .contains("<span class=\"tag\" data-when=\"teaser\">To come</span>")
        .contains("<span class=\"tag on\" data-when=\"early\" hidden>Early access</span>")
        .contains("<span class=\"tag on\" data-when=\"live\" hidden>Out now</span>")
        .contains("<span class=\"tag off\" data-when=\"ended\" hidden>Over</span>")
        .contains("data-when=\"ended\" hidden>Until 1 Dec 2026</span>")
        .contains("<p class=\"s sans awaits\" data-when=\"early live\" hidden>The link to the shop will stand here soon")
        .contains("<div data-state=\"soon\" data-turns=\"2026-11-24T12:00:00Z now 2026-11-27T12:00:00Z gone\">")
        .contains("data-count=\"2026-11-27T20:00:00+08:00\" hidden")
        .contains("data-local=\"2026-11-27T20:00:00+08:00\" data-zone=\"Asia/Shanghai\" data-text=\"{time} where you are, 20:00 Shanghai time\" hidden")
        .contains("Only 3 left")
        .lacks("shop.example")
        .contains("data-as-of>The next change is due 24 Nov 2026, 20:00 (Shanghai time).<");
}

#[test]
fn a_button_leads_to_the_shop_while_it_is_open_and_is_ready_for_the_next_state() {
    let built = site().now("2026-11-25T00:00:00+08:00").build();
    built
        .expect_page("drops/lamp/index.html")
        .contains("<div class=\"acts\" data-when=\"early\">")
        .contains("href=\"https://shop.example/keepers\"")
        .contains("<div class=\"acts\" data-when=\"live\" hidden><a class=\"btn\" href=\"https://shop.example/lamp\">")
        .contains("data-as-of>As of 24 Nov 2026, 20:00. The next change is due 27 Nov 2026, 20:00 (Shanghai time).<")
        .lacks("will stand here soon");
    let over = site().now("2026-12-02T00:00:00+08:00").build();
    over.expect_page("drops/lamp/index.html")
        .contains("<main id=\"Main\" data-state=\"ended\" data-turns=\"\">")
        .contains("<span class=\"tag off\">Over</span>")
        .lacks("data-when=\"ended\"")
        .lacks("Only 3 left")
        .lacks("shop.example");
}

#[test]
fn a_list_has_a_place_for_every_state_that_one_of_its_drops_comes_to() {
    let built = site().build();
    let list = built.expect_page("drops/index.html");
    let lists = list.text.matches("data-takes").count();
    assert_eq!(lists, 3, "{}", list.text);
    list.contains(
        "<ol class=\"wallet\" data-takes=\"early live\">\n<li data-state=\"live\" data-turns=\"\">",
    )
    .contains(&format!("<ol class=\"wallet\" data-takes=\"teaser\">\n<li data-state=\"teaser\" {TURNS}>"))
    .contains("<section class=\"part\" aria-labelledby=\"Drops-over\" hidden>")
    .lacks("class=\"part\" aria-labelledby=\"Drops-open\" hidden");
}

#[test]
fn a_drop_of_a_series_names_the_one_before_and_the_one_after() {
    let built = site().build();
    let page = built.expect_page("drops/lamp/index.html");
    let (before, after) = (page.text.find("Before it"), page.text.find("After it"));
    assert!(before.is_some() && before < after, "{}", page.text);
    built.expect_page("drops/before/index.html").contains(">Lamp</a>").lacks(">After it</a>");
}

#[test]
fn a_card_in_a_feed_shows_one_state_and_no_stage() {
    let built = site().build();
    built
        .expect_page("posts/p/index.html")
        .contains(&format!("<div class=\"card\" data-state=\"teaser\" {TURNS}>"));
    built
        .expect_page("feed.xml")
        .contains("To come")
        .lacks("Early access")
        .lacks("data-turns")
        .lacks("data-when");
}

#[test]
fn a_vote_is_a_drawing_with_a_name_and_a_table_behind_it() {
    let lines = "release_at = 2026-12-24T20:00:00\nvote = { url = \"https://forms.example/v\", opens = 2026-11-10, closes = 2026-11-30, \
        options = [\"The umbrella with two left halves, both open\", \"红\"], results = \"data/v.csv\", as_of = 2026-11-20 }";
    let site = TestSite::plaza()
        .file("data/v.csv", "option,votes\n红,2\n\"The umbrella with two left halves, both open\",1\n")
        .file("content/drops/v.md", drop("Vote", lines));
    site.build()
        .expect_page("drops/v/index.html")
        .contains("<svg class=\"chart\" role=\"img\" aria-labelledby=\"Votes-title\" aria-describedby=\"Votes-desc\"")
        .contains("both open: 1 vote, 33%; 红: 2 votes, 67%</p>")
        .contains("<text y=\"1.0em\">The umbrella with two left</text><text y=\"2.3em\">halves, both open</text>")
        .contains("<details>")
        .contains("<th scope=\"row\">红 <span class=\"tag\">Most votes</span></th><td>67%</td><td>2</td>")
        .contains("<span data-when=\"open\">You choose</span><span data-when=\"closed\" hidden>You chose</span>")
        .contains("data-when=\"closed\" hidden>&#160;· Closed 30 Nov 2026</span>")
        .contains("<div class=\"acts\" data-when=\"open\"><a class=\"btn\" href=\"https://forms.example/v\">");
}

#[test]
fn the_front_page_has_the_drops_that_will_lead_it_ready() {
    let ends = "release_at = 2026-11-20T20:00:00\nends_at = 2026-11-25T20:00:00";
    let site = |now: &str| {
        TestSite::plaza()
            .now(now)
            .file("content/drops/a.md", drop("First", ends))
            .file(
                "content/drops/b.md",
                drop("Second", "release_at = 2026-11-23T20:00:00\nends_at = 2026-11-24T20:00:00"),
            )
            .file(
                "content/drops/c.md",
                drop("Third", "release_at = 2026-11-30T20:00:00\nends_at = 2026-12-01T20:00:00"),
            )
            .build()
    };
    let turns = "2026-11-23T12:00:00Z d1 2026-11-24T12:00:00Z d0 2026-11-25T12:00:00Z d2 2026-12-01T12:00:00Z none.over";
    site("2026-11-21T12:00:00+08:00")
        .expect_page("index.html")
        .contains(&format!("<div data-state=\"d0\" data-turns=\"{turns}\">\n<div data-when=\"d0\"><section"))
        .contains("<div data-when=\"d1\" hidden><section");
    // What is told ahead is what leads then.
    for (now, title) in [
        ("2026-11-23T20:00:00+08:00", "Second"),
        ("2026-11-24T20:00:00+08:00", "First"),
        ("2026-11-25T20:00:00+08:00", "Third"),
    ] {
        let built = site(now);
        let home = built.expect_page("index.html");
        let lead = home.text.find("data-when=\"d0\"").map(|at| &home.text[at..]).expect("a lead");
        let names = ["First", "Second", "Third"]
            .map(|name| (lead.find(&format!(">{name}</a>")).unwrap_or(usize::MAX), name));
        assert_eq!(names.iter().min().map(|(_, name)| *name), Some(title), "at {now}");
    }
    site("2026-12-02T00:00:00+08:00").expect_page("index.html").lacks("aria-labelledby=\"Drop");
}
