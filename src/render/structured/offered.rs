//! What can be had: drops, and what things cost.

use jiff::Zoned;
use serde_json::Value;

use super::graph::{instant, last_day, object};
use crate::model::{DropFacts, DropState, KindFields, Page, PageId, Price};
use crate::render::printer::Printer;

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
            self.offer(price, url, availability, &facts.release, facts.ends.as_ref())
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

    pub(super) fn offer(
        &self,
        price: &Price,
        url: String,
        availability: &str,
        from: &Zoned,
        until: Option<&Zoned>,
    ) -> Value {
        let fallback = if price.amount.is_zero() { "USD" } else { "" };
        object(
            "Offer",
            [
                ("url", url.into()),
                ("price", price.amount.to_string().into()),
                // Search engines want a currency also where nothing is paid.
                ("priceCurrency", price.currency.as_deref().unwrap_or(fallback).into()),
                ("availability", format!("https://schema.org/{availability}").into()),
                ("validFrom", if until.is_some() { instant(from) } else { Value::Null }),
                ("priceValidUntil", until.map_or(Value::Null, last_day)),
            ],
        )
    }
}
