//! What pages are made from: all that follows from the documents together, before the first page is.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan};

use super::backlinks::Backlinks;
use super::entry::Entry;
use super::index::Index;
use super::lists::{self, Lists};
use super::lost::LostNames;
use super::people::Members;
use super::prose::Hidden;
use super::schedule::{self, Schedules};
use super::series::Series;
use super::tags::{self, Tags};
use super::targets::{Addresses, Targets};
use super::{Scope, consents, nav, recaps, transitions};
use crate::diagnostics::Diagnostic;
use crate::model::{Lang, MemberConsent, PageId, Transition};

/// Who is there, where, and what points at whom.
///
/// Nothing in it follows from the words of a body, and of titles only those of kinds that are listed by name.
pub(super) struct Ground {
    pub(super) index: Index,
    pub(super) members: Members,
    pub(super) schedules: Schedules,
    pub(super) tags: Tags,
    pub(super) lists: Lists,
    pub(super) addresses: Addresses,
    pub(super) backlinks: Backlinks,
    pub(super) series: Series,
    /// Names that nobody may type in prose.
    pub(super) hidden: Option<Hidden>,
    /// The pages of the default language that each other language shows for want of its own.
    pub(super) borrowed: BTreeMap<Lang, Vec<PageId>>,
    pub(super) consents: Arc<[MemberConsent]>,
    pub(super) transitions: Vec<Transition>,
    /// What is wrong with documents beside each other.
    pub(super) problems: Vec<Diagnostic>,
    /// The instant from which on it may be another one, where nobody writes anything.
    pub(super) until: Timestamp,
}

impl Ground {
    pub(super) fn new(scope: &Scope<'_>, entries: Vec<Arc<Entry>>) -> Self {
        let mut problems = Vec::new();
        let lost = LostNames::new(scope);
        let members = Members::new(scope, &entries, &mut problems);
        problems.extend(members.withheld_stories(&entries));
        let consents = consents::collect(scope, &members, &entries, &mut problems);
        let hidden = Hidden::new(&members, &lost);
        let index = Index::new(scope, entries, &members, lost);
        let schedules = Schedules::new(scope, &index);
        problems.extend(schedule::check_series(scope, &index));
        recaps::check(&index, &mut problems);
        let ((tags, of_tags), ((lists, of_index), (backlinks, series))) = rayon::join(
            || tags::collect(scope, &index),
            || {
                rayon::join(
                    || (lists::collect(scope, &index, &schedules), index.check(&scope.input)),
                    || (Backlinks::new(&index), Series::new(&index)),
                )
            },
        );
        problems.extend(of_index.into_iter().chain(of_tags));
        let addresses = Addresses::new(scope, &index, &tags, &lists);
        problems.extend(nav::check(scope, &index, &Targets { scope, index: &index, all: &addresses }));
        let transitions = transitions::collect(scope, &index, &members, &schedules);
        let borrowed = borrowed(scope, &index);
        let mut ground = Self {
            index,
            members,
            schedules,
            tags,
            lists,
            addresses,
            backlinks,
            series,
            hidden,
            borrowed,
            consents: consents.into(),
            transitions,
            problems,
            until: scope.input.now,
        };
        ground.until = ground.holds_until(scope);
        ground
    }

    /// What answers at the addresses of the site.
    pub(super) fn targets<'a>(&'a self, scope: &'a Scope<'a>) -> Targets<'a> {
        Targets { scope, index: &self.index, all: &self.addresses }
    }

    /// The first instant after now at which time alone changes something: a byte of the output, or what is told of a
    /// source. What is told of days ("ends tomorrow") changes at midnight.
    fn holds_until(&self, scope: &Scope<'_>) -> Timestamp {
        let now = scope.input.now;
        let today = now.to_zoned(scope.zone.clone());
        let midnight = today.tomorrow().and_then(|day| day.start_of_day()).map(|at| at.timestamp());
        let turn = self.transitions.first().map(|turn| turn.at);
        let entries = self.index.entries.iter();
        let over = entries.clone().filter_map(|entry| entry.event.as_ref()?.over);
        let alone = entries.map(|entry| entry.until);
        let ends = self.consents.iter().flat_map(|consent| &consent.scopes);
        let warned = ends.filter_map(|scope| {
            let before = scope.until.as_ref()?.checked_sub(MemberConsent::WARNED.days()).ok()?;
            Some(before.timestamp())
        });
        let all = over.chain(alone).chain(warned).filter(|at| *at > now);
        all.chain(turn).chain([midnight.unwrap_or(now)]).min().unwrap_or(now)
    }
}

fn borrowed(scope: &Scope<'_>, index: &Index) -> BTreeMap<Lang, Vec<PageId>> {
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
