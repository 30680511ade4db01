//! The list of what Handbill wrote into an output, kept in the output.
//!
//! A first line with the format's version, then one path a line, sorted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::DiskError;
use crate::model::OutputPath;

/// The name of the manifest in the output.
pub(super) const MANIFEST: &str = ".handbill-manifest";

const FIRST_LINE: &str = "handbill-manifest 1";

/// The files of the last build.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// All of them.
    pub(super) files: BTreeSet<OutputPath>,
    /// The same by the key that a disk without case would use.
    folded: BTreeMap<String, OutputPath>,
}

impl Manifest {
    /// Reads the manifest of an output; `None` where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is not of this format. Handbill deletes and replaces what it names, so nothing is
    /// guessed; paths that would leave the output are not even representable.
    pub(super) fn read(out: &Path) -> Result<Option<Self>, DiskError> {
        let path = out.join(MANIFEST);
        let broken = |problem: &str| DiskError::Manifest { path: path.clone(), problem: problem.to_owned() };
        match path.symlink_metadata() {
            Ok(there) if there.is_file() => {}
            Ok(_) => return Err(broken("it is not the file that Handbill makes")),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(DiskError::io("read", &path, error)),
        }
        let bytes = fs::read(&path).map_err(|error| DiskError::io("read", &path, error))?;
        let text = String::from_utf8(bytes).map_err(|_| broken("it is damaged"))?;
        let mut lines = text.lines();
        match lines.next() {
            Some(FIRST_LINE) => {}
            Some(first) if first.starts_with("handbill-manifest ") => {
                return Err(broken("a newer Handbill wrote it"));
            }
            Some(_) | None => return Err(broken("it is damaged")),
        }
        let files = lines.map(OutputPath::new).collect::<Result<BTreeSet<_>, _>>().map_err(|error| {
            broken(&format!("it names a file that Handbill cannot have written: {error}"))
        })?;
        let folded = files.iter().map(|path| (path.folded(), path.clone())).collect();
        Ok(Some(Self { files, folded }))
    }

    /// Whether Handbill wrote the file of exactly this name.
    pub(super) fn has(&self, path: &OutputPath) -> bool {
        self.files.contains(path)
    }

    /// The file of ours whose name differs from this one by case alone.
    pub(super) fn other_case(&self, path: &OutputPath) -> Option<&OutputPath> {
        self.folded.get(&path.folded()).filter(|ours| *ours != path)
    }

    /// The files below a folder.
    pub(super) fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a OutputPath> {
        let prefix = format!("{folder}/");
        // A legal path that sorts right before all that start with the prefix.
        let first = OutputPath::new(folder).ok();
        let files = first.map(|first| self.files.range(first..)).into_iter().flatten();
        files
            .skip_while({
                let prefix = prefix.clone();
                move |path| path.as_str() < prefix.as_str()
            })
            .take_while(move |path| path.as_str().starts_with(&prefix))
    }
}

/// Replaces the manifest, by way of a file in the stage, so that it is whole at every instant.
pub(super) fn write(out: &Path, stage: &Path, files: &BTreeSet<OutputPath>) -> Result<(), DiskError> {
    let mut text = String::with_capacity(files.len() * 48 + FIRST_LINE.len() + 1);
    for line in std::iter::once(FIRST_LINE).chain(files.iter().map(OutputPath::as_str)) {
        text.push_str(line);
        text.push('\n');
    }
    let staged = stage.join("manifest");
    fs::write(&staged, text).map_err(|error| DiskError::io("write", &staged, error))?;
    let path = out.join(MANIFEST);
    fs::rename(&staged, &path).map_err(|error| DiskError::io("replace", &path, error))
}
