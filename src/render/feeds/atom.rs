//! Atom (RFC 4287).

use atom_syndication::{
    CategoryBuilder, ContentBuilder, Entry, EntryBuilder, FeedBuilder, FixedDateTime, LinkBuilder,
    PersonBuilder, Text,
};
use jiff::Zoned;

use super::{Feed, authors, changed, facts, publication, tags, text};
use crate::calendar::rfc3339;
use crate::diagnostics::Diagnostic;
use crate::model::Page;
use crate::render::printer::Printer;

/// A feed as XML.
pub(super) fn write(printer: &Printer, feed: &Feed<'_>) -> Result<String, Vec<Diagnostic>> {
    let entries = feed.pages.iter().map(|page| entry(printer, page));
    let entries: Vec<Entry> = entries.collect::<Result<_, _>>()?;
    let here = printer.absolute(&feed.home);
    let own = feed.address(printer);
    let made = FeedBuilder::default()
        .id(here.clone())
        .title(Text::plain(feed.title.clone()))
        .lang(feed.lang.to_string())
        .updated(feed.updated().map_or_else(epoch, fixed))
        .links(vec![
            LinkBuilder::default().href(here).rel("alternate").mime_type("text/html".to_owned()).build(),
            LinkBuilder::default().href(own).rel("self").mime_type("application/atom+xml".to_owned()).build(),
        ])
        .authors(vec![
            PersonBuilder::default().name(printer.site.config.community_name_in(feed.lang)).build(),
        ])
        .entries(entries)
        .build();
    let mut xml = made.to_string();
    xml.push('\n');
    Ok(xml)
}

fn entry(printer: &Printer, page: &Page) -> Result<Entry, Vec<Diagnostic>> {
    let address = printer.absolute_of(page);
    let categories = tags(printer, page).map(|tag| CategoryBuilder::default().term(tag.to_owned()).build());
    let people = authors(printer, page).map(|name| PersonBuilder::default().name(name).build());
    let said = text(printer, page)?;
    let content = said.html.map(|body| {
        ContentBuilder::default()
            .value(body)
            .content_type("html".to_owned())
            .lang(page.lang.to_string())
            .build()
    });
    Ok(EntryBuilder::default()
        .id(address.clone())
        .title(Text::plain(facts::title(printer, page)))
        .updated(changed(page).map_or_else(epoch, fixed))
        .published(publication(page).map(fixed))
        .links(vec![
            LinkBuilder::default().href(address).rel("alternate").mime_type("text/html".to_owned()).build(),
        ])
        .authors(people.collect::<Vec<_>>())
        .categories(categories.collect::<Vec<_>>())
        .summary(said.summary.map(Text::plain))
        .content(content)
        .build())
}

fn fixed(at: &Zoned) -> FixedDateTime {
    rfc3339(at).parse().unwrap_or_else(|_| epoch())
}

/// What stands where nobody tells when something changed: every entry needs an instant (RFC 4287 §4.2.15), none that is made
/// up may move it above what is told, and that of the build would make other bytes of the same content.
fn epoch() -> FixedDateTime {
    FixedDateTime::default()
}
