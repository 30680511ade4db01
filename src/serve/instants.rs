//! The site as of other instants than the one it is shown at.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::disk::DiskError;
use crate::pipeline::{Edition, Now, Pipeline};

/// How many editions are kept: a large site takes a lot of memory, and a writer looks at one instant, or to and fro between two.
const KEPT: usize = 2;

/// Makes editions as of other instants, and keeps a few.
#[derive(Debug)]
pub(super) struct Instants {
    /// Shared with the press: whoever runs it has it alone.
    pipeline: Arc<Mutex<Pipeline>>,
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    at: Timestamp,
    /// The name of the edition that was on show when it was made.
    beside: String,
    edition: Arc<Edition>,
}

impl Instants {
    pub(super) fn new(pipeline: Arc<Mutex<Pipeline>>) -> Self {
        Self { pipeline, kept: Mutex::default() }
    }

    /// The site as of an instant; `beside` names the edition on show, with whose change this one is made anew.
    ///
    /// Where the sources cannot be published now, the last edition as of that instant that could be.
    ///
    /// # Errors
    /// The site's folder cannot be read.
    pub(super) fn at(&self, at: Timestamp, beside: &str) -> Result<Arc<Edition>, DiskError> {
        // Held while it is made, so that a page and all that it loads wait for one run.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|own| own.at == at);
        let before = place.map(|place| kept.remove(place));
        let edition = match &before {
            Some(before) if before.beside == beside => Arc::clone(&before.edition),
            Some(_) | None => {
                let made = self.pipeline.lock().unwrap_or_else(PoisonError::into_inner).run(&Now::At(at))?;
                match &before {
                    Some(before) if !made.is_sound() && before.edition.is_sound() => {
                        Arc::clone(&before.edition)
                    }
                    Some(_) | None => Arc::new(made),
                }
            }
        };
        kept.push(Kept { at, beside: beside.to_owned(), edition: Arc::clone(&edition) });
        let old = kept.len().saturating_sub(KEPT);
        let gone: Vec<Kept> = kept.drain(..old).collect();
        drop(kept);
        rayon::spawn(move || drop((gone, before)));
        Ok(edition)
    }
}
