//! A single new file, for the commands that start a site or a source.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::DiskError;

/// Writes a file that is not there yet, and the folders above it.
///
/// It appears whole or not at all, and never in place of another: not even of a link that points nowhere.
///
/// # Errors
/// [`DiskError::Exists`] where anything has this name; otherwise what the disk refuses.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let failed = |error| DiskError::io("write", path, error);
    if path.symlink_metadata().is_ok() {
        return Err(DiskError::Exists { path: path.to_path_buf() });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| DiskError::io("make the folder", folder, error))?;
    let (draft, mut file) = draft(folder).map_err(failed)?;
    let written = file.write_all(bytes).map_err(failed);
    drop(file);
    let placed = written.and_then(|()| place(&draft, path));
    // After a rename it is gone already.
    let _ = fs::remove_file(&draft);
    placed
}

/// A file beside the one to be made, under a name that readers and watchers pass over.
pub(super) fn draft(folder: &Path) -> std::io::Result<(PathBuf, File)> {
    let mut number = 0_u32;
    loop {
        let path = folder.join(format!(".handbill-{}-{number}.tmp", std::process::id()));
        match File::create_new(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < u32::MAX => number += 1,
            result => return result.map(|file| (path, file)),
        }
    }
}

/// Gives the draft its name, which nobody may have.
///
/// A second link is the one way that both checks and names at once. Disks without links (FAT) get the name claimed
/// by an empty file, which the draft then replaces.
fn place(draft: &Path, path: &Path) -> Result<(), DiskError> {
    let taken = || DiskError::Exists { path: path.to_path_buf() };
    match fs::hard_link(draft, path) {
        Ok(()) => return Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(taken()),
        Err(_) => {}
    }
    match File::create_new(path) {
        Ok(_) => fs::rename(draft, path).map_err(|error| DiskError::io("write", path, error)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(taken()),
        Err(error) => Err(DiskError::io("write", path, error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_comes_with_its_folders_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("content/posts/first.md");
        write_new(&path, b"hello").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"hello");
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("read").count(), 1);
    }

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "mine").expect("written");
        assert!(matches!(write_new(&path, b"yours"), Err(DiskError::Exists { .. })));
        assert!(matches!(place(&folder.path().join("a.md"), &path), Err(DiskError::Exists { .. })));
        assert_eq!(fs::read(&path).expect("read"), b"mine");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_dead_link_is_not_written_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        std::os::unix::fs::symlink("elsewhere.md", &path).expect("linked");
        assert!(matches!(write_new(&path, b"yours"), Err(DiskError::Exists { .. })));
        assert!(!folder.path().join("elsewhere.md").exists());
    }
}
