//! `handbill check`.

use serde_json::Value;

use crate::common::{NOW, Ran, files};
use crate::site::Site;

#[test]
fn a_check_writes_nothing_and_says_so_in_one_line() {
    let site = Site::new();
    let before = files(&site.root());
    let ran = site.run(&["check"]).ends(0);
    assert_eq!(ran.stdout, "");
    assert!(
        ran.stderr.starts_with("checked ") && ran.stderr.ends_with(" outputs: no problems\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(files(&site.root()), before);
}

#[test]
fn a_check_from_outside_names_the_site() {
    let site = Site::new();
    let ran = Ran::new(site.outside(), &["check", Site::NAME, "--now", NOW]).ends(0);
    assert!(ran.stderr.ends_with(&format!(" of {}: no problems\n", Site::NAME)), "{}", ran.stderr);
}

#[test]
fn a_warning_does_not_fail_a_check() {
    let site = Site::new();
    site.write("content/rules.md", "+++\ntitle = \"Rules\"\n+++\n\nA note[^1].\n");
    let ran = site.run(&["check"]).ends(0);
    assert!(ran.stderr.contains("warning[markdown::footnote-undefined]"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(": 1 warning\n"), "{}", ran.stderr);
    let quiet = site.run(&["check", "--quiet"]).ends(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn the_report_is_data_on_stdout_alone() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["check", "--report", "json"]).ends(1);
    assert_eq!(ran.stderr, "");
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["diagnostics", "counts"]);
    assert_eq!(report["counts"], serde_json::json!({"errors": 1, "warnings": 0}));
    assert_eq!(report["diagnostics"][0]["code"], "link::unknown-page");
    assert_eq!(report["diagnostics"][0]["severity"], "error");
}

#[test]
fn a_workflow_of_github_gets_annotations_with_paths_from_where_it_runs() {
    let site = Site::new();
    site.write("content/rules.md", "+++\ntitle = \"Rules\"\n+++\n\n见[没有](nothing.md)。\n");
    let ran = Ran::new(site.outside(), &["check", Site::NAME, "--now", NOW, "--report", "github"]).ends(1);
    let expected = format!(
        "::error title=link%3A%3Aunknown-page,file={}/content/rules.md,line=5,col=2,endLine=5,endColumn=18::\
         there is no source `nothing.md`%0Athe path of a source starts from the folder of this file\n",
        Site::NAME
    );
    assert_eq!(ran.stdout, expected);
    let inside = site.run(&["check", "--report", "github"]).ends(1);
    assert!(inside.stdout.contains(",file=content/rules.md,"), "{}", inside.stdout);
}

#[test]
fn drafts_are_looked_at_when_asked_for() {
    let site = Site::new();
    site.write(
        "content/posts/half-done.md",
        "+++\ntitle = \"Half done\"\ndate = 2026-11-19\ndraft = true\n+++\n\n[?](todo.md)\n",
    );
    site.run(&["check"]).ends(0);
    let ran = site.run(&["check", "--drafts"]).ends(1);
    assert!(ran.stderr.contains("there is no source `todo.md`"), "{}", ran.stderr);
}

#[test]
fn what_appears_later_is_checked_already() {
    let site = Site::new();
    site.write(
        "content/posts/later.md",
        "+++\ntitle = \"Later\"\ndate = 2026-12-01\npublish_at = 2026-12-01\n+++\n\n[?](todo.md)\n",
    );
    site.run(&["check"]).ends(1);
}
