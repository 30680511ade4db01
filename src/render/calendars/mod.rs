//! Calendars: what is to come, for programs that people keep their time in.

mod entry;
mod links;

use super::address;
use super::printer::Printer;
use crate::ical::{Calendar, Subscribed};
use crate::model::{CalendarId, Kind, Lang, UrlPath};

/// The text of a calendar. An entry is written down once, for all calendars that hold it.
pub(super) fn calendar(printer: &Printer, id: &CalendarId) -> String {
    let entries = printer.plan.calendars.pages(id).iter().filter_map(|page| printer.calendar_entry(*page));
    Calendar { subscribed: subscribed(printer, id), entries: entries.collect() }.text()
}

fn subscribed(printer: &Printer, id: &CalendarId) -> Option<Subscribed> {
    let site = &printer.site;
    let url = match id {
        CalendarId::Events(lang) | CalendarId::Series(lang, _) => list_url(printer, Kind::Event, lang),
        CalendarId::Drops(lang) => list_url(printer, Kind::Drop, lang),
        CalendarId::Chapter(page) => site.page(*page).url.clone(),
        CalendarId::Tag(tag) => site.tag(*tag).url.clone(),
        CalendarId::Event(_) => return None,
    };
    let own = printer.plan.calendars.url(id)?;
    Some(Subscribed {
        name: printer.calendar_title(id),
        url: printer.absolute(&url),
        source: address::absolute(&site.config, &address::encode(own.trim_start_matches('/'))),
    })
}

/// The list of a kind, or the home page of a language that has none.
fn list_url(printer: &Printer, kind: Kind, lang: &Lang) -> UrlPath {
    printer.site.list_of(kind, lang).map_or_else(|| printer.home_url(lang), |list| list.url.clone())
}

impl Printer {
    /// What a calendar is called in the lists of people's programs, where it stands among others of other places.
    pub(super) fn calendar_title(&self, id: &CalendarId) -> String {
        let site = &self.site;
        let under = |title: &str, lang: &Lang| format!("{title} · {}", site.config.title_in(lang));
        match id {
            CalendarId::Events(lang) => site.config.title_in(lang).to_owned(),
            // This is asked while what pages have alike is being made.
            CalendarId::Drops(lang) => {
                let list = site.list_of(Kind::Drop, lang);
                under(&list.map_or_else(String::new, |list| self.made_title(list)), lang)
            }
            CalendarId::Chapter(page) => under(&site.page(*page).title, &site.page(*page).lang),
            CalendarId::Series(lang, slug) => {
                let title = self.series_title(slug, lang);
                under(if title.is_empty() { slug } else { &title }, lang)
            }
            CalendarId::Tag(tag) => under(&site.tag(*tag).name, &site.tag(*tag).lang),
            CalendarId::Event(page) => site.page(*page).title.clone(),
        }
    }
}
