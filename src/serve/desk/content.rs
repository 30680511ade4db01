//! What is in the site: pages by kind and language, and the outputs of its plan.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use axum::response::Response;
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use super::changes::{self, Change};
use super::href_of;
use super::reader::{Pager, Reader, fields};
use super::when::Clock;
use crate::model::{Job, Kind, Lang, Page, Plan, Site, Transition};
use crate::serve::find::Base;

/// How many entries of a long list are shown at once.
const EACH: usize = 200;
/// How many pages the desk's first page shows, newest first.
const NEWEST: usize = 8;
/// How many of the next changes it shows.
const NEXT: usize = 5;

/// A page in a list.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    href: String,
    kind: &'static str,
    lang: String,
    date: Option<String>,
    /// The day of its last change, where that is another.
    updated: Option<String>,
    state: Option<&'static str>,
    file: String,
}

/// How many pages of a kind there are, in all and by language.
#[derive(Debug, Serialize)]
struct Row {
    kind: &'static str,
    href: String,
    total: usize,
    /// For each language of the site, in their order.
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    count: usize,
    href: String,
}

#[derive(Debug, Serialize)]
struct Home {
    pages: usize,
    langs: Vec<String>,
    rows: Vec<Row>,
    entries: Vec<Entry>,
    groups: Vec<Group>,
    changes: Vec<Change>,
    more_changes: usize,
}

pub(super) fn home(reader: &Reader<'_>) -> Response {
    let Some(printer) = reader.printer() else { return super::problems::page(reader) };
    let site = printer.site();
    let clock = reader.clock();
    let coming = first_instants(site, NEXT);
    let mut newest: Vec<&Page> = site.pages.iter().map(|page| &**page).collect();
    newest_first(&mut newest, clock.now);
    let base = &reader.preview.base;
    let view = Home {
        pages: site.pages.len(),
        langs: site.config.langs().map(ToString::to_string).collect(),
        rows: rows(site),
        entries: newest.iter().take(NEWEST).map(|page| entry(page, base, clock)).collect(),
        groups: groups(printer.plan()),
        changes: changes::told(site, base, clock, coming),
        more_changes: instants(&site.transitions) - instants(coming),
    };
    reader.page("home.html", "home", &view)
}

/// How many instants there are among transitions.
fn instants(transitions: &[Transition]) -> usize {
    transitions.chunk_by(|a, b| a.at == b.at).count()
}

/// The transitions of the first few instants.
fn first_instants(site: &Site, count: usize) -> &[Transition] {
    let all = &site.transitions;
    let first = all.chunk_by(|a, b| a.at == b.at).take(count).map(<[Transition]>::len).sum();
    &all[..first]
}

#[derive(Debug, Serialize)]
struct Pages {
    kind: Option<&'static str>,
    lang: Option<String>,
    rows: Vec<Row>,
    langs: Vec<String>,
    entries: Vec<Entry>,
    pager: Pager,
}

pub(super) fn pages(reader: &Reader<'_>) -> Response {
    let Some(site) = reader.site() else { return super::problems::page(reader) };
    let kind = reader.query.get("kind").map(Kind::of_name);
    let lang = reader.query.get("of").map(Lang::new);
    if kind == Some(None) {
        return reader.nothing();
    }
    let kind = kind.flatten();
    let is_asked = |page: &&Page| {
        kind.is_none_or(|kind| page.kind == kind) && lang.as_ref().is_none_or(|lang| page.lang == *lang)
    };
    let mut pages: Vec<&Page> = site.pages.iter().map(|page| &**page).filter(is_asked).collect();
    newest_first(&mut pages, reader.now());
    let (pager, pages) =
        Pager::part(pages, reader.query.number(), EACH, format!("{}&n=", of(kind, lang.as_ref())));
    let view = Pages {
        kind: kind.map(Kind::name),
        lang: lang.map(|lang| lang.to_string()),
        rows: rows(site),
        langs: site.config.langs().map(ToString::to_string).collect(),
        entries: pages.iter().map(|page| entry(page, &reader.preview.base, reader.clock())).collect(),
        pager,
    };
    reader.page("pages.html", "pages", &view)
}

fn of(kind: Option<Kind>, lang: Option<&Lang>) -> String {
    let kind = kind.map(|kind| ("kind", kind.name()));
    let pairs: Vec<_> = kind.into_iter().chain(lang.map(|lang| ("of", lang.as_str()))).collect();
    format!("{}pages/?{}", super::DESK, fields(&pairs))
}

/// Where a page stands among others, from the first on.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Age {
    /// What was changed, or took place, last.
    Known(Reverse<Timestamp>),
    /// What is to come, the next first: nobody knows when it was written.
    Coming(Timestamp),
    /// What has no day.
    Undated,
}

impl Age {
    fn of(page: &Page, now: Timestamp) -> Self {
        match page.updated.as_ref().or(page.date.as_ref()).map(Zoned::timestamp) {
            Some(at) if at <= now => Self::Known(Reverse(at)),
            Some(at) => Self::Coming(at),
            None => Self::Undated,
        }
    }
}

/// Newest first, then what is to come; what has no day comes last, by its address.
fn newest_first(pages: &mut [&Page], now: Timestamp) {
    pages.sort_by_cached_key(|page| Age::of(page, now));
}

fn entry(page: &Page, base: &Base, clock: Clock<'_>) -> Entry {
    let date = page.date.as_ref().map(|date| clock.day(date));
    let updated = page.updated.as_ref().map(|updated| clock.day(updated));
    Entry {
        title: page.title.clone(),
        href: href_of(base, page),
        kind: page.kind.name(),
        lang: page.lang.to_string(),
        updated: updated.filter(|updated| date.as_ref() != Some(updated)),
        date,
        state: page.facts.state(),
        file: page.document.path.to_string(),
    }
}

fn rows(site: &Site) -> Vec<Row> {
    let mut counts: BTreeMap<(Kind, &Lang), usize> = BTreeMap::new();
    for page in &site.pages {
        *counts.entry((page.kind, &page.lang)).or_default() += 1;
    }
    let row = |kind: Kind| {
        let cell = |lang| Cell {
            count: counts.get(&(kind, lang)).copied().unwrap_or_default(),
            href: of(Some(kind), Some(lang)),
        };
        let cells: Vec<Cell> = site.config.langs().map(cell).collect();
        let total = cells.iter().map(|cell| cell.count).sum();
        Row { kind: kind.name(), href: of(Some(kind), None), total, cells }
    };
    Kind::ALL.into_iter().map(row).filter(|row| row.total > 0).collect()
}

/// What an output is for a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Page,
    Feed,
    Calendar,
    Poster,
    Picture,
    Data,
    Leading,
    Carried,
    Theme,
}

impl Sort {
    const ALL: [Self; 9] = [
        Self::Page,
        Self::Feed,
        Self::Calendar,
        Self::Poster,
        Self::Picture,
        Self::Data,
        Self::Leading,
        Self::Carried,
        Self::Theme,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Page => "pages",
            Self::Feed => "feeds",
            Self::Calendar => "calendars",
            Self::Poster => "posters",
            Self::Picture => "pictures",
            Self::Data => "data",
            Self::Leading => "leading",
            Self::Carried => "carried",
            Self::Theme => "theme",
        }
    }

    const fn of(job: &Job) -> Self {
        match job {
            Job::Home(_)
            | Job::Page(_)
            | Job::List { .. }
            | Job::Year { .. }
            | Job::PosterPage(_)
            | Job::Wall { .. }
            | Job::Tags(_)
            | Job::Tag { .. }
            | Job::NotFound => Self::Page,
            Job::Feed(..) => Self::Feed,
            Job::Calendar(_) => Self::Calendar,
            Job::Poster { .. } => Self::Poster,
            Job::Picture(_) => Self::Picture,
            Job::Replies(_) | Job::Sitemap | Job::Robots | Job::Headers | Job::Redirects | Job::NextBuild => {
                Self::Data
            }
            Job::Redirect(_) | Job::Code(_) => Self::Leading,
            Job::Copy(_) => Self::Carried,
            Job::Asset(_) => Self::Theme,
        }
    }
}

/// How many outputs of a sort there are.
#[derive(Debug, Serialize)]
struct Group {
    name: &'static str,
    count: usize,
    href: String,
}

fn groups(plan: &Plan) -> Vec<Group> {
    let mut counts: BTreeMap<Sort, usize> = BTreeMap::new();
    for job in plan.jobs.values() {
        *counts.entry(Sort::of(job)).or_default() += 1;
    }
    let group = |(sort, count): (Sort, usize)| Group { name: sort.name(), count, href: of_sort(sort) };
    counts.into_iter().map(group).collect()
}

fn of_sort(sort: Sort) -> String {
    format!("{}outputs/?{}", super::DESK, fields(&[("sort", sort.name())]))
}

#[derive(Debug, Serialize)]
struct Output<'a> {
    path: &'a str,
    href: String,
}

#[derive(Debug, Serialize)]
struct Outputs<'a> {
    sort: Option<&'static str>,
    groups: Vec<Group>,
    outputs: Vec<Output<'a>>,
    pager: Pager,
}

pub(super) fn outputs(reader: &Reader<'_>) -> Response {
    let Some(printer) = reader.printer() else { return super::problems::page(reader) };
    let asked = reader.query.get("sort").map(|name| Sort::ALL.into_iter().find(|sort| sort.name() == name));
    if asked == Some(None) {
        return reader.nothing();
    }
    let sort = asked.flatten();
    let jobs = printer.plan().jobs.iter();
    let paths: Vec<&str> =
        jobs.filter(|(_, job)| Some(Sort::of(job)) == sort).map(|(path, _)| path.as_str()).collect();
    let href = sort.map_or_else(String::new, |sort| format!("{}&n=", of_sort(sort)));
    let (pager, paths) = Pager::part(paths, reader.query.number(), EACH, href);
    let output = |path| Output { path, href: reader.preview.base.href_of_path(path) };
    let view = Outputs {
        sort: sort.map(Sort::name),
        groups: groups(printer.plan()),
        outputs: paths.into_iter().map(output).collect(),
        pager,
    };
    reader.page("outputs.html", "outputs", &view)
}
