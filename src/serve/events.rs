//! What happens, on its way to whoever shows it: of each kind the newest, however slowly that one reads.

use std::mem::discriminant;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::Event;

/// A row of events, in which a later one takes the place of what it makes stale.
///
/// Who stops the terminal for an hour of edits keeps the preview from telling, not from working: what waits meanwhile
/// holds the newest edition, and none of those before it.
#[derive(Debug, Default)]
pub(super) struct Events {
    row: Mutex<Vec<Event>>,
    more: Condvar,
}

impl Events {
    /// Puts an event in the row.
    pub(super) fn tell(&self, mut event: Event) {
        let mut row = self.row.lock().unwrap_or_else(PoisonError::into_inner);
        let stale: Vec<Event> = row.extract_if(.., |before| is_stale(before, &mut event)).collect();
        row.push(event);
        drop(row);
        self.more.notify_one();
        // Outside the lock: it may be the last of a large edition.
        drop(stale);
    }

    /// Waits for the next event.
    pub(super) fn next(&self) -> Event {
        let mut row = self.row.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if !row.is_empty() {
                return row.remove(0);
            }
            row = self.more.wait(row).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Whether nobody needs to hear of an event any more once there is a later one, which takes over what still counts.
fn is_stale(before: &Event, event: &mut Event) -> bool {
    match (before, event) {
        (
            Event::Unprintable { edition: before, diagnostics: told },
            Event::Unprintable { edition, diagnostics },
        ) => {
            if Arc::ptr_eq(before, edition) {
                diagnostics.splice(0..0, told.iter().cloned());
            }
            true
        }
        (Event::Unprintable { edition: before, .. }, Event::Rebuilt { edition, .. }) => {
            !Arc::ptr_eq(before, edition)
        }
        (before, event) => discriminant(before) == discriminant(event),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Weak;
    use std::time::Duration;

    use super::*;
    use crate::diagnostics::Diagnostic;
    use crate::model::SourceTree;
    use crate::pipeline::Edition;
    use crate::serve::Outcome;

    fn edition() -> Arc<Edition> {
        Arc::new(Edition {
            printer: None,
            config: None,
            files: Arc::new(SourceTree::default()),
            diagnostics: vec![],
            easel: None,
            press: None,
        })
    }

    fn rebuilt(edition: Arc<Edition>) -> Event {
        Event::Rebuilt { edition, took: Duration::ZERO, outcome: Outcome::Shown }
    }

    fn unprintable(edition: &Arc<Edition>, code: &'static str) -> Event {
        let edition = Arc::clone(edition);
        Event::Unprintable { edition, diagnostics: vec![Diagnostic::error(code, "a page")] }
    }

    #[test]
    fn whoever_does_not_read_keeps_the_newest_edition_alone() {
        let events = Events::default();
        let editions: Vec<Weak<Edition>> = (0..100)
            .map(|_| {
                let edition = edition();
                events.tell(unprintable(&edition, "a::b"));
                events.tell(rebuilt(Arc::clone(&edition)));
                events.tell(Event::Fault);
                events.tell(unprintable(&edition, "c::d"));
                Arc::downgrade(&edition)
            })
            .collect();
        let alive: Vec<usize> = (0..100).filter(|at| editions[*at].strong_count() > 0).collect();
        assert_eq!(alive, [99]);
        assert!(matches!(events.next(), Event::Rebuilt { .. }));
        assert!(matches!(events.next(), Event::Fault));
        let Event::Unprintable { diagnostics, .. } = events.next() else { panic!("what a page lacks") };
        let codes: Vec<&str> = diagnostics.iter().map(|own| own.code).collect();
        assert_eq!(codes, ["a::b", "c::d"], "a problem that nobody has told is forgotten");
        assert!(events.row.lock().expect("sound").is_empty());
    }

    #[test]
    fn what_is_told_while_somebody_waits_comes_at_once() {
        let events = Events::default();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| events.next());
            events.tell(Event::Stopped);
            assert!(matches!(waiting.join().expect("an event"), Event::Stopped));
        });
    }
}
