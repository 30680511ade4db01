//! `handbill poster render|sheet|designs`: posters and labels into files of their own.

use std::path::Path;

use handbill::diagnostics::{self, Diagnostic};
use handbill::model::{KindFields, Medium, PageId, PosterFormat, Site};
use handbill::pipeline::{Edition, LabelSheet, PosterWish};
use handbill::poster::Paper;
use handbill::render::Printer;

use super::find::find;
use crate::cli::args::{PosterDesignsArgs, PosterRenderArgs, PosterSheetArgs, SiteArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::report::{self, Counts};
use crate::cli::site;

/// Sizes of paper by name, in millimetres (ISO 216; ANSI/ASME Y14.1).
const PAPERS: [(&str, Paper); 4] = [
    ("a3", Paper { width: 297.0, height: 420.0 }),
    ("a4", Paper::A4),
    ("a5", Paper { width: 148.0, height: 210.0 }),
    ("letter", Paper { width: 215.9, height: 279.4 }),
];
/// More labels to a page would be smaller than a code.
const MOST_LABELS: u32 = 20;

pub(crate) fn render(args: &PosterRenderArgs, quiet: bool) -> Result<Exit, Failure> {
    let Some(format) = PosterFormat::of_name(&args.format.to_ascii_lowercase()) else {
        let names = PosterFormat::ALL.map(PosterFormat::name).join(", ");
        return Err(Failure::usage(
            format!("there is no format `{}`", args.format),
            format!("formats: {names}"),
        ));
    };
    let edition = edition(&args.site)?;
    let Some(printer) = sound(&edition, quiet) else { return Ok(Exit::Site) };
    let named = find(printer.site(), &args.site.site, &args.target, args.lang.as_deref())?;
    let (page, placement) = (named.page, args.placement.clone().or(named.placement));
    let design = args.design.as_deref();
    let Some(poster) = printer.poster_in(page, design) else { return Err(no_poster(printer, page, design)) };
    issued(printer.site(), page, placement.as_deref())?;
    let medium = match args.out.as_deref().map(medium_of).transpose()? {
        Some(medium) => medium,
        None if format == PosterFormat::A4 => Medium::Pdf,
        None => poster.pixels(),
    };
    let wish = PosterWish { design, placement: placement.as_deref() };
    let bytes = match edition.poster(page, format, medium, wish) {
        Ok(bytes) => bytes,
        Err(found) => return Ok(faulty(&edition, &found, quiet)),
    };
    let slug =
        printer.site().page(page).url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or("poster");
    let usual = format!("{slug}-{}.{}", format.name(), medium.ending());
    let out = args.out.as_deref().unwrap_or(Path::new(&usual));
    write(out, &bytes)?;
    if !quiet {
        let (place, hint) = of_place(printer.site(), page, placement.as_deref());
        let title = &printer.site().page(page).title;
        anstream::eprintln!(
            "drew the {} poster of “{title}”{place} → {}{hint}",
            format.name(),
            site::shown(out)
        );
    }
    Ok(Exit::Done)
}

pub(crate) fn sheet(args: &PosterSheetArgs, quiet: bool) -> Result<Exit, Failure> {
    let named = PAPERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(&args.paper));
    let Some((_, paper)) = named else {
        let names = PAPERS.map(|(name, _)| name).join(", ");
        return Err(Failure::usage(
            format!("there is no paper `{}`", args.paper),
            format!("papers: {names}"),
        ));
    };
    let (columns, rows) = grid(&args.labels)?;
    let edition = edition(&args.site)?;
    let Some(printer) = sound(&edition, quiet) else { return Ok(Exit::Site) };
    let run = find(printer.site(), &args.site.site, &args.run, args.lang.as_deref())?.page;
    let page = printer.site().page(run);
    let KindFields::PrintRun(_) = &page.document.front.fields else {
        return Err(Failure::usage(
            format!("`{}` is no print run", args.run),
            "labels are of a page in `content/posters/`; `handbill list --kind print-run` names them",
        ));
    };
    issued(printer.site(), run, None)?;
    let layout = LabelSheet { paper: *paper, columns, rows, cut_marks: args.cut_marks };
    let made = match edition.label_sheet(run, layout) {
        Ok(made) => made,
        Err(found) => return Ok(faulty(&edition, &found, quiet)),
    };
    report::text(&edition, &made.warnings, quiet);
    let slug = page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or("labels");
    let usual = format!("{slug}-labels.pdf");
    let out = args.out.as_deref().unwrap_or(Path::new(&usual));
    write(out, &made.pdf)?;
    if !quiet {
        let pages = report::count(made.count.div_ceil((columns * rows) as usize), "page");
        anstream::eprintln!(
            "set {} of “{}” on {pages} → {}",
            report::count(made.count, "label"),
            page.title,
            site::shown(out)
        );
    }
    Ok(Exit::Done)
}

pub(crate) fn designs(args: &PosterDesignsArgs, quiet: bool) -> Result<Exit, Failure> {
    let edition = edition(&args.site)?;
    let Some(printer) = sound(&edition, quiet) else { return Ok(Exit::Site) };
    if printer.plan().posters.by_page.is_empty() {
        return Err(Failure::usage(
            "this site has no posters yet",
            "events, drops, stories, members, chapters, campaigns and print runs have posters; `handbill new event \"…\"` begins one",
        ));
    }
    let bytes = match edition.contact_sheet() {
        Ok(bytes) => bytes,
        Err(found) => return Ok(faulty(&edition, &found, quiet)),
    };
    write(&args.out, &bytes)?;
    if !quiet {
        let designs = report::count(printer.designs().count(), "design");
        anstream::eprintln!(
            "drew {designs} in {} formats → {}",
            PosterFormat::ALL.len(),
            site::shown(&args.out)
        );
    }
    Ok(Exit::Done)
}

fn edition(args: &SiteArgs) -> Result<Edition, Failure> {
    let now = site::now(args)?;
    Ok(site::pipeline(args, None, site::drafts(false), true)?.run(&now)?)
}

/// The printer of a site without errors; else they are told.
fn sound(edition: &Edition, quiet: bool) -> Option<&Printer> {
    let printer = edition.printer.as_deref().filter(|_| edition.is_sound());
    if printer.is_none() {
        report::stopped(edition, "nothing was drawn", quiet);
    }
    printer
}

fn faulty(edition: &Edition, found: &[Diagnostic], quiet: bool) -> Exit {
    let mut found = found.to_vec();
    diagnostics::sort(&mut found);
    report::text(edition, &found, quiet);
    anstream::eprintln!("{}: nothing was drawn", Counts::of(&found).words());
    Exit::Site
}

fn no_poster(printer: &Printer, page: PageId, design: Option<&str>) -> Failure {
    let title = &printer.site().page(page).title;
    let designs: Vec<&str> = printer.designs().map(|(name, _)| name).collect();
    match design.filter(|design| !designs.contains(design)) {
        Some(design) => Failure::usage(
            format!("there is no poster design `{design}`"),
            format!("designs here: {}", designs.join(", ")),
        ),
        None => Failure::usage(
            format!("“{title}” has no poster"),
            "events, drops, stories, chapters, campaigns and print runs have one, and members who agreed to it; `handbill check` tells of characters that no font has",
        ),
    }
}

/// Whose code a print run's poster carries, which nobody sees at a glance; and how to draw another.
fn of_place(site: &Site, page: PageId, placement: Option<&str>) -> (String, String) {
    let places = site.page(page).facts.print_run().map_or(&[][..], |run| &run.placements);
    match placement {
        Some(id) => (format!(" for `{id}`"), String::new()),
        None if places.is_empty() => (String::new(), String::new()),
        None => {
            let count = report::count(places.len(), "place");
            (
                String::new(),
                format!(
                    "; its code is that of the web, each of its {count} has one of its own: `--placement`"
                ),
            )
        }
    }
}

/// What is printed must be in the ledger first: nobody can call it back.
fn issued(site: &Site, page: PageId, placement: Option<&str>) -> Result<(), Failure> {
    let code = match placement {
        Some(id) => site.code_of(page, Some(id)).ok_or_else(|| no_place(site, page, id))?,
        None => match site.poster_code(page) {
            Some(code) => code,
            None => return Ok(()),
        },
    };
    if code.issued.is_some() {
        return Ok(());
    }
    Err(Failure::usage(
        format!(
            "the code `{}` is not in codes.toml yet, and what is printed cannot be called back",
            code.code
        ),
        "`handbill poster codes --issue` writes it down, as a build does; then commit codes.toml",
    ))
}

fn no_place(site: &Site, page: PageId, id: &str) -> Failure {
    let page = site.page(page);
    let places = page.facts.print_run().map_or(&[][..], |run| &run.placements);
    let ids = || places.iter().map(|place| place.id.value.as_str());
    let help = match diagnostics::nearest(id, ids()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if places.is_empty() => {
            "places are those of a print run: `placements` or `placements_csv`".to_owned()
        }
        None => "`handbill poster codes` lists every place that has a code".to_owned(),
    };
    Failure::usage(format!("“{}” has no place `{id}`", page.title), help)
}

fn medium_of(path: &Path) -> Result<Medium, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    match ending.to_ascii_lowercase().as_str() {
        "png" => Ok(Medium::Png),
        "jpg" | "jpeg" => Ok(Medium::Jpeg),
        "svg" => Ok(Medium::Svg),
        "pdf" => Ok(Medium::Pdf),
        _ => Err(Failure::usage(
            format!("`{}` does not say what it should be", path.display()),
            "let the file end in .png, .jpg, .svg or .pdf",
        )),
    }
}

/// `3x8`: three labels side by side, eight one above the other.
fn grid(written: &str) -> Result<(u32, u32), Failure> {
    let numbers = written.split_once(['x', 'X', '×']).and_then(|(columns, rows)| {
        let number = |text: &str| text.trim().parse().ok().filter(|n| (1..=MOST_LABELS).contains(n));
        number(columns).zip(number(rows))
    });
    numbers.ok_or_else(|| {
        Failure::usage(
            format!("`{written}` is no grid of labels"),
            format!("write how many stand side by side and one above the other, 1 to {MOST_LABELS} each: `--labels 3x8`"),
        )
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| {
        Failure::machine(
            format!("`{}` cannot be written: {error}", path.display()),
            "name another file with `--out`",
        )
    })
}
