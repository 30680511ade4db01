//! What takes place: events, and the times of one that comes again.

use jiff::Zoned;
use serde_json::Value;

use super::graph::{instant, object};
use super::offered::{Offered, offer};
use crate::model::{EventFacts, EventMode, EventStatus, Page, Venue};
use crate::render::assemble::Shown;
use crate::render::printer::Printer;

/// How many times of an event that comes again are told: the next one, and those after it.
const TOLD: usize = 4;

impl Printer {
    /// An event; of one that comes again the next time with everything that is known, and those after it in short.
    ///
    /// Each time is an event of its own (schema.org, "Event": repeated events may be structured as separate ones); what
    /// is over is told by its last time.
    pub(super) fn events(&self, page: &Page, facts: &EventFacts) -> Vec<Value> {
        let url = self.absolute(&page.url);
        let takes_place = facts.fields.status.takes_place();
        let next = facts.next(self.site.now).filter(|_| takes_place);
        let image = self.picture_or_poster(page);
        let mut events = vec![self.event(page, facts, Shown::new(facts, next), &image)];
        let later = next.map_or(0..0, |next| next + 1..facts.occurrences.len());
        let coming = later.filter(|at| !facts.occurrences[*at].is_over(self.site.now));
        for at in coming.take(TOLD - 1) {
            let time = Shown::new(facts, Some(at));
            let mut told = basics(page, facts, time, format!("{url}#{}", time.anchor())).to_vec();
            told.push(("image", image.clone()));
            events.push(object("Event", told));
        }
        events
    }

    fn event(&self, page: &Page, facts: &EventFacts, time: Shown<'_>, image: &Value) -> Value {
        let fields = &facts.fields;
        let full = fields.remaining.as_ref().is_some_and(|left| left.n == 0) && time.is_counted();
        // Nobody can have a place at what does not take place.
        let offers = fields.price.as_ref().filter(|_| time.status().takes_place()).map(|price| {
            // A mail address is no page where somebody could buy.
            let page_of_rsvp = fields.rsvp.as_ref().map(|rsvp| rsvp.url.value.clone());
            let url = page_of_rsvp.filter(|url| url.starts_with("http"));
            let url = url.unwrap_or_else(|| self.absolute(&page.url));
            let availability = if full { "SoldOut" } else { "InStock" };
            // When one can begin to have a place, of what comes again for the next time.
            let from = facts.sign_up.0.map(|at| at.to_zoned(facts.start.time_zone().clone()));
            offer(Offered { price, url, availability, from, until: None })
        });
        let organizers = self.persons(&facts.hosts, &page.lang);
        let mut told = basics(page, facts, time, self.absolute(&page.url)).to_vec();
        told.extend([
            ("description", page.summary.as_str().into()),
            ("inLanguage", page.lang.as_str().into()),
            ("image", image.clone()),
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

/// What every time of an event says: what, when, where, and what became of it.
fn basics(page: &Page, facts: &EventFacts, time: Shown<'_>, url: String) -> [(&'static str, Value); 8] {
    let fields = &facts.fields;
    let title = if time.title().is_empty() { page.title.as_str() } else { time.title() };
    let moved = time.previous_start();
    // Of what has no new day yet the old one is told twice: schema.org asks for it here, search engines there.
    let postponed = || (time.status() == EventStatus::Postponed).then(|| time.start().clone());
    let was = moved.clone().or_else(postponed);
    let when = |at: &Zoned| if fields.all_day { at.date().to_string().into() } else { instant(at) };
    let status = match time.status() {
        EventStatus::Scheduled if moved.is_some() => "EventRescheduled",
        EventStatus::Scheduled | EventStatus::Tentative => "EventScheduled",
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Postponed => "EventPostponed",
        EventStatus::Rescheduled => "EventRescheduled",
        EventStatus::MovedOnline => "EventMovedOnline",
    };
    let online = fields.mode == EventMode::Online || time.status() == EventStatus::MovedOnline;
    let attendance = match (online, fields.mode) {
        (true, _) => "OnlineEventAttendanceMode",
        (false, EventMode::Mixed) => "MixedEventAttendanceMode",
        (false, EventMode::Offline | EventMode::Online) => "OfflineEventAttendanceMode",
    };
    let room = time.room().filter(|_| !online).map(place);
    let link = Some(time.online_url()).filter(|url| !url.is_empty());
    let link = link.filter(|_| online || fields.mode == EventMode::Mixed);
    let link = link.map(|url| object("VirtualLocation", [("url", url.into())]));
    let mut location: Vec<Value> = room.into_iter().chain(link).collect();
    let location = if location.len() == 1 { location.remove(0) } else { location.into() };
    [
        ("name", title.into()),
        ("url", url.into()),
        ("startDate", when(time.start())),
        ("endDate", time.last().as_ref().map_or(Value::Null, when)),
        ("previousStartDate", was.as_ref().map_or(Value::Null, when)),
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
