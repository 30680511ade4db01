//! As of when a page is right: the last instant that changed what it shows.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dates::Precision;
use super::printer::Printer;
use super::views::DateView;
use crate::model::{EventFacts, Kind, Lang, Page, PageFacts, PageId};

/// The instants at which some pages say something else: the last that has passed, and whether there are more.
#[derive(Debug, Clone, Copy)]
struct Course {
    now: Timestamp,
    last: Option<Timestamp>,
    goes_on: bool,
}

impl Course {
    const fn new(now: Timestamp) -> Self {
        Self { now, last: None, goes_on: false }
    }

    fn passes(&mut self, instants: impl IntoIterator<Item = Timestamp>) {
        for at in instants {
            if at > self.now {
                self.goes_on = true;
            } else {
                self.last = self.last.max(Some(at));
            }
        }
    }

    fn passes_page(&mut self, page: &Page) {
        match &page.facts {
            PageFacts::Event(facts) => self.passes_event(facts),
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

    /// The release of a drop, which makes it the last of its series, whatever its state.
    fn passes_release(&mut self, page: &Page) {
        if let PageFacts::Drop(facts) = &page.facts {
            self.passes([facts.release.timestamp()]);
        }
    }

    fn passes_event(&mut self, facts: &EventFacts) {
        self.passes(facts.turns.iter().map(|turn| turn.at));
        let (opens, closes) = facts.sign_up;
        // Nobody signs up for what is over.
        self.passes([opens, closes].into_iter().flatten().filter(|at| !facts.is_over(*at)));
        // What is settled has no turns any more; its end is what is left of them.
        let ends = facts.occurrences.iter().map(|one| one.end.timestamp());
        let last = ends.filter(|end| *end <= self.now).max().filter(|_| facts.fields.status.takes_place());
        let once = facts.over.filter(|over| facts.occurrences.is_empty() && *over <= self.now);
        self.passes(last.into_iter().chain(once));
    }
}

impl Printer {
    /// As of when a page of its own is; nothing where nothing has changed yet, or nothing will any more.
    pub(super) fn page_as_of(&self, page: &Page) -> Option<DateView> {
        let zone = match &page.facts {
            PageFacts::Event(facts) => facts.start.time_zone(),
            PageFacts::Drop(facts) => facts.release.time_zone(),
            PageFacts::Campaign(_) => &self.site.zone,
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Faq
            | PageFacts::Page => return None,
        };
        let mut course = Course::new(self.site.now);
        course.passes_page(page);
        // Lists do not speak of votes, nor of the others of a series.
        if let PageFacts::Drop(facts) = &page.facts {
            let vote = facts.vote.iter().flat_map(|vote| [&vote.opens, &vote.closes]);
            course.passes(vote.flatten().map(|at| at.timestamp()));
            for other in self.rhythm_of(page, facts) {
                course.passes_release(self.page_of(other));
                course.passes_page(self.page_of(other));
            }
        }
        self.as_of(course, zone, &page.lang)
    }

    /// As of when a page is that shows others: the latest of theirs.
    pub(super) fn shown_as_of(
        &self,
        pages: impl IntoIterator<Item = PageId>,
        lang: &Lang,
    ) -> Option<DateView> {
        let mut course = Course::new(self.site.now);
        // What happens again stands in a list several times.
        for id in pages.into_iter().collect::<BTreeSet<_>>() {
            course.passes_page(self.page_of(id));
        }
        self.as_of(course, &self.site.zone, lang)
    }

    /// As of when a home page is: it leads with the next of everything.
    pub(super) fn home_as_of(&self, lang: &Lang) -> Option<DateView> {
        let lists = [Kind::Event, Kind::Drop, Kind::Campaign].map(|kind| self.site.list_of(kind, lang));
        self.shown_as_of(lists.into_iter().flatten().flat_map(|list| list.pages.iter().copied()), lang)
    }

    fn as_of(&self, course: Course, zone: &TimeZone, lang: &Lang) -> Option<DateView> {
        let last = course.last.filter(|_| course.goes_on)?;
        Some(self.date(&last.to_zoned(zone.clone()), Precision::Minute, lang))
    }
}
