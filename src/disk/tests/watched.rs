//! What has to be watched: all that is read, and nothing of the tool's own.

use std::fs;
use std::path::Path;

use super::Place;
use crate::disk::{Watched, watched};

fn look(place: &Place) -> Watched {
    watched(&place.site().canonicalize().expect("a site"))
}

fn counts(watched: &Watched, path: &str) -> bool {
    watched.counts(&watched.root.join(path))
}

#[test]
fn sources_count_and_what_the_tool_and_editors_leave_does_not() {
    let place = Place::new();
    for path in ["content/posts/a.md", "static/x", "public/index.html", ".git/HEAD", "media/a.jpg"] {
        place.write(&format!("site/{path}"), "x");
    }
    let watched = look(&place);
    for path in
        ["", "handbill.toml", "codes.toml", "content", "content/posts/a.md", "static/.well-known/x", "data"]
    {
        assert!(counts(&watched, path), "{path} does not count");
    }
    for path in [
        "public",
        "public/index.html",
        ".handbill/cache/x",
        ".git/index",
        "content/.a.md.swp",
        "content/a.md~",
        "content/.hidden/a.md",
        "static/4913",
        "media/a.jpg",
        "README.md",
    ] {
        assert!(!counts(&watched, path), "{path} counts");
    }
    let folders: Vec<_> =
        watched.flat().into_iter().chain(watched.whole.iter().map(|path| &**path)).collect();
    let site = &watched.root;
    assert_eq!(folders, [site.clone(), site.join("content"), site.join("static")]);
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_inside_the_site_counts() {
    let place = Place::new();
    place.write("outside/x.md", "x");
    place.write("site/media/summer/a.jpg", "x");
    place.write("site/media/far/deep/b.jpg", "x");
    place.write("site/notes/about.md", "x");
    place.write("site/.hidden/x.md", "x");
    place.link("../media/summer", "site/content/pictures");
    place.link("../far/deep", "site/media/summer/more");
    place.link("../notes/about.md", "site/content/about.md");
    place.link("../notes/gone/late.md", "site/content/late.md");
    for (target, path) in [
        ("..", "all"),
        ("../../outside", "out"),
        ("../.hidden", "hidden"),
        ("b", "a"),
        ("a", "b"),
        ("/", "root"),
    ] {
        place.link(target, &format!("site/content/{path}"));
    }
    let watched = look(&place);
    for path in [
        "media/summer/a.jpg",
        "media/far/deep/b.jpg",
        "media",
        "notes/about.md",
        "notes/gone",
        "notes/gone/late.md",
    ] {
        assert!(counts(&watched, path), "{path} does not count");
    }
    for path in ["media/x.jpg", "notes/other.md", ".hidden/x.md", "../outside/x.md"] {
        assert!(!counts(&watched, path), "{path} counts");
    }
    let site = &watched.root;
    let whole: Vec<_> = ["content", "media/far/deep", "media/summer"].map(|path| site.join(path)).into();
    assert_eq!(watched.whole.iter().cloned().collect::<Vec<_>>(), whole);
    let flat: Vec<_> = ["", "media", "media/far", "notes", "notes/gone"].map(|path| site.join(path)).into();
    assert!(watched.flat().into_iter().eq(flat.iter().map(Path::new)), "{:?}", watched.flat());
}

#[test]
fn what_is_not_there_counts_when_it_comes() {
    let place = Place::new();
    fs::remove_file(place.path("site/handbill.toml")).expect("removed");
    let watched = look(&place);
    assert!(watched.whole.is_empty());
    for path in ["handbill.toml", "content", "themes"] {
        assert!(counts(&watched, path), "{path} does not count");
    }
}
