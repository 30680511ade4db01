//! As of when a page is right: the last instant that changed what it shows, and the next that will.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dates::Precision;
use super::printer::Printer;
use super::views::AsOfView;
use crate::model::{EventFacts, Kind, Lang, Occurrence, Page, PageFacts, PageId};

/// The instants at which some pages say something else: the last that has passed, and the next.
#[derive(Debug, Clone, Copy)]
struct Course {
    now: Timestamp,
    last: Option<Timestamp>,
    next: Option<Timestamp>,
}

impl Course {
    const fn new(now: Timestamp) -> Self {
        Self { now, last: None, next: None }
    }

    fn passes(&mut self, instants: impl IntoIterator<Item = Timestamp>) {
        for at in instants {
            if at > self.now {
                self.next = Some(self.next.map_or(at, |next| next.min(at)));
            } else {
                self.last = self.last.max(Some(at));
            }
        }
    }

    fn passes_page(&mut self, page: &Page) {
        match &page.facts {
            PageFacts::Event(facts) => self.passes_entry(facts),
            PageFacts::Drop(facts) => {
                self.passes(facts.turns.iter().map(|(at, _)| *at));
                if !facts.turns.is_empty() {
                    self.passes(facts.early.iter().map(|early| early.at.timestamp()));
                }
            }
            PageFacts::Campaign(facts) => self.passes(facts.deadline.iter().map(|at| at.timestamp())),
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Faq
            | PageFacts::Page => {}
        }
    }

    /// What an event's own page passes beside what an entry of it does.
    fn passes_event(&mut self, facts: &EventFacts) {
        self.passes(facts.turns.iter().map(|turn| turn.at));
    }

    /// What entries of an event pass: it begins, it ends, nobody waits for its recap any more, its sign-up opens or closes.
    fn passes_entry(&mut self, facts: &EventFacts) {
        let (opens, closes) = facts.sign_up;
        // Nobody signs up for what is over.
        self.passes([opens, closes].into_iter().flatten().filter(|at| !facts.is_over(*at)));
        self.passes(facts.turns.iter().filter(|turn| turn.state.is_over()).map(|turn| turn.at));
        if facts.occurrences.is_empty() || !facts.fields.status.takes_place() {
            let begins = facts.fields.status.takes_place().then(|| facts.start.timestamp());
            self.passes(begins.into_iter().chain(facts.over));
        } else {
            // What is off does not begin; it stands among what is to come until it would have ended.
            let begins =
                |one: &Occurrence| one.status(&facts.fields).takes_place().then(|| one.start.timestamp());
            let each = facts.occurrences.iter();
            self.passes(each.flat_map(|one| begins(one).into_iter().chain([one.end.timestamp()])));
        }
    }
}

impl Printer {
    /// As of when a page of its own is, by the clock of what it is about; nothing where nothing of it moves any more.
    pub(super) fn page_as_of(&self, page: &Page) -> Option<AsOfView> {
        let zone = match &page.facts {
            PageFacts::Event(facts) => facts.start.time_zone(),
            PageFacts::Drop(facts) => facts.release.time_zone(),
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => &self.site.zone,
        };
        let mut course = Course::new(self.site.now);
        if let PageFacts::Member(facts) = &page.facts {
            course.passes(self.ledger_turns(facts));
        }
        for id in self.shown_on(page) {
            course.passes_page(self.page_of(id));
        }
        course.passes_page(page);
        if let PageFacts::Event(facts) = &page.facts {
            course.passes_event(facts);
        }
        // Lists do not speak of votes, nor of the others of a series.
        if let PageFacts::Drop(facts) = &page.facts {
            let vote = facts.vote.iter().flat_map(|vote| [&vote.opens, &vote.closes]);
            course.passes(vote.flatten().map(|at| at.timestamp()));
            let (releases, shown) = self.rhythm_of(page, facts);
            course.passes(releases);
            shown.into_iter().for_each(|other| course.passes_page(self.page_of(other)));
        }
        self.as_of(course, zone, &page.lang)
    }

    /// As of when a page is that shows others: the latest of theirs.
    ///
    /// `text` is what was written for the page itself.
    pub(super) fn shown_as_of(
        &self,
        pages: impl IntoIterator<Item = PageId>,
        text: Option<&Page>,
        lang: &Lang,
    ) -> Option<AsOfView> {
        let mut course = Course::new(self.site.now);
        // What happens again stands in a list several times.
        let mut all: BTreeSet<PageId> = pages.into_iter().collect();
        // What stands on a page with others shows there what it shows.
        let gathered = all.iter().map(|id| self.page_of(*id)).filter(|page| page.kind.is_gathered());
        let more: Vec<PageId> = gathered.chain(text).flat_map(|page| self.shown_on(page)).collect();
        all.extend(more);
        for id in all {
            let page = self.page_of(id);
            course.passes_page(page);
            if let PageFacts::Drop(facts) = &page.facts {
                course.passes(self.rhythm_of(page, facts).0);
            }
        }
        self.as_of(course, &self.site.zone, lang)
    }

    /// As of when a home page is: it leads with the next of everything.
    pub(super) fn home_as_of(&self, lang: &Lang) -> Option<AsOfView> {
        let lists = [Kind::Event, Kind::Drop, Kind::Campaign].map(|kind| self.site.list_of(kind, lang));
        let pages = lists.into_iter().flatten().flat_map(|list| list.pages.iter().copied());
        self.shown_as_of(pages, self.site.homes.get(lang).and_then(Option::as_deref), lang)
    }

    fn as_of(&self, course: Course, zone: &TimeZone, lang: &Lang) -> Option<AsOfView> {
        let view = |at: Timestamp| self.date(&at.to_zoned(zone.clone()), Precision::Minute, lang);
        Some(AsOfView { last: course.last.map(view), next: view(course.next?) })
    }
}
