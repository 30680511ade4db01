//! Opening and staging: where an output may be, who may write, what a failed build leaves.

use std::fs;

use super::{Place, artifact, copy, expected, files_below};
use crate::disk::{BadOutput, DiskError, Output, Put};

#[test]
fn a_failed_build_leaves_the_last_output_as_it_was() {
    let place = Place::new();
    place.build(&[("index.html", "old"), ("a/index.html", "a")]).expect("built");
    let before = files_below(&place.out());
    let output = place.open();
    assert_eq!(output.put(&artifact("index.html", "new")).expect("staged"), Put::Staged);
    assert_eq!(output.put(&artifact("b/index.html", "b")).expect("staged"), Put::Staged);
    drop(output);
    assert_eq!(files_below(&place.out()), before);
    assert!(!place.out().join(".handbill-stage").exists());
}

#[test]
fn a_failed_first_build_leaves_no_folder_behind() {
    let place = Place::new();
    let out = place.path("deep/down/public");
    let output = Output::open(&out, &place.site()).expect("opened");
    output.put(&artifact("index.html", "x")).expect("staged");
    drop(output);
    assert!(!place.path("deep").exists());
}

#[test]
fn a_second_build_is_kept_out_until_the_first_is_done() {
    let place = Place::new();
    let first = place.open();
    first.put(&artifact("index.html", "first")).expect("staged");
    let second = Output::open(&place.out(), &place.site());
    assert!(matches!(second, Err(DiskError::Locked { .. })), "{second:?}");
    first.commit().expect("the stage of the first is untouched");
    place.build(&[("index.html", "second")]).expect("built");
    assert_eq!(place.published(), expected(&[("index.html", "second")]));
    assert!(!place.out().join(".handbill-lock").exists());
}

#[test]
fn the_lock_and_the_stage_of_a_killed_build_stop_nobody() {
    let place = Place::new();
    place.write("site/public/.handbill-lock", "");
    place.write("site/public/.handbill-stage/0", "half a pa");
    place.build(&[("index.html", "x")]).expect("built");
    assert_eq!(place.published(), expected(&[("index.html", "x")]));
    assert!(!place.out().join(".handbill-stage").exists());
}

#[test]
fn an_output_that_would_swallow_sources_is_refused_and_nothing_is_made() {
    let place = Place::new();
    place.write("site/content/a.md", "x");
    let why = |out: &str| match Output::open(&place.path(out), &place.site()) {
        Err(DiskError::BadOutput { why, .. }) => Some(why),
        Err(error) => panic!("{error}"),
        Ok(_) => None,
    };
    assert_eq!(why("site"), Some(BadOutput::HoldsSite));
    assert_eq!(why("site/x/.."), Some(BadOutput::HoldsSite));
    assert_eq!(why(""), Some(BadOutput::HoldsSite));
    assert_eq!(why("site/content/posts"), Some(BadOutput::Source("content")));
    assert_eq!(why("site/public/../static/x"), Some(BadOutput::Source("static")));
    assert_eq!(why("site/.git"), Some(BadOutput::Source(".git")));
    assert_eq!(why("site/handbill.toml"), Some(BadOutput::NotAFolder));
    assert_eq!(why("site/contents"), None);
    assert_eq!(why("elsewhere/public"), None);
    assert_eq!(files_below(&place.path("")).len(), 2);
    assert!(!place.path("site/static").exists());
}

#[cfg(unix)]
#[test]
fn the_output_itself_may_be_a_link_but_not_to_a_source_or_to_nowhere() {
    let place = Place::new();
    fs::create_dir(place.path("www")).expect("made");
    place.link("../www", "site/public");
    place.build(&[("index.html", "x")]).expect("built");
    assert_eq!(fs::read_to_string(place.path("www/index.html")).expect("read"), "x");

    place.write("site/content/a.md", "x");
    place.link("site/content", "sly");
    place.link("nowhere", "dead");
    fs::create_dir_all(place.path("site/pictures/raw")).expect("made");
    place.link("pictures", "site/assets");
    let why = |out: &str| match Output::open(&place.path(out), &place.site()) {
        Err(DiskError::BadOutput { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why("sly/public"), BadOutput::Source("content"));
    assert_eq!(why("site/pictures/public"), BadOutput::Source("assets"));
    assert_eq!(why("site/pictures"), BadOutput::Source("assets"));
    assert_eq!(why("dead"), BadOutput::DeadLink);
}

#[test]
fn a_file_of_the_site_is_copied_and_one_outside_is_not() {
    let place = Place::new();
    place.write("secret.jpg", "secret");
    place.write("site/content/photo.jpg", vec![7; 200_000]);
    let output = place.open();
    assert_eq!(output.put(&copy("photo.jpg", "content/photo.jpg")).expect("staged"), Put::Staged);
    let refused = output.put(&copy("secret.jpg", "../secret.jpg"));
    assert!(matches!(refused, Err(DiskError::OutsideSite { .. })), "{refused:?}");
    #[cfg(unix)]
    {
        place.link("../../secret.jpg", "site/content/link.jpg");
        let refused = output.put(&copy("link.jpg", "content/link.jpg"));
        assert!(matches!(refused, Err(DiskError::OutsideSite { .. })), "{refused:?}");
    }
    output.commit().expect("built");
    assert_eq!(fs::read(place.out().join("photo.jpg")).expect("read"), vec![7; 200_000]);
    assert!(!place.out().join("secret.jpg").exists());

    let output = place.open();
    assert_eq!(output.put(&copy("photo.jpg", "content/photo.jpg")).expect("compared"), Put::Unchanged);
    place.write("site/content/photo.jpg", vec![8; 200_000]);
    assert_eq!(output.put(&copy("photo.jpg", "content/photo.jpg")).expect("compared"), Put::Staged);
}

#[test]
fn the_names_of_the_bookkeeping_cannot_be_published() {
    let place = Place::new();
    for path in [".handbill-manifest", ".handbill-stage/0", ".handbill-lock"] {
        let refused = place.open().put(&artifact(path, "index.html\n"));
        assert!(matches!(refused, Err(DiskError::Reserved { .. })), "{path}: {refused:?}");
    }
}

#[test]
fn a_manifest_that_cannot_be_trusted_stops_the_build() {
    let place = Place::new();
    place.write("site/keep.html", "mine");
    for text in ["", "index.html\n", "handbill-manifest 2\n", "handbill-manifest 1\n../keep.html\n", "\u{0}"]
    {
        place.write("site/public/.handbill-manifest", text);
        let refused = Output::open(&place.out(), &place.site());
        assert!(matches!(refused, Err(DiskError::Manifest { .. })), "{text:?}: {refused:?}");
    }
    assert!(place.path("site/keep.html").exists());
}

#[cfg(unix)]
#[test]
fn an_output_that_may_not_be_written_is_named_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::create_dir(place.out()).expect("made");
    fs::set_permissions(place.out(), fs::Permissions::from_mode(0o555)).expect("set");
    let refused = match Output::open(&place.out(), &place.site()) {
        Err(error) => error,
        // An administrator may write everywhere; the kernel's own folder refuses them too.
        Ok(_) if cfg!(target_os = "linux") => {
            Output::open("/proc/public".as_ref(), &place.site()).expect_err("cannot be made")
        }
        Ok(_) => return,
    };
    assert!(matches!(refused, DiskError::Io { .. }), "{refused:?}");
    assert!(refused.to_string().starts_with("cannot ") && !refused.help().is_empty(), "{refused}");
}
