//! What many hold at once, and is taken apart where nobody waits.

use std::ops::Deref;
use std::sync::Arc;

/// An `Arc` whose last holder does not take apart what it holds: that is done on a thread beside.
///
/// A site of ten thousand pages takes milliseconds, which neither a reader nor the threads that serve all readers have.
#[derive(Debug)]
pub(super) struct Shared<T: Send + Sync + 'static>(
    /// There until this is dropped.
    Option<Arc<T>>,
);

impl<T: Send + Sync + 'static> Shared<T> {
    /// Another holder, for threads on which nobody waits.
    pub(super) fn arc(&self) -> Arc<T> {
        Arc::clone(self.held())
    }

    /// Whether both hold the very same.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.held(), other.held())
    }

    fn held(&self) -> &Arc<T> {
        self.0.as_ref().expect("only its end takes it")
    }
}

impl<T: Send + Sync + 'static> From<Arc<T>> for Shared<T> {
    fn from(held: Arc<T>) -> Self {
        Self(Some(held))
    }
}

impl<T: Send + Sync + 'static> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self::from(self.arc())
    }
}

impl<T: Send + Sync + 'static> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.held()
    }
}

impl<T: Send + Sync + 'static> Drop for Shared<T> {
    fn drop(&mut self) {
        if let Some(last) = self.0.take().and_then(Arc::into_inner) {
            rayon::spawn(move || drop(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};
    use std::thread::{ThreadId, current};
    use std::time::Duration;

    use super::*;

    /// Says on which thread it ends.
    struct Probe(Sender<ThreadId>);

    impl Drop for Probe {
        fn drop(&mut self) {
            let _ = self.0.send(current().id());
        }
    }

    #[test]
    fn the_last_holder_does_not_take_it_apart() {
        let (ends, ended) = channel();
        let one = Shared::from(Arc::new(Probe(ends)));
        let (two, plain) = (one.clone(), one.arc());
        drop(one);
        drop(plain);
        assert!(ended.try_recv().is_err(), "it ended before its last holder");
        drop(two);
        let thread = ended.recv_timeout(Duration::from_secs(20)).expect("it ends");
        assert_ne!(thread, current().id());
    }
}
