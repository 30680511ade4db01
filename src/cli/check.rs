//! `handbill check`.

use handbill::pipeline::check;
use serde::Serialize;

use super::args::{CheckArgs, CheckReport};
use super::exit::{Exit, Failure};
use super::progress::Bar;
use super::report::{self, Counts, Record};
use super::site;

/// What `--report json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    diagnostics: Vec<Record<'a>>,
    counts: Counts,
}

pub(crate) fn run(args: &CheckArgs, quiet: bool) -> Result<Exit, Failure> {
    let now = site::now(&args.site)?;
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(args.drafts))?;
    let edition = pipeline.run(&now)?;
    let total = edition.printer.as_ref().map_or(0, |printer| printer.plan().jobs.len());
    let bar = Bar::new(total, "checking", quiet || args.report != CheckReport::Text);
    let diagnostics = check(&edition, &bar);
    bar.finish();
    let counts = Counts::of(&diagnostics);
    match args.report {
        CheckReport::Text => report::text(&edition, &diagnostics, quiet),
        CheckReport::Json => {
            let report = Report { diagnostics: report::records(&edition, &diagnostics), counts };
            anstream::println!("{}", serde_json::to_string(&report).expect("texts and numbers are JSON"));
        }
        CheckReport::Github => report::github(&edition, &diagnostics),
    }
    if !quiet && args.report == CheckReport::Text {
        anstream::eprintln!(
            "checked {total} outputs: {} in {}",
            counts.words(),
            site::shown(&args.site.site)
        );
    }
    Ok(if counts.errors > 0 || edition.printer.is_none() { Exit::Site } else { Exit::Done })
}
