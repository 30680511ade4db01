//! The calendars of a site.

use std::collections::BTreeMap;

use super::{Lang, PageId, TagId};

/// Which calendar.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarId {
    /// The events of a language; of the default one every event once.
    Events(Lang),
    /// The drops of a language, as points in time; of the default one every drop once.
    Drops(Lang),
    /// The events of a chapter.
    Chapter(PageId),
    /// The events of a series in a language; in the default one every event once.
    Series(Lang, String),
    /// The events of a tag.
    Tag(TagId),
    /// One event, to be added to a reader's own calendar.
    Event(PageId),
}

/// The calendars that hold something, and what: in the order of their starts.
///
/// An event's own is not among them: each event has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendars {
    /// Address, relative to the site's root, and pages.
    pub by_id: BTreeMap<CalendarId, (String, Vec<PageId>)>,
}

impl Calendars {
    /// The address of a calendar, from the site's root: `/chapters/riverside/events.ics`; nothing where it would be
    /// empty.
    #[must_use]
    pub fn url(&self, id: &CalendarId) -> Option<&str> {
        self.by_id.get(id).map(|(url, _)| url.as_str())
    }

    /// What a calendar holds.
    #[must_use]
    pub fn pages<'a>(&'a self, id: &'a CalendarId) -> &'a [PageId] {
        match id {
            CalendarId::Event(page) => std::slice::from_ref(page),
            CalendarId::Events(_)
            | CalendarId::Drops(_)
            | CalendarId::Chapter(_)
            | CalendarId::Series(..)
            | CalendarId::Tag(_) => self.by_id.get(id).map_or(&[], |(_, pages)| pages),
        }
    }
}
