//! The site as of other instants than the one it is shown at.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::shared::Shared;
use super::window::Window;
use crate::disk::DiskError;
use crate::pipeline::{Edition, Now, Pipeline};

/// How many editions are kept: a large site takes a lot of memory, and a writer looks at one instant, or to and fro between two.
const KEPT: usize = 2;

/// Makes editions as of other instants, and keeps a few.
#[derive(Debug)]
pub(super) struct Instants {
    /// Shared with the press: whoever runs it has it alone.
    pipeline: Arc<Mutex<Pipeline>>,
    /// Held by whoever makes an edition, so that a page and all that it loads wait for one run.
    making: Mutex<()>,
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    at: Timestamp,
    /// The name of the edition that was on show when it was made; `None` once its sources may have changed.
    beside: Option<String>,
    shown: Shown,
}

/// The site as of an instant.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) edition: Shared<Edition>,
    /// The one before it by another theme, for pages that this one's templates cannot print.
    pub(super) good: Option<Shared<Edition>>,
}

impl Instants {
    pub(super) fn new(pipeline: Arc<Mutex<Pipeline>>) -> Self {
        Self { pipeline, making: Mutex::default(), kept: Mutex::default() }
    }

    /// Whether the site as of this instant is at hand.
    pub(super) fn has(&self, at: Timestamp, window: &Window) -> bool {
        self.fresh(at, &window.edition()).is_some()
    }

    /// The site as of an instant, made anew with each change of the edition on show.
    ///
    /// Where the sources cannot be published or read now, the last edition as of that instant that could be.
    ///
    /// # Errors
    /// The site's folder cannot be read, and there is no such edition.
    pub(super) fn at(&self, at: Timestamp, window: &Window) -> Result<Shown, DiskError> {
        if let Some(shown) = self.fresh(at, &window.edition()) {
            return Ok(shown);
        }
        let _mine = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let beside = window.edition();
        if let Some(shown) = self.fresh(at, &beside) {
            return Ok(shown);
        }
        let made = self.pipeline.lock().unwrap_or_else(PoisonError::into_inner).run(&Now::At(at));
        let made = made.map(|made| Shared::from(Arc::new(made)));
        let before = self.kept().iter().find(|own| own.at == at).map(|own| own.shown.clone());
        let shown = match (made, before) {
            (Ok(made), Some(before)) if !made.is_sound() && before.edition.is_sound() => before,
            (Ok(made), Some(before)) if made.has_theme_of(&before.edition) => {
                Shown { edition: made, good: before.good }
            }
            (Ok(made), before) => Shown { edition: made, good: before.map(|before| before.edition) },
            (Err(_), Some(before)) => before,
            (Err(error), None) => return Err(error),
        };
        let mut kept = self.kept();
        kept.retain(|own| own.at != at);
        kept.push(Kept { at, beside: Some(beside), shown: shown.clone() });
        let old = kept.len().saturating_sub(KEPT);
        kept.drain(..old);
        Ok(shown)
    }

    /// Has every edition made anew when it is asked for: one may have been made in the midst of a change.
    pub(super) fn doubt(&self) {
        for own in self.kept().iter_mut() {
            own.beside = None;
        }
    }

    fn fresh(&self, at: Timestamp, beside: &str) -> Option<Shown> {
        let kept = self.kept();
        let own = kept.iter().find(|own| own.at == at && own.beside.as_deref() == Some(beside))?;
        Some(own.shown.clone())
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
