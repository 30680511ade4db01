//! What an entry of a feed says before its text: when and where, and what became of the plan.
//!
//! Readers see an entry without the page around it. Nothing of this follows from the day of the build, so that an entry
//! changes only when its source does.

use jiff::Zoned;
use jiff::civil::Date;
use pulldown_cmark_escape::escape_html;

use crate::calendar::{DayEdge, place};
use crate::model::{
    DropFacts, DropState, EventFacts, EventMode, EventStatus, KindFields, Lang, Page, PageFacts,
};
use crate::render::assemble::Shown;
use crate::render::dates::{Precision, first_upper};
use crate::render::prices;
use crate::render::printer::Printer;

/// How many changes of single times are told: the last ones, of a series that goes on for years.
const CHANGES: usize = 5;

/// Between the parts of a line.
const DOT: &str = " · ";

/// The lines above the text of an entry; none of what has neither a time nor a plan.
pub(super) fn lines(printer: &Printer, page: &Page) -> Vec<String> {
    match &page.facts {
        PageFacts::Event(facts) => printer.event_lines(facts, &page.lang),
        PageFacts::Drop(facts) => vec![printer.drop_line(page, facts, &page.lang)],
        PageFacts::Post { .. }
        | PageFacts::Story(_)
        | PageFacts::Member(_)
        | PageFacts::Chapter(_)
        | PageFacts::PrintRun(_)
        | PageFacts::Tier(_)
        | PageFacts::Campaign(_)
        | PageFacts::Faq
        | PageFacts::Page => Vec::new(),
    }
}

/// Lines as paragraphs.
pub(super) fn html(lines: &[String]) -> String {
    let mut html = String::new();
    for line in lines {
        html.push_str("<p>");
        escape_html(&mut html, line).expect("a String takes every text");
        html.push_str("</p>\n");
    }
    html
}

/// The title, behind the word for what became of something that nobody can come to or have: many readers show titles
/// alone.
pub(super) fn title(printer: &Printer, page: &Page) -> String {
    let lang = &page.lang;
    let word = match &page.facts {
        PageFacts::Event(facts) if !facts.fields.status.takes_place() => {
            printer.status_word(facts.fields.status, lang)
        }
        PageFacts::Drop(facts) if facts.state == DropState::Withdrawn => {
            Some(printer.engine.text(lang, "drop-withdrawn"))
        }
        PageFacts::Event(_)
        | PageFacts::Drop(_)
        | PageFacts::Post { .. }
        | PageFacts::Story(_)
        | PageFacts::Member(_)
        | PageFacts::Chapter(_)
        | PageFacts::PrintRun(_)
        | PageFacts::Tier(_)
        | PageFacts::Campaign(_)
        | PageFacts::Faq
        | PageFacts::Page => None,
    };
    match word {
        Some(word) => format!("{word}{}{}", printer.engine.text(lang, "label-separator"), page.title),
        None => page.title.clone(),
    }
}

impl Printer {
    fn status_word(&self, status: EventStatus, lang: &Lang) -> Option<String> {
        let key = match status {
            EventStatus::Scheduled => return None,
            EventStatus::Tentative => "status-tentative",
            EventStatus::Cancelled => "status-cancelled",
            EventStatus::Postponed => "status-postponed",
            EventStatus::Rescheduled => "status-rescheduled",
            EventStatus::MovedOnline => "status-moved_online",
        };
        Some(self.engine.text(lang, key))
    }

    fn event_lines(&self, facts: &EventFacts, lang: &Lang) -> Vec<String> {
        let fields = &facts.fields;
        let mut line: Vec<String> = self.status_word(fields.status, lang).into_iter().collect();
        match self.rule_view(facts, lang) {
            Some(rule) => {
                line.push(first_upper(&rule.text));
                line.extend(Some(self.hours(facts, lang)).filter(|hours| !hours.is_empty()));
                let first = self.locale(lang).dates.day(facts.start.date()).long;
                line.push(self.engine.text_with(lang, "drop-from", "date", &first));
                line.extend(rule.count.map(|n| self.engine.text_args(lang, "times", [("n", n.into())])));
                line.extend(Self::last_day(facts).map(|day| {
                    let day = self.locale(lang).dates.day(day).long;
                    self.engine.text_with(lang, "drop-until", "date", &day)
                }));
            }
            None if facts.occurrences.is_empty() => {
                line.push(self.when(Shown::new(facts, None), facts, lang))
            }
            // Without a rule each time is written by hand.
            None => {
                let times = (0..facts.occurrences.len()).map(|of| Shown::new(facts, Some(of)));
                let is_off = |shown: &Shown<'_>| fields.status.takes_place() && !shown.status().takes_place();
                let times = times.filter(|shown| !is_off(shown));
                line.extend(times.map(|shown| self.when(shown, facts, lang)));
            }
        }
        line.extend(self.where_it_is(facts, lang));
        let mut lines = vec![line.join(DOT)];
        if let (EventStatus::Rescheduled, Some(before)) = (fields.status, &facts.previous_start) {
            lines.push(self.was_planned(before, facts, lang));
        }
        let changes = (0..facts.occurrences.len()).filter_map(|of| self.change(of, facts, lang));
        let changes: Vec<String> = changes.collect();
        lines.extend(changes.into_iter().rev().take(CHANGES).rev());
        lines
    }

    /// The last day of a rule that names one.
    fn last_day(facts: &EventFacts) -> Option<Date> {
        let until = facts.rule.as_ref()?.until?;
        Some(place(until, facts.start.time_zone(), DayEdge::Start)?.at.date())
    }

    /// What became of one time of a series, where that is not what the series is.
    fn change(&self, of: usize, facts: &EventFacts, lang: &Lang) -> Option<String> {
        let shown = Shown::new(facts, Some(of));
        let own = facts.occurrences[of].own(&facts.fields)?;
        let word = own.status.filter(|status| *status != facts.fields.status);
        let mut said: Vec<String> =
            word.and_then(|status| self.status_word(status, lang)).into_iter().collect();
        if let Some(before) = shown.previous_start() {
            said.push(self.was_planned(&before, facts, lang));
        }
        let separator = self.engine.text(lang, "label-separator");
        (!said.is_empty()).then(|| format!("{}{separator}{}", self.when(shown, facts, lang), said.join(DOT)))
    }

    fn was_planned(&self, before: &Zoned, facts: &EventFacts, lang: &Lang) -> String {
        let was = self.locale(lang).dates.range(before, before, precision(facts));
        self.engine.text_with(lang, "note-rescheduled", "date", &was)
    }

    /// From when to when, and by whose clock where that is not the site's.
    fn when(&self, shown: Shown<'_>, facts: &EventFacts, lang: &Lang) -> String {
        let last = shown.last().unwrap_or_else(|| shown.start().clone());
        let range = self.locale(lang).dates.range(shown.start(), &last, precision(facts));
        if facts.fields.all_day { range } else { self.by_its_clock(range, shown.start(), lang) }
    }

    fn where_it_is(&self, facts: &EventFacts, lang: &Lang) -> Vec<String> {
        let fields = &facts.fields;
        if fields.is_online() {
            return vec![self.engine.text(lang, "online")];
        }
        let room = fields.venue.iter().flat_map(|venue| {
            let address = venue.address.as_deref().unwrap_or_default();
            [venue.name.clone(), address.split_whitespace().collect::<Vec<_>>().join(" ")]
        });
        let mut place: Vec<String> = room.filter(|part| !part.is_empty()).collect();
        if fields.mode == EventMode::Mixed {
            place.push(self.engine.text(lang, "online-too"));
        }
        place
    }

    fn drop_line(&self, page: &Page, facts: &DropFacts, lang: &Lang) -> String {
        let withdrawn = facts.state == DropState::Withdrawn;
        let release = self.locale(lang).dates.range(&facts.release, &facts.release, Precision::Minute);
        let release = self.by_its_clock(release, &facts.release, lang);
        let price = match &page.document.front.fields {
            KindFields::Drop(fields) => fields.price.as_ref(),
            KindFields::Post(_)
            | KindFields::Event(_)
            | KindFields::Story(_)
            | KindFields::Member(_)
            | KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Campaign(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => None,
        };
        let price = price.map(|price| match prices::view(price, self.locale(lang)) {
            view if view.free => self.engine.text(lang, "free"),
            view => view.text,
        });
        let parts = [
            withdrawn.then(|| self.engine.text(lang, "drop-withdrawn")),
            Some(self.engine.text_with(lang, "drop-released", "date", &release)),
            price,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(DOT)
    }
}

fn precision(facts: &EventFacts) -> Precision {
    if facts.fields.all_day { Precision::Day } else { Precision::Minute }
}
