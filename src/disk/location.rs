//! Where an output may be, and the folder for it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::lock::LOCK;
use super::names::SOURCE_FOLDERS;
use super::{BadOutput, DiskError};

/// The output's place without links and dots, of which the last parts need not exist.
pub(super) fn resolve(out: &Path) -> Result<PathBuf, DiskError> {
    let failed = |error| DiskError::io("find", out, error);
    let absolute = std::path::absolute(out).map_err(failed)?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    let mut place = loop {
        match there.canonicalize() {
            Ok(place) => break place,
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
            Err(_) if there.symlink_metadata().is_ok() => {
                return Err(DiskError::BadOutput { out: out.to_path_buf(), why: BadOutput::DeadLink });
            }
            Err(error) => match (there.components().next_back(), there.parent()) {
                (Some(part), Some(parent)) => {
                    missing.push(part);
                    there = parent;
                }
                (_, None) | (None, _) => return Err(failed(error)),
            },
        }
    };
    for part in missing.into_iter().rev() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            Component::Normal(name) => place.push(name),
            Component::CurDir | Component::Prefix(_) | Component::RootDir => {}
        }
    }
    Ok(place)
}

/// Refuses an output that would swallow the site or be swallowed by it.
pub(super) fn check(named: &Path, place: &Path, site_root: &Path) -> Result<(), DiskError> {
    let bad = |why| Err(DiskError::BadOutput { out: named.to_path_buf(), why });
    if site_root.starts_with(place) {
        return bad(BadOutput::HoldsSite);
    }
    for folder in SOURCE_FOLDERS.into_iter().chain([".git"]) {
        let source = site_root.join(folder);
        let real = source.canonicalize().unwrap_or_else(|_| source.clone());
        if place.starts_with(&source) || place.starts_with(&real) || real.starts_with(place) {
            return bad(BadOutput::Source(folder));
        }
    }
    if place.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
        return bad(BadOutput::NotAFolder);
    }
    Ok(())
}

/// The folders that had to be made for an output; dropped, they go again, as far as they are empty.
#[derive(Debug)]
pub(super) struct Made {
    /// The deepest first.
    folders: Vec<PathBuf>,
}

impl Made {
    /// Makes the output's folder and those above it that are not there.
    pub(super) fn make(place: &Path) -> Result<Self, DiskError> {
        let missing = place.ancestors().take_while(|folder| !folder.exists());
        let made = Self { folders: missing.map(Path::to_path_buf).collect() };
        fs::create_dir_all(place).map_err(|error| DiskError::io("make the folder", place, error))?;
        Ok(made)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        // Of several the deepest may not exist where making it failed; one that holds something stays.
        for folder in &self.folders {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Whether an output folder holds nothing but the lock.
pub(super) fn is_empty(out: &Path) -> Result<bool, DiskError> {
    let failed = |error| DiskError::io("look into", out, error);
    for entry in fs::read_dir(out).map_err(failed)? {
        if entry.map_err(failed)?.file_name() != LOCK {
            return Ok(false);
        }
    }
    Ok(true)
}
