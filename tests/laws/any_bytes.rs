//! Whatever lies in a site's folder: a result, never a panic.

use std::collections::BTreeSet;

use handbill::pipeline::{PosterCheck, check};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{CONFIG, TestSite};
use crate::{cases, walk};

/// Pieces of what people write, to be put together in ways that they would not.
const PIECES: [&str; 104] = [
    "+++\n",
    "+++",
    "---\n",
    "---",
    "\n",
    "\r\n",
    "\r",
    "\u{feff}",
    " ",
    "\t",
    "title = ",
    "title: ",
    "name = ",
    "name: ",
    "date = ",
    "start = ",
    "end = ",
    "duration = ",
    "consent = ",
    "tags = ",
    "tags: ",
    "image = ",
    "price = ",
    "currency = ",
    "aliases = ",
    "slug = ",
    "rsvp = ",
    "venue = ",
    "draft = true\n",
    "release_at = 2026-11-27T20:00:00\n",
    "ends_at = ",
    "early_access = [{ tier = \"t\", at = 2026-11-01 }]\n",
    "vote = { options = [\"a\"], results = \"data/v.csv\" }\n",
    "stock = { n = 0 }\n",
    "makers = [\"wen\"]\n",
    "changes = [{ date = 2026-11-01, asked_by = \"wen\", what = \"a\" }]\n",
    "people = [\"wen\"]\n",
    "event = \"events/e\"\n",
    "drop = \"drops/d\"\n",
    "quote = \"a\"\n",
    "leads = [\"wen\"]\n",
    "chapter = \"c\"\n",
    "target = \"posts/a\"\n",
    "placements = [{ id = \"a\" }]\n",
    "tier = \"t\"\n",
    "goal = 7\n",
    "deadline = ",
    "progress = { raised = 1 }\n",
    "keywords = [\"=a\"]\n",
    "rrule = \"FREQ=MONTHLY;BYDAY=-1FR\"\n",
    "phases = { announce = \"-5d\" }\n",
    ":::note\n",
    ":::\n",
    "::event{path=\"events/e\"}\n",
    "::member{handle=\"wen\" ",
    "[extra]\n",
    "extra:\n  ",
    "\"",
    "\"a\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=",
    ":",
    "- ",
    "? ",
    "&a ",
    "*a",
    "!!str ",
    "| ",
    "2026-11-21",
    "2026-11-21T19:30:00",
    "9999-12-31T23:59:59",
    "-9999-01-01",
    "99999999999999999999",
    "1e999",
    "-0.0",
    "nan",
    "\"-5d\"",
    "\"CNY\"",
    "../../x",
    "https://a.example",
    "javascript:alert(1)",
    "# H\n",
    "## 第二节 {#x}\n",
    "**注意：**",
    "[[posts/a]]",
    "[[",
    "]]",
    "@wen",
    "![](a.png)",
    "[a](",
    ")",
    "<div>",
    "</",
    "`",
    "[^1]",
    "😀",
    "\u{e000}",
    "\u{0}",
    "\u{202e}",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces =
        prop::collection::vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat().into_bytes());
    let fenced = prop::collection::vec(select(&PIECES[..]), 0..16).prop_map(|pieces| {
        format!("+++\ntitle = \"a\"\ndate = 2026-11-21\n{}\n+++\n{}", pieces.concat(), pieces.concat())
            .into_bytes()
    });
    let yaml = prop::collection::vec(select(&PIECES[..]), 0..16).prop_map(|pieces| {
        format!("---\ntitle: a\n{}\n---\n{}", pieces.concat(), pieces.concat()).into_bytes()
    });
    prop_oneof![prop::collection::vec(any::<u8>(), 0..80), pieces, fenced, yaml]
}

const SOURCES: [&str; 18] = [
    "handbill.toml",
    "content/index.md",
    "content/about.md",
    "content/about.zh.md",
    "content/posts/a.md",
    "content/posts/_index.md",
    "content/events/e.md",
    "content/members/wen.md",
    "content/drops/d.md",
    "content/stories/s.md",
    "content/chapters/c.md",
    "content/posters/p.md",
    "content/tiers/t.md",
    "content/campaigns/k.md",
    "content/faq/q.md",
    "templates/post.html",
    "i18n/en.ftl",
    "assets/own.css",
];

#[test]
fn any_bytes_as_a_source_give_a_result_and_never_a_panic() {
    let site = TestSite::new();
    let pipeline = std::cell::RefCell::new(site.pipeline());
    proptest!(cases(400), |(sources in prop::collection::btree_map(select(&SOURCES[..]), bytes(), 1..4))| {
        for path in SOURCES {
            // A case that failed left its files.
            if path == "handbill.toml" { site.write(path, CONFIG) } else if site.root().join(path).exists() { site.remove(path) }
        }
        for (path, bytes) in &sources {
            if *path == "handbill.toml" {
                // Both a broken file and a good one with something behind it.
                let text = if bytes.len() % 2 == 0 { bytes.clone() } else { [CONFIG.as_bytes(), bytes].concat() };
                site.write(path, text);
            } else {
                site.write(path, bytes);
            }
        }
        let edition = site.run(&mut pipeline.borrow_mut());
        let told = check(&edition, PosterCheck::Words, &());
        for problem in &told {
            prop_assert!(!problem.message.is_empty() && problem.code.contains("::"), "{problem:?}");
            for label in &problem.labels {
                if let (Some(text), Some(span)) = (edition.text(&label.path), label.span) {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{problem:?} points beside the text");
                }
            }
        }
    });
}

const NAME_PIECES: &[&str] = &[
    "a", "B", "con", " ", ".", "..", "-", "_", "index", "_index", "CON", "aux", "zh", "en", "é", "e\u{301}",
    "中", "😀", "%2e", "%", "#", "?", ":", "*", "\"", "\\", "&", "\n", "\u{202e}", "page", "posts",
];

fn name() -> impl Strategy<Value = String> {
    let long = (1usize..240).prop_map(|len| "长".repeat(len / 3 + 1));
    let odd = prop::collection::vec(select(NAME_PIECES), 1..4).prop_map(|pieces| pieces.concat());
    let near = select(&["a", "A", "é", "e\u{301}", "É", "con", "end.", "a:b"][..]).prop_map(str::to_owned);
    prop_oneof![8 => odd, 4 => near, 1 => long]
        .prop_filter("a name that a disk takes", |name| name != "." && name != "..")
}

fn file() -> impl Strategy<Value = (String, u8)> {
    let folder = select(
        &[
            "content",
            "content/posts",
            "content/events",
            "content/members",
            "content/guides",
            "static",
            "static",
            "static",
        ][..],
    );
    let deep = prop_oneof![3 => Just(None), 1 => name().prop_map(Some)];
    let ending = select(&[".md", ".zh.md", ".png", "", ".html", ".MD"][..]);
    (folder, deep, name(), ending, any::<u8>()).prop_map(|(folder, deep, name, ending, body)| {
        let deep = deep.map_or(String::new(), |deep| format!("{deep}/"));
        (format!("{folder}/{deep}{name}{ending}"), body)
    })
}

#[test]
fn any_names_of_files_give_a_result_and_names_that_are_legal_everywhere() {
    proptest!(cases(80), |(files in prop::collection::vec(file(), 1..8))| {
        let site = TestSite::new();
        for (path, body) in &files {
            let place = site.root().join(path);
            let folder = place.parent().expect("a file lies in a folder");
            // A name may be a file's here and a folder's there: the disk takes the first.
            if std::fs::create_dir_all(folder).is_err() || place.is_dir() {
                continue;
            }
            let (field, more) = match path.split('/').nth(1) {
                Some("posts") => ("title", "date = 2026-11-01"),
                Some("events") => ("title", "start = 2026-11-01T10:00:00"),
                Some("members") => ("name", "consent = { granted = 2026-01-01, scopes = [\"page\"] }"),
                _ => ("title", ""),
            };
            let text = format!("+++\n{field} = \"Title {body}\"\n{more}\ntags = [\"t{}\"]\n+++\nBody.\n", body % 3);
            prop_assume!(std::fs::write(&place, text).is_ok());
        }
        let built = site.try_build();
        let mut folded = BTreeSet::new();
        for path in built.files.keys() {
            prop_assert_eq!(walk::illegal(path), None);
            prop_assert!(folded.insert(walk::on_a_folding_disk(path)), "{} is another output on some disks", path);
        }
        let faults = walk::faults(&built.files, "https://lantern.example/", false);
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}
