//! All documents to one immutable `Site`: addresses, links, backlinks, tags, consent, time, codes.
//!
//! In: documents, configuration, the instant. Out: what may be printed and nothing else, with
//! every problem found on the way. Pure: no clock, no disk.

mod aliases;
mod backlinks;
mod called_off;
mod codes;
mod collation;
mod consents;
mod content_files;
mod data;
mod directives;
mod entry;
mod facts;
mod fallback;
mod index;
mod kinds;
mod links;
mod lists;
mod lost;
mod nav;
mod occurrences;
mod pages;
mod people;
mod prose;
mod recaps;
mod references;
mod schedule;
mod series;
mod slug;
mod structured;
mod tags;
mod targets;
mod times;
mod transitions;
mod translations;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::calendar::Zones;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{
    Component, Document, Drafts, Lang, Ledger, Lost, PageId, Site, SiteConfig, SourcePath, SourceTree,
    Spanned,
};

pub use entry::is_reserved;
pub use slug::slugify;
pub use structured::{Lack, STRUCTURED_TYPES, StructuredRule, StructuredType, Wanted, structured_reference};

use collation::Collation;
use entry::Entry;
use index::Index;
use lost::LostNames;
use people::Members;
use schedule::Schedules;

/// The theme's words for what may not be named, in one language.
#[derive(Debug, Clone, Default)]
pub struct Unnamed {
    /// For a member: "a member".
    pub member: String,
    /// For a page: "a page that is not public".
    pub page: String,
}

/// What a site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The configuration.
    pub config: &'a Arc<SiteConfig>,
    /// Every document, in order of their paths.
    pub documents: &'a [Arc<Document>],
    /// Sources with errors of their own, whether they gave a document or not: what points at something
    /// that they may have meant is left alone.
    pub lost: &'a [Lost],
    /// Every file, to see whether a picture exists.
    pub files: &'a SourceTree,
    /// The codes that were issued so far.
    pub ledger: &'a Ledger,
    /// The instant as of which the site is built.
    pub now: Timestamp,
    /// Whether drafts are printed.
    pub drafts: Drafts,
    /// Whether posters are made: what has none needs no new code. Codes that were issued lead on all the same.
    pub posters: bool,
    /// What stands for what may not be named, in each language.
    pub unnamed: &'a BTreeMap<Lang, Unnamed>,
    /// What the theme offers to directives; `None` where there is no theme to ask.
    pub components: Option<&'a BTreeMap<String, Component>>,
}

/// What stages of this room share.
struct Scope<'a> {
    input: Input<'a>,
    zones: Zones,
    /// The site's, or UTC where the configuration names one that does not exist.
    zone: TimeZone,
    zone_is_known: bool,
    collation: Collation,
}

/// Resolves a site.
///
/// What has an error is left out or left as it is, so that the rest can be looked at too.
#[must_use]
pub fn resolve(input: Input<'_>) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let zones = Zones::bundled();
    let zone = site_zone(&zones, input.config, &mut diagnostics);
    let zone_is_known = zone.is_some();
    let collation = Collation::new(input.config);
    let scope = Scope { input, zones, zone: zone.unwrap_or(TimeZone::UTC), zone_is_known, collation };

    let (entries, found): (Vec<Entry>, Vec<Vec<Diagnostic>>) = input
        .documents
        .par_iter()
        .map(|document| {
            let mut found = Vec::new();
            let entry = Entry::new(&scope, document, &mut found);
            found.extend(structured::check(&scope, &entry));
            (entry, found)
        })
        .unzip();
    diagnostics.extend(found.into_iter().flatten());

    let lost = LostNames::new(&scope);
    let members = Members::new(&scope, &entries, &mut diagnostics);
    diagnostics.extend(members.withheld_stories(&entries));
    let consents = consents::collect(&scope, &members, &entries, &mut diagnostics);
    let index = Index::new(&scope, &entries, &members, &lost);
    let schedules = Schedules::new(&scope, &index);
    diagnostics.extend(schedule::check_series(&scope, &index));
    recaps::check(&index, &mut diagnostics);
    let ((tags, of_tags), (lists, of_index)) = rayon::join(
        || tags::collect(&scope, &index),
        || (lists::collect(&scope, &index, &schedules), index.check(&scope.input)),
    );
    diagnostics.extend(of_index.into_iter().chain(of_tags));
    let targets = targets::Targets::new(&scope, &index, &tags, &lists);

    diagnostics.extend(nav::check(&scope, &index, &targets));
    let made = pages::build(&scope, &index, &members, &tags, &lists, &targets, &schedules);
    diagnostics.extend(made.diagnostics);
    let list_texts = made.list_indexes.values().chain(made.homes.values().flatten());
    let shown: Vec<_> = made.pages.iter().chain(list_texts).cloned().collect();
    diagnostics.extend(prose::names(input.files, &members, &lost, &shown));
    let aliases = aliases::collect(shown.iter(), &mut diagnostics);
    let transitions = transitions::collect(&scope, &index, &members, &schedules);
    let codes = codes::collect(&scope, &index, &targets, &lists, &made.pages, &mut diagnostics);

    let site = Site {
        config: Arc::clone(input.config),
        now: input.now,
        zone: scope.zone.clone(),
        pages: made.pages,
        borrowed: borrowed(&scope, &index),
        lists: lists.finish(made.list_indexes),
        homes: made.homes,
        tags: tags.list,
        aliases,
        files: made.files,
        codes,
        withheld: index.withheld(),
        consents,
        transitions,
    };
    (site, diagnostics)
}

/// The pages of the default language that each other language shows for want of its own.
fn borrowed(scope: &Scope<'_>, index: &Index<'_>) -> BTreeMap<Lang, Vec<PageId>> {
    let showing = scope.input.config.langs().filter(|lang| scope.input.config.shows_default(lang));
    let mut borrowed: BTreeMap<Lang, Vec<PageId>> = showing.map(|lang| (lang.clone(), Vec::new())).collect();
    for (id, &at) in index.public.iter().enumerate() {
        for lang in index.borrowers(at) {
            borrowed.entry(lang.clone()).or_default().push(PageId(id));
        }
    }
    borrowed.retain(|_, pages| !pages.is_empty());
    borrowed
}

fn site_zone(zones: &Zones, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Option<TimeZone> {
    let name = &config.timezone;
    let zone = zones.get(&name.value);
    if zone.is_none() {
        diagnostics.push(unknown_zone(zones, name, &SourcePath::new("handbill.toml")));
    }
    zone
}

fn unknown_zone(zones: &Zones, written: &Spanned<String>, path: &SourcePath) -> Diagnostic {
    // The city that people name, and the city that the zone is named after.
    const MEANT: [(&str, &str); 4] = [
        ("Asia/Beijing", "Asia/Shanghai"),
        ("Asia/Shenzhen", "Asia/Shanghai"),
        ("Asia/Guangzhou", "Asia/Shanghai"),
        ("Europe/Munich", "Europe/Berlin"),
    ];
    let name = written.value.as_str();
    let names = zones.names();
    let meant = MEANT.iter().find(|(said, _)| said.eq_ignore_ascii_case(name)).map(|(_, meant)| *meant);
    let near = meant.or_else(|| nearest(name, names.iter().map(String::as_str)));
    let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
    Diagnostic::error("time::unknown-zone", format!("there is no time zone `{name}`"))
        .labelled(path, written.span, label)
        .help("zones have IANA names such as `Asia/Shanghai` or `Europe/Berlin`")
}
