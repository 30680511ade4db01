//! JSON Feed (version 1.1, jsonfeed.org).

use serde::Serialize;

use super::{Feed, authors, facts, publication, tags, text};
use crate::calendar::rfc3339;
use crate::diagnostics::Diagnostic;
use crate::model::Page;
use crate::render::printer::Printer;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<String>,
    /// An item holds a text of one form at least; without a body its summary is that.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    language: &'a str,
}

/// A feed as JSON.
pub(super) fn write(printer: &Printer, feed: &Feed<'_>) -> Result<String, Vec<Diagnostic>> {
    let items = feed.pages.iter().map(|page| item(printer, page));
    let made = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: printer.absolute(&feed.home),
        feed_url: feed.address(printer),
        language: feed.lang.as_str(),
        authors: [Author { name: printer.site.config.community_name_in(feed.lang) }],
        items: items.collect::<Result<_, _>>()?,
    };
    let mut json = serde_json::to_string(&made).expect("texts and lists are JSON");
    json.push('\n');
    Ok(json)
}

fn item<'a>(printer: &'a Printer, page: &'a Page) -> Result<Item<'a>, Vec<Diagnostic>> {
    let address = printer.absolute_of(page);
    let said = text(printer, page)?;
    let title = facts::title(printer, page);
    let alone = said.html.is_none();
    Ok(Item {
        id: address.clone(),
        url: address,
        content_text: said.summary.as_ref().or(Some(&title)).filter(|_| alone).cloned(),
        title,
        content_html: said.html,
        summary: said.summary,
        image: printer.social_image(page).map(|image| image.url),
        date_published: publication(page).map(rfc3339),
        date_modified: page.updated.as_ref().map(rfc3339),
        authors: authors(printer, page).map(|name| Author { name }).collect(),
        tags: tags(printer, page).collect(),
        language: page.lang.as_str(),
    })
}
