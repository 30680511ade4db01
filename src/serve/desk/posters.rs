//! Every design of the theme for one page, side by side: each drawn when the browser asks for its picture.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use serde::Serialize;

use super::problems;
use super::reader::{Pager, Reader, fields};
use super::{DESK, href_of};
use crate::diagnostics::{Diagnostic, Told};
use crate::model::{Kind, Medium, Page, PageId, PagePoster, PosterFormat};
use crate::pipeline::{Edition, PosterWish};
use crate::render::Printer;
use crate::serve::reply::{of_bytes, response};

/// How many pages are shown at once.
const EACH: usize = 100;

/// A page that has a poster.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    kind: &'static str,
    lang: String,
    design: String,
    formats: Vec<&'static str>,
    href: String,
}

#[derive(Debug, Serialize)]
struct List {
    entries: Vec<Entry>,
    pager: Pager,
    designs: usize,
}

/// A format that can be looked at.
#[derive(Debug, Serialize)]
struct Format {
    name: &'static str,
    href: String,
    chosen: bool,
    /// Whether the page's poster is made in it.
    made: bool,
}

/// A design, drawn for the page.
#[derive(Debug, Serialize)]
struct Design {
    name: String,
    /// Whether it is the page's own.
    own: bool,
    /// Its picture.
    picture: String,
    /// Its page of the desk.
    href: String,
    /// What to write into the front matter.
    wanted: String,
}

#[derive(Debug, Serialize)]
struct Designs<'a> {
    title: String,
    kind: &'static str,
    page: String,
    file: String,
    formats: Vec<Format>,
    format: &'static str,
    width: u32,
    height: u32,
    designs: Vec<Design>,
    /// Of a single design: what is wrong with it.
    problems: Vec<Told<'a>>,
    /// Of a single design: whether it could be drawn.
    drawn: bool,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    let Some(printer) = reader.printer() else { return problems::page(reader) };
    if !reader.query.has("page") {
        return list(reader, printer);
    }
    let Some(wish) = Wish::of(reader, printer) else { return reader.nothing() };
    let all: Vec<&str> = printer.designs().map(|(name, _)| name).collect();
    match reader.query.get("design") {
        None => reader.page("designs.html", "posters", &wish.view(&all, Vec::new(), true)),
        Some(design) if all.contains(&design) => {
            let told = wish.told(&reader.edition, design);
            let (drawn, mut found) = match told {
                Ok(found) => (true, found),
                Err(found) => (false, found),
            };
            found.sort_by_key(|problem| problem.severity);
            let found = problems::told(&reader.edition, &found);
            reader.page("poster.html", "posters", &wish.view(&[design], found, drawn))
        }
        Some(_) => reader.nothing(),
    }
}

/// The picture of one design.
pub(super) fn picture(reader: &Reader<'_>) -> Response {
    let Some(printer) = reader.printer() else { return reader.nothing() };
    let (Some(wish), Some(design)) = (Wish::of(reader, printer), reader.query.get("design")) else {
        return reader.nothing();
    };
    let Some(poster) = printer.poster_in(wish.id, Some(design)) else { return reader.nothing() };
    let medium = poster.light(wish.format);
    match reader.edition.poster(wish.id, wish.format, medium, wanted(design)) {
        Ok(bytes) => of_bytes(kind_of(medium), bytes, reader.wants()),
        Err(found) => {
            let words: String = found.iter().map(|problem| format!("{}\n", problem.message)).collect();
            let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
            response(StatusCode::INTERNAL_SERVER_ERROR, &headers, Body::from(words))
        }
    }
}

const fn kind_of(medium: Medium) -> &'static str {
    match medium {
        Medium::Png => "image/png",
        Medium::Jpeg => "image/jpeg",
        Medium::Svg => "image/svg+xml; charset=utf-8",
        Medium::Pdf => "application/pdf",
    }
}

const fn wanted(design: &str) -> PosterWish<'_> {
    PosterWish { design: Some(design), placement: None }
}

fn list(reader: &Reader<'_>, printer: &Printer) -> Response {
    let posters: Vec<(&PageId, &PagePoster)> = printer.plan().posters.by_page.iter().collect();
    let (pager, part) = Pager::part(posters, reader.query.number(), EACH, format!("{DESK}posters/?n="));
    let entry = |(id, poster): (&PageId, &PagePoster)| {
        let page = printer.site().page(*id);
        Entry {
            title: page.title.clone(),
            kind: page.kind.name(),
            lang: page.lang.to_string(),
            design: poster.design.clone(),
            formats: poster.formats.iter().map(|format| format.name()).collect(),
            href: format!("{DESK}posters/?{}", fields(&[("page", page.url.as_str())])),
        }
    };
    let entries = part.into_iter().map(entry).collect();
    reader.page("posters.html", "posters", &List { entries, pager, designs: printer.designs().count() })
}

/// A page and a format that were asked for.
struct Wish<'a> {
    id: PageId,
    page: &'a Page,
    poster: &'a PagePoster,
    format: PosterFormat,
    href: String,
    source: Option<&'a str>,
}

impl<'a> Wish<'a> {
    fn of(reader: &'a Reader<'_>, printer: &'a Printer) -> Option<Self> {
        let url = reader.query.get("page")?;
        let by_page = &printer.plan().posters.by_page;
        let (id, poster) = by_page.iter().find(|(id, _)| printer.site().page(**id).url.as_str() == url)?;
        let format = match reader.query.get("format") {
            Some(name) => PosterFormat::of_name(name)?,
            None => PosterFormat::Portrait,
        };
        let page = printer.site().page(*id);
        let href = href_of(&reader.preview.base, page);
        let text = reader.edition.text(&page.document.path);
        let source = text.and_then(|text| text.get(page.document.front.span.start..));
        Some(Self { id: *id, page, poster, format, href, source })
    }

    /// What is wrong with a design that can be drawn all the same, or why it cannot be drawn.
    fn told(&self, edition: &Edition, design: &str) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let medium = self.poster.light(self.format);
        edition.poster(self.id, self.format, medium, wanted(design))?;
        Ok(edition.poster_problems(self.id, self.format, wanted(design)))
    }

    fn view<'p>(&self, designs: &[&str], problems: Vec<Told<'p>>, drawn: bool) -> Designs<'p> {
        let (width, height) = self.format.size();
        let address = |more: &[(&str, &str)]| {
            let own = [("page", self.page.url.as_str())];
            fields(&own.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
        };
        let format = |format: PosterFormat| Format {
            name: format.name(),
            href: format!("{DESK}posters/?{}", address(&[("format", format.name())])),
            chosen: format == self.format,
            made: self.poster.formats.contains(&format),
        };
        let design = |name: &&str| {
            let query = address(&[("format", self.format.name()), ("design", name)]);
            Design {
                name: (*name).to_owned(),
                own: **name == self.poster.design,
                picture: format!("{DESK}posters/picture?{query}"),
                href: format!("{DESK}posters/?{query}"),
                wanted: self.front_matter(name),
            }
        };
        Designs {
            title: self.page.title.clone(),
            kind: self.page.kind.name(),
            page: self.href.clone(),
            file: self.page.document.path.to_string(),
            formats: PosterFormat::ALL.into_iter().map(format).collect(),
            format: self.format.name(),
            width,
            height,
            designs: designs.iter().map(design).collect(),
            problems,
            drawn,
        }
    }

    /// What chooses a design, in the form that the page's front matter has.
    fn front_matter(&self, design: &str) -> String {
        let is_yaml = self.source.is_some_and(|text| text.starts_with("---"));
        let own_table = self.page.kind != Kind::PrintRun;
        match (is_yaml, own_table) {
            (false, true) => format!("[poster]\ndesign = \"{design}\""),
            (false, false) => format!("design = \"{design}\""),
            (true, true) => format!("poster:\n  design: {design}"),
            (true, false) => format!("design: {design}"),
        }
    }
}
