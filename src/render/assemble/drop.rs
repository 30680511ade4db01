//! Drops to views.

use jiff::{Timestamp, Zoned};

use super::kinds::Depth;
use crate::model::{DropFacts, DropState, EarlyFacts, KindFields, Lang, Page, PageId};
use crate::render::dates::Precision;
use crate::render::prices;
use crate::render::printer::Printer;
use crate::render::rhythm::Own;
use crate::render::turns::turns;
use crate::render::views::{ChangeView, DropView, EarlyView, StockView, TurnView};

impl Printer {
    pub(super) fn drop_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a DropFacts,
        lang: &Lang,
        depth: Depth,
    ) -> Option<DropView<'a>> {
        let KindFields::Drop(fields) = &page.document.front.fields else { return None };
        let minute = |at: &Zoned| self.date(at, Precision::Minute, lang);
        let own = |url: &'a Option<String>| url.as_deref().unwrap_or_default();
        // A tier that nobody may see yet has no door to show.
        let early: Vec<&EarlyFacts> = facts.early.iter().filter(|early| early.tier.is_some()).collect();
        let now = self.site.now;
        let around = |id: Option<_>| id.filter(|_| depth == Depth::Whole).map(|id| self.summary_in(id, lang));
        Some(DropView {
            release: minute(&facts.release),
            city: self.city_of(&facts.release, lang),
            ends: facts.ends.as_ref().map(|at| self.last_moment(at, lang)),
            state: facts.state.name(),
            states: states(facts, now),
            turns: turns(now, words(facts, &early, now)),
            sku: fields.sku.as_deref().unwrap_or_default(),
            price: fields.price.as_ref().map(|price| prices::view(price, self.locale(lang))),
            buy_url: own(&facts.buy_url),
            awaits_shop: awaits_shop(facts, &early, now),
            early: early
                .iter()
                .filter_map(|early| {
                    let tier = self.page_of(early.tier?);
                    Some(EarlyView {
                        tier: &tier.title,
                        tier_url: self.href_of(tier),
                        at: minute(&early.at),
                        open: early.open,
                        url: own(&early.url),
                        step: step(facts, now, &[early.at.timestamp()], |state, at| {
                            Step::of_tier(state, early.at.timestamp() <= at)
                        }),
                    })
                })
                .collect(),
            everyone: step(facts, now, &[], |state, _| Step::of_everyone(state)),
            stock: fields.stock.as_ref().map(|stock| StockView {
                n: stock.n,
                as_of: stock
                    .as_of
                    .as_ref()
                    .and_then(|at| self.written_view(at.value, facts.release.time_zone(), lang)),
            }),
            vote: facts.vote.as_ref().map(|vote| self.vote_view(fields, vote, lang)),
            makers: self.credits(&facts.makers, lang),
            changes: facts
                .changes
                .iter()
                .map(|change| ChangeView {
                    date: self.day_view(change.date, lang),
                    asked_by: change.asked_by.as_ref().map(|credit| self.credit(credit, lang)),
                    what: &change.what,
                })
                .collect(),
            series: fields.series.as_ref().map_or("", |series| &series.value),
            series_title: fields
                .series
                .as_ref()
                .map_or_else(String::new, |series| self.series_title(&series.value, lang)),
            before: around(facts.before),
            after: around(facts.after),
            rhythm: fields.series.as_ref().filter(|_| depth == Depth::Whole).map_or_else(
                Vec::new,
                |series| {
                    let id =
                        self.site.pages.binary_search_by(|other| other.url.cmp(&page.url)).ok().map(PageId);
                    self.rhythm_rows(
                        &series.value,
                        lang,
                        Own { id, before: facts.before, after: facts.after, ..Own::default() },
                    )
                },
            ),
            stories: self.around(&facts.stories, lang, depth),
        })
    }
}

/// Where a drop stands at an instant.
pub(in crate::render) fn state_at(facts: &DropFacts, at: Timestamp, now: Timestamp) -> DropState {
    let last = facts.turns.iter().rev().find(|(turn, _)| *turn <= at);
    match (last, facts.turns.first()) {
        (Some((_, state)), _) => *state,
        // What has turned already and will again was a teaser once.
        (None, Some((first, _))) if *first <= now => DropState::Teaser,
        (None, _) => facts.state,
    }
}

/// The state that a drop is in and those that are still to come, each once.
fn states(facts: &DropFacts, now: Timestamp) -> Vec<&'static str> {
    let coming = facts.turns.iter().filter(|(at, _)| *at > now).map(|(_, state)| state.name());
    std::iter::once(facts.state.name()).chain(coming).collect()
}

/// What is said of a drop from each of its instants on: its state, whether it is over, while it is early each tier that may
/// buy.
fn words(facts: &DropFacts, early: &[&EarlyFacts], now: Timestamp) -> Vec<(Timestamp, String)> {
    let tiers = early.iter().map(|early| early.at.timestamp());
    changes(facts, now, tiers, |state, at| {
        let mut words = state.name().to_owned();
        if state.is_over() {
            words.push_str(".over");
        }
        if state == DropState::Early {
            for (number, _) in early.iter().enumerate().filter(|(_, early)| early.at.timestamp() <= at) {
                words.push_str(&format!(".t{number}"));
            }
        }
        words
    })
}

/// What is said from each instant on, where it is something else than before.
fn changes<W: PartialEq>(
    facts: &DropFacts,
    now: Timestamp,
    more: impl Iterator<Item = Timestamp>,
    said: impl Fn(DropState, Timestamp) -> W,
) -> Vec<(Timestamp, W)> {
    if facts.turns.is_empty() {
        return Vec::new();
    }
    let mut instants: Vec<Timestamp> = facts.turns.iter().map(|(at, _)| *at).chain(more).collect();
    instants.sort_unstable();
    instants.dedup();
    let mut all: Vec<(Timestamp, W)> = Vec::with_capacity(instants.len());
    for at in instants {
        let words = said(state_at(facts, at, now), at);
        if all.last().is_none_or(|(_, before)| *before != words) {
            all.push((at, words));
        }
    }
    all
}

/// While which words a reader waits for the address of a shop that only a build can tell; empty where there is none.
fn awaits_shop(facts: &DropFacts, early: &[&EarlyFacts], now: Timestamp) -> String {
    if facts.awaits_shop {
        let open = |state: &DropState| state.is_open().then(|| state.name());
        let coming = facts.turns.iter().filter(|(at, _)| *at > now);
        return coming.filter_map(|(_, state)| open(state)).collect::<Vec<_>>().join(" ");
    }
    let tiers = early.iter().enumerate().filter(|(_, early)| early.awaits_shop);
    tiers.map(|(number, _)| format!("t{number}")).collect::<Vec<_>>().join(" ")
}

/// Where those stand who may buy from an instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Soon,
    Now,
    Gone,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Now => "now",
            Self::Gone => "gone",
        }
    }

    /// Of a tier: once the drop is for everybody, its turn is over.
    const fn of_tier(state: DropState, open: bool) -> Self {
        match state {
            DropState::Teaser | DropState::Early if !open => Self::Soon,
            DropState::Teaser | DropState::Early => Self::Now,
            DropState::Live | DropState::SoldOut | DropState::Ended | DropState::Withdrawn => Self::Gone,
        }
    }

    const fn of_everyone(state: DropState) -> Self {
        match state {
            DropState::Teaser | DropState::Early => Self::Soon,
            DropState::Live => Self::Now,
            DropState::SoldOut | DropState::Ended | DropState::Withdrawn => Self::Gone,
        }
    }
}

fn step(
    facts: &DropFacts,
    now: Timestamp,
    own: &[Timestamp],
    stands: impl Fn(DropState, Timestamp) -> Step,
) -> TurnView {
    let all = changes(facts, now, own.iter().copied(), |state, at| stands(state, at).name());
    TurnView { state: stands(facts.state, now).name(), turns: turns(now, all) }
}
