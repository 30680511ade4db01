//! Jobs that are printed through templates.

use tera::{Context, Value};

use super::address::{self, root_of};
use super::assemble::{deck_of, section_of};
use super::body::LinkBase;
use super::engine::Costly;
use super::languages::Abroad;
use super::printer::Printer;
use super::views::{
    CalendarView, FeedView, HereView, ListView, PageView, PagerView, Shared, TagsView, TranslationView,
    YearView,
};
use crate::diagnostics::Diagnostic;
use crate::model::{
    FeedFormat, Kind, Lang, ListId, Listed, OutputPath, Page, PageId, TagId, UrlPath, numbered_url,
    page_count,
};

/// A page of a list, before its template is chosen.
pub(super) struct Listing<'a> {
    pub(super) lang: &'a Lang,
    pub(super) section: &'a str,
    pub(super) title: String,
    pub(super) summary: &'a str,
    pub(super) url: &'a UrlPath,
    pub(super) feed: String,
    pub(super) feeds: Shared<Vec<FeedView>>,
    pub(super) calendars: Shared<Vec<CalendarView>>,
    /// Languages that have it too.
    pub(super) others: Vec<&'a Lang>,
    pub(super) entries: Entries<'a>,
    pub(super) years: Vec<YearView>,
    /// All entries stand on the first page.
    pub(super) whole: bool,
    pub(super) number: usize,
    pub(super) index: Option<&'a Page>,
    pub(super) abroad: Abroad<'a>,
}

/// What a list shows.
pub(super) enum Entries<'a> {
    /// Each page once.
    Pages(&'a [PageId]),
    /// Of what happens again several times.
    Listed(&'a [Listed]),
}

impl Entries<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Pages(pages) => pages.len(),
            Self::Listed(entries) => entries.len(),
        }
    }

    /// The pages of so many entries, from one on.
    fn pages(&self, first: usize, count: usize) -> Vec<PageId> {
        match self {
            Self::Pages(pages) => pages.iter().skip(first).take(count).copied().collect(),
            Self::Listed(entries) => entries.iter().skip(first).take(count).map(|entry| entry.page).collect(),
        }
    }

    /// So many entries in short, from one on.
    fn values(&self, printer: &Printer, lang: &Lang, first: usize, count: usize) -> Vec<Value> {
        match self {
            Self::Pages(pages) => {
                pages.iter().skip(first).take(count).map(|id| printer.summary_in(*id, lang)).collect()
            }
            Self::Listed(entries) => {
                entries.iter().skip(first).take(count).map(|entry| printer.listed(*entry, lang)).collect()
            }
        }
    }
}

impl Printer {
    pub(super) fn page(&self, path: &OutputPath, id: PageId) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let page = self.page_of(id);
        let root = root_of(path);
        let abroad = self.page_abroad(page);
        let here = HereView {
            kind: page.kind.name(),
            url: self.href(&page.url),
            canonical: self.absolute(&page.url),
            title: &page.title,
            description: &page.summary,
            feed: self.feed_of(page.kind, &page.lang),
            feeds: self.feeds_of(page),
            calendars: self.calendars_of(id),
            social: self.engine.if_printed(Costly::Social, || self.social_of(id)),
            section: section_of(page),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
            as_of: self.page_as_of(page),
        };
        let mut context = self.context(&root, &page.lang, &here);
        context.insert("page", &PageView { poster: self.poster_page_view(id), ..self.page_view(page) });
        if page.kind == Kind::PrintRun {
            context.insert("share", &self.share_view(id));
        }
        context.insert_value("content", Value::safe_string(&self.body(page, LinkBase::Root(&root))?));
        self.insert_json_ld(&mut context, || self.structured_page(page));
        context.insert_value("older", self.optional_summary(page.older, &page.lang));
        context.insert_value("newer", self.optional_summary(page.newer, &page.lang));
        let template = self.engine.template_or(format!("{}.html", page.kind), "page.html");
        self.engine.render(&template, &context)
    }

    pub(super) fn list(
        &self,
        path: &OutputPath,
        id: ListId,
        number: usize,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let list = self.site.list(id);
        let folder = list.kind.section();
        let others =
            self.site.lists.iter().filter(|other| other.kind == list.kind && other.lang != list.lang);
        let listing = Listing {
            lang: &list.lang,
            section: folder.unwrap_or_default(),
            title: self.list_title(list).to_owned(),
            summary: list.index.as_ref().map_or("", |index| deck_of(index)),
            url: &list.url,
            feed: if list.has_feed { self.feed_at(&list.url) } else { String::new() },
            feeds: self.feeds_of_kind(list.kind, &list.lang),
            calendars: self.calendars_of_kind(list.kind, &list.lang),
            others: others.clone().map(|other| &other.lang).collect(),
            entries: Entries::Listed(&list.entries),
            years: self.years(list),
            whole: list.kind.is_gathered(),
            number,
            index: list.index.as_deref(),
            abroad: self.numbered_abroad(
                &list.lang,
                &list.url,
                number,
                others.map(|other| self.translation(&other.lang, &other.url)).collect(),
                |lang| self.list_url(list.kind, lang),
            ),
        };
        let mut context = self.listing(path, "list", &listing)?;
        if list.kind.is_gathered() {
            let root = root_of(path);
            let gathered: Vec<_> =
                list.pages.iter().map(|id| self.gathered(*id, &root)).collect::<Result<_, _>>()?;
            context.insert("gathered", &gathered);
        }
        if list.kind == Kind::Drop && number == 1 {
            context.insert("series", &self.series_to_come(&list.lang));
        }
        if list.kind == Kind::Member && number == 1 {
            context.insert("member_groups", &self.member_groups(list));
        }
        if number == 1 {
            let answers = || {
                let bodies = list.pages.iter().filter(|_| list.kind == Kind::Faq);
                bodies
                    .map(|id| self.body(self.page_of(*id), LinkBase::Absolute))
                    .collect::<Result<Vec<_>, _>>()
            };
            if let Some(answers) = self.engine.if_printed(Costly::JsonLd, answers).transpose()? {
                self.insert_json_ld(&mut context, || self.structured_list(list, &listing.title, &answers));
            }
        }
        let own = format!("{}.html", folder.unwrap_or_default());
        self.engine.render(&self.engine.template_or(own, "list.html"), &context)
    }

    pub(super) fn tag(
        &self,
        path: &OutputPath,
        id: TagId,
        number: usize,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let tag = self.site.tag(id);
        let follows = self.site.config.feeds.tags && tag.has_own();
        let title = self.engine.text_with(&tag.lang, "tag-title", "name", &tag.name);
        let listing = Listing {
            lang: &tag.lang,
            section: "tag",
            summary: "",
            url: &tag.url,
            feed: if follows { self.feed_at(&tag.url) } else { String::new() },
            feeds: self.feeds_at(follows.then_some((&tag.url, title.as_str())), &tag.lang),
            calendars: self.calendars_of_tag(id),
            title,
            others: Vec::new(),
            entries: Entries::Pages(&tag.pages),
            years: Vec::new(),
            whole: false,
            number,
            index: None,
            abroad: self.numbered_abroad(
                &tag.lang,
                &tag.url,
                number,
                self.all_translations(&tag.translations),
                |lang| {
                    let same = tag.translations.iter().find(|(other, _)| other == lang);
                    same.map(|(_, url)| url.clone()).or_else(|| self.tags_url(lang))
                },
            ),
        };
        let mut context = self.listing(path, "tag", &listing)?;
        context.insert("tag", &self.tag_view(id));
        self.engine.render("tag.html", &context)
    }

    pub(super) fn listing(
        &self,
        path: &OutputPath,
        kind: &'static str,
        listing: &Listing<'_>,
    ) -> Result<Context, Vec<Diagnostic>> {
        let root = root_of(path);
        let per_page = if listing.whole { usize::MAX } else { self.site.config.pagination.per_page };
        let count = page_count(listing.entries.len(), per_page);
        let number = listing.number;
        let address = |number: usize| {
            let url = UrlPath::new(&numbered_url(listing.url.as_str(), number)).expect("made of legal parts");
            (self.href(&url), self.absolute(&url))
        };
        let (url, canonical) = address(number);
        let feed = if listing.feed.is_empty() {
            self.feed_at(&self.home_url(listing.lang))
        } else {
            listing.feed.clone()
        };
        let first = (number - 1).saturating_mul(per_page);
        let text = listing.index.filter(|_| number == 1);
        let here = HereView {
            kind,
            url,
            canonical,
            title: &listing.title,
            description: if listing.summary.is_empty() {
                self.description_in(listing.lang)
            } else {
                listing.summary
            },
            feed,
            feeds: listing.feeds.clone(),
            calendars: listing.calendars.clone(),
            social: self
                .engine
                .if_printed(Costly::Social, || self.social(listing.lang, listing.others.iter().copied())),
            section: if kind == "tag" { "tags".to_owned() } else { listing.section.to_owned() },
            translations: listing.abroad.translations.clone(),
            x_default: listing.abroad.x_default.clone(),
            switch: listing.abroad.switch.clone(),
            as_of: self.shown_as_of(listing.entries.pages(first, per_page), text, listing.lang),
        };
        let view = ListView {
            section: listing.section,
            title: listing.title.clone(),
            summary: listing.summary,
            url: self.href(listing.url),
            feed: listing.feed.clone(),
            pager: PagerView {
                number,
                count,
                entries: listing.entries.len(),
                previous: if number > 1 { address(number - 1).0 } else { String::new() },
                next: if number < count { address(number + 1).0 } else { String::new() },
            },
            years: listing.years.clone(),
        };
        let items = listing.entries.values(self, listing.lang, first, per_page);
        let mut context = self.context(&root, listing.lang, &here);
        context.insert("list", &view);
        context.insert_value("items", Value::from(items));
        let content =
            text.map(|index| self.body(index, LinkBase::Root(&root))).transpose()?.unwrap_or_default();
        context.insert_value("content", Value::safe_string(&content));
        Ok(context)
    }

    pub(super) fn tags(&self, path: &OutputPath, lang: &Lang) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let title = self.engine.text(lang, "tags");
        let url = UrlPath::new(&format!("{}tags/", self.home_url(lang))).expect("made of legal parts");
        let others = self.site.homes.keys().filter(|other| *other != lang);
        let others = others.filter_map(|other| Some(self.translation(other, &self.tags_url(other)?)));
        let abroad = self.abroad(lang, &url, others.collect(), |_| None);
        let here = HereView {
            kind: "tags",
            url: self.href(&url),
            canonical: self.absolute(&url),
            title: &title,
            description: self.description_in(lang),
            feed: self.feed_at(&self.home_url(lang)),
            feeds: self.alike(lang).feeds.clone(),
            calendars: self.alike(lang).no_calendars.clone(),
            social: self.engine.if_printed(Costly::Social, || self.social(lang, std::iter::empty())),
            section: "tags".to_owned(),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
            as_of: None,
        };
        let mut context = self.context(&root_of(path), lang, &here);
        let ids = (0..self.site.tags.len()).filter(|id| self.site.tags[*id].lang == *lang);
        let tags: Vec<_> = ids.map(|id| self.tag_view(TagId(id))).collect();
        context.insert("tags", &TagsView { tags });
        self.engine.render("tags.html", &context)
    }

    pub(super) fn not_found(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let lang = &self.site.config.language;
        let title = self.engine.text(lang, "not-found");
        let here = HereView {
            kind: "404",
            url: "404.html".to_owned(),
            canonical: address::absolute(&self.site.config, "404.html"),
            title: &title,
            description: "",
            feed: self.feed_at(&self.home_url(lang)),
            feeds: self.alike(lang).feeds.clone(),
            calendars: self.alike(lang).no_calendars.clone(),
            social: None,
            section: String::new(),
            translations: Vec::new(),
            x_default: String::new(),
            switch: self.abroad(lang, &self.home_url(lang), Vec::new(), |_| None).switch,
            as_of: None,
        };
        // A host shows it at any address, so it cannot know its way to the root.
        let root = self.site.config.base_path();
        self.engine.render("404.html", &self.context(root, lang, &here))
    }

    pub(super) fn home_url(&self, lang: &Lang) -> UrlPath {
        UrlPath::new(&self.site.config.root_of(lang)).expect("a language tag is a legal name")
    }

    pub(super) fn folder_url(&self, lang: &Lang, folder: &str) -> String {
        let url = UrlPath::new(&format!("{}{folder}/", self.home_url(lang))).expect("made of legal parts");
        self.href(&url)
    }

    pub(super) fn feed_of(&self, kind: Kind, lang: &Lang) -> String {
        let list = self.site.list_of(kind, lang).filter(|list| list.has_feed);
        list.map_or_else(|| self.feed_at(&self.home_url(lang)), |list| self.feed_at(&list.url))
    }

    pub(super) fn feed_at(&self, url: &UrlPath) -> String {
        let format = self.site.config.feeds.formats.first().copied().unwrap_or(FeedFormat::Atom);
        address::encode(&format!("{}{}", url.relative(), format.file())).into_owned()
    }

    /// The feeds of a page: its own where it is a chapter, else of its kind; and the site's.
    fn feeds_of(&self, page: &Page) -> Shared<Vec<FeedView>> {
        match page.kind {
            Kind::Chapter => self.feeds_at(Some((&page.url, &page.title)), &page.lang),
            Kind::Post
            | Kind::Event
            | Kind::Drop
            | Kind::Story
            | Kind::Member
            | Kind::PrintRun
            | Kind::Tier
            | Kind::Campaign
            | Kind::Faq
            | Kind::Page => self.feeds_of_kind(page.kind, &page.lang),
        }
    }

    /// Makes `json_ld` for a theme that prints it, and for no other.
    pub(super) fn insert_json_ld(&self, context: &mut Context, make: impl FnOnce() -> String) {
        if let Some(json_ld) = self.engine.if_printed(Costly::JsonLd, make) {
            context.insert_value("json_ld", Value::safe_string(&json_ld));
        }
    }

    /// A page of a list abroad: translations are of the first page alone, since others hold other entries.
    pub(super) fn numbered_abroad<'a>(
        &'a self,
        lang: &Lang,
        url: &UrlPath,
        number: usize,
        translations: Vec<TranslationView<'a>>,
        near: impl Fn(&Lang) -> Option<UrlPath>,
    ) -> Abroad<'a> {
        if number == 1 {
            return self.abroad(lang, url, translations, near);
        }
        let own = UrlPath::new(&numbered_url(url.as_str(), number)).expect("made of legal parts");
        self.abroad(lang, &own, Vec::new(), near)
    }

    pub(super) fn homes_but<'a>(&'a self, lang: &Lang) -> Vec<TranslationView<'a>> {
        let others = self.site.homes.keys().filter(|other| *other != lang);
        others.map(|other| self.translation(other, &self.home_url(other))).collect()
    }
}
