//! Drops, stories, chapters, print runs, tiers, campaigns and questions: held back whole, or in part.

use handbill::render::LinkStyle;

use crate::kinds_of_marks::{kinds, marks_of_kinds};
use crate::marks::{ALL, Mark, State, drawing, mark, marks_of_pages, pages, site};
use crate::support::TestSite;
use crate::{every_form, expect_all, expect_nowhere};

#[test]
fn what_is_held_back_of_every_kind_is_in_no_byte_whoever_points_at_it() {
    for (tag, state) in [("dra", State::Draft), ("emb", State::Embargoed)] {
        let make = || {
            let site = site();
            kinds(&site, tag, state);
            site
        };
        every_form(make, |built| {
            // Addresses of their own sources alone name them: handles and slugs are public.
            let marks: Vec<Mark> =
                marks_of_kinds(tag).into_iter().filter(|mark| !mark.word.starts_with('/')).collect();
            expect_nowhere(built, &marks);
            let sitemap = built.expect_page("sitemap.xml").text.to_owned();
            for mark in marks_of_kinds(tag).iter().filter(|mark| mark.word.starts_with('/')) {
                assert!(!sitemap.contains(&mark.word), "the sitemap names {}", mark.word);
            }
        });
    }
}

#[test]
fn a_printed_code_of_what_is_held_back_later_tells_nothing_of_it() {
    for (links, theme) in [(LinkStyle::Web, "tiny"), (LinkStyle::Files, "tiny"), (LinkStyle::Web, "plaza")] {
        let site = site().posters();
        kinds(&site, "dra", State::Published);
        pages(&site, "dra", State::Published);
        site.build();
        kinds(&site, "dra", State::Draft);
        pages(&site, "dra", State::Draft);
        let ledger = std::fs::read_to_string(site.root().join("codes.toml")).expect("the ledger");
        let named = ledger.lines().filter(|line| line.starts_with("target") && line.contains("dra")).count();
        assert!(named > 5, "too few codes to prove anything:\n{ledger}");
        let built =
            site.config("theme = \"tiny\"", &format!("theme = \"{theme}\"")).links(links).unposted().build();
        let codes = built.files.keys().filter(|path| path.starts_with("C/")).count();
        assert_eq!(codes, ledger.matches("[[code]]").count());
        let marks = marks_of_kinds("dra").into_iter().chain(marks_of_pages("dra"));
        let marks: Vec<Mark> = marks.filter(|mark| !mark.word.starts_with('/')).collect();
        expect_nowhere(&built, &marks);
    }
}

#[test]
fn the_same_of_every_kind_is_printed_once_it_may_be() {
    let published = site();
    kinds(&published, "pub", State::Published);
    expect_all(&published.build(), &marks_of_kinds("pub"));
    let later = site().now("2026-12-01T00:00:00+08:00");
    kinds(&later, "emb", State::Embargoed);
    expect_all(&later.build(), &marks_of_kinds("emb"));
}

fn lamp(now: &str) -> TestSite {
    let drop = |lang: &str| {
        format!(
            "+++\ntitle = \"Lamp\"\nrelease_at = 2026-11-27T20:00:00\nbuy_url = \"https://shop.example/buy-{lang}\"\n\
             price = 5\ncurrency = \"EUR\"\nchapter = \"c\"\ntags = [\"t\"]\nearly_access = [\n\
             {{ tier = \"one\", at = 2026-11-26T20:00:00, url = \"https://shop.example/first-{lang}\" }},\n\
             {{ tier = \"two\", at = 2026-11-27T08:00:00, url = \"https://shop.example/second-{lang}\" }},\n]\n+++\nLight.\n"
        )
    };
    site()
        .now(now)
        .file("content/drops/lamp.md", drop("en"))
        .file("content/drops/lamp.zh.md", drop("zh"))
        .file("content/tiers/one.md", "+++\ntitle = \"One\"\n+++\n")
        .file("content/tiers/two.md", "+++\ntitle = \"Two\"\n+++\n")
        .file("content/chapters/c.md", "+++\ntitle = \"C\"\n+++\n")
        .file(
            "content/stories/s.md",
            "+++\ntitle = \"S\"\ndate = 2026-11-01\npeople = [\"open\"]\ndrop = \"drops/lamp\"\n+++\n",
        )
        .file("content/posters/p.md", "+++\ntitle = \"P\"\ntarget = \"drops/lamp\"\n+++\n")
}

fn addresses(words: &[&str]) -> Vec<Mark> {
    let langs = ["en", "zh"];
    words.iter().flat_map(|word| langs.map(|lang| mark(format!("{word}-{lang}"), "drops/lamp/"))).collect()
}

#[test]
fn the_address_of_a_shop_is_told_from_its_instant_on_and_not_a_second_earlier() {
    let steps: [(&str, &[&str], &[&str]); 5] = [
        ("2026-11-26T19:59:59+08:00", &[], &["buy", "first", "second"]),
        ("2026-11-26T20:00:00+08:00", &["buy", "first"], &["second"]),
        ("2026-11-27T07:59:59+08:00", &["buy", "first"], &["second"]),
        ("2026-11-27T08:00:00+08:00", &["buy", "first", "second"], &[]),
        ("2026-11-27T20:00:00+08:00", &["buy"], &[]),
    ];
    for (now, told, secret) in steps {
        expect_all(&lamp(now).build(), &addresses(told));
        every_form(|| lamp(now), |built| expect_nowhere(built, &addresses(secret)));
    }
}

#[test]
fn what_cannot_be_had_leads_to_no_shop() {
    for line in ["state = \"withdrawn\"", "state = \"sold_out\"", "stock = { n = 0 }", "ends_at = 2026-11-28"]
    {
        let site = lamp("2026-12-01T00:00:00+08:00");
        for path in ["content/drops/lamp.md", "content/drops/lamp.zh.md"] {
            let text = std::fs::read_to_string(site.root().join(path)).expect("the drop");
            site.write(path, text.replace("price = 5", &format!("{line}\nprice = 5")));
        }
        expect_nowhere(&site.build(), &addresses(&["buy", "first", "second"]));
    }
}

fn story(consent: &str) -> TestSite {
    let text = |lang: &str| {
        format!(
            "+++\ntitle = \"her-title-{lang}\"\nsummary = \"her-summary-{lang}\"\ndate = 2026-11-10\npeople = [\"open\", \"ada\"]\n\
             authors = [\"ada\"]\nquote = \"her-quote-{lang}\"\nevent = \"events/e\"\ndrop = \"drops/d\"\nchapter = \"c\"\n\
             tags = [\"her-tag-{lang}\"]\naliases = [\"/her-alias-{lang}/\"]\nimage = {{ src = \"her-lead-{lang}.svg\", alt = \
             \"her-alt-{lang}\" }}\n[extra]\nnote = \"her-extra-{lang}\"\n+++\nher-body-{lang} \
             ![her-inner-{lang}](her-inner-{lang}.svg)\n\n## her-heading-{lang}\n"
        )
    };
    let mut site = site()
        .file("content/members/ada.md", format!("+++\nname = \"her-name\"\n{consent}\n+++\n"))
        .file("content/events/e.md", "+++\ntitle = \"E\"\nstart = 2026-11-01T10:00:00\n+++\n")
        .file("content/drops/d.md", "+++\ntitle = \"D\"\nrelease_at = 2026-11-01T10:00:00\nmakers = [\"ada\"]\nchanges = [{ date = 2026-10-01, asked_by = \"ada\", what = \"A cord\" }]\n+++\n")
        .file("content/chapters/c.md", "+++\ntitle = \"C\"\nleads = [\"ada\"]\n+++\n")
        .file("content/posters/p.md", "+++\ntitle = \"P\"\ntarget = \"stories/s\"\n+++\n")
        .file("content/posts/p.md", "+++\ntitle = \"P\"\ndate = 2026-11-11\n+++\n[[stories/s]] [own](/stories/s/) [own](../stories/s.md)\n");
    for (ending, lang) in [("", "en"), (".zh", "zh")] {
        site = site.file(&format!("content/stories/s{ending}.md"), text(lang));
        for file in ["her-lead", "her-inner"] {
            let words = format!("{file}-bytes-{lang}");
            site.write(&format!("content/stories/{file}-{lang}.svg"), drawing(&words));
        }
    }
    site
}

fn hers(words: &[&str], place: &'static str) -> Vec<Mark> {
    words.iter().flat_map(|word| ["en", "zh"].map(|lang| mark(format!("her-{word}-{lang}"), place))).collect()
}

const WORDS: [&str; 10] =
    ["title", "summary", "quote", "tag", "alias", "alt", "extra", "body", "inner", "heading"];

#[test]
fn a_story_needs_the_consent_of_everybody_in_it() {
    let mut marks = hers(&WORDS, "");
    marks.extend(hers(&["lead", "lead-bytes", "inner-bytes"], ""));
    marks.push(mark("her-name".to_owned(), ""));
    let past = "consent = { granted = 2025-01-01, expires = 2026-11-20, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }";
    for consent in ["", past, "consent = { granted = 2026-01-01, scopes = [\"photo\", \"feed\"] }"] {
        every_form(|| story(consent), |built| expect_nowhere(built, &marks));
    }
    expect_all(&story(ALL).build(), &hers(&WORDS[..3], "stories/s/"));
}

#[test]
fn a_story_shows_no_picture_of_who_does_not_want_one_and_no_name_in_feeds_of_who_does_not_want_that() {
    let page = "consent = { granted = 2026-01-01, scopes = [\"page\"] }";
    let mut pictures = hers(&["alt", "inner", "lead", "lead-bytes", "inner-bytes"], "");
    pictures.retain(|mark| !mark.word.is_empty());
    every_form(
        || story(page),
        |built| {
            expect_nowhere(built, &pictures);
            expect_all(built, &hers(&["title", "quote", "body"], "stories/s/"));
            let places = built.places_of("her-name");
            assert!(places.iter().any(|place| place == "stories/s/index.html"), "{places:?}");
            let feeds: Vec<&String> = places.iter().filter(|place| place.contains("feed.")).collect();
            assert!(feeds.is_empty(), "her name is in {feeds:?}");
        },
    );
}
