//! What takes place: events, and the times of one that comes again.

use jiff::Zoned;
use serde_json::Value;

use super::graph::{instant, object};
use crate::calendar::last_instant;
use crate::model::{EventFacts, EventMode, EventStatus, Occurrence, Page, Venue};
use crate::render::assemble::{anchor_of, last_of};
use crate::render::printer::Printer;

/// How many times of an event that comes again are told: the next one, and those after it.
const TOLD: usize = 4;

/// An event as it takes place at one time.
struct Time<'a> {
    name: &'a str,
    start: &'a Zoned,
    /// As readers count it: of whole days the last one. Nothing where the source does not say.
    end: Option<Zoned>,
    previous: Option<Zoned>,
    status: EventStatus,
    venue: Option<&'a Venue>,
    online: Option<&'a str>,
    url: String,
}

impl Printer {
    /// An event; of one that comes again the next time with everything that is known, and those after it in short.
    ///
    /// Each time is an event of its own (schema.org, "Event": repeated events may be structured as separate ones); what
    /// is over is told by its last time.
    pub(super) fn events(&self, page: &Page, facts: &EventFacts) -> Vec<Value> {
        let url = self.absolute(&page.url);
        let coming = || facts.occurrences.iter().filter(|one| !one.is_over(self.site.now));
        let next = coming().next().or(facts.occurrences.last());
        let Some(next) = next.filter(|_| facts.fields.status.takes_place()) else {
            return vec![self.event(page, facts, &whole(page, facts, url))];
        };
        let mut events = vec![self.event(page, facts, &time(page, facts, next, url.clone()))];
        for one in coming().skip(1).take(TOLD - 1) {
            let anchor = anchor_of(facts, one);
            let time = time(page, facts, one, format!("{url}#{anchor}"));
            let mut told = basics(facts, &time).to_vec();
            told.push(("image", self.picture_or_poster(page)));
            events.push(object("Event", told));
        }
        events
    }

    fn event(&self, page: &Page, facts: &EventFacts, time: &Time<'_>) -> Value {
        let fields = &facts.fields;
        let full = fields.remaining.as_ref().is_some_and(|left| left.n == 0);
        let offers = fields.price.as_ref().map(|price| {
            // A mail address is no page where somebody could buy.
            let page_of_rsvp = fields.rsvp.as_ref().map(|rsvp| rsvp.url.value.clone());
            let url = page_of_rsvp.filter(|url| url.starts_with("http"));
            let url = url.unwrap_or_else(|| self.absolute(&page.url));
            let availability = if full { "SoldOut" } else { "InStock" };
            self.offer(price, url, availability, time.start, None)
        });
        let organizers = self.persons(&facts.hosts, &page.lang);
        let mut told = basics(facts, time).to_vec();
        told.extend([
            ("description", page.summary.as_str().into()),
            ("inLanguage", page.lang.as_str().into()),
            ("image", self.picture_or_poster(page)),
            ("offers", offers.unwrap_or(Value::Null)),
            ("organizer", if organizers.is_empty() { self.organization() } else { organizers.into() }),
            ("performer", self.persons(&facts.speakers, &page.lang).into()),
            ("maximumAttendeeCapacity", fields.capacity.map_or(Value::Null, Value::from)),
            (
                "isAccessibleForFree",
                fields.price.as_ref().map_or(Value::Null, |price| price.amount.is_zero().into()),
            ),
        ]);
        object("Event", told)
    }
}

/// The event of a page that takes place once, or does not take place.
fn whole<'a>(page: &'a Page, facts: &'a EventFacts, url: String) -> Time<'a> {
    let fields = &facts.fields;
    // Of what has no new day yet the old one is told twice: schema.org asks for it here, search engines there.
    let postponed = (fields.status == EventStatus::Postponed).then(|| facts.start.clone());
    Time {
        name: &page.title,
        start: &facts.start,
        end: facts.end_known.then(|| last_of(facts)),
        previous: facts.previous_start.clone().or(postponed),
        status: fields.status,
        venue: fields.venue.as_ref(),
        online: fields.online_url.as_ref().map(|url| url.value.as_str()),
        url,
    }
}

/// One of the times of an event, with what sets it apart.
fn time<'a>(page: &'a Page, facts: &'a EventFacts, one: &'a Occurrence, url: String) -> Time<'a> {
    let fields = &facts.fields;
    let own = one.own(fields);
    let planned = one.id.to_zoned(facts.start.time_zone().clone()).ok();
    let moved = planned.filter(|at| own.is_some_and(|own| own.start.is_some()) && *at != one.start);
    let status = own.and_then(|own| own.status).unwrap_or(fields.status);
    let status = match status {
        EventStatus::Scheduled if moved.is_some() => EventStatus::Rescheduled,
        EventStatus::Scheduled
        | EventStatus::Tentative
        | EventStatus::Cancelled
        | EventStatus::Postponed
        | EventStatus::Rescheduled
        | EventStatus::MovedOnline => status,
    };
    let last = || if fields.all_day { last_instant(&one.end) } else { one.end.clone() };
    let online = own.and_then(|own| own.online_url.as_ref()).or(fields.online_url.as_ref());
    Time {
        name: own.and_then(|own| own.title.as_deref()).unwrap_or(&page.title),
        start: &one.start,
        end: facts.knows_end_of(one).then(last),
        previous: moved,
        status,
        venue: own.and_then(|own| own.venue.as_ref()).or(fields.venue.as_ref()),
        online: online.map(|url| url.value.as_str()),
        url,
    }
}

/// What every time of an event says: what, when, where, and what became of it.
fn basics(facts: &EventFacts, time: &Time<'_>) -> [(&'static str, Value); 8] {
    let fields = &facts.fields;
    let when = |at: &Zoned| if fields.all_day { at.date().to_string().into() } else { instant(at) };
    let status = match time.status {
        EventStatus::Scheduled | EventStatus::Tentative => "EventScheduled",
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Postponed => "EventPostponed",
        EventStatus::Rescheduled => "EventRescheduled",
        EventStatus::MovedOnline => "EventMovedOnline",
    };
    let online = fields.mode == EventMode::Online || time.status == EventStatus::MovedOnline;
    let attendance = match (online, fields.mode) {
        (true, _) => "OnlineEventAttendanceMode",
        (false, EventMode::Mixed) => "MixedEventAttendanceMode",
        (false, EventMode::Offline | EventMode::Online) => "OfflineEventAttendanceMode",
    };
    let room = time.venue.filter(|_| !online).map(place);
    let link = time.online.filter(|_| online || fields.mode == EventMode::Mixed);
    let link = link.map(|url| object("VirtualLocation", [("url", url.into())]));
    let mut location: Vec<Value> = room.into_iter().chain(link).collect();
    let location = if location.len() == 1 { location.remove(0) } else { location.into() };
    [
        ("name", time.name.into()),
        ("url", time.url.as_str().into()),
        ("startDate", when(time.start)),
        ("endDate", time.end.as_ref().map_or(Value::Null, when)),
        ("previousStartDate", time.previous.as_ref().map_or(Value::Null, when)),
        ("eventStatus", format!("https://schema.org/{status}").into()),
        ("eventAttendanceMode", format!("https://schema.org/{attendance}").into()),
        ("location", location),
    ]
}

fn place(venue: &Venue) -> Value {
    let geo = venue.geo.map(|[latitude, longitude]| {
        object("GeoCoordinates", [("latitude", latitude.into()), ("longitude", longitude.into())])
    });
    object(
        "Place",
        [
            ("name", venue.name.as_str().into()),
            ("address", venue.address.as_deref().unwrap_or_default().into()),
            ("geo", geo.unwrap_or(Value::Null)),
        ],
    )
}
