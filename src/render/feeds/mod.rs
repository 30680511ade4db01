//! Feeds: what is new, for programs that readers follow a site with.
//!
//! One choice of entries serves both formats, so that they say the same.

mod atom;
mod facts;
mod json;

use std::cmp::Reverse;

use jiff::Zoned;

use super::body::LinkBase;
use super::printer::Printer;
use crate::diagnostics::Diagnostic;
use crate::model::{FeedContent, FeedFormat, FeedId, Kind, Lang, Page, PageFacts, PageId, UrlPath};

/// What a feed is made of, whatever its format.
struct Feed<'a> {
    lang: &'a Lang,
    /// The page that it follows.
    home: UrlPath,
    title: String,
    /// Newest first.
    pages: Vec<&'a Page>,
    format: FeedFormat,
}

/// A feed in a format.
///
/// # Errors
/// What is wrong with the theme's components that bodies call.
pub(super) fn feed(printer: &Printer, id: &FeedId, format: FeedFormat) -> Result<String, Vec<Diagnostic>> {
    let feed = choose(printer, id, format);
    match format {
        FeedFormat::Atom => atom::write(printer, &feed),
        FeedFormat::Json => json::write(printer, &feed),
    }
}

fn choose<'a>(printer: &'a Printer, id: &'a FeedId, format: FeedFormat) -> Feed<'a> {
    let site = &printer.site;
    let under = |title: &str, lang: &Lang| format!("{title} · {}", site.config.title_in(lang));
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
            let title = under(printer.list_title(list), &list.lang);
            (&list.lang, list.url.clone(), title, list.pages.clone())
        }
        FeedId::Tag(tag) => {
            let tag = site.tag(*tag);
            (&tag.lang, tag.url.clone(), under(&tag.name, &tag.lang), tag.pages.clone())
        }
        FeedId::Chapter(page) => {
            let page = printer.page_of(*page);
            let own = match &page.facts {
                PageFacts::Chapter(own) => {
                    let kinds =
                        [&own.coming, &own.past, &own.drops, &own.stories, &own.posts, &own.campaigns];
                    kinds.into_iter().flatten().copied().collect()
                }
                PageFacts::Post { .. }
                | PageFacts::Event(_)
                | PageFacts::Drop(_)
                | PageFacts::Story(_)
                | PageFacts::Member(_)
                | PageFacts::PrintRun(_)
                | PageFacts::Tier(_)
                | PageFacts::Campaign(_)
                | PageFacts::Faq
                | PageFacts::Page => Vec::new(),
            };
            (&page.lang, page.url.clone(), under(&page.title, &page.lang), own)
        }
    };
    // A member is no news, and may be named in feeds with a consent of their own alone.
    // What a language borrows for its lists is in the feeds of its own.
    pages.retain(|page| {
        let page = printer.page_of(*page);
        page.kind != Kind::Member && page.lang == *lang
    });
    pages.sort_by_cached_key(|page| {
        let told = printer.page_of(*page);
        // An event far ahead of which nobody says when it was told is no newer than what has happened.
        (
            told.updated.is_none(),
            Reverse(told.updated.as_ref().or(told.date.as_ref()).map(Zoned::timestamp)),
            *page,
        )
    });
    pages.truncate(site.config.feeds.limit);
    let pages = pages.into_iter().map(|page| printer.page_of(page)).collect();
    Feed { lang, home, title, pages, format }
}

impl Feed<'_> {
    /// When it last changed; nothing where it is empty.
    fn updated(&self) -> Option<&Zoned> {
        let newest = |day: fn(&Page) -> Option<&Zoned>| {
            self.pages.iter().copied().filter_map(day).max_by_key(|at| at.timestamp())
        };
        newest(|page| page.updated.as_ref()).or_else(|| newest(changed))
    }

    /// Its own address.
    fn address(&self, printer: &Printer) -> String {
        let own = format!("{}{}", self.home.relative(), self.format.file());
        super::address::absolute(&printer.site.config, &super::address::encode(&own))
    }
}

/// What an entry says: the facts first, before its text, or before its summary where it has none.
struct Text {
    /// Its body with absolute addresses; nothing where feeds hold summaries alone.
    html: Option<String>,
    summary: Option<String>,
}

fn text(printer: &Printer, page: &Page) -> Result<Text, Vec<Diagnostic>> {
    let body = match printer.site.config.feeds.content {
        FeedContent::Full => printer.body(page, LinkBase::Absolute)?,
        FeedContent::Summary => String::new(),
    };
    let mut lines = facts::lines(printer, page);
    let html = (!body.is_empty()).then(|| facts::html(&lines) + &body);
    if html.is_some() {
        lines.clear();
    }
    lines.push(page.feed_summary.as_deref().unwrap_or(&page.summary).to_owned());
    let summary = lines.join("\n");
    let summary = summary.trim_end();
    Ok(Text { html, summary: (!summary.is_empty()).then(|| summary.to_owned()) })
}

/// Who wrote it, as feeds may say it.
fn authors<'a>(printer: &'a Printer, page: &'a Page) -> impl Iterator<Item = &'a str> {
    page.feed_authors.iter().map(|credit| credit.name(&printer.words(&page.lang).a_member))
}

fn tags<'a>(printer: &'a Printer, page: &'a Page) -> impl Iterator<Item = &'a str> {
    page.tags.iter().map(|tag| printer.site.tag(*tag).name.as_str())
}

/// What Atom wants of every entry (RFC 4287 §4.2.15): where nobody says when it changed, its date.
///
/// That of an event may lie ahead. Programs take such a one for new until then; one from long ago they would not show at all.
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
