//! Golden sites: `tests/sites/<case>/site` printed with the tests' own theme is `expected`, byte for byte.
//!
//! `case.toml` may say `now`, `drafts`, `links`, `base_url`; `warnings.txt` holds what a build warns of.
//! `UPDATE=1 cargo test --test sites` writes `expected` and `warnings.txt` anew: read what it wrote.

#[path = "support/fields_used.rs"]
mod fields_used;
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fields_used::Paths;
use handbill::fields::Target;
use handbill::model::Kind;
use handbill::render::LinkStyle;
use support::{BuiltSite, Files, TestSite, copy_folder, files_of};

#[test]
fn every_golden_site_is_printed_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let only = std::env::var("CASE").ok();
    let mut cases: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the golden sites")
        .map(|entry| entry.expect("a folder").path())
        .filter(|path| path.is_dir() && only.as_ref().is_none_or(|only| path.ends_with(only)))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no golden site in {}", root.display());
    let update = std::env::var_os("UPDATE").is_some();
    let wrong: String = cases.iter().map(|case| judge(case, update)).collect();
    assert!(
        wrong.is_empty(),
        "{wrong}\nif this is right: UPDATE=1 cargo test --test sites, then read the diff"
    );
}

#[test]
fn every_field_is_used_by_a_golden_site_and_every_kind_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let (used, languages) = fields_used::used(&root);
    let shared = fields_used::all(Target::Kind(Kind::Page));
    let of = |target: Target| used.get(&format!("{target:?}")).cloned().unwrap_or_default();
    let anywhere: Paths = used.values().flatten().cloned().collect();
    let mut unused = Vec::new();
    for target in Target::ALL {
        let own = of(target);
        let is_used = |path: &String| {
            let is_shared = target != Target::Config && shared.contains(path);
            if is_shared { anywhere.contains(path) } else { own.contains(path) }
        };
        let missing = fields_used::all(target).into_iter().filter(|path| !is_used(path));
        unused.extend(missing.map(|path| format!("{target:?}: {path}")));
    }
    assert!(unused.is_empty(), "no golden site uses\n{}", unused.join("\n"));
    for kind in Kind::ALL {
        assert!(
            languages.contains(&(kind, true)) && languages.contains(&(kind, false)),
            "no golden site has {} in English and in Chinese",
            kind.with_article()
        );
    }
}

/// What differs between a case and what is expected of it; empty where nothing does.
fn judge(case: &Path, update: bool) -> String {
    let name = case.file_name().expect("a case has a name").to_string_lossy().into_owned();
    let built = print(case);
    let told = built.told();
    if !built.written {
        return format!("\n{name}: the site has errors:\n{told}");
    }
    let (expected, warnings) = (case.join("expected"), case.join("warnings.txt"));
    if update {
        write(&expected, &built.files);
        if told.is_empty() {
            fs::remove_file(&warnings).ok();
        } else {
            fs::write(&warnings, &told).expect("written");
        }
        return String::new();
    }
    let mut wrong = String::new();
    if told != fs::read_to_string(&warnings).unwrap_or_default() {
        write!(wrong, "\n{name}: other warnings than in warnings.txt:\n{told}")
            .expect("a String takes every text");
    }
    compare(&name, &files_of(&expected), &built.files, &mut wrong);
    wrong
}

fn print(case: &Path) -> BuiltSite {
    let mut site = TestSite::new();
    copy_folder(&case.join("site"), &site.root());
    let text = fs::read_to_string(case.join("case.toml")).unwrap_or_default();
    let asked: toml::Table = text.parse().expect("case.toml is TOML");
    for (key, value) in &asked {
        site = match (key.as_str(), value.as_str()) {
            ("now", Some(now)) => site.now(now),
            ("base_url", Some(url)) => site.base_url(url),
            ("links", Some("files")) => site.links(LinkStyle::Files),
            ("drafts", _) => site.drafts(),
            _ => panic!("case.toml of {} has a wrong `{key}`", case.display()),
        };
    }
    site.try_build()
}

/// Names every file that is missing, extra or different, with the first line that differs.
fn compare(name: &str, expected: &Files, printed: &Files, wrong: &mut String) {
    for path in expected.keys().filter(|path| !printed.contains_key(*path)) {
        writeln!(wrong, "\n{name}: `{path}` is missing").expect("a String takes every text");
    }
    for (path, bytes) in printed {
        let Some(wanted) = expected.get(path) else {
            writeln!(wrong, "\n{name}: `{path}` is extra").expect("a String takes every text");
            continue;
        };
        if bytes == wanted {
            continue;
        }
        let (wanted, got) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(bytes));
        let differs = wanted.lines().zip(got.lines()).position(|(a, b)| a != b);
        let at = differs.unwrap_or_else(|| wanted.lines().count().min(got.lines().count()));
        let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
        writeln!(
            wrong,
            "\n{name}: `{path}` differs in line {}\n- {}\n+ {}",
            at + 1,
            line(&wanted),
            line(&got)
        )
        .expect("a String takes every text");
    }
}

fn write(folder: &Path, files: &Files) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old files removed");
    }
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }
}

/// The errors of a site that has some, a line for each.
fn errors(site: &TestSite) -> String {
    let built = site.try_build();
    assert!(!built.written, "the site was written:\n{}", built.told());
    built.told()
}

#[test]
fn an_entry_of_the_navigation_that_leads_nowhere_is_an_error() {
    let site = TestSite::new()
        .also("[nav]\nitems = [\"posts\", \"tags\", \"abuot\", \"/nowhere/\", \"https://a.example/\", \"/feed.xml\"]")
        .file("content/about.md", "+++\ntitle = \"About\"\n+++\n");
    let told = errors(&site);
    let named =
        |to: &str| told.lines().filter(|line| line.contains("handbill.toml") && line.contains(to)).count();
    assert_eq!((told.lines().count(), named("`abuot`"), named("`/nowhere/`")), (2, 1, 1), "{told}");
}

#[test]
fn two_members_with_one_handle_are_an_error_and_translations_are_not() {
    let member = "+++\nname = \"Wen\"\n+++\n";
    let site = TestSite::new()
        .file("content/members/a/wen.md", member)
        .file("content/members/a/wen.zh.md", member)
        .file("content/members/b/wen.md", member);
    assert_eq!(
        errors(&site),
        "error[address::duplicate-handle] content/members/b/wen.md: two members have the handle `wen`\n"
    );
}

#[test]
fn a_folder_of_pages_cannot_have_a_name_of_the_site_itself() {
    let page = "+++\ntitle = \"A page\"\n+++\n";
    let site = TestSite::new()
        .file("content/tags/x.md", page)
        .file("content/zh/x.md", page)
        .file("content/guides/tags/x.md", page)
        .file("content/faq.md", page);
    let told = errors(&site);
    let places: Vec<&str> = told.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(places, ["content/faq.md:", "content/tags/x.md:", "content/zh/x.md:"], "{told}");
}

#[test]
fn a_mistake_in_a_theme_is_told_in_the_second_run_too() {
    let site = TestSite::new().file("i18n/zh.ftl", "= no words\n");
    let mut pipeline = site.pipeline();
    let first = site.build_with(&mut pipeline, &site.out());
    let second = site.build_with(&mut pipeline, &site.out());
    assert!(!first.written && !second.written, "a theme with a mistake was used");
    assert_eq!(first.told(), second.told());
}
