//! Why a preview cannot start.

use std::io;

use crate::disk::DiskError;

/// A failure of the machine or of what it was asked for; what to do next is in [`ServeError::help`].
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port that was asked for, and no other, cannot be had.
    #[error("cannot listen on port {port}: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// None of the ports that were tried is free.
    #[error("no port from {from} to {to} is free")]
    NoPort {
        /// The first that was tried.
        from: u16,
        /// The last that was tried.
        to: u16,
    },
    /// The site's folder cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The system refuses threads, signals or sockets.
    #[error("the preview cannot start: {0}")]
    Start(io::Error),
}

impl ServeError {
    /// What to do next, in one sentence without a full stop.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Port { .. } => {
                "stop what uses it, name another one, or leave `--port` out to take the next free one"
            }
            Self::NoPort { .. } => "name a free one with `--port`",
            Self::Disk(error) => error.help(),
            Self::Start(_) => "close other programs and try again",
        }
    }
}
