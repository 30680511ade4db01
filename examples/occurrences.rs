//! Prints what the calendars of a site hold, as Handbill reckons it: `occurrences SITE INSTANT` prints, for each calendar and
//! each occurrence in it, the calendar's file, the start, the end (`-` where nobody knows) and the title, with tabs between;
//! days as `2026-11-27`, the day after the last one as the end, all else as instants. The first line is the horizon.
//!
//! `tests/outside/calendars.py` asks it beside programs of other people.

use handbill::calendar::horizon;
use handbill::model::{CalendarId, Drafts, EventFacts, Job, Page, PageFacts};
use handbill::pipeline::{Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use jiff::Zoned;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().expect("a site's folder").into();
    let now = Now::Written(arguments.next().expect("an instant"));
    let links = LinkStyle::Web;
    let settings = Settings { root, base_url: None, drafts: Drafts::Hide, links, posters: false };
    let edition = Pipeline::new(settings).run(&now).expect("a site's folder");
    let printer = edition.printer.as_ref().expect("a site that can be printed");
    let site = printer.site();
    println!("{}", horizon(site.now, site.now));
    for (path, job) in printer.plan().jobs.iter() {
        let Job::Calendar(id) = job else { continue };
        for page in printer.plan().calendars.pages(id) {
            for line in lines(site.page(*page)) {
                println!("{path}\t{line}");
            }
        }
        assert!(
            !matches!(id, CalendarId::Event(page) if lines(site.page(*page)).is_empty()),
            "{path} is empty"
        );
    }
}

fn lines(page: &Page) -> Vec<String> {
    match &page.facts {
        PageFacts::Event(facts) => of_event(page, facts),
        PageFacts::Drop(facts) => vec![format!("{}\t-\t{}", facts.release.timestamp(), page.title)],
        _ => Vec::new(),
    }
}

fn of_event(page: &Page, facts: &EventFacts) -> Vec<String> {
    let told = |start: &Zoned, end: Option<&Zoned>, title: &str| {
        let form = |at: &Zoned| match facts.fields.all_day {
            true => at.date().to_string(),
            false => at.timestamp().to_string(),
        };
        format!("{}\t{}\t{title}", form(start), end.map_or_else(|| "-".to_owned(), form))
    };
    let comes_again = facts.rule.is_some() || !facts.fields.rdate.is_empty();
    if !comes_again {
        return vec![told(&facts.start, facts.end_known.then_some(&facts.end), &page.title)];
    }
    let occurrences = facts.occurrences.iter().map(|one| {
        let change = one.change.and_then(|index| facts.fields.overrides.get(index));
        let has_end = change.is_some_and(|change| change.end.is_some() || change.duration.is_some());
        let title = change.and_then(|change| change.title.as_ref()).unwrap_or(&page.title);
        told(&one.start, (has_end || facts.end_known).then_some(&one.end), title)
    });
    occurrences.collect()
}
