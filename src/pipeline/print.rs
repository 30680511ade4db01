//! Every job of a plan, printed in parallel.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::pictures::Easel;
use super::posters::{PosterWish, Pressroom, Sheet};
use super::{Edition, Issuing, SHARE};
use crate::diagnostics::{self, Diagnostic};
use crate::disk::{DiskError, Output, Written};
use crate::model::{Artifact, Job, Medium, OutputPath, PageId, PictureFile, Plan, PosterFormat};
use crate::render::Printer;

/// Told of each finished output, from any thread.
pub trait Progress: Sync {
    /// One more output is done.
    fn step(&self);
}

impl Progress for () {
    fn step(&self) {}
}

/// What a build wrote.
#[derive(Debug)]
pub struct Built {
    /// Counts of files; absent where an error kept the old output in place.
    pub written: Option<Written>,
    /// HTML pages of the plan.
    pub pages: usize,
    /// Codes that the ledger has now and did not have before.
    pub issued: usize,
    /// Every problem, in a reader's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Prints a whole edition into a folder.
///
/// Outputs are staged as they are printed. An error anywhere leaves the last good output and the ledger as they are.
///
/// # Errors
/// Where the folder or the ledger cannot be written; what is wrong with the site is in [`Built::diagnostics`].
pub fn build(
    edition: &Edition,
    out: &Path,
    site_root: &Path,
    issuing: Issuing,
    progress: &dyn Progress,
) -> Result<Built, DiskError> {
    let locked = match issuing {
        Issuing::Write => None,
        // What an unsound site would issue is not certain yet.
        Issuing::Refuse => edition.locked().filter(|_| edition.is_sound()),
    };
    let sound = edition.printer.as_ref().filter(|_| edition.is_sound() && locked.is_none());
    let Some(printer) = sound else {
        let pages = edition.printer.as_ref().map_or(0, |printer| page_count(printer));
        let mut diagnostics = check(edition, PosterCheck::Words, progress);
        diagnostics.extend(locked);
        diagnostics::sort(&mut diagnostics);
        return Ok(Built { written: None, pages, issued: 0, diagnostics });
    };
    let mut diagnostics = edition.diagnostics.clone();
    let output = Output::open(out, site_root)?;
    let problems =
        print_all(edition, printer, Pixels::All, progress, |artifact| output.put(&artifact).map(drop))?;
    if let Some(easel) = &edition.easel {
        easel.remember();
    }
    let failed = diagnostics::has_errors(&problems);
    diagnostics.extend(problems);
    let mut issued = 0;
    // The ledger comes first: a code that is published and not in it would be another one after the next rename, and
    // somebody may have printed it by then. One that is in it and was never published harms nobody.
    let issue = || {
        issued = edition.issue_codes(site_root)?;
        Ok(())
    };
    let written = if failed { None } else { Some(output.commit_after(issue)?) };
    if let (Some(easel), false) = (&edition.easel, failed) {
        let posters = edition.press.iter().flat_map(Pressroom::used);
        easel.tidy(printer.plan(), posters, printer.site().now);
    }
    diagnostics::sort(&mut diagnostics);
    Ok(Built { written, pages: page_count(printer), issued, diagnostics })
}

fn page_count(printer: &Printer) -> usize {
    printer.plan().jobs.values().filter(|job| job.is_page()).count()
}

/// How closely a check looks at posters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosterCheck {
    /// At what they say and whether it fits.
    Words,
    /// At their pixels too: every code is read back.
    Pixels,
}

/// Prints a whole edition and keeps nothing: every problem, in a reader's order.
#[must_use]
pub fn check(edition: &Edition, look: PosterCheck, progress: &dyn Progress) -> Vec<Diagnostic> {
    let mut diagnostics = edition.diagnostics.clone();
    if let Some(printer) = &edition.printer {
        let pixels = match look {
            PosterCheck::Words => Pixels::None,
            PosterCheck::Pixels => Pixels::Posters,
        };
        let kept: Result<Vec<Diagnostic>, std::convert::Infallible> =
            print_all(edition, printer, pixels, progress, |_| Ok(()));
        let Ok(problems) = kept;
        diagnostics.extend(problems);
    }
    diagnostics::sort(&mut diagnostics);
    diagnostics
}

/// Which pixels are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pixels {
    /// Those of pictures and posters.
    All,
    /// Those of posters; the heads of pictures have been looked at, and that is enough.
    Posters,
    /// None.
    None,
}

/// The files of each picture, together, so that one drawing serves them all.
fn drawings(plan: &Plan) -> Vec<Vec<(&OutputPath, &PictureFile)>> {
    let mut by_source: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (output, file) in &plan.pictures.files {
        if matches!(plan.jobs.get(output), Some(Job::Picture(_))) {
            by_source.entry((&file.source, file.hash)).or_default().push((output, file));
        }
    }
    by_source.into_values().collect()
}

/// Prints every job and hands it on; one mistake of a template is told once, not for each page.
fn print_all<E: Send>(
    edition: &Edition,
    printer: &Printer,
    pixels: Pixels,
    progress: &dyn Progress,
    hand_on: impl Fn(Artifact) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let problems: Mutex<Vec<Diagnostic>> = Mutex::new(Vec::new());
    let tell = |found: Vec<Diagnostic>| {
        let mut problems = problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for problem in found {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    };
    let stopped = AtomicBool::new(false);
    let hand_on = |artifact: Artifact| {
        let handed = hand_on(artifact);
        if handed.is_err() {
            stopped.store(true, Ordering::Relaxed);
        }
        progress.step();
        handed
    };
    let draw = |files: &Vec<(&OutputPath, &PictureFile)>| {
        if let (Some(easel), false) = (&edition.easel, stopped.load(Ordering::Relaxed)) {
            tell(easel.files(files, hand_on)?);
        }
        Ok(())
    };
    let print = |(path, job): &(&OutputPath, &Job)| {
        if stopped.load(Ordering::Relaxed) {
            return Ok(());
        }
        match printer.print_job(path, job) {
            Ok(Some(artifact)) => return hand_on(artifact),
            Ok(None) => {}
            Err(found) => tell(found),
        }
        progress.step();
        Ok(())
    };
    let press = |(sheet, media): &(Sheet<'_>, Vec<Medium>)| {
        let Some(press) = edition.press.as_ref().filter(|_| !stopped.load(Ordering::Relaxed)) else {
            return Ok(());
        };
        match pixels {
            Pixels::All | Pixels::Posters => tell(press.files(*sheet, media, hand_on)?),
            Pixels::None => tell(press.check(*sheet)),
        }
        Ok(())
    };
    let plan = printer.plan();
    let sheets = edition.easel.as_ref().map(|easel| sheets(printer, easel)).unwrap_or_default();
    let drawings = if pixels == Pixels::All { drawings(plan) } else { Vec::new() };
    let jobs: Vec<(&OutputPath, &Job)> =
        plan.jobs.iter().filter(|(_, job)| !matches!(job, Job::Picture(_) | Job::Poster { .. })).collect();
    // Pictures take longest and begin at once, each for itself; pages fill what time is left beside them.
    let (drawn, printed) = rayon::join(
        || {
            let pictures = || drawings.par_iter().with_max_len(1).try_for_each(draw);
            let posters = || sheets.par_iter().with_max_len(1).try_for_each(press);
            let (pictures, posters) = rayon::join(pictures, posters);
            pictures.and(posters)
        },
        || jobs.par_iter().with_max_len(SHARE).try_for_each(print),
    );
    drawn.and(printed)?;
    Ok(problems.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// The sheets of a plan's posters, each with the media that are asked of it.
fn sheets<'a>(printer: &'a Printer, easel: &'a Easel) -> Vec<(Sheet<'a>, Vec<Medium>)> {
    let mut by_sheet: BTreeMap<(PageId, PosterFormat), Vec<Medium>> = BTreeMap::new();
    for (page, poster) in &printer.plan().posters.by_page {
        for format in &poster.formats {
            by_sheet.insert((*page, *format), poster.media(*format).to_vec());
        }
    }
    by_sheet
        .into_iter()
        .map(|((page, format), media)| {
            (Sheet { printer, easel, page, format, wish: PosterWish::default() }, media)
        })
        .collect()
}
