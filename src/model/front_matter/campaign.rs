//! What the front matter of a campaign, a tier and a question says.

use rust_decimal::Decimal;
use serde::Serialize;

use super::Price;
use crate::model::{Spanned, WrittenTime};

/// A campaign's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignFields {
    /// How much is wanted, in `unit`; more than nothing.
    pub goal: Spanned<Decimal>,
    /// A currency (ISO 4217) or a word: `EUR`, `books`.
    pub unit: Option<String>,
    /// Until when; a date alone is the end of that day.
    pub deadline: Option<Spanned<WrittenTime>>,
    /// How far it is.
    pub progress: Option<CampaignProgress>,
    /// What backers get.
    pub rewards: Vec<String>,
    /// Where to take part.
    pub pledge_url: Option<Spanned<String>>,
}

/// How far a campaign is.
#[derive(Debug, Clone, PartialEq)]
pub enum CampaignProgress {
    /// As the front matter says.
    Given {
        /// How much there is.
        raised: Decimal,
        /// How many people gave it.
        backers: Option<u32>,
        /// When that was counted.
        as_of: Option<Spanned<WrittenTime>>,
    },
    /// In a CSV, from the site's root: `data/press.csv`.
    File(Spanned<String>),
}

/// A tier's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct TierFields {
    /// What it costs in each `period`.
    pub price: Option<Price>,
    /// How often it is paid.
    pub period: Option<Period>,
    /// What members of it get.
    pub perks: Vec<String>,
    /// How many members it takes at most.
    pub cap: Option<u32>,
    /// Where to join.
    pub join_url: Option<Spanned<String>>,
    /// Its place among the tiers: smaller comes first.
    pub order: Option<u32>,
}

/// How often a tier is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Each month.
    Month,
    /// Each year.
    Year,
    /// Once and for good.
    Once,
}

/// A question's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaqFields {
    /// Words by which people ask for it.
    pub keywords: Vec<String>,
    /// Whom to ask further.
    pub contact: Option<String>,
}
