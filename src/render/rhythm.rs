//! The drops of a series as they follow each other: which one was released last, and which one comes next.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::printer::Printer;
use super::turns::turns;
use super::views::{RhythmView, SeriesView};
use crate::model::{DropFacts, DropState, Kind, KindFields, Lang, Page, PageFacts, PageId};

/// How many drops to come stand ready, for a page that was printed a while ago.
const READY: usize = 4;

/// The drops of one series that a page can speak of: the last that was released, and those to come, soonest first.
///
/// One more than is shown, since its release ends the time of the one before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Rhythm(Vec<(Timestamp, PageId)>);

/// The drop beside which its series is shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// Itself.
    pub(super) id: Option<PageId>,
    /// The one released before it, where that shall stay.
    pub(super) before: Option<PageId>,
    /// The one released after it, where that shall stay.
    pub(super) after: Option<PageId>,
    /// Nothing shall be shown any more once there is nothing to come.
    pub(super) while_it_goes_on: bool,
}

impl Rhythm {
    fn shown(&self) -> &[(Timestamp, PageId)] {
        &self.0[..self.0.len().min(1 + READY)]
    }

    /// What is said of one of its drops, from when on.
    fn words_of(&self, at: usize, while_it_goes_on: bool) -> Vec<(Timestamp, &'static str)> {
        let release = |at: usize| self.0.get(at).map(|(release, _)| *release);
        let before = at.checked_sub(1).and_then(release).unwrap_or(Timestamp::MIN);
        let mut words = vec![(before, "next")];
        let out = if while_it_goes_on && at + 1 == self.0.len() { "gone" } else { "last" };
        words.extend(release(at).map(|at| (at, out)));
        words.extend(release(at + 1).map(|at| (at, "gone")));
        // Of two that are released together only one can be the last.
        let instants: Vec<Timestamp> = words.iter().map(|(at, _)| *at).skip(1).collect();
        let mut later = instants.into_iter();
        words.retain(|(at, _)| later.next().is_none_or(|later| *at < later));
        words
    }
}

impl Printer {
    /// The rhythm of each series of drops in a language, by its slug; a series of one drop has none.
    pub(super) fn rhythms(&self, lang: &Lang) -> BTreeMap<String, Rhythm> {
        let pages = self.site.list_of(Kind::Drop, lang).map_or(&[][..], |list| &list.pages);
        let mut all: BTreeMap<&str, Vec<(Timestamp, PageId)>> = BTreeMap::new();
        for id in pages {
            let page = self.page_of(*id);
            let KindFields::Drop(fields) = &page.document.front.fields else { continue };
            let (Some(series), PageFacts::Drop(facts)) = (&fields.series, &page.facts) else { continue };
            // What was withdrawn came out for nobody, and will not.
            if facts.state != DropState::Withdrawn {
                all.entry(&series.value).or_default().push((facts.release.timestamp(), *id));
            }
        }
        all.retain(|_, drops| drops.len() > 1);
        let now = self.site.now;
        let cut = |mut drops: Vec<(Timestamp, PageId)>| {
            drops.sort_unstable();
            let released = drops.partition_point(|(release, _)| *release <= now);
            drops.drain(..released.saturating_sub(1));
            drops.truncate(READY + 2);
            Rhythm(drops)
        };
        all.into_iter().map(|(slug, drops)| (slug.to_owned(), cut(drops))).collect()
    }

    /// The series of the list of drops that have something to come.
    pub(super) fn series_to_come(&self, lang: &Lang) -> Vec<SeriesView> {
        let now = self.site.now;
        let rhythms = self.alike(lang).rhythms.iter();
        rhythms
            .filter(|(_, rhythm)| rhythm.0.iter().any(|(release, _)| *release > now))
            .map(|(slug, _)| SeriesView {
                slug: slug.clone(),
                title: self.series_title(slug, lang),
                drops: self.rhythm_rows(slug, lang, Own { while_it_goes_on: true, ..Own::default() }),
            })
            .collect()
    }

    /// The drops of a series, soonest first: which was the last, which is the next, those that follow; on a page of its own
    /// the one before it and the one after it too. Nothing where there is only that one.
    pub(super) fn rhythm_rows(&self, slug: &str, lang: &Lang, own: Own) -> Vec<RhythmView> {
        let none = Rhythm::default();
        let rhythm = self.alike(lang).rhythms.get(slug).unwrap_or(&none);
        let beside = |id: PageId| match Some(id) {
            id if id == own.before => "before",
            id if id == own.after => "after",
            _ => "",
        };
        let mut drops: Vec<(Timestamp, PageId, Option<usize>)> =
            rhythm.shown().iter().enumerate().map(|(at, (release, id))| (*release, *id, Some(at))).collect();
        for id in [own.before, own.after].into_iter().flatten() {
            let PageFacts::Drop(facts) = &self.page_of(id).facts else { continue };
            if drops.iter().all(|(_, known, _)| *known != id) {
                drops.push((facts.release.timestamp(), id, None));
            }
        }
        drops.sort_unstable();
        if drops.iter().all(|(_, id, _)| own.id == Some(*id)) {
            return Vec::new();
        }
        let now = self.site.now;
        let row = |(_, id, at): (Timestamp, PageId, Option<usize>)| {
            let words = at.map_or_else(Vec::new, |at| rhythm.words_of(at, own.while_it_goes_on));
            let first = if at.is_some() { "coming" } else { "gone" };
            let state = words.iter().rev().find(|(at, _)| *at <= now).map_or(first, |(_, word)| word);
            let place = beside(id);
            // What stands beside the page's own drop stays, whatever its turn.
            let near = if place.is_empty() { "" } else { ".near" };
            RhythmView {
                item: self.summary_in(id, lang),
                own: own.id == Some(id),
                place,
                state,
                words: format!("{state}{near}"),
                turns: turns(now, words.into_iter().map(|(at, word)| (at, format!("{word}{near}")))),
            }
        };
        drops.into_iter().map(row).collect()
    }

    /// What a page shows of its series now: the releases that make one of its drops the last and another the next, and the drops.
    pub(super) fn rhythm_of(&self, page: &Page, facts: &DropFacts) -> (Vec<Timestamp>, Vec<PageId>) {
        let KindFields::Drop(fields) = &page.document.front.fields else { return Default::default() };
        let Some(series) = &fields.series else { return Default::default() };
        let rhythm = self.alike(&page.lang).rhythms.get(&series.value);
        let drops = rhythm.map_or(&[][..], Rhythm::shown);
        let released = drops.partition_point(|(release, _)| *release <= self.site.now);
        let (releases, shown): (Vec<_>, Vec<_>) = drops.iter().take(released + 1).copied().unzip();
        (releases, shown.into_iter().chain(facts.before).chain(facts.after).collect())
    }
}
