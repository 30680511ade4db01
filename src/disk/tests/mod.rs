//! The room's promises, each tried on a real folder.

mod commit;
mod output;
mod read;
mod watched;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::{DiskError, Output, Put, Written};
use crate::model::{Artifact, ArtifactBody, OutputPath, Rank, SourcePath};

/// A site in a folder of its own, beside a place that is no part of it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        place.write("site/handbill.toml", "handbill = 1\n");
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn site(&self) -> PathBuf {
        self.path("site")
    }

    fn out(&self) -> PathBuf {
        self.path("site/public")
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    #[cfg(unix)]
    fn link(&self, target: &str, path: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
        std::os::unix::fs::symlink(target, path).expect("linked");
    }

    fn open(&self) -> Output {
        Output::open(&self.out(), &self.site()).expect("opened")
    }

    /// Builds an output of these pages; names that start with `assets/` are assets.
    fn build(&self, files: &[(&str, &str)]) -> Result<Written, DiskError> {
        let output = self.open();
        for (path, text) in files {
            output.put(&artifact(path, text))?;
        }
        output.commit()
    }

    /// What a visitor of the output finds, Handbill's bookkeeping left out.
    fn published(&self) -> BTreeMap<String, String> {
        files_below(&self.out()).into_iter().filter(|(path, _)| !path.starts_with(".handbill-")).collect()
    }
}

fn artifact(path: &str, text: &str) -> Artifact {
    let rank = if path.starts_with("assets/") { Rank::Asset } else { Rank::Page };
    Artifact { path: output_path(path), body: ArtifactBody::Bytes(text.as_bytes().to_vec()), rank }
}

fn copy(path: &str, source: &str) -> Artifact {
    let body = ArtifactBody::Copy(SourcePath::new(source));
    Artifact { path: output_path(path), body, rank: Rank::Asset }
}

fn output_path(path: &str) -> OutputPath {
    OutputPath::new(path).expect("a legal path")
}

fn files_below(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("walked"));
    entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).unwrap_or_default())
        })
        .collect()
}

fn expected(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Sets a file's time stamp, and returns it as the disk keeps it.
fn age(path: &Path, seconds: u64) -> SystemTime {
    let file = fs::File::options().write(true).open(path).expect("opened");
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).expect("set");
    modified(path)
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time stamp")
}
