//! `handbill list`: what is in the site.

use handbill::calendar::rfc3339;
use handbill::model::{EventState, Kind, Occurrence, Page, Site, Withheld, WithheldReason};
use jiff::{Timestamp, Zoned};
use serde::Serialize;

use super::args::{ListArgs, Needs};
use super::exit::{Exit, Failure};
use super::report::{self, Counts};
use super::site;

/// One entry, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    path: &'a str,
    kind: &'static str,
    lang: &'a str,
    title: &'a str,
    url: Option<String>,
    date: Option<String>,
    state: Option<&'static str>,
    withheld: bool,
    reason: Option<&'static str>,
    tags: Vec<&'a str>,
}

pub(crate) fn run(args: &ListArgs, quiet: bool) -> Result<Exit, Failure> {
    let now = site::now(&args.site)?;
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(false), false)?;
    let edition = pipeline.run(&now)?;
    let Some(printer) = &edition.printer else {
        return Ok(report::stopped(&edition, "nothing to list", quiet));
    };
    let kind = args.kind.as_deref().and_then(Kind::of_name);
    let site = printer.site();
    let public = site.pages.iter().filter_map(|page| match args.needs {
        None => Some(public(site, page)),
        Some(Needs::Recap) => {
            // What lacks a recap is the evening that was, whatever the next one is up to.
            let date = Some(rfc3339(untold(page, site.now)?));
            Some(Entry { date, state: Some(EventState::Past.name()), ..public(site, page) })
        }
    });
    // Only what is published can lack something that a reader would miss.
    let withheld = site.withheld.iter().filter(|_| args.needs.is_none()).map(withheld);
    let mut entries: Vec<Entry<'_>> =
        public.chain(withheld).filter(|entry| kind.is_none_or(|kind| entry.kind == kind.name())).collect();
    entries.sort_by(|a, b| (a.kind, &b.date, a.path).cmp(&(b.kind, &a.date, b.path)));
    if args.json {
        anstream::println!("{}", serde_json::to_string(&entries).expect("texts are JSON"));
    } else {
        for entry in &entries {
            let date = entry.date.as_deref().map_or("", |date| date.get(..10).unwrap_or(date));
            let state = entry.reason.or(entry.state).unwrap_or_default();
            anstream::println!("{date:10}  {:9}  {state:9}  {}  {}", entry.kind, entry.title, entry.path);
        }
    }
    let errors = Counts::of(&edition.diagnostics).errors;
    if !quiet && !args.json {
        let sources = report::count(entries.len(), "source");
        let problems = match errors {
            0 => String::new(),
            n => format!("; `handbill check` tells of {}", report::count(n, "error")),
        };
        anstream::eprintln!("listed {sources}{}{problems}", site::of_site(&args.site.site));
    }
    Ok(Exit::Done)
}

/// Where nobody told how it was: when it was; of what happens again the last time that took place.
fn untold(page: &Page, now: Timestamp) -> Option<&Zoned> {
    let event = page.facts.event().filter(|event| event.fields.status.takes_place())?;
    if event.occurrences.is_empty() {
        return Some(&event.start).filter(|_| event.is_over(now) && event.recap.is_none());
    }
    let was = |one: &Occurrence| one.is_over(now) && event.status_of(Some(one)).takes_place();
    let last = event.occurrences.iter().rposition(was)?;
    event.recap_of(Some(last)).is_none().then(|| &event.occurrences[last].start)
}

fn public<'a>(site: &'a Site, page: &'a Page) -> Entry<'a> {
    Entry {
        path: page.document.path.as_str(),
        kind: page.kind.name(),
        lang: page.lang.as_str(),
        title: &page.title,
        url: Some(match &page.anchor {
            Some(anchor) => format!("{}#{anchor}", page.url),
            None => page.url.to_string(),
        }),
        date: page.date.as_ref().map(rfc3339),
        state: page.facts.state(),
        withheld: false,
        reason: None,
        tags: page.tags.iter().map(|tag| site.tag(*tag).name.as_str()).collect(),
    }
}

fn withheld(source: &Withheld) -> Entry<'_> {
    Entry {
        path: source.path.as_str(),
        kind: source.kind.name(),
        lang: source.lang.as_str(),
        title: &source.title,
        url: None,
        date: match &source.reason {
            WithheldReason::Embargo(at) => Some(at.to_string()),
            WithheldReason::Draft | WithheldReason::Consent => None,
        },
        state: None,
        withheld: true,
        reason: Some(source.reason.name()),
        tags: Vec::new(),
    }
}
