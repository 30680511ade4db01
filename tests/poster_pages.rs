//! Pages of posters: what people find there, and what the rest of a site says of them.

mod support;
#[path = "support/walk.rs"]
#[allow(dead_code, reason = "the laws use all of it")]
mod walk;

use std::sync::LazyLock;

use handbill::render::LinkStyle;
use support::{BuiltSite, TestSite};

/// Drawing takes its time, so one site serves every test.
struct Prints {
    web: BuiltSite,
    disk: BuiltSite,
    bare: BuiltSite,
}

const BASE: &str = "https://lantern.example/";
const WALK: &str = "start = 2026-11-28T19:30:00\nend = 2026-11-28T22:00:00\nuid = \"walk\"\nposter = { formats = [\"wide\", \"portrait\", \"a4\"] }\n[venue]\nname = \"Lantern House\"\n";
const RUN: &str = "target = \"events/walk\"\nheadline = \"Has it gone quiet?\"\nplacements = [{ id = \"tofu\", label = \"Tofu shop\" }]\n";

const LINKS: &str = "[The walk's](/posters/events/walk/), [the same](../../posters/events/walk/index.html#Words), [doors](../posters/doors.md), [nobody's](/posters/members/ji/)\n";

fn page(title: &str, rest: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"Bring one that is silent.\"\n{rest}+++\nText.\n")
}

fn member(name: &str, scopes: &str) -> String {
    format!("+++\nname = \"{name}\"\nconsent = {{ granted = 2026-01-01, scopes = [{scopes}] }}\n+++\n")
}

fn site() -> TestSite {
    TestSite::plaza()
        .also("[posters]\nformats = [\"wide\"]\ncards = [\"event\", \"story\"]\n")
        .file("content/events/walk.md", page("The night we fix radios", WALK))
        .file("content/events/walk.zh.md", page("把收音机修响", WALK) + "[一面墙](/zh/posters/)\n")
        .file("content/events/gone.md", page("Clocks that ran", "start = 2026-01-01T10:00:00\n") + LINKS)
        .file("content/drops/lamp.md", page("Lamp No. 4", "release_at = 2026-11-20T10:00:00\nprice = \"268\"\ncurrency = \"CNY\"\nposter = { formats = [\"tall\"] }\n"))
        .file("content/campaigns/stairs.md", page("New stairs", "goal = 20\nimage = { src = \"stairs.png\", alt = \"Old stairs\" }\n"))
        .file("content/campaigns/stairs.png", support::picture(3))
        .file("content/stories/radio.md", page("His voice", "date = 2026-11-14\npeople = [\"ji\"]\nquote = \"The tape moved.\"\n"))
        .file("content/posters/doors.md", page("Two doors", RUN))
        .file("content/members/wen.md", member("Wen Lan", "\"page\", \"poster\""))
        .file("content/members/ji.md", member("Ji Yue", "\"page\""))
}

static PRINTS: LazyLock<Prints> = LazyLock::new(|| {
    let site = site().posters();
    let web = site.build();
    let site = site.links(LinkStyle::Files);
    let disk = site.build();
    let bare = self::site().build();
    Prints { web, disk, bare }
});

#[test]
fn a_poster_has_a_page_with_one_code_every_file_and_words_to_pass_on() {
    let page = PRINTS.web.expect_page("posters/events/walk/index.html");
    assert_eq!(page.text.matches("<img").count(), 1, "one picture, so that one code is on the screen");
    let page = page
        .contains("src=\"../../../posters/events/walk/portrait.png\" width=\"1080\" height=\"1440\" alt=\"Poster: The night we fix radios")
        .contains("href=\"../../../posters/events/walk/a4.pdf\" download=\"walk-a4.pdf\"")
        .contains("href=\"../../../posters/events/walk/wide.svg\" download=\"walk-wide.svg\"")
        .contains("1200 × 630 px")
        .contains("210 × 297 mm")
        .contains("href=\"../../../events/walk/\"")
        .contains("id=\"Date\">Saturday, 28 November 2026, 19:30")
        .contains("Lantern House")
        .contains("In WeChat: press and hold the picture");
    let typed = page.text.split("class=\"typed\">").nth(1).and_then(|rest| rest.split('<').next());
    let typed = typed.expect("the address to type").to_owned();
    assert!(typed.starts_with("lantern.example/C/"), "{typed}");
    let page = page.contains(&format!("id=\"Link\">https://{typed}/<"));
    for button in page.text.split("<button").skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        assert!(button.ends_with(" hidden"), "a button waits for its script: {button}");
    }
    PRINTS
        .web
        .expect_page("zh/posters/events/walk/index.html")
        .contains("在微信里：长按图片")
        .contains("11月28日");
}

#[test]
fn the_wall_shows_what_comes_first_then_the_rest_and_past_things_last() {
    let wall = PRINTS.web.expect_page("posters/index.html");
    let mut rest = wall.text.split("class=\"hang\"").nth(1).expect("the wall");
    for title in [
        "The night we fix radios",
        "Lamp No. 4",
        "New stairs",
        "Two doors",
        "His voice",
        "Wen Lan",
        "Clocks that ran",
    ] {
        let at = rest.find(&format!("<b>{title}")).unwrap_or_else(|| panic!("`{title}` hangs elsewhere"));
        rest = &rest[at..];
    }
    wall.contains("href=\"../posters/drops/lamp/\"")
        .contains("height=\"1920\"")
        .contains("href=\"../posters/doors/\"")
        .contains("loading=\"lazy\"")
        .contains("aria-current=\"page\">Posters</a>");
    PRINTS.web.expect_page("zh/posters/index.html").contains("把收音机修响").lacks("Lamp No. 4");
    PRINTS
        .web
        .expect_page("index.html")
        .contains("Take a poster")
        .contains("href=\"./posters/events/walk/\"");
}

#[test]
fn a_page_shows_its_poster_and_a_print_run_is_the_page_of_its_own() {
    let own = "href=\"../../posters/events/walk/\"";
    PRINTS
        .web
        .expect_page("events/walk/index.html")
        .contains(own)
        .contains("3 sizes to print or send")
        // On paper the page has its code, too.
        .contains("class=\"fly\" data-when=\"on\"><svg")
        .contains("</svg>lantern.example/C/");
    PRINTS
        .web
        .expect_page("posters/doors/index.html")
        .contains("src=\"../../posters/doors/wide.png\"")
        .contains("id=\"Words\">Has it gone quiet?")
        .contains("Tofu shop")
        .lacks("class=\"leaf\"");
}

#[test]
fn whoever_keeps_away_from_posters_has_none_and_is_named_on_none() {
    PRINTS.web.expect_none("posters/members/ji/index.html");
    PRINTS.web.expect_page("members/ji/index.html").lacks("class=\"pst");
    PRINTS.web.expect_page("members/wen/index.html").contains("posters/members/wen/");
    PRINTS
        .web
        .expect_page("posters/stories/radio/index.html")
        .contains("The tape moved.")
        .lacks("Ji Yue")
        .lacks("id=\"Date\"");
    PRINTS.web.expect_page("posters/index.html").lacks("Ji Yue");
}

#[test]
fn a_link_shows_the_wide_poster_where_the_kind_has_cards_and_else_the_picture() {
    PRINTS
        .web
        .expect_page("events/walk/index.html")
        .contains("og:image\" content=\"https://lantern.example/posters/events/walk/wide.png\"")
        .contains("og:image:width\" content=\"1200\"")
        .contains("twitter:card\" content=\"summary_large_image\"")
        .contains("\"image\":\"https://lantern.example/posters/events/walk/wide.png\"");
    let campaign = PRINTS.web.expect_page("campaigns/stairs/index.html");
    campaign
        .contains("og:image:alt\" content=\"Old stairs\"")
        .lacks("content=\"https://lantern.example/posters/");
    PRINTS.web.expect_page("members/ji/index.html").lacks("og:image");
    PRINTS.bare.expect_page("events/walk/index.html").lacks("og:image");
}

#[test]
fn every_address_leads_somewhere_with_posters_without_them_and_from_a_disk() {
    let none: Vec<String> = Vec::new();
    assert_eq!(walk::faults(&PRINTS.web.files, BASE, false), none);
    assert_eq!(walk::faults(&PRINTS.disk.files, BASE, true), none);
    assert_eq!(walk::faults(&PRINTS.bare.files, BASE, false), none);
    // Without posters their wall is the list of print runs, whose words stand for them.
    PRINTS.bare.expect_none("posters/events/walk/index.html");
    PRINTS.bare.expect_page("posters/doors/index.html").contains("class=\"leaf\"").lacks("id=\"Poster\"");
    PRINTS.bare.expect_page("posters/index.html").contains("class=\"leaf\"").lacks("Lamp No. 4");
    PRINTS.bare.expect_page("index.html").lacks("Take a poster");
    // A link to what this build does without keeps its words.
    PRINTS.bare.expect_none("zh/posters/index.html");
    PRINTS.bare.expect_page("zh/events/walk/index.html").contains("一面墙").lacks("posters/");
    PRINTS.web.expect_page("zh/events/walk/index.html").contains("href=\"../../../zh/posters/\">一面墙</a>");
}

#[test]
fn a_print_run_of_many_places_folds_them_behind_what_its_code_opens() {
    let rows: String = (1..=61).map(|number| format!("{number},Book {number}\n")).collect();
    let site = TestSite::plaza()
        .file("content/events/walk.md", page("Walk", WALK))
        .file(
            "content/posters/books.md",
            page("Books", "target = \"events/walk\"\nplacements_csv = \"data/books.csv\"\n"),
        )
        .file("data/books.csv", format!("id,label\n{rows}"));
    let text = site.build().expect_page("posters/books/index.html").text.to_owned();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("no {words} in {text}"));
    assert!(
        at("What its code opens") < at("<details>") && at("<details>") < at("<li>Book 61</li>"),
        "{text}"
    );
    PRINTS.bare.expect_page("posters/doors/index.html").contains("<li>Tofu shop</li>").lacks("<details>");
}

#[test]
fn content_may_link_to_the_page_of_a_poster() {
    let poster = "../../posters/events/walk/";
    PRINTS
        .web
        .expect_page("events/gone/index.html")
        .contains(&format!("<a href=\"{poster}\">The walk's</a>"))
        .contains(&format!("<a href=\"{poster}#Words\">the same</a>"))
        .contains("<a href=\"../../posters/doors/\">doors</a>")
        // Whoever has not agreed has no poster; that is no mistake of who links there.
        .contains(", nobody's</p>");
    PRINTS.bare.expect_page("events/gone/index.html").contains("\nThe walk's, the same, ");
    let wrong = TestSite::plaza()
        .posters()
        .file("content/events/walk.md", page("Walk", WALK))
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n[One](/posters/events/walks/)\n");
    let told = wrong.try_build().told();
    let unknown =
        "error[link::unknown-page] content/about.md: nothing of this site is at `/posters/events/walks/`\n";
    assert!(told.contains(unknown), "{told}");
}

#[test]
fn search_engines_are_told_of_posters_and_their_translations() {
    PRINTS
        .web
        .expect_page("sitemap.xml")
        .contains("<loc>https://lantern.example/posters/</loc>")
        .contains("<loc>https://lantern.example/posters/events/walk/</loc><xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://lantern.example/posters/events/walk/\"/><xhtml:link rel=\"alternate\" hreflang=\"zh\" href=\"https://lantern.example/zh/posters/events/walk/\"/>");
}

#[test]
fn whoever_passes_on_a_drop_says_from_which_hour_on_and_by_whose_clock() {
    let drop = |lines: &str| page("Bell", &format!("price = 12\ncurrency = \"EUR\"\n{lines}"));
    let built = TestSite::plaza()
        .also("[posters]\nformats = [\"wide\"]\n")
        .file("content/drops/here.md", drop("release_at = 2026-11-26T20:00:00\n"))
        .file(
            "content/drops/there.md",
            drop("release_at = 2027-01-09T12:00:00\ntimezone = \"Europe/Amsterdam\"\n"),
        )
        .file(
            "content/drops/there.zh.md",
            drop("release_at = 2027-01-09T12:00:00\ntimezone = \"Europe/Amsterdam\"\n"),
        )
        .file("content/drops/out.md", drop("release_at = 2026-11-12T20:00:00\n"))
        .posters()
        .build();
    let says = |path: &str, words: &str| {
        built.expect_page(&format!("{path}/index.html")).contains(&format!("id=\"Date\">{words}<"));
    };
    says("posters/drops/here", "From Thursday, 26 November 2026, 20:00");
    says("posters/drops/there", "From Saturday, 9 January 2027, 12:00 Amsterdam time");
    says("zh/posters/drops/there", "2027年1月9日 星期六 12:00 阿姆斯特丹时间起");
    // The day of what is out already is no date to keep.
    built.expect_page("posters/drops/out/index.html").lacks("id=\"Date\"");
}
