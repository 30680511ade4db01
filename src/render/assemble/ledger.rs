//! What a member did: by year, and counted.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, Zoned};

use crate::calendar::{DayEdge, last_instant, place};
use crate::model::{
    DropState, EventFacts, KindFields, Lang, Listed, MemberFacts, Occurrence, Page, PageFacts, PageId,
    WrittenTime,
};
use crate::render::dates::Precision;
use crate::render::printer::Printer;
use crate::render::turns::turns;
use crate::render::views::{LedgerRow, LedgerYear, TotalView};

/// What a member did with something, in the order of the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Hosted,
    Spoke,
    Helped,
    Made,
    Wrote,
    Appeared,
    Asked,
    Brought,
}

impl Deed {
    const ALL: [Self; 8] = [
        Self::Hosted,
        Self::Spoke,
        Self::Helped,
        Self::Made,
        Self::Wrote,
        Self::Appeared,
        Self::Asked,
        Self::Brought,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Hosted => "hosted",
            Self::Spoke => "spoke",
            Self::Helped => "helped",
            Self::Made => "made",
            Self::Wrote => "wrote",
            Self::Appeared => "appeared",
            Self::Asked => "asked",
            Self::Brought => "brought",
        }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// To come.
    Soon,
    /// Done once, and to be done again.
    On,
    /// Done.
    Done,
}

impl Stage {
    const fn name(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::On => "on",
            Self::Done => "done",
        }
    }
}

/// A line of the ledger.
pub(super) struct Entry<'a> {
    /// The day that it stands at: of what happens again its first.
    at: Cow<'a, Zoned>,
    deed: Deed,
    thing: Listed,
    /// From when on it is further, in order; empty of what was done when it was published.
    stages: Vec<(Timestamp, Stage)>,
    /// Its last day, of what happens again and comes to an end.
    last: Option<Zoned>,
    what: &'a str,
}

impl Entry<'_> {
    fn stage(&self, now: Timestamp) -> Stage {
        let start = if self.stages.is_empty() { Stage::Done } else { Stage::Soon };
        self.stages.iter().take_while(|(at, _)| *at <= now).last().map_or(start, |(_, stage)| *stage)
    }
}

impl Printer {
    /// The lines of a member's ledger, newest first.
    pub(super) fn deeds<'a>(&'a self, facts: &'a MemberFacts) -> Vec<Entry<'a>> {
        let mut all = Vec::new();
        let evenings = |deed, pages: &'a [PageId]| {
            pages.iter().filter_map(move |page| evening(deed, *page, self.page_of(*page).facts.event()?))
        };
        all.extend(evenings(Deed::Hosted, &facts.hosted));
        all.extend(evenings(Deed::Spoke, &facts.spoke));
        // Several recaps may look back on one event.
        let helped: BTreeSet<Listed> =
            facts.helped.iter().map(|one| self.told_by(one.event, self.page_of(one.recap))).collect();
        all.extend(helped.into_iter().filter_map(|thing| {
            let event = self.page_of(thing.page).facts.event()?;
            let at = event.occurrence(thing.occurrence).map_or(&event.start, |one| &one.start);
            let off = !event.status_of(event.occurrence(thing.occurrence)).takes_place();
            (!off).then(|| done(Deed::Helped, thing, Cow::Borrowed(at)))
        }));
        all.extend(facts.made.iter().filter_map(|page| made(*page, self.page_of(*page), self.site.now)));
        for (deed, pages) in [(Deed::Wrote, &facts.wrote), (Deed::Appeared, &facts.appeared)] {
            all.extend(pages.iter().filter_map(|page| {
                Some(done(deed, whole(*page), Cow::Borrowed(self.page_of(*page).date.as_ref()?)))
            }));
        }
        all.extend(facts.asked.iter().filter_map(|asked| {
            let day = place(WrittenTime::Day(asked.date), &self.site.zone, DayEdge::Start)?.at;
            Some(Entry { what: &asked.what, ..done(Deed::Asked, whole(asked.drop), Cow::Owned(day)) })
        }));
        let by_name = |entry: &Entry<'_>| (entry.deed.name(), entry.thing);
        all.sort_by(|a, b| b.at.timestamp().cmp(&a.at.timestamp()).then_with(|| by_name(a).cmp(&by_name(b))));
        all
    }

    /// Which of its times a post about an event tells of: the last one that had begun by then.
    pub(super) fn told_by(&self, event: PageId, post: &Page) -> Listed {
        let facts = self.page_of(event).facts.event();
        let told = facts.zip(post.date.as_ref()).and_then(|(facts, written)| {
            let to_the_day = matches!(&post.document.front.fields, KindFields::Post(post) if matches!(post.date.value, WrittenTime::Day(_)));
            let by = if to_the_day { written.end_of_day().ok()? } else { written.clone() };
            let held = |one: &Occurrence| one.status(&facts.fields).takes_place() && one.start < by;
            facts.occurrences.iter().rposition(held)
        });
        Listed { page: event, occurrence: told }
    }

    /// The instants at which a ledger says something else.
    pub(in crate::render) fn ledger_turns<'a>(
        &'a self,
        facts: &'a MemberFacts,
    ) -> impl Iterator<Item = Timestamp> + use<'a> {
        self.deeds(facts).into_iter().flat_map(|entry| entry.stages).map(|(at, _)| at)
    }

    /// How much a member did of each sort; what they have not done and will not do is left out.
    pub(super) fn totals(&self, deeds: &[Entry<'_>], brought: usize) -> Vec<TotalView> {
        let now = self.site.now;
        let total = |deed: Deed| {
            let own = || deeds.iter().filter(|entry| entry.deed == deed);
            let is_soon = |entry: &&Entry<'_>| entry.stage(now) == Stage::Soon;
            let mut n = own().filter(|entry| !is_soon(entry)).count();
            if deed == Deed::Brought {
                n = brought;
            }
            let mut more: BTreeMap<Timestamp, usize> = BTreeMap::new();
            for at in own().filter(is_soon).filter_map(|entry| Some(entry.stages.first()?.0)) {
                *more.entry(at).or_default() += 1;
            }
            let mut counts = vec![n];
            let coming = more.into_iter().map(|(at, more)| {
                let count = counts.last().map_or(more, |before| before + more);
                counts.push(count);
                (at, format!("n{count}.some"))
            });
            let turns = turns(now, coming);
            (counts != [0]).then(|| TotalView { deed: deed.name(), n, counts, turns })
        };
        Deed::ALL.into_iter().filter_map(total).collect()
    }

    /// The lines of a ledger by year.
    pub(super) fn ledger<'a>(&'a self, deeds: &[Entry<'a>], lang: &Lang) -> Vec<LedgerYear<'a>> {
        let mut years: Vec<LedgerYear<'a>> = Vec::new();
        for entry in deeds {
            let year = format!("{:04}", entry.at.year());
            let row = self.ledger_row(entry, lang);
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.rows.push(row),
                None => years.push(LedgerYear { year, rows: vec![row] }),
            }
        }
        years
    }

    fn ledger_row<'a>(&'a self, entry: &Entry<'a>, lang: &Lang) -> LedgerRow<'a> {
        let now = self.site.now;
        let stage = entry.stage(now);
        let coming = entry.stages.iter().filter(|(at, _)| *at > now);
        let states = std::iter::once(stage).chain(coming.clone().map(|(_, stage)| *stage));
        let to_the_day = match &self.page_of(entry.thing.page).facts {
            PageFacts::Event(event) => event.fields.all_day,
            PageFacts::Drop(_) => entry.deed == Deed::Asked,
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => true,
        };
        let dates = &self.locale(lang).dates;
        LedgerRow {
            deed: entry.deed.name(),
            state: stage.name(),
            states: states.map(Stage::name).collect(),
            turns: turns(now, coming.map(|(at, stage)| (*at, stage.name()))),
            date: self.date(&entry.at, if to_the_day { Precision::Day } else { Precision::Minute }, lang),
            range: entry
                .last
                .as_ref()
                .map_or_else(String::new, |last| dates.range(&entry.at, last, Precision::Day)),
            what: entry.what,
            page: match entry.thing.occurrence {
                Some(_) => self.listed(entry.thing, lang),
                None => self.summary_in(entry.thing.page, lang),
            },
        }
    }
}

fn whole(page: PageId) -> Listed {
    Listed { page, occurrence: None }
}

/// What nobody has to wait for.
fn done(deed: Deed, thing: Listed, at: Cow<'_, Zoned>) -> Entry<'_> {
    Entry { at, deed, thing, stages: Vec::new(), last: None, what: "" }
}

/// An event that somebody hosts or speaks at: done when it ends, of what happens again when it first did. Nothing of what was
/// called off.
fn evening(deed: Deed, page: PageId, event: &EventFacts) -> Option<Entry<'_>> {
    if !event.fields.status.takes_place() {
        return None;
    }
    let thing = whole(page);
    if event.occurrences.is_empty() {
        let stages = vec![(event.end.timestamp(), Stage::Done)];
        return Some(Entry { stages, ..done(deed, thing, Cow::Borrowed(&event.start)) });
    }
    let mut held = event.occurrences.iter().filter(|one| one.status(&event.fields).takes_place());
    let first = held.next()?;
    let since = held.clone().map(|one| one.end.timestamp()).fold(first.end.timestamp(), Timestamp::min);
    let mut stages = vec![(since, Stage::On)];
    let mut last = None;
    if let Some(over) = event.over {
        stages.retain(|(at, _)| *at < over);
        stages.push((over, Stage::Done));
        // An evening that goes on past midnight is of the day on which it began.
        let end = event.occurrences.last().map_or(over, |one| one.end.timestamp());
        let ending = held.clone().max_by_key(|one| one.end.timestamp()).filter(|_| end >= over);
        let to_zone = || over.to_zoned(event.start.time_zone().clone());
        last = Some(ending.map_or_else(|| last_instant(&to_zone()), |one| one.start.clone()));
    }
    Some(Entry { stages, last, ..done(deed, thing, Cow::Borrowed(&first.start)) })
}

/// A drop that somebody makes: made when it is for everybody, or gone before that. What somebody wrote down as gone was made,
/// at no instant that is known.
fn made(id: PageId, page: &Page, now: Timestamp) -> Option<Entry<'_>> {
    let (PageFacts::Drop(drop), KindFields::Drop(fields)) = (&page.facts, &page.document.front.fields) else {
        return None;
    };
    // What was withdrawn came out for nobody, unless it had been out before.
    if drop.state == DropState::Withdrawn && drop.release.timestamp() > now {
        return None;
    }
    let is_made = |state: DropState| match state {
        DropState::Teaser | DropState::Early => false,
        DropState::Live | DropState::SoldOut | DropState::Ended | DropState::Withdrawn => true,
    };
    let turn = drop.turns.iter().find(|(_, state)| is_made(*state)).map(|(at, _)| *at);
    let at = fields.state.is_none().then(|| turn.unwrap_or_else(|| drop.release.timestamp()));
    let stages = at.into_iter().map(|at| (at, Stage::Done)).collect();
    Some(Entry { stages, ..done(Deed::Made, whole(id), Cow::Borrowed(&drop.release)) })
}
