//! Whether two files are the same: by their bytes, or by being one.

use std::fs::File;
use std::io::{ErrorKind, Read, Result};
use std::path::Path;

/// The most bytes of a file that are held while it is compared or copied.
const CHUNK: usize = 64 * 1024;

/// Whether a file has exactly these bytes; its length is already known to be theirs.
pub(super) fn has_bytes(path: &Path, bytes: &[u8]) -> Result<bool> {
    streams_equal(&mut File::open(path)?, &mut &*bytes, bytes.len())
}

/// Whether two files of this one length have the same bytes.
pub(super) fn files_equal(left: &Path, right: &Path, len: u64) -> Result<bool> {
    let len = usize::try_from(len).unwrap_or(usize::MAX);
    streams_equal(&mut File::open(left)?, &mut File::open(right)?, len)
}

fn streams_equal(left: &mut dyn Read, right: &mut dyn Read, len: usize) -> Result<bool> {
    // One byte more than the length, so that the end is found without another buffer.
    let size = len.saturating_add(1).min(CHUNK);
    let (mut ours, mut theirs) = (vec![0; size], vec![0; size]);
    loop {
        let filled = fill(left, &mut ours)?;
        if fill(right, &mut theirs)? != filled || ours[..filled] != theirs[..filled] {
            return Ok(false);
        }
        if filled < size {
            return Ok(true);
        }
    }
}

/// Reads until the buffer is full or the stream at its end.
fn fill(stream: &mut dyn Read, buffer: &mut [u8]) -> Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match stream.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Whether two names lead to one file, as names that differ in case do on some disks. Follows no link.
#[cfg(unix)]
pub(super) fn is_one_file(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |path: &Path| path.symlink_metadata().map(|data| (data.dev(), data.ino())).ok();
    id(left).is_some_and(|left| Some(left) == id(right))
}

/// Whether two names lead to one file, as names that differ in case do on some disks.
#[cfg(not(unix))]
pub(super) fn is_one_file(left: &Path, right: &Path) -> bool {
    left.canonicalize().is_ok_and(|left| right.canonicalize().is_ok_and(|right| left == right))
}

/// Whether an open file is still the one of this name.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let at = path.symlink_metadata().map(|data| (data.dev(), data.ino()));
    file.metadata().is_ok_and(|data| at.is_ok_and(|at| at == (data.dev(), data.ino())))
}

/// Whether an open file is still the one of this name: elsewhere an open file keeps its name.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_their_last_byte_and_by_their_length() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let mut bytes = vec![7; len];
            std::fs::write(&path, &bytes).expect("written");
            assert!(has_bytes(&path, &bytes).expect("read"), "{len} equal bytes differ");
            bytes.push(7);
            assert!(!has_bytes(&path, &bytes).expect("read"), "{len} bytes equal one more");
            bytes.pop();
            if let Some(last) = bytes.last_mut() {
                *last = 8;
                assert!(!has_bytes(&path, &bytes).expect("read"), "the last of {len} bytes is not seen");
            }
        }
    }
}
