//! A drop's own fields, and the rules between them.

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::Entry;
use crate::fields::table::record;
use crate::fields::values::{
    Amount, Choice, Count, CurrencyCode, DataFile, Day, Line, Link, List, Member, Name, Nested, Opt,
    PathPart, Text, Time, Word, lonely_currency, price,
};
use crate::model::{Change, DropFields, DropHandState, EarlyAccess, Stock, Vote, WrittenTime};

record! {
    /// What a drop's front matter says beside the title.
    struct DropTable {
        /// When it is for everybody, local to `timezone`.
        release_at: Time = "2026-11-27T20:00:00" .also(&["date", "release", "start", "launch"]);
        /// The zone of its times (IANA); the site's where absent.
        timezone: Opt<Name> = "\"Asia/Shanghai\"" .also(&["tz", "zone"]);
        /// Until when it can be had; a date alone is the end of that day.
        ends_at: Opt<Time> = "2026-12-24" .also(&["end", "until", "closes"]);
        /// What no clock can tell; all other states follow from the times.
        state: Opt<Choice<DropHandState>> = "\"sold_out\"" .also(&["status"]);
        /// The number that the shop knows it by.
        sku: Opt<Line> = "\"LS-014\"";
        /// What it costs, exact; `0` is free.
        price: Opt<Amount> = "\"19.90\"" .also(&["cost"]);
        /// The currency of `price` (ISO 4217).
        currency: Opt<CurrencyCode> = "\"EUR\"";
        /// Where to buy it; secret before the first tier's instant, or before the release.
        buy_url: Opt<Link> = "\"https://shop.example/lamp\"" .also(&["url", "shop"]);
        /// How many are left, and when that was counted.
        stock: Opt<Nested<Stock>> = "{ n = 40, as_of = 2026-11-21T10:00:00 }";
        /// Tiers that may buy before the release.
        early_access: List<Nested<EarlyAccess>> = "[{ tier = \"keeper\", at = 2026-11-26T20:00:00 }]";
        /// What members decide about it.
        vote: Opt<Nested<Vote>> = "{ url = \"https://forms.example/cover\", closes = 2026-11-20, options = [\"Red\", \"Blue\"] }" .also(&["poll"]);
        /// Members who made it, by handle.
        makers: List<Member> = "[\"wen\"]";
        /// What was changed because somebody asked.
        changes: List<Nested<Change>> = "[{ date = 2026-11-01, asked_by = \"mo\", what = \"A longer cord\" }]";
        /// The series it belongs to: one word of your own for all of them.
        series: Opt<PathPart> = "\"friday-drop\"";
    }
}

record! {
    impl Stock {
        /// How many pieces; `0` is sold out.
        n: Count<0> = "40" .also(&["count", "left"]);
        /// When they were counted.
        as_of: Opt<Time> = "2026-11-21T10:00:00";
    }
}

record! {
    impl EarlyAccess {
        /// The tier, by its slug.
        tier: Name = "\"keeper\"";
        /// From when on it may buy.
        at: Time = "2026-11-26T20:00:00" .also(&["from", "opens"]);
        /// Where; secret before `at`. `buy_url` where absent.
        url: Opt<Link> = "\"https://shop.example/lamp-early\"";
    }
}

record! {
    impl Vote {
        /// Where to vote.
        url: Opt<Link> = "\"https://forms.example/cover\"" .also(&["link"]);
        /// From this instant, or the start of this day.
        opens: Opt<Time> = "2026-11-10" .also(&["open", "from"]);
        /// Until this instant, or the end of this day.
        closes: Opt<Time> = "2026-11-20" .also(&["close", "until", "deadline"]);
        /// What there is to choose from.
        options: List<Line> = "[\"Red\", \"Blue\"]" .also(&["choices"]);
        /// The counts: a CSV (`option,votes`) or a TOML file under `data/`.
        results: Opt<DataFile> = "\"data/votes/cover.csv\"";
        /// When they were counted.
        as_of: Opt<Time> = "2026-11-21T10:00:00";
    }
}

record! {
    impl Change {
        /// When it was changed.
        date: Day = "2026-11-01";
        /// The member who asked, by handle.
        asked_by: Opt<Member> = "\"mo\"" .also(&["by"]);
        /// What is different now.
        what: Text = "\"A longer cord\"" .also(&["text", "change"]);
    }
}

impl Word for DropHandState {
    const WORDS: &'static [&'static str] = &["sold_out", "withdrawn"];
    const MEANINGS: &'static [Self] = &[Self::SoldOut, Self::Withdrawn];
}

impl DropTable {
    /// Checks what no field can check alone. `entries` tell what was written, right or wrong.
    pub(super) fn check(self, entries: &[Entry<'_>], decoder: &mut Decoder<'_>) -> DropFields {
        lonely_currency(entries, decoder);
        if let WrittenTime::Day(_) = self.release_at.value {
            let problem = decoder
                .error(Code::NeedsOtherField, self.release_at.span, "`release_at` has no time of day")
                .help("add the time: `2026-11-27T20:00`");
            decoder.push(problem);
        }
        if let Some(ends) = self.ends_at.as_ref().filter(|ends| ends.value.is_before(self.release_at.value)) {
            let problem = decoder
                .error(Code::OutOfRange, ends.span, "this drop ends before it is released")
                .labelled(decoder.path(), self.release_at.span, "it is released here");
            decoder.push(problem.help("move the end behind the release, or leave it out"));
        }
        for early in &self.early_access {
            if self.release_at.value.is_before(early.at.value) {
                let problem = decoder
                    .error(Code::OutOfRange, early.at.span, "this tier may buy later than everybody")
                    .labelled(decoder.path(), self.release_at.span, "it is released here");
                decoder.push(problem.help("early access lies before `release_at`"));
            }
        }
        let currency_is_wrong =
            self.currency.is_none() && entries.iter().any(|entry| entry.key == "currency");
        DropFields {
            release_at: self.release_at,
            timezone: self.timezone,
            ends_at: self.ends_at,
            state: self.state,
            sku: self.sku,
            price: price(self.price, self.currency, currency_is_wrong, decoder),
            buy_url: self.buy_url,
            stock: self.stock,
            early_access: self.early_access,
            vote: self.vote,
            makers: self.makers,
            changes: self.changes,
            series: self.series,
        }
    }
}
