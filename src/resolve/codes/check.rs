//! What is wrong with a ledger as a whole: targets that are gone, a base that has changed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Place, Scribe};
use crate::diagnostics::{Diagnostic, nearest};
use crate::ledger;
use crate::model::{Kind, Lang, Ledger, LedgerEntry, Page, SiteConfig, SourcePath};
use crate::resolve::targets::At;

/// Names at most this many of several codes or pages.
const SHOWN: usize = 5;

/// Reports the entries whose targets are gone: one error for each target.
pub(super) fn gone(scribe: &Scribe<'_>, ledger: &Ledger, gone: &[usize], found: &mut Vec<Diagnostic>) {
    let mut by_target: BTreeMap<&str, Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in gone.iter().map(|at| &ledger.entries[*at]) {
        by_target.entry(&entry.target).or_default().push(entry);
    }
    let path = SourcePath::new(ledger::FILE);
    let known: HashSet<(&str, &Lang)> =
        ledger.entries.iter().map(|entry| (entry.uid.as_str(), &entry.lang)).collect();
    for (target, entries) in by_target {
        let Some(first) = entries.first() else { continue };
        let codes = names(entries.iter().map(|entry| entry.code.to_string()));
        let message = match entries.len() {
            1 => format!("the code {codes} leads to `{target}`, which is gone"),
            _ => format!("the codes {codes} lead to `{target}`, which is gone"),
        };
        let near = candidates(scribe, first, &known);
        let label = near.first().map_or(String::new(), |near| format!("did it become `{near}`?"));
        let mut problem =
            Diagnostic::error("ledger::unknown-target", message).labelled(&path, first.place.target, label);
        for other in entries.iter().skip(1).take(SHOWN - 1) {
            problem = problem.labelled(&path, other.place.target, "and here");
        }
        let kind = scribe.kind_of(&format!("/{target}"));
        let list = kind.section().map_or("/".to_owned(), |folder| format!("{folder}/"));
        let own = own_uid(&entries).map_or(String::new(), |uid| format!("`uid = \"{uid}\"` or "));
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

/// The identity that the page at a target had, where only one can be meant: a print run that led there has its own.
fn own_uid<'a>(entries: &[&'a LedgerEntry]) -> Option<&'a str> {
    let runs: HashSet<&str> =
        entries.iter().filter(|entry| entry.placement.is_some()).map(|entry| entry.uid.as_str()).collect();
    let is_run = |uid: &str| runs.contains(uid) || uid.starts_with("print-run/");
    let uids: BTreeSet<&str> =
        entries.iter().map(|entry| entry.uid.as_str()).filter(|uid| !is_run(uid)).collect();
    uids.first().copied().filter(|_| uids.len() == 1)
}

/// What may be meant instead of a target that is gone: a page of its kind that is new, one of its name among another
/// kind, its translations, then what is near among its kind, then what is near anywhere.
fn candidates(scribe: &Scribe<'_>, entry: &LedgerEntry, known: &HashSet<(&str, &Lang)>) -> Vec<String> {
    let kind = scribe.kind_of(&format!("/{}", entry.target));
    let target = entry.target.trim_end_matches('/');
    let pages = || scribe.pages.iter().filter(|page| page.anchor.is_none());
    let of_lang = || pages().filter(|page| page.lang == entry.lang);
    let fresh =
        || of_lang().filter(|page| page.kind == kind && !known.contains(&(page.uid.as_str(), &page.lang)));
    let path = |page: &&Page| page.url.relative().trim_end_matches('/').to_owned();
    let near = |wanted: Option<Kind>| {
        let pages = pages().filter(move |page| wanted.is_none_or(|kind| page.kind == kind));
        nearest(target, pages.map(|page| page.url.relative().trim_end_matches('/'))).map(str::to_owned)
    };
    let mut all = Vec::new();
    // The only new one of its kind is most likely the old one by another name.
    let only = fresh().next().filter(|_| fresh().count() == 1).map(path);
    all.extend(only.or_else(|| {
        nearest(target, fresh().map(|page| page.url.relative().trim_end_matches('/'))).map(str::to_owned)
    }));
    let slug = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    all.extend(of_lang().filter(|page| page.kind != kind).map(path).find(|path| slug(path) == slug(target)));
    all.extend(pages().filter(|page| page.uid == entry.uid && entry.placement.is_none()).map(path));
    all.extend([near(Some(kind)), near(None)].into_iter().flatten());
    let mut found: Vec<String> = Vec::new();
    for path in all {
        let path = format!("{path}/");
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// Warns of a code that leads to another page from now on, though the one that it was printed for is there still.
pub(super) fn taken_over(
    scribe: &Scribe<'_>,
    entry: &LedgerEntry,
    owner: Option<usize>,
    lead: &Place,
) -> Option<Diagnostic> {
    let At::Entry(before) = scribe.targets.at(&format!("/{}", entry.target))? else { return None };
    let (page, now) = (&scribe.index.entries[before], &scribe.index.entries[owner?]);
    // A print run may lead elsewhere whenever its file says so; a former address is no page.
    let is_there = scribe.index.is_public(before) && page.url.relative() == entry.target;
    if !is_there || owner == Some(before) || now.document.name.kind == Kind::PrintRun {
        return None;
    }
    let message = format!(
        "the code `{}` was printed for `{}`, which is there still, and opens `{}` from now on",
        entry.code, entry.target, lead.path
    );
    let span =
        now.document.front.shared.uid.as_ref().map_or(now.document.front.shared.title.span, |uid| uid.span);
    Some(
        Diagnostic::warning("ledger::taken-over", message)
            .labelled(&now.document.path, span, "this page has its `uid` now")
            .help(format!(
                "if it shall open `{}`, give `uid = \"{}\"` back to `{}`, and this page another one",
                entry.target, entry.uid, page.document.path
            )),
    )
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
