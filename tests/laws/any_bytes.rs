//! Whatever lies in a site's folder: a result, never a panic.

use handbill::pipeline::check;
use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::support::{CONFIG, TestSite};

/// Pieces of what people write, to be put together in ways that they would not.
const PIECES: [&str; 78] = [
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

const SOURCES: [&str; 11] = [
    "handbill.toml",
    "content/index.md",
    "content/about.md",
    "content/about.zh.md",
    "content/posts/a.md",
    "content/posts/_index.md",
    "content/events/e.md",
    "content/members/wen.md",
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
        let told = check(&edition, &());
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
