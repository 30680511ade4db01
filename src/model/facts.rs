//! What only one kind of page has, decided and ready to show.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rust_decimal::Decimal;

use super::{
    Credit, EventFields, EventState, EventStatus, EventTurn, Occurrence, PageId, PhaseOffsets, Placement,
    Rule,
};

/// An event, its times resolved.
#[derive(Debug, Clone)]
pub struct EventFacts {
    /// The fields that need no decision.
    pub fields: EventFields,
    /// When it begins, in its own zone.
    pub start: Zoned,
    /// When it ends, exclusive; assumed (two hours, or a day) where the source does not say.
    pub end: Zoned,
    /// Whether the source says when it ends.
    pub end_known: bool,
    /// The start before it was rescheduled.
    pub previous_start: Option<Zoned>,
    /// Where it stands at `Site::now`, or of what happens again the occurrence that its page leads with.
    pub state: EventState,
    /// Which occurrence its page leads with; nothing for what happens once.
    pub lead: Option<usize>,
    /// When it stands elsewhere, in order: of what happens once all of them, of what happens again from the leading
    /// occurrence on. Empty where nothing will change any more.
    pub turns: Vec<EventTurn>,
    /// From when on each of its times is in which phase.
    pub offsets: PhaseOffsets,
    /// Who hosts.
    pub hosts: Vec<Credit>,
    /// Who speaks.
    pub speakers: Vec<Credit>,
    /// The post that tells how it was; of what happens again the newest.
    pub recap: Option<PageId>,
    /// Of what happens again the post that tells how an occurrence was, in order of the occurrences.
    pub recaps: Vec<(usize, PageId)>,
    /// Stories that name it, newest first.
    pub stories: Vec<PageId>,
    /// When it happens again.
    pub rule: Option<Rule>,
    /// Of what happens again every occurrence, in order, for two years ahead; empty for what happens once.
    pub occurrences: Vec<Occurrence>,
    /// From when to when one can sign up, the end exclusive; nothing where it is open.
    pub sign_up: (Option<Timestamp>, Option<Timestamp>),
    /// When the last occurrence ends; nothing where it comes again for ever.
    pub over: Option<Timestamp>,
}

impl EventFacts {
    /// Whether it is over altogether: nothing of it is live or still to come.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.over.is_some_and(|over| over <= now)
    }

    /// Whether what an entry of a list shows is over: all of it, or one occurrence.
    #[must_use]
    pub fn is_entry_over(&self, occurrence: Option<usize>, now: Timestamp) -> bool {
        self.occurrence(occurrence).map_or_else(|| self.is_over(now), |one| one.is_over(now))
    }

    /// Of what happens again the occurrence that lists show where they show it once: the next, else the last.
    #[must_use]
    pub fn next(&self, now: Timestamp) -> Option<usize> {
        Occurrence::next_of(&self.occurrences, now)
    }

    /// The occurrence of an index.
    #[must_use]
    pub fn occurrence(&self, index: Option<usize>) -> Option<&Occurrence> {
        self.occurrences.get(index?)
    }

    /// The post that tells how it was, or how an occurrence was.
    #[must_use]
    pub fn recap_of(&self, occurrence: Option<usize>) -> Option<PageId> {
        match occurrence {
            None => self.recap,
            Some(index) => {
                let at = self.recaps.binary_search_by_key(&index, |(of, _)| *of).ok()?;
                Some(self.recaps[at].1)
            }
        }
    }

    /// Whether there is something to tell of an occurrence beside its date: how it was, or what was changed about it.
    #[must_use]
    pub fn is_news(&self, occurrence: usize) -> bool {
        let changed = self.occurrences.get(occurrence).is_some_and(|one| one.change.is_some());
        changed || self.recap_of(Some(occurrence)).is_some()
    }

    /// What became of the plan: of an occurrence, where that has a status of its own.
    #[must_use]
    pub fn status_of(&self, occurrence: Option<&Occurrence>) -> EventStatus {
        occurrence.map_or(self.fields.status, |one| one.status(&self.fields))
    }

    /// Whether the source says when an occurrence ends: of all of them, or of this one.
    #[must_use]
    pub fn knows_end_of(&self, one: &Occurrence) -> bool {
        let own = one.own(&self.fields);
        self.end_known || own.is_some_and(|own| own.end.is_some() || own.duration.is_some())
    }
}

/// A drop, its times resolved. Plain fields are read from the source; what may be secret stands here.
#[derive(Debug, Clone)]
pub struct DropFacts {
    /// When it is for everybody, in its own zone.
    pub release: Zoned,
    /// Until when it can be had, exclusive.
    pub ends: Option<Zoned>,
    /// Where it stands at `Site::now`.
    pub state: DropState,
    /// When it stands elsewhere, in order, the past ones too; empty where nothing will change any more.
    pub turns: Vec<(Timestamp, DropState)>,
    /// Where to buy it; absent while that is secret.
    pub buy_url: Option<String>,
    /// Whether that is written and still secret, and will be told once anybody may buy.
    pub awaits_shop: bool,
    /// Tiers that may buy earlier, earliest first.
    pub early: Vec<EarlyFacts>,
    /// What members decide about it.
    pub vote: Option<VoteFacts>,
    /// Who made it.
    pub makers: Vec<Credit>,
    /// What was changed because somebody asked, newest first.
    pub changes: Vec<ChangeFacts>,
    /// Stories that name it, newest first.
    pub stories: Vec<PageId>,
    /// The drop of its series that was released before it.
    pub before: Option<PageId>,
    /// The drop of its series that is released after it.
    pub after: Option<PageId>,
}

/// Where a drop stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DropState {
    /// Still to come.
    Teaser,
    /// Some tiers may buy.
    Early,
    /// Everybody may buy.
    Live,
    /// Nothing is left.
    SoldOut,
    /// Its time is over.
    Ended,
    /// It is not offered any more.
    Withdrawn,
}

impl DropState {
    /// The name in `data-state` and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Teaser => "teaser",
            Self::Early => "early",
            Self::Live => "live",
            Self::SoldOut => "sold_out",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether it can be had neither now nor later.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Teaser | Self::Early | Self::Live => false,
            Self::SoldOut | Self::Ended | Self::Withdrawn => true,
        }
    }

    /// Whether anybody can have it now.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Early | Self::Live => true,
            Self::Teaser | Self::SoldOut | Self::Ended | Self::Withdrawn => false,
        }
    }
}

/// A tier that may buy before the others.
#[derive(Debug, Clone)]
pub struct EarlyFacts {
    /// The tier, where it is public.
    pub tier: Option<PageId>,
    /// From when on, in the drop's zone.
    pub at: Zoned,
    /// Whether that instant has passed.
    pub open: bool,
    /// Where; absent before [`at`](Self::at).
    pub url: Option<String>,
    /// Whether an address of its own is written and still secret, and will be told at [`at`](Self::at).
    pub awaits_shop: bool,
}

/// What members decide about a drop.
#[derive(Debug, Clone)]
pub struct VoteFacts {
    /// Whether it can be voted on at `Site::now`.
    pub state: VoteState,
    /// When that changes, in order, the past ones too; empty where nothing will change any more.
    pub turns: Vec<(Timestamp, VoteState)>,
    /// From when on.
    pub opens: Option<Zoned>,
    /// Until when, exclusive.
    pub closes: Option<Zoned>,
    /// Each option with its votes, in the order of `options`, then of the file; no counts where there is no file.
    pub results: Vec<(String, Option<u64>)>,
    /// When they were counted.
    pub as_of: Option<Zoned>,
}

/// Where a vote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VoteState {
    /// Not open yet.
    Coming,
    /// Open.
    Open,
    /// Closed.
    Closed,
}

impl VoteState {
    /// The name in views.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// "You asked, we changed".
#[derive(Debug, Clone)]
pub struct ChangeFacts {
    /// When it was changed.
    pub date: Date,
    /// Who asked.
    pub asked_by: Option<Credit>,
    /// What is different now.
    pub what: String,
}

/// A story all of whose people agreed to it.
#[derive(Debug, Clone)]
pub struct StoryFacts {
    /// Whom it is about.
    pub people: Vec<Credit>,
    /// The event it happened at.
    pub event: Option<PageId>,
    /// The drop it led to.
    pub drop: Option<PageId>,
}

/// A chapter, and everything of its own.
#[derive(Debug, Clone)]
pub struct ChapterFacts {
    /// Who leads it.
    pub leads: Vec<Credit>,
    /// Its events that are not over, soonest first.
    pub coming: Vec<PageId>,
    /// Its events that are over, newest first.
    pub past: Vec<PageId>,
    /// Its drops, newest first.
    pub drops: Vec<PageId>,
    /// Its stories, newest first.
    pub stories: Vec<PageId>,
    /// Its posts, newest first.
    pub posts: Vec<PageId>,
    /// Its campaigns, newest first.
    pub campaigns: Vec<PageId>,
    /// Chapters that lie within it, by name.
    pub groups: Vec<PageId>,
    /// Its members who have a page, by name.
    pub members: Vec<PageId>,
}

/// A print run.
#[derive(Debug, Clone)]
pub struct PrintRunFacts {
    /// The page that its codes lead to, where it is public.
    pub target: Option<PageId>,
    /// Where it hangs, of both lists.
    pub placements: Vec<Placement>,
}

/// A tier.
#[derive(Debug, Clone)]
pub struct TierFacts {
    /// Its members who have a page, by name.
    pub members: Vec<PageId>,
    /// Drops that it may buy earlier than others and that are not over, soonest first.
    pub drops: Vec<PageId>,
}

/// A campaign.
#[derive(Debug, Clone)]
pub struct CampaignFacts {
    /// Until when, exclusive.
    pub deadline: Option<Zoned>,
    /// Where it stands at `Site::now`.
    pub state: CampaignState,
    /// How much there is.
    pub raised: Decimal,
    /// How many people gave it.
    pub backers: Option<u64>,
    /// When that was counted.
    pub as_of: Option<Zoned>,
    /// Its history by the file, oldest first: day, raised, backers.
    pub history: Vec<(Date, Decimal, Option<u64>)>,
}

/// Where a campaign stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CampaignState {
    /// One can take part.
    Open,
    /// Its time is over, and the goal was reached.
    Reached,
    /// Its time is over, and the goal was not reached.
    Missed,
}

impl CampaignState {
    /// Where a campaign stands when its time is over.
    #[must_use]
    pub fn after(raised: Decimal, goal: Decimal) -> Self {
        if raised >= goal { Self::Reached } else { Self::Missed }
    }

    /// The name, and `over` where nobody can take part any more: the words by which a page tells what holds.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached.over",
            Self::Missed => "missed.over",
        }
    }

    /// The name in views and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reached => "reached",
            Self::Missed => "missed",
        }
    }
}
