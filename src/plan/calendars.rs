//! Which calendars a site has, and what is in each.

use jiff::Zoned;

use crate::model::{CalendarId, Calendars, Kind, KindFields, Page, PageId, Site};

/// The calendars that hold something.
///
/// What a language borrows for its lists is in the calendars of its own, as it is in its feeds; but the default language
/// has every event once: in itself where it exists, else in the first language that has it.
pub(super) fn collect(site: &Site) -> Calendars {
    let mut calendars = Calendars::default();
    let default = &site.config.language;
    let mut add = |id: CalendarId, url: &dyn Fn() -> String, page: PageId| {
        calendars.by_id.entry(id).or_insert_with(|| (url(), Vec::new())).1.push(page);
    };
    for (at, page) in site.pages.iter().enumerate() {
        let id = PageId(at);
        let series = match &page.document.front.fields {
            KindFields::Event(event) => event.series.as_ref(),
            KindFields::Drop(_) => None,
            KindFields::Post(_)
            | KindFields::Story(_)
            | KindFields::Member(_)
            | KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Campaign(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => continue,
        };
        let own = std::iter::once(&page.lang);
        for lang in own.chain((page.lang != *default && stands_in(site, page)).then_some(default)) {
            let root = site.config.root_of(lang);
            if page.kind == Kind::Drop {
                add(CalendarId::Drops(lang.clone()), &|| format!("{root}drops.ics"), id);
                continue;
            }
            add(CalendarId::Events(lang.clone()), &|| format!("{root}events.ics"), id);
            if let Some(series) = series {
                let series = &series.value;
                let own = CalendarId::Series(lang.clone(), series.clone());
                add(own, &|| format!("{root}series/{series}.ics"), id);
            }
        }
        if page.kind == Kind::Event {
            for tag in &page.tags {
                add(CalendarId::Tag(*tag), &|| format!("{}events.ics", site.tag(*tag).url), id);
            }
            if let Some(chapter) = page.chapter.filter(|chapter| site.page(*chapter).lang == page.lang) {
                let url = || format!("{}events.ics", site.page(chapter).url);
                add(CalendarId::Chapter(chapter), &url, id);
            }
        }
    }
    for (_, pages) in calendars.by_id.values_mut() {
        pages.sort_by_key(|id| (site.page(*id).date.as_ref().map(Zoned::timestamp), *id));
    }
    calendars
}

/// Whether a page that the default language lacks is the one that stands for it there: the first of its translations.
fn stands_in(site: &Site, page: &Page) -> bool {
    let default = &site.config.language;
    page.translations.iter().all(|(lang, _)| lang != default && *lang > page.lang)
}
