//! A connection that waits for its reader, but not for ever.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::time::Sleep;

use super::line::Line;

/// A connection that breaks when nothing of what is written to it is taken for so long.
#[derive(Debug)]
pub(super) struct Patient {
    stream: TokioIo<Line>,
    patience: Duration,
    /// Runs out while the reader takes nothing.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    pub(super) fn new(line: Line, patience: Duration) -> Self {
        Self { stream: TokioIo::new(line), patience, waiting: None }
    }

    fn stream(&mut self) -> Pin<&mut TokioIo<Line>> {
        Pin::new(&mut self.stream)
    }

    fn bounded<T>(&mut self, context: &mut Context<'_>, outcome: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.waiting = None;
            return outcome;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(patience)));
        waiting.as_mut().poll(context).map(|()| Err(ErrorKind::TimedOut.into()))
    }
}

impl Read for Patient {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.get_mut().stream().poll_read(context, buffer)
    }
}

impl Write for Patient {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = this.stream().poll_write(context, bytes);
        this.bounded(context, outcome)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream().poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.get_mut().stream().poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let outcome = this.stream().poll_write_vectored(context, parts);
        this.bounded(context, outcome)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use socket2::SockRef;
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    /// Writes until the reader's side is full, then until patience ends.
    fn is_left(has_hung_up: bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("bound");
            let reader = TcpStream::connect(address).await.expect("connected");
            let (stream, _) = listener.accept().await.expect("accepted");
            if has_hung_up {
                SockRef::from(&reader).shutdown(std::net::Shutdown::Write).expect("its own side is closed");
            }
            let mut patient = Patient::new(Line::new(stream), Duration::from_millis(20));
            let bytes = vec![0; 64 * 1024];
            let error = loop {
                let writing = poll_fn(|context| Pin::new(&mut patient).poll_write(context, &bytes));
                let written = tokio::time::timeout(Duration::from_secs(20), writing).await;
                if let Err(error) = written.expect("an end to its patience") {
                    break error;
                }
            };
            assert_eq!(error.kind(), ErrorKind::TimedOut);
            drop(reader);
        });
    }

    #[test]
    fn whoever_reads_nothing_is_left() {
        is_left(false);
    }

    #[test]
    fn whoever_has_sent_all_and_reads_nothing_is_left_too() {
        is_left(true);
    }
}
