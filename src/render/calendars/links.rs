//! Which calendars follow a page, and how people subscribe to them.

use crate::model::{CalendarId, Kind, Lang, PageFacts, PageId, TagId};
use crate::render::address::{self, LinkStyle};
use crate::render::printer::Printer;
use crate::render::views::{CalendarView, Shared};

impl Printer {
    /// The calendars of a page: of its series or chapter where it has one, then of its kind.
    pub(in crate::render) fn calendars_of(&self, id: PageId) -> Shared<Vec<CalendarView>> {
        let page = self.page_of(id);
        let lang = &page.lang;
        let own = match &page.facts {
            PageFacts::Event(facts) => {
                let series = facts.fields.series.as_ref();
                series.map(|series| CalendarId::Series(lang.clone(), series.value.clone()))
            }
            PageFacts::Chapter(_) => Some(CalendarId::Chapter(id)),
            PageFacts::Post { .. }
            | PageFacts::Drop(_)
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => None,
        };
        let own = own.and_then(|own| self.calendar_view(&own));
        match own {
            Some(own) => Shared::new(&std::iter::once(own).chain(self.all_events(lang)).collect()),
            None => self.calendars_of_kind(page.kind, lang),
        }
    }

    /// The calendar of a kind's list.
    pub(in crate::render) fn calendars_of_kind(&self, kind: Kind, lang: &Lang) -> Shared<Vec<CalendarView>> {
        let alike = self.alike(lang);
        match kind {
            Kind::Event => &alike.events,
            Kind::Drop => &alike.drops,
            Kind::Post
            | Kind::Story
            | Kind::Member
            | Kind::Chapter
            | Kind::PrintRun
            | Kind::Tier
            | Kind::Campaign
            | Kind::Faq
            | Kind::Page => &alike.no_calendars,
        }
        .clone()
    }

    /// The calendar of a tag that events have.
    pub(in crate::render) fn calendars_of_tag(&self, tag: TagId) -> Shared<Vec<CalendarView>> {
        let own = self.calendar_view(&CalendarId::Tag(tag));
        own.map_or_else(
            || self.alike(&self.site.tag(tag).lang).no_calendars.clone(),
            |own| Shared::new(&vec![own]),
        )
    }

    /// Every event, for readers of a language: of the default one where theirs has none.
    pub(in crate::render) fn all_events(&self, lang: &Lang) -> Vec<CalendarView> {
        let own = self.calendar_view(&CalendarId::Events(lang.clone()));
        let default = || self.calendar_view(&CalendarId::Events(self.site.config.language.clone()));
        own.or_else(default).into_iter().collect()
    }

    /// Every drop, as [`all_events`](Self::all_events).
    pub(in crate::render) fn all_drops(&self, lang: &Lang) -> Vec<CalendarView> {
        let own = self.calendar_view(&CalendarId::Drops(lang.clone()));
        let default = || self.calendar_view(&CalendarId::Drops(self.site.config.language.clone()));
        own.or_else(default).into_iter().collect()
    }

    fn calendar_view(&self, id: &CalendarId) -> Option<CalendarView> {
        let url = self.plan.calendars.url(id)?.trim_start_matches('/');
        let url = address::encode(url).into_owned();
        let webcal = match self.options.links {
            LinkStyle::Web => {
                let absolute = address::absolute(&self.site.config, &url);
                absolute.split_once("://").map_or(String::new(), |(_, rest)| format!("webcal://{rest}"))
            }
            // What lies on a disk is nothing to subscribe to.
            LinkStyle::Files => String::new(),
        };
        let kind = match id {
            CalendarId::Events(_) | CalendarId::Event(_) => "events",
            CalendarId::Drops(_) => "drops",
            CalendarId::Chapter(_) => "chapter",
            CalendarId::Series(..) => "series",
            CalendarId::Tag(_) => "tag",
        };
        Some(CalendarView { kind, url, webcal, title: self.calendar_title(id) })
    }
}
