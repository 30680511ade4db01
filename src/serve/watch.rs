//! Who tells that something of the site may have changed.

use std::path::{Component, Path};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt};

use super::Event;
use super::press::Waker;
use crate::disk;

/// How long a change rests before it counts: an editor's save is several of them.
const REST: Duration = Duration::from_millis(20);

/// How often resting changes are looked at.
const TICK: Duration = Duration::from_millis(10);

/// A watch over a site's folder; dropped, it ends.
#[derive(Debug)]
pub(super) struct Watch {
    /// Set where the system does not tell of every change.
    blind: Arc<AtomicBool>,
    /// `None` where nobody tells.
    _told: Option<Debouncer<RecommendedWatcher, NoCache>>,
}

impl Watch {
    /// Watches a folder and all below it; with `poll`, or where the system refuses, asks for looking instead.
    ///
    /// A poll is a run of the pipeline itself, which reads what is new by length and exact time. A watcher
    /// that polls would compare whole seconds and miss the second of two quick saves, or read every file.
    pub(super) fn start(root: &Path, poll: bool, waker: &Waker, tell: &Sender<Event>) -> Self {
        let blind = Arc::new(AtomicBool::new(poll));
        if poll {
            return Self { blind, _told: None };
        }
        match told(root, &blind, waker, tell) {
            Ok(debouncer) => Self { blind, _told: Some(debouncer) },
            Err(error) => {
                blind.store(true, Ordering::Relaxed);
                let _ = tell.send(Event::WatchProblem(error.to_string()));
                Self { blind, _told: None }
            }
        }
    }

    /// Whether changes have to be looked for.
    pub(super) fn is_blind(&self) -> bool {
        self.blind.load(Ordering::Relaxed)
    }
}

fn told(
    root: &Path,
    blind: &Arc<AtomicBool>,
    waker: &Waker,
    tell: &Sender<Event>,
) -> notify::Result<Debouncer<RecommendedWatcher, NoCache>> {
    let root = root.canonicalize()?;
    let (blind, waker, tell, below) = (Arc::clone(blind), waker.clone(), tell.clone(), root.clone());
    let on_change = move |changes: DebounceEventResult| match changes {
        Ok(events) => {
            if events.iter().any(|event| matters(event, &below)) {
                waker.wake();
            }
        }
        Err(errors) => {
            for error in errors {
                // A folder that goes while it is being watched is a change like any other.
                let is_gone = match &error.kind {
                    ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
                    ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
                    ErrorKind::Generic(_) | ErrorKind::InvalidConfig(_) | ErrorKind::MaxFilesWatch => false,
                };
                if !is_gone && !blind.swap(true, Ordering::Relaxed) {
                    let _ = tell.send(Event::WatchProblem(error.to_string()));
                }
            }
            waker.wake();
        }
    };
    // The pipeline looks at the folders anew, so that renames need not be put together here.
    let mut debouncer = new_debouncer_opt(REST, Some(TICK), on_change, NoCache::new(), Config::default())?;
    debouncer.watch(&root, RecursiveMode::Recursive)?;
    Ok(debouncer)
}

/// Whether an event may mean another site; that it was read means nothing.
fn matters(event: &DebouncedEvent, root: &Path) -> bool {
    let any = event.paths.is_empty()
        || event.paths.iter().any(|path| counts(path.strip_prefix(root).unwrap_or(path)));
    event.need_rescan() || (!event.kind.is_access() && any)
}

/// Whether a place below the root may be of the site: not the output, nothing hidden, no editor's leavings.
fn counts(path: &Path) -> bool {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    let Some(first) = names.next() else { return true };
    let hidden = |name: &str| name.starts_with('.') || disk::is_leaving(name);
    if first == "public" || hidden(&first) {
        return false;
    }
    // As the reading has it: only `static/` has hidden files that are meant to be seen.
    names.all(|name| if first == "static" { !disk::is_leaving(&name) } else { !hidden(&name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_count_and_what_the_tool_and_editors_leave_does_not() {
        for path in [
            "",
            "handbill.toml",
            "content",
            "content/posts/a.md",
            "static/.well-known/x",
            "content/public/a.md",
        ] {
            assert!(counts(Path::new(path)), "{path} does not count");
        }
        for path in [
            "public",
            "public/index.html",
            ".handbill/cache/x",
            ".git/index",
            "content/.a.md.swp",
            "content/a.md~",
            "content/.hidden/a.md",
            "static/4913",
        ] {
            assert!(!counts(Path::new(path)), "{path} counts");
        }
    }
}
