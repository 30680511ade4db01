//! Reading: what counts, what is shared, what cannot be taken.

use std::sync::Arc;

use super::{Place, age};
use crate::diagnostics::Diagnostic;
use crate::disk::read::MOST_TEXT;
use crate::disk::{DiskError, read};
use crate::model::{SourceBody, SourcePath, SourceTree};

fn tree(place: &Place) -> SourceTree {
    let (tree, problems) = read(&place.site(), None).expect("a site");
    assert_eq!(problems, []);
    tree
}

fn problems(place: &Place) -> (Vec<String>, Vec<(&'static str, String)>) {
    let (tree, problems) = read(&place.site(), None).expect("a site");
    let said = problems.iter().map(|problem: &Diagnostic| {
        assert!(!problem.help.is_empty(), "{} gives no help", problem.code);
        (problem.code, problem.labels.first().expect("a place").path.to_string())
    });
    (names(&tree), said.collect())
}

fn names(tree: &SourceTree) -> Vec<String> {
    tree.files.keys().map(SourcePath::to_string).collect()
}

fn text<'a>(tree: &'a SourceTree, path: &str) -> &'a Arc<str> {
    tree.text(&SourcePath::new(path)).expect("a text")
}

#[test]
fn only_a_sites_sources_are_read() {
    let place = Place::new();
    for path in [
        "README.md",
        "public/index.html",
        "node_modules/x.md",
        "content/about.md",
        "content/posts/灯/index.md",
        "content/posts/灯/photo.jpg",
        "content/.drafts/secret.md",
        "content/.hidden.md",
        "content/about.md~",
        "content/.#about.md",
        "content/.about.md.swp",
        "static/.well-known/security.txt",
        "static/.git/config",
        "static/.DS_Store",
        "static/Thumbs.db",
        "data/votes.csv",
        "templates/page.html",
        "assets/site.css",
        "i18n/en.ftl",
        "themes/own/theme.toml",
    ] {
        place.write(&format!("site/{path}"), "x");
    }
    let tree = tree(&place);
    assert_eq!(
        names(&tree),
        [
            "assets/site.css",
            "content/about.md",
            "content/posts/灯/index.md",
            "content/posts/灯/photo.jpg",
            "data/votes.csv",
            "handbill.toml",
            "i18n/en.ftl",
            "static/.well-known/security.txt",
            "templates/page.html",
            "themes/own/theme.toml",
        ]
    );
    let photo = tree.get("content/posts/灯/photo.jpg").expect("found");
    assert!(matches!(photo.body, SourceBody::Blob) && photo.len == 1 && photo.modified.is_some());
    assert_eq!(&**text(&tree, "handbill.toml"), "handbill = 1\n");
}

#[test]
fn a_folder_that_is_no_site_is_told_from_one_that_is_not_there() {
    let place = Place::new();
    place.write("empty/a.md", "");
    let of = |path: &str| read(&place.path(path), None).expect_err("no site");
    assert!(matches!(of("empty"), DiskError::NotASite { .. }));
    assert!(matches!(of("nowhere"), DiskError::NoFolder { .. }));
    assert!(matches!(of("site/handbill.toml"), DiskError::NoFolder { .. }));
}

#[test]
fn a_settled_text_is_shared_without_being_opened() {
    let place = Place::new();
    let path = place.path("site/content/a.md");
    place.write("site/content/a.md", "first");
    let stamp = age(&path, 60);
    let before = tree(&place);
    // Other bytes of the same length under the old time stamp: whoever opened the file would see them.
    place.write("site/content/a.md", "FIRST");
    std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(stamp)).expect("set");
    let (after, _) = read(&place.site(), Some(&before)).expect("a site");
    assert!(Arc::ptr_eq(text(&before, "content/a.md"), text(&after, "content/a.md")));
}

#[test]
fn a_text_read_right_after_it_was_written_is_read_again() {
    let place = Place::new();
    let path = place.path("site/content/a.md");
    place.write("site/content/a.md", "first");
    let stamp = age(&path, 0);
    let before = tree(&place);
    place.write("site/content/a.md", "FIRST");
    std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(stamp)).expect("set");
    let (after, _) = read(&place.site(), Some(&before)).expect("a site");
    assert_eq!(&**text(&after, "content/a.md"), "FIRST");
}

#[test]
fn a_text_that_was_only_touched_keeps_its_identity_and_a_changed_one_does_not() {
    let place = Place::new();
    place.write("site/content/a.md", "same");
    place.write("site/content/b.md", "short");
    for name in ["a", "b"] {
        age(&place.path(&format!("site/content/{name}.md")), 60);
    }
    let before = tree(&place);
    place.write("site/content/a.md", "same");
    place.write("site/content/b.md", "longer");
    let (after, _) = read(&place.site(), Some(&before)).expect("a site");
    assert!(Arc::ptr_eq(text(&before, "content/a.md"), text(&after, "content/a.md")));
    assert_eq!(&**text(&after, "content/b.md"), "longer");
    assert_ne!(
        before.files[&SourcePath::new("content/a.md")].modified,
        after.files[&SourcePath::new("content/a.md")].modified
    );
}

#[test]
fn a_text_too_large_to_hold_is_named_and_a_download_is_not() {
    let place = Place::new();
    place.write("site/static/all.csv", "");
    place.write("site/data/all.csv", "");
    for path in ["site/static/all.csv", "site/data/all.csv"] {
        let file = std::fs::File::options().write(true).open(place.path(path)).expect("opened");
        file.set_len(MOST_TEXT + 1).expect("grown");
    }
    let (names, problems) = problems(&place);
    assert_eq!(problems, [("source::too-large", "data/all.csv".to_owned())]);
    assert_eq!(names, ["handbill.toml", "static/all.csv"]);
}

#[cfg(unix)]
#[test]
fn every_link_that_cannot_be_followed_is_named_in_one_run_and_the_rest_is_read() {
    let place = Place::new();
    place.write("secret.md", "outside");
    place.write("shared/a.md", "outside");
    place.write("site/.git/config", "token");
    place.write("site/content/posts/a.md", "x");
    place.write("site/README.md", "about");
    place.link("../../secret.md", "site/content/leak.md");
    place.link("../../shared", "site/content/shared");
    place.link("../.git/config", "site/static/config.txt");
    place.link("..", "site/static/all");
    place.link("../content/posts", "site/static/posts");
    place.link("posts/a.md", "site/content/a.txt");
    place.link("..", "site/content/posts/up");
    place.link("self.md", "site/content/self.md");
    place.link("nothing.md", "site/content/dead.md");
    place.link("user@host.1234", "site/content/.#a.md");
    // Links that stay in the site are followed.
    place.link("../README.md", "site/content/about.md");
    place.link("posts", "site/content/notes");
    let (names, problems) = problems(&place);
    let problems = problems.iter().map(|(code, path)| (*code, path.as_str())).collect::<Vec<_>>();
    assert_eq!(
        problems,
        [
            ("source::outside-site", "content/a.txt"),
            ("source::unreadable", "content/dead.md"),
            ("source::outside-site", "content/leak.md"),
            ("source::link-loop", "content/notes/up"),
            ("source::link-loop", "content/posts/up"),
            ("source::link-loop", "content/self.md"),
            ("source::outside-site", "content/shared"),
            ("source::outside-site", "static/all"),
            ("source::outside-site", "static/config.txt"),
            ("source::outside-site", "static/posts"),
        ]
    );
    assert_eq!(names, ["content/about.md", "content/notes/a.md", "content/posts/a.md", "handbill.toml"]);
}

#[cfg(unix)]
#[test]
fn a_site_whose_own_folder_is_a_link_is_read() {
    let place = Place::new();
    place.write("site/content/a.md", "x");
    place.link("site", "link");
    let (tree, problems) = read(&place.path("link"), None).expect("a site");
    assert_eq!(problems, []);
    assert_eq!(names(&tree), ["content/a.md", "handbill.toml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_named_with_what_can_be_shown_of_it() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    place.write("site/content/a.md", "x");
    let name = std::ffi::OsStr::from_bytes(b"\xb5\xc6.md");
    std::fs::write(place.path("site/content").join(name), "x").expect("written");
    let (names, problems) = problems(&place);
    assert_eq!(problems, [("source::name-not-utf8", "content/\u{fffd}\u{fffd}.md".to_owned())]);
    assert_eq!(names, ["content/a.md", "handbill.toml"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_and_does_not_block_the_reading() {
    let place = Place::new();
    place.write("site/content/a.md", "x");
    let _socket =
        std::os::unix::net::UnixListener::bind(place.path("site/content/pipe.md")).expect("a socket");
    let (names, problems) = problems(&place);
    assert_eq!(problems, [("source::unreadable", "content/pipe.md".to_owned())]);
    assert_eq!(names, ["content/a.md", "handbill.toml"]);
}
