//! When the output will change by itself.

use super::Scope;
use super::index::Index;
use super::people::Members;
use super::times::DropTimes;
use crate::calendar::event_transitions;
use crate::model::{DropFields, KindFields, Transition, TransitionKind, WithheldReason};

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
        if let (Some(times), KindFields::Drop(fields), true) =
            (entry.drop.as_deref(), &entry.document.front.fields, index.is_public(at))
        {
            transitions.extend(drop_transitions(times, fields).filter(|transition| transition.at > now));
        }
        if let Some(deadline) = entry.deadline.as_ref().filter(|_| index.is_public(at)) {
            let at = deadline.timestamp();
            transitions.extend((at > now).then_some(Transition { at, kind: TransitionKind::Campaign }));
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

/// Every instant of a drop; where an address of a shop becomes public only a build can show it.
fn drop_transitions(times: &DropTimes, fields: &DropFields) -> impl Iterator<Item = Transition> {
    let of = |kind| move |at| Transition { at, kind };
    let clock = times.clock(fields);
    let states = clock.instants().map(of(TransitionKind::DropState)).collect::<Vec<_>>();
    let opens = fields.buy_url.as_ref().map(|_| clock.opens());
    let early = fields.early_access.iter().zip(&times.early);
    let early = early.filter(|(access, _)| access.url.is_some() || fields.buy_url.is_some());
    let early = early.filter_map(|(_, at)| at.as_ref().map(jiff::Zoned::timestamp)).collect::<Vec<_>>();
    let vote = times.opens.iter().chain(&times.closes).map(jiff::Zoned::timestamp).collect::<Vec<_>>();
    let secrets = opens.into_iter().chain(early).map(of(TransitionKind::Publication));
    states.into_iter().chain(vote.into_iter().map(of(TransitionKind::Vote))).chain(secrets)
}
