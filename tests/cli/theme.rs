//! `handbill theme list` and `handbill theme eject`.

use serde_json::Value;

use crate::common::{Ran, files, write};
use crate::site::Site;

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_themes_are_shown_with_what_they_extend_and_their_options() {
    let site = Site::new();
    write(
        &site.root(),
        &[(
            "themes/own/theme.toml",
            "description = \"Ours\"\nextends = \"zine\"\n[options.nights]\ntype = \"integer\"\nmin = 1\ndefault = 5\ndoc = \"Nights a week.\"\n",
        )],
    );
    let ran = site.run(&["theme", "list"]).ends(0);
    assert_eq!(ran.stderr, "listed 3 themes\n");
    for line in [
        "own (themes/own, extends zine)",
        "plaza (built in, in use)",
        "zine (built in, extends plaza)",
        "  color: color = \"#cf3a1e\"",
        "  color: color = \"#d31867\" (plaza)",
        "  paper: warm | white = \"warm\"",
        "  nights: integer from 1 = 5",
        "      Nights a week.",
    ] {
        assert!(ran.stdout.lines().any(|told| told == line), "`{line}` is not in\n{}", ran.stdout);
    }
}

#[test]
fn the_themes_are_data_too_and_need_no_site() {
    let holder = tempfile::tempdir().expect("a folder");
    let ran = Ran::new(holder.path(), &["theme", "list", "--json"]).ends(0);
    let themes: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((themes[0]["name"].as_str(), themes[0]["used"].as_bool()), (Some("plaza"), Some(false)));
    assert_eq!(themes[1]["extends"], "plaza");
    let color = &themes[0]["options"][0];
    assert_eq!((color["name"].as_str(), color["type"].as_str()), (Some("color"), Some("color")));
    assert_eq!((color["default"].as_str(), color["theme"].as_str()), (Some("#cf3a1e"), Some("plaza")));
}

#[test]
fn a_whole_theme_is_copied_out_and_the_site_looks_as_before() {
    let site = Site::new();
    site.run(&["build", "-q"]).ends(0);
    let before = read(&site, "public/index.html");
    let ran = site.run(&["theme", "eject"]).ends(0);
    assert!(ran.stderr.contains("of the theme plaza → themes/plaza\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("the copy stands for it"), "{}", ran.stderr);
    assert!(files(&site.root()).iter().any(|path| path == "themes/plaza/templates/base.html"));
    site.run(&["build", "-q"]).ends(0);
    assert_eq!(read(&site, "public/index.html"), before);
}

#[test]
fn a_copy_of_another_name_is_told_how_to_count() {
    let site = Site::new();
    let ran = site.run(&["theme", "eject", ".", "--theme", "zine", "--into", "themes/ours"]).ends(0);
    assert!(ran.stderr.ends_with("next: write `theme = \"ours\"` into handbill.toml\n"), "{}", ran.stderr);
    let config = read(&site, "handbill.toml").replacen('\n', "\ntheme = \"ours\"\n", 1);
    write(&site.root(), &[("handbill.toml", config.as_str())]);
    let ran = site.run(&["check", "--now", crate::common::NOW]).ends(0);
    assert!(ran.stderr.ends_with("no problems\n"), "{}", ran.stderr);
}

#[test]
fn single_files_and_folders_come_into_the_site_itself() {
    let site = Site::new();
    let ran = site.run(&["theme", "eject", "templates/post.html", "i18n"]).ends(0);
    assert!(ran.stderr.contains("of the theme plaza → .\n"), "{}", ran.stderr);
    let there = files(&site.root());
    for path in ["templates/post.html", "i18n/en.ftl", "i18n/zh.ftl", "i18n/zh-Hant.ftl"] {
        assert!(there.iter().any(|file| file == path), "{path}: {there:?}");
    }
    assert!(!there.iter().any(|file| file == "templates/base.html"));
}

#[test]
fn nothing_is_overwritten_and_nothing_half_copied() {
    let site = Site::new();
    write(&site.root(), &[("templates/post.html", "mine")]);
    let before = files(&site.root());
    let ran = site.run(&["theme", "eject", ".", "templates"]).ends(2);
    assert!(ran.stderr.contains("already there: templates/post.html"), "{}", ran.stderr);
    assert_eq!((files(&site.root()), read(&site, "templates/post.html")), (before, "mine".to_owned()));
}

#[test]
fn what_cannot_be_copied_is_told_with_a_way_out() {
    let site = Site::new();
    for (arguments, words) in [
        (&["theme", "eject", ".", "--theme", "zin"][..], "themes here: plaza, zine"),
        (&["theme", "eject", ".", "templates/pots.html"][..], "did you mean templates/post.html?"),
        (&["theme", "eject", ".", "--into", "../elsewhere"][..], "`--into themes/mine`"),
        (&["theme", "eject", "nowhere/"][..], "name it as the theme does"),
    ] {
        let ran = site.run(arguments).ends(2);
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
}
