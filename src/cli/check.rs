//! `handbill check`.

use handbill::pipeline::{PosterCheck, check};
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
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(args.drafts), true)?;
    let edition = pipeline.run(&now)?;
    let total = edition.printer.as_ref().map_or(0, |printer| printer.plan().jobs.len());
    let bar = Bar::new(total, "checking", quiet || args.report != CheckReport::Text);
    let look = if args.posters { PosterCheck::Pixels } else { PosterCheck::Words };
    let diagnostics = check(&edition, look, &bar);
    bar.finish();
    let counts = Counts::of(&diagnostics);
    match args.report {
        CheckReport::Text => report::text(&edition, &diagnostics, quiet),
        CheckReport::Json => {
            let report = Report { diagnostics: report::records(&edition, &diagnostics), counts };
            anstream::println!("{}", serde_json::to_string(&report).expect("texts and numbers are JSON"));
        }
        CheckReport::Github => report::github(&edition, &diagnostics, &args.site.site),
    }
    if !quiet && args.report != CheckReport::Json {
        // Without a usable theme no output was made, and a count of none would mislead.
        let what = match &edition.printer {
            Some(_) => report::count(total, "output"),
            None => "the sources".to_owned(),
        };
        anstream::eprintln!("checked {what}{}: {}", site::of_site(&args.site.site), counts.words());
    }
    Ok(if counts.errors > 0 || edition.printer.is_none() { Exit::Site } else { Exit::Done })
}
