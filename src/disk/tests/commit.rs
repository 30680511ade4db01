//! Committing: the order, what is kept, what is deleted, and what a kill leaves.

use std::fs;

use super::{Place, Put, Written, age, artifact, expected, modified};
use crate::disk::{DiskError, InTheWay, Output};

fn foreign(result: Result<Written, DiskError>) -> Vec<(String, InTheWay)> {
    match result {
        Err(DiskError::Foreign { paths, .. }) => paths,
        other => panic!("{other:?}"),
    }
}

fn manifest(place: &Place) -> String {
    fs::read_to_string(place.out().join(".handbill-manifest")).expect("a manifest")
}

#[test]
fn a_build_writes_what_changed_keeps_what_did_not_and_deletes_what_is_gone() {
    let place = Place::new();
    let first =
        [("index.html", "home"), ("a/index.html", "a"), ("b/c/index.html", "c"), ("assets/s.css", "s")];
    let written = place.build(&first).expect("built");
    assert_eq!(written, Written { written: 4, unchanged: 0, deleted: 0, files: 4 });
    assert_eq!(place.published(), expected(&first));
    assert_eq!(
        manifest(&place),
        "handbill-manifest 1\na/index.html\nassets/s.css\nb/c/index.html\nindex.html\n"
    );

    let home = age(&place.out().join("index.html"), 600);
    let second =
        [("index.html", "home"), ("a/index.html", "A"), ("d/index.html", "d"), ("assets/s.css", "s")];
    let written = place.build(&second).expect("built");
    assert_eq!(written, Written { written: 2, unchanged: 2, deleted: 1, files: 4 });
    assert_eq!(place.published(), expected(&second));
    assert_eq!(modified(&place.out().join("index.html")), home);
    assert!(!place.out().join("b").exists(), "an empty folder stayed");
    // A file that somebody else makes there later is theirs.
    assert!(!manifest(&place).contains("b/c"), "{}", manifest(&place));

    let stamp = age(&place.out().join(".handbill-manifest"), 600);
    let written = place.build(&second).expect("built");
    assert_eq!(written, Written { written: 0, unchanged: 4, deleted: 0, files: 4 });
    assert_eq!(modified(&place.out().join(".handbill-manifest")), stamp);
}

#[test]
fn files_put_from_many_threads_all_arrive() {
    use rayon::prelude::*;
    let place = Place::new();
    for text in ["one", "two"] {
        let output = place.open();
        let files = (0..300).map(|n| artifact(&format!("p/{}/{n}.html", n % 7), text)).collect::<Vec<_>>();
        files.par_iter().for_each(|file| assert_eq!(output.put(file).expect("staged"), Put::Staged));
        assert_eq!(output.commit().expect("built").written, 300);
        assert!(place.published().len() == 300 && place.published().values().all(|found| found == text));
    }
}

#[test]
fn foreign_files_are_all_named_before_anything_changes() {
    let place = Place::new();
    place.build(&[("index.html", "old")]).expect("built");
    place.write("site/public/CNAME", "lantern.example");
    place.write("site/public/about.html", "mine");
    place.write("site/public/robots.txt", "same");
    place.write("site/public/blog", "mine");
    place.write("site/public/zh/index.html/mine.txt", "mine");
    let before = place.published();
    let paths = foreign(place.build(&[
        ("index.html", "new"),
        ("about.html", "theirs"),
        ("robots.txt", "same"),
        ("blog/a/index.html", "a"),
        ("blog/b/index.html", "b"),
        ("zh/index.html", "zh"),
    ]));
    assert_eq!(
        paths,
        [
            ("about.html".to_owned(), InTheWay::File),
            ("blog".to_owned(), InTheWay::File),
            ("zh/index.html".to_owned(), InTheWay::Folder),
            ("zh/index.html/mine.txt".to_owned(), InTheWay::File),
        ]
    );
    assert_eq!(place.published(), before);

    for path in ["about.html", "blog"] {
        fs::remove_file(place.out().join(path)).expect("removed");
    }
    let stamp = age(&place.out().join("robots.txt"), 600);
    place.build(&[("index.html", "new"), ("robots.txt", "same")]).expect("built");
    assert_eq!(modified(&place.out().join("robots.txt")), stamp);
    place.build(&[("index.html", "new")]).expect("built");
    let left = place.published();
    assert!(left.contains_key("CNAME"), "a foreign file was deleted");
    assert!(!left.contains_key("robots.txt"), "an adopted file was not deleted");
}

#[test]
fn a_folder_that_still_holds_foreign_files_stays() {
    let place = Place::new();
    place.build(&[("a/b/index.html", "x")]).expect("built");
    place.write("site/public/a/photo.jpg", "mine");
    fs::create_dir_all(place.out().join("empty")).expect("made");
    place.build(&[("index.html", "x")]).expect("built");
    assert_eq!(place.published(), expected(&[("a/photo.jpg", "mine"), ("index.html", "x")]));
    assert!(!place.out().join("a/b").exists());
    assert!(place.out().join("empty").exists(), "a foreign folder was removed");
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let place = Place::new();
    place.build(&[("x", "file"), ("y-z", "z"), ("y/a/b.html", "b"), ("y/c.html", "c")]).expect("built");
    let turned = [("x/index.html", "page"), ("y", "file"), ("y-z", "z")];
    let written = place.build(&turned).expect("built");
    assert_eq!(written, Written { written: 2, unchanged: 1, deleted: 3, files: 3 });
    assert_eq!(place.published(), expected(&turned));
    place.build(&[("x/index.html", "page")]).expect("built");
    assert_eq!(place.published(), expected(&[("x/index.html", "page")]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_replaced_or_deleted_through_a_link() {
    let place = Place::new();
    place.build(&[("index.html", "old"), ("a/index.html", "a"), ("b/index.html", "b")]).expect("built");
    place.write("private/index.html", "mine");
    place.write("private/note.txt", "mine");
    for folder in ["a", "b"] {
        fs::remove_dir_all(place.out().join(folder)).expect("removed");
        place.link("../../private", &format!("site/public/{folder}"));
    }
    fs::remove_file(place.out().join("index.html")).expect("removed");
    place.link("../../private/note.txt", "site/public/index.html");
    let paths = foreign(place.build(&[("index.html", "new"), ("a/index.html", "new"), ("a/x.html", "new")]));
    assert_eq!(paths, [("a".to_owned(), InTheWay::Link), ("index.html".to_owned(), InTheWay::Link)]);
    // `b/index.html` is to be deleted, and leads out of the output.
    place.build(&[("c.html", "new")]).expect("built");
    for file in ["index.html", "note.txt"] {
        assert_eq!(fs::read_to_string(place.path("private").join(file)).expect("still there"), "mine");
    }
    assert!(place.out().join("index.html").is_symlink(), "somebody else's link was deleted");
}

#[test]
fn what_a_kill_before_the_commit_leaves_is_the_last_output_and_the_next_build_mends_it() {
    let place = Place::new();
    place.build(&[("index.html", "old"), ("assets/s.1.css", "1")]).expect("built");
    let output = place.open();
    output.put(&artifact("index.html", "new")).expect("staged");
    output.put(&artifact("assets/s.2.css", "2")).expect("staged");

    // The disk as a kill at this instant leaves it: the stage is there, no lock is held.
    let killed = Place::new();
    for (path, text) in super::files_below(&place.out()) {
        killed.write(&format!("site/public/{path}"), text);
    }
    assert!(killed.out().join(".handbill-stage/1").exists());
    let visible = killed.published();
    assert_eq!(visible, expected(&[("index.html", "old"), ("assets/s.1.css", "1")]));
    let new = [("index.html", "newer"), ("assets/s.3.css", "3")];
    killed.build(&new).expect("built");
    assert_eq!(killed.published(), expected(&new));
    assert!(!killed.out().join(".handbill-stage").exists());
}

#[test]
fn a_commit_that_breaks_among_the_pages_has_all_assets_and_the_next_build_mends_the_rest() {
    let place = Place::new();
    place.build(&[("a.html", "old"), ("gone.html", "old"), ("assets/s.1.css", "1")]).expect("built");
    let new = [("a.html", "new"), ("b.html", "new"), ("n/index.html", "new"), ("assets/s.2.css", "2")];
    let output = place.open();
    for (path, text) in new {
        output.put(&artifact(path, text)).expect("staged");
    }
    // Somebody makes a folder where a page is about to be put.
    place.write("site/public/b.html/in-the-way", "x");
    let broken = output.commit();
    assert!(matches!(&broken, Err(DiskError::Io { path, .. }) if path.ends_with("b.html")), "{broken:?}");
    let left = place.published();
    for kept in ["a.html", "gone.html", "assets/s.1.css", "assets/s.2.css"] {
        assert!(left.contains_key(kept), "{kept} is missing");
    }
    assert!(["old", "new"].contains(&left["a.html"].as_str()));
    assert!(manifest(&place).contains("gone.html\nn/index.html\n"), "{}", manifest(&place));

    fs::remove_dir_all(place.out().join("b.html")).expect("removed");
    place.build(&new).expect("what the broken build wrote is not foreign");
    assert_eq!(place.published(), expected(&new));
}

#[test]
fn a_broken_asset_stops_the_pages_that_need_it() {
    let place = Place::new();
    place.build(&[("a.html", "old")]).expect("built");
    let output = place.open();
    output.put(&artifact("a.html", "new")).expect("staged");
    output.put(&artifact("assets/s.css", "s")).expect("staged");
    place.write("site/public/assets", "in the way");
    output.commit().expect_err("no folder for the asset");
    assert_eq!(fs::read_to_string(place.out().join("a.html")).expect("read"), "old");
}

#[test]
fn a_first_build_that_breaks_is_mended_too() {
    let place = Place::new();
    let output = place.open();
    output.put(&artifact("a.html", "1")).expect("staged");
    output.put(&artifact("b.html", "1")).expect("staged");
    place.write("site/public/b.html/in-the-way", "x");
    output.commit().expect_err("a folder is in the way");
    fs::remove_dir_all(place.out().join("b.html")).expect("removed");
    place.build(&[("a.html", "2")]).expect("built");
    assert_eq!(place.published(), expected(&[("a.html", "2")]));
}

/// Two names of one file stand for a disk that does not know case.
#[test]
fn a_name_that_changes_its_case_keeps_the_new_file() {
    let place = Place::new();
    place.build(&[("Tag.html", "x")]).expect("built");
    fs::hard_link(place.out().join("Tag.html"), place.out().join("tag.html")).expect("linked");
    let written = place.build(&[("tag.html", "x")]).expect("the same file is not foreign");
    assert_eq!(written.written, 1, "the name on the disk would stay the old one");
    assert_eq!(place.published(), expected(&[("tag.html", "x")]));

    // As a kill between renaming and deleting leaves it.
    fs::hard_link(place.out().join("tag.html"), place.out().join("Tag.html")).expect("linked");
    fs::write(place.out().join(".handbill-manifest"), "handbill-manifest 1\nTag.html\ntag.html\n")
        .expect("written");
    place.build(&[("tag.html", "x")]).expect("built");
    assert!(place.out().join("Tag.html").exists(), "on a disk without case the new file is deleted");
}

/// On a disk that knows case, two names are two files.
#[cfg(target_os = "linux")]
#[test]
fn names_that_differ_by_case_are_two_files_where_the_disk_says_so() {
    let place = Place::new();
    place.build(&[("Tag.html", "x")]).expect("built");
    place.build(&[("tag.html", "x")]).expect("built");
    assert_eq!(place.published(), expected(&[("tag.html", "x")]));
    place.write("site/public/TAG.html", "mine");
    assert_eq!(foreign(place.build(&[("TAG.html", "x")])), [("TAG.html".to_owned(), InTheWay::File)]);
}

#[test]
fn an_output_may_be_empty_and_is_still_known_for_ours() {
    let place = Place::new();
    place.build(&[("a.html", "x")]).expect("built");
    let written = place.build(&[]).expect("built");
    assert_eq!(written, Written { written: 0, unchanged: 0, deleted: 1, files: 0 });
    assert!(place.published().is_empty());
    Output::open(&place.out(), &place.site()).expect("opened again");
}
