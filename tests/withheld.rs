//! Nothing that is held back is in any byte or path of the output.
//!
//! Every text that somebody may want to keep back carries a mark of its own. A mark must be nowhere while its
//! page is a draft, embargoed or without consent, and must appear once it may: otherwise the search proves nothing.

#[path = "withheld/alike.rs"]
mod alike;
#[path = "withheld/consent.rs"]
mod consent;
#[path = "withheld/kinds.rs"]
mod kinds;
#[path = "support/marks_of_kinds.rs"]
mod kinds_of_marks;
#[path = "support/marks.rs"]
mod marks;
#[path = "withheld/posters.rs"]
mod posters;
#[path = "withheld/revealing.rs"]
mod revealing;
mod support;

use handbill::render::LinkStyle;
use marks::{
    ALL, Mark, State, drawing, mark, marks_of_a_member, marks_of_pages, member, names, pages, pictures, site,
};
use support::{BuiltSite, TestSite};

fn expect_nowhere(built: &BuiltSite, marks: &[Mark]) {
    let mut leaks = String::new();
    for mark in marks {
        let places = built.places_of(&mark.word);
        if !places.is_empty() {
            leaks.push_str(&format!("`{}` is in {places:?}\n", mark.word));
        }
    }
    assert!(leaks.is_empty(), "withheld, and yet printed:\n{leaks}");
}

fn expect_all(built: &BuiltSite, marks: &[Mark]) {
    let mut lost = String::new();
    for mark in marks {
        let places = built.places_of(&mark.word);
        if !places.iter().any(|place| place.contains(mark.appears_in)) {
            lost.push_str(&format!("`{}` is not in `{}`, but in {places:?}\n", mark.word, mark.appears_in));
        }
    }
    assert!(lost.is_empty(), "granted, and yet not printed:\n{lost}");
}

/// Builds in every form of links, with both themes.
fn every_form(make: impl Fn() -> TestSite, check: impl Fn(&BuiltSite)) {
    for links in [LinkStyle::Web, LinkStyle::Files] {
        check(&make().links(links).build());
        let plaza = make().config("theme = \"tiny\"", "theme = \"plaza\"").links(links);
        check(&plaza.build());
    }
}

#[test]
fn drafts_and_what_is_embargoed_are_in_no_byte_of_the_output() {
    let make = || {
        let site = site();
        pages(&site, "dra", State::Draft);
        pages(&site, "emb", State::Embargoed);
        site
    };
    let mut marks = marks_of_pages("dra");
    marks.extend(marks_of_pages("emb"));
    every_form(make, |built| expect_nowhere(built, &marks));
}

#[test]
fn every_file_is_of_a_sort_that_the_search_can_read_and_the_next_build_names_no_page() {
    let site = site();
    pages(&site, "emb", State::Embargoed);
    kinds_of_marks::kinds(&site, "emb", State::Embargoed);
    let built = site.build();
    let unknown: Vec<&String> = built
        .files
        .keys()
        .filter(|path| !support::reveal::KNOWN.contains(&path.rsplit(['.', '/']).next().unwrap_or_default()))
        .collect();
    assert!(unknown.is_empty(), "teach `reveal` to read these: {unknown:?}");
    let next: serde_json::Value =
        serde_json::from_str(built.expect_page("next-build.json").text).expect("next-build.json is JSON");
    let keys: Vec<&String> = next.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["next", "kind", "required"]);
    assert_eq!(next["required"], "2026-11-30T16:00:00Z");
}

#[test]
fn the_same_texts_are_printed_once_they_are_published() {
    let site = site();
    pages(&site, "dra", State::Published);
    expect_all(&site.build(), &marks_of_pages("dra"));
}

#[test]
fn drafts_appear_when_asked_for_and_embargoes_end_at_their_instant() {
    let drafts = site().drafts();
    pages(&drafts, "dra", State::Draft);
    expect_all(&drafts.build(), &marks_of_pages("dra"));
    let later = site().now("2026-12-01T00:00:00+08:00");
    pages(&later, "emb", State::Embargoed);
    expect_all(&later.build(), &marks_of_pages("emb"));
    let before = site().now("2026-11-30T23:59:59+08:00");
    pages(&before, "emb", State::Embargoed);
    expect_nowhere(&before.build(), &marks_of_pages("emb"));
}

#[test]
fn a_member_without_consent_is_in_no_byte_of_the_output() {
    let forms = [
        "",
        "consent = { }",
        "consent = { scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }",
        "consent = { granted = 2026-01-01, scopes = [] }",
        "consent = { granted = 2026-01-01, scopes = [\"photo\", \"poster\", \"feed\"] }",
        "consent = { granted = 2026-11-22, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }",
        "consent = { granted = 2026-01-01, expires = 2026-11-20, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }",
        concat!(
            "draft = true\n",
            "consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }"
        ),
    ];
    let make = || {
        let site = site();
        for (number, consent) in forms.iter().enumerate() {
            member(&site, &format!("m{number}"), &format!("m{number}"), consent);
        }
        site
    };
    let mut marks = Vec::new();
    for number in 0..forms.len() {
        marks.extend(marks_of_a_member(&format!("m{number}")));
        marks.push(mark(format!("private-m{number}"), ""));
    }
    every_form(make, |built| {
        expect_nowhere(built, &marks);
        built.expect_page("posts/by-m0/index.html").contains("By somebody en").contains("a member");
    });
}

#[test]
fn a_member_who_agreed_to_everything_is_printed_but_for_what_is_private() {
    let site = site();
    member(&site, "mo", "mo", ALL);
    let built = site.build();
    expect_all(&built, &marks_of_a_member("mo"));
    expect_nowhere(&built, &[mark("private-mo".to_owned(), "")]);
    let lang =
        |lang: &str| mark(format!("Name-mo{lang}"), if lang == "en" { "feed.xml" } else { "zh/feed.xml" });
    expect_all(&built, &[lang("en"), lang("zh")]);
}

#[test]
fn consent_given_in_one_translation_only_is_no_consent() {
    let site = site();
    member(&site, "mo", "mo", ALL);
    let zh = std::fs::read_to_string(site.root().join("content/members/mo.zh.md")).expect("the translation");
    site.write("content/members/mo.zh.md", zh.replace("granted = 2026-01-01", "granted = 2027-01-01"));
    expect_nowhere(&site.build(), &marks_of_a_member("mo"));
}

#[test]
fn pictures_of_a_member_need_the_scope_photo() {
    let make = || {
        let site = site();
        member(
            &site,
            "np",
            "np",
            "consent = { granted = 2026-01-01, scopes = [\"page\", \"poster\", \"feed\"] }",
        );
        site
    };
    every_form(make, |built| {
        expect_nowhere(built, &pictures("np"));
        expect_all(built, &names("np"));
    });
}

#[test]
fn names_in_feeds_need_the_scope_feed() {
    let make = || {
        let site = site();
        member(
            &site,
            "nf",
            "nofeed",
            "consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\"] }",
        );
        site
    };
    every_form(make, |built| {
        for mark in names("nofeed") {
            let places = built.places_of(&mark.word);
            let feeds: Vec<&String> = places.iter().filter(|place| place.ends_with("feed.xml")).collect();
            assert!(feeds.is_empty(), "`{}` is in {feeds:?}", mark.word);
        }
        expect_all(built, &names("nofeed"));
    });
}

#[test]
fn an_alias_stands_for_the_name_wherever_the_name_may_not() {
    let site = site();
    let alias = "alias = \"The Baker\"\nconsent = { granted = 2026-01-01, scopes = [\"page\"] }";
    member(&site, "nf", "nofeed", alias);
    member(&site, "none", "none", "alias = \"The Smith\"");
    let built = site.build();
    built.expect_page("feed.xml").contains("<name>The Baker</name>").contains("<name>The Smith</name>");
    built.expect_page("posts/by-none/index.html").contains("The Smith").lacks("a member");
    built.expect_page("posts/by-nf/index.html").lacks("The Baker");
}

#[test]

fn a_picture_of_a_member_without_photo_is_not_published_by_a_plain_link_either() {
    let site = site();
    member(&site, "np", "np", "consent = { granted = 2026-01-01, scopes = [\"page\"] }");
    let en = std::fs::read_to_string(site.root().join("content/members/np.md")).expect("the page");
    site.write("content/members/np.md", format!("{en}\n[My portrait](portrait-np.svg)\n"));
    site.write("content/members/portrait-np.svg", drawing("bytes of portrait-np"));
    expect_nowhere(&site.build(), &[mark("portrait-np".to_owned(), "")]);
}

#[test]

fn a_picture_of_a_member_without_photo_is_not_printed_by_raw_html_either() {
    let site = site();
    member(&site, "np", "np", "consent = { granted = 2026-01-01, scopes = [\"page\"] }");
    let en = std::fs::read_to_string(site.root().join("content/members/np.md")).expect("the page");
    site.write(
        "content/members/np.md",
        format!("{en}\n<img src=\"portrait-np.svg\" alt=\"portrait-np-alt\">\n"),
    );
    expect_nowhere(&site.build(), &[mark("portrait-np".to_owned(), "")]);
}

#[test]
fn a_picture_of_a_member_without_photo_is_kept_back_however_its_name_is_written() {
    let site = site();
    member(&site, "np", "np", "consent = { granted = 2026-01-01, scopes = [\"page\"] }");
    let en = std::fs::read_to_string(site.root().join("content/members/np.md")).expect("the page");
    let own = "![](portrait-np%20one.svg) ![](portrait-np-two.svg?large) ![](portrait-np-e\u{301}.svg)";
    site.write("content/members/np.md", format!("{en}\n{own}\n"));
    let shown = "![](../members/portrait-np%20one.svg) ![](../members/portrait-np-two.svg) \
                 ![](../members/portrait-np-%C3%A9.svg)";
    site.write("content/posts/np.md", format!("+++\ntitle = \"Seen\"\ndate = 2026-11-01\n+++\n\n{shown}\n"));
    for name in [" one", "-two", "-e\u{301}"] {
        site.write(&format!("content/members/portrait-np{name}.svg"), drawing("bytes of portrait-np"));
    }
    expect_nowhere(&site.build(), &[mark("portrait-np".to_owned(), "")]);
}

#[test]

fn a_wiki_link_in_a_feed_does_not_name_a_member_without_the_scope_feed() {
    let site = site();
    member(&site, "nf", "nofeed", "consent = { granted = 2026-01-01, scopes = [\"page\"] }");
    site.write("content/posts/wiki.md", "+++\ntitle = \"W\"\ndate = 2026-11-05\n+++\nSee [[members/nf]].\n");
    let built = site.build();
    built.expect_page("posts/wiki/index.html").contains("Name-nofeeden");
    built.expect_page("feed.xml").lacks("Name-nofeeden");
}

#[test]
fn the_navigation_leaves_out_what_is_withheld() {
    let site = site().also("[nav]\nitems = [\"guides/dra\", \"/posts/dra/\", \"posts\"]");
    pages(&site, "dra", State::Draft);
    let built = site.build();
    built.expect_page("index.html").contains("href=\"./posts/\"").lacks("/dra/");
}

#[test]
fn a_summary_made_of_the_body_shows_a_wiki_link_as_the_page_does() {
    let site = site();
    pages(&site, "dra", State::Draft);
    site.write(
        "content/posts/wiki.md",
        "+++\ntitle = \"W\"\ndate = 2026-11-05\n+++\nSee [[posts/dra#post-heading-draen]].\n",
    );
    expect_nowhere(&site.build(), &[mark("post-heading-draen".to_owned(), "")]);
}

#[test]
fn the_texts_of_lists_and_home_pages_and_translations_are_withheld_like_pages() {
    let texts = |lines: &str| {
        let text = |name: &str| {
            format!(
                "+++\ntitle = \"title-{name}\"\nsummary = \"summary-{name}\"\naliases = [\"/alias-{name}/\"]\n{lines}+++\nbody-{name}\n"
            )
        };
        site()
            .file("content/index.md", text("home"))
            .file("content/posts/_index.md", text("list"))
            .file(
                "content/posts/a.md",
                "+++\ntitle = \"A\"\ndate = 2026-11-01\n+++\n[[posts/a]] [[posts/a|zh]]\n",
            )
            .file(
                "content/posts/a.zh.md",
                text("translation").replace("+++\nbody", "date = 2026-11-01\n+++\nbody"),
            )
            .file("content/events/_index.zh.md", text("only"))
    };
    let mut marks = Vec::new();
    for name in ["home", "list", "translation", "only"] {
        for word in ["title", "summary", "alias", "body"] {
            marks.push(mark(format!("{word}-{name}"), ""));
        }
    }
    for lines in ["draft = true\n", "publish_at = 2026-12-01\n"] {
        let built = texts(lines).build();
        expect_nowhere(&built, &marks);
        built.expect_none("zh/posts/a/index.html").expect_none("zh/events/index.html");
        built.expect_page("posts/a/index.html").lacks("zh/posts/a/");
    }
    expect_all(&texts("").build(), &marks);
}
