//! One build at a time in one output.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::DiskError;
use super::compare::is_at;

/// The name of the lock file in the output.
pub(super) const LOCK: &str = ".handbill-lock";

/// The right to write into an output, given back when dropped.
///
/// The system holds the lock for the program, not the file's existence: what a killed build left does not lock.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, without waiting.
    ///
    /// # Errors
    /// [`DiskError::Locked`] where another build has it.
    pub(super) fn take(out: &Path) -> Result<Self, DiskError> {
        // A build that ends removes the file; whoever had it open by then holds the lock of a file that
        // nobody else will find, and tries again.
        const TRIES: usize = 16;
        let path = out.join(LOCK);
        let failed = |error| DiskError::io("lock", &path, error);
        for _ in 0..TRIES {
            if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
                let problem = "it is not the file that Handbill makes".to_owned();
                return Err(DiskError::Manifest { path, problem });
            }
            let file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&path)
                .map_err(|error| DiskError::io("write", &path, error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(DiskError::Locked { out: out.to_path_buf() }),
                // Some network disks know no locks; building there must still be possible.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
            if is_at(&file, &path) {
                return Ok(Self { path, _file: file });
            }
        }
        Err(DiskError::Locked { out: out.to_path_buf() })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While still held. A file that stays behind does no harm: it locks nothing by itself.
        let _ = std::fs::remove_file(&self.path);
    }
}
