//! What only a drop, a story, a chapter, a print run, a tier or a campaign has.

use std::cmp::Reverse;

use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;

use super::data;
use super::facts::Facts;
use super::references;
use crate::calendar::{DayEdge, place, vote_state, vote_turns};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{
    CampaignFacts, CampaignFields, CampaignProgress, CampaignState, ChangeFacts, ChapterFacts, ChapterFields,
    DropFacts, DropFields, DropState, EarlyFacts, Kind, KindFields, PageFacts, PageId, PrintRunFacts,
    PrintRunFields, Spanned, StoryFacts, StoryFields, TierFacts, Vote, VoteFacts, WrittenTime,
};

impl Facts<'_> {
    pub(super) fn drop(&self, fields: &DropFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let (entry, now) = (self.entry, self.scope.input.now);
        let Some(times) = entry.drop.as_deref() else { return PageFacts::Page };
        let clock = times.clock(fields);
        let state = clock.state(now);
        let url = |url: &Option<Spanned<String>>| url.as_ref().map(|url| url.value.clone());
        let mut early: Vec<EarlyFacts> = Vec::with_capacity(fields.early_access.len());
        for (access, at) in fields.early_access.iter().zip(&times.early) {
            let tier = references::by_slug(self.index, &entry.document, &access.tier, Kind::Tier, found);
            let Some(at) = at.clone() else { continue };
            let open = at.timestamp() <= now;
            let own = url(&access.url).or_else(|| url(&fields.buy_url)).filter(|_| open && state.is_open());
            let will_open = clock.state(at.timestamp()) == DropState::Early;
            let awaits_shop = access.url.is_some() && !open && will_open;
            early.push(EarlyFacts { tier, at, open, url: own, awaits_shop });
        }
        early.sort_by_key(|early| early.at.timestamp());
        let mut changes: Vec<ChangeFacts> = fields
            .changes
            .iter()
            .map(|change| ChangeFacts {
                date: change.date,
                asked_by: self.credits(change.asked_by.as_slice(), found).pop(),
                what: change.what.clone(),
            })
            .collect();
        changes.sort_by_key(|change| Reverse(change.date));
        let opens = clock.opens();
        let (before, after) = self.series.around(self.index.page(self.at));
        PageFacts::Drop(Box::new(DropFacts {
            release: times.release.clone(),
            ends: times.ends.clone(),
            state,
            turns: unless_settled(clock.turns(), now),
            // Once a tier may buy, everybody may know where: a page cannot show anything to one tier alone.
            buy_url: url(&fields.buy_url).filter(|_| opens <= now && state.is_open()),
            awaits_shop: fields.buy_url.is_some() && opens > now && clock.state(opens).is_open(),
            early,
            vote: fields
                .vote
                .as_ref()
                .map(|vote| self.vote(vote, times.opens.as_ref(), times.closes.as_ref(), found)),
            makers: self.credits(&fields.makers, found),
            changes,
            stories: self.backlinks.stories(self.index, self.at),
            before,
            after,
        }))
    }

    fn vote(
        &self,
        vote: &Vote,
        opens: Option<&Zoned>,
        closes: Option<&Zoned>,
        found: &mut Vec<Diagnostic>,
    ) -> VoteFacts {
        let (document, zone) = (&self.entry.document, &self.scope.zone);
        let instant = |at: Option<&Zoned>| at.map(Zoned::timestamp);
        let (counts, counted) = match &vote.results {
            Some(file) => data::votes(self.scope, document, file, found),
            None => (Vec::new(), None),
        };
        if let (Some(file), false) = (&vote.results, vote.options.is_empty()) {
            for (option, _) in counts.iter().filter(|(option, _)| !vote.options.contains(option)) {
                let near = nearest(option, vote.options.iter().map(String::as_str));
                let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
                let message = format!("`{}` counts votes for `{option}`, which is no option", file.value);
                found.push(
                    Diagnostic::error("data::unknown-option", message)
                        .labelled(&document.path, file.span, label)
                        .help("write it in the file as in `options`"),
                );
            }
        }
        let count =
            |option: &String| counts.iter().find(|(known, _)| known == option).map(|(_, votes)| *votes);
        let has_counts = !counts.is_empty();
        let mut results: Vec<(String, Option<u64>)> = vote
            .options
            .iter()
            .map(|option| (option.clone(), has_counts.then(|| count(option).unwrap_or(0))))
            .collect();
        if results.is_empty() {
            results = counts.iter().map(|(option, votes)| (option.clone(), Some(*votes))).collect();
        }
        let written = vote.as_of.as_ref();
        VoteFacts {
            state: vote_state(instant(opens), instant(closes), self.scope.input.now),
            turns: unless_settled(vote_turns(instant(opens), instant(closes)), self.scope.input.now),
            opens: opens.cloned(),
            closes: closes.cloned(),
            results,
            as_of: written
                .and_then(|at| place(at.value, zone, DayEdge::Start))
                .map(|placed| placed.at)
                .or(counted),
        }
    }

    pub(super) fn story(&self, fields: &StoryFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        let people = self.credits(&fields.people, found);
        let mut page = |reference: &Option<Spanned<String>>, kind| {
            let reference = reference.as_ref()?;
            references::page(self.index, document, reference, kind, found)
        };
        let (event, drop) = (page(&fields.event, Kind::Event), page(&fields.drop, Kind::Drop));
        PageFacts::Story(Box::new(StoryFacts { people, event, drop }))
    }

    pub(super) fn chapter(&self, fields: &ChapterFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        self.circle(found);
        let own = self.backlinks.of_chapter(self.index, self.at);
        let of = |kind: Kind| -> Vec<PageId> {
            own.iter().copied().filter(|page| self.kind(*page) == kind).collect()
        };
        let mut events = of(Kind::Event);
        super::lists::coming_first(self.scope, self.index, &mut events);
        let (coming, past): (Vec<PageId>, Vec<PageId>) =
            events.into_iter().partition(|page| !self.is_over(*page));
        PageFacts::Chapter(Box::new(ChapterFacts {
            leads: self.credits(&fields.leads, found),
            coming,
            past,
            drops: of(Kind::Drop),
            stories: of(Kind::Story),
            posts: of(Kind::Post),
            campaigns: of(Kind::Campaign),
            groups: self.by_name(of(Kind::Chapter)),
            members: self.by_name(of(Kind::Member)),
        }))
    }

    /// Reports a chapter that lies within itself, through whichever others; of a circle the first by name is told.
    fn circle(&self, found: &mut Vec<Diagnostic>) {
        let document = &self.entry.document;
        let lang = self.entry.lang();
        let mut way = vec![self.entry];
        let mut at = self.entry;
        while let Some(above) = &at.document.front.shared.chapter {
            let Some(above) = self.index.by_slug(Kind::Chapter, &above.value, lang) else { return };
            at = &self.index.entries[above];
            if at.group == self.entry.group {
                break;
            }
            if way.iter().any(|known| known.group == at.group) {
                return;
            }
            way.push(at);
        }
        if at.group != self.entry.group {
            return;
        }
        let is_first = way.iter().all(|other| other.reference >= self.entry.reference);
        let Some(chapter) = document.front.shared.chapter.as_ref().filter(|_| is_first) else { return };
        let names: Vec<String> = way[1..].iter().map(|other| format!("`{}`", other.slug)).collect();
        let own = &self.entry.slug;
        let message = match names.as_slice() {
            [] => format!("the chapter `{own}` lies within itself"),
            names => {
                format!("the chapter `{own}` lies within {}, and that within `{own}`", names.join(" within "))
            }
        };
        found.push(
            Diagnostic::error("link::chapter-circle", message)
                .at(&document.path, chapter.span)
                .help("remove `chapter` here or further up: a chapter cannot lie within what lies within it"),
        );
    }

    pub(super) fn print_run(&self, fields: &PrintRunFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        let mut placements = fields.placements.clone();
        if let Some(file) = &fields.placements_csv {
            placements.extend(data::placements(self.scope, document, file, &fields.placements, found));
        }
        let target = references::any_page(self.index, document, &fields.target, found);
        PageFacts::PrintRun(Box::new(PrintRunFacts { target, placements }))
    }

    pub(super) fn tier(&self) -> PageFacts {
        let own = self.backlinks.of_tier(self.index, self.at);
        let (members, mut drops): (Vec<PageId>, Vec<PageId>) =
            own.into_iter().partition(|page| self.kind(*page) == Kind::Member);
        drops.retain(|page| {
            let entry = &self.index.entries[self.index.public[page.0]];
            let KindFields::Drop(fields) = &entry.document.front.fields else { return false };
            let now = self.scope.input.now;
            entry.drop.as_deref().is_some_and(|times| !times.clock(fields).state(now).is_over())
        });
        drops.reverse();
        PageFacts::Tier(Box::new(TierFacts { members: self.by_name(members), drops }))
    }

    pub(super) fn campaign(&self, fields: &CampaignFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let (document, zone) = (&self.entry.document, &self.scope.zone);
        let at = |written: WrittenTime| place(written, zone, DayEdge::Start).map(|placed| placed.at);
        let mut history = Vec::new();
        let (raised, backers, as_of) = match &fields.progress {
            None => (Decimal::ZERO, None, None),
            Some(CampaignProgress::Given { raised, backers, as_of }) => {
                (*raised, backers.map(u64::from), as_of.as_ref().and_then(|as_of| at(as_of.value)))
            }
            Some(CampaignProgress::File(file)) => {
                history = data::progress(self.scope, document, file, found);
                history.last().map_or((Decimal::ZERO, None, None), |(day, raised, backers)| {
                    (*raised, *backers, at(WrittenTime::Day(*day)))
                })
            }
        };
        let deadline = self.entry.deadline.clone();
        let over = deadline.as_ref().is_some_and(|deadline| deadline.timestamp() <= self.scope.input.now);
        let state = if over { CampaignState::after(raised, fields.goal.value) } else { CampaignState::Open };
        PageFacts::Campaign(Box::new(CampaignFacts { deadline, state, raised, backers, as_of, history }))
    }

    fn kind(&self, page: PageId) -> Kind {
        self.index.entries[self.index.public[page.0]].document.name.kind
    }

    fn is_over(&self, page: PageId) -> bool {
        let entry = &self.index.entries[self.index.public[page.0]];
        let now = self.scope.input.now;
        entry.event.as_ref().is_some_and(|event| event.is_over(now))
    }

    fn by_name(&self, mut pages: Vec<PageId>) -> Vec<PageId> {
        super::lists::by_name(self.scope, self.index, self.entry.lang(), &mut pages);
        pages
    }
}

/// What will change, with what has changed before it; nothing where all of that has passed.
fn unless_settled<S>(turns: Vec<(Timestamp, S)>, now: Timestamp) -> Vec<(Timestamp, S)> {
    if turns.last().is_some_and(|(at, _)| *at > now) { turns } else { Vec::new() }
}
