//! What one change writes: exactly the files that say something else than before.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::{BuiltSite, Files, TestSite, files_of};

/// Long ago, so that a file that is written anew shows by its time.
pub(crate) fn age(out: &Path, files: &Files) -> SystemTime {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in files.keys() {
        let file = File::options().write(true).open(out.join(path)).expect("a file of the output");
        file.set_modified(then).expect("a time");
    }
    then
}

pub(crate) fn touched(out: &Path, then: SystemTime) -> BTreeSet<String> {
    let changed = |path: &String| {
        let modified = out.join(path).metadata().and_then(|data| data.modified()).expect("a time");
        modified != then
    };
    files_of(out).into_keys().filter(changed).collect()
}

/// What a change of one source writes and deletes.
fn written_after(site: &TestSite, change: impl Fn(&TestSite)) -> (Vec<String>, Vec<String>) {
    let mut pipeline = site.pipeline();
    let out = site.out();
    let before = site.build_with(&mut pipeline, &out);
    let then = age(&out, &before.files);
    change(site);
    let after: BuiltSite = site.build_with(&mut pipeline, &out);
    assert!(after.written, "{}", after.told());
    let gone = before.files.into_keys().filter(|path| !after.files.contains_key(path)).collect();
    (touched(&out, then).into_iter().collect(), gone)
}

fn small_site() -> TestSite {
    let post = |title: &str, day: u8, body: &str| {
        format!("+++\ntitle = \"{title}\"\ndate = 2026-11-{day:02}\ntags = [\"{title}\"]\n+++\n{body}\n")
    };
    TestSite::new()
        .also("[pagination]\nper_page = 1\n[feeds]\nlimit = 2")
        .file("content/posts/a.md", post("a", 1, "First words.\n\nMore."))
        .file("content/posts/b.md", post("b", 2, "First words.\n\nMore."))
        .file("content/posts/c.md", post("c", 3, "First words.\n\nMore."))
        .file("content/posts/c.zh.md", post("c", 3, "中文。"))
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n[[posts/b]]\n")
}

#[test]
fn a_change_behind_the_excerpt_writes_the_page_and_its_feeds_only() {
    let (written, gone) = written_after(&small_site(), |site| {
        site.write(
            "content/posts/b.md",
            "+++\ntitle = \"b\"\ndate = 2026-11-02\ntags = [\"b\"]\n+++\nFirst words.\n\nChanged.\n",
        );
    });
    assert_eq!(
        written,
        [
            "feed.json",
            "feed.xml",
            "posts/b/index.html",
            "posts/feed.json",
            "posts/feed.xml",
            "tags/b/feed.json",
            "tags/b/feed.xml",
        ]
    );
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn a_change_of_the_excerpt_also_writes_what_shows_it() {
    let (written, _) = written_after(&small_site(), |site| {
        site.write(
            "content/posts/b.md",
            "+++\ntitle = \"b\"\ndate = 2026-11-02\ntags = [\"b\"]\n+++\nOther words.\n\nMore.\n",
        );
    });
    // The neighbours show it in short, and so do its page of the list and its tag; `c` leads the home page.
    assert_eq!(
        written,
        [
            "feed.json",
            "feed.xml",
            "posts/2026/index.html",
            "posts/a/index.html",
            "posts/b/index.html",
            "posts/c/index.html",
            "posts/feed.json",
            "posts/feed.xml",
            "posts/page/2/index.html",
            "tags/b/feed.json",
            "tags/b/feed.xml",
            "tags/b/index.html",
        ]
    );
}

#[test]
fn a_page_that_is_in_no_feed_writes_itself_alone() {
    let (written, _) = written_after(&small_site(), |site| {
        site.write("content/about.md", "+++\ntitle = \"About\"\n+++\nOther words: [[posts/b]]\n");
    });
    assert_eq!(written, ["about/index.html"]);
}

#[test]
fn nothing_changed_writes_nothing() {
    let (written, gone) = written_after(&small_site(), |_| {});
    assert!(written.is_empty() && gone.is_empty(), "{written:?} {gone:?}");
}

#[test]
fn an_updated_day_writes_the_page_its_feeds_and_the_sitemap() {
    let (written, _) = written_after(&small_site(), |site| {
        site.write("content/posts/b.md", "+++\ntitle = \"b\"\ndate = 2026-11-02\nupdated = 2026-11-20\ntags = [\"b\"]\n+++\nFirst words.\n\nMore.\n");
    });
    assert_eq!(
        written,
        [
            "feed.json",
            "feed.xml",
            "posts/b/index.html",
            "posts/feed.json",
            "posts/feed.xml",
            "sitemap.xml",
            "tags/b/feed.json",
            "tags/b/feed.xml",
        ]
    );
}
