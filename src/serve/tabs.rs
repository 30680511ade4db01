//! The browser tabs that wait for news: server-sent events.
//!
//! A tab is told the present edition when it connects and at each change, and decides for itself
//! whether its page is of another one. So nothing is lost between a page and its connection, nor while
//! the preview is started again.

use std::io;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// The most streams at once: pages need connections too.
const MOST: usize = 128;

/// How many messages wait for a tab that does not read, before it is given up.
const WAITING: usize = 16;

/// Every open stream.
#[derive(Debug)]
pub(super) struct Tabs {
    /// `None` once the preview ends.
    open: Mutex<Option<Vec<Sender<io::Result<Bytes>>>>>,
}

impl Tabs {
    /// No stream yet.
    pub(super) fn new() -> Self {
        Self { open: Mutex::new(Some(Vec::new())) }
    }

    /// Opens a stream that begins with the present edition; `None` where there are too many, or the preview ends.
    ///
    /// `present` is asked for while no change can be told, so that none falls between the two. The stream ends when the tab
    /// has `gone`, which would otherwise show only when something is sent to it.
    pub(super) fn connect(
        &self,
        present: impl FnOnce() -> String,
        gone: impl Future<Output = ()> + Send + 'static,
    ) -> Option<Body> {
        let mut open = self.held();
        let tabs = open.as_mut()?;
        tabs.retain(|tab| !tab.is_closed());
        if tabs.len() >= MOST {
            return None;
        }
        let (sender, receiver) = channel(WAITING);
        let hello = format!("retry: 500\n\n{}", message(&present()));
        sender.try_send(Ok(Bytes::from(hello))).ok()?;
        tabs.push(sender);
        Some(Body::new(Stream { receiver, gone: Box::pin(gone) }))
    }

    /// Tells every tab which edition there is now.
    pub(super) fn tell(&self, edition: &str) {
        self.send(&Bytes::from(message(edition)));
    }

    /// Sends something that means nothing, so that connections stay open and dead ones are found.
    pub(super) fn beat(&self) {
        self.send(&Bytes::from_static(b":\n\n"));
    }

    /// Ends every stream, and lets none begin.
    pub(super) fn close(&self) {
        *self.held() = None;
    }

    fn send(&self, bytes: &Bytes) {
        if let Some(tabs) = self.held().as_mut() {
            tabs.retain(|tab| tab.try_send(Ok(bytes.clone())).is_ok());
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Vec<Sender<io::Result<Bytes>>>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn message(edition: &str) -> String {
    format!("event: edition\ndata: {edition}\n\n")
}

/// A body whose parts come from elsewhere, one after another.
struct Stream {
    receiver: Receiver<io::Result<Bytes>>,
    gone: Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl HttpBody for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        match this.receiver.poll_recv(context) {
            Poll::Ready(part) => Poll::Ready(part.map(|part| part.map(Frame::data))),
            Poll::Pending => this.gone.as_mut().poll(context).map(|()| None),
        }
    }
}
