//! Which places of a site have to be watched, so that no change of what a build reads is missed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::location::resolve;
use super::names::{CONFIG, LEDGER, SOURCE_FOLDERS, is_skipped};

/// The places of a site that a build may read, by their real paths.
///
/// The output, the cache and version control are not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// The site's folder.
    pub root: PathBuf,
    /// Folders of which everything below counts.
    pub whole: BTreeSet<PathBuf>,
    /// Places that count by themselves, whether there is something or not.
    pub names: BTreeSet<PathBuf>,
}

impl Watched {
    /// Whether what happens at a place may change what a build reads: it is a source's, and no editor's leaving.
    #[must_use]
    pub fn counts(&self, place: &Path) -> bool {
        if place == self.root || self.names.contains(place) {
            return true;
        }
        let Some(folder) = place.ancestors().skip(1).find(|folder| self.whole.contains(*folder)) else {
            return false;
        };
        let inside = folder.strip_prefix(&self.root).unwrap_or(folder);
        let first = inside.iter().next().unwrap_or_default().to_string_lossy();
        // A link may make what lies elsewhere a part of `static/`, with its hidden files.
        let top = SOURCE_FOLDERS.into_iter().find(|top| *top == first).unwrap_or("static");
        let below = place.strip_prefix(folder).unwrap_or(place);
        !below.iter().any(|name| is_skipped(top, &name.to_string_lossy()))
    }

    /// The folders to watch for [`names`](Self::names), of which nothing further down counts.
    #[must_use]
    pub fn flat(&self) -> BTreeSet<&Path> {
        let folders = self.names.iter().filter_map(|name| name.parent());
        folders.filter(|folder| !self.is_within(folder)).collect()
    }

    fn is_within(&self, place: &Path) -> bool {
        place.ancestors().any(|folder| self.whole.contains(folder))
    }
}

/// Looks where a site's sources lie: in its folders of sources, and wherever links in those lead inside the site.
///
/// `root` must be canonical. What is not there or cannot be read has no places below it.
#[must_use]
pub fn watched(root: &Path) -> Watched {
    let mut watched = Watched { root: root.to_path_buf(), ..Watched::default() };
    let mut links = Vec::new();
    for top in SOURCE_FOLDERS.into_iter().chain([CONFIG, LEDGER]) {
        let place = root.join(top);
        if place.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            watched.whole.insert(place.clone());
        }
        links_below(top, &place, &mut links);
        watched.names.insert(place);
    }
    let mut seen = BTreeSet::new();
    while let Some((top, link)) = links.pop() {
        let Some(target) = target(&link).filter(|target| may_be_read(root, target)) else { continue };
        // Two links may point at each other.
        if watched.is_within(&target) || !seen.insert(target.clone()) {
            continue;
        }
        // Each folder on the way may go, and take the target along.
        watched.names.extend(target.ancestors().take_while(|place| *place != root).map(Path::to_path_buf));
        links_below(top, &target, &mut links);
        if target.symlink_metadata().is_ok_and(|there| there.is_dir()) {
            watched.whole.insert(target);
        }
    }
    watched
}

/// The links in a folder, or the place itself where it is one.
fn links_below(top: &'static str, place: &Path, links: &mut Vec<(&'static str, PathBuf)>) {
    let entries = WalkDir::new(place)
        .follow_root_links(false)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_skipped(top, &entry.file_name().to_string_lossy()));
    let found = entries.filter_map(Result::ok).filter(walkdir::DirEntry::path_is_symlink);
    links.extend(found.map(|entry| (top, entry.into_path())));
}

/// The next place that a link leads to, which need not exist; links on the way there are resolved.
fn target(link: &Path) -> Option<PathBuf> {
    let place = link.parent()?.join(link.read_link().ok()?);
    match (place.parent(), place.file_name()) {
        (Some(folder), Some(name)) => Some(resolve(folder).ok()?.join(name)),
        (None, _) | (_, None) => resolve(&place).ok(),
    }
}

/// Whether a link's target lies in the site, and where reading takes it from.
fn may_be_read(root: &Path, target: &Path) -> bool {
    let Ok(inside) = target.strip_prefix(root) else { return false };
    let mut names = inside.iter().map(|name| name.to_string_lossy());
    match names.next() {
        None => false,
        Some(first) => {
            first == "static" || !first.starts_with('.') && names.all(|name| !name.starts_with('.'))
        }
    }
}
