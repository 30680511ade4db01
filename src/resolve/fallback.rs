//! What a language shows of what it lacks: pages of the default language that have no translation in it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entry::Entry;
use crate::model::{Lang, SiteConfig};

/// The languages that show each entry for want of a translation.
pub(super) struct Fallbacks {
    /// By the entries' index; empty where no language shows anything that is not its own.
    readers: Vec<Box<[Lang]>>,
}

impl Fallbacks {
    /// Finds them. `public` are the entries that become pages; `translations` gives an entry's, itself among them.
    pub(super) fn new<'a>(
        config: &SiteConfig,
        entries: &'a [Arc<Entry>],
        is_public: impl Fn(usize) -> bool,
        translations: impl Fn(usize) -> &'a [usize],
    ) -> Self {
        // A language of which nothing is public has no lists to show anything in.
        let spoken: BTreeSet<&Lang> = entries
            .iter()
            .enumerate()
            .filter(|(at, _)| is_public(*at))
            .map(|(_, entry)| entry.lang())
            .collect();
        let showing: Vec<&Lang> =
            config.langs().filter(|lang| config.shows_default(lang) && spoken.contains(lang)).collect();
        if showing.is_empty() {
            return Self { readers: Vec::new() };
        }
        let readers = entries.iter().enumerate().map(|(at, entry)| {
            let shown = is_public(at) && !entry.document.name.is_index && *entry.lang() == config.language;
            let lacks = |lang: &Lang| {
                !translations(at).iter().any(|other| is_public(*other) && entries[*other].lang() == lang)
            };
            showing.iter().filter(|lang| shown && lacks(lang)).map(|lang| (*lang).clone()).collect()
        });
        Self { readers: readers.collect() }
    }

    /// The languages that show an entry beside its own, in order.
    pub(super) fn of(&self, at: usize) -> &[Lang] {
        self.readers.get(at).map_or(&[], |langs| langs)
    }
}
