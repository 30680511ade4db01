//! Who tells that something of the site may have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};

use super::Event;
use super::events::Events;
use super::press::Waker;
use super::rest::{self, Burst, Git};
use crate::disk::{self, Watched};

/// A watch over the places that a site is read from; dropped, it ends.
///
/// The output, the cache and version control's own files are not watched. Where nobody tells of changes, they are
/// to be looked for: a look is a run of the pipeline itself, which reads what is new by length and exact time. A
/// watcher that polls would compare whole seconds and miss the second of two quick saves, or read every file.
#[derive(Debug)]
pub(super) struct Watch {
    /// The site's folder, as it was given.
    root: PathBuf,
    state: Arc<State>,
    waker: Waker,
    events: Arc<Events>,
    git: Git,
    /// `None` where nobody tells.
    told: Option<Told>,
}

/// What the thread that is told shares with the one that looks.
#[derive(Debug)]
struct State {
    /// Set where the system does not tell of every change.
    blind: AtomicBool,
    news: Mutex<News>,
}

#[derive(Debug, Default)]
struct News {
    burst: Burst,
    watched: Watched,
}

/// The system's own watch.
#[derive(Debug)]
struct Told {
    watcher: RecommendedWatcher,
    /// The site's folder without links in its path.
    root: PathBuf,
    /// What is watched.
    places: BTreeMap<PathBuf, RecursiveMode>,
}

impl Watch {
    /// Watches a site's folder; with `poll`, or where the system refuses, asks for looking instead.
    pub(super) fn start(root: &Path, poll: bool, waker: &Waker, events: &Arc<Events>) -> Self {
        let state = Arc::new(State { blind: AtomicBool::new(poll), news: Mutex::default() });
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
        let (waker, events) = (waker.clone(), Arc::clone(events));
        let mut watch = Self { root, state, waker, events, git: Git::default(), told: None };
        watch.renew();
        watch
    }

    /// Whether changes have to be looked for.
    pub(super) fn is_blind(&self) -> bool {
        self.told.is_none() || self.state.blind.load(Ordering::Relaxed)
    }

    /// How long to wait until what has changed can be looked at; `None` for at once.
    pub(super) fn unrest(&mut self) -> Option<Duration> {
        if self.is_blind() {
            return self.is_held().then_some(rest::LOOK);
        }
        let (git, root, now) = (&mut self.git, &self.root, Instant::now());
        self.state.news().burst.unrest(now, |still| git.holds(disk::git_lock(root), now, Some(still)))
    }

    /// Whether git is at work on the site's files, so that what was just read may be half of each branch.
    pub(super) fn is_held(&mut self) -> bool {
        let may_have_changed = self.is_blind() || self.state.news().burst.is_pending();
        may_have_changed && self.git.holds(disk::git_lock(&self.root), Instant::now(), None)
    }

    /// Takes what was told until now: what changes from here on will be told again.
    pub(super) fn look(&mut self) {
        let burst = std::mem::take(&mut self.state.news().burst);
        let is_there = |told: &mut Told| self.root.canonicalize().is_ok_and(|root| root == told.root);
        if burst.root || !self.told.as_mut().is_some_and(is_there) {
            self.told = None;
        }
        if burst.places || self.told.is_none() {
            self.renew();
        }
    }

    /// Watches every place that is not watched yet.
    fn renew(&mut self) {
        let told = self.told.take();
        if self.state.blind.load(Ordering::Relaxed) {
            return;
        }
        let told = told.map_or_else(|| Told::new(&self.root, &self.state, &self.waker, &self.events), Ok);
        let renewed = told.and_then(|mut told| match told.renew(&self.state) {
            Err(error) if is_gone(&error) => {
                // Folders went while they were gone through: once more, when they have come to rest.
                self.state.news().burst.again(Instant::now());
                self.waker.wake();
                Ok(told)
            }
            renewed => renewed.map(|()| told),
        });
        match renewed {
            Ok(told) => self.told = Some(told),
            // The site has gone: whoever looks whether it is back will ask again.
            Err(error) if is_gone(&error) => {}
            Err(error) => self.state.give_up(&error, &self.events),
        }
    }
}

impl Told {
    /// Is told of changes from now on, of nothing yet.
    fn new(root: &Path, state: &Arc<State>, waker: &Waker, events: &Arc<Events>) -> notify::Result<Self> {
        let root = root.canonicalize()?;
        let (state, waker, events) = (Arc::clone(state), waker.clone(), Arc::clone(events));
        let on_event = move |event: notify::Result<notify::Event>| {
            let mut news = state.news();
            let News { burst, watched } = &mut *news;
            let counts = match event {
                Ok(event) => burst.add(&event, watched, Instant::now()),
                Err(error) => {
                    if !is_gone(&error) {
                        state.give_up(&error, &events);
                    }
                    burst.again(Instant::now());
                    true
                }
            };
            drop(news);
            if counts {
                waker.wake();
            }
        };
        // A link may lead anywhere; where it leads inside the site is watched by that place's own name.
        let watcher = RecommendedWatcher::new(on_event, Config::default().with_follow_symlinks(false))?;
        Ok(Self { watcher, root, places: BTreeMap::new() })
    }

    /// Watches what there is to watch now.
    fn renew(&mut self, state: &State) -> notify::Result<()> {
        let before = std::mem::take(&mut self.places);
        // Of inotify each folder is asked for by itself: one that came with others in it may have been missed, and
        // of two that changed names one. Where a watch reaches down by nature, asking again would interrupt it.
        if RecommendedWatcher::kind() != WatcherKind::Inotify {
            self.places.clone_from(&before);
        }
        loop {
            let watched = disk::watched(&self.root);
            let whole = watched.whole.iter().map(|place| (place.clone(), RecursiveMode::Recursive));
            let flat = watched.flat().into_iter().filter(|place| place.is_dir());
            let flat = flat.map(|place| (place.to_path_buf(), RecursiveMode::NonRecursive));
            let wanted: BTreeMap<_, _> = flat.chain(whole).collect();
            state.news().watched = watched;
            self.places.retain(|place, mode| wanted.get(place) == Some(mode));
            let new: Vec<_> =
                wanted.into_iter().filter(|(place, _)| !self.places.contains_key(place)).collect();
            // Only what came after its watch stands is told: a link made in between is found by one more walk.
            if new.is_empty() {
                break;
            }
            for (place, mode) in new {
                self.watcher.watch(&place, mode)?;
                self.places.insert(place, mode);
            }
        }
        for place in before.keys().filter(|place| !self.places.contains_key(*place)) {
            // What is gone has taken its watch along.
            let _ = self.watcher.unwatch(place);
        }
        Ok(())
    }
}

impl State {
    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on changes are looked for.
    fn give_up(&self, error: &notify::Error, events: &Events) {
        let why = match error.kind {
            ErrorKind::MaxFilesWatch => {
                "it watches as many folders as it may, `fs.inotify.max_user_watches`".to_owned()
            }
            ErrorKind::Generic(_)
            | ErrorKind::Io(_)
            | ErrorKind::PathNotFound
            | ErrorKind::WatchNotFound
            | ErrorKind::InvalidConfig(_) => error.to_string(),
        };
        if !self.blind.swap(true, Ordering::Relaxed) {
            events.tell(Event::WatchProblem(why));
        }
    }
}

/// Whether a watch failed because its folder has gone, which is a change like any other.
fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        ErrorKind::Generic(_) | ErrorKind::InvalidConfig(_) | ErrorKind::MaxFilesWatch => false,
    }
}
