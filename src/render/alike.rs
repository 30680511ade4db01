//! What all pages of a language, or of a kind in a language, have alike: made once for each.

use std::collections::BTreeMap;

use jiff::Zoned;

use super::printer::Printer;
use super::rhythm::Rhythm;
use super::social;
use super::views::{CalendarView, FeedView, Shared};
use crate::model::{Kind, KindFields, Lang, Page, SiteList};

/// What the pages of one language have alike.
#[derive(Debug)]
pub(super) struct Alike {
    /// The language as Open Graph names it.
    pub(super) locale: String,
    /// The feeds of the site.
    pub(super) feeds: Shared<Vec<FeedView>>,
    /// For pages that no calendar follows.
    pub(super) no_calendars: Shared<Vec<CalendarView>>,
    /// Of all events.
    pub(super) events: Shared<Vec<CalendarView>>,
    /// Of all drops.
    pub(super) drops: Shared<Vec<CalendarView>>,
    /// The titles of series, by their slugs.
    series: BTreeMap<String, String>,
    /// Of each series of drops which one was the last and which come next, by their slugs.
    pub(super) rhythms: BTreeMap<String, Rhythm>,
    /// Of each kind that has a list.
    kinds: BTreeMap<Kind, AlikeKind>,
}

/// What the pages of one kind have alike.
#[derive(Debug)]
struct AlikeKind {
    /// Of the list.
    title: String,
    /// The list's own feeds, where it has any, and those of the site.
    feeds: Shared<Vec<FeedView>>,
}

impl Printer {
    /// What the pages of a language have alike; those of the default one where the site has no such language.
    pub(super) fn alike(&self, lang: &Lang) -> &Alike {
        let default = &self.site.config.language;
        let cell = self.alike.get_key_value(lang).or_else(|| self.alike.get_key_value(default));
        let (lang, cell) = cell.expect("the default language is among the languages of a site");
        cell.get_or_init(|| {
            let lists = self.site.lists.iter().filter(|list| list.lang == *lang);
            let mut kinds: BTreeMap<Kind, AlikeKind> = BTreeMap::new();
            if self.wall_url(lang).is_some() {
                // Posters hang also where there is no print run.
                let title = self.engine.text(lang, "list-posters");
                kinds.insert(Kind::PrintRun, AlikeKind { title, feeds: self.feeds_at(None, lang) });
            }
            kinds.extend(lists.map(|list| {
                let title = self.made_title(list);
                let own = list.has_feed.then_some((&list.url, title.as_str()));
                let feeds = self.feeds_at(own, lang);
                (list.kind, AlikeKind { title, feeds })
            }));
            Alike {
                locale: social::locale(lang),
                feeds: self.feeds_at(None, lang),
                no_calendars: Shared::new(&Vec::new()),
                events: Shared::new(&self.all_events(lang)),
                drops: Shared::new(&self.all_drops(lang)),
                series: self.series_titles(lang),
                rhythms: self.rhythms(lang),
                kinds,
            }
        })
    }

    /// A list's title: of its `_index.md`, else the theme's word for the kind.
    pub(super) fn list_title(&self, list: &SiteList) -> &str {
        self.title_of_list(list.kind, &list.lang)
    }

    /// The title of a kind's list in a language; empty where it has none.
    pub(super) fn title_of_list(&self, kind: Kind, lang: &Lang) -> &str {
        self.alike(lang).kinds.get(&kind).map_or("", |kind| &kind.title)
    }

    /// The titles of a language's lists, by their sections.
    pub(super) fn list_titles(&self, lang: &Lang) -> BTreeMap<&'static str, &str> {
        let kinds = self.alike(lang).kinds.iter();
        kinds.filter_map(|(kind, alike)| Some((kind.section()?, alike.title.as_str()))).collect()
    }

    /// The feeds of a kind in a language: its list's own, where it has any, and those of the site.
    pub(super) fn feeds_of_kind(&self, kind: Kind, lang: &Lang) -> Shared<Vec<FeedView>> {
        let alike = self.alike(lang);
        alike.kinds.get(&kind).map_or(&alike.feeds, |kind| &kind.feeds).clone()
    }

    /// What a series is called: as its newest recurring event, else, where its slug was written for these readers, by
    /// its slug; nothing for others.
    pub(super) fn series_title(&self, slug: &str, lang: &Lang) -> String {
        let titled = self.alike(lang).series.get(slug).cloned();
        let own = || (*lang == self.site.config.language).then(|| in_words(slug));
        titled.or_else(own).unwrap_or_default()
    }

    fn series_titles(&self, lang: &Lang) -> BTreeMap<String, String> {
        let events = self.site.list_of(Kind::Event, lang).map_or(&[][..], |list| &list.pages);
        let mut newest: BTreeMap<&str, &Page> = BTreeMap::new();
        let start = |page: &Page| page.date.as_ref().map(Zoned::timestamp);
        for page in events.iter().map(|id| self.page_of(*id)) {
            let KindFields::Event(fields) = &page.document.front.fields else { continue };
            let Some(series) = fields.series.as_ref().filter(|_| fields.rrule.is_some()) else { continue };
            newest
                .entry(&series.value)
                .and_modify(|known| *known = if start(page) > start(known) { page } else { known })
                .or_insert(page);
        }
        newest.into_iter().map(|(slug, page)| (slug.to_owned(), page.title.clone())).collect()
    }

    /// The title that [`list_title`](Self::list_title) keeps.
    pub(super) fn made_title(&self, list: &SiteList) -> String {
        match list.index.as_ref().map(|index| index.title.as_str()) {
            Some(title) if !title.is_empty() => title.to_owned(),
            Some(_) | None => {
                self.engine.text(&list.lang, &format!("list-{}", list.kind.section().unwrap_or_default()))
            }
        }
    }
}

/// A slug as words: `friday-bench` is "Friday bench".
fn in_words(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
