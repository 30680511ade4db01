//! `handbill poster codes`: every code, what it leads to, and where it stands.

use handbill::diagnostics;
use handbill::model::{PageFacts, Site, SiteCode};
use handbill::render::harmless_cell;
use serde::Serialize;

use crate::cli::args::PosterCodesArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::report::{self, Counts};
use crate::cli::site;

/// One code, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    code: String,
    address: &'a str,
    /// What it is for, by the path that the ledger has.
    target: &'a str,
    /// What it opens now.
    opens: String,
    placement: Option<&'a str>,
    label: Option<&'a str>,
    uid: &'a str,
    lang: &'a str,
    state: &'static str,
    issued: Option<String>,
}

const COLUMNS: [&str; 10] =
    ["code", "address", "target", "opens", "placement", "label", "uid", "lang", "state", "issued"];

pub(crate) fn run(args: &PosterCodesArgs, quiet: bool) -> Result<Exit, Failure> {
    let now = site::now(&args.site)?;
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(false), true)?;
    let mut edition = pipeline.run(&now)?;
    let mut issued = 0;
    if args.issue {
        // A code must not be issued for a page that no build can publish.
        if !edition.is_sound() {
            report::text(&edition, &edition.diagnostics, quiet);
            anstream::eprintln!("{}: no code was issued", Counts::of(&edition.diagnostics).words());
            return Ok(Exit::Site);
        }
        issued = edition.issue_codes(&args.site.site)?;
        edition = pipeline.run(&now)?;
    }
    let Some(printer) = &edition.printer else {
        report::text(&edition, &edition.diagnostics, quiet);
        anstream::eprintln!("{}: nothing to list", Counts::of(&edition.diagnostics).words());
        return Ok(Exit::Site);
    };
    let site = printer.site();
    let rows: Vec<Row<'_>> = site.codes.list().iter().map(|code| row(site, code)).collect();
    if args.json {
        anstream::println!("{}", serde_json::to_string(&rows).expect("texts are JSON"));
    } else if args.csv {
        anstream::print!("{}", csv(&rows));
    } else {
        for (row, code) in rows.iter().zip(site.codes.list()) {
            let state = row.state;
            anstream::println!(
                "{}  {state:10}  {}  {}{}",
                row.code,
                row.address,
                row.target,
                hangs(site, code, row)
            );
        }
    }
    let sound = !diagnostics::has_errors(&edition.diagnostics);
    if !quiet && !args.json && !args.csv {
        let errors = Counts::of(&edition.diagnostics).errors;
        let problems = match errors {
            0 => String::new(),
            n => format!("; `handbill check` tells of {}", report::count(n, "error")),
        };
        let new = site.codes.list().iter().filter(|code| code.issued.is_none()).count();
        let done = match (args.issue, new) {
            (true, _) => format!(", {issued} of them new in codes.toml"),
            (false, 0) => String::new(),
            (false, new) => {
                format!(", {new} of them not issued yet: `handbill build` or `--issue` does that")
            }
        };
        let codes = report::count(rows.len(), "code");
        anstream::eprintln!("listed {codes}{}{done}{problems}", site::of_site(&args.site.site));
    }
    Ok(if sound { Exit::Done } else { Exit::Site })
}

fn row<'a>(site: &'a Site, code: &'a SiteCode) -> Row<'a> {
    let opens = match &code.anchor {
        Some(anchor) => format!("{}#{anchor}", code.to),
        None => code.to.to_string(),
    };
    Row {
        code: code.code.to_string(),
        address: &code.address,
        target: &code.target,
        opens,
        placement: code.placement.as_deref(),
        label: label(site, code),
        uid: &code.uid,
        lang: code.lang.as_str(),
        state: code.state.name(),
        issued: code.issued.map(|day| day.to_string()),
    }
}

/// Where a code of a print run hangs: `  posters/doors: Tofu shop`; the run alone for its poster on the web.
fn hangs(site: &Site, code: &SiteCode, row: &Row<'_>) -> String {
    let page = code.carrier.map(|id| site.page(id)).filter(|page| page.facts.print_run().is_some());
    let run = page.map(|page| page.document.name.reference());
    match (run, row.label.or(row.placement)) {
        (Some(run), Some(place)) => format!("  {run}: {place}"),
        (Some(run), None) => format!("  {run}"),
        (None, Some(place)) => format!("  {place}"),
        (None, None) => String::new(),
    }
}

/// What people call the place that a code is for.
fn label<'a>(site: &'a Site, code: &SiteCode) -> Option<&'a str> {
    let PageFacts::PrintRun(run) = &site.page(code.carrier?).facts else { return None };
    let id = code.placement.as_deref()?;
    run.placements.iter().find(|placement| placement.id.value == id)?.label.as_deref()
}

/// The codes as a table (RFC 4180), with the mark by which a spreadsheet takes UTF-8 for what it is.
fn csv(rows: &[Row<'_>]) -> String {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(COLUMNS).expect("memory takes every row");
    for row in rows {
        let cells = [
            &row.code,
            row.address,
            row.target,
            &row.opens,
            row.placement.unwrap_or_default(),
            row.label.unwrap_or_default(),
            row.uid,
            row.lang,
            row.state,
            row.issued.as_deref().unwrap_or_default(),
        ];
        writer.write_record(cells.map(harmless_cell)).expect("memory takes every row");
    }
    writer.flush().expect("memory takes every row");
    drop(writer);
    String::from_utf8(bytes).expect("texts are UTF-8")
}
