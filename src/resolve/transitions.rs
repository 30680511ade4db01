//! When the output will change by itself.

use super::Scope;
use super::index::Index;
use super::people::Members;
use crate::calendar::event_transitions;
use crate::model::{Transition, TransitionKind, WithheldReason};

/// The instants after now at which a byte of the output would change, in order.
pub(super) fn collect(scope: &Scope<'_>, index: &Index<'_>, members: &Members) -> Vec<Transition> {
    let now = scope.input.now;
    let mut transitions = Vec::new();
    for (at, entry) in index.entries.iter().enumerate() {
        match &entry.withheld {
            Some(WithheldReason::Embargo(at)) => {
                transitions.push(Transition { at: *at, kind: TransitionKind::Publication });
            }
            Some(WithheldReason::Draft | WithheldReason::Consent) | None => {}
        }
        if let (Some(event), true) = (&entry.event, index.is_public(at)) {
            transitions.extend(event_transitions(event.live_from, event.end.timestamp(), now));
        }
    }
    for handle in &members.handles {
        let changes = members.get(handle).map_or(&[][..], |member| &member.changes);
        let coming = changes.iter().filter(|at| **at > now);
        transitions.extend(coming.map(|at| Transition { at: *at, kind: TransitionKind::Consent }));
    }
    transitions.sort();
    transitions.dedup();
    transitions
}
