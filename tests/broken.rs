//! Broken sites and the exact words that each must get.
//!
//! `tests/broken/<code>/` is a site with one kind of mistake, named by its code with `__` for `::`; a further case of
//! the same code adds `.what`. `expected.txt` holds the diagnostics as `handbill check` prints them. `UPDATE=1 cargo
//! test --test broken` writes them anew: read the difference before you commit it.

#[path = "broken/codes.rs"]
mod codes;
mod common;
#[path = "broken/unpackable.rs"]
mod unpackable;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{NOW, Ran, handbill};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// A case's folder and the code that it is about.
fn cases() -> Vec<(PathBuf, String)> {
    let mut cases: Vec<(PathBuf, String)> = std::fs::read_dir(folder())
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.to_owned();
            let (room, what) = name.split_once("__")?;
            let what = what.split('.').next().unwrap_or(what);
            Some((path, format!("{room}::{what}")))
        })
        .collect();
    cases.sort();
    cases
}

/// What `check` says of a site: the diagnostics, and the closing line.
fn check(site: &Path) -> (Ran, String, String) {
    // What shows in pixels alone is looked for where a case asks for that.
    let further = std::fs::read_to_string(site.join("arguments.txt")).unwrap_or_default();
    let further = further.split_whitespace();
    let ran = Ran::of(handbill(site).args(["check", "--now", NOW]).args(further).env("NO_COLOR", "1"));
    assert_eq!(ran.stdout, "", "diagnostics are no result");
    let (diagnostics, closing) =
        ran.stderr.trim_end().rsplit_once("\n\n").unwrap_or_else(|| panic!("no diagnostics: {ran:#?}"));
    let parts = (format!("{diagnostics}\n"), closing.to_owned());
    (ran, parts.0, parts.1)
}

/// The codes of the errors and of the warnings, in the order in which they were told.
fn told(diagnostics: &str, severity: &str) -> Vec<String> {
    let opening = format!("{severity}[");
    let codes = diagnostics.lines().filter_map(|line| line.strip_prefix(&opening)?.split_once(']'));
    codes.map(|(code, _)| code.to_owned()).collect()
}

/// Compares what a site got with what it must get, and looks at the rest that holds for each.
#[track_caller]
fn judge(site: &Path, expected: &Path, code: Option<&str>) -> Result<Vec<String>, String> {
    let (ran, diagnostics, closing) = check(site);
    let (errors, warnings) = (told(&diagnostics, "error"), told(&diagnostics, "warning"));
    let mut faults = String::new();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(expected, &diagnostics).expect("expected.txt");
    }
    let wanted = std::fs::read_to_string(expected).unwrap_or_default();
    if diagnostics != wanted {
        faults.push_str(&format!("--- {} wants\n{wanted}--- and got\n{diagnostics}", expected.display()));
    }
    if ran.code != i32::from(!errors.is_empty()) {
        faults.push_str(&format!("{}: exit code {}\n", expected.display(), ran.code));
    }
    let told: Vec<String> = errors.iter().chain(&warnings).cloned().collect();
    if let Some(code) = code.filter(|code| told.iter().all(|told| told != code)) {
        faults.push_str(&format!("{}: {code} was not told\n", expected.display()));
    }
    let plural = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    for (n, what) in [(errors.len(), "error"), (warnings.len(), "warning")] {
        if n > 0 && !closing.contains(&plural(n, what)) {
            faults.push_str(&format!("{}: the closing line is `{closing}`\n", expected.display()));
        }
    }
    if faults.is_empty() { Ok(told) } else { Err(faults) }
}

#[test]
fn each_broken_site_gets_exactly_its_diagnostics() {
    let judged =
        cases().into_iter().map(|(site, code)| judge(&site, &site.join("expected.txt"), Some(&code)));
    let faults: Vec<String> = judged.filter_map(Result::err).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[cfg(unix)]
#[test]
fn each_site_that_no_checkout_can_hold_gets_exactly_its_diagnostics() {
    let mut faults = Vec::new();
    for case in unpackable::cases() {
        let site = case.make();
        let expected = folder().join(format!("{}.expected.txt", case.code.replace("::", "__")));
        faults.extend(judge(site.path(), &expected, Some(case.code)).err());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn twenty_mistakes_of_one_site_are_told_in_one_run_and_none_is_invented() {
    let site = folder().join("twenty-mistakes");
    let told = judge(&site, &site.join("expected.txt"), None).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(told.len(), 20, "{told:#?}");
    let warnings = std::fs::read_to_string(site.join("expected.txt")).expect("expected.txt");
    assert!(!warnings.contains("warning["), "a warning among the twenty errors");
}

#[test]
fn every_code_of_the_source_has_a_case_and_every_case_a_code() {
    let source = codes::of_source();
    assert!(source.len() > 80, "the source is not read right: {source:#?}");
    let unpackable = unpackable::cases().into_iter().map(|case| case.code.to_owned());
    let cases: BTreeSet<String> = cases().into_iter().map(|(_, code)| code).chain(unpackable).collect();
    let without_case: Vec<&String> = source.difference(&cases).collect();
    assert!(without_case.is_empty(), "codes without a case in tests/broken: {without_case:#?}");
    let without_code: Vec<&String> = cases.difference(&source).collect();
    assert!(without_code.is_empty(), "cases for codes that the source no longer has: {without_code:#?}");
}
