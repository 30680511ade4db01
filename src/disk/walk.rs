//! Which files a site has: a walk that follows links but never leaves the site.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::words;
use super::names::{is_skipped, is_text};
use crate::diagnostics::Diagnostic;
use crate::model::SourcePath;

/// A file that was found and not yet opened.
pub(super) struct Found {
    /// Its name in the site.
    pub(super) path: SourcePath,
    /// Where the disk has it.
    pub(super) place: PathBuf,
}

/// Finds every file below one folder of the site, or the one file of that name, in no order; what is not there is
/// no problem.
///
/// `root` must be canonical: it is what links are held against.
pub(super) fn walk(root: &Path, top: &str, found: &mut impl FnMut(Found), problems: &mut Vec<Diagnostic>) {
    let start = root.join(top);
    if start.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return;
    }
    let mut entries = WalkDir::new(start).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.extend(walk_problem(root, top, &error));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy();
        let taken = if entry.depth() > 0 && is_skipped(top, &name) { Ok(None) } else { judge(root, &entry) };
        let is_folder = entry.file_type().is_dir();
        match taken {
            Ok(Some(_)) if is_folder => continue,
            Ok(Some(path)) => found(Found { path, place: entry.into_path() }),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
        if is_folder {
            entries.skip_current_dir();
        }
    }
}

/// The name in the site of what was found, or why it cannot be taken.
fn judge(root: &Path, entry: &DirEntry) -> Result<Option<SourcePath>, Diagnostic> {
    let path = source_path(root, entry.path()).map_err(|shown| {
        Diagnostic::error("source::name-not-utf8", format!("the name of `{shown}` is not valid UTF-8"))
            .in_file(&shown)
            .help("rename it; names are written in UTF-8, Chinese characters included")
    })?;
    if entry.path_is_symlink()
        && let Some(why) = objection(root, &path, entry.path())
    {
        return Err(Diagnostic::error("source::outside-site", format!("`{path}` is a link {why}"))
            .in_file(&path)
            .help("remove the link, or put a copy of what it points at in its place"));
    }
    if !entry.file_type().is_dir() && !entry.file_type().is_file() {
        return Err(unreadable(&path, "it is neither a file nor a folder"));
    }
    Ok(Some(path))
}

/// Why a link may not be followed, to stand behind "is a link"; `None` where it may.
///
/// Content comes from a community, and a link is content: one into `.git` would publish what version control keeps
/// for itself, tokens of a CI included; one that passes a source off as a download would publish its `private`.
/// Only `static/` has hidden files that are meant to be seen.
fn objection(root: &Path, path: &SourcePath, link: &Path) -> Option<&'static str> {
    let outside = Some("that leads out of the site");
    let Ok(target) = link.canonicalize() else { return outside };
    let Ok(inside) = target.strip_prefix(root) else { return outside };
    let inside = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>();
    let (Some(first), name) = (inside.first(), inside.join("/")) else {
        return Some("to the whole site");
    };
    if first != "static" && inside.iter().any(|part| part.starts_with('.')) {
        return Some("to a hidden place of the site");
    }
    let is_download = !is_text(path.as_str()) && is_text(&name) || path.as_str().starts_with("static/");
    (first == "content" && is_download).then_some("that would publish a source as it is written")
}

/// What an error of the walk means for the site; `None` where it concerns nothing of the site.
fn walk_problem(root: &Path, top: &str, error: &walkdir::Error) -> Option<Diagnostic> {
    let place = error.path()?;
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    if error.depth() > 0 && is_skipped(top, &name) {
        return None;
    }
    let path = source_path(root, place).unwrap_or_else(|shown| shown);
    if error.loop_ancestor().is_some() || is_endless(place) {
        return Some(
            Diagnostic::error("source::link-loop", format!("`{path}` is a link that leads back to itself"))
                .in_file(&path)
                .help("remove the link, or point it at a folder that does not hold it"),
        );
    }
    let source = error.io_error()?;
    match place.symlink_metadata() {
        Ok(link) if link.is_symlink() && source.kind() == ErrorKind::NotFound => Some(
            Diagnostic::error("source::unreadable", format!("`{path}` is a link to what does not exist"))
                .in_file(&path)
                .help("remove the link, or point it at a file of the site"),
        ),
        Err(gone) if gone.kind() == ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(unreadable(&path, &words(source))),
    }
}

/// A file that is there but gives no bytes.
pub(super) fn unreadable(path: &SourcePath, why: &str) -> Diagnostic {
    Diagnostic::error("source::unreadable", format!("`{path}` cannot be read: {why}"))
        .in_file(path)
        .help("give yourself the right to read it, or remove it")
}

/// Whether a link leads to links without end, as two that point at each other do.
fn is_endless(place: &Path) -> bool {
    // The limit of Linux; others have lower ones.
    const MOST: usize = 40;
    let mut place = place.to_path_buf();
    for _ in 0..MOST {
        let Ok(target) = place.read_link() else { return false };
        place.pop();
        place.push(target);
    }
    true
}

/// The name in the site of a place on the disk; an approximation of it where it is not UTF-8.
fn source_path(root: &Path, place: &Path) -> Result<SourcePath, SourcePath> {
    // The walk began at the root: its places begin with it, letter by letter.
    if cfg!(unix)
        && let (Some(path), Some(root)) = (place.to_str(), root.to_str())
        && let Some(inside) = path.strip_prefix(root).and_then(|path| path.strip_prefix('/'))
    {
        return Ok(SourcePath::new(inside));
    }
    let inside = place.strip_prefix(root).unwrap_or(place);
    let parts = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>();
    let path = SourcePath::new(parts.join("/"));
    if inside.iter().all(|part| part.to_str().is_some()) { Ok(path) } else { Err(path) }
}
