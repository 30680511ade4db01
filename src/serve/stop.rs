//! The two ways in which a system asks a program to end.

use std::io;

/// Ctrl-C and, where there is one, SIGTERM; held from the moment it is made.
#[derive(Debug)]
pub(super) struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Takes the signals over; must be called inside the runtime.
    pub(super) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the first of them.
    pub(super) async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Takes the signal over when it is waited for.
    #[allow(clippy::unnecessary_wraps, reason = "on other systems it can fail")]
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for it.
    pub(super) async fn wait(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nobody can ask it to end then, which is no reason to end at once.
            std::future::pending::<()>().await;
        }
    }
}
