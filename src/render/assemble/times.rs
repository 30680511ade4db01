//! All times of an event that happens again: a few in full, every other one by its day, so that each has an anchor.

use super::event::Shown;
use crate::calendar::{READY, SHOWN, WERE, year_of};
use crate::model::{EventFacts, Lang};
use crate::render::dates::Precision;
use crate::render::printer::Printer;
use crate::render::views::{BriefOccurrenceView, OccurrenceView, OccurrenceYearView};

/// The times of an event, each once.
#[derive(Default)]
pub(super) struct Times<'a> {
    /// See [`EventView::coming`](crate::render::views::EventView::coming).
    pub(super) coming: Vec<OccurrenceView<'a>>,
    /// What comes after those that are to be shown.
    pub(super) later: Vec<OccurrenceYearView<'a>>,
    /// See [`EventView::past`](crate::render::views::EventView::past).
    pub(super) past: Vec<OccurrenceView<'a>>,
    /// What was before those.
    pub(super) earlier: Vec<OccurrenceYearView<'a>>,
}

impl Printer {
    /// What comes next and what was last or is told of; the others by their years.
    pub(super) fn times_of<'a>(&'a self, facts: &'a EventFacts, lang: &Lang) -> Times<'a> {
        // Nothing of it happens when it was to.
        if !facts.fields.status.takes_place() {
            return Times::default();
        }
        let list = &facts.occurrences;
        let (coming, past): (Vec<usize>, Vec<usize>) =
            (0..list.len()).partition(|of| !list[*of].is_over(self.site.now));
        let (next, _) = coming.split_at(coming.len().min(READY));
        // Those that stand ready in full are not seen yet.
        let later = coming.iter().copied().enumerate().skip(SHOWN).map(|(at, of)| (of, at >= READY));
        // Where there is no rule nothing is left out; nor is what somebody may point at, however far ahead it lies.
        let year =
            next.first().filter(|_| facts.rule.is_some()).map(|of| year_of(list[*of].start.timestamp()));
        let is_near = |of: usize| year.is_none_or(|end| list[of].start.timestamp() <= end);
        let later = later.filter(|(of, named)| !named || is_near(*of) || facts.is_news(*of));
        let recent = past.len().saturating_sub(WERE);
        let (told, earlier) =
            past.iter().enumerate().partition::<Vec<_>, _>(|(at, of)| *at >= recent || facts.is_news(**of));
        let face = |of: &usize| self.face(facts, Some(*of), lang);
        Times {
            coming: next.iter().map(face).collect(),
            later: self.by_year(facts, lang, later),
            past: told.into_iter().rev().map(|(_, of)| face(of)).collect(),
            earlier: self.by_year(facts, lang, earlier.into_iter().rev().map(|(_, of)| (*of, true))),
        }
    }

    /// Times by the years in which they begin, in the order in which they are given; with each whether its anchor is here.
    fn by_year<'a>(
        &'a self,
        facts: &'a EventFacts,
        lang: &Lang,
        times: impl Iterator<Item = (usize, bool)>,
    ) -> Vec<OccurrenceYearView<'a>> {
        let mut years: Vec<OccurrenceYearView<'a>> = Vec::new();
        for (of, named) in times {
            let shown = Shown::new(facts, Some(of));
            let year = format!("{:04}", shown.start().year());
            let own = facts.occurrences[of].own(&facts.fields);
            let time = BriefOccurrenceView {
                id: if named { shown.anchor() } else { String::new() },
                start: self.date(shown.start(), Precision::Day, lang),
                status: shown.status(),
                title: shown.title(),
                note: own.and_then(|own| own.note.as_deref()).unwrap_or_default(),
            };
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.times.push(time),
                None => years.push(OccurrenceYearView { year, times: vec![time] }),
            }
        }
        years
    }
}
