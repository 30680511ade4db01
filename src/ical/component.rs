//! Whole calendars.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::event::Component;
use super::line::Lines;
use super::zone;

/// How often a calendar should be asked for anew: twice a day, since a plan that changed this morning counts tonight.
const REFRESH: &str = "PT12H";

/// A calendar.
#[derive(Debug, Clone)]
pub struct Calendar<'a> {
    /// What it is called, and where it lies; nothing for a file that adds one entry to a reader's own calendar.
    pub subscribed: Option<Subscribed>,
    /// Its entries, in the order in which they are written.
    pub entries: Vec<&'a Component>,
}

/// What people see of a calendar that they subscribed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribed {
    /// What it is called.
    pub name: String,
    /// The page that shows the same.
    pub url: String,
    /// Its own address.
    pub source: String,
}

impl Calendar<'_> {
    /// The text of the calendar: zones before the entries that are written by them.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", "-//Handbill//Handbill//EN");
        lines.plain("CALSCALE", "GREGORIAN");
        if let Some(subscribed) = &self.subscribed {
            lines.text("NAME", &subscribed.name);
            // Older than RFC 7986, and all that many readers know.
            lines.text("X-WR-CALNAME", &subscribed.name);
            lines.plain("URL", &subscribed.url);
            lines.plain("SOURCE;VALUE=URI", &subscribed.source);
            lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
            lines.plain("X-PUBLISHED-TTL", REFRESH);
        }
        let mut zones: BTreeMap<&str, (&TimeZone, Timestamp, Timestamp)> = BTreeMap::new();
        for (zone, first, last) in self.entries.iter().filter_map(|entry| entry.zone.as_ref()) {
            let Some(name) = zone.iana_name() else { continue };
            let known = zones.entry(name).or_insert((zone, *first, *last));
            *known = (known.0, known.1.min(*first), known.2.max(*last));
        }
        for (zone, first, last) in zones.into_values() {
            zone::write(&mut lines, zone, first, last);
        }
        for entry in &self.entries {
            lines.lines(&entry.text);
        }
        lines.plain("END", "VCALENDAR");
        lines.finish()
    }
}
