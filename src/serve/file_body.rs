//! The bytes of a file on their way to a browser.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

use super::files::Stamp;

/// The most bytes of a file that are held at once.
const CHUNK: u64 = 64 * 1024;

/// A stretch of a file, read as fast as the browser takes it.
///
/// It gives exactly the bytes that it was made for. Where the file has changed meanwhile it ends with an error, and so
/// does the connection: an answer that is torn is never taken for a whole one.
#[derive(Debug)]
pub(super) struct FileBody {
    state: State,
    left: u64,
}

#[derive(Debug)]
enum State {
    /// Waits to be asked.
    Rests(Source),
    /// Reads on a thread of its own, which ends with what it reads: none waits for a slow browser.
    Reads(JoinHandle<io::Result<(Source, Bytes)>>),
    /// Nothing is to come.
    Done,
}

#[derive(Debug)]
struct Source {
    file: File,
    /// What the file looked like when its length was promised.
    stamp: Stamp,
}

impl FileBody {
    /// The bytes of a file from one place to another, while it looks as it did.
    ///
    /// # Errors
    /// The file has no such place.
    pub(super) fn new(mut file: File, stamp: Stamp, bytes: Range<u64>) -> io::Result<Self> {
        file.seek(SeekFrom::Start(bytes.start))?;
        let left = bytes.end.saturating_sub(bytes.start);
        Ok(Self { state: State::Rests(Source { file, stamp }), left })
    }
}

impl Source {
    /// The next bytes; the last ones only if nothing has changed until then.
    fn read(mut self, left: u64) -> io::Result<(Self, Bytes)> {
        let wanted = left.min(CHUNK);
        let mut chunk = Vec::with_capacity(wanted as usize);
        (&mut self.file).take(wanted).read_to_end(&mut chunk)?;
        let is_short = (chunk.len() as u64) < wanted;
        if is_short || left == wanted && Stamp::of(&self.file)? != self.stamp {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the file has changed under the reader",
            ));
        }
        Ok((self, Bytes::from(chunk)))
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Done) {
                State::Rests(source) if this.left > 0 => {
                    let left = this.left;
                    this.state = State::Reads(spawn_blocking(move || source.read(left)));
                }
                State::Reads(mut reading) => {
                    let Poll::Ready(read) = Pin::new(&mut reading).poll(context) else {
                        this.state = State::Reads(reading);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(read.map_err(io::Error::other).and_then(|read| read).map(
                        |(source, bytes)| {
                            this.left = this.left.saturating_sub(bytes.len() as u64);
                            this.state = State::Rests(source);
                            Frame::data(bytes)
                        },
                    )));
                }
                State::Rests(_) | State::Done => return Poll::Ready(None),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
