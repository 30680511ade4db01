//! Posts that tell how an event was, before it was.

use std::collections::BTreeSet;

use super::index::Index;
use super::schedule::written;
use crate::diagnostics::Diagnostic;
use crate::model::{KindFields, Span};

/// Warns of posts that are older than the event that they look back on: a page does not show them as its recap.
pub(super) fn check(index: &Index, found: &mut Vec<Diagnostic>) {
    let mut told: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, entry) in index.entries.iter().enumerate() {
        let KindFields::Post(post) = &entry.document.front.fields else { continue };
        let Some(named) = &post.recap_of else { continue };
        if let Some(event) = index.by_reference(&named.value, entry.lang()) {
            told.insert((at, event));
            found.extend(early(index, (at, event), (at, named.span)));
        }
    }
    for (at, entry) in index.entries.iter().enumerate() {
        let KindFields::Event(event) = &entry.document.front.fields else { continue };
        let Some(named) = &event.recap else { continue };
        let post = index.by_reference(&named.value, entry.lang());
        // What the post says of itself has been told there.
        if let Some(post) = post.filter(|post| !told.contains(&(*post, at))) {
            found.extend(early(index, (post, at), (at, named.span)));
        }
    }
}

/// Whether a post can tell how an event was: it was written when the first time that takes place had begun. Both are indices
/// of entries.
pub(super) fn can_tell(index: &Index, post: usize, event: usize) -> bool {
    let entry = &index.entries[event];
    let KindFields::Event(fields) = &entry.document.front.fields else { return false };
    let starts = entry.event.as_ref().map(|times| times.first_start(fields));
    starts.zip(written(index, post)).is_some_and(|(starts, written)| written > starts)
}

/// A post of an event that it is too early for; `place` is where one of the two names the other.
fn early(index: &Index, (post, event): (usize, usize), place: (usize, Span)) -> Option<Diagnostic> {
    let (post_entry, event_entry) = (&index.entries[post], &index.entries[event]);
    let KindFields::Event(fields) = &event_entry.document.front.fields else { return None };
    let KindFields::Post(own) = &post_entry.document.front.fields else { return None };
    event_entry.event.as_ref()?;
    (!can_tell(index, post, event)).then(|| {
        Diagnostic::warning("time::recap-before-event", "this recap was written before its event began")
            .labelled(&index.entries[place.0].document.path, place.1, "named as its recap here")
            .labelled(&post_entry.document.path, own.date.span, "it was written then")
            .labelled(&event_entry.document.path, fields.start.span, "the event begins then")
            .help("no page shows it as a recap: correct one of the two dates, or leave the recap out until the event was")
    })
}
