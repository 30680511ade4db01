//! The list of each kind in each language, and each page's neighbours in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::{Timestamp, Zoned};

use super::Scope;
use super::index::Index;
use super::schedule::Schedules;
use super::times::EventTimes;
use crate::calendar::{AGENDA, SHOWN};
use crate::model::{
    DropState, EventFields, Kind, KindFields, Lang, Listed, Occurrence, Page, PageId, SiteList, UrlPath, Year,
};

/// The lists of a site, before their index texts are resolved.
pub(super) struct Lists {
    pub(super) list: Vec<SiteList>,
    /// The languages that have a home page.
    pub(super) homes: BTreeSet<Lang>,
    neighbours: HashMap<PageId, (Option<PageId>, Option<PageId>)>,
}

impl Lists {
    /// The next older and the next newer page of the same kind and language.
    pub(super) fn neighbours(&self, page: PageId) -> (Option<PageId>, Option<PageId>) {
        self.neighbours.get(&page).copied().unwrap_or((None, None))
    }

    /// Puts in what `_index.md` says.
    pub(super) fn finish(&self, mut indexes: BTreeMap<UrlPath, Arc<Page>>) -> Vec<SiteList> {
        let list = self.list.iter();
        list.map(|list| SiteList { index: indexes.remove(&list.url), ..list.clone() }).collect()
    }
}

/// Collects the lists.
pub(super) fn collect(scope: &Scope<'_>, index: &Index, schedules: &Schedules) -> Lists {
    let default = &scope.input.config.language;
    let mut members: BTreeMap<(Lang, Kind), Vec<PageId>> = BTreeMap::new();
    let mut homes = BTreeSet::from([default.clone()]);
    for (at, entry) in index.entries.iter().enumerate() {
        let name = &entry.document.name;
        let shown = index.page(at);
        if shown.is_none() && !(name.is_index && index.is_public(at)) {
            continue;
        }
        homes.insert(name.lang.clone());
        if name.kind.folder().is_none() {
            continue;
        }
        for reader in index.readers(at) {
            members.entry((reader.clone(), name.kind)).or_default().extend(shown);
        }
    }
    let mut neighbours = HashMap::with_capacity(index.public.len());
    let mut list = Vec::with_capacity(members.len());
    for ((lang, kind), mut pages) in members {
        newest_first(index, &mut pages);
        for (at, page) in pages.iter().enumerate() {
            let newer = at.checked_sub(1).and_then(|at| pages.get(at)).copied();
            // A page that another language borrows has its neighbours among its own.
            if *index.lang(*page) == lang {
                neighbours.insert(*page, (pages.get(at + 1).copied(), newer));
            }
        }
        let archive = scope.input.config.pagination.archive && kind.has_archive();
        let years = if archive { years(index, &pages) } else { Vec::new() };
        match kind {
            Kind::Event => coming_first(scope, index, &mut pages),
            Kind::Drop => open_first(scope, index, &mut pages),
            Kind::Campaign => running_first(scope, index, &mut pages),
            Kind::Tier => by_order(scope, index, &lang, &mut pages),
            Kind::Member | Kind::Chapter | Kind::PrintRun | Kind::Faq => {
                by_name(scope, index, &lang, &mut pages);
            }
            Kind::Post | Kind::Story | Kind::Page => {}
        }
        let Some(folder) = kind.section() else { continue };
        let root = scope.input.config.root_of(&lang);
        let Ok(url) = UrlPath::new(&format!("{root}{folder}/")) else { continue };
        let has_own = pages.is_empty() || pages.iter().any(|page| *index.lang(*page) == lang);
        let has_feed = kind.has_feed() && has_own;
        let entries = match kind {
            Kind::Event => agenda(scope, index, schedules, &pages),
            Kind::Post
            | Kind::Drop
            | Kind::Story
            | Kind::Member
            | Kind::Chapter
            | Kind::PrintRun
            | Kind::Tier
            | Kind::Campaign
            | Kind::Faq
            | Kind::Page => pages.iter().map(|page| Listed { page: *page, occurrence: None }).collect(),
        };
        list.push(SiteList { kind, has_feed, lang, url, index: None, pages, entries, years });
    }
    Lists { list, homes, neighbours }
}

/// The years of pages that come newest first.
fn years(index: &Index, pages: &[PageId]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for page in pages {
        let Some(date) = &index.entries[index.public[page.0]].date else { continue };
        match years.last_mut().filter(|last| last.year == date.year()) {
            Some(last) => last.pages.push(*page),
            None => years.push(Year { year: date.year(), pages: vec![*page] }),
        }
    }
    // Zones far apart may disagree about the year of one night.
    years.sort_by_key(|year| Reverse(year.year));
    years.dedup_by(|later, first| {
        let same = later.year == first.year;
        if same {
            first.pages.append(&mut later.pages);
        }
        same
    });
    years
}

/// Sorts by date, newest first; what has no date comes last; ties by address.
pub(super) fn newest_first(index: &Index, pages: &mut [PageId]) {
    pages.sort_by_cached_key(|page| {
        let entry = &index.entries[index.public[page.0]];
        (Reverse(entry.date.as_ref().map(|date| date.timestamp())), *page)
    });
}

/// Events that are not over come first, the one that happens soonest before the others; then the past ones, newest first.
pub(super) fn coming_first(scope: &Scope<'_>, index: &Index, pages: &mut [PageId]) {
    let now = scope.input.now;
    pages.sort_by_cached_key(|page| {
        let entry = &index.entries[index.public[page.0]];
        let Some(event) = &entry.event else { return (2, 0, *page) };
        let next = Occurrence::next_of(&event.occurrences, now);
        let start = next.map_or(&event.start, |of| &event.occurrences[of].start).timestamp().as_second();
        if event.is_over(now) { (1, -start, *page) } else { (0, start, *page) }
    });
}

/// The entries of a list of events: of what happens again the next few times, and the past ones of which there is
/// something to tell; where there is nothing at all, the last. What is to come is first, soonest first, then what is
/// past, newest first.
fn agenda(scope: &Scope<'_>, index: &Index, schedules: &Schedules, pages: &[PageId]) -> Vec<Listed> {
    let now = scope.input.now;
    let mut entries = Vec::with_capacity(pages.len());
    for page in pages {
        let at = index.public[page.0];
        let entry = &index.entries[at];
        let (Some(event), KindFields::Event(fields)) = (&entry.event, &entry.document.front.fields) else {
            continue;
        };
        if event.occurrences.is_empty() || !fields.status.takes_place() {
            let rank = rank(event.is_over(now), &event.start, &event.end);
            entries.push((rank, Listed { page: *page, occurrence: None }));
            continue;
        }
        let told = |of: usize| schedules.get(at).is_some_and(|own| own.tells_of(of));
        entries.extend(shown(event, fields, told, now).map(|of| {
            let one = &event.occurrences[of];
            let rank = rank(one.is_over(now), &one.start, &one.end);
            (rank, Listed { page: *page, occurrence: Some(of) })
        }));
    }
    entries.sort_by_key(|(rank, listed)| (*rank, listed.page, listed.occurrence));
    entries.into_iter().map(|(_, listed)| listed).collect()
}

/// What orders an entry: what is to come, by its start, before what is past, by its end, which is when it comes to stand
/// there on a page that is open.
fn rank(over: bool, start: &Zoned, end: &Zoned) -> (bool, i64) {
    (over, if over { -end.timestamp().as_second() } else { start.timestamp().as_second() })
}

/// The occurrences that a list shows, by their indices.
fn shown<'a>(
    event: &'a EventTimes,
    fields: &'a EventFields,
    told: impl Fn(usize) -> bool + 'a,
    now: Timestamp,
) -> impl Iterator<Item = usize> + 'a {
    let list = &event.occurrences;
    let next = list.iter().position(|one| !one.is_over(now)).unwrap_or(list.len());
    let news = move |of: &usize| told(*of) || list[*of].own(fields).is_some();
    let over = move |of: &usize| list[*of].is_over(now);
    let mut past: Vec<usize> = (0..list.len()).filter(|of| over(of) && news(of)).collect();
    if past.is_empty() && next == list.len() {
        past.extend(next.checked_sub(1));
    }
    // Counted from the next one and not from now, so that a list changes only when something happens.
    let far =
        list.get(next).map(|one| one.start.timestamp().saturating_add(AGENDA).unwrap_or(Timestamp::MAX));
    let is_near = move |of: &usize| far.is_none_or(|far| list[*of].start.timestamp() <= far);
    // Moved ones may be over before others that were to begin earlier.
    let coming = (next..list.len()).filter(move |of| !over(of)).take(SHOWN).take_while(is_near);
    past.into_iter().chain(coming)
}

/// Drops that can be had come first, what opened last before the others; then those to come, soonest first; then what is
/// over, newest first. What turns by the clock goes to the head of its new group, as it does in a reader's browser.
fn open_first(scope: &Scope<'_>, index: &Index, pages: &mut [PageId]) {
    pages.sort_by_cached_key(|page| {
        let entry = &index.entries[index.public[page.0]];
        let (Some(times), KindFields::Drop(fields)) = (entry.drop.as_deref(), &entry.document.front.fields)
        else {
            return (3, 0, *page);
        };
        let (clock, release) = (times.clock(fields), times.release.timestamp().as_second());
        match clock.state(scope.input.now) {
            DropState::Live | DropState::Early => (0, -clock.opens().as_second(), *page),
            DropState::Teaser => (1, clock.opens().as_second(), *page),
            DropState::Ended if clock.by_hand.is_none() && !clock.empty => {
                (2, -clock.ends.map_or(release, Timestamp::as_second), *page)
            }
            DropState::SoldOut | DropState::Ended | DropState::Withdrawn => (2, -release, *page),
        }
    });
}

/// Campaigns that run come first, the one that ends soonest before the others.
fn running_first(scope: &Scope<'_>, index: &Index, pages: &mut [PageId]) {
    pages.sort_by_cached_key(|page| {
        let deadline = index.entries[index.public[page.0]].deadline.as_ref().map(jiff::Zoned::timestamp);
        match deadline {
            None => (1, 0, *page),
            Some(at) if at > scope.input.now => (0, at.as_second(), *page),
            Some(at) => (2, -at.as_second(), *page),
        }
    });
}

/// Tiers by `order`, then by price, then by name.
fn by_order(scope: &Scope<'_>, index: &Index, lang: &Lang, pages: &mut [PageId]) {
    by_name(scope, index, lang, pages);
    pages.sort_by_key(|page| {
        let KindFields::Tier(tier) = &index.entries[index.public[page.0]].document.front.fields else {
            return (u32::MAX, None);
        };
        (tier.order.unwrap_or(u32::MAX), tier.price.as_ref().map(|price| price.amount))
    });
}

/// As readers of a language look names up; ties by address.
pub(super) fn by_name(scope: &Scope<'_>, index: &Index, lang: &Lang, pages: &mut [PageId]) {
    pages.sort_by_cached_key(|page| {
        let entry = &index.entries[index.public[page.0]];
        (scope.collation.key(lang, &entry.document.front.shared.title.value), *page)
    });
}
