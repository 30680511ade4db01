//! What can go wrong with the machine, as opposed to the site: what, where, what next.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::model::SourcePath;

/// A failure of the disk, or of what the command was told about it: exit code 3.
///
/// The message says what and where; [`DiskError::help`] says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// The folder that was named as the site is not there, or is a file.
    #[error("there is no folder `{}`", root.display())]
    NoFolder {
        /// The folder as named.
        root: PathBuf,
    },
    /// The folder is there, and has no `handbill.toml`.
    #[error("`{}` is not a site: it has no `handbill.toml`", root.display())]
    NotASite {
        /// The folder as named.
        root: PathBuf,
    },
    /// The output folder may not be where it was asked for.
    #[error("the output cannot be `{}`: {why}", out.display())]
    BadOutput {
        /// The output as named.
        out: PathBuf,
        /// The rule that it breaks.
        why: BadOutput,
    },
    /// Another build is at work in the same output.
    #[error("another build is writing to `{}`", out.display())]
    Locked {
        /// The output.
        out: PathBuf,
    },
    /// Files that Handbill did not write lie where it would have to write.
    #[error("`{}` holds what Handbill did not write, in the way of the site: {}", out.display(), listed(paths))]
    Foreign {
        /// The output.
        out: PathBuf,
        /// All of them, in order, from the output's root.
        paths: Vec<(String, InTheWay)>,
    },
    /// The list of Handbill's own files in the output cannot be trusted.
    #[error("cannot use `{}`: {problem}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// An output has a name that Handbill keeps for its own bookkeeping.
    #[error("the site cannot publish `{path}`: Handbill keeps names in `.handbill-…` for itself")]
    Reserved {
        /// The output's path.
        path: String,
    },
    /// A file to be carried along lies outside the site.
    #[error("`{path}` leads out of the site")]
    OutsideSite {
        /// The file, as the site names it.
        path: SourcePath,
    },
    /// A file to be made is already there.
    #[error("`{}` is already there", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file that was read has other bytes now.
    #[error("`{}` was changed while the site was being built", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot {doing} `{}`: {}", path.display(), words(source))]
    Io {
        /// What was tried, to stand after "cannot".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: Error,
    },
}

/// Why a folder cannot be the output.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOutput {
    /// The site would lie inside its own output.
    #[error("the site itself lies in it")]
    HoldsSite,
    /// The output would become a source, or sources output.
    #[error("`{0}` is a folder of the site's sources")]
    Source(&'static str),
    /// There is a file of that name.
    #[error("it is not a folder")]
    NotAFolder,
    /// There is a link of that name whose target does not exist.
    #[error("it is a link to a place that does not exist")]
    DeadLink,
}

/// What lies where Handbill would have to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InTheWay {
    /// A file with other bytes, or where a folder is needed.
    File,
    /// A folder where a file is needed.
    Folder,
    /// A symbolic link: Handbill writes none, and writes through none.
    Link,
}

impl InTheWay {
    const fn note(self) -> &'static str {
        match self {
            Self::File => "",
            Self::Folder => " (a folder)",
            Self::Link => " (a link)",
        }
    }
}

impl DiskError {
    /// Ties what the system said to what was tried.
    pub(super) fn io(doing: &'static str, path: &Path, source: Error) -> Self {
        Self::Io { doing, path: path.to_path_buf(), source }
    }

    /// What to do next, in one sentence without a full stop.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoFolder { .. } => "check the path, or make a site there with `handbill init`",
            Self::NotASite { .. } => {
                "run the command in a site's folder, or make a site with `handbill init`"
            }
            Self::BadOutput { .. } => {
                "choose a folder of its own with `--out`, such as `public` in the site's folder"
            }
            Self::Locked { .. } => {
                "wait until the other build is done, or choose another folder with `--out`; \
                 the lock goes with the program that holds it"
            }
            Self::Foreign { .. } => {
                "move them away, or to `static/` if they belong to the site, or choose another folder with `--out`; \
                 nothing was changed"
            }
            Self::Manifest { .. } => {
                "empty the output folder, or choose another with `--out`, and build again"
            }
            Self::Reserved { .. } => "give the file another name in `static/`",
            Self::OutsideSite { .. } => "copy the file into the site's folder in place of the link",
            Self::Exists { .. } => "choose another name; nothing was overwritten",
            Self::Changed { .. } => "nothing was written over it; run the command again",
            Self::Io { source, .. } => io_help(source.kind()),
        }
    }
}

fn io_help(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some space on the disk, and try again",
        ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that can be written to",
        ErrorKind::PermissionDenied => {
            "give yourself the right to read and write there, or choose another folder"
        }
        ErrorKind::InvalidFilename => "give the page a shorter slug: the disk does not take such a long name",
        ErrorKind::CrossesDevices => "the output must lie on one disk: choose another folder with `--out`",
        ErrorKind::NotADirectory => "a part of this path is a file: choose another place",
        ErrorKind::NotFound => "something removed it meanwhile; try again",
        _ => "try again when the cause is removed; the next build mends what this one left",
    }
}

/// The system's own words, without its number.
pub(super) fn words(error: &Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

/// At most ten names: a list of thousands helps nobody.
fn listed(paths: &[(String, InTheWay)]) -> String {
    const SHOWN: usize = 10;
    let mut text =
        paths.iter().take(SHOWN).map(|(path, what)| format!("`{path}`{}", what.note())).collect::<Vec<_>>();
    if paths.len() > SHOWN {
        text.push(format!("and {} more", paths.len() - SHOWN));
    }
    text.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_in_words_and_with_a_next_step() {
        let full = Error::from_raw_os_error(if cfg!(windows) { 112 } else { 28 });
        let error = DiskError::io("write", Path::new("public/index.html"), full);
        let text = error.to_string();
        assert!(text.starts_with("cannot write `public/index.html`: "), "{text}");
        assert!(!text.contains("os error"), "{text}");
        assert!(error.help().contains("free some space"), "{}", error.help());
    }

    #[test]
    fn a_long_list_is_cut_short_and_counted() {
        let paths = (0..12).map(|n| (format!("{n:02}"), InTheWay::File)).collect::<Vec<_>>();
        assert!(listed(&paths).ends_with("`09`, and 2 more"), "{}", listed(&paths));
    }
}
