//! `handbill build`.

use std::time::Instant;

use handbill::pipeline::{Built, Edition, Issuing, build};
use serde::Serialize;

use super::args::{BuildArgs, BuildReport};
use super::exit::{Exit, Failure};
use super::progress::Bar;
use super::report::{self, Counts, Record};
use super::site;

/// What `--report json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    diagnostics: Vec<Record<'a>>,
    counts: Counts,
    pages: usize,
    files: usize,
    written: usize,
    deleted: usize,
    seconds: f64,
    next: Option<String>,
}

pub(crate) fn run(args: &BuildArgs, quiet: bool) -> Result<Exit, Failure> {
    let started = Instant::now();
    let now = site::now(&args.site)?;
    let mut pipeline =
        site::pipeline(&args.site, Some(&args.links), site::drafts(args.drafts), !args.no_posters)?;
    let mut edition = pipeline.run(&now)?;
    drop(pipeline);
    edition.release_sources();
    let out = args.out.clone().unwrap_or_else(|| site::inside(&args.site.site, "public"));
    let total = edition.printer.as_ref().map_or(0, |printer| printer.plan().jobs.len());
    let bar = Bar::new(total, "printing", quiet || args.report.is_some());
    let issuing = if args.locked { Issuing::Refuse } else { Issuing::Write };
    let built = build(&edition, &out, &args.site.site, issuing, &bar);
    bar.finish();
    let built = built?;
    let seconds = started.elapsed().as_secs_f64();
    match args.report {
        Some(BuildReport::Json) => json(&edition, &built, seconds),
        None => report::text(&edition, &built.diagnostics, quiet),
    }
    let Some(written) = &built.written else {
        let counts = Counts::of(&built.diagnostics);
        let kept = if out.exists() {
            format!(", the last good output stays in {}", site::shown(&out))
        } else {
            String::new()
        };
        anstream::eprintln!("{}: nothing was written{kept}", counts.words());
        return Ok(Exit::Site);
    };
    if !quiet && args.report.is_none() {
        let kept = built.diagnostics.len();
        let problems =
            if kept == 0 { String::new() } else { format!(", {}", Counts::of(&built.diagnostics).words()) };
        let issued = match built.issued {
            0 => String::new(),
            issued => format!(", {} issued in codes.toml", report::count(issued, "code")),
        };
        anstream::eprintln!(
            "printed {} in {seconds:.2} s: {}, {} written, {} deleted{issued}{problems} → {}",
            report::count(built.pages, "page"),
            report::count(written.files, "file"),
            written.written,
            written.deleted,
            site::shown(&out)
        );
    }
    if args.open {
        super::new::open_in_browser(out.join("index.html"))?;
    }
    // The process ends here: taking the site apart first would only keep the shell waiting.
    std::mem::forget(edition);
    Ok(Exit::Done)
}

fn json(edition: &Edition, built: &Built, seconds: f64) {
    let counts = Counts::of(&built.diagnostics);
    let written = built.written.as_ref();
    let first = edition.printer.as_ref().and_then(|printer| printer.site().transitions.first());
    let report = Report {
        diagnostics: report::records(edition, &built.diagnostics),
        counts,
        pages: built.pages,
        files: written.map_or(0, |written| written.files),
        written: written.map_or(0, |written| written.written),
        deleted: written.map_or(0, |written| written.deleted),
        seconds,
        next: first.map(|transition| transition.at.to_string()),
    };
    anstream::println!("{}", serde_json::to_string(&report).expect("texts and numbers are JSON"));
}
