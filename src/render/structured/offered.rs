//! What takes place or can be had: events, drops, and what they cost.

use jiff::Zoned;
use serde_json::Value;

use super::graph::{instant, last_day, object};
use crate::model::{
    DropFacts, DropState, EventFacts, EventMode, EventStatus, KindFields, Page, PageId, Price, Venue,
};
use crate::render::assemble::last_of;
use crate::render::printer::Printer;

impl Printer {
    pub(super) fn event(&self, page: &Page, facts: &EventFacts) -> Value {
        let fields = &facts.fields;
        let when = |at: &Zoned| if fields.all_day { at.date().to_string().into() } else { instant(at) };
        let end = facts.end_known.then(|| last_of(facts));
        let status = match fields.status {
            EventStatus::Scheduled | EventStatus::Tentative => "EventScheduled",
            EventStatus::Cancelled => "EventCancelled",
            EventStatus::Postponed => "EventPostponed",
            EventStatus::Rescheduled => "EventRescheduled",
            EventStatus::MovedOnline => "EventMovedOnline",
        };
        let online = fields.is_online();
        let attendance = match (online, fields.mode) {
            (true, _) => "OnlineEventAttendanceMode",
            (false, EventMode::Mixed) => "MixedEventAttendanceMode",
            (false, EventMode::Offline | EventMode::Online) => "OfflineEventAttendanceMode",
        };
        let room = fields.venue.as_ref().filter(|_| !online).map(place);
        let link = fields.online_url.as_ref().filter(|_| online || fields.mode == EventMode::Mixed);
        let link = link.map(|url| object("VirtualLocation", [("url", url.value.as_str().into())]));
        let mut location: Vec<Value> = room.into_iter().chain(link).collect();
        let location = if location.len() == 1 { location.remove(0) } else { location.into() };
        let full = fields.remaining.as_ref().is_some_and(|left| left.n == 0);
        let offers = fields.price.as_ref().map(|price| {
            // A mail address is no page where somebody could buy.
            let page_of_rsvp = fields.rsvp.as_ref().map(|rsvp| rsvp.url.value.clone());
            let url = page_of_rsvp.filter(|url| url.starts_with("http"));
            let url = url.unwrap_or_else(|| self.absolute(&page.url));
            let availability = if full { "SoldOut" } else { "InStock" };
            self.offer(price, url, availability, &facts.start, None)
        });
        let organizers = self.persons(&facts.hosts, &page.lang);
        object(
            "Event",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("inLanguage", page.lang.as_str().into()),
                ("startDate", when(&facts.start)),
                ("endDate", end.as_ref().map_or(Value::Null, when)),
                ("previousStartDate", facts.previous_start.as_ref().map_or(Value::Null, when)),
                ("eventStatus", format!("https://schema.org/{status}").into()),
                ("eventAttendanceMode", format!("https://schema.org/{attendance}").into()),
                ("location", location),
                ("image", self.event_picture(page)),
                ("offers", offers.unwrap_or(Value::Null)),
                ("organizer", if organizers.is_empty() { self.organization() } else { organizers.into() }),
                ("performer", self.persons(&facts.speakers, &page.lang).into()),
                ("maximumAttendeeCapacity", fields.capacity.map_or(Value::Null, Value::from)),
                (
                    "isAccessibleForFree",
                    fields.price.as_ref().map_or(Value::Null, |price| price.amount.is_zero().into()),
                ),
            ],
        )
    }

    /// An event without a picture has its poster: search engines show none without.
    fn event_picture(&self, page: &Page) -> Value {
        let own = self.picture(page);
        let id = || self.site.pages.binary_search_by(|other| other.url.cmp(&page.url)).ok().map(PageId);
        if own.is_null() {
            let card = id().and_then(|id| self.card_of(id));
            return card.map_or(Value::Null, |card| card.url.into());
        }
        own
    }

    pub(super) fn product(&self, page: &Page, facts: &DropFacts) -> Value {
        let KindFields::Drop(fields) = &page.document.front.fields else { return Value::Null };
        let availability = match facts.state {
            DropState::Teaser => "PreOrder",
            DropState::Early => "LimitedAvailability",
            DropState::Live => "InStock",
            DropState::SoldOut => "SoldOut",
            DropState::Ended | DropState::Withdrawn => "Discontinued",
        };
        let offers = fields.price.as_ref().map(|price| {
            let url = facts.buy_url.clone().unwrap_or_else(|| self.absolute(&page.url));
            self.offer(price, url, availability, &facts.release, facts.ends.as_ref())
        });
        object(
            "Product",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("image", self.picture(page)),
                ("sku", fields.sku.as_deref().unwrap_or_default().into()),
                ("brand", self.organization()),
                ("releaseDate", facts.release.date().to_string().into()),
                ("offers", offers.unwrap_or(Value::Null)),
            ],
        )
    }

    fn offer(
        &self,
        price: &Price,
        url: String,
        availability: &str,
        from: &Zoned,
        until: Option<&Zoned>,
    ) -> Value {
        let fallback = if price.amount.is_zero() { "USD" } else { "" };
        object(
            "Offer",
            [
                ("url", url.into()),
                ("price", price.amount.to_string().into()),
                // Search engines want a currency also where nothing is paid.
                ("priceCurrency", price.currency.as_deref().unwrap_or(fallback).into()),
                ("availability", format!("https://schema.org/{availability}").into()),
                ("validFrom", if until.is_some() { instant(from) } else { Value::Null }),
                ("priceValidUntil", until.map_or(Value::Null, last_day)),
            ],
        )
    }
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
