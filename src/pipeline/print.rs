//! Every job of a plan, printed in parallel.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::Edition;
use crate::diagnostics::{self, Diagnostic};
use crate::disk::{DiskError, Output, Written};
use crate::model::{Artifact, OutputPath};
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
    /// Every problem, in a reader's order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Prints a whole edition into a folder.
///
/// Outputs are staged as they are printed. An error anywhere leaves the last good output as it is.
///
/// # Errors
/// Where the folder cannot be written; what is wrong with the site is in [`Built::diagnostics`].
pub fn build(
    edition: &Edition,
    out: &Path,
    site_root: &Path,
    progress: &dyn Progress,
) -> Result<Built, DiskError> {
    let Some(printer) = edition.printer.as_ref().filter(|_| edition.is_sound()) else {
        let pages = edition.printer.as_ref().map_or(0, |printer| page_count(printer));
        return Ok(Built { written: None, pages, diagnostics: check(edition, progress) });
    };
    let mut diagnostics = edition.diagnostics.clone();
    let output = Output::open(out, site_root)?;
    let problems = print_all(printer, progress, |artifact| output.put(&artifact).map(drop))?;
    let failed = !problems.is_empty();
    diagnostics.extend(problems);
    let written = if failed { None } else { Some(output.commit()?) };
    diagnostics::sort(&mut diagnostics);
    Ok(Built { written, pages: page_count(printer), diagnostics })
}

fn page_count(printer: &Printer) -> usize {
    printer.plan().jobs.values().filter(|job| job.is_page()).count()
}

/// Prints a whole edition and keeps nothing: every problem, in a reader's order.
#[must_use]
pub fn check(edition: &Edition, progress: &dyn Progress) -> Vec<Diagnostic> {
    let mut diagnostics = edition.diagnostics.clone();
    if let Some(printer) = &edition.printer {
        let kept: Result<Vec<Diagnostic>, std::convert::Infallible> =
            print_all(printer, progress, |_| Ok(()));
        let Ok(problems) = kept;
        diagnostics.extend(problems);
    }
    diagnostics::sort(&mut diagnostics);
    diagnostics
}

/// Prints every job and hands it on; one mistake of a template is told once, not for each page.
fn print_all<E: Send>(
    printer: &Printer,
    progress: &dyn Progress,
    hand_on: impl Fn(Artifact) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let paths: Vec<&OutputPath> = printer.plan().jobs.keys().collect();
    let problems: Mutex<Vec<Diagnostic>> = Mutex::new(Vec::new());
    let stopped = AtomicBool::new(false);
    paths.par_iter().try_for_each(|path| {
        if stopped.load(Ordering::Relaxed) {
            return Ok(());
        }
        match printer.print(path) {
            Some(Ok(artifact)) => {
                if let Err(error) = hand_on(artifact) {
                    stopped.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
            Some(Err(found)) => {
                let mut problems = problems.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for problem in found {
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
            }
            None => {}
        }
        progress.step();
        Ok(())
    })?;
    Ok(problems.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}
