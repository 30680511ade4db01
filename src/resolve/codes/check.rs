//! What is wrong with a ledger as a whole: targets that are gone, a base that has changed.

use std::collections::BTreeMap;

use super::Scribe;
use crate::diagnostics::{Diagnostic, nearest};
use crate::ledger;
use crate::model::{Kind, Ledger, LedgerEntry, SiteConfig, SourcePath};

/// Names at most this many of several codes or pages.
const SHOWN: usize = 5;

/// Reports the entries whose targets are gone: one error for each target.
pub(super) fn gone(scribe: &Scribe<'_>, ledger: &Ledger, gone: &[usize], found: &mut Vec<Diagnostic>) {
    let mut by_target: BTreeMap<&str, Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in gone.iter().map(|at| &ledger.entries[*at]) {
        by_target.entry(&entry.target).or_default().push(entry);
    }
    let path = SourcePath::new(ledger::FILE);
    for (target, entries) in by_target {
        let Some(first) = entries.first() else { continue };
        let codes = names(entries.iter().map(|entry| entry.code.to_string()));
        let message = match entries.len() {
            1 => format!("the code {codes} leads to `{target}`, which is gone"),
            _ => format!("the codes {codes} lead to `{target}`, which is gone"),
        };
        let near = candidates(scribe, first);
        let label = near.first().map_or(String::new(), |near| format!("did it become `{near}`?"));
        let mut problem =
            Diagnostic::error("ledger::unknown-target", message).labelled(&path, first.place.target, label);
        for other in entries.iter().skip(1).take(SHOWN - 1) {
            problem = problem.labelled(&path, other.place.target, "and here");
        }
        let kind = scribe.kind_of(&format!("/{target}"));
        let list = kind.section().map_or("/".to_owned(), |folder| format!("{folder}/"));
        let own =
            if first.placement.is_none() { format!("`uid = \"{}\"` or ", first.uid) } else { String::new() };
        problem = problem.help(format!(
            "was it renamed? Give the page that it has become {own}`aliases = [\"/{target}\"]`, and the code leads there"
        ));
        let near =
            if near.is_empty() { String::new() } else { format!("; near: {}", names(near.into_iter())) };
        found.push(
            problem.help(format!("is it gone for good? Add `retired = \"{list}\"` to the entry{near}")),
        );
    }
}

/// What may be meant instead of a target that is gone: its translations, then what is near among its kind, then
/// what is near anywhere.
fn candidates(scribe: &Scribe<'_>, entry: &LedgerEntry) -> Vec<String> {
    let kind = scribe.kind_of(&format!("/{}", entry.target));
    let paths = |wanted: fn(Kind, Kind) -> bool| {
        let pages = scribe.pages.iter().filter(move |page| page.anchor.is_none() && wanted(page.kind, kind));
        pages.map(|page| page.url.relative())
    };
    let translations = scribe
        .pages
        .iter()
        .filter(|page| page.uid == entry.uid && entry.placement.is_none())
        .map(|page| page.url.relative());
    let mut found: Vec<String> = translations.map(str::to_owned).collect();
    let target = entry.target.trim_end_matches('/');
    let own = paths(|own, kind| own == kind).map(|path| path.trim_end_matches('/'));
    let any = paths(|_, _| true).map(|path| path.trim_end_matches('/'));
    for near in [nearest(target, own), nearest(target, any)].into_iter().flatten() {
        let near = format!("{near}/");
        if !found.contains(&near) {
            found.push(near);
        }
    }
    found
}

/// Reports the addresses that another base than the present one was printed with: one error for each old base.
pub(super) fn base(config: &SiteConfig, ledger: &Ledger, found: &mut Vec<Diagnostic>) {
    let now = config.code_base();
    let mut others: BTreeMap<(String, &str), Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in &ledger.entries {
        let Some(base) = ledger::base_of(&entry.address, entry.code) else { continue };
        if place_of(base) != place_of(now) {
            others.entry(place_of(base)).or_default().push(entry);
        }
    }
    for entries in others.into_values() {
        let Some(first) = entries.first() else { continue };
        let old = readable(ledger::base_of(&first.address, first.code).unwrap_or_default());
        let codes = if entries.len() == 1 {
            "1 code was".to_owned()
        } else {
            format!("{} codes were", entries.len())
        };
        found.push(
            Diagnostic::error("ledger::code-base", format!("{codes} printed below `{old}`, and codes now lie below `{now}`"))
                .labelled(&SourcePath::new(ledger::FILE), first.place.address, "the first of them")
                .help(format!("whoever scans what hangs would find nothing: keep the old base with `[posters] code_base = \"{old}\"` in `handbill.toml`"))
                .help("if nothing was printed yet, remove `codes.toml` and build again"),
        );
    }
}

/// Host and path of a base: a host is the same in any case and with either scheme, a path is not.
fn place_of(base: &str) -> (String, &str) {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (host.to_ascii_lowercase(), path)
}

/// A base as people write it in the configuration: scheme and host in small letters.
fn readable(base: &str) -> String {
    let host = base.find("://").map_or(0, |at| at + 3);
    let path = base[host..].find('/').map_or(base.len(), |at| host + at);
    format!("{}{}", base[..path].to_ascii_lowercase(), &base[path..])
}

/// Some names, and how many more there are.
fn names(all: impl ExactSizeIterator<Item = String>) -> String {
    let count = all.len();
    let shown: Vec<String> = all.take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = count.saturating_sub(SHOWN);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}
