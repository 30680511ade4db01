//! When the output will change by itself.

use super::Scope;
use super::index::Index;
use super::people::Members;
use super::schedule::Schedules;
use super::times::DropTimes;
use crate::model::{DropFields, DropHandState, KindFields, Transition, TransitionKind, WithheldReason};

/// The instants after now at which a byte of the output would change, in order.
pub(super) fn collect(
    scope: &Scope<'_>,
    index: &Index,
    members: &Members,
    schedules: &Schedules,
) -> Vec<Transition> {
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
            let turns = schedules.get(at).map_or(&[][..], |schedule| &schedule.instants);
            let turns = turns.iter().copied().filter(|at| *at > now);
            transitions.extend(turns.map(|at| Transition { at, kind: TransitionKind::EventPhase }));
            let sign_up = [event.sign_up.0, event.sign_up.1].into_iter().flatten();
            // Nobody signs up for what is over.
            let sign_up = sign_up.filter(|at| *at > now && !event.is_over(*at));
            transitions.extend(sign_up.map(|at| Transition { at, kind: TransitionKind::EventPhase }));
            // What is over goes to the others that are; of what does not take place none is shown.
            let takes_place = matches!(&entry.document.front.fields, KindFields::Event(fields) if fields.status.takes_place());
            let shown = event.occurrences.iter().filter(|_| takes_place);
            let ends = shown.map(|one| one.end.timestamp()).filter(|at| *at > now);
            transitions.extend(ends.map(|at| Transition { at, kind: TransitionKind::EventPhase }));
        }
        if let (Some(times), KindFields::Drop(fields), true) =
            (entry.drop.as_deref(), &entry.document.front.fields, index.is_public(at))
        {
            let own = drop_transitions(times, fields).into_iter();
            transitions.extend(own.filter(|transition| transition.at > now));
        }
        if let Some(deadline) = entry.deadline.as_ref().filter(|_| index.is_public(at)) {
            let at = deadline.timestamp();
            transitions.extend((at > now).then_some(Transition { at, kind: TransitionKind::Campaign }));
        }
    }
    for handle in &members.handles {
        let changes = members.get(handle).into_iter().flat_map(|member| member.changes());
        let coming = changes.map(|at| at.timestamp()).filter(|at| *at > now);
        transitions.extend(coming.map(|at| Transition { at, kind: TransitionKind::Consent }));
    }
    transitions.sort();
    transitions.dedup();
    transitions
}

/// The instants at which a page of a drop says something else.
///
/// Where an address of a shop becomes public only a build can show it.
fn drop_transitions(times: &DropTimes, fields: &DropFields) -> Vec<Transition> {
    let clock = times.clock(fields);
    let early = || fields.early_access.iter().zip(&times.early);
    let early = || early().filter_map(|(access, at)| Some((access, at.as_ref()?.timestamp())));
    let tiers = early().map(|(_, at)| (at, TransitionKind::DropState));
    // What was set by hand stays, whatever the clock says.
    let turns = clock.turns().into_iter().map(|(at, _)| (at, TransitionKind::DropState));
    // In a series it comes to be the last that was released, also where nothing is left of it.
    let released = fields.series.is_some() && fields.state != Some(DropHandState::Withdrawn);
    let released = released.then(|| (times.release.timestamp(), TransitionKind::DropState));
    let votes = times.opens.iter().chain(&times.closes).map(|at| (at.timestamp(), TransitionKind::Vote));
    let shop = fields.buy_url.iter().map(|_| clock.opens());
    let own =
        early().filter(|(access, _)| access.url.is_some() || fields.buy_url.is_some()).map(|(_, at)| at);
    // Where nothing can be had no address is told.
    let secrets = shop.chain(own).filter(|at| clock.state(*at).is_open());
    let secrets = secrets.map(|at| (at, TransitionKind::Publication));
    let all = tiers.chain(turns).chain(released).chain(votes).chain(secrets);
    all.map(|(at, kind)| Transition { at, kind }).collect()
}
