//! A site's folder → every file that a build may look at, and every problem with them.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::words;
use super::ground::held;
use super::names::{CONFIG, LEDGER, SOURCE_FOLDERS, is_text};
use super::walk::{Found, unreadable, walk};
use super::{DiskError, namesakes};
use crate::diagnostics::{self, Diagnostic};
use crate::model::{SourceBody, SourceFile, SourcePath, SourceTree};

/// The most bytes that a text source may have: far more than anybody writes, little enough to hold.
pub(super) const MOST_TEXT: u64 = 16 * 1024 * 1024;

/// How old a file must have been when it was read for its time stamp to tell a later change.
///
/// The coarsest time stamps in use (FAT) have steps of two seconds.
pub const SETTLED: Duration = Duration::from_secs(2);

/// Whether a file that had this time when it was read shows by its time whether it has changed since.
#[must_use]
pub fn is_settled(modified: SystemTime, read_at: SystemTime) -> bool {
    modified.checked_add(SETTLED).is_some_and(|settled| settled <= read_at)
}

/// Reads a site: its texts into memory, of its other files only what and how long they are.
///
/// Looks at `handbill.toml`, `codes.toml` and the folders of sources, at nothing else. Follows links that stay in the site;
/// whatever cannot be taken becomes a diagnostic (`source::…`), and the rest is read all the same.
///
/// A text of the same length and time as in `previous` is not opened again, if it was two seconds old by then
/// (a younger one may have changed within one step of the clock). One that was opened and has the bytes of before
/// keeps the old allocation. So `Arc::ptr_eq` on two trees says exactly "unchanged": a content hash could say no
/// more, and would cost more than the comparison.
///
/// # Errors
/// The folder is not there ([`DiskError::NoFolder`]) or no site ([`DiskError::NotASite`]).
pub fn read(root: &Path, previous: Option<&SourceTree>) -> Result<(SourceTree, Vec<Diagnostic>), DiskError> {
    let read_at = SystemTime::now();
    let root = site_root(root)?;
    let before = Before::of(previous);
    let mut problems = Vec::new();
    let mut same = vec![false; before.files.len()];
    let mut new = Vec::new();
    for loaded in load_all(&root, &before, &mut problems) {
        match loaded {
            Ok(Loaded::Same(at)) => same[at] = true,
            Ok(Loaded::New(file)) => new.push(file),
            Ok(Loaded::Gone) => {}
            Err(problem) => problems.push(problem),
        }
    }
    // What is unchanged is in order already: few files need to be put in their places.
    let same = before.files.iter().zip(same).filter(|(_, same)| *same);
    let mut files: BTreeMap<SourcePath, SourceFile> =
        same.map(|(file, _)| (file.path.clone(), (*file).clone())).collect();
    files.extend(new.into_iter().map(|file| (file.path.clone(), file)));
    namesakes::leave_one(&mut files, &mut problems);
    diagnostics::sort(&mut problems);
    Ok((SourceTree::new(files, Some(read_at)), problems))
}

/// The last reading.
struct Before<'a> {
    /// In order of their paths.
    files: Vec<&'a SourceFile>,
    by_path: HashMap<&'a str, usize>,
    read_at: Option<SystemTime>,
}

impl<'a> Before<'a> {
    fn of(previous: Option<&'a SourceTree>) -> Self {
        let files: Vec<&SourceFile> = previous.into_iter().flat_map(|tree| tree.files.values()).collect();
        let by_path = files.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
        Self { files, by_path, read_at: previous.and_then(|tree| tree.read_at) }
    }
}

/// A file that the walk found.
enum Loaded {
    /// It is as it was: the file of that index in [`Before::files`].
    Same(usize),
    New(SourceFile),
    /// It has gone since.
    Gone,
}

type Outcome = Result<Loaded, Diagnostic>;

/// Loads every file of the site, in no order, while the walk is still on its way.
fn load_all(root: &Path, before: &Before<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Outcome> {
    /// Enough files to be worth a thread's attention.
    const BATCH: usize = 128;
    let loaded = Mutex::new(Vec::new());
    let load_batch = |batch: Vec<Found>| {
        let mut bytes = Vec::new();
        let files = batch.into_iter().map(|file| load(file, before, &mut bytes)).collect::<Vec<_>>();
        held(&loaded).extend(files);
    };
    rayon::scope(|scope| {
        let mut batch = Vec::with_capacity(BATCH);
        for top in SOURCE_FOLDERS.into_iter().chain([CONFIG, LEDGER]) {
            let mut take = |file| {
                batch.push(file);
                if batch.len() == BATCH {
                    let batch = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                    scope.spawn(|_| load_batch(batch));
                }
            };
            walk(root, top, &mut take, problems);
        }
        load_batch(batch);
    });
    loaded.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// The site's folder without links in its path.
pub(super) fn site_root(root: &Path) -> Result<PathBuf, DiskError> {
    let canonical = match root.canonicalize() {
        Ok(canonical) if canonical.is_dir() => canonical,
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Err(DiskError::io("open the folder", root, error));
        }
        Ok(_) | Err(_) => return Err(DiskError::NoFolder { root: root.to_path_buf() }),
    };
    // A link of that name counts, even a broken one: the walk says what is wrong with it.
    match canonical.join(CONFIG).symlink_metadata() {
        Ok(config) if config.is_dir() => Err(DiskError::NotASite { root: root.to_path_buf() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(DiskError::NotASite { root: root.to_path_buf() })
        }
        Ok(_) | Err(_) => Ok(canonical),
    }
}

/// Reads one file. `bytes` is room that all files share.
fn load(found: Found, before: &Before<'_>, bytes: &mut Vec<u8>) -> Outcome {
    let Found { path, place } = found;
    if !is_text(path.as_str()) {
        let Some(metadata) = there(&path, fs::metadata(&place))? else { return Ok(Loaded::Gone) };
        let (len, modified) = (metadata.len(), metadata.modified().ok());
        return Ok(Loaded::New(SourceFile { path, len, modified, body: SourceBody::Blob }));
    }
    let known = before.by_path.get(path.as_str()).copied();
    if let Some(at) = known {
        let Some(metadata) = there(&path, fs::metadata(&place))? else { return Ok(Loaded::Gone) };
        if is_as_read(before.read_at, before.files[at], &metadata) {
            return Ok(Loaded::Same(at));
        }
    }
    let Some(metadata) = text(&path, &place, bytes)? else { return Ok(Loaded::Gone) };
    let bytes = bytes.as_slice();
    let (len, modified) = (bytes.len() as u64, metadata.modified().ok());
    let body = match known.map(|at| &before.files[at].body) {
        Some(SourceBody::Text(old)) if old.as_bytes() == bytes => SourceBody::Text(Arc::clone(old)),
        Some(SourceBody::Bytes(old)) if **old == *bytes => SourceBody::Bytes(Arc::clone(old)),
        Some(SourceBody::Text(_) | SourceBody::Bytes(_) | SourceBody::Blob) | None => {
            match simdutf8::basic::from_utf8(bytes) {
                Ok(text) => SourceBody::Text(Arc::from(text)),
                Err(_) => SourceBody::Bytes(Arc::from(bytes)),
            }
        }
    };
    Ok(Loaded::New(SourceFile { path, len, modified, body }))
}

/// What the disk said; `None` where the file has gone.
fn there<T>(path: &SourcePath, said: std::io::Result<T>) -> Result<Option<T>, Diagnostic> {
    match said {
        Ok(said) => Ok(Some(said)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &words(&error))),
    }
}

/// Whether the time stamp proves that a text is what was read before.
fn is_as_read(read_at: Option<SystemTime>, file: &SourceFile, now: &Metadata) -> bool {
    let (Some(read_at), Some(then), Ok(modified)) = (read_at, file.modified, now.modified()) else {
        return false;
    };
    let was_read = matches!(file.body, SourceBody::Text(_) | SourceBody::Bytes(_));
    was_read && file.len == now.len() && then == modified && is_settled(then, read_at)
}

/// Reads a text into `bytes`; what the disk says of the file, `None` where it has gone.
///
/// The time stamp is taken before the bytes: if they change in between, it no longer matches them.
fn text(path: &SourcePath, place: &Path, bytes: &mut Vec<u8>) -> Result<Option<Metadata>, Diagnostic> {
    bytes.clear();
    let opened = File::open(place).and_then(|file| Ok((file.metadata()?, file)));
    let Some((metadata, file)) = there(path, opened)? else { return Ok(None) };
    if metadata.len() > MOST_TEXT {
        return Err(too_large(path));
    }
    bytes.reserve(usize::try_from(metadata.len()).unwrap_or(0));
    let Some(_) = there(path, file.take(MOST_TEXT + 1).read_to_end(bytes))? else { return Ok(None) };
    // It may have grown since its length was asked for.
    if bytes.len() as u64 > MOST_TEXT {
        return Err(too_large(path));
    }
    Ok(Some(metadata))
}

fn too_large(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("source::too-large", format!("`{path}` is a text of more than 16 MiB"))
        .in_file(path)
        .help("split it, or put it in `static/` if it is only to be downloaded")
}
