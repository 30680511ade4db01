//! How a command ends.

use std::process::ExitCode;

use handbill::disk::DiskError;

/// The exit codes that scripts hold on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// The site has errors; all of them were printed.
    Site,
    /// The command line is wrong.
    Usage,
    /// The machine failed: disk, port, network.
    Machine,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Site => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
        })
    }
}

/// Why a command could not do its work at all.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    message: String,
    help: Option<String>,
}

impl Failure {
    /// The command line asks for something that cannot be.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into(), help: Some(help.into()) }
    }

    /// The machine failed.
    pub(crate) fn machine(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit: Exit::Machine, message: message.into(), help: Some(help.into()) }
    }

    pub(crate) fn exit(&self) -> Exit {
        self.exit
    }

    pub(crate) fn print(&self) {
        let bold = anstyle::Style::new().bold();
        let red = bold.fg_color(Some(anstyle::AnsiColor::BrightRed.into()));
        anstream::eprintln!("{red}error{red:#}{bold}: {}{bold:#}", self.message);
        if let Some(help) = &self.help {
            anstream::eprintln!("  = help: {help}");
        }
    }
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        let exit = match &error {
            // What is there already must not be asked for once more.
            DiskError::NoFolder { .. }
            | DiskError::NotASite { .. }
            | DiskError::BadOutput { .. }
            | DiskError::Exists { .. } => Exit::Usage,
            DiskError::Locked { .. }
            | DiskError::Foreign { .. }
            | DiskError::Manifest { .. }
            | DiskError::Reserved { .. }
            | DiskError::OutsideSite { .. }
            | DiskError::Changed { .. }
            | DiskError::Io { .. } => Exit::Machine,
        };
        Self { exit, help: Some(error.help().to_owned()), message: error.to_string() }
    }
}
