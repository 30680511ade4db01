//! What browsers see: the latest edition that is fit to be shown, and a good one behind it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use serde::Serialize;

use super::Outcome;
use super::shared::Shared;
use crate::diagnostics::Diagnostic;
use crate::disk::DiskError;
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
    shown: Shared<Edition>,
    /// The last sound editions before of which every page that was asked for could be printed, the latest first: one for each
    /// of the last states of the theme, since nobody may have asked for the page that its template cannot print.
    good: Vec<Shared<Edition>>,
    /// The last run, where it found errors and is not on show.
    broken: Option<Shared<Edition>>,
    /// Why outputs of the shown edition cannot be printed, as far as they were asked for.
    told: Vec<Unprinted>,
    /// Why the site cannot be read any more.
    lost: Option<Arc<Lost>>,
}

/// Why an output cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unprinted {
    /// Whether the output is a page, which says so itself.
    pub(super) is_page: bool,
    /// What is wrong.
    pub(super) problem: Diagnostic,
}

/// Why the site cannot be read, in words.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Lost(String);

/// What became of a note.
#[derive(Debug)]
pub(super) struct Noted {
    /// What was not noted before.
    pub(super) new: Vec<Diagnostic>,
    /// The name of what is shown now, where other pages are to say so too.
    pub(super) renamed: Option<String>,
}

/// The window at one moment.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// The name of the edition, for tabs.
    pub(super) name: String,
    /// The edition to answer from.
    pub(super) edition: Shared<Edition>,
    /// The editions to ask, in order, where that one cannot print a page.
    pub(super) good: Vec<Shared<Edition>>,
    /// The edition that cannot be shown since it has errors, where there is a later one than that on show.
    pub(super) broken: Option<Shared<Edition>>,
    /// Where this is the site as of another instant than the present.
    pub(super) at: Option<Timestamp>,
    /// Why outputs of the edition on show cannot be printed, as far as they were asked for.
    pub(super) told: Vec<Unprinted>,
    /// Why the site cannot be read any more.
    pub(super) lost: Option<Arc<Lost>>,
}

impl View {
    /// The name of the site's zone.
    pub(super) fn zone(&self) -> String {
        self.edition.config.as_ref().map_or_else(|| "UTC".to_owned(), |config| config.timezone.value.clone())
    }
}

impl Window {
    /// Shows a first edition, whatever it is worth.
    pub(super) fn new(edition: Shared<Edition>) -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Self {
            start,
            held: Mutex::new(Held {
                number: 1,
                shown: edition,
                good: Vec::new(),
                broken: None,
                told: Vec::new(),
                lost: None,
            }),
        }
    }

    /// Shows an edition, unless it has errors and the one on show has none.
    pub(super) fn show(&self, edition: Shared<Edition>) -> Outcome {
        let mut held = self.held();
        held.number += 1;
        held.lost = None;
        if !edition.is_sound() && held.shown.is_sound() {
            held.broken = Some(edition);
            return Outcome::Kept;
        }
        let before = std::mem::replace(&mut held.shown, edition);
        held.broken = None;
        if before.is_sound() && held.told.is_empty() {
            held.good.retain(|own| !own.has_theme_of(&before));
            held.good.insert(0, before);
            held.good.truncate(THEMES);
        }
        held.told.clear();
        Outcome::Shown
    }

    /// What is on show now.
    pub(super) fn look(&self) -> View {
        let held = self.held();
        View {
            name: self.name(&held),
            edition: held.shown.clone(),
            good: held.good.clone(),
            broken: held.broken.clone(),
            at: None,
            told: held.told.clone(),
            lost: held.lost.clone(),
        }
    }

    /// Says that the site cannot be read any more; what was read of it stays on show.
    pub(super) fn lose(&self, error: &DiskError) {
        let mut held = self.held();
        held.number += 1;
        held.lost = Some(Arc::new(Lost(error.to_string())));
    }

    /// Says that the site can be read again, as it was.
    pub(super) fn find(&self) {
        let mut held = self.held();
        held.number += 1;
        held.lost = None;
    }

    /// The name of what is on show now.
    pub(super) fn edition(&self) -> String {
        self.name(&self.held())
    }

    /// Notes why an output of an edition could not be printed.
    pub(super) fn note(&self, edition: &Shared<Edition>, found: &[Diagnostic], is_page: bool) -> Noted {
        let mut held = self.held();
        if !held.shown.is(edition) {
            return Noted { new: Vec::new(), renamed: None };
        }
        let is_known = |problem: &Diagnostic| held.told.iter().any(|own| own.problem == *problem);
        let new: Vec<Diagnostic> = found.iter().filter(|problem| !is_known(problem)).cloned().collect();
        held.told.extend(new.iter().map(|problem| Unprinted { is_page, problem: problem.clone() }));
        // A page bears its own problems; of a picture those that show it have to be told.
        let is_news = !is_page && !new.is_empty();
        if is_news {
            held.number += 1;
        }
        Noted { new, renamed: is_news.then(|| self.name(&held)) }
    }

    fn name(&self, held: &Held) -> String {
        format!("{:x}-{}", self.start, held.number)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
