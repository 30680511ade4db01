//! Events to views.

use jiff::{Timestamp, Zoned};

use super::turns::{Course, entry_words, face_word, faces_of, is_kept, page_turns, page_words};
use crate::calendar::{DayEdge, SHOWN, last_instant, place, vote_state};
use crate::model::{
    EventFacts, EventState, EventStatus, EventTurn, Lang, Occurrence, Override, Page, Spanned, Venue,
    VoteState, WrittenTime,
};
use crate::render::address;
use crate::render::dates::Precision;
use crate::render::prices;
use crate::render::printer::Printer;
use crate::render::turns::turns;
use crate::render::views::{EventView, OccurrenceView, RemainingView, RsvpView, StepView, VenueView};

/// One time of an event: the event itself, or an occurrence with what an override changes.
#[derive(Clone, Copy)]
pub(in crate::render) struct Shown<'a> {
    facts: &'a EventFacts,
    one: Option<&'a Occurrence>,
    own: Option<&'a Override>,
    start: &'a Zoned,
    end: &'a Zoned,
}

impl<'a> Shown<'a> {
    pub(in crate::render) fn new(facts: &'a EventFacts, occurrence: Option<usize>) -> Self {
        let one = facts.occurrence(occurrence);
        let own = one.and_then(|one| one.own(&facts.fields));
        let (start, end) = one.map_or((&facts.start, &facts.end), |one| (&one.start, &one.end));
        Self { facts, one, own, start, end }
    }

    /// Its end as readers count it; nothing where the source does not say.
    pub(in crate::render) fn last(self) -> Option<Zoned> {
        let known = self.one.map_or(self.facts.end_known, |one| self.facts.knows_end_of(one));
        known.then(|| if self.facts.fields.all_day { last_instant(self.end) } else { self.end.clone() })
    }

    pub(in crate::render) fn status(self) -> EventStatus {
        self.facts.status_of(self.one)
    }

    /// When it was to begin before it was moved.
    pub(in crate::render) fn previous_start(self) -> Option<Zoned> {
        let Some(one) = self.one else { return self.facts.previous_start.clone() };
        let planned = one.id.to_zoned(self.facts.start.time_zone().clone()).ok();
        planned.filter(|at| self.own.is_some_and(|own| own.start.is_some()) && at != self.start)
    }

    fn venue(self) -> Option<VenueView<'a>> {
        self.room().map(venue_view)
    }

    /// Where it is in a room; also of what moved online.
    pub(in crate::render) fn room(self) -> Option<&'a Venue> {
        self.own.and_then(|own| own.venue.as_ref()).or(self.facts.fields.venue.as_ref())
    }

    pub(in crate::render) fn online_url(self) -> &'a str {
        let own = self.own.and_then(|own| own.online_url.as_ref());
        own.or(self.facts.fields.online_url.as_ref()).map_or("", |url| &url.value)
    }

    /// Its own title; may be empty.
    pub(in crate::render) fn title(self) -> &'a str {
        self.own.and_then(|own| own.title.as_deref()).unwrap_or_default()
    }

    /// Its anchor on the event's page.
    pub(in crate::render) fn anchor(self) -> String {
        let form = if self.facts.fields.all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
        self.one.map_or_else(String::new, |one| format!("On-{}", one.id.strftime(form)))
    }

    /// Whether the places that are left were counted for this time: of what happens again the first that had not ended by
    /// then.
    pub(in crate::render) fn is_counted(self) -> bool {
        let (Some(left), Some(one)) = (&self.facts.fields.remaining, self.one) else { return true };
        let zone = self.facts.start.time_zone();
        let at = left.as_of.as_ref().and_then(|at| place(at.value, zone, DayEdge::Start));
        let next = |at: Timestamp| Occurrence::next_of(&self.facts.occurrences, at);
        at.is_none_or(|at| next(at.at.timestamp()).is_some_and(|of| self.facts.occurrences[of] == *one))
    }

    pub(in crate::render) fn start(self) -> &'a Zoned {
        self.start
    }
}

impl Printer {
    /// An event, or one of its occurrences, as entries of lists have it: without the stories and the times around it.
    pub(in crate::render) fn event_view<'a>(
        &'a self,
        page: &Page,
        facts: &'a EventFacts,
        lang: &Lang,
        occurrence: Option<usize>,
    ) -> EventView<'a> {
        let fields = &facts.fields;
        let shown = Shown::new(facts, occurrence);
        let precision = if fields.all_day { Precision::Day } else { Precision::Minute };
        let last = shown.last();
        let zone = facts.start.time_zone();
        let own = |written: &Option<Spanned<WrittenTime>>, edge| {
            let placed = place(written.as_ref()?.value, zone, edge)?;
            Some(self.date(&placed.at, precision_of(written.as_ref()?.value), lang))
        };
        let course = Course::new(facts, occurrence, self.site.now);
        EventView {
            start: self.date(shown.start, precision, lang),
            begins: format!("{:.0}", shown.start.timestamp()),
            city: if fields.all_day { String::new() } else { self.city_of(shown.start, lang) },
            one_day: last.as_ref().is_none_or(|last| shown.start.date() == last.date()),
            end: last.map(|last| self.date(&last, precision, lang)),
            all_day: fields.all_day,
            range: String::new(),
            previous_start: shown.previous_start().map(|at| self.date(&at, precision, lang)),
            state: course.state.name(),
            words: entry_words(course.state).to_owned(),
            turns: course.attribute(is_kept(facts, occurrence)),
            status: shown.status(),
            mode: fields.mode,
            venue: shown.venue(),
            online_url: shown.online_url(),
            capacity: fields.capacity,
            remaining: fields
                .remaining
                .as_ref()
                .filter(|_| shown.is_counted())
                .map(|left| RemainingView { n: left.n, as_of: own(&left.as_of, DayEdge::Start) }),
            rsvp: fields.rsvp.as_ref().map(|rsvp| {
                let (opens, closes) = facts.sign_up;
                let coming = opens.iter().map(|at| (*at, VoteState::Open.name()));
                let turning = coming.chain(closes.iter().map(|at| (*at, VoteState::Closed.name())));
                RsvpView {
                    url: &rsvp.url.value,
                    state: vote_state(opens, closes, self.site.now).name(),
                    turns: turns(self.site.now, turning),
                    opens: own(&rsvp.opens, DayEdge::Start),
                    // "Until the 25th" is shown as the 25th.
                    closes: own(&rsvp.closes, DayEdge::Start),
                }
            }),
            price: fields.price.as_ref().map(|price| prices::view(price, self.locale(lang))),
            hosts: self.credits(&facts.hosts, lang),
            speakers: self.credits(&facts.speakers, lang),
            questions_url: fields.questions_url.as_ref().map_or("", |url| &url.value),
            recap: facts.recap_of(occurrence).map(|id| self.summary_in(id, lang)),
            stories: Vec::new(),
            series: fields.series.as_ref().map_or("", |series| &series.value),
            series_title: fields
                .series
                .as_ref()
                .map_or_else(String::new, |series| self.series_title(&series.value, lang)),
            calendar: if facts.is_over(self.site.now) {
                String::new()
            } else {
                address::encode(&format!("{}event.ics", page.url.relative())).into_owned()
            },
            rule: self.rule_view(facts, lang),
            faces: Vec::new(),
            beyond: false,
            coming: Vec::new(),
            shown: 0,
            later: Vec::new(),
            past: Vec::new(),
            earlier: Vec::new(),
        }
    }

    /// An event on its own page: what holds now, each time that the page may lead with, and the times around.
    pub(in crate::render) fn whole_event<'a>(
        &'a self,
        page: &Page,
        facts: &'a EventFacts,
        lang: &Lang,
    ) -> EventView<'a> {
        let times = self.times_of(facts, lang);
        let (faces, beyond) = faces_of(facts);
        let faces = if facts.occurrences.is_empty() || facts.lead.is_none() {
            vec![self.face(facts, None, lang)]
        } else {
            faces.into_iter().map(|of| self.face(facts, Some(of), lang)).collect()
        };
        EventView {
            stories: self.summaries_of(&facts.stories, lang),
            range: self.event_range(facts, lang),
            state: facts.state.name(),
            words: page_words(facts, self.site.now),
            turns: page_turns(facts, self.site.now),
            faces,
            beyond,
            coming: times.coming,
            shown: SHOWN,
            later: times.later,
            past: times.past,
            earlier: times.earlier,
            ..self.event_view(page, facts, lang, facts.lead)
        }
    }

    pub(super) fn face<'a>(
        &'a self,
        facts: &'a EventFacts,
        occurrence: Option<usize>,
        lang: &Lang,
    ) -> OccurrenceView<'a> {
        let shown = Shown::new(facts, occurrence);
        let fields = &facts.fields;
        let precision = if fields.all_day { Precision::Day } else { Precision::Minute };
        let last = shown.last();
        let course = Course::new(facts, occurrence, self.site.now);
        let zone = shown.start.time_zone();
        let of = occurrence.unwrap_or(0);
        let moves = course.turns.last().is_some_and(|turn| turn.at > self.site.now);
        let own = if moves { &*course.turns } else { &[] };
        let at = |turn: &EventTurn| self.date(&turn.at.to_zoned(zone.clone()), precision, lang);
        let steps = own.iter().filter(|turn| turn.state != EventState::Scheduled);
        let steps = steps.map(|turn| StepView { state: turn.state.name(), at: at(turn) });
        let until = last.clone().unwrap_or_else(|| shown.start.clone());
        // The wait for a recap ends with the turn behind it.
        let mut waits = own.iter().skip_while(|turn| turn.state != EventState::Recap);
        let recap_by = waits.nth(1).map(at);
        OccurrenceView {
            id: shown.anchor(),
            word: face_word(facts, of),
            state: course.state.name(),
            words: entry_words(course.state),
            turns: course.attribute(false),
            start: self.date(shown.start, precision, lang),
            begins: format!("{:.0}", shown.start.timestamp()),
            city: if fields.all_day { String::new() } else { self.city_of(shown.start, lang) },
            one_day: last.as_ref().is_none_or(|last| shown.start.date() == last.date()),
            all_day: fields.all_day,
            range: self.locale(lang).dates.range(shown.start, &until, precision),
            end: last.map(|last| self.date(&last, precision, lang)),
            previous_start: shown.previous_start().map(|at| self.date(&at, precision, lang)),
            status: shown.status(),
            off: !shown.status().takes_place(),
            title: shown.title(),
            note: shown.own.and_then(|own| own.note.as_deref()).unwrap_or_default(),
            counted: shown.is_counted(),
            own_venue: shown.own.is_some_and(|own| own.venue.is_some()),
            venue: shown.venue(),
            online_url: shown.online_url(),
            steps: steps.collect(),
            recap: facts.recap_of(occurrence).map(|id| self.summary_in(id, lang)),
            recap_by,
        }
    }

    /// When it takes place, from start to end.
    pub(in crate::render) fn event_range(&self, facts: &EventFacts, lang: &Lang) -> String {
        let dates = &self.locale(lang).dates;
        let precision = if facts.fields.all_day { Precision::Day } else { Precision::Minute };
        let shown = Shown::new(facts, facts.lead);
        dates.range(shown.start, &shown.last().unwrap_or_else(|| shown.start.clone()), precision)
    }
}

fn venue_view(venue: &Venue) -> VenueView<'_> {
    // A neutral map that asks for no account (OpenStreetMap wiki, "Browsing": marker and zoom in the address).
    let map = venue.geo.map_or_else(String::new, |[latitude, longitude]| {
        format!(
            "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=18/{latitude}/{longitude}"
        )
    });
    let address = venue.address.as_deref().unwrap_or_default();
    VenueView { name: &venue.name, address, geo: venue.geo, map }
}

/// The end as readers count it: of an all-day event, whose end is exclusive inside, its last day.
pub(in crate::render) fn last_of(facts: &EventFacts) -> Zoned {
    if facts.fields.all_day { last_instant(&facts.end) } else { facts.end.clone() }
}

pub(in crate::render) fn precision_of(written: WrittenTime) -> Precision {
    match written {
        WrittenTime::Instant(_) | WrittenTime::Local(_) => Precision::Minute,
        WrittenTime::Day(_) => Precision::Day,
    }
}
