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
        .file("content/drops/before.md", drop("Bag", "release_at = 2026-11-12T20:00:00"))
        .file("content/drops/lamp.md", drop("Lamp", LAMP))
        .file("content/drops/after.md", drop("Chair", "release_at = 2026-12-12T20:00:00"))
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
        // The release of the one before it made that the last of the series.
        .contains("data-as-of>As of 12 Nov 2026, 20:00. The next change is due 24 Nov 2026, 20:00 (Shanghai time).<");
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
    assert_eq!(lists, 4, "three of states, and one of the series: {}", list.text);
    list.contains(
        "<ol class=\"wallet\" data-takes=\"early live\">\n<li data-state=\"live\" data-turns=\"\">",
    )
    .contains(&format!("<ol class=\"wallet\" data-takes=\"teaser\">\n<li data-state=\"teaser\" {TURNS}>"))
    .contains("<section class=\"part\" aria-labelledby=\"Drops-over\" hidden>")
    .lacks("class=\"part\" aria-labelledby=\"Drops-open\" hidden");
}

/// The text of a page that a reader sees: without tags, and without what is hidden.
fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut hidden: Option<(String, usize)> = None;
    for part in html.replace("<wbr>", "").split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        match &mut hidden {
            None if tag.ends_with(" hidden") => hidden = Some((name.to_owned(), 1)),
            None => {
                text.push(' ');
                text.push_str(words);
            }
            Some((own, depth)) if own == name => {
                *depth = if tag.starts_with('/') { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    hidden = None;
                    text.push_str(words);
                }
            }
            Some(_) => {}
        }
    }
    text.replace("&#160;", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of a page, from one text to the next of another.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html.split_once(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

/// The rows of a page's series, as a reader sees them.
fn series(html: &str) -> Vec<String> {
    let list = between(html, "data-takes=\"next last near\">", "</ol>");
    list.split("<li ").skip(1).map(|row| seen(&format!("<li {row}"))).filter(|row| !row.is_empty()).collect()
}

#[test]
fn a_series_shows_the_last_the_next_and_the_neighbours_of_a_drop_as_of_now() {
    let shelf = |now: &str| {
        let week = |title: &str, day: &str| drop(title, &format!("release_at = {day}T20:00:00"));
        TestSite::plaza()
            .now(now)
            .file("content/drops/a.md", week("Awl", "2026-10-29"))
            .file("content/drops/b.md", week("Bag", "2026-11-05"))
            .file("content/drops/c.md", week("Cup", "2026-11-12"))
            .file("content/drops/d.md", week("Dish", "2026-11-19"))
            .file("content/drops/e.md", week("Egg", "2026-11-26"))
            .file(
                "content/drops/gone.md",
                drop("Gone", "release_at = 2026-11-21T20:00:00\nstate = \"withdrawn\""),
            )
            .file("content/drops/f.md", week("Fan", "2026-12-03"))
            .build()
    };
    let built = shelf("2026-11-20T12:00:00+08:00");
    let of = |slug: &str| series(built.expect_page(&format!("drops/{slug}/index.html")).text);
    let (last, next) = ("Latest 19 Nov 2026 Dish Out now", "Next 26 Nov 2026 Egg To come");
    // An old one has its own neighbours, and the present beside them.
    assert_eq!(
        of("b"),
        ["Before it 29 Oct 2026 Awl Out now", "After it 12 Nov 2026 Cup Out now", last, next]
    );
    // The last is there itself; what was withdrawn is told as a neighbour, and never as the next.
    let gone = "21 Nov 2026 Gone Withdrawn";
    assert_eq!(of("d"), ["Before it 12 Nov 2026 Cup Out now", last, &format!("After it {gone}"), next]);
    assert_eq!(of("e"), [last, &format!("Before it {gone}"), next, "After it 3 Dec 2026 Fan To come"]);
    let list = built.expect_page("drops/index.html");
    assert_eq!(series(list.text), [last, next]);
    // A page that was left open goes on at each release, and then says what a build says.
    list.contains(
        "<li class=\"row led shelf\" data-state=\"last\" data-turns=\"2026-11-26T12:00:00Z gone\">",
    )
    .contains("data-state=\"next\" data-turns=\"2026-11-26T12:00:00Z last 2026-12-03T12:00:00Z gone\">")
    .contains(
        "data-state=\"coming\" data-turns=\"2026-11-26T12:00:00Z next 2026-12-03T12:00:00Z gone\" hidden>",
    );
    let later = shelf("2026-11-26T20:00:00+08:00");
    let list = later.expect_page("drops/index.html");
    assert_eq!(series(list.text), ["Latest 26 Nov 2026 Egg Out now", "Next 3 Dec 2026 Fan To come"]);
    let page = later.expect_page("drops/b/index.html");
    page.contains(
        "data-as-of>As of 26 Nov 2026, 20:00. The next change is due 3 Dec 2026, 20:00 (Shanghai time).<",
    );
    // After the last one there is a last, and nothing that would not come.
    let over = shelf("2027-01-01T12:00:00+08:00");
    let rows = series(over.expect_page("drops/f/index.html").text);
    assert_eq!(rows, ["Before it 26 Nov 2026 Egg Out now", "Latest 3 Dec 2026 Fan Out now"]);
    over.expect_page("drops/index.html").lacks("next last near");
    over.expect_page("drops/f/index.html").lacks("data-as-of");
}

#[test]
fn a_series_of_one_drop_is_no_series() {
    let built =
        TestSite::plaza().file("content/drops/a.md", drop("Awl", "release_at = 2026-11-29T20:00:00")).build();
    built.expect_page("drops/a/index.html").lacks("next last near");
    built.expect_page("drops/index.html").lacks("next last near");
}

#[test]
fn the_front_page_has_the_rest_of_the_series_under_the_drop_that_leads_it() {
    let built = site().build();
    let home = built.expect_page("index.html");
    let rows = series(between(home.text, "aria-labelledby=\"Series-d0\"", "</section>"));
    assert_eq!(rows, ["Next 27 Nov 2026 Lamp To come"], "the last one leads the page itself");
}

/// What was written, and what its page then says: its state and when, how many are left, whether everybody may buy.
const STATES: [(&str, &str, &str, &str); 17] = [
    (SOON, "To come From 27 Nov 2026, 20:00", "", "soon"),
    (
        "release_at = 2026-11-27T20:00\nstock = { n = 5 }",
        "To come From 27 Nov 2026, 20:00",
        "Only 5 left",
        "soon",
    ),
    // None were made yet: that is no news before anybody may buy.
    ("release_at = 2026-11-27T20:00\nstock = { n = 0 }", "To come From 27 Nov 2026, 20:00", "", "soon"),
    ("release_at = 2026-11-27T20:00\nstate = \"sold_out\"", "Sold out Release: 27 Nov 2026", "", "gone"),
    (
        "release_at = 2026-11-27T20:00\nstate = \"sold_out\"\nstock = { n = 0 }",
        "Sold out Release: 27 Nov 2026",
        "None left",
        "gone",
    ),
    (
        "release_at = 2026-11-27T20:00\nstate = \"withdrawn\"\nstock = { n = 7 }",
        "Withdrawn Release: 27 Nov 2026",
        "",
        "gone",
    ),
    (EARLY, "Early access For everyone from 27 Nov 2026, 20:00", "", "soon"),
    (
        "early_access = [{ tier = \"keeper\", at = 2026-11-18T20:00 }]\nrelease_at = 2026-11-27T20:00\nstock = { n = 0 }",
        "Sold out Release: 27 Nov 2026",
        "None left",
        "gone",
    ),
    (
        "early_access = [{ tier = \"keeper\", at = 2026-11-18T20:00 }]\nrelease_at = 2026-11-27T20:00\nstate = \"sold_out\"",
        "Sold out Release: 27 Nov 2026",
        "",
        "gone",
    ),
    (
        "early_access = [{ tier = \"keeper\", at = 2026-11-24T20:00 }]\nrelease_at = 2026-11-27T20:00\nstock = { n = 0 }",
        "To come From 27 Nov 2026, 20:00",
        "",
        "soon",
    ),
    (
        "release_at = 2026-11-12T20:00\nstock = { n = 30 }",
        "Out now For everyone since 12 Nov 2026, 20:00",
        "30 left",
        "now",
    ),
    (
        "release_at = 2026-11-12T20:00\nstock = { n = 0 }",
        "Sold out Release: 12 Nov 2026",
        "None left",
        "gone",
    ),
    (
        "release_at = 2026-11-12T20:00\nstate = \"sold_out\"\nstock = { n = 3 }",
        "Sold out Release: 12 Nov 2026",
        "",
        "gone",
    ),
    (
        "release_at = 2026-11-12T20:00\nstate = \"withdrawn\"\nstock = { n = 0 }",
        "Withdrawn Release: 12 Nov 2026",
        "",
        "gone",
    ),
    (
        "release_at = 2026-11-12T20:00\nends_at = 2026-11-14T20:00\nstock = { n = 0 }",
        "Over Until 14 Nov 2026",
        "",
        "gone",
    ),
    (
        "release_at = 2026-11-12T20:00\nends_at = 2026-11-14T20:00\nstate = \"sold_out\"",
        "Over Until 14 Nov 2026",
        "",
        "gone",
    ),
    (
        "release_at = 2026-11-12T20:00\nends_at = 2026-11-14T20:00\nstate = \"withdrawn\"",
        "Withdrawn Release: 12 Nov 2026",
        "",
        "gone",
    ),
];
const SOON: &str = "release_at = 2026-11-27T20:00";
const EARLY: &str =
    "early_access = [{ tier = \"keeper\", at = 2026-11-18T20:00 }]\nrelease_at = 2026-11-27T20:00";

#[test]
fn a_page_says_one_thing_of_each_pair_of_hand_clock_and_count() {
    let mut site = TestSite::plaza().file("content/tiers/keeper.md", "+++\ntitle = \"Keeper\"\n+++\n");
    for (at, (lines, ..)) in STATES.iter().enumerate() {
        let text = |title: &str| {
            format!("+++\ntitle = \"{title}\"\nbuy_url = \"https://shop.example/x\"\n{lines}\n+++\nWords.\n")
        };
        site = site.file(&format!("content/drops/n{at}.md"), text("Thing"));
    }
    let built = site.build();
    for (at, (lines, said, left, everyone)) in STATES.iter().enumerate() {
        let page = built.expect_page(&format!("drops/n{at}/index.html"));
        let html = between(page.text, "<main", "</main>");
        assert_eq!(seen(&format!("<p{}", between(html, "<p class=\"k\"", "</p>"))), *said, "of {lines}");
        let stub = between(html, "<div class=\"stub\">", "<dl");
        assert_eq!(seen(&format!("<div>{stub}")), *left, "of {lines}");
        let step = between(html, "<dt>Everyone</dt>", "</div>");
        assert_eq!(seen(step).ends_with(" Now"), *everyone == "now", "of {lines}: {step}");
        assert!(html.contains(&format!("<div data-state=\"{everyone}\"")), "of {lines}: {html}");
        // A shop stands open exactly while somebody may buy.
        let open = said.starts_with("Out now") || said.starts_with("Early access");
        assert_eq!(html.contains("https://shop.example/x"), open, "of {lines}");
        // The ticket in the list says the same.
        let list = built.expect_page("drops/index.html");
        let ticket = list.text.split("<li data-state").find(|item| item.contains(&format!("drops/n{at}/")));
        let ticket = ticket.unwrap_or_else(|| panic!("no ticket of {lines}"));
        assert_eq!(seen(&format!("<p{}", between(ticket, "<p class=\"k\"", "</p>"))), *said, "of {lines}");
    }
}

#[test]
fn a_chinese_page_does_not_promise_what_has_happened() {
    let line = |lines: &str| format!("+++\ntitle = \"灯\"\n{lines}\n+++\n字。\n");
    let built = TestSite::plaza()
        .file("content/drops/soon.zh.md", line(SOON))
        .file("content/drops/out.zh.md", line("release_at = 2026-11-12T20:00"))
        .file("content/drops/sold.zh.md", line("release_at = 2026-11-27T20:00\nstate = \"sold_out\""))
        .build();
    let said = |slug: &str| {
        let page = built.expect_page(&format!("zh/drops/{slug}/index.html"));
        let said =
            seen(&format!("<p{}", between(between(page.text, "<main", "</main>"), "<p class=\"k\"", "</p>")));
        said.replace('\u{200b}', "")
    };
    assert_eq!(said("soon"), "预告 2026年11月27日 20:00起");
    assert_eq!(said("out"), "发售中 已于2026年11月12日 20:00发售");
    assert_eq!(said("sold"), "售罄 发售日：2026年11月27日");
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
