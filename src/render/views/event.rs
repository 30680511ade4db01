//! What templates see of an event.

use serde::Serialize;

use super::{CreditView, DateView};
use crate::model::{EventMode, EventStatus};

/// `page.event`.
#[derive(Debug, Serialize)]
pub struct EventView<'a> {
    /// When it begins, in its own zone. What happens again is shown by one of its times: on its own page the one that the
    /// page leads with, in a list the entry's own, elsewhere the next.
    pub start: DateView,
    /// When it ends: of an all-day event its last day. Absent where the source does not say.
    pub end: Option<DateView>,
    /// Whole days.
    pub all_day: bool,
    /// When it begins, for `data-count`: an instant also where `start` is a day.
    pub begins: String,
    /// The city by whose clock it is told, where that is another than the site's then: `Lisbon`, `里斯本`; else empty.
    pub city: String,
    /// It ends on the day on which it begins.
    pub one_day: bool,
    /// From start to end, both said in full: `27–29 November 2026`; the start alone where the end is not
    /// known. Only on the event's own page.
    pub range: String,
    /// Before it was rescheduled.
    pub previous_start: Option<DateView>,
    /// `scheduled`, `live`, `recap` or `past`, as of the last transition; on its own page `announced`, `questions` and `warmup`
    /// too.
    pub state: &'static str,
    /// What holds now, for `data-when`: the state, and what [`turns`](Self::turns) adds to it. Joined by full stops.
    pub words: String,
    /// For `data-turns`: each instant with the words that hold from it on. The state is first. `over` is with what is past;
    /// on its own page `n0`, `n1` … name the face to show, `beyond` is where there is none any more, `off` is with what does not take place, `on` with what
    /// is not over altogether, else `over`. Empty where nothing changes any more.
    pub turns: String,
    /// What became of the plan.
    pub status: EventStatus,
    /// In a room, online, or both.
    pub mode: EventMode,
    /// The room.
    pub venue: Option<VenueView<'a>>,
    /// Where to join online; may be empty.
    pub online_url: &'a str,
    /// How many fit.
    pub capacity: Option<u32>,
    /// How many places were left.
    pub remaining: Option<RemainingView>,
    /// Where to sign up.
    pub rsvp: Option<RsvpView<'a>>,
    /// What it costs.
    pub price: Option<PriceView<'a>>,
    /// Who hosts.
    pub hosts: Vec<CreditView<'a>>,
    /// Who speaks.
    pub speakers: Vec<CreditView<'a>>,
    /// Where to ask; may be empty.
    pub questions_url: &'a str,
    /// The post that tells how it was, in short.
    pub recap: Option<tera::Value>,
    /// Stories that name it, in short, newest first; empty in a summary.
    pub stories: Vec<tera::Value>,
    /// The slug of the series it belongs to; may be empty.
    pub series: &'a str,
    /// What the series is called; empty where it has no name in this language.
    pub series_title: String,
    /// The file that adds it to a reader's calendar, to stand behind `root`; empty where it is over.
    pub calendar: String,
    /// When it happens again.
    pub rule: Option<RuleView>,
    /// On its own page each time that the page leads with now or will, the first shown at the build. What happens once has
    /// one.
    pub faces: Vec<OccurrenceView<'a>>,
    /// Whether `turns` lead on to a time that it has no face for; the word `beyond` holds from then on.
    pub beyond: bool,
    /// On its own page the next times that it happens again, soonest first: five to
    /// show, and five more that stand ready behind them.
    pub coming: Vec<OccurrenceView<'a>>,
    /// How many of those to come are to be shown at once.
    pub shown: usize,
    /// On its own page the times after those that are to be shown, soonest first: within a year of the next one, and any
    /// that was changed.
    pub later: Vec<OccurrenceYearView<'a>>,
    /// On its own page the last times that it happened, newest first: ten, and those of which there is
    /// something to tell.
    pub past: Vec<OccurrenceView<'a>>,
    /// On its own page all times before those, newest first.
    pub earlier: Vec<OccurrenceYearView<'a>>,
}

/// The times of an event in one year, in short.
#[derive(Debug, Serialize)]
pub struct OccurrenceYearView<'a> {
    /// The year.
    pub year: String,
    /// Its times.
    pub times: Vec<BriefOccurrenceView<'a>>,
}

/// One time of an event by its day.
#[derive(Debug, Serialize)]
pub struct BriefOccurrenceView<'a> {
    /// Its anchor, as `OccurrenceView` has it; empty where that one stands ready in `coming`.
    pub id: String,
    /// The day it begins on.
    pub start: DateView,
    /// What became of it: as of the event.
    pub status: EventStatus,
    /// Its own title; may be empty.
    pub title: &'a str,
    /// What people should know about it; may be empty.
    pub note: &'a str,
}

/// One time of an event, with what sets it apart from the others.
#[derive(Debug, Serialize)]
pub struct OccurrenceView<'a> {
    /// Its anchor: `On-20261204T193000`, from its start by the rule, also where it was moved. Empty for what happens once.
    pub id: String,
    /// By what word the page's `data-turns` names it: `n0`.
    pub word: String,
    /// Where it stands, as `EventView` has it.
    pub state: &'static str,
    /// What holds of it now, as `EventView` has it.
    pub words: &'static str,
    /// Its own `data-turns`.
    pub turns: String,
    /// When it begins.
    pub start: DateView,
    /// When it ends: of an all-day event its last day. Absent where the source does not say.
    pub end: Option<DateView>,
    /// When it begins, for `data-count`: an instant also where `start` is a day.
    pub begins: String,
    /// The city by whose clock it is told, where that is another than the site's then: `Lisbon`, `里斯本`; else empty.
    pub city: String,
    /// It ends on the day on which it begins.
    pub one_day: bool,
    /// Whole days.
    pub all_day: bool,
    /// The start before it was moved.
    pub previous_start: Option<DateView>,
    /// From start to end.
    pub range: String,
    /// What became of it: as of the event.
    pub status: EventStatus,
    /// It does not take place then.
    pub off: bool,
    /// Its own title; may be empty.
    pub title: &'a str,
    /// What people should know about it; may be empty.
    pub note: &'a str,
    /// Whether the event's `remaining` places were counted for this time.
    pub counted: bool,
    /// Whether the room is another than usual.
    pub own_venue: bool,
    /// The room.
    pub venue: Option<VenueView<'a>>,
    /// Where to join online; may be empty.
    pub online_url: &'a str,
    /// Its phases, in order; empty where nothing changes any more.
    pub steps: Vec<StepView>,
    /// The post that tells how it was, in short.
    pub recap: Option<tera::Value>,
    /// By when a recap is promised, where that is still to come.
    pub recap_by: Option<DateView>,
}

/// A phase of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Its name, as `EventView::state` has it.
    pub state: &'static str,
    /// From when on.
    pub at: DateView,
}

/// When an event happens again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleView {
    /// `daily`, `weekly`, `monthly` or `yearly`.
    pub freq: &'static str,
    /// Every how many days, weeks, months or years.
    pub interval: u32,
    /// The rule in the theme's words: "every Friday".
    pub text: String,
    /// How many times in all.
    pub count: Option<u32>,
    /// The last day.
    pub until: Option<DateView>,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VenueView<'a> {
    /// What people call it.
    pub name: &'a str,
    /// How to find it; may be empty.
    pub address: &'a str,
    /// Latitude and longitude.
    pub geo: Option<[f64; 2]>,
    /// A map of it, absolute; empty where nobody knows where it lies.
    pub map: String,
}

/// Places left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemainingView {
    /// How many; 0 is full.
    pub n: u32,
    /// When they were counted.
    pub as_of: Option<DateView>,
}

/// Where and when to sign up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RsvpView<'a> {
    /// Absolute.
    pub url: &'a str,
    /// `coming`, `open` or `closed`.
    pub state: &'static str,
    /// For `data-turns`; empty where it is always open.
    pub turns: String,
    /// From when on.
    pub opens: Option<DateView>,
    /// Until when.
    pub closes: Option<DateView>,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PriceView<'a> {
    /// As readers of the language write it: `€12.50`, `12,50 €`.
    pub text: String,
    /// Exact, with the decimals as written: `12.50`.
    pub amount: String,
    /// The amount as readers of the language write it, without the currency: `12.50`, `12,50`.
    pub digits: String,
    /// ISO 4217; empty where the amount is 0.
    pub currency: &'a str,
    /// What readers of the language know the currency by, where it stands apart from the amount: `€`, `US$`, `CHF`.
    pub sign: &'a str,
    /// They look for it behind the amount.
    pub sign_after: bool,
    /// Costs nothing.
    pub free: bool,
}
