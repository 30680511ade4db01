//! What holds for every command: help, exit codes, colour, and words for what was typed wrong.

use crate::common::{Ran, handbill, write};
use crate::site::Site;

#[test]
fn help_and_version_are_results() {
    let holder = tempfile::tempdir().expect("a folder");
    let help = Ran::new(holder.path(), &["--help"]).ends(0);
    assert_eq!(help.stderr, "");
    for command in
        ["init", "new", "build", "serve", "check", "list", "next", "poster", "theme", "schema", "completions"]
    {
        assert!(help.stdout.contains(&format!("\n  {command} ")), "{command} is not in\n{}", help.stdout);
        let own = Ran::new(holder.path(), &[command, "--help"]).ends(0);
        assert!(own.stdout.contains("Usage: handbill"), "{}", own.stdout);
    }
    let version = Ran::new(holder.path(), &["--version"]).ends(0);
    assert_eq!(version.stdout, format!("handbill {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_flag_that_is_promised_stands_in_the_help() {
    let holder = tempfile::tempdir().expect("a folder");
    for (command, flags) in [
        ("init", &["--lang", "--title", "--ci"][..]),
        ("new", &["--lang", "--open"][..]),
        (
            "build",
            &[
                "--out",
                "--base-url",
                "--drafts",
                "--now",
                "--locked",
                "--no-posters",
                "--links",
                "--report",
                "--open",
            ][..],
        ),
        ("check", &["--now", "--drafts", "--report"][..]),
        ("list", &["--kind", "--needs", "--now", "--json"][..]),
        ("next", &["--cron", "--now"][..]),
    ] {
        let help = Ran::new(holder.path(), &[command, "--help"]).ends(0).stdout;
        for flag in flags {
            assert!(help.contains(flag), "{command} has no {flag}:\n{help}");
        }
    }
}

#[test]
fn what_is_typed_wrong_ends_with_two_and_a_way_out() {
    let site = Site::new();
    for (arguments, words) in [
        (&["biuld"][..], "a similar subcommand exists: 'build'"),
        (&["build", "--draft"][..], "'--drafts'"),
        (&["list", "--kind", "evnt"][..], "'event'"),
        (&["new", "events", "X"][..], "'event'"),
        (&["schema", "pots"][..], "'post'"),
        (&["build", "--now", "yesterday"][..], "write it like 2026-11-27T19:30+08:00"),
        (&["build", "--base-url", "lantern.example"][..], "https://lantern.example/team/"),
        (&["build", "--links", "relative"][..], "web, files"),
        (&["build", "nowhere"][..], "make a site there with `handbill init`"),
        (&["check", "content"][..], "is not a site: it has no `handbill.toml`"),
        (&["new", "post"][..], "<TITLE>"),
        (&[][..], "Usage: handbill"),
    ] {
        let ran = Ran::new(&site.root(), arguments).ends(2);
        assert_eq!(ran.stdout, "", "{arguments:?}");
        assert!(ran.stderr.contains(words), "{arguments:?}:\n{}", ran.stderr);
    }
}

#[test]
fn a_folder_that_is_no_site_gets_help() {
    let holder = tempfile::tempdir().expect("a folder");
    for command in ["build", "check", "list"] {
        let ran = Ran::new(holder.path(), &[command]).ends(2);
        assert_eq!(
            ran.stderr,
            "error: `.` is not a site: it has no `handbill.toml`\n  \
             = help: run the command in a site's folder, or make a site with `handbill init`\n"
        );
    }
}

#[test]
fn an_unusable_configuration_is_told_by_every_command() {
    let site = Site::new();
    site.write("handbill.toml", "handbill = 1\ntitle = \"Lantern\nbase_url = \"https://lantern.example/\"\n");
    for command in ["build", "check", "list"] {
        let ran = site.run(&[command]).ends(1);
        assert!(ran.stderr.contains("error[config::syntax]"), "{command}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    let ran = site.run(&["new", "post", "X"]).ends(1);
    assert!(ran.stderr.ends_with("nothing was made: `handbill.toml` cannot be used\n"), "{}", ran.stderr);
}

#[test]
fn a_configuration_without_an_address_hides_no_other_problem() {
    let site = Site::new();
    site.write("handbill.toml", "handbill = 1\ntitle = \"\"\ntimezone = \"Asia/Shanghai\"\n[languages.zh]\n");
    site.break_it();
    let ran = site.run(&["build"]).ends(1);
    for code in ["config::empty", "config::missing-field", "link::unknown-page"] {
        assert!(ran.stderr.contains(&format!("error[{code}]")), "{}", ran.stderr);
    }
    assert!(!site.has_output(""), "a site without an address was written");
}

#[test]
fn nothing_is_coloured_where_nobody_sees_it() {
    let site = Site::new();
    site.break_it();
    let plain = site.run(&["check"]).ends(1);
    assert!(!plain.stderr.contains('\u{1b}'), "{:?}", plain.stderr);
    let failure = Ran::new(&site.root(), &["check", "nowhere"]).ends(2);
    assert!(!failure.stderr.contains('\u{1b}'), "{:?}", failure.stderr);
    let check = |name: &str, value: &str| {
        let mut command = handbill(&site.root());
        Ran::of(command.args(["check", "--now", crate::common::NOW]).env(name, value)).ends(1).stderr
    };
    assert!(!check("NO_COLOR", "1").contains('\u{1b}'));
    let forced = check("CLICOLOR_FORCE", "1");
    assert!(forced.contains('\u{1b}'), "colour can still be asked for");
}

#[test]
fn a_site_path_may_have_a_slash_dots_and_signs() {
    let site = Site::new();
    write(
        site.outside(),
        &[("other/handbill.toml", "handbill = 1\ntitle = \"A\"\nbase_url = \"https://a.example/\"\n")],
    );
    for path in [format!("{}/", Site::NAME), format!("./{}", Site::NAME), format!("other/../{}", Site::NAME)]
    {
        let ran = Ran::new(site.outside(), &["build", &path, "--now", crate::common::NOW]).ends(0);
        assert!(ran.stderr.contains("→ "), "{}", ran.stderr);
    }
    Ran::new(site.outside(), &["build", "other"]).ends(0);
}
