//! What took long to make, kept below the site: losing it loses only time.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::new_file::draft;

/// Where the cache lies in a site.
const FOLDER: &str = ".handbill/cache";

/// How exactly an entry's time says when it was used last: writing it at each use would wear a disk for nothing.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long an entry that nobody uses is kept: somebody may come back from another branch.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

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

    /// Removes entries that nobody has used for a month, and marks those that this run used as used now.
    ///
    /// Runs that share a cache use different entries, so that what one of them does not name is no waste yet; an entry's
    /// own time says when any of them used it last, to the day. `now` is compared with those times alone.
    pub fn tidy(&self, used: &BTreeSet<String>, now: SystemTime) {
        // As with `put`: what cannot be removed stays, and nothing depends on it.
        let _ = self.try_tidy(used, now);
    }

    fn try_tidy(&self, used: &BTreeSet<String>, now: SystemTime) -> io::Result<()> {
        if !self.is_within_site() {
            return Ok(());
        }
        for folder in fs::read_dir(&self.folder)? {
            let folder = folder?;
            // A link to a folder is none.
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for entry in fs::read_dir(folder.path())? {
                let entry = entry?;
                let about = entry.metadata()?;
                let unused_for = now.duration_since(about.modified()?).unwrap_or_default();
                let names = (folder.file_name(), entry.file_name());
                let name = names.0.to_str().zip(names.1.to_str()).map(|(start, end)| format!("{start}{end}"));
                let is_used = name.is_some_and(|name| used.contains(&name));
                if !about.is_file() {
                    continue;
                }
                if is_used && unused_for > DAY {
                    File::options().write(true).open(entry.path())?.set_modified(now)?;
                } else if !is_used && unused_for > KEPT_FOR {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// Where an entry lies; nowhere, where a link could lead it out of the site.
    fn place(&self, name: &str) -> Option<PathBuf> {
        let is_word = name.len() > 2 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_word || !self.is_within_site() {
            return None;
        }
        // Thousands of files in one folder make some disks slow.
        Some(self.folder.join(&name[..2]).join(&name[2..]))
    }

    fn is_within_site(&self) -> bool {
        let is_link = |place: &Path| place.symlink_metadata().is_ok_and(|there| there.is_symlink());
        !is_link(&self.folder) && !self.folder.parent().is_some_and(is_link)
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
