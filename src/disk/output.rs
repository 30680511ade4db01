//! An output that is being made: artifacts come in from many threads and wait in the stage.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::ground::{Ground, Place, held, parent};
use super::location::{Made, check, is_empty, resolve};
use super::lock::Lock;
use super::manifest::Manifest;
use super::open::confined;
use super::read::site_root;
use super::{DiskError, InTheWay, compare};
use crate::model::{Artifact, ArtifactBody, OutputPath, Rank};

/// The folder in the output where changed files wait.
pub(super) const STAGE: &str = ".handbill-stage";

/// The folder in the stage that holds what goes into new folders.
const GROWTH: &str = "new";

/// An output folder, opened and locked.
///
/// Until [`Output::commit`] nothing of the last build changes. Dropping it instead removes the stage, and the folder
/// too if [`Output::open`] made it: a failed build leaves the last good output.
#[derive(Debug)]
pub struct Output {
    pub(super) ground: Ground,
    pub(super) stage: PathBuf,
    pub(super) entries: Mutex<Vec<Entry>>,
    site_root: PathBuf,
    counter: AtomicU64,
    // Given back in this order, after the stage is gone.
    _lock: Lock,
    _made: Made,
}

/// One file of the new output.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: OutputPath,
    pub(super) rank: Rank,
    pub(super) change: Change,
}

/// What has to be done for a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing: the bytes in place are right.
    None,
    /// The staged file of this number is put in place.
    Replace(u64),
    /// Likewise, after the file in place has got its new name, which differs from this old one by case.
    Rename(u64, OutputPath),
    /// It waits under its own path in [`GROWTH`], since not even its folder is there: the folder is moved whole.
    Grow,
}

/// What became of an artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It waits in the stage.
    Staged,
    /// The file in place has its bytes, and keeps its time stamp.
    Unchanged,
    /// Something foreign lies there; `commit` will fail and name it with all others.
    Blocked,
}

impl Output {
    /// Opens an output folder for one build: makes it where it does not exist, takes its lock, clears what a killed
    /// build left in the stage.
    ///
    /// The folder may be a link; below it none is followed.
    ///
    /// # Errors
    /// The folder holds the site or is one of its sources, another build is at work in it, its manifest is
    /// unusable, or the disk refuses.
    pub fn open(out: &Path, site_root_as_named: &Path) -> Result<Self, DiskError> {
        let site_root = site_root(site_root_as_named)?;
        let place = resolve(out)?;
        check(out, &place, &site_root)?;
        let made = Made::make(&place)?;
        let lock = Lock::take(&place)?;
        Self::prepare(place, site_root, made, lock)
    }

    fn prepare(out: PathBuf, site_root: PathBuf, made: Made, lock: Lock) -> Result<Self, DiskError> {
        let stage = out.join(STAGE);
        // Nobody else can be at work in it: the lock is ours.
        match fs::remove_dir_all(&stage) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(DiskError::io("clear", &stage, error));
            }
            Ok(()) | Err(_) => {}
        }
        let manifest = Manifest::read(&out)?;
        let fresh = manifest.is_none() && is_empty(&out)?;
        fs::create_dir(&stage).map_err(|error| DiskError::io("make the folder", &stage, error))?;
        Ok(Self {
            ground: Ground::new(out, manifest, fresh),
            stage,
            entries: Mutex::default(),
            site_root,
            counter: AtomicU64::new(0),
            _lock: lock,
            _made: made,
        })
    }

    /// Takes one file of the new output, from any thread: stages it where it differs from the file in place.
    ///
    /// A path may be put once; that paths do not collide is the plan's business.
    ///
    /// # Errors
    /// The disk refuses, the path is one of Handbill's own, or the source of a copy is not a file of the site.
    pub fn put(&self, artifact: &Artifact) -> Result<Put, DiskError> {
        let path = &artifact.path;
        if path.as_str().starts_with(".handbill-") {
            return Err(DiskError::Reserved { path: path.to_string() });
        }
        let body = match &artifact.body {
            ArtifactBody::Bytes(bytes) => Body::Bytes(bytes),
            ArtifactBody::Copy(source) => Body::File(confined(&self.site_root, source)?),
        };
        let change = match self.ground.look(path)? {
            // Assets have to be there before any page is, so they go one by one.
            Place::Unfolded if artifact.rank == Rank::Page => {
                self.grow(path, &body)?;
                Change::Grow
            }
            Place::Free | Place::Unfolded => Change::Replace(self.write(&body)?),
            Place::Blocked => return Ok(Put::Blocked),
            Place::Ours(there) if body.is_in(&self.ground.place(path.as_str()), there.len())? => Change::None,
            Place::Ours(_) => Change::Replace(self.write(&body)?),
            Place::OtherCase(old) => Change::Rename(self.write(&body)?, old),
            Place::Foreign(there) if body.is_in(&self.ground.place(path.as_str()), there.len())? => {
                Change::None
            }
            Place::Foreign(_) => {
                self.ground.foreign(path.as_str(), InTheWay::File);
                return Ok(Put::Blocked);
            }
        };
        let put = match change {
            Change::None => Put::Unchanged,
            Change::Replace(_) | Change::Rename(..) | Change::Grow => Put::Staged,
        };
        held(&self.entries).push(Entry { path: path.clone(), rank: artifact.rank, change });
        Ok(put)
    }

    /// Where a staged file waits.
    pub(super) fn staged(&self, number: u64) -> PathBuf {
        self.stage.join(number.to_string())
    }

    /// Where new folders wait.
    pub(super) fn growth(&self) -> PathBuf {
        self.stage.join(GROWTH)
    }

    fn write(&self, body: &Body<'_>) -> Result<u64, DiskError> {
        let number = self.counter.fetch_add(1, Ordering::Relaxed);
        body.write(&self.staged(number))?;
        Ok(number)
    }

    fn grow(&self, path: &OutputPath, body: &Body<'_>) -> Result<(), DiskError> {
        let folder = self.growth().join(parent(path.as_str()));
        let failed = |error| DiskError::io("make the folder", &folder, error);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir_all(&folder).map_err(failed)?;
            }
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(error)),
            Ok(()) | Err(_) => {}
        }
        body.write(&self.growth().join(path.as_str()))
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // What cannot be removed here, the next build removes.
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// The inside of an artifact, its source found.
enum Body<'a> {
    Bytes(&'a [u8]),
    File(PathBuf),
}

impl Body<'_> {
    fn write(&self, staged: &Path) -> Result<(), DiskError> {
        let failed = |error| DiskError::io("write", staged, error);
        match self {
            Self::Bytes(bytes) => {
                File::create_new(staged).and_then(|mut file| file.write_all(bytes)).map_err(failed)
            }
            Self::File(source) => {
                let mut from = File::open(source).map_err(|error| DiskError::io("read", source, error))?;
                let mut to = File::create_new(staged).map_err(failed)?;
                io::copy(&mut from, &mut to).map(drop).map_err(failed)
            }
        }
    }

    /// Whether a file of this length has this inside. What may not be read is taken for different.
    fn is_in(&self, place: &Path, len: u64) -> Result<bool, DiskError> {
        let equal = match self {
            Self::Bytes(bytes) if bytes.len() as u64 != len => return Ok(false),
            Self::Bytes(bytes) => compare::has_bytes(place, bytes),
            Self::File(source) => match fs::metadata(source) {
                Ok(metadata) if metadata.len() != len => return Ok(false),
                Ok(_) => compare::files_equal(source, place, len),
                Err(error) => return Err(DiskError::io("read", source, error)),
            },
        };
        match equal {
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::NotFound) => {
                Ok(false)
            }
            equal => equal.map_err(|error| DiskError::io("compare", place, error)),
        }
    }
}
