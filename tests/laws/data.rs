//! Whatever lies in `data/`: counts or a report, never a panic.

use handbill::pipeline::{PosterCheck, check};
use proptest::prelude::*;
use proptest::sample::select;

use crate::cases;
use crate::support::TestSite;

const PIECES: [&str; 36] = [
    "option,votes",
    "option,votes,as_of",
    "id,label",
    "date,raised,backers",
    "date,raised",
    "\n",
    "\r\n",
    "\r",
    ",",
    ";",
    "\"",
    "\"\"",
    "\u{feff}",
    "Red",
    "Blue",
    "蓝",
    "door",
    "12",
    "-1",
    "1e9",
    "18446744073709551615",
    "99999999999999999999999999999999999",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "2026-11-01",
    "2026-11-01T10:00",
    "9999-12-31",
    "-9999-01-01",
    "\u{0}",
    "\u{e000}",
    "[votes]\n",
    "Red = 1\n",
    "\"蓝\" = -1\n",
    "as_of = 2026-11-01\n",
    " ",
    "votes = 3\n",
];

const FILES: [&str; 4] = ["data/v.csv", "data/v.toml", "data/p.csv", "data/c.csv"];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = || prop::collection::vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat());
    let headed =
        (select(&PIECES[..5]), pieces()).prop_map(|(head, rest)| format!("{head}\n{rest}").into_bytes());
    let tables = pieces().prop_map(|rest| format!("[votes]\n{rest}").into_bytes());
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..60),
        2 => pieces().prop_map(String::into_bytes),
        4 => headed,
        2 => tables,
    ]
}

#[test]
fn any_bytes_in_a_file_of_data_give_a_result_and_never_a_panic() {
    let drop = |file: &str| {
        format!(
            "+++\ntitle = \"D\"\nrelease_at = 2026-11-01T10:00:00\nvote = {{ options = [\"Red\", \"蓝\"], results = \"{file}\" }}\n+++\n"
        )
    };
    let site = TestSite::new()
        .file("content/drops/csv.md", drop("data/v.csv"))
        .file("content/drops/toml.md", drop("data/v.toml"))
        .file("content/drops/open.md", "+++\ntitle = \"D\"\nrelease_at = 2026-11-01T10:00:00\nvote = { results = \"data/v.csv\" }\n+++\n")
        .file("content/posters/p.md", "+++\ntitle = \"P\"\ntarget = \"drops/csv\"\nplacements = [{ id = \"door\" }]\nplacements_csv = \"data/p.csv\"\n+++\n")
        .file("content/campaigns/c.md", "+++\ntitle = \"C\"\ngoal = \"0.01\"\nprogress = \"data/c.csv\"\n+++\n");
    let pipeline = std::cell::RefCell::new(site.pipeline());
    proptest!(cases(300), |(files in prop::collection::vec(bytes(), FILES.len()))| {
        for (path, bytes) in FILES.iter().zip(&files) {
            site.write(path, bytes);
        }
        let edition = site.run(&mut pipeline.borrow_mut());
        for problem in check(&edition, PosterCheck::Words, &()) {
            prop_assert!(!problem.message.is_empty() && !problem.help.is_empty(), "{problem:?}");
            for label in &problem.labels {
                if let (Some(text), Some(span)) = (edition.text(&label.path), label.span) {
                    prop_assert!(text.get(span.start..span.end).is_some(), "{problem:?} points beside the text");
                }
            }
        }
    });
}
