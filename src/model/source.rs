//! What was read from disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::SourcePath;

/// A file of the site.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it lies, from the site's root.
    pub path: SourcePath,
    /// Length in bytes.
    pub len: u64,
    /// When the file system says it was last written.
    pub modified: Option<SystemTime>,
    /// What is in it.
    pub body: SourceBody,
}

impl SourceFile {
    /// Whether a later read found the same file unchanged: the same text or bytes in memory, or a file
    /// of the same length and time.
    #[must_use]
    pub fn is_unchanged(&self, later: &Self) -> bool {
        let same = match (&self.body, &later.body) {
            (SourceBody::Text(a), SourceBody::Text(b)) => Arc::ptr_eq(a, b),
            (SourceBody::Bytes(a), SourceBody::Bytes(b)) => Arc::ptr_eq(a, b),
            (SourceBody::Blob, SourceBody::Blob) => self.len == later.len && self.modified == later.modified,
            (SourceBody::Text(_) | SourceBody::Bytes(_) | SourceBody::Blob, _) => false,
        };
        same && self.path == later.path
    }
}

/// The inside of a file: read at once where it is text to work on, streamed later where it is not.
#[derive(Debug, Clone)]
pub enum SourceBody {
    /// A text source.
    ///
    /// Two trees read one after the other share the texts that did not change between them, so
    /// `Arc::ptr_eq` says "unchanged" and no hash is kept.
    Text(Arc<str>),
    /// The bytes of an asset of a theme, or of what should be a text and is not UTF-8; `parse` says where.
    Bytes(Arc<[u8]>),
    /// A picture or any other file that is only carried along.
    Blob,
}

/// Every file of a site that a build may look at.
#[derive(Debug, Clone, Default)]
pub struct SourceTree {
    /// The files by path; the order is the same on every machine.
    pub files: BTreeMap<SourcePath, SourceFile>,
    /// When the reading began; `None` for a tree that was not read from a disk.
    ///
    /// Only the next reading uses it: a file written in the two seconds before this instant may have
    /// been written once more without a new time stamp, and is read again.
    pub read_at: Option<SystemTime>,
    /// The files whose names are not composed (NFC), by their composed names; made when the first is asked for.
    decomposed: OnceLock<HashMap<String, SourcePath>>,
}

impl SourceTree {
    /// A tree of these files.
    #[must_use]
    pub fn new(files: BTreeMap<SourcePath, SourceFile>, read_at: Option<SystemTime>) -> Self {
        Self { files, read_at, decomposed: OnceLock::new() }
    }

    /// The file that a text means by a path: letters with accents may be written in the text in one form and in the name in
    /// the other, as disks and keyboards have them.
    #[must_use]
    pub fn meant(&self, path: &str) -> Option<&SourceFile> {
        if let Some(file) = self.files.get(path) {
            return Some(file);
        }
        if path.is_ascii() {
            return None;
        }
        let composed: String = path.nfc().collect();
        let decomposed = self.decomposed.get_or_init(|| {
            let names = self.files.keys().filter(|name| !is_nfc(name.as_str()));
            names.map(|name| (name.as_str().nfc().collect(), name.clone())).collect()
        });
        let name = decomposed.get(&composed);
        name.and_then(|name| self.files.get(name)).or_else(|| self.files.get(composed.as_str()))
    }

    /// The file at this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(&SourcePath::new(path))
    }

    /// A text source's text.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<str>> {
        match &self.files.get(path)?.body {
            SourceBody::Text(text) => Some(text),
            SourceBody::Bytes(_) | SourceBody::Blob => None,
        }
    }

    /// The files below a folder (`content`, without a trailing `/`), in order of their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        let prefix = format!("{folder}/");
        self.files
            .range(SourcePath::new(&prefix)..)
            .map(|(_, file)| file)
            .take_while(move |file| file.path.as_str().starts_with(&prefix))
    }
}
