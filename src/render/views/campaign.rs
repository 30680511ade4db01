//! What templates see of a campaign, a tier and a question.

use serde::Serialize;
use tera::Value;

use super::{DateView, PriceView};
use crate::model::Period;

/// `page.campaign`.
#[derive(Debug, Serialize)]
pub struct CampaignView<'a> {
    /// `open`, or once its time is over `reached` or `missed`, as of the last transition.
    pub state: &'static str,
    /// What holds now, as `data-when` asks for it: `open`, or with its time over `reached.over`, `missed.over`.
    pub words: &'static str,
    /// What will be said of it after its deadline by what is counted now, `reached` or `missed`; empty where nothing changes
    /// any more.
    pub after: &'static str,
    /// `data-turns`: the deadline and the words from then on; empty where nothing changes any more.
    pub turns: String,
    /// How much is wanted.
    pub goal: QuantityView<'a>,
    /// How much there is.
    pub raised: QuantityView<'a>,
    /// The share of the goal in whole per cent, rounded down; may be more than 100.
    pub percent: u64,
    /// How many people gave it.
    pub backers: Option<u64>,
    /// When that was counted.
    pub as_of: Option<DateView>,
    /// The last day.
    pub deadline: Option<DateView>,
    /// What backers get.
    pub rewards: &'a [String],
    /// Where to take part; may be empty.
    pub pledge_url: &'a str,
    /// How it went, oldest first; empty in a summary.
    pub history: Vec<ProgressView<'a>>,
}

/// An amount in the unit of its campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuantityView<'a> {
    /// Exact, with a point: `12000.50`.
    pub amount: String,
    /// A currency code or a word; may be empty.
    pub unit: &'a str,
    /// As readers of the language write it: `€12,000`, `300 books`.
    pub text: String,
}

/// A day of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgressView<'a> {
    /// The day.
    pub date: Option<DateView>,
    /// How much there was.
    pub raised: QuantityView<'a>,
    /// The share of the goal in whole per cent, rounded down.
    pub percent: u64,
    /// How many people had given it.
    pub backers: Option<u64>,
}

/// `page.tier`.
#[derive(Debug, Serialize)]
pub struct TierView<'a> {
    /// What it costs in each `period`.
    pub price: Option<PriceView<'a>>,
    /// How often it is paid: `month`, `year` or `once`.
    pub period: Option<Period>,
    /// What members of it get.
    pub perks: &'a [String],
    /// How many members it takes at most.
    pub cap: Option<u32>,
    /// How many of its members have a page.
    pub members: usize,
    /// Where to join; may be empty.
    pub join_url: &'a str,
    /// Drops that it may buy earlier than others, in short, soonest first; empty in a summary.
    pub drops: Vec<Value>,
}

/// `page.faq`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaqView<'a> {
    /// Words by which people ask for it.
    pub keywords: &'a [String],
    /// Whom to ask further; may be empty.
    pub contact: &'a str,
    /// `contact` as a link, where it is an address; may be empty.
    pub contact_url: String,
}
