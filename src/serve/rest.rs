//! When changes have come to rest, so that one run sees all of a save, and all of a branch switch.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use crate::disk::{GitLock, Watched};

/// How long nothing may have happened after the save of one file that is whole.
const SAVE: Duration = Duration::from_millis(10);

/// The same where several files were saved, of which more may come.
const REST: Duration = Duration::from_millis(20);

/// The longest such time: what has gone on for a while may stop for a moment.
const LONG_REST: Duration = Duration::from_millis(300);

/// How long a file may be gone, empty or still open for writing before it is taken as it is.
const HALF: Duration = Duration::from_millis(200);

/// The most files that are looked at for being saved half.
const FEW: usize = 64;

/// How long a program that writes without end is waited for.
const MOST: Duration = Duration::from_secs(2);

/// How often it is looked at whether git has finished.
pub(super) const LOOK: Duration = Duration::from_millis(10);

/// How long git may hold its lock while no file changes: it keeps it, too, while somebody writes a message.
const GIT_STILL: Duration = Duration::from_secs(2);

/// How long git is waited for at all, also where nobody tells what it changes.
const GIT_MOST: Duration = Duration::from_secs(10);

/// What was told of the site's files and not looked at yet.
#[derive(Debug, Default)]
pub(super) struct Burst {
    span: Option<Span>,
    /// The files that may be half saved, and whether they are still open; at most a few.
    files: BTreeMap<PathBuf, bool>,
    /// Whether folders or links came or went, so that other places have to be watched.
    pub(super) places: bool,
    /// Whether the site's folder itself has gone, and its watches with it.
    pub(super) root: bool,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    first: Instant,
    last: Instant,
    /// Since when it could have been looked at.
    free: Instant,
}

impl Burst {
    /// Adds what the system tells; gives whether it counts. That a file was read means nothing.
    pub(super) fn add(&mut self, event: &Event, watched: &Watched, now: Instant) -> bool {
        let closed = event.kind == EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && !closed {
            return false;
        }
        // What the system did not manage to tell may be anything.
        self.places |= event.need_rescan();
        let mut counts = event.need_rescan() || event.paths.is_empty();
        for path in event.paths.iter().filter(|path| watched.counts(path)) {
            counts = true;
            self.note(path, event.kind, watched);
        }
        if let (EventKind::Modify(ModifyKind::Name(RenameMode::Both)), [from, to]) =
            (event.kind, &event.paths[..])
            && watched.counts(to)
        {
            // It has another name now; a name that does not count would be a copy that an editor sets aside.
            self.files.remove(from);
        }
        if counts {
            self.touch(now);
        }
        counts
    }

    fn note(&mut self, path: &Path, kind: EventKind, watched: &Watched) {
        let (open, comes) = match kind {
            EventKind::Modify(ModifyKind::Data(_)) => (cfg!(target_os = "linux"), false),
            EventKind::Create(_) => (cfg!(target_os = "linux"), true),
            EventKind::Modify(ModifyKind::Name(_)) => (false, true),
            EventKind::Remove(_) | EventKind::Access(_) => (false, false),
            EventKind::Modify(ModifyKind::Metadata(_)) => return,
            EventKind::Modify(ModifyKind::Any | ModifyKind::Other) | EventKind::Any | EventKind::Other => {
                (false, true)
            }
        };
        let there = path.symlink_metadata();
        let is_file = there.as_ref().is_ok_and(std::fs::Metadata::is_file);
        self.root |= path == watched.root && there.is_err();
        let is_more = there.is_ok() && !is_file;
        self.places |= (is_more && comes) || (!is_file && watched.names.contains(path));
        if is_file || there.is_err() {
            if self.files.len() <= FEW {
                self.files.insert(path.to_path_buf(), open && is_file);
            }
        } else {
            self.files.remove(path);
        }
    }

    /// Notes that something was missed, which may be anything.
    pub(super) fn again(&mut self, now: Instant) {
        self.places = true;
        self.touch(now);
    }

    /// Whether there is anything.
    pub(super) fn is_pending(&self) -> bool {
        self.span.is_some()
    }

    fn touch(&mut self, now: Instant) {
        let span = self.span.get_or_insert(Span { first: now, last: now, free: now });
        span.last = now;
    }

    /// How long to wait until it can be looked at; `None` for at once.
    ///
    /// `git` says whether git is at work; it is told for how long nothing has happened.
    pub(super) fn unrest(&mut self, now: Instant, git: impl FnOnce(Duration) -> bool) -> Option<Duration> {
        let span = self.span.as_mut()?;
        let still = now.saturating_duration_since(span.last);
        if git(still) {
            span.free = now;
            return Some(LOOK);
        }
        if now.saturating_duration_since(span.free) >= MOST {
            return None;
        }
        let lasted = span.last.saturating_duration_since(span.first);
        let least = if self.files.len() > 1 || self.places { REST } else { SAVE };
        let rest = (lasted / 2).clamp(least, LONG_REST);
        if still < rest {
            return Some(rest - still);
        }
        (still < HALF && self.is_half()).then(|| HALF - still)
    }

    /// Whether a file looks like one that is being saved.
    fn is_half(&self) -> bool {
        let is_empty =
            |path: &Path| path.symlink_metadata().map_or(true, |there| there.is_file() && there.len() == 0);
        self.files.len() <= FEW && self.files.iter().any(|(path, open)| *open || is_empty(path))
    }
}

/// What is known of git's work on the site's files.
#[derive(Debug, Default)]
pub(super) struct Git {
    since: Option<Instant>,
    /// A lock that somebody keeps, or left behind.
    ignored: Option<GitLock>,
}

impl Git {
    /// Whether to wait for whoever holds the lock; `still` is how long nothing has changed, where that is known.
    pub(super) fn holds(&mut self, lock: Option<GitLock>, now: Instant, still: Option<Duration>) -> bool {
        let Some(lock) = lock else {
            self.since = None;
            return false;
        };
        if self.ignored.as_ref() == Some(&lock) {
            return false;
        }
        let since = *self.since.get_or_insert(now);
        let is_left =
            now.saturating_duration_since(since) >= GIT_MOST || still.is_some_and(|still| still >= GIT_STILL);
        if is_left {
            (self.since, self.ignored) = (None, Some(lock));
        }
        !is_left
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    use super::*;

    const MODIFIED: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const OPENED: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));

    fn name(mode: RenameMode) -> EventKind {
        EventKind::Modify(ModifyKind::Name(mode))
    }

    /// A site, what is told of it, and a clock that only a test moves.
    struct Desk {
        folder: tempfile::TempDir,
        watched: Watched,
        burst: Burst,
        now: Instant,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path().to_path_buf();
            fs::create_dir(root.join("content")).expect("made");
            fs::write(root.join("content/a.md"), "words").expect("written");
            let watched =
                Watched { whole: [root.join("content")].into(), names: [root.join("content")].into(), root };
            Self { folder, watched, burst: Burst::default(), now: Instant::now() }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join("content").join(name)
        }

        fn tell(&mut self, kind: EventKind, names: &[&str]) -> bool {
            let mut event = Event::new(kind);
            event.paths = names.iter().map(|name| self.path(name)).collect();
            self.burst.add(&event, &self.watched, self.now)
        }

        /// How many milliseconds pass until it is looked at, if nothing else happens.
        fn rests(&mut self) -> u128 {
            let began = self.now;
            while let Some(wait) = self.burst.unrest(self.now, |_| false) {
                self.now += wait;
            }
            (self.now - began).as_millis()
        }
    }

    #[test]
    fn a_save_rests_as_long_as_an_editor_needs() {
        let mut desk = Desk::new();
        assert_eq!(desk.rests(), 0, "nothing has happened");
        assert!(desk.tell(MODIFIED, &["a.md"]) && desk.tell(CLOSED, &["a.md"]));
        assert_eq!(desk.rests(), SAVE.as_millis());
        desk.tell(CLOSED, &["a.md"]);
        fs::write(desk.path("b.md"), "words").expect("written");
        desk.tell(CLOSED, &["b.md"]);
        assert_eq!(desk.rests(), REST.as_millis(), "a third may come");
    }

    #[test]
    fn what_is_only_read_or_left_by_an_editor_is_nothing() {
        let mut desk = Desk::new();
        assert!(!desk.tell(OPENED, &["a.md"]));
        assert!(!desk.tell(MODIFIED, &["a.md~"]) && !desk.tell(MODIFIED, &[".a.md.swp"]));
        assert!(!desk.burst.is_pending());
    }

    #[test]
    fn a_file_that_is_gone_empty_or_still_open_is_waited_for() {
        let mut desk = Desk::new();
        desk.tell(MODIFIED, &["a.md"]);
        if cfg!(target_os = "linux") {
            assert_eq!(desk.rests(), HALF.as_millis(), "still open");
        }
        let mut desk = Desk::new();
        fs::write(desk.path("a.md"), "").expect("written");
        desk.tell(CLOSED, &["a.md"]);
        assert_eq!(desk.rests(), HALF.as_millis(), "empty");
        let mut desk = Desk::new();
        fs::rename(desk.path("a.md"), desk.path("a.md~")).expect("renamed");
        for (mode, names) in [
            (RenameMode::From, &["a.md"][..]),
            (RenameMode::To, &["a.md~"]),
            (RenameMode::Both, &["a.md", "a.md~"]),
        ] {
            desk.tell(name(mode), names);
        }
        assert_eq!(desk.rests(), HALF.as_millis(), "set aside");
        desk.tell(EventKind::Create(CreateKind::File), &["a.md"]);
        fs::write(desk.path("a.md"), "words").expect("written");
        desk.tell(CLOSED, &["a.md"]);
        desk.now += Duration::from_millis(1);
        assert!(desk.rests() < HALF.as_millis(), "it is whole again");
    }

    #[test]
    fn a_file_with_another_name_is_whole() {
        let mut desk = Desk::new();
        fs::rename(desk.path("a.md"), desk.path("b.md")).expect("renamed");
        for (mode, names) in [
            (RenameMode::From, &["a.md"][..]),
            (RenameMode::To, &["b.md"]),
            (RenameMode::Both, &["a.md", "b.md"]),
        ] {
            desk.tell(name(mode), names);
        }
        assert_eq!(desk.rests(), SAVE.as_millis());
    }

    #[test]
    fn what_goes_on_for_a_while_may_pause_and_what_never_ends_is_looked_at() {
        let mut desk = Desk::new();
        for _ in 0..10 {
            desk.tell(CLOSED, &["a.md"]);
            desk.now += Duration::from_millis(19);
        }
        assert!(desk.rests() > 3 * REST.as_millis(), "a pause ended it");
        let mut desk = Desk::new();
        let began = desk.now;
        while desk.burst.unrest(desk.now, |_| false).is_some() || desk.now == began {
            desk.tell(CLOSED, &["a.md"]);
            desk.now += Duration::from_millis(5);
            assert!(desk.now - began <= MOST * 2, "it waits for ever");
        }
        assert!(desk.now - began >= MOST);
    }

    #[test]
    fn it_waits_for_git_and_then_for_the_last_changes() {
        let mut desk = Desk::new();
        desk.tell(CLOSED, &["a.md"]);
        for _ in 0..1000 {
            assert_eq!(desk.burst.unrest(desk.now, |_| true), Some(LOOK));
            desk.now += LOOK;
            desk.tell(CLOSED, &["a.md"]);
        }
        assert_eq!(desk.rests(), LONG_REST.as_millis());
    }

    #[test]
    fn folders_that_come_or_go_change_what_is_watched() {
        let mut desk = Desk::new();
        desk.tell(CLOSED, &["a.md"]);
        assert!(!desk.burst.places);
        fs::create_dir(desk.path("new")).expect("made");
        desk.tell(EventKind::Create(CreateKind::Folder), &["new"]);
        assert!(desk.burst.places && !desk.burst.root);
        let mut desk = Desk::new();
        fs::remove_dir_all(desk.path("")).expect("removed");
        desk.tell(EventKind::Remove(RemoveKind::Folder), &[""]);
        assert!(desk.burst.places, "the sources went");
        let mut desk = Desk::new();
        assert!(desk.burst.add(
            &Event::new(EventKind::Other).set_flag(Flag::Rescan),
            &desk.watched,
            desk.now
        ));
        assert!(desk.burst.places, "a folder may be among what was not told");
    }

    #[test]
    fn a_lock_that_stays_is_no_work() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = folder.path().join(".git/index.lock");
        fs::create_dir(folder.path().join(".git")).expect("made");
        fs::write(&lock, "").expect("written");
        let (mut git, now) = (Git::default(), Instant::now());
        let look = || crate::disk::git_lock(folder.path());
        assert!(git.holds(look(), now, Some(REST)));
        assert!(!git.holds(look(), now, Some(GIT_STILL)));
        assert!(!git.holds(look(), now, Some(REST)), "it is waited for again");
        fs::write(&lock, "another").expect("written");
        assert!(git.holds(look(), now, None));
        assert!(!git.holds(look(), now + GIT_MOST, None));
        fs::remove_file(&lock).expect("removed");
        assert!(!git.holds(look(), now, Some(REST)));
    }
}
