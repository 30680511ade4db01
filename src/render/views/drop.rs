//! What templates see of a drop.

use serde::Serialize;
use tera::Value;

use super::{CreditView, DateView, PriceView};

/// `page.drop`.
#[derive(Debug, Serialize)]
pub struct DropView<'a> {
    /// When it is for everybody, in its own zone.
    pub release: DateView,
    /// Until when it can be had.
    pub ends: Option<DateView>,
    /// `teaser`, `early`, `live`, `sold_out`, `ended` or `withdrawn`, as of the last transition.
    pub state: &'static str,
    /// The number that the shop knows it by; may be empty.
    pub sku: &'a str,
    /// What it costs.
    pub price: Option<PriceView<'a>>,
    /// Where to buy it; empty while that is secret, and where nothing is offered.
    pub buy_url: &'a str,
    /// Tiers that may buy earlier, earliest first.
    pub early: Vec<EarlyView<'a>>,
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
    /// Stories that name it, in short, newest first; empty in a summary.
    pub stories: Vec<Value>,
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
    /// Where to vote; empty where there is nothing to vote on now.
    pub url: &'a str,
    /// `coming`, `open` or `closed`.
    pub state: &'static str,
    /// From when on.
    pub opens: Option<DateView>,
    /// Until when.
    pub closes: Option<DateView>,
    /// What there is to choose from.
    pub options: Vec<VoteOptionView<'a>>,
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
