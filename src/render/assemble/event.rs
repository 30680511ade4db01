//! Events to views.

use jiff::Zoned;

use crate::calendar::{DayEdge, SHOWN, last_instant, place};
use crate::model::{EventFacts, EventState, Lang, Occurrence, Page, Spanned, Venue, WrittenTime};
use crate::render::address;
use crate::render::dates::Precision;
use crate::render::prices;
use crate::render::printer::Printer;
use crate::render::views::{EventView, OccurrenceView, RemainingView, RsvpView, VenueView};

/// How many times that are over a page shows.
const WERE: usize = 10;

impl Printer {
    /// An event; its recap and its range are left to the caller, since summaries hold no summaries.
    pub(in crate::render) fn event_view<'a>(
        &'a self,
        page: &Page,
        facts: &'a EventFacts,
        lang: &Lang,
    ) -> EventView<'a> {
        let fields = &facts.fields;
        let precision = if fields.all_day { Precision::Day } else { Precision::Minute };
        let last = last_of(facts);
        let zone = facts.start.time_zone();
        let own = |written: &Option<Spanned<WrittenTime>>, edge| {
            let placed = place(written.as_ref()?.value, zone, edge)?;
            Some(self.date(&placed.at, precision_of(written.as_ref()?.value), lang))
        };
        EventView {
            start: self.date(&facts.start, precision, lang),
            end: facts.end_known.then(|| self.date(&last, precision, lang)),
            all_day: fields.all_day,
            one_day: facts.start.date() == last.date(),
            range: String::new(),
            previous_start: facts.previous_start.as_ref().map(|at| self.date(at, precision, lang)),
            state: facts.state.name(),
            status: fields.status,
            mode: fields.mode,
            venue: fields.venue.as_ref().map(venue_view),
            online_url: fields.online_url.as_ref().map_or("", |url| &url.value),
            capacity: fields.capacity,
            remaining: fields
                .remaining
                .as_ref()
                .map(|left| RemainingView { n: left.n, as_of: own(&left.as_of, DayEdge::Start) }),
            rsvp: fields.rsvp.as_ref().map(|rsvp| RsvpView {
                url: &rsvp.url.value,
                opens: own(&rsvp.opens, DayEdge::Start),
                // "Until the 25th" is shown as the 25th.
                closes: own(&rsvp.closes, DayEdge::Start),
            }),
            price: fields.price.as_ref().map(|price| prices::view(price, self.locale(lang))),
            hosts: self.credits(&facts.hosts, lang),
            speakers: self.credits(&facts.speakers, lang),
            questions_url: fields.questions_url.as_ref().map_or("", |url| &url.value),
            recap: None,
            stories: Vec::new(),
            series: fields.series.as_ref().map_or("", |series| &series.value),
            series_title: fields
                .series
                .as_ref()
                .map_or_else(String::new, |series| self.series_title(&series.value, lang)),
            calendar: match facts.state {
                EventState::Upcoming | EventState::Live => {
                    address::encode(&format!("{}event.ics", page.url.relative())).into_owned()
                }
                EventState::Past => String::new(),
            },
            rule: self.rule_view(facts, lang),
            coming: Vec::new(),
            past: Vec::new(),
        }
    }

    /// The times of an event that happens again: what comes next, and what was last.
    pub(in crate::render) fn occurrences<'a>(
        &self,
        facts: &'a EventFacts,
        lang: &Lang,
    ) -> (Vec<OccurrenceView<'a>>, Vec<OccurrenceView<'a>>) {
        // Nothing of it happens when it was to.
        if !facts.fields.status.takes_place() {
            return (Vec::new(), Vec::new());
        }
        let split = facts.occurrences.iter().partition::<Vec<_>, _>(|one| !one.is_over(self.site.now));
        let (coming, past): (Vec<&Occurrence>, Vec<&Occurrence>) = split;
        let view = |one: &&Occurrence| self.occurrence(facts, one, lang);
        (coming.iter().take(SHOWN).map(view).collect(), past.iter().rev().take(WERE).map(view).collect())
    }

    fn occurrence<'a>(&self, facts: &'a EventFacts, one: &Occurrence, lang: &Lang) -> OccurrenceView<'a> {
        let all_day = facts.fields.all_day;
        let precision = if all_day { Precision::Day } else { Precision::Minute };
        let change = one.own(&facts.fields);
        let end = match (facts.knows_end_of(one), all_day) {
            (true, true) => last_instant(&one.end),
            (true, false) => one.end.clone(),
            (false, _) => one.start.clone(),
        };
        let planned = one.id.to_zoned(facts.start.time_zone().clone()).ok();
        let was = planned.filter(|at| change.is_some_and(|own| own.start.is_some()) && *at != one.start);
        OccurrenceView {
            id: anchor_of(facts, one),
            start: self.date(&one.start, precision, lang),
            previous_start: was.map(|at| self.date(&at, precision, lang)),
            range: self.locale(lang).dates.range(&one.start, &end, precision),
            status: change.and_then(|own| own.status).unwrap_or(facts.fields.status),
            title: change.and_then(|own| own.title.as_deref()).unwrap_or_default(),
            note: change.and_then(|own| own.note.as_deref()).unwrap_or_default(),
            venue: change.and_then(|own| own.venue.as_ref()).map(venue_view),
        }
    }

    /// When it takes place, from start to end.
    pub(in crate::render) fn event_range(&self, facts: &EventFacts, lang: &Lang) -> String {
        let dates = &self.locale(lang).dates;
        let precision = if facts.fields.all_day { Precision::Day } else { Precision::Minute };
        let end = if facts.end_known { last_of(facts) } else { facts.start.clone() };
        dates.range(&facts.start, &end, precision)
    }
}

fn venue_view(venue: &Venue) -> VenueView<'_> {
    VenueView { name: &venue.name, address: venue.address.as_deref().unwrap_or_default(), geo: venue.geo }
}

/// Where one time of an event stands on its page.
pub(in crate::render) fn anchor_of(facts: &EventFacts, one: &Occurrence) -> String {
    format!("On-{}", one.id.strftime(if facts.fields.all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" }))
}

/// The end as readers count it: of an all-day event, whose end is exclusive inside, its last day.
pub(in crate::render) fn last_of(facts: &EventFacts) -> Zoned {
    if facts.fields.all_day { last_instant(&facts.end) } else { facts.end.clone() }
}

pub(super) fn precision_of(written: WrittenTime) -> Precision {
    match written {
        WrittenTime::Instant(_) | WrittenTime::Local(_) => Precision::Minute,
        WrittenTime::Day(_) => Precision::Day,
    }
}
