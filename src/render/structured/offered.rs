//! What can be had: drops, and what things cost.

use jiff::Zoned;
use serde_json::Value;

use super::graph::{last_day, object, optional};
use crate::model::{DropFacts, DropState, KindFields, Page, PageId, Price};
use crate::render::printer::Printer;

/// What somebody can have, and for how much.
pub(super) struct Offered<'a> {
    pub(super) price: &'a Price,
    /// Where.
    pub(super) url: String,
    /// The name of schema.org's for whether it can be had.
    pub(super) availability: &'static str,
    /// From when on.
    pub(super) from: Option<Zoned>,
    /// Until when, exclusive.
    pub(super) until: Option<&'a Zoned>,
}

impl Printer {
    /// An event or a drop without a picture has its poster: search engines show none without.
    pub(super) fn picture_or_poster(&self, page: &Page) -> Value {
        let own = self.picture(page);
        let id = || self.site.pages.binary_search_by(|other| other.url.cmp(&page.url)).ok().map(PageId);
        if own.is_null() {
            let card = id().and_then(|id| self.card_of(id));
            return card.map_or(Value::Null, |card| card.url.into());
        }
        own
    }

    pub(super) fn product(&self, page: &Page, facts: &DropFacts) -> Value {
        let KindFields::Drop(fields) = &page.document.front.fields else { return Value::Null };
        let availability = match facts.state {
            DropState::Teaser => "PreOrder",
            DropState::Early => "LimitedAvailability",
            DropState::Live => "InStock",
            DropState::SoldOut => "SoldOut",
            DropState::Ended | DropState::Withdrawn => "Discontinued",
        };
        let offers = fields.price.as_ref().map(|price| {
            let url = facts.buy_url.clone().unwrap_or_else(|| self.absolute(&page.url));
            let ends = facts.ends.as_ref();
            let from = ends.map(|_| facts.release.clone());
            offer(Offered { price, url, availability, from, until: ends })
        });
        object(
            "Product",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("image", self.picture_or_poster(page)),
                ("sku", fields.sku.as_deref().unwrap_or_default().into()),
                ("brand", self.organization()),
                ("releaseDate", facts.release.date().to_string().into()),
                ("offers", offers.unwrap_or(Value::Null)),
            ],
        )
    }
}

/// The words for it.
pub(super) fn offer(offered: Offered<'_>) -> Value {
    let Offered { price, url, availability, from, until } = offered;
    object(
        "Offer",
        [
            ("url", url.into()),
            ("price", price.amount.to_string().into()),
            // What is free may have none, and one that nobody wrote would be made up.
            ("priceCurrency", price.currency.as_deref().unwrap_or_default().into()),
            ("availability", format!("https://schema.org/{availability}").into()),
            ("validFrom", optional(from.as_ref())),
            ("priceValidUntil", until.map_or(Value::Null, last_day)),
        ],
    )
}
