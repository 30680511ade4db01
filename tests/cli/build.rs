//! `handbill build`.

use serde_json::Value;

use crate::common::{NOW, Ran, files, handbill, write};
use crate::site::Site;

#[test]
fn a_build_ends_with_one_line_that_says_what_and_where() {
    let site = Site::new();
    let ran = site.run(&["build"]).ends(0);
    assert_eq!(ran.stdout, "");
    let line = ran.stderr.trim_end();
    assert!(line.starts_with("printed "), "{line}");
    assert!(line.ends_with(" deleted, 3 codes issued in codes.toml → public"), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    assert!(site.output("events/friday-mending/index.html").contains("Friday mending"));
    let again = site.run(&["build"]).ends(0);
    assert!(again.stderr.trim_end().ends_with(", 0 written, 0 deleted → public"), "{}", again.stderr);
}

#[test]
fn a_quiet_build_says_nothing() {
    let ran = Site::new().run(&["build", "--quiet"]).ends(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
}

#[test]
fn a_quiet_build_still_tells_errors() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["build", "-q"]).ends(1);
    assert!(ran.stderr.contains("error[link::unknown-page]"), "{}", ran.stderr);
}

#[test]
fn the_report_has_the_keys_that_are_documented_and_no_others() {
    let site = Site::new();
    let ran = site.run(&["build", "--report", "json"]).ends(0);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let keys: Vec<&String> = report.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["diagnostics", "counts", "pages", "files", "written", "deleted", "seconds", "next"]);
    assert_eq!(ran.stderr, "");
    assert_eq!(report["files"], report["written"]);
    // The evening of the 27th is announced five days before.
    assert_eq!(report["next"], "2026-11-22T11:30:00Z");
    assert_eq!(report["files"], files(&site.root().join("public")).len() - 1, "all but the manifest");
}

#[test]
fn a_report_of_a_broken_site_has_its_diagnostics_and_an_exit_code() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["build", "--report", "json"]).ends(1);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(report["counts"]["errors"], 1);
    assert_eq!(report["written"], 0);
    let problem = report["diagnostics"][0].as_object().expect("an object");
    let keys: Vec<&String> = problem.keys().collect();
    assert_eq!(
        keys,
        ["code", "severity", "message", "help", "file", "line", "column", "end_line", "end_column"]
    );
    assert_eq!(problem["file"], "content/rules.md");
    assert_eq!((&problem["line"], &problem["column"]), (&Value::from(5), &Value::from(5)));
    assert_eq!((&problem["end_line"], &problem["end_column"]), (&Value::from(5), &Value::from(26)));
}

#[test]
fn a_broken_site_leaves_the_last_good_output_as_it_was() {
    let site = Site::new();
    site.run(&["build"]).ends(0);
    let before: Vec<(String, String)> = contents(&site);
    site.write("content/posts/the-lamp.md", "+++\ntitle = \"Another lamp\"\ndate = 2026-11-20\n+++\n");
    site.break_it();
    let ran = site.run(&["build"]).ends(1);
    assert!(
        ran.stderr.trim_end().ends_with("1 error: nothing was written, the last good output stays in public"),
        "{}",
        ran.stderr
    );
    assert_eq!(contents(&site), before);
}

#[test]
fn a_template_that_breaks_while_printing_leaves_the_last_good_output_as_it_was() {
    let site = Site::new();
    site.run(&["build"]).ends(0);
    let before = contents(&site);
    site.write("templates/post.html", "<!doctype html>\n<title>{{ page.titel }}</title>\n");
    let ran = site.run(&["build"]).ends(1);
    assert!(ran.stderr.contains("error[template::render]"), "{}", ran.stderr);
    assert_eq!(contents(&site), before);
}

#[test]
fn a_site_that_was_never_built_has_no_last_good_output() {
    let site = Site::new();
    site.break_it();
    let ran = site.run(&["build"]).ends(1);
    assert!(ran.stderr.trim_end().ends_with("1 error: nothing was written"), "{}", ran.stderr);
    assert!(!site.has_output(""));
}

fn contents(site: &Site) -> Vec<(String, String)> {
    let public = site.root().join("public");
    let names = files(&public).into_iter().filter(|name| !name.starts_with(".handbill"));
    let text =
        |name: &str| String::from_utf8_lossy(&std::fs::read(public.join(name)).expect("a file")).into_owned();
    names.map(|name| (name.clone(), text(&name))).collect()
}

#[test]
fn the_output_goes_where_it_is_asked_for() {
    let site = Site::new();
    let ran =
        Ran::new(site.outside(), &["build", Site::NAME, "--out", "printed pages", "--now", NOW]).ends(0);
    assert!(ran.stderr.trim_end().ends_with("→ printed pages"), "{}", ran.stderr);
    assert!(site.outside().join("printed pages/about/index.html").is_file());
    assert!(!site.has_output(""));
}

#[test]
fn the_address_of_the_command_line_stands_for_that_of_the_site() {
    let site = Site::new();
    site.run(&["build", "--base-url", "https://team.example/sub/site"]).ends(0);
    let page = site.output("events/friday-mending/index.html");
    assert!(page.contains("href=\"https://team.example/sub/site/events/friday-mending/\""), "{page}");
    assert!(site.output("feed.xml").contains("https://team.example/sub/site/posts/the-lamp/"));
    assert!(site.output("sitemap.xml").contains("<loc>https://team.example/sub/site/about/</loc>"));
    // What codes say is printed on paper, and does not move with a build for another place.
    let outputs = contents(&site).into_iter().filter(|(path, _)| !path.contains("posters/"));
    let everything = outputs.map(|(_, text)| text).collect::<String>();
    // So does the flyer that an event's page is on paper.
    let everything = everything.replace("lantern.example/C/", "");
    // What is in a calendar already is known by its identity, which is no address.
    let uid =
        everything.lines().filter(|line| line.starts_with("UID:") && line.ends_with("@lantern.example"));
    assert_ne!(uid.count(), 0, "an entry has the identity that it has on the site");
    let everything = everything.replace("@lantern.example", "");
    assert!(!everything.contains("lantern.example"), "the old address is somewhere in the output");
    // Pages still find each other relatively, wherever they lie; only the 404 page must know.
    assert!(page.contains("href=\"../../about/\""), "{page}");
    assert!(site.output("404.html").contains("\"/sub/site/"), "{}", site.output("404.html"));
}

#[test]
fn links_for_a_disk_end_in_files() {
    let site = Site::new();
    site.run(&["build", "--links", "files"]).ends(0);
    let page = site.output("posts/the-lamp/index.html");
    assert!(page.contains("href=\"../../events/friday-mending/index.html\""), "{page}");
    assert!(!page.contains("integrity="), "browsers refuse a fingerprint on file://");
}

#[test]
fn drafts_are_shown_when_asked_for() {
    let site = Site::new();
    site.run(&["build"]).ends(0);
    assert!(!site.has_output("posts/half-done/index.html"));
    site.run(&["build", "--drafts"]).ends(0);
    assert!(site.output("posts/half-done/index.html").contains("Half done"));
    site.run(&["build"]).ends(0);
    assert!(!site.has_output("posts/half-done/index.html"), "the draft stayed");
}

#[test]
fn the_site_is_shown_as_of_another_instant() {
    let site = Site::new();
    site.run(&["build"]).ends(0);
    assert!(!site.has_output("posts/later/index.html"));
    // A date alone is one in the site's zone, where publication is at midnight.
    for (now, is_there) in [("2026-12-01", true), ("2026-11-30T23:59", false), ("2026-11-30T16:00:00Z", true)]
    {
        site.run(&["build", "--now", now]).ends(0);
        assert_eq!(site.has_output("posts/later/index.html"), is_there, "--now {now}");
    }
}

#[test]
fn the_environment_says_the_instant_where_the_command_does_not() {
    let site = Site::new();
    let build = |epoch: &str, arguments: &[&str]| {
        let mut command = handbill(&site.root());
        Ran::of(command.arg("build").args(arguments).env("SOURCE_DATE_EPOCH", epoch)).ends(0);
        site.has_output("posts/later/index.html")
    };
    assert!(build("1796083200", &[]), "1 December 2026, 00:00 UTC");
    assert!(!build("1796083200", &["--now", NOW]), "the command line counts for more");
}

#[test]
fn any_number_of_seconds_in_the_environment_is_an_instant_and_a_bare_year_on_the_command_line_is_none() {
    let site = Site::new();
    for epoch in ["0", "1", "2026"] {
        Ran::of(handbill(&site.root()).arg("build").env("SOURCE_DATE_EPOCH", epoch)).ends(0);
        assert!(!site.has_output("posts/later/index.html"), "{epoch}");
    }
    let ran = site.run(&["build", "--now", "2026"]).ends(2);
    assert!(ran.stderr.starts_with("error: `2026` is no instant (--now)\n"), "{}", ran.stderr);
}

#[test]
fn an_environment_that_says_no_instant_is_named() {
    let site = Site::new();
    let build = |epoch: &str| Ran::of(handbill(&site.root()).arg("build").env("SOURCE_DATE_EPOCH", epoch));
    let ran = build("today").ends(2);
    assert!(ran.stderr.starts_with("error: `today` is no instant (SOURCE_DATE_EPOCH)\n"), "{}", ran.stderr);
    build("").ends(0);
}

#[test]
fn flags_of_later_versions_are_taken_already() {
    Site::new().run(&["build", "--locked", "--no-posters"]).ends(0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_a_failure_of_the_machine() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    let locked = site.outside().join("locked");
    std::fs::create_dir(&locked).expect("a folder");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).expect("rights");
    // Root may write everywhere; a file in the place of a folder stops root too.
    let may_write = std::fs::write(locked.join("probe"), "").is_ok();
    let out = if may_write {
        write(site.outside(), &[("file", "")]);
        "file/inside"
    } else {
        "locked/out"
    };
    let ran = Ran::new(site.outside(), &["build", Site::NAME, "--out", out, "--now", NOW]).ends(3);
    assert!(ran.stderr.starts_with("error: cannot "), "{}", ran.stderr);
    assert!(ran.stderr.contains("choose another "), "{}", ran.stderr);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o755)).expect("rights");
}

#[test]
fn an_output_that_would_eat_the_site_is_refused() {
    let site = Site::new();
    for out in [".", "content", "content/deeper", ".."] {
        let ran = site.run(&["build", "--out", out]).ends(2);
        assert!(ran.stderr.starts_with("error: the output cannot be `"), "{out}: {}", ran.stderr);
    }
    site.run(&["build"]).ends(0);
}

#[test]
fn files_of_somebody_else_in_the_output_are_not_overwritten() {
    let site = Site::new();
    site.write("public/index.html", "mine");
    let ran = site.run(&["build"]).ends(3);
    assert!(ran.stderr.contains("`index.html`"), "{}", ran.stderr);
    assert_eq!(site.output("index.html"), "mine");
}

#[test]
fn a_build_that_writes_still_shows_the_lines_that_its_warnings_are_about() {
    let site = Site::new();
    site.write("content/note.md", "+++\ntitle = \"Note\"\n+++\nTea <font>tonight</font>.\n");
    let ran = site.run(&["build"]).ends(0);
    assert!(
        ran.stderr.contains("content/note.md:4:5") && ran.stderr.contains("Tea <font>"),
        "{}",
        ran.stderr
    );
}
