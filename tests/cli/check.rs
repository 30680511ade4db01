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

#[test]
fn of_a_file_that_is_wrong_throughout_a_thousand_problems_are_told_and_the_rest_is_counted() {
    let site = Site::new();
    let links: String = (0..5000).map(|n| format!("[a](nowhere-{n}.md)\n")).collect();
    site.write("content/rules.md", &format!("+++\ntitle = \"Rules\"\n+++\n\n{links}"));
    site.write("content/visit.md", "+++\ntitle = \"Visit\"\n+++\n\n[a](nowhere.md)\n");
    let ran = site.run(&["check"]).ends(1);
    assert!(ran.stderr.ends_with(": 5001 errors\n"), "{}", &ran.stderr[ran.stderr.len() - 200..]);
    assert_eq!(ran.stderr.matches("error[link::unknown-page]").count(), 1001, "another file is told in full");
    let last = "error[link::unknown-page]: there is no source `nowhere-999.md`
     ╭▸ content/rules.md:1004:1
     │
1004 │ [a](nowhere-999.md)
     │ ━━━━━━━━━━━━━━━━━━━
     │
     ╰ help: the path of a source starts from the folder of this file

error[source::many-problems]: 4000 more errors of this file are not told one by one
     ╭▸ content/rules.md:1005:1
     │
1005 │ [a](nowhere-1000.md)
     │ ━━━━━━━━━━━━━━━━━━━━ from here on
     │
     ╰ help: mend what is told, or what all of it comes from; then look again
";
    assert!(ran.stderr.contains(last), "{}", &ran.stderr[ran.stderr.len() - 2000..]);
    let ran = site.run(&["check", "--report", "json"]).ends(1);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["counts"], serde_json::json!({"errors": 5001, "warnings": 0}));
    let many = &report["diagnostics"][1000];
    assert_eq!((&many["code"], &many["line"]), (&"source::many-problems".into(), &1005.into()));
}

#[test]
fn places_at_the_end_of_a_large_file_and_of_a_long_line_are_told_with_their_numbers() {
    let site = Site::new();
    let text = format!(
        "+++\ntitle = \"Rules\"\n+++\n\n{}{}[灯](nowhere.md) and on\n\n[a](gone.md)",
        "A line of many.\n".repeat(60_000),
        "很长的一行。".repeat(20_000)
    );
    site.write("content/rules.md", &text);
    let ran = site.run(&["check"]).ends(1);
    assert!(ran.stderr.contains("content/rules.md:60005:120001\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("[灯](nowhere.md) and on\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/rules.md:60007:1\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("60007 │ [a](gone.md)\n"), "{}", ran.stderr);
    assert!(ran.stderr.len() < 10_000, "a long line is not printed whole: {} bytes", ran.stderr.len());
    let ran = site.run(&["check", "--report", "json"]).ends(1);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let place =
        |at: usize| ["line", "column", "end_column"].map(|name| report["diagnostics"][at][name].as_u64());
    assert_eq!(place(0), [Some(60_005), Some(120_001), Some(120_016)]);
    assert_eq!(place(1), [Some(60_007), Some(1), Some(13)]);
}

#[test]
fn a_file_is_found_whichever_form_its_name_and_the_text_have() {
    let site = Site::new();
    let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}");
    for (name, written) in [(composed, decomposed), (decomposed, composed)] {
        let text = format!(
            "[a](menu-{written}.pdf) [b](/plan-{written}.txt) [c](/plan-{name}.txt) [d](say-{written}.md)\n"
        );
        site.write("content/rules.md", &format!("+++\ntitle = \"Rules\"\n+++\n\n{text}"));
        site.write(&format!("content/say-{name}.md"), "+++\ntitle = \"Said\"\n+++\n");
        site.write(&format!("content/menu-{name}.pdf"), "A menu.");
        site.write(&format!("static/plan-{name}.txt"), "A plan.");
        let ran = site.run(&["check"]).ends(0);
        assert!(ran.stderr.ends_with(": no problems\n"), "{}", ran.stderr);
        for file in [
            format!("content/say-{name}.md"),
            format!("content/menu-{name}.pdf"),
            format!("static/plan-{name}.txt"),
        ] {
            std::fs::remove_file(site.root().join(file)).expect("removed");
        }
    }
}
