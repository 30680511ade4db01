//! What templates see of a drop.

use serde::Serialize;
use tera::Value;

use super::{CreditView, DateView, PriceView};

/// `page.drop`.
#[derive(Debug, Serialize)]
pub struct DropView<'a> {
    /// When it is for everybody, in its own zone.
    pub release: DateView,
    /// The city by whose clock that is told, where that is another than the site's then: `Lisbon`, `里斯本`; else empty.
    pub city: String,
    /// Until when it can be had.
    pub ends: Option<DateView>,
    /// `teaser`, `early`, `live`, `sold_out`, `ended` or `withdrawn`, as of the last transition.
    pub state: &'static str,
    /// That state and those that its clock still leads to, each once; only `state` where nothing will change any more.
    pub states: Vec<&'static str>,
    /// For `data-turns`: from when on it stands elsewhere. Its words are the state, `over` with the last three, and `t0`, `t1`
    /// … while those of `early` may buy before everybody. Empty where nothing will change any more.
    pub turns: String,
    /// The number that the shop knows it by; may be empty.
    pub sku: &'a str,
    /// What it costs.
    pub price: Option<PriceView<'a>>,
    /// Where to buy it; empty while that is secret, and where nothing is offered.
    pub buy_url: &'a str,
    /// While which words of `turns`, for `data-when`, a reader waits for the address of a shop that is still secret; empty
    /// where none will be told.
    pub awaits_shop: String,
    /// Tiers that may buy earlier, earliest first.
    pub early: Vec<EarlyView<'a>>,
    /// Where everybody stands, whose turn comes with `release`.
    pub everyone: TurnView,
    /// How many are left.
    pub stock: Option<StockView>,
    /// What members decide about it.
    pub vote: Option<VoteView<'a>>,
    /// Who made it.
    pub makers: Vec<CreditView<'a>>,
    /// "You asked, we changed", newest first.
    pub changes: Vec<ChangeView<'a>>,
    /// The slug of the series it belongs to; may be empty.
    pub series: &'a str,
    /// What the series is called; empty where it has no name in this language.
    pub series_title: String,
    /// The drop of its series that was released before it, in short; nothing in a summary.
    pub before: Option<Value>,
    /// The drop of its series that is released after it, in short; nothing in a summary.
    pub after: Option<Value>,
    /// Its series as of now: the last drop that was released, the next one, and its neighbours, soonest first; empty in a
    /// summary, and where it stands alone.
    pub rhythm: Vec<RhythmView>,
    /// Stories that name it, in short, newest first; empty in a summary.
    pub stories: Vec<Value>,
}

/// A drop among those of its series. Words that a list of them takes for `data-takes`: `next last near`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RhythmView {
    /// The drop, in short.
    pub item: Value,
    /// It is the one whose page this is, or that leads it.
    pub own: bool,
    /// `before` or `after` where it stands beside that one; may be empty.
    pub place: &'static str,
    /// `coming`, `next`, `last` (the one that was released last) or `gone`, as of the last transition.
    pub state: &'static str,
    /// That state, and `near` with it where it stands beside the page's own drop.
    pub words: String,
    /// For `data-turns`: from when on it stands elsewhere.
    pub turns: String,
}

/// `series`: on the first page of the list of drops each series that has drops to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeriesView {
    /// Its slug.
    pub slug: String,
    /// What it is called; empty where it has no name in this language.
    pub title: String,
    /// The last of its drops that was released and those to come, soonest first.
    pub drops: Vec<RhythmView>,
}

/// Whether somebody's turn to buy is to come, is now, or is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnView {
    /// `soon`, `now` or `gone`, as of the last transition.
    pub state: &'static str,
    /// For `data-turns`: from when on it stands elsewhere.
    pub turns: String,
}

/// A tier that may buy before the others.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EarlyView<'a> {
    /// The tier's title.
    pub tier: &'a str,
    /// Its place on the join page, to stand behind `root`.
    pub tier_url: String,
    /// From when on.
    pub at: DateView,
    /// That instant has passed.
    pub open: bool,
    /// Where to buy; empty before.
    pub url: &'a str,
    /// Whether its turn is to come, is now, or is gone.
    pub step: TurnView,
}

/// Pieces left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StockView {
    /// How many; 0 is sold out.
    pub n: u32,
    /// When they were counted.
    pub as_of: Option<DateView>,
}

/// What members decide about a drop.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VoteView<'a> {
    /// Where to vote; empty once it is closed. To be shown while it is open.
    pub url: &'a str,
    /// `coming`, `open` or `closed`, as of the last transition.
    pub state: &'static str,
    /// That state and those that are still to come.
    pub states: Vec<&'static str>,
    /// For `data-turns`: from when on it stands elsewhere. Empty where nothing will change any more.
    pub turns: String,
    /// From when on.
    pub opens: Option<DateView>,
    /// Until when.
    pub closes: Option<DateView>,
    /// What there is to choose from.
    pub options: Vec<VoteOptionView<'a>>,
    /// How many lines the labels of all options have together.
    pub lines: usize,
    /// All votes together; nothing where none were counted.
    pub total: Option<u64>,
    /// When they were counted.
    pub as_of: Option<DateView>,
}

/// An option of a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteOptionView<'a> {
    /// What it is called.
    pub label: &'a str,
    /// The same in lines that fit a drawing on a narrow screen.
    pub lines: Vec<&'a str>,
    /// How many lines the options above it have.
    pub above: usize,
    /// How many voted for it; nothing where none were counted.
    pub votes: Option<u64>,
    /// Its share of all votes in whole per cent.
    pub percent: u64,
    /// No other has more votes, and it has some.
    pub winner: bool,
}

/// "You asked, we changed".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeView<'a> {
    /// When it was changed.
    pub date: Option<DateView>,
    /// Who asked.
    pub asked_by: Option<CreditView<'a>>,
    /// What is different now.
    pub what: &'a str,
}
