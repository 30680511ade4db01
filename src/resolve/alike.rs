//! Pages that stay what they were though the site is another one: nothing that they look at has changed its place.

use std::collections::HashSet;
use std::sync::Arc;

use super::Input;
use super::entry::Entry;
use super::ground::Ground;
use super::kept::{Last, has_same_places};
use super::pages::One;
use crate::model::{Kind, KindFields, PageId};

impl Last {
    /// Takes over the pages that a new ground makes no different, by the index of their entries.
    ///
    /// That needs the same sources at the same addresses, public or not as they were, the same members, tags and lists, and the
    /// same files beside them; then it holds for the kinds whose pages follow from that and their own source alone.
    pub(super) fn hand_over(&mut self, input: &Input<'_>, ground: &Ground) -> Vec<Option<One>> {
        let count = ground.index.entries.len();
        let mut handed: Vec<Option<One>> = Vec::new();
        handed.resize_with(count, || None);
        if self.ground.index.entries.len() != count || !self.surrounds(input) || !self.has_same_ways(ground) {
            return handed;
        }
        let outward = self.outward(ground);
        for (at, handed) in handed.iter_mut().enumerate() {
            let (old, new) = (&self.ground.index.entries[at], &ground.index.entries[at]);
            if !Arc::ptr_eq(old, new) || !stands_alone(new) {
                continue;
            }
            let id = ground.index.page(at);
            let neighbours = id.map_or((None, None), |id| ground.lists.neighbours(id));
            let holds =
                |one: &mut One| (one.page.older, one.page.newer) == neighbours && !one.leads_to(&outward);
            *handed = self.ones[at].take_if(holds);
        }
        handed
    }

    /// Whether every name, address and person leads where it led.
    fn has_same_ways(&self, ground: &Ground) -> bool {
        let (old, new) = (&self.ground, ground);
        let entries = || old.index.entries.iter().zip(&new.index.entries);
        let tags = || old.tags.list.iter().zip(&new.tags.list);
        let lists = || old.lists.list.iter().zip(&new.lists.list);
        entries().all(|(old, new)| Arc::ptr_eq(old, new) || is_found_alike(old, new))
            && old.index.is_as_public_as(&new.index)
            && old.consents == new.consents
            && old.lists.homes == new.lists.homes
            && old.tags.list.len() == new.tags.list.len()
            && tags().all(|(old, new)| {
                (&old.lang, &old.name, &old.written, &old.url)
                    == (&new.lang, &new.name, &new.written, &new.url)
            })
            && old.lists.list.len() == new.lists.list.len()
            && lists().all(|(old, new)| {
                let years = old.years.iter().map(|year| year.year).eq(new.years.iter().map(|year| year.year));
                years && (old.kind, &old.url, old.has_feed) == (new.kind, &new.url, new.has_feed)
            })
    }

    /// The pages whose title or places to link to are others than they were.
    fn outward(&self, ground: &Ground) -> HashSet<PageId> {
        let entries = self.ground.index.entries.iter().zip(&ground.index.entries).enumerate();
        let changed = entries.filter(|(_, (old, new))| {
            let title = |entry: &Entry| entry.document.front.shared.title.value.clone();
            !Arc::ptr_eq(old, new)
                && (title(old) != title(new) || !has_same_places(&old.document, &new.document))
        });
        changed.filter_map(|(at, _)| ground.index.page(at)).collect()
    }
}

/// Whether whatever names one of two sources means the other in the same way.
fn is_found_alike(old: &Entry, new: &Entry) -> bool {
    let (before, after) = (&old.document.front.shared, &new.document.front.shared);
    let aliases = before.aliases.iter().map(|alias| &alias.value);
    let uid = |entry: &Entry| entry.document.front.shared.uid.as_ref().map(|uid| uid.value.clone());
    old.document.path == new.document.path
        && old.document.name.kind != Kind::Member
        && (&old.reference, &old.group, &old.slug) == (&new.reference, &new.group, &new.slug)
        && (&old.url, &old.anchor) == (&new.url, &new.anchor)
        && aliases.eq(after.aliases.iter().map(|alias| &alias.value))
        && uid(old) == uid(new)
}

/// Whether a page of a kind follows from its own source and from where its references lead: not from times or fields of
/// others.
fn stands_alone(entry: &Entry) -> bool {
    match &entry.document.front.fields {
        _ if entry.document.name.is_index => true,
        KindFields::Post(post) => post.recap_of.is_none(),
        KindFields::Story(_) | KindFields::Faq(_) | KindFields::Page(_) => true,
        KindFields::Event(_)
        | KindFields::Drop(_)
        | KindFields::Member(_)
        | KindFields::Chapter(_)
        | KindFields::PrintRun(_)
        | KindFields::Tier(_)
        | KindFields::Campaign(_) => false,
    }
}
