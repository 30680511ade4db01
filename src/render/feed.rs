//! Atom feeds (RFC 4287), with absolute links in bodies.

use std::cmp::Reverse;

use atom_syndication::{
    CategoryBuilder, ContentBuilder, Entry, EntryBuilder, FeedBuilder, FixedDateTime, LinkBuilder,
    PersonBuilder, Text,
};
use jiff::Zoned;

use super::address::absolute;
use super::body::LinkBase;
use super::printer::Printer;
use crate::model::{Credit, FeedId, Kind, Lang, Page, PageId, UrlPath};

/// The newest entries of a feed as XML.
pub(super) fn atom(printer: &Printer, id: &FeedId) -> String {
    let site = &printer.site;
    let (lang, home, title, mut pages): (&Lang, UrlPath, String, Vec<PageId>) = match id {
        FeedId::Site(lang) => {
            let pages = (0..site.pages.len()).map(PageId).filter(|page| {
                let page = printer.page_of(*page);
                page.lang == *lang && page.kind.has_feed()
            });
            (lang, printer.home_url(lang), site.config.title_in(lang).to_owned(), pages.collect())
        }
        FeedId::List(list) => {
            let list = site.list(*list);
            let title = format!("{} · {}", printer.list_title(list), site.config.title_in(&list.lang));
            (&list.lang, list.url.clone(), title, own(printer, &list.lang, &list.pages))
        }
        FeedId::Tag(tag) => {
            let tag = site.tag(*tag);
            let title = format!("{} · {}", tag.name, site.config.title_in(&tag.lang));
            (&tag.lang, tag.url.clone(), title, own(printer, &tag.lang, &tag.pages))
        }
    };
    pages.sort_by_cached_key(|page| {
        let told = printer.page_of(*page);
        // An event far ahead of which nobody says when it was told is no newer than what has happened.
        (told.updated.is_none(), Reverse(changed(told).map(Zoned::timestamp)), *page)
    });
    pages.truncate(site.config.feeds.limit);
    let entries: Vec<Entry> = pages.iter().map(|page| entry(printer, printer.page_of(*page))).collect();
    let newest = |day: fn(&Page) -> Option<&Zoned>| {
        pages.iter().filter_map(|page| day(printer.page_of(*page))).max_by_key(|at| at.timestamp())
    };
    let updated = newest(|page| page.updated.as_ref()).or_else(|| newest(changed));
    let here = printer.absolute(&home);
    let own = absolute(&site.config, &super::address::encode(&format!("{}feed.xml", home.relative())));
    let feed = FeedBuilder::default()
        .id(here.clone())
        .title(Text::plain(title))
        .lang(lang.to_string())
        .updated(updated.map_or_else(epoch, date))
        .links(vec![
            LinkBuilder::default().href(here).rel("alternate").mime_type("text/html".to_owned()).build(),
            LinkBuilder::default().href(own).rel("self").mime_type("application/atom+xml".to_owned()).build(),
        ])
        .authors(vec![PersonBuilder::default().name(community(printer)).build()])
        .entries(entries)
        .build();
    let mut xml = feed.to_string();
    xml.push('\n');
    xml
}

/// What a language borrows for its lists is in the feed of its own language.
fn own(printer: &Printer, lang: &Lang, pages: &[PageId]) -> Vec<PageId> {
    pages.iter().copied().filter(|id| printer.page_of(*id).lang == *lang).collect()
}

fn entry(printer: &Printer, page: &Page) -> Entry {
    let address = printer.absolute_of(page);
    let changed = changed(page).map_or_else(epoch, date);
    let categories = page
        .tags
        .iter()
        .map(|tag| CategoryBuilder::default().term(printer.site.tag(*tag).name.clone()).build());
    let named = page.feed_authors.iter().map(|credit| match credit {
        Credit::Named { name, .. } | Credit::Alias(name) => name.clone(),
        Credit::Anonymous => printer.words(&page.lang).a_member.clone(),
    });
    let body = printer.body(page, LinkBase::Absolute);
    let content = (!body.is_empty()).then(|| {
        ContentBuilder::default()
            .value(body)
            .content_type("html".to_owned())
            .lang(page.lang.to_string())
            .build()
    });
    EntryBuilder::default()
        .id(address.clone())
        .title(Text::plain(page.title.clone()))
        .updated(changed)
        .published(publication(page).map(fixed))
        .links(vec![
            LinkBuilder::default().href(address).rel("alternate").mime_type("text/html".to_owned()).build(),
        ])
        .authors(named.map(|name| PersonBuilder::default().name(name).build()).collect::<Vec<_>>())
        .categories(categories.collect::<Vec<_>>())
        .summary(
            Some(page.feed_summary.as_ref().unwrap_or(&page.summary))
                .filter(|said| !said.is_empty())
                .cloned()
                .map(Text::plain),
        )
        .content(content)
        .build()
}

fn community(printer: &Printer) -> String {
    let config = &printer.site.config;
    config.community.name.clone().unwrap_or_else(|| config.title.clone())
}

/// What Atom wants of every entry (RFC 4287 §4.2.15): where nobody says when it changed, its date.
fn changed(page: &Page) -> Option<&Zoned> {
    page.updated.as_ref().or(page.date.as_ref())
}

/// The date of an event, a drop or a campaign is when it happens, which is not when it was published.
fn publication(page: &Page) -> Option<&Zoned> {
    match page.kind {
        Kind::Event | Kind::Drop | Kind::Campaign => None,
        Kind::Post
        | Kind::Story
        | Kind::Member
        | Kind::Chapter
        | Kind::PrintRun
        | Kind::Tier
        | Kind::Faq
        | Kind::Page => page.date.as_ref(),
    }
}

fn date(at: &Zoned) -> FixedDateTime {
    fixed(at)
}

fn fixed(at: &Zoned) -> FixedDateTime {
    let text = at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    text.parse().unwrap_or_else(|_| epoch())
}

fn epoch() -> FixedDateTime {
    FixedDateTime::default()
}
