//! What is held back has no effect at all: two sites that differ in nothing else give the same bytes, pixels too.
//!
//! A mark that is drawn, or counted, or sorted by, cannot be searched for; a byte that differs can.

use std::collections::BTreeSet;

use crate::kinds_of_marks::kinds;
use crate::marks::{ALL, State, member, pages, site};
use crate::support::{Files, TestSite, files_of, picture};

const TAG: &str = "held";

/// One page of each kind, and a member; `consent` is the member's.
fn with(state: State, consent: &str) -> TestSite {
    let site = site()
        .config("theme = \"tiny\"", "theme = \"plaza\"")
        .also("[posters]\nformats = [\"a4\"]\ncards = [\"print-run\"]")
        .posters();
    kinds(&site, TAG, state);
    pages(&site, TAG, state);
    member(&site, "m", TAG, consent);
    // A photograph makes a poster a JPEG.
    let lines = state.lines();
    site.write(
        "content/drops/photo.md",
        format!(
            "+++\ntitle = \"photo-title-{TAG}en\"\nrelease_at = 2026-11-01T10:00:00\n\
             image = {{ src = \"photo-{TAG}en.png\", alt = \"photo-alt-{TAG}en\" }}\n\
             poster = {{ formats = [\"square\"] }}\n{lines}+++\n"
        ),
    );
    site.write(&format!("content/drops/photo-{TAG}en.png"), picture(3));
    site.write("content/posters/photos.md", "+++\ntitle = \"Photos\"\ntarget = \"drops/photo\"\n+++\n");
    for lang in ["", ".zh"] {
        // A print run is no target of another.
        site.remove(&format!("content/posters/points-{TAG}-3{lang}.md"));
    }
    site
}

/// The same site, but for every text, file name, date and number of what may be held back.
fn retold(site: TestSite) -> TestSite {
    let other = |text: &str| {
        let marks = text.replace(&format!("-{TAG}en"), "-otheren").replace(&format!("-{TAG}zh"), "-otherzh");
        let days = marks.replace("2026-11-28T", "2026-11-29T").replace("2026-12-02T", "2026-12-03T");
        let days =
            days.replace("21:17", "21:18").replace("release_at = 2026-11-01", "release_at = 2026-11-02");
        days.replace("goal = 7", "goal = 9").replace("4711", "1174").replace("3.1415", "2.7182")
    };
    for (path, bytes) in files_of(&site.root()) {
        if !path.starts_with("content/") && !path.starts_with("data/") {
            continue;
        }
        site.remove(&path);
        match String::from_utf8(bytes) {
            Ok(text) => site.write(&other(&path), other(&text)),
            Err(_) => site.write(&other(&path), picture(4)),
        }
    }
    site
}

/// Every file that a build leaves in the output, and the ledger, which is committed where everybody reads it.
fn printed(site: &TestSite) -> Files {
    let mut files = site.build().files;
    let manifest = site.out().join(".handbill-manifest");
    files.insert("manifest".to_owned(), std::fs::read(manifest).expect("the manifest"));
    files.insert("codes.toml".to_owned(), std::fs::read(site.root().join("codes.toml")).unwrap_or_default());
    files
}

/// The files that are not the same in both.
fn differing(one: &Files, other: &Files) -> BTreeSet<String> {
    one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// Of what sort files are: what tells the same of one page as of another has the same name.
fn sorts<'a>(paths: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    let sort = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = [TAG, "other"].into_iter().fold(name.to_owned(), |name, tag| name.replace(tag, "…"));
        let path = path.strip_prefix("zh/").unwrap_or(path);
        match (path.split('/').next(), name.rsplit_once('.')) {
            (Some("assets"), Some((_, ending))) => format!("assets/….{ending}"),
            (Some(folder @ ("C" | "posters")), _) => format!("{folder}/…/{name}"),
            _ => name,
        }
    };
    paths.into_iter().map(sort).collect()
}

#[test]
fn what_is_held_back_changes_no_byte_of_any_output() {
    for state in [State::Draft, State::Embargoed] {
        let differing = differing(&printed(&with(state, "")), &printed(&retold(with(state, ""))));
        assert!(differing.is_empty(), "they tell of what is held back: {differing:#?}");
    }
}

/// What tells of no page, whatever is published.
const MUTE: [&str; 5] = ["404.html", "_headers", "assets/….css", "assets/….js", "robots.txt"];

#[test]
fn once_it_may_be_told_every_sort_of_output_tells_of_it() {
    let (one, other) = (printed(&with(State::Published, ALL)), printed(&retold(with(State::Published, ALL))));
    let telling = sorts(&differing(&one, &other));
    let all = sorts(one.keys());
    let silent: Vec<&str> = all.difference(&telling).map(String::as_str).collect();
    assert_eq!(silent, MUTE, "of these nothing proves that they can be searched");
    for sort in [
        "C/…/index.html",
        "_redirects",
        "codes.toml",
        "drops.ics",
        "event.ics",
        "feed.json",
        "feed.xml",
        "manifest",
        "next-build.json",
        "posters/…/a4.pdf",
        "posters/…/a4.png",
        "posters/…/index.html",
        "posters/…/square.jpg",
        "posters/…/square.svg",
        "replies.csv",
        "sitemap.xml",
    ] {
        assert!(telling.contains(sort), "no `{sort}` among {telling:?}");
    }
}
