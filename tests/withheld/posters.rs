//! Posters name nobody and nothing that is held back: not in their drawings, pixels' files, documents or pages.

use crate::kinds_of_marks::{kinds, marks_of_kinds};
use crate::marks::{ALL, Mark, State, mark, marks_of_pages, member, pages, site};
use crate::support::TestSite;
use crate::{expect_all, expect_nowhere};

/// A site whose posters are documents, with what points at what may be held back.
///
/// Pixels say nothing that could be searched for, and take their time.
fn posted(held: &[(&str, State)]) -> TestSite {
    let site = site()
        .config("theme = \"tiny\"", "theme = \"plaza\"")
        .also("[posters]\nformats = [\"a4\"]\ncards = []")
        .posters();
    for (tag, state) in held {
        kinds(&site, tag, *state);
        pages(&site, tag, *state);
        // A print run is no target of another.
        for lang in ["", ".zh"] {
            site.remove(&format!("content/posters/points-{tag}-3{lang}.md"));
        }
    }
    site
}

/// What posters of every kind that has one say of their pages, and where.
fn told(tag: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for lang in ["en", "zh"] {
        let mut all = |word: &str, places: &[&'static str]| {
            marks.extend(places.iter().map(|place| mark(format!("{word}-{tag}{lang}"), place)));
        };
        all("event-title", &["posters/events/", "a4.pdf"]);
        all("event-venue", &["a4.pdf"]);
        all("drop-title", &["posters/drops/", "a4.pdf"]);
        all("story-title", &["posters/stories/"]);
        all("story-quote", &["a4.pdf"]);
        all("chapter-title", &["posters/chapters/", "a4.pdf"]);
        all("campaign-title", &["posters/campaigns/", "a4.pdf"]);
        all("run-headline", &["a4.pdf"]);
    }
    marks
}

#[test]
fn no_poster_tells_of_what_is_held_back() {
    let built = posted(&[("dra", State::Draft), ("emb", State::Embargoed)]).build();
    let drawn = built.files.keys().filter(|path| path.ends_with(".pdf")).count();
    assert!(drawn > 10, "only {drawn} documents: too few to prove anything");
    for tag in ["dra", "emb"] {
        let marks = marks_of_kinds(tag).into_iter().chain(marks_of_pages(tag)).chain(told(tag));
        let marks: Vec<Mark> = marks.filter(|mark| !mark.word.starts_with('/')).collect();
        expect_nowhere(&built, &marks);
    }
}

#[test]
fn posters_tell_of_it_once_it_is_published_and_their_documents_can_be_searched() {
    expect_all(&posted(&[("pub", State::Published)]).build(), &told("pub"));
}

/// A site with posters of somebody's own page, of an event that they host and a story about them.
fn with_member(consent: &str) -> TestSite {
    let site = site()
        .config("theme = \"tiny\"", "theme = \"plaza\"")
        .also("[posters]\nformats = [\"a4\"]\ncards = []")
        .posters();
    member(&site, "ada", "ada", consent);
    let story = "+++\ntitle = \"S\"\ndate = 2026-11-01\npeople = [\"ada\"]\nquote = \"It spoke.\"\n+++\n";
    site.file("content/stories/s.md", story)
}

#[test]
fn posters_name_nobody_without_the_scope_poster() {
    let name = "Name-adaen";
    for consent in ["", "consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"feed\"] }"] {
        let built = with_member(consent).build();
        assert!(built.files.contains_key("posters/events/by-ada/a4.pdf"));
        let files = built.places_of(name).into_iter();
        let posters: Vec<String> =
            files.filter(|place| place.contains("posters/") && !place.ends_with(".html")).collect();
        assert!(posters.is_empty(), "{name} is in {posters:?}");
        assert!(!built.files.keys().any(|path| path.starts_with("posters/members/ada/")));
    }
    let places = with_member(ALL).build().places_of(name);
    assert!(places.iter().any(|place| place == "posters/members/ada/a4.pdf"), "{places:?}");
}
