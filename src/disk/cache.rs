//! What took long to make, kept below the site: losing it loses only time.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::new_file::draft;

/// Where the cache lies in a site.
const FOLDER: &str = ".handbill/cache";

/// The length of the hash before the bytes of an entry.
const HASH: usize = blake3::OUT_LEN;

/// A site's cache on disk: bytes by name. Made when the first entry is.
///
/// An entry carries the hash of its bytes, so that one that was cut short or changed is none.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of the site in this folder.
    #[must_use]
    pub fn of(site_root: &Path) -> Self {
        Self { folder: site_root.join(FOLDER) }
    }

    /// The bytes that were kept under a name: a word of letters, digits and hyphens.
    ///
    /// Nothing where there are none, or others than those that were kept.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.place(name)?).ok()?;
        let (hash, body) = bytes.split_first_chunk::<HASH>()?;
        if blake3::hash(body) != *hash {
            return None;
        }
        bytes.drain(..HASH);
        Some(bytes)
    }

    /// Keeps bytes under a name, in place of what was there.
    ///
    /// A site that cannot be written to is made without a cache: whoever asks again waits again.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        // Nothing depends on it, so that there is nothing to tell.
        let _ = self.keep(name, bytes);
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(place) = self.place(name) else { return Ok(()) };
        let folder = place.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            // Version control has no use for it, whatever the site's own rules say.
            fs::write(self.folder.join(".gitignore"), "*\n")?;
        }
        let (draft, mut file) = draft(folder)?;
        let written = file.write_all(blake3::hash(bytes).as_bytes()).and_then(|()| file.write_all(bytes));
        drop(file);
        let placed = written.and_then(|()| fs::rename(&draft, place));
        if placed.is_err() {
            fs::remove_file(&draft)?;
        }
        placed
    }

    /// Where an entry lies; nowhere, where a link could lead it out of the site.
    fn place(&self, name: &str) -> Option<PathBuf> {
        let is_word = name.len() > 2 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let is_link = |place: &Path| place.symlink_metadata().is_ok_and(|there| there.is_symlink());
        if !is_word || is_link(&self.folder) || self.folder.parent().is_some_and(is_link) {
            return None;
        }
        // Thousands of files in one folder make some disks slow.
        Some(self.folder.join(&name[..2]).join(&name[2..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_what_was_damaged_does_not() {
        let site = tempfile::tempdir().expect("a folder");
        let cache = Cache::of(site.path());
        assert_eq!(cache.get("ab12"), None);
        cache.put("ab12", b"a picture");
        assert_eq!(cache.get("ab12").as_deref(), Some(&b"a picture"[..]));
        let place = site.path().join(FOLDER).join("ab/12");
        let whole = fs::read(&place).expect("the entry");
        for damaged in [&whole[..whole.len() - 1], &whole[..7], b"", &[&whole[..], b"x"].concat()] {
            fs::write(&place, damaged).expect("written");
            assert_eq!(cache.get("ab12"), None, "{} bytes were taken", damaged.len());
        }
        cache.put("ab12", b"another");
        assert_eq!(cache.get("ab12").as_deref(), Some(&b"another"[..]));
    }

    #[test]
    fn a_name_that_could_leave_the_folder_keeps_nothing() {
        let site = tempfile::tempdir().expect("a folder");
        let cache = Cache::of(&site.path().join("site"));
        for name in ["../../x", "..", "a/b", "", "äbc"] {
            cache.put(name, b"x");
            assert_eq!(cache.get(name), None, "{name}");
        }
        assert_eq!(fs::read_dir(site.path()).expect("a folder").count(), 0, "something was written");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_folder_is_not_followed() {
        let site = tempfile::tempdir().expect("a folder");
        let other = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(other.path(), site.path().join(".handbill")).expect("linked");
        Cache::of(site.path()).put("ab12", b"x");
        assert_eq!(fs::read_dir(other.path()).expect("a folder").count(), 0, "a link was followed");
    }
}
