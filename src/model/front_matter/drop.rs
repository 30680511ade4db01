//! What a drop's front matter says.

use jiff::civil::Date;

use super::Price;
use crate::model::{Handle, Spanned, WrittenTime};

/// A drop's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct DropFields {
    /// When it is for everybody, local to `timezone`.
    pub release_at: Spanned<WrittenTime>,
    /// IANA name; the site's zone where absent.
    pub timezone: Option<Spanned<String>>,
    /// Until when it can be had; a date alone is the end of that day.
    pub ends_at: Option<Spanned<WrittenTime>>,
    /// What no clock can tell.
    pub state: Option<DropHandState>,
    /// The number that the shop knows it by.
    pub sku: Option<String>,
    /// What it costs; `currency` belongs to it.
    pub price: Option<Price>,
    /// Where to buy it. Secret before the first tier's instant.
    pub buy_url: Option<Spanned<String>>,
    /// How many were left, and when that was counted.
    pub stock: Option<Stock>,
    /// Tiers that may buy before the release.
    pub early_access: Vec<EarlyAccess>,
    /// What members decide about it.
    pub vote: Option<Vote>,
    /// Members who made it.
    pub makers: Vec<Spanned<Handle>>,
    /// What was changed because somebody asked.
    pub changes: Vec<Change>,
    /// The series it belongs to: a free slug.
    pub series: Option<Spanned<String>>,
}

/// A state of a drop that is set by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropHandState {
    /// Nothing is left.
    SoldOut,
    /// It is not offered any more.
    Withdrawn,
}

/// Pieces left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// How many; 0 is sold out.
    pub n: u32,
    /// When they were counted.
    pub as_of: Option<Spanned<WrittenTime>>,
}

/// A tier that may buy before the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyAccess {
    /// The tier, by its slug.
    pub tier: Spanned<String>,
    /// From when on.
    pub at: Spanned<WrittenTime>,
    /// Where. Secret before [`at`](Self::at); `buy_url` where absent.
    pub url: Option<Spanned<String>>,
}

/// What members decide about a drop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Where to vote.
    pub url: Option<Spanned<String>>,
    /// From the start of this day or instant on.
    pub opens: Option<Spanned<WrittenTime>>,
    /// Until the end of this day or this instant.
    pub closes: Option<Spanned<WrittenTime>>,
    /// What there is to choose from.
    pub options: Vec<String>,
    /// The file with the counts, from the site's root: `data/votes/cover.csv`.
    pub results: Option<Spanned<String>>,
    /// When they were counted.
    pub as_of: Option<Spanned<WrittenTime>>,
}

/// "You asked, we changed".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it was changed.
    pub date: Date,
    /// The member who asked.
    pub asked_by: Option<Spanned<Handle>>,
    /// What is different now.
    pub what: String,
}
