//! The thread that runs the pipeline: after each change, and when time alone changes the site.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Event;
use super::answer::Preview;
use super::shared::Shared;
use super::watch::Watch;
use crate::disk::DiskError;
use crate::model::SourceTree;
use crate::pipeline::{Edition, Now, Pipeline};

/// The longest sleep: a clock that was set, or a machine that slept, is noticed after it.
const LONGEST: Duration = Duration::from_secs(60);

/// How often changes are looked for where nobody tells, and whether a lost folder is back.
const LOOK: Duration = Duration::from_millis(500);

/// Looking takes at most this part of the time.
const SHARE: u32 = 10;

/// How long the files rest between two looks that have to agree.
const REST: Duration = Duration::from_millis(100);

/// After how many such looks a program that writes without end is waited for no longer.
const MOST_LOOKS: usize = 10;

/// What tells the time.
#[derive(Debug)]
enum Clock {
    System,
    /// Moved by a test alone.
    #[cfg(test)]
    Hand(Arc<Mutex<Timestamp>>),
}

impl Clock {
    fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            #[cfg(test)]
            Self::Hand(hand) => *hand.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }
}

/// Wakes the press; wakes that come while it works are one.
#[derive(Debug, Clone)]
pub(super) struct Waker {
    sender: SyncSender<()>,
    stopped: Arc<AtomicBool>,
}

impl Waker {
    /// A waker, and what it wakes.
    pub(super) fn new() -> (Self, Receiver<()>) {
        let (sender, receiver) = sync_channel(1);
        (Self { sender, stopped: Arc::default() }, receiver)
    }

    /// Asks for one more run after this moment.
    pub(super) fn wake(&self) {
        // Full: a run that has not begun yet will see this change too.
        let _ = self.sender.try_send(());
    }

    /// Asks the press to end.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.wake();
    }
}

/// What a run made.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) edition: Shared<Edition>,
    pub(super) took: Duration,
}

/// The pipeline, and what it made last.
#[derive(Debug)]
pub(super) struct Press {
    /// Shared with those who ask for the site as of another instant.
    pipeline: Arc<Mutex<Pipeline>>,
    now: Option<Now>,
    clock: Clock,
    last: Option<Shared<Edition>>,
    took: Duration,
}

impl Press {
    pub(super) fn new(pipeline: Arc<Mutex<Pipeline>>, now: Option<Now>) -> Self {
        Self { pipeline, now, clock: Clock::System, last: None, took: Duration::ZERO }
    }

    /// Runs the pipeline.
    pub(super) fn run(&mut self) -> Result<Run, DiskError> {
        let started = Instant::now();
        let now = self.now.clone().unwrap_or_else(|| Now::At(self.clock.now()));
        let edition = self.pipeline.lock().unwrap_or_else(PoisonError::into_inner).run(&now)?;
        let edition = Shared::from(Arc::new(edition));
        self.took = started.elapsed();
        self.last = Some(edition.clone());
        Ok(Run { edition, took: self.took })
    }

    /// Keeps a preview fresh, on a thread of its own, until the waker stops it.
    pub(super) fn keep(
        mut self,
        preview: Arc<Preview>,
        mut watch: Watch,
        waker: Waker,
        woken: Receiver<()>,
    ) -> io::Result<JoinHandle<()>> {
        std::thread::Builder::new().name("press".to_owned()).spawn(move || {
            let mut lost = false;
            loop {
                let looks = lost || watch.is_blind();
                let called = match woken.recv_timeout(self.patience(looks)) {
                    Ok(()) => true,
                    Err(RecvTimeoutError::Timeout) => false,
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                if waker.stopped.load(Ordering::Relaxed) {
                    return;
                }
                if !(called || looks || self.is_due()) {
                    continue;
                }
                while let Some(rest) = watch.unrest() {
                    let _ = woken.recv_timeout(rest);
                    if waker.stopped.load(Ordering::Relaxed) {
                        return;
                    }
                }
                watch.look();
                let before = self.last.clone();
                let run = || self.run().map(|run| self.settle(run, before.as_deref(), looks, &waker));
                // A fault of ours shall not end a day's preview without a word: it shows what it has, and tries again.
                let Ok(run) = catch_unwind(AssertUnwindSafe(run)) else {
                    self.last = before;
                    preview.events.tell(Event::Fault);
                    continue;
                };
                match run {
                    Ok(_) if watch.is_held() => {
                        self.last = before;
                        waker.wake();
                    }
                    Ok(run) => {
                        let found = std::mem::take(&mut lost);
                        // To the present edition nothing is added by one that says the same.
                        match before.filter(|before| is_same(before, &run.edition)) {
                            Some(before) => {
                                self.last = Some(before);
                                if called {
                                    preview.instants.doubt();
                                }
                                if found {
                                    preview.window.find();
                                    preview.tabs.tell(&preview.window.edition());
                                }
                            }
                            None => publish(&preview, run),
                        }
                    }
                    Err(error) => {
                        if !lost {
                            lost = true;
                            preview.window.lose(&error);
                            preview.tabs.tell(&preview.window.edition());
                            preview.events.tell(Event::Lost(error));
                        }
                    }
                }
            }
        })
    }

    /// Runs until two runs in a row have read the same, where nobody tells that files are still being written.
    fn settle(&mut self, mut run: Run, before: Option<&Edition>, looks: bool, waker: &Waker) -> Run {
        let has_changed =
            |run: &Run| before.is_none_or(|before| !same_files(&before.files, &run.edition.files));
        for _ in 0..MOST_LOOKS {
            if !looks || !has_changed(&run) || waker.stopped.load(Ordering::Relaxed) {
                break;
            }
            std::thread::sleep(REST);
            let Ok(next) = self.run() else { break };
            let is_same = same_files(&run.edition.files, &next.edition.files);
            run = next;
            if is_same {
                break;
            }
        }
        run
    }

    /// How long to sleep if nobody calls.
    fn patience(&self, looks: bool) -> Duration {
        let now = self.clock.now();
        let until = |at: Timestamp| Duration::try_from(at.duration_since(now)).unwrap_or_default();
        // A moment more than until then, since sleeping counts in whole steps of some clock.
        let transition = self.next().map_or(LONGEST, |at| until(at) + Duration::from_millis(5));
        // Who looks will see what time changes; a site that is lost must not be looked for without a pause.
        if looks { LOOK.max(self.took * SHARE) } else { transition.min(LONGEST) }
    }

    /// Whether time has changed the site, or a clock that was set back has.
    fn is_due(&self) -> bool {
        let now = self.clock.now();
        let shown = self.last.as_deref().and_then(instant).filter(|_| self.now.is_none());
        self.next().is_some_and(|at| at <= now) || shown.is_some_and(|shown| now < shown)
    }

    /// The next instant at which the site changes by itself; none where it stands still at a given one.
    fn next(&self) -> Option<Timestamp> {
        if self.now.is_some() {
            return None;
        }
        next_transition(self.last.as_deref()?)
    }
}

fn next_transition(edition: &Edition) -> Option<Timestamp> {
    Some(edition.printer.as_ref()?.site().transitions.first()?.at)
}

/// The instant as of which an edition shows the site.
fn instant(edition: &Edition) -> Option<Timestamp> {
    Some(edition.printer.as_ref()?.site().now)
}

fn publish(preview: &Preview, run: Run) {
    let outcome = preview.window.show(run.edition.clone());
    preview.tabs.tell(&preview.window.edition());
    preview.events.tell(Event::Rebuilt { edition: run.edition.arc(), took: run.took, outcome });
}

/// Whether two editions of one preview print the same: from the same sources, with no transition between.
fn is_same(before: &Edition, after: &Edition) -> bool {
    let passed = next_transition(before).zip(instant(after)).is_some_and(|(next, at)| next <= at);
    // A clock that was set back may have undone a transition.
    let back = instant(before).zip(instant(after)).is_some_and(|(before, after)| after < before);
    !(passed || back) && before.diagnostics == after.diagnostics && same_files(&before.files, &after.files)
}

fn same_files(a: &SourceTree, b: &SourceTree) -> bool {
    a.files.len() == b.files.len() && a.files.values().zip(b.files.values()).all(|(a, b)| a.is_unchanged(b))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::model::{Drafts, OutputPath};
    use crate::pipeline::Settings;
    use crate::render::LinkStyle;

    fn has_post(run: &Run) -> bool {
        let printer = run.edition.printer.as_ref().expect("a sound site");
        printer.plan().jobs.contains_key(&OutputPath::new("posts/soon/index.html").expect("legal"))
    }

    /// A laptop whose battery was empty wakes up in 1970, and is told the time later.
    #[test]
    fn a_clock_that_is_set_back_takes_the_site_along() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content/posts")).expect("made");
        fs::write(folder.path().join("handbill.toml"), "handbill = 1\ntitle = \"Bench\"\n").expect("written");
        let post = "---\ntitle: Soon\ndate: 2026-03-01\npublish_at: 2026-03-01T12:00:00Z\n---\nHere.\n";
        fs::write(folder.path().join("content/posts/soon.md"), post).expect("written");
        let pipeline = Pipeline::new(Settings {
            root: folder.path().to_path_buf(),
            base_url: Some("http://127.0.0.1:4100/".to_owned()),
            drafts: Drafts::Hide,
            links: LinkStyle::Web,
            posters: true,
        });
        let at = |text: &str| -> Timestamp { text.parse().expect("an instant") };
        let hand = Arc::new(Mutex::new(at("2026-03-01T13:00:00Z")));
        let mut press = Press::new(Arc::new(Mutex::new(pipeline)), None);
        press.clock = Clock::Hand(Arc::clone(&hand));
        let after = press.run().expect("a site");
        assert!(has_post(&after) && !press.is_due());
        for back in ["2026-03-01T11:59:58Z", "1970-01-01T00:00:07Z"] {
            *hand.lock().expect("sound") = at(back);
            assert!(press.is_due(), "{back} is not noticed");
            assert!(press.patience(false) <= LONGEST);
            let before = press.run().expect("a site");
            assert!(!has_post(&before), "it stays published at {back}");
            assert!(!is_same(&after.edition, &before.edition), "{back} is not shown");
            assert!(!press.is_due(), "{back} is made over and over");
        }
        assert!(press.patience(false) == LONGEST, "a moment far away is slept through in pieces");
        *hand.lock().expect("sound") = at("2026-03-01T12:00:00Z");
        assert!(press.is_due());
        assert!(has_post(&press.run().expect("a site")));
    }
}
