//! A finished output.

use super::{OutputPath, SourcePath};

/// One file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it goes.
    pub path: OutputPath,
    /// What goes there.
    pub body: ArtifactBody,
    /// When it is put in place, against the others.
    pub rank: Rank,
}

/// The inside of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArtifactBody {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a source, streamed from disk to disk.
    Copy(SourcePath),
}

/// The order of publication: what pages need is there before the pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rank {
    /// Styles, scripts, pictures, downloads.
    Asset,
    /// Whatever refers to assets and other pages.
    Page,
}
