//! The one source that Handbill itself writes anew: the ledger of printed codes.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::DiskError;
use super::new_file::draft;
use super::read::site_root;
use crate::model::SourcePath;

/// Writes a file of the site anew, if it still has the bytes that were read; `before` is `None` where there was no file.
///
/// Whole or not at all: whoever reads meanwhile finds the old bytes or the new ones. Follows a link that stays in the
/// site. The bytes are on the disk when this returns, so that nothing that relies on them can come before them.
///
/// # Errors
/// [`DiskError::Changed`] where somebody else wrote meanwhile; a link that leads out of the site; what the disk refuses.
pub fn replace_source(
    root: &Path,
    path: &SourcePath,
    before: Option<&[u8]>,
    bytes: &[u8],
) -> Result<(), DiskError> {
    let root = site_root(root)?;
    let named = root.join(path.as_str());
    let place = match named.canonicalize() {
        Ok(place) if place.starts_with(&root) => place,
        Ok(_) => return Err(DiskError::OutsideSite { path: path.clone() }),
        Err(error) if error.kind() == ErrorKind::NotFound => named,
        Err(error) => return Err(DiskError::io("write", &named, error)),
    };
    let failed = |error| DiskError::io("write", &place, error);
    let now = match fs::read(&place) {
        Ok(now) => Some(now),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(DiskError::io("read", &place, error)),
    };
    if now.as_deref() != before {
        return Err(DiskError::Changed { path: place });
    }
    let folder = place.parent().unwrap_or(&root);
    let (draft, mut file) = draft(folder).map_err(failed)?;
    let written = file.write_all(bytes).and_then(|()| {
        if let Ok(metadata) = fs::metadata(&place) {
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()
    });
    drop(file);
    let placed = written.and_then(|()| fs::rename(&draft, &place)).map_err(failed);
    if placed.is_err() {
        let _ = fs::remove_file(&draft);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_anew_only_if_nobody_else_did() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("handbill.toml"), "").expect("written");
        let path = SourcePath::new("codes.toml");
        let replace = |before: Option<&str>, text: &str| {
            replace_source(folder.path(), &path, before.map(str::as_bytes), text.as_bytes())
        };
        let read = || fs::read_to_string(folder.path().join("codes.toml")).expect("read");
        replace(None, "one").expect("written");
        assert_eq!(read(), "one");
        assert!(matches!(replace(None, "two"), Err(DiskError::Changed { .. })));
        assert!(matches!(replace(Some("other"), "two"), Err(DiskError::Changed { .. })));
        assert_eq!(read(), "one");
        replace(Some("one"), "two").expect("written");
        assert_eq!(read(), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2, "something was left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_site_is_not_written_through() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        fs::create_dir(&site).expect("made");
        fs::write(site.join("handbill.toml"), "").expect("written");
        fs::write(folder.path().join("outside"), "theirs").expect("written");
        std::os::unix::fs::symlink(folder.path().join("outside"), site.join("codes.toml")).expect("linked");
        let refused = replace_source(&site, &SourcePath::new("codes.toml"), Some(b"theirs"), b"ours");
        assert!(matches!(refused, Err(DiskError::OutsideSite { .. })), "{refused:?}");
        assert_eq!(fs::read_to_string(folder.path().join("outside")).expect("read"), "theirs");
    }
}
