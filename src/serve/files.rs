//! The files of a site that are carried along, and the tags of their bytes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Seek};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::disk;
use crate::model::SourcePath;

/// A file that changed less than this ago may change again without its time telling of it: file systems count time in
/// steps, some of two seconds.
const SETTLED: Duration = Duration::from_secs(3);

/// The most tags that are kept.
const MOST: usize = 4096;

/// Opens files of the site; knows what it has read of them already.
#[derive(Debug)]
pub(super) struct Files {
    root: PathBuf,
    /// A film is asked for in many pieces, and each piece carries the tag of all its bytes.
    tags: Mutex<BTreeMap<SourcePath, (Stamp, String)>>,
}

/// By what a change of a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// A file, at its first byte.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) stamp: Stamp,
    /// A strong tag of its bytes, in quotes.
    pub(super) tag: String,
}

impl Stamp {
    /// What a file looks like now.
    pub(super) fn of(file: &File) -> io::Result<Self> {
        let facts = file.metadata()?;
        Ok(Self { length: facts.len(), modified: facts.modified().ok() })
    }

    /// In bytes.
    pub(super) fn length(self) -> u64 {
        self.length
    }

    fn is_settled(self) -> bool {
        let age = self.modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        age.is_some_and(|age| age >= SETTLED)
    }
}

impl Files {
    /// The files of the site in this folder.
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, tags: Mutex::default() }
    }

    /// Opens a file of the site.
    ///
    /// # Errors
    /// It is gone, leads out of the site, cannot be read, or changes while it is.
    pub(super) fn open(&self, source: &SourcePath) -> io::Result<Opened> {
        let mut file = disk::open_source(&self.root, source).map_err(io::Error::other)?;
        let stamp = Stamp::of(&file)?;
        let known =
            self.tags().get(source).filter(|(before, _)| *before == stamp).map(|(_, tag)| tag.clone());
        if let Some(tag) = known {
            return Ok(Opened { file, stamp, tag });
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(&mut file)?;
        if hasher.count() != stamp.length || Stamp::of(&file)? != stamp {
            return Err(io::Error::other("it changes while it is read"));
        }
        file.rewind()?;
        let tag = tag_of(&hasher.finalize());
        if stamp.is_settled() {
            let mut tags = self.tags();
            if tags.len() >= MOST {
                tags.clear();
            }
            tags.insert(source.clone(), (stamp, tag.clone()));
        }
        Ok(Opened { file, stamp, tag })
    }

    fn tags(&self) -> MutexGuard<'_, BTreeMap<SourcePath, (Stamp, String)>> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The strong tag of bytes, by their hash.
pub(super) fn tag_of(hash: &blake3::Hash) -> String {
    format!("\"{}\"", hash.to_hex())
}
