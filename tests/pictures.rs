//! Pictures of a site from one build to the next: what is kept, what is made again, what stops a build.

mod support;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use handbill::pipeline::{PosterCheck, check};
use handbill::render::LinkStyle;
use support::{BuiltSite, Files, TestSite, picture};

const POST: &str =
    "+++\ntitle = \"A lamp\"\ndate = 2026-11-01\n+++\n![A lamp](lamp.png) [in full](lamp.png)\n";

fn site() -> TestSite {
    let site = TestSite::new().file("content/posts/lamp.md", POST).file("content/posts/lamp.png", picture(1));
    age(&site, "content/posts/lamp.png");
    site
}

/// Makes a file as old as files mostly are: what is written this moment is read again in any case.
fn age(site: &TestSite, path: &str) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let file = File::options().write(true).open(site.root().join(path)).expect("the file");
    file.set_modified(then).expect("a file with a time");
}

fn pictures(built: &BuiltSite) -> Files {
    let is_picture = |path: &String| path.starts_with("assets/pictures/");
    built
        .files
        .iter()
        .filter(|(path, _)| is_picture(path))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

/// The entries of the cache, without the facts.
fn entries(site: &TestSite) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(site.root().join(".handbill/cache")).into_iter().flatten();
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.is_file() && path.to_string_lossy().len() > 60)
        .collect()
}

#[test]
fn a_second_build_reads_no_picture_that_did_not_change() {
    let site = site();
    let first = pictures(&site.build());
    assert_eq!(first.len(), 2, "{:?}", first.keys());
    let length = picture(1).len();
    site.write("content/posts/lamp.png", vec![0; length]);
    age(&site, "content/posts/lamp.png");
    assert!(pictures(&site.build()) == first, "the picture was read again");
}

#[test]
fn a_picture_that_changes_gets_another_name() {
    let site = site();
    let first = pictures(&site.build());
    site.write("content/posts/lamp.png", picture(2));
    let second = site.build();
    assert!(pictures(&second).keys().all(|path| !first.contains_key(path)), "a name for two pictures");
    let src = pictures(&second).into_keys().find(|path| path.ends_with(".png")).expect("a PNG");
    second.expect_page("posts/lamp/index.html").contains(&src);
}

/// Makes an entry of the cache look as if it had been used last so many days before the site's instant.
fn last_used(entry: &Path, days: u64) {
    // 21 November 2026.
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_233_600);
    let file = File::options().write(true).open(entry).expect("the entry");
    file.set_modified(now - Duration::from_secs(days * 86_400)).expect("a file with a time");
}

#[test]
fn what_no_build_has_used_for_a_month_leaves_the_cache() {
    let site = site();
    site.build();
    let of_first = entries(&site);
    assert!(!of_first.is_empty());
    // Another site, or the same one on another branch, shows another picture and shares the folder.
    site.write("content/posts/lamp.png", picture(2));
    site.build();
    let of_second: Vec<PathBuf> =
        entries(&site).into_iter().filter(|entry| !of_first.contains(entry)).collect();
    let is_there = |entries: &[PathBuf]| entries.iter().all(|entry| entry.is_file());
    assert!(is_there(&of_first), "what another build used a moment ago is gone");
    of_first.iter().for_each(|entry| last_used(entry, 29));
    of_second.iter().for_each(|entry| last_used(entry, 99));
    site.build();
    assert!(is_there(&of_first), "it was used within the month");
    assert!(is_there(&of_second), "this build uses it");
    of_first.iter().for_each(|entry| last_used(entry, 31));
    site.build();
    assert!(of_first.iter().all(|entry| !entry.exists()), "it is kept for ever");
    // The build before used these, which is what the other one goes by.
    site.write("content/posts/lamp.png", picture(1));
    site.build();
    assert!(is_there(&of_second), "what was used in the build before is gone");
}

#[test]
fn losing_or_damaging_the_cache_loses_only_time() {
    let site = site();
    let first = pictures(&site.build());
    let kept = entries(&site);
    assert!(kept.len() >= first.len(), "nothing is kept: {kept:?}");
    for entry in &kept {
        let mut bytes = fs::read(entry).expect("an entry");
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(entry, bytes).expect("damaged");
    }
    assert!(pictures(&site.build()) == first, "a damaged entry was taken");
    fs::remove_dir_all(site.root().join(".handbill")).expect("removed");
    assert!(pictures(&site.build()) == first, "without the cache it is another site");
}

#[test]
fn a_check_draws_nothing_and_writes_nothing() {
    let site = site();
    let edition = site.run(&mut site.pipeline());
    assert_eq!(check(&edition, PosterCheck::Words, &()), []);
    assert!(!site.root().join(".handbill").exists(), "a check wrote something");
}

#[test]
fn damage_that_only_drawing_shows_stops_the_build_at_the_place_that_names_the_picture() {
    let site = site();
    let mut bytes = picture(1);
    let pixels = bytes.windows(4).position(|part| part == b"IDAT").expect("pixels");
    bytes[pixels + 5..pixels + 12].fill(0x55);
    site.write("content/posts/lamp.png", bytes);
    let built = site.try_build();
    assert!(!built.written, "a broken picture was published");
    assert_eq!(
        built.told(),
        "error[picture::broken] content/posts/lamp.md: `content/posts/lamp.png` cannot be read: it is damaged\n"
    );
}

#[test]
fn two_pictures_with_one_name_and_the_same_bytes_are_one_file() {
    let other = POST.replace("A lamp\"", "Another\"").replace("lamp.png", "LAMP.png");
    let site = site().file("content/guides/other.md", other.replace("date = 2026-11-01\n", ""));
    site.write("content/guides/LAMP.png", picture(1));
    assert_eq!(pictures(&site.build()).len(), 2);
}

#[test]
fn a_site_for_a_disk_has_its_pictures_too() {
    let built = site().links(LinkStyle::Files).build();
    let page = built.expect_page("posts/lamp/index.html").text;
    for path in pictures(&built).keys() {
        assert!(page.contains(&format!("../../{path}")), "{path} is not in {page}");
    }
}

#[test]
fn no_picture_of_content_goes_out_as_it_came() {
    let marked = |bytes: Vec<u8>| [&bytes[..], b"48.8584N 2.2945E"].concat();
    let site = site()
        .file("content/posts/lamp.png", marked(picture(1)))
        .file("content/posts/only-linked.png", marked(picture(2)))
        .file("content/posts/raw.png", marked(picture(3)))
        .file(
            "content/posts/all.md",
            POST.replace("lamp.png)", "only-linked.png)").replace("![", "[") + "<img src=raw.png alt=x>\n",
        );
    let built = site.build();
    assert_eq!(built.places_of("48.8584N"), [""; 0]);
    assert_eq!(pictures(&built).len(), 4, "{:?}", pictures(&built).keys());
}
