//! What hangs on lists: their archive by year, and the pages that gather all entries of a kind.

use tera::Value;

use super::address::root_of;
use super::body::LinkBase;
use super::engine::Costly;
use super::printer::Printer;
use super::views::{ArchiveView, GatheredView, HereView, ListView, MonthView, PagerView, YearView};
use crate::diagnostics::Diagnostic;
use crate::model::{ListId, OutputPath, PageId, SiteList, UrlPath, year_url};

impl Printer {
    /// A year of a list.
    pub(super) fn year(&self, path: &OutputPath, id: ListId, year: i16) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let list = self.site.list(id);
        let root = root_of(path);
        let shown = list.years.iter().find(|own| own.year == year);
        let pages = shown.map_or(&[][..], |shown| &shown.pages);
        let list_title = self.list_title(list);
        let title = format!("{list_title} · {year:04}");
        let others = self.site.lists.iter().filter(|other| {
            other.kind == list.kind
                && other.lang != list.lang
                && other.years.iter().any(|own| own.year == year)
        });
        let langs = others.clone().map(|other| &other.lang);
        let others = others.map(|other| self.translation(&other.lang, &self.year_address(other, year)));
        let own = self.year_address(list, year);
        let abroad = self.abroad(&list.lang, &own, others.collect(), |lang| self.list_url(list.kind, lang));
        let here = HereView {
            kind: "year",
            url: self.href(&own),
            canonical: self.absolute(&own),
            title: &title,
            description: self.description_in(&list.lang),
            feed: self.feed_of(list.kind, &list.lang),
            feeds: self.feeds_of_kind(list.kind, &list.lang),
            calendars: self.alike(&list.lang).no_calendars.clone(),
            social: self.engine.if_printed(Costly::Social, || self.social(&list.lang, langs)),
            section: list.kind.section().unwrap_or_default().to_owned(),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
            as_of: self.shown_as_of(pages.iter().copied(), None, &list.lang),
        };
        let mut months: Vec<(i8, MonthView)> = Vec::new();
        for page in pages {
            let Some(date) = &self.page_of(*page).date else { continue };
            match months.last_mut().filter(|(month, _)| *month == date.month()) {
                Some((_, month)) => month.pages.push(self.dated(*page, &list.lang)),
                None => {
                    let name = self.locale(&list.lang).dates.month(date.month().unsigned_abs());
                    months
                        .push((date.month(), MonthView { name, pages: vec![self.dated(*page, &list.lang)] }));
                }
            }
        }
        let mut context = self.context(&root, &list.lang, &here);
        let year = format!("{year:04}");
        context.insert(
            "archive",
            &ArchiveView {
                year: &year,
                list_title: list_title.to_owned(),
                list_url: self.href(&list.url),
                months: months.into_iter().map(|(_, month)| month).collect(),
                years: self.years(list),
            },
        );
        context.insert_value(
            "items",
            Value::from(pages.iter().map(|id| self.dated(*id, &list.lang)).collect::<Vec<_>>()),
        );
        // A theme without a template of its own shows a year as it shows a list.
        context.insert(
            "list",
            &ListView {
                section: list.kind.section().unwrap_or_default(),
                title: title.clone(),
                summary: "",
                url: self.href(&list.url),
                feed: String::new(),
                pager: PagerView {
                    number: 1,
                    count: 1,
                    entries: pages.len(),
                    previous: String::new(),
                    next: String::new(),
                },
                years: Vec::new(),
            },
        );
        context.insert_value("content", Value::from(""));
        self.engine.render(&self.engine.template_or("year.html".to_owned(), "list.html"), &context)
    }

    /// The years of a list, newest first.
    pub(super) fn years(&self, list: &SiteList) -> Vec<YearView> {
        let years = list.years.iter();
        years
            .map(|own| YearView {
                year: format!("{:04}", own.year),
                url: self.href(&self.year_address(list, own.year)),
                count: own.pages.len(),
            })
            .collect()
    }

    fn year_address(&self, list: &SiteList, year: i16) -> UrlPath {
        UrlPath::new(&year_url(list.url.as_str(), year)).expect("made of legal parts")
    }

    /// An entry of a page that gathers all of a kind, whole.
    ///
    /// # Errors
    /// What is wrong with the components that its text calls.
    pub(super) fn gathered(&self, id: PageId, root: &str) -> Result<GatheredView, Vec<Diagnostic>> {
        let page = self.page_of(id);
        Ok(GatheredView {
            page: Value::from_serializable(&self.page_view(page)),
            content: Value::safe_string(&self.body(page, LinkBase::Root(root))?),
            anchor: page.anchor.clone().unwrap_or_default(),
        })
    }
}
