//! All documents to one immutable `Site`: addresses, links, backlinks, tags, consent, time.
//!
//! In: documents, configuration, the instant. Out: what may be printed and nothing else, with
//! every problem found on the way. Pure: no clock, no disk.

mod aliases;
mod entry;
mod facts;
mod index;
mod links;
mod lists;
mod nav;
mod pages;
mod people;
mod prose;
mod references;
mod slug;
mod tags;
mod targets;
mod transitions;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::calendar::Zones;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Document, Drafts, Site, SiteConfig, SourcePath, SourceTree};

pub use slug::slugify;

use entry::Entry;
use index::Index;
use people::Members;

/// What a site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The configuration.
    pub config: &'a Arc<SiteConfig>,
    /// Every document, in order of their paths.
    pub documents: &'a [Arc<Document>],
    /// Every file, to see whether a picture exists.
    pub files: &'a SourceTree,
    /// The instant as of which the site is built.
    pub now: Timestamp,
    /// Whether drafts are printed.
    pub drafts: Drafts,
}

/// What stages of this room share.
struct Scope<'a> {
    input: Input<'a>,
    zones: Zones,
    zone: TimeZone,
}

/// Resolves a site.
///
/// What has an error is left out or left as it is, so that the rest can be looked at too.
#[must_use]
pub fn resolve(input: Input<'_>) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let zones = Zones::bundled();
    let zone = site_zone(&zones, input.config, &mut diagnostics);
    let scope = Scope { input, zones, zone };

    let (entries, found): (Vec<Entry>, Vec<Vec<Diagnostic>>) = input
        .documents
        .par_iter()
        .map(|document| {
            let mut found = Vec::new();
            (Entry::new(&scope, document, &mut found), found)
        })
        .unzip();
    diagnostics.extend(found.into_iter().flatten());

    let members = Members::new(&scope, &entries, &mut diagnostics);
    let index = Index::new(&scope, &entries, &members, &mut diagnostics);
    let tags = tags::collect(&scope, &index, &mut diagnostics);
    let lists = lists::collect(&scope, &index);
    let targets = targets::Targets::new(&scope, &index, &tags, &lists);

    diagnostics.extend(nav::check(&scope, &index, &targets));
    let made = pages::build(&scope, &index, &members, &tags, &lists, &targets);
    diagnostics.extend(made.diagnostics);
    diagnostics.extend(prose::names(&members, &made.pages));
    let list_texts = made.list_indexes.values().chain(made.homes.values().flatten());
    let aliases = aliases::collect(made.pages.iter().chain(list_texts), &mut diagnostics);
    let transitions = transitions::collect(&scope, &index, &members);

    let site = Site {
        config: Arc::clone(input.config),
        now: input.now,
        zone: scope.zone.clone(),
        pages: made.pages,
        lists: lists.finish(made.list_indexes),
        homes: made.homes,
        tags: tags.list,
        aliases,
        files: made.files,
        withheld: index.withheld(),
        transitions,
    };
    (site, diagnostics)
}

fn site_zone(zones: &Zones, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> TimeZone {
    let name = &config.timezone;
    zones.get(&name.value).unwrap_or_else(|| {
        diagnostics.push(unknown_zone(zones, &name.value).at(&SourcePath::new("handbill.toml"), name.span));
        TimeZone::UTC
    })
}

fn unknown_zone(zones: &Zones, name: &str) -> Diagnostic {
    let names = zones.names();
    let problem = Diagnostic::error("time::unknown-zone", format!("there is no time zone `{name}`"));
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem.help("zones have IANA names such as `Asia/Shanghai` or `Europe/Berlin`"),
    }
}
