//! Drops of one series, in order of their releases.

use std::collections::HashMap;

use super::index::Index;
use super::lists::newest_first;
use crate::model::{KindFields, Lang, PageId};

/// Of each drop that belongs to a series the one released before it and the one released after.
#[derive(Debug, Default)]
pub(super) struct Series(HashMap<PageId, (Option<PageId>, Option<PageId>)>);

impl Series {
    /// Looks at the drops of every series as readers of each language see them.
    pub(super) fn new(index: &Index) -> Self {
        let mut members: HashMap<(&str, &Lang), Vec<PageId>> = HashMap::new();
        for (at, entry) in index.entries.iter().enumerate() {
            if let (Some(page), KindFields::Drop(drop)) = (index.page(at), &entry.document.front.fields)
                && let Some(series) = &drop.series
            {
                for lang in index.readers(at) {
                    members.entry((series.value.as_str(), lang)).or_default().push(page);
                }
            }
        }
        let mut around = HashMap::new();
        let mut members: Vec<_> = members.into_iter().collect();
        members.sort_unstable();
        for ((_, lang), mut pages) in members {
            newest_first(index, &mut pages);
            for (at, page) in pages.iter().enumerate() {
                // A drop that another language borrows has its neighbours among its own.
                if index.lang(*page) == lang {
                    let after = at.checked_sub(1).map(|at| pages[at]);
                    around.insert(*page, (pages.get(at + 1).copied(), after));
                }
            }
        }
        Self(around)
    }

    /// The drops before and after a page in its series.
    pub(super) fn around(&self, page: Option<PageId>) -> (Option<PageId>, Option<PageId>) {
        page.and_then(|page| self.0.get(&page)).copied().unwrap_or((None, None))
    }
}
