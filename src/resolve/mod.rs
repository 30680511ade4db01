//! All documents to one immutable `Site`: addresses, links, backlinks, tags, consent, time, codes.
//!
//! In: documents, configuration, the instant. Out: what may be printed and nothing else, with
//! every problem found on the way. Pure: no clock, no disk.

mod aliases;
mod alike;
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
mod ground;
mod index;
mod kept;
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
    Component, Document, Drafts, Lang, Ledger, Lost, Site, SiteConfig, SourcePath, SourceTree, Spanned,
};

pub use entry::is_reserved;
pub use slug::slugify;
pub use structured::{Lack, STRUCTURED_TYPES, StructuredRule, StructuredType, Wanted, structured_reference};

pub use kept::Kept;

use collation::Collation;
use entry::Entry;
use ground::Ground;
use kept::{Given, Last, Reuse};
use pages::One;

/// The theme's words for what may not be named, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    pub files: &'a Arc<SourceTree>,
    /// The codes that were issued so far.
    pub ledger: &'a Arc<Ledger>,
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
/// What has an error is left out or left as it is, so that the rest can be looked at too. `kept` holds what the last run
/// made: what the site still says in the same way is shared with it. Where nothing but time has passed and nothing happened
/// in it, that also holds for the instant as of which the site is made.
#[must_use]
pub fn resolve(input: Input<'_>, kept: &mut Kept) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let zones = Zones::bundled();
    let zone = site_zone(&zones, input.config, &mut diagnostics);
    let zone_is_known = zone.is_some();
    let collation = Collation::new(input.config);
    let mut scope = Scope { input, zones, zone: zone.unwrap_or(TimeZone::UTC), zone_is_known, collation };
    let last = kept.last.take();
    let reuse = last.as_ref().and_then(|last| last.reuse(&input));
    let last = match (last, reuse) {
        (Some(last), Some(reuse)) => {
            scope.input.now = last.given.now;
            last.renewed(&scope, &reuse)
        }
        (mut last, _) => {
            kept.ground += 1;
            let made = Last::new(&scope, last.as_deref_mut());
            // Taking a large site apart takes milliseconds that nobody has to wait for.
            rayon::spawn(move || drop(last));
            made
        }
    };
    let site = last.site(&scope, &mut diagnostics);
    kept.last = Some(Box::new(last));
    (site, diagnostics)
}

impl Last {
    /// Looks at everything; what holds is not made again.
    fn new(scope: &Scope<'_>, mut before: Option<&mut Self>) -> Self {
        let documents = scope.input.documents;
        let held = before.as_deref().map(|before| before.entries(&scope.input));
        let held = held.unwrap_or_else(|| vec![None; documents.len()]);
        let entry = |(document, held): (&Arc<Document>, Option<&Arc<Entry>>)| match held {
            Some(entry) => Arc::clone(entry),
            None => Arc::new(Entry::new(scope, document)),
        };
        let ground = Ground::new(scope, documents.par_iter().zip(held).map(entry).collect());
        let mut ones =
            before.as_mut().map(|before| before.hand_over(&scope.input, &ground)).unwrap_or_default();
        let mut again = pages::looked_at(&ground.index);
        again.retain(|at| ones.get(*at).is_none_or(Option::is_none));
        pages::build(scope, &ground, &again, &mut ones);
        let mut of_codes = Vec::new();
        let codes = Arc::new(codes::collect(scope, &ground, &ones, &mut of_codes));
        Self { given: Given::of(&scope.input), ground, ones, codes, of_codes }
    }

    /// Makes again what changed, and what shows a part of it.
    fn renewed(mut self: Box<Self>, scope: &Scope<'_>, reuse: &Reuse) -> Self {
        self.given = Given::of(&scope.input);
        for at in &reuse.changed {
            self.ground.index.entries[*at] = Arc::new(Entry::new(scope, &scope.input.documents[*at]));
        }
        let mut again: Vec<usize> =
            reuse.changed.iter().copied().filter(|at| self.ones[*at].is_some()).collect();
        if !reuse.outward.is_empty() {
            let leads = |(at, one): (usize, &Option<One>)| {
                one.as_ref().is_some_and(|one| one.leads_to(&reuse.outward)).then_some(at)
            };
            again.par_extend(self.ones.par_iter().enumerate().filter_map(leads));
            again.sort_unstable();
            again.dedup();
        }
        pages::build(scope, &self.ground, &again, &mut self.ones);
        *self
    }

    fn site(&self, scope: &Scope<'_>, diagnostics: &mut Vec<Diagnostic>) -> Site {
        let Self { ground, ones, codes, of_codes, .. } = self;
        let index = &ground.index;
        diagnostics.extend(index.entries.iter().flat_map(|entry| entry.found.iter().cloned()));
        diagnostics.extend(ground.problems.iter().cloned());
        let made = pages::together(ground, ones);
        diagnostics.extend(made.diagnostics);
        let aliases = aliases::collect(made.moved.iter(), diagnostics);
        diagnostics.extend(of_codes.iter().cloned());
        Site {
            config: Arc::clone(scope.input.config),
            now: scope.input.now,
            zone: scope.zone.clone(),
            pages: made.pages,
            borrowed: ground.borrowed.clone(),
            lists: ground.lists.finish(made.list_indexes),
            homes: made.homes,
            tags: ground.tags.list.clone(),
            aliases,
            files: made.files,
            codes: Arc::clone(codes),
            withheld: index.withheld(),
            consents: Arc::clone(&ground.consents),
            transitions: ground.transitions.clone(),
        }
    }
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
