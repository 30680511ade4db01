//! What changes by itself, when, and whose doing it is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::href_of;
use super::when::{Clock, When};
use crate::model::{
    CampaignFacts, DropFacts, DropState, EventFacts, EventState, GrantState, Page, PageFacts, Site,
    Transition, VoteState, WithheldReason,
};
use crate::serve::find::Base;

/// Something that happens at an instant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Cause {
    /// Whose doing it is: a page's title, a member's name.
    pub(super) title: String,
    /// Its page, where it has one already.
    pub(super) href: Option<String>,
    /// Its source.
    pub(super) file: String,
    /// The language of its title, where that is known.
    pub(super) lang: Option<String>,
    /// What happens: a key of the desk's words.
    pub(super) what: &'static str,
}

/// An instant at which the site changes by itself.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Change {
    pub(super) when: When,
    /// Whether a site that is published has to be built again for it.
    needs_build: bool,
    /// The kinds of its causes, by the names of `next-build.json`.
    kinds: Vec<&'static str>,
    /// Empty where the cause cannot be told apart.
    causes: Vec<Cause>,
}

impl Change {
    /// Whose doing it is.
    pub(super) fn causes(&self) -> &[Cause] {
        &self.causes
    }
}

/// Tells transitions of a site, one entry for each instant.
pub(super) fn told(site: &Site, base: &Base, clock: Clock<'_>, transitions: &[Transition]) -> Vec<Change> {
    let mut instants: BTreeMap<Timestamp, (Vec<&Transition>, Vec<Cause>)> = BTreeMap::new();
    for transition in transitions {
        instants.entry(transition.at).or_default().0.push(transition);
    }
    let mut add = |at: Timestamp, cause: Cause| {
        if let Some((_, causes)) = instants.get_mut(&at) {
            causes.push(cause);
        }
    };
    for page in &site.pages {
        each_of_page(page, |at, what| {
            let href = Some(href_of(base, page));
            let (title, file) = (page.title.clone(), page.document.path.to_string());
            add(at, Cause { title, href, file, lang: Some(page.lang.to_string()), what });
        });
    }
    for source in &site.withheld {
        if let WithheldReason::Embargo(at) = &source.reason {
            let (title, file) = (source.title.clone(), source.path.to_string());
            let lang = Some(source.lang.to_string());
            add(*at, Cause { title, href: None, file, lang, what: "turn-published" });
        }
    }
    for member in site.consents.iter() {
        for grant in member.scopes.iter().filter(|grant| grant.state != GrantState::NotGranted) {
            let ends = grant.until.as_ref().map(|at| (at, "turn-consent-ends"));
            let begins = grant.from.as_ref().map(|at| (at, "turn-consent-begins"));
            for (at, what) in ends.into_iter().chain(begins) {
                let file = member.sources.first().map(ToString::to_string).unwrap_or_default();
                let title = member.name.clone();
                add(at.timestamp(), Cause { title, href: None, file, lang: None, what });
            }
        }
    }
    let change = |(at, (transitions, mut causes)): (Timestamp, (Vec<&Transition>, Vec<Cause>))| {
        causes.sort();
        causes.dedup();
        Change {
            when: clock.when(at),
            needs_build: transitions.iter().any(|transition| transition.kind.needs_build()),
            kinds: transitions.iter().map(|transition| transition.kind.name()).collect(),
            causes,
        }
    };
    instants.into_iter().map(change).collect()
}

/// Hands on every instant at which a page says something else, and what.
pub(super) fn each_of_page(page: &Page, mut hand_on: impl FnMut(Timestamp, &'static str)) {
    match &page.facts {
        PageFacts::Event(event) => of_event(event, hand_on),
        PageFacts::Drop(drop) => of_drop(drop, hand_on),
        PageFacts::Campaign(campaign) => {
            let CampaignFacts { deadline, .. } = &**campaign;
            if let Some(deadline) = deadline {
                hand_on(deadline.timestamp(), "turn-campaign-ends");
            }
        }
        PageFacts::Post { .. }
        | PageFacts::Story(_)
        | PageFacts::Member(_)
        | PageFacts::Chapter(_)
        | PageFacts::PrintRun(_)
        | PageFacts::Tier(_)
        | PageFacts::Faq
        | PageFacts::Page => {}
    }
}

fn of_event(event: &EventFacts, mut hand_on: impl FnMut(Timestamp, &'static str)) {
    for turn in &event.turns {
        let what = match turn.state {
            EventState::Scheduled => "turn-event-scheduled",
            EventState::Announced => "turn-event-announced",
            EventState::Questions => "turn-event-questions",
            EventState::Warmup => "turn-event-warmup",
            EventState::Live => "turn-event-live",
            EventState::Recap => "turn-event-recap",
            EventState::Past => "turn-event-past",
        };
        hand_on(turn.at, what);
    }
    // Behind the turns that its page carries it is known only when it takes place.
    let known = event.turns.last().map(|turn| turn.at);
    for one in event.occurrences.iter().filter(|one| Some(one.start.timestamp()) > known) {
        hand_on(one.start.timestamp(), "turn-event-live");
        hand_on(one.end.timestamp(), "turn-event-past");
    }
    let (opens, closes) = event.sign_up;
    if let Some(at) = opens {
        hand_on(at, "turn-sign-up-opens");
    }
    if let Some(at) = closes {
        hand_on(at, "turn-sign-up-closes");
    }
}

fn of_drop(drop: &DropFacts, mut hand_on: impl FnMut(Timestamp, &'static str)) {
    for (at, state) in &drop.turns {
        let what = match state {
            DropState::Teaser => "turn-drop-teaser",
            DropState::Early => "turn-drop-early",
            DropState::Live => "turn-drop-live",
            DropState::SoldOut => "turn-drop-sold-out",
            DropState::Ended => "turn-drop-ended",
            DropState::Withdrawn => "turn-drop-withdrawn",
        };
        hand_on(*at, what);
    }
    for early in &drop.early {
        hand_on(early.at.timestamp(), if early.awaits_shop { "turn-shop" } else { "turn-drop-early" });
    }
    if drop.awaits_shop {
        hand_on(drop.release.timestamp(), "turn-shop");
    }
    for (at, state) in drop.vote.iter().flat_map(|vote| &vote.turns) {
        let what = match state {
            VoteState::Coming => "turn-vote-coming",
            VoteState::Open => "turn-vote-open",
            VoteState::Closed => "turn-vote-closed",
        };
        hand_on(*at, what);
    }
}
