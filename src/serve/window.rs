//! What browsers see: the latest edition that is fit to be shown, and a good one behind it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::Outcome;
use crate::diagnostics::Diagnostic;
use crate::pipeline::Edition;

/// Of how many states of the theme a good edition is kept.
const THEMES: usize = 3;

/// The editions on show; shared by the thread that makes them and those that answer.
#[derive(Debug)]
pub(super) struct Window {
    /// Tells the editions of this preview from those of one before it at the same port.
    start: u128,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    /// Counts what happened to what is shown, and to what is said of it.
    number: u64,
    shown: Arc<Edition>,
    /// The last sound editions before of which every page that was asked for could be printed, the latest first: one for each
    /// of the last states of the theme, since nobody may have asked for the page that its template cannot print.
    good: Vec<Arc<Edition>>,
    /// The last run, where it found errors and is not on show.
    broken: Option<Arc<Edition>>,
    /// What is wrong with the templates of the shown edition, as far as its pages were asked for.
    told: Vec<Diagnostic>,
}

/// The window at one moment.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// The name of the edition, for tabs.
    pub(super) name: String,
    /// The edition to answer from.
    pub(super) edition: Arc<Edition>,
    /// The editions to ask, in order, where that one cannot print a page.
    pub(super) good: Vec<Arc<Edition>>,
    /// The edition that cannot be shown since it has errors, where there is a later one than that on show.
    pub(super) broken: Option<Arc<Edition>>,
    /// Where this is the site as of another instant than the present.
    pub(super) at: Option<Timestamp>,
}

impl View {
    /// The name of the site's zone.
    pub(super) fn zone(&self) -> String {
        self.edition.config.as_ref().map_or_else(|| "UTC".to_owned(), |config| config.timezone.value.clone())
    }
}

impl Window {
    /// Shows a first edition, whatever it is worth.
    pub(super) fn new(edition: Arc<Edition>) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Self {
            start,
            held: Mutex::new(Held {
                number: 1,
                shown: edition,
                good: Vec::new(),
                broken: None,
                told: Vec::new(),
            }),
        }
    }

    /// Shows an edition, unless it has errors and the one on show has none.
    pub(super) fn show(&self, edition: Arc<Edition>) -> Outcome {
        let mut held = self.held();
        held.number += 1;
        if !edition.is_sound() && held.shown.is_sound() {
            let gone = held.broken.replace(edition);
            drop(held);
            rayon::spawn(move || drop(gone));
            return Outcome::Kept;
        }
        let before = std::mem::replace(&mut held.shown, edition);
        let mut gone: Vec<_> = held.broken.take().into_iter().collect();
        if before.is_sound() && held.told.is_empty() {
            gone.extend(held.good.extract_if(.., |own| own.has_theme_of(&before)));
            held.good.insert(0, before);
            let old = held.good.len().min(THEMES);
            gone.extend(held.good.drain(old..));
        }
        held.told.clear();
        drop(held);
        // Taking a large site apart takes milliseconds that no reader should wait for.
        rayon::spawn(move || drop(gone));
        Outcome::Shown
    }

    /// What is on show now.
    pub(super) fn look(&self) -> View {
        let held = self.held();
        View {
            name: self.name(&held),
            edition: Arc::clone(&held.shown),
            good: held.good.clone(),
            broken: held.broken.clone(),
            at: None,
        }
    }

    /// The name of what is on show now.
    pub(super) fn edition(&self) -> String {
        self.name(&self.held())
    }

    /// Notes why a page of an edition could not be printed; gives what was not noted before.
    pub(super) fn note(&self, edition: &Arc<Edition>, found: &[Diagnostic]) -> Vec<Diagnostic> {
        let mut held = self.held();
        if !Arc::ptr_eq(&held.shown, edition) {
            return Vec::new();
        }
        let new: Vec<Diagnostic> =
            found.iter().filter(|problem| !held.told.contains(problem)).cloned().collect();
        held.told.extend(new.iter().cloned());
        new
    }

    fn name(&self, held: &Held) -> String {
        format!("{:x}-{}", self.start, held.number)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
