//! `handbill poster codes`: every code, what it leads to, and where it stands.

use std::collections::BTreeMap;

use handbill::diagnostics;
use handbill::model::{PageId, Placement, Site, SiteCode};
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
            return Ok(report::stopped(&edition, "no code was issued", quiet));
        }
        issued = edition.issue_codes(&args.site.site)?;
        edition = pipeline.run(&now)?;
    }
    let Some(printer) = &edition.printer else {
        return Ok(report::stopped(&edition, "nothing to list", quiet));
    };
    let site = printer.site();
    let places = places(site);
    let codes = in_order(site, &places);
    let rows: Vec<Row<'_>> = codes.iter().map(|code| row(code, &places)).collect();
    if args.json {
        anstream::println!("{}", serde_json::to_string(&rows).expect("texts are JSON"));
    } else if args.csv {
        anstream::print!("{}", csv(&rows));
    } else {
        for (row, code) in rows.iter().zip(codes) {
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

fn row<'a>(code: &'a SiteCode, places: &Places<'a>) -> Row<'a> {
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
        label: place_of(places, code).and_then(|(_, place)| place.label.as_deref()),
        uid: &code.uid,
        lang: code.lang.as_str(),
        state: code.state.name(),
        issued: code.issued.map(|day| day.to_string()),
    }
}

/// Where each place of each print run stands among its places.
type Places<'a> = BTreeMap<(PageId, &'a str), (usize, &'a Placement)>;

fn places(site: &Site) -> Places<'_> {
    let runs =
        site.pages.iter().enumerate().filter_map(|(id, page)| Some((PageId(id), page.facts.print_run()?)));
    let all =
        runs.flat_map(|(id, run)| run.placements.iter().enumerate().map(move |(at, place)| (id, at, place)));
    all.map(|(id, at, place)| ((id, place.id.value.as_str()), (at, place))).collect()
}

/// The place that a code is for, where it is there still.
fn place_of<'a>(places: &Places<'a>, code: &SiteCode) -> Option<(usize, &'a Placement)> {
    places.get(&(code.carrier?, code.placement.as_deref()?)).copied()
}

/// The codes as people look for them: those of a page beside each other, those of a print run in the order of its
/// places; last those whose poster is gone.
fn in_order<'a>(site: &'a Site, places: &Places<'_>) -> Vec<&'a SiteCode> {
    let mut codes: Vec<&SiteCode> = site.codes.list().iter().collect();
    codes.sort_by_cached_key(|code| {
        let place = code.placement.is_some().then(|| {
            let at = place_of(places, code).map(|(at, _)| at);
            (at.is_none(), at)
        });
        let page = code.carrier.map(|id| (site.page(id).kind, site.page(id).document.name.reference(), id));
        (page.is_none(), page, code.uid.as_str(), code.lang.as_str(), place, code.code)
    });
    codes
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
