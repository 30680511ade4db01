//! Turns at what takes long, so that everything else finds a processor: pixels are drawn one after another, and so are sites made as
//! of other instants.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Who may do what takes long.
#[derive(Debug)]
pub(super) struct Turns {
    drawing: Arc<Semaphore>,
    making: Arc<Semaphore>,
}

/// Whose turn it is until this is dropped. It belongs to the work and not to whoever asked for it, who may go before it ends.
#[derive(Debug, Default)]
pub(super) struct Turn {
    _drawing: Option<OwnedSemaphorePermit>,
    _making: Option<OwnedSemaphorePermit>,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self { drawing: Arc::new(Semaphore::new(1)), making: Arc::new(Semaphore::new(1)) }
    }

    /// Waits for a turn at what an answer takes; whoever stops waiting leaves the row.
    pub(super) async fn take(&self, draws: bool, makes: bool) -> Turn {
        // Neither is ever closed, so that none fails.
        let making = if makes { Arc::clone(&self.making).acquire_owned().await.ok() } else { None };
        let drawing = if draws { Arc::clone(&self.drawing).acquire_owned().await.ok() } else { None };
        Turn { _drawing: drawing, _making: making }
    }
}
