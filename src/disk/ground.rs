//! What lies in the output already, and what of it is Handbill's: nothing foreign is touched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use walkdir::WalkDir;

use super::manifest::Manifest;
use super::{DiskError, InTheWay, compare};
use crate::model::OutputPath;

/// The state of the output before a build. Shared by the threads that fill the stage.
#[derive(Debug)]
pub(super) struct Ground {
    /// The output's folder, without links in its path.
    pub(super) out: PathBuf,
    /// The files of the last build; `None` where there was none.
    pub(super) manifest: Option<Manifest>,
    /// Whether the folder held nothing at all: then nothing is looked at again.
    pub(super) fresh: bool,
    folders: Mutex<HashMap<String, Folder>>,
    obstacles: Mutex<Obstacles>,
}

/// What was found where something else has to be.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    /// What Handbill did not write: it stops the build.
    pub(super) foreign: BTreeMap<String, InTheWay>,
    /// Files of the last build that lie where a folder is needed, or in a folder where a file is needed.
    pub(super) files: BTreeSet<OutputPath>,
    /// Folders that lie where a file is needed and hold nothing but such files.
    pub(super) folders: BTreeSet<String>,
}

/// What a folder's name stands for in the output.
#[derive(Debug, Clone)]
pub(super) enum Folder {
    /// A folder, all the way from the output's root.
    Real,
    /// Nothing.
    Absent,
    /// Something that is no folder, at this path: the folder's own or one above it.
    InTheWay(String, InTheWay),
}

/// What lies at the place of a file to be written.
#[derive(Debug)]
pub(super) enum Place {
    /// Nothing that would stay.
    Free,
    /// Nothing, and the folder is not there either.
    Unfolded,
    /// A file of the last build.
    Ours(Metadata),
    /// A file of the last build, on a disk that takes this name for its.
    OtherCase(OutputPath),
    /// A file that Handbill did not write.
    Foreign(Metadata),
    /// Something that is no file and stops the build; it is noted.
    Blocked,
}

impl Ground {
    /// The ground of an output whose manifest was read.
    pub(super) fn new(out: PathBuf, manifest: Option<Manifest>, fresh: bool) -> Self {
        Self { out, manifest, fresh, folders: Mutex::default(), obstacles: Mutex::default() }
    }

    /// What lies where this file has to be.
    pub(super) fn look(&self, path: &OutputPath) -> Result<Place, DiskError> {
        let folder = parent(path.as_str());
        if self.fresh {
            return Ok(if folder.is_empty() { Place::Free } else { Place::Unfolded });
        }
        match self.folder(folder)? {
            Folder::Real => {}
            Folder::Absent => return Ok(Place::Unfolded),
            Folder::InTheWay(at, what) => return Ok(self.clear_file(at, what)),
        }
        let Some(there) = self.metadata(path.as_str())? else { return Ok(Place::Free) };
        if there.is_symlink() {
            Ok(self.foreign(path.as_str(), InTheWay::Link))
        } else if there.is_dir() {
            self.clear_folder(path.as_str())
        } else if self.is_ours(path) {
            Ok(Place::Ours(there))
        } else if let Some(other) = self.other_case(path) {
            Ok(Place::OtherCase(other.clone()))
        } else {
            Ok(Place::Foreign(there))
        }
    }

    /// Notes a file that stops the build.
    pub(super) fn foreign(&self, path: &str, what: InTheWay) -> Place {
        held(&self.obstacles).foreign.insert(path.to_owned(), what);
        Place::Blocked
    }

    /// What was found in the way until now.
    pub(super) fn take_obstacles(&self) -> Obstacles {
        std::mem::take(&mut held(&self.obstacles))
    }

    /// Whether a file of the last build has exactly this name.
    pub(super) fn is_ours(&self, path: &OutputPath) -> bool {
        self.manifest.as_ref().is_some_and(|manifest| manifest.has(path))
    }

    /// The file of the last build that this disk takes for this one, though its name differs by case.
    fn other_case(&self, path: &OutputPath) -> Option<&OutputPath> {
        let other = self.manifest.as_ref()?.other_case(path)?;
        compare::is_one_file(&self.place(path.as_str()), &self.place(other.as_str())).then_some(other)
    }

    /// What a folder's name stands for. Each is looked at once: between `open` and `commit` the output is ours.
    pub(super) fn folder(&self, folder: &str) -> Result<Folder, DiskError> {
        if folder.is_empty() {
            return Ok(Folder::Real);
        }
        if let Some(known) = held(&self.folders).get(folder) {
            return Ok(known.clone());
        }
        let found = match self.folder(parent(folder))? {
            Folder::Real => match self.metadata(folder)? {
                None => Folder::Absent,
                Some(there) if there.is_dir() => Folder::Real,
                Some(there) if there.is_symlink() => Folder::InTheWay(folder.to_owned(), InTheWay::Link),
                Some(_) => Folder::InTheWay(folder.to_owned(), InTheWay::File),
            },
            above @ (Folder::Absent | Folder::InTheWay(..)) => above,
        };
        held(&self.folders).insert(folder.to_owned(), found.clone());
        Ok(found)
    }

    /// Where a path of the output lies on the disk.
    pub(super) fn place(&self, path: &str) -> PathBuf {
        self.out.join(path)
    }

    /// What lies at a path, links not followed; `None` for nothing.
    pub(super) fn metadata(&self, path: &str) -> Result<Option<Metadata>, DiskError> {
        let place = self.place(path);
        match place.symlink_metadata() {
            Ok(there) => Ok(Some(there)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(DiskError::io("look at", &place, error)),
        }
    }

    /// A file or link where a folder is needed: it goes if it is ours.
    fn clear_file(&self, at: String, what: InTheWay) -> Place {
        let path = OutputPath::new(&at).ok().filter(|path| what == InTheWay::File && self.is_ours(path));
        match path {
            Some(path) => {
                held(&self.obstacles).files.insert(path);
                Place::Free
            }
            None => self.foreign(&at, what),
        }
    }

    /// A folder where a file is needed: it goes if it holds nothing but files of ours.
    fn clear_folder(&self, folder: &str) -> Result<Place, DiskError> {
        let root = self.place(folder);
        let mut found = Obstacles::default();
        for entry in WalkDir::new(&root) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(&root).to_path_buf();
                DiskError::io("look into", &path, error.into())
            })?;
            let path = shown(&self.out, entry.path());
            let ours = OutputPath::new(&path).ok();
            let file = ours.filter(|ours| ours.as_str() == path);
            if entry.file_type().is_dir() {
                if self.manifest.as_ref().is_some_and(|manifest| manifest.below(&path).next().is_some()) {
                    found.folders.insert(path);
                } else {
                    found.foreign.insert(path, InTheWay::Folder);
                }
            } else if let Some(file) = file.filter(|file| entry.file_type().is_file() && self.is_ours(file)) {
                found.files.insert(file);
            } else {
                found.foreign.insert(path, InTheWay::File);
            }
        }
        let place = if found.foreign.is_empty() { Place::Free } else { Place::Blocked };
        let mut all = held(&self.obstacles);
        all.foreign.append(&mut found.foreign);
        all.files.append(&mut found.files);
        all.folders.append(&mut found.folders);
        Ok(place)
    }
}

/// The folder of a path of the output; empty for the output itself.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A place in the output, as its path from the output's root.
fn shown(out: &Path, place: &Path) -> String {
    let inside = place.strip_prefix(out).unwrap_or(place);
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The inside of a mutex. Nothing here can panic half-way through a change, so a poisoned one is sound.
pub(super) fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
