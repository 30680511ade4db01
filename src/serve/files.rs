//! The files of a site that are carried along, and the tags of their bytes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Seek};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use crate::disk;
use crate::model::SourcePath;

/// The most files of which something is kept.
const MOST: usize = 4096;

/// Opens files of the site; knows what it has read of them already.
#[derive(Debug)]
pub(super) struct Files {
    root: PathBuf,
    /// A film is asked for in many pieces, and each piece carries the tag of all its bytes.
    known: Mutex<BTreeMap<SourcePath, Known>>,
}

/// What is known of a file that looks so.
#[derive(Debug, Clone)]
struct Known {
    stamp: Stamp,
    /// Since when it looks so.
    since: Instant,
    /// The tag of its bytes, where nothing can have changed them behind this stamp.
    tag: Option<String>,
}

/// The present by both clocks: that of files, and one that nobody sets.
#[derive(Debug, Clone, Copy)]
struct Present {
    time: SystemTime,
    instant: Instant,
}

/// By what a change of a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// A file, at its first byte.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) stamp: Stamp,
    /// A strong tag of its bytes, in quotes.
    pub(super) tag: String,
}

impl Stamp {
    /// What a file looks like now.
    pub(super) fn of(file: &File) -> io::Result<Self> {
        let facts = file.metadata()?;
        Ok(Self { length: facts.len(), modified: facts.modified().ok() })
    }

    /// In bytes.
    pub(super) fn length(self) -> u64 {
        self.length
    }

    /// Whether every change from now on gives another stamp.
    ///
    /// A change gets the same one only within the step of time in which the file got it. That step is over where the file's time
    /// is long past. A time in the future says nothing of when it was given: the clock was set back since, or a copy has kept the
    /// time of a machine whose clock is ahead. Who has seen the stamp for longer than a step knows as much, whatever clock
    /// it came from.
    fn is_settled(self, since: Instant, now: Present) -> bool {
        let is_old = self.modified.is_some_and(|modified| disk::is_settled(modified, now.time));
        is_old || now.instant.saturating_duration_since(since) >= disk::SETTLED
    }
}

impl Files {
    /// The files of the site in this folder.
    pub(super) fn new(root: PathBuf) -> Self {
        Self { root, known: Mutex::default() }
    }

    /// Opens a file of the site.
    ///
    /// # Errors
    /// It is gone, leads out of the site, cannot be read, or changes while it is.
    pub(super) fn open(&self, source: &SourcePath) -> io::Result<Opened> {
        self.open_at(source, Present { time: SystemTime::now(), instant: Instant::now() })
    }

    fn open_at(&self, source: &SourcePath, now: Present) -> io::Result<Opened> {
        let mut file = disk::open_source(&self.root, source).map_err(io::Error::other)?;
        let stamp = Stamp::of(&file)?;
        let known = self.known().get(source).filter(|known| known.stamp == stamp).cloned();
        let since = known.as_ref().map_or(now.instant, |known| known.since);
        if let Some(tag) = known.and_then(|known| known.tag) {
            return Ok(Opened { file, stamp, tag });
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(&mut file)?;
        if hasher.count() != stamp.length || Stamp::of(&file)? != stamp {
            return Err(io::Error::other("it changes while it is read"));
        }
        file.rewind()?;
        let tag = tag_of(&hasher.finalize());
        let kept = stamp.is_settled(since, now).then(|| tag.clone());
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(source.clone(), Known { stamp, since, tag: kept });
        drop(known);
        Ok(Opened { file, stamp, tag })
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<SourcePath, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The strong tag of bytes, by their hash.
pub(super) fn tag_of(hash: &blake3::Hash) -> String {
    format!("\"{}\"", hash.to_hex())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    /// A film, and the two clocks, which only a test moves.
    struct Bench {
        folder: tempfile::TempDir,
        files: Files,
        began: Present,
    }

    impl Bench {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            fs::create_dir(folder.path().join("static")).expect("made");
            fs::write(folder.path().join("handbill.toml"), "").expect("written");
            let files = Files::new(folder.path().to_path_buf());
            let began = Present { time: SystemTime::now(), instant: Instant::now() };
            Self { folder, files, began }
        }

        /// Writes bytes of one length, so that nothing but its time can tell of the change.
        fn write(&self, bytes: &[u8; 3], modified: SystemTime) {
            let film = File::create(self.folder.path().join("static/film.mp4")).expect("made");
            io::Write::write_all(&mut &film, bytes).expect("written");
            film.set_modified(modified).expect("set");
        }

        /// Whether it is given with the tag of these bytes, so long after the beginning.
        fn is_of(&self, bytes: &[u8; 3], after: Duration) -> bool {
            let now = Present { time: self.began.time + after, instant: self.began.instant + after };
            let opened = self.files.open_at(&SourcePath::new("static/film.mp4"), now).expect("opened");
            opened.tag == tag_of(&blake3::hash(bytes))
        }
    }

    const MOMENT: Duration = Duration::from_millis(1);

    #[test]
    fn a_file_that_was_just_written_is_read_each_time() {
        let bench = Bench::new();
        bench.write(b"one", bench.began.time);
        assert!(bench.is_of(b"one", MOMENT));
        bench.write(b"two", bench.began.time);
        assert!(bench.is_of(b"two", MOMENT * 2), "the tag of other bytes");
    }

    /// Bytes that are put in its place behind the back of its time show that they are not read.
    #[test]
    fn a_file_whose_time_is_past_or_was_seen_for_long_enough_is_read_once() {
        let (past, future) = (Duration::from_secs(3600), Duration::from_secs(3600));
        let bench = Bench::new();
        let old = bench.began.time - past;
        bench.write(b"one", old);
        assert!(bench.is_of(b"one", MOMENT));
        bench.write(b"two", old);
        assert!(bench.is_of(b"one", MOMENT * 2), "it was read again");

        let bench = Bench::new();
        let ahead = bench.began.time + future;
        bench.write(b"one", ahead);
        assert!(bench.is_of(b"one", MOMENT));
        bench.write(b"two", ahead);
        assert!(bench.is_of(b"two", disk::SETTLED - MOMENT), "trusted too soon");
        assert!(bench.is_of(b"two", disk::SETTLED + MOMENT));
        bench.write(b"six", ahead);
        assert!(bench.is_of(b"two", disk::SETTLED * 2), "it was read again");
        bench.write(b"six", ahead + MOMENT);
        assert!(bench.is_of(b"six", disk::SETTLED * 2), "a change was missed");
    }
}
