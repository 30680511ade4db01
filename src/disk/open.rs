//! One file of the site, opened to be carried along.

use std::fs::{self, File};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use super::DiskError;
use super::read::site_root;
use crate::model::SourcePath;

/// Opens a file of the site for reading: what a plan names as a copy.
///
/// Confined as the build's own copies are: a link may lead anywhere in the site and nowhere else.
///
/// # Errors
/// The site's folder is not there, the file is not there or is no file, or it lies outside the site.
pub fn open_source(root: &Path, path: &SourcePath) -> Result<File, DiskError> {
    let place = confined(&site_root(root)?, path)?;
    let failed = |error| DiskError::io("read", &place, error);
    // A pipe would wait for its other end for ever.
    if !fs::metadata(&place).map_err(failed)?.is_file() {
        return Err(failed(Error::new(ErrorKind::InvalidInput, "it is not a file")));
    }
    File::open(&place).map_err(failed)
}

/// Where a file of the site lies, links resolved; they may not lead out of the site.
///
/// `site_root` must be canonical.
pub(super) fn confined(site_root: &Path, path: &SourcePath) -> Result<PathBuf, DiskError> {
    let named = site_root.join(path.as_str());
    let place = named.canonicalize().map_err(|error| DiskError::io("read", &named, error))?;
    if place.starts_with(site_root) { Ok(place) } else { Err(DiskError::OutsideSite { path: path.clone() }) }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_file_of_the_site_opens_and_what_lies_outside_or_is_no_file_does_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("static")).expect("made");
        fs::write(site.join("handbill.toml"), "").expect("written");
        fs::write(site.join("static/a.txt"), "inside").expect("written");
        fs::write(folder.path().join("secret"), "outside").expect("written");
        let open = |path: &str| open_source(&site, &SourcePath::new(path));
        let mut text = String::new();
        open("static/a.txt").expect("opens").read_to_string(&mut text).expect("read");
        assert_eq!(text, "inside");
        for path in ["../secret", "static/../../secret"] {
            assert!(matches!(open(path), Err(DiskError::OutsideSite { .. })), "{path} was opened");
        }
        assert!(open("static").is_err(), "a folder was opened");
        assert!(open("static/b.txt").is_err(), "nothing was opened");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret"), site.join("static/link"))
                .expect("linked");
            assert!(matches!(open("static/link"), Err(DiskError::OutsideSite { .. })), "a link led out");
        }
    }
}
