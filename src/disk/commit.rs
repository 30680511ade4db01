//! The stage → the output, in an order in which every instant is a site that works.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::ground::{Folder, held, parent};
use super::output::{Change, Entry, Output};
use super::{DiskError, compare, manifest};
use crate::model::{OutputPath, Rank};

/// What a build did to its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Files put in place.
    pub written: usize,
    /// Files that had the right bytes already.
    pub unchanged: usize,
    /// Files of the last build that this one does not have.
    pub deleted: usize,
    /// Files that the output has now: those written and those unchanged.
    pub files: usize,
}

impl Output {
    /// Puts everything in place: assets, then pages, then deletions.
    ///
    /// The manifest first names old and new files together, so that after a kill at any instant the next build
    /// knows each file for its own; at the end it names the new ones alone.
    ///
    /// # Errors
    /// [`DiskError::Foreign`] before anything is changed; a failure of the disk wherever it happens, with every
    /// file whole and the rest left for the next build.
    pub fn commit(self) -> Result<Written, DiskError> {
        self.commit_after(|| Ok(()))
    }

    /// The same, with something that must be done first: when nothing stands against the output any more, and before
    /// anything of it is changed.
    ///
    /// # Errors
    /// Those of [`Self::commit`]; that of `first`, and then the output stays as it was.
    pub fn commit_after(self, first: impl FnOnce() -> Result<(), DiskError>) -> Result<Written, DiskError> {
        let mut entries = std::mem::take(&mut *held(&self.entries));
        entries.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let obstacles = self.ground.take_obstacles();
        if !obstacles.foreign.is_empty() {
            let paths = obstacles.foreign.into_iter().collect();
            return Err(DiskError::Foreign { out: self.ground.out.clone(), paths });
        }
        first()?;
        let new = entries.iter().map(|entry| entry.path.clone()).collect::<BTreeSet<_>>();
        let nothing = BTreeSet::new();
        let old = self.ground.manifest.as_ref().map(|manifest| &manifest.files);
        let both = match old {
            Some(old) if !old.is_subset(&new) => Cow::Owned(old.union(&new).cloned().collect()),
            Some(_) | None => Cow::Borrowed(&new),
        };
        if old != Some(&*both) {
            manifest::write(&self.ground.out, &self.stage, &both)?;
        }

        let mut deleted = 0;
        for path in &obstacles.files {
            deleted += usize::from(self.delete(path)?);
        }
        for folder in obstacles.folders.iter().rev() {
            self.remove_folder(folder)?;
        }
        let mut written = 0;
        for rank in [Rank::Asset, Rank::Page] {
            let of_rank = entries
                .iter()
                .filter(|entry| entry.rank == rank && !matches!(entry.change, Change::None))
                .collect::<Vec<_>>();
            let one_by_one =
                of_rank.iter().copied().filter(|entry| entry.change != Change::Grow).collect::<Vec<_>>();
            self.make_folders(&one_by_one)?;
            self.put_in_place(&one_by_one)?;
            if one_by_one.len() < of_rank.len() {
                self.move_folders(&self.growth(), "")?;
            }
            written += of_rank.len();
        }
        deleted += self.delete_old(old.unwrap_or(&nothing), &new)?;

        // Only where files are gone does the first one name more than there is now.
        if matches!(both, Cow::Owned(_)) {
            manifest::write(&self.ground.out, &self.stage, &new)?;
        }
        Ok(Written { written, unchanged: entries.len() - written, deleted, files: entries.len() })
    }

    /// Makes the folders that these files need, each once, level by level from the top.
    fn make_folders(&self, entries: &[&Entry]) -> Result<(), DiskError> {
        let mut needed = BTreeSet::new();
        for entry in entries {
            let mut folder = parent(entry.path.as_str());
            while !folder.is_empty() && needed.insert(folder) {
                folder = parent(folder);
            }
        }
        let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for folder in needed {
            levels.entry(folder.matches('/').count()).or_default().push(folder);
        }
        for level in levels.values() {
            let outcomes = level.par_iter().map(|folder| self.make_folder(folder)).collect::<Vec<_>>();
            outcomes.into_iter().collect::<Result<(), DiskError>>()?;
        }
        Ok(())
    }

    fn make_folder(&self, folder: &str) -> Result<(), DiskError> {
        if !self.ground.fresh && matches!(self.ground.folder(folder)?, Folder::Real) {
            return Ok(());
        }
        let place = self.ground.place(folder);
        match fs::create_dir(&place) {
            Ok(()) => Ok(()),
            // Made for the rank before, or on a disk that takes it for one of another case.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                match self.ground.metadata(folder)?.is_some_and(|there| there.is_dir()) {
                    true => Ok(()),
                    false => Err(DiskError::io("make the folder", &place, error)),
                }
            }
            Err(error) => Err(DiskError::io("make the folder", &place, error)),
        }
    }

    /// Renames staged files into place; the order among them does not matter, the error is that of the first path.
    fn put_in_place(&self, entries: &[&Entry]) -> Result<(), DiskError> {
        let outcomes = entries.par_iter().map(|entry| {
            let place = self.ground.place(entry.path.as_str());
            let number = match &entry.change {
                Change::None | Change::Grow => return Ok(()),
                Change::Replace(number) => *number,
                Change::Rename(number, old) => {
                    let old = self.ground.place(old.as_str());
                    fs::rename(&old, &place).map_err(|error| DiskError::io("rename", &old, error))?;
                    *number
                }
            };
            fs::rename(self.staged(number), &place).map_err(|error| DiskError::io("replace", &place, error))
        });
        outcomes.collect::<Vec<_>>().into_iter().collect()
    }

    /// Moves new folders into place, each whole: one call instead of one for each file. Where a folder has come to be
    /// meanwhile, with an asset, what is in the new one goes into it.
    fn move_folders(&self, from: &Path, to: &str) -> Result<(), DiskError> {
        let failed = |error| DiskError::io("read the folder", from, error);
        let mut names = Vec::new();
        for entry in fs::read_dir(from).map_err(failed)? {
            names.push(entry.map_err(failed)?.file_name());
        }
        names.sort();
        for name in names {
            // Made of an `OutputPath`, so it is text.
            let name = name.to_string_lossy();
            let path = if to.is_empty() { name.to_string() } else { format!("{to}/{name}") };
            let (from, place) = (from.join(&*name), self.ground.place(&path));
            match self.ground.metadata(&path)? {
                Some(there) if there.is_dir() => self.move_folders(&from, &path)?,
                Some(_) | None => {
                    fs::rename(&from, &place).map_err(|error| DiskError::io("replace", &place, error))?;
                }
            }
        }
        Ok(())
    }

    /// Deletes what the last build had and this one has not, and the folders that held nothing else.
    ///
    /// Pages go first: killed in between, no page is left without what it shows.
    fn delete_old(&self, old: &BTreeSet<OutputPath>, new: &BTreeSet<OutputPath>) -> Result<usize, DiskError> {
        let gone = gone(old, new);
        if gone.is_empty() {
            return Ok(0);
        }
        let kept = new.iter().map(|path| (path.folded(), path)).collect::<std::collections::BTreeMap<_, _>>();
        let mut deleted = 0;
        let mut folders = BTreeSet::new();
        for path in gone {
            if !matches!(self.ground.folder(parent(path.as_str()))?, Folder::Real) {
                continue;
            }
            // On a disk without case the old name leads to the new file.
            let is_new = kept.get(&path.folded()).is_some_and(|new| {
                compare::is_one_file(&self.ground.place(path.as_str()), &self.ground.place(new.as_str()))
            });
            if is_new {
                continue;
            }
            deleted += usize::from(self.delete(path)?);
            let mut folder = parent(path.as_str());
            while !folder.is_empty() && folders.insert(folder) {
                folder = parent(folder);
            }
        }
        for folder in folders.into_iter().rev() {
            self.remove_folder(folder)?;
        }
        Ok(deleted)
    }

    /// Deletes a file of ours; a folder or a link that has taken its place is somebody else's.
    fn delete(&self, path: &OutputPath) -> Result<bool, DiskError> {
        if !self.ground.metadata(path.as_str())?.is_some_and(|there| there.is_file()) {
            return Ok(false);
        }
        let place = self.ground.place(path.as_str());
        match fs::remove_file(&place) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(DiskError::io("delete", &place, error)),
        }
    }

    /// Removes a folder that may have become empty.
    fn remove_folder(&self, folder: &str) -> Result<(), DiskError> {
        let place = self.ground.place(folder);
        match fs::remove_dir(&place) {
            Err(error)
                if !matches!(
                    error.kind(),
                    ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound | ErrorKind::NotADirectory
                ) =>
            {
                Err(DiskError::io("delete the folder", &place, error))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// What was and is no more, in the order in which it may be deleted.
fn gone<'a>(old: &'a BTreeSet<OutputPath>, new: &BTreeSet<OutputPath>) -> Vec<&'a OutputPath> {
    let mut gone = old.iter().filter(|path| !new.contains(*path)).collect::<Vec<_>>();
    gone.sort_by_key(|path| !path.as_str().ends_with(".html"));
    gone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_deleted_before_what_they_show() {
        let paths = |names: &[&str]| -> BTreeSet<OutputPath> {
            names.iter().map(|name| OutputPath::new(name).expect("a path")).collect()
        };
        let old =
            paths(&["404.html", "assets/lamp.png", "assets/plaza.css", "index.html", "posts/a/index.html"]);
        let order = gone(&old, &paths(&["404.html"]));
        let order: Vec<&str> = order.into_iter().map(OutputPath::as_str).collect();
        assert_eq!(order, ["index.html", "posts/a/index.html", "assets/lamp.png", "assets/plaza.css"]);
    }
}
