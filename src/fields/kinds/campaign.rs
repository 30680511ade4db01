//! The own fields of a campaign, a tier and a question.

use rust_decimal::Decimal;

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::{Entry, Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue, Record, record};
use crate::fields::values::{
    Amount, Choice, Count, CurrencyCode, DataFile, Line, Link, List, Opt, Time, Word, lonely_currency, price,
};
use crate::model::{CampaignFields, CampaignProgress, FaqFields, Period, Spanned, TierFields};

record! {
    impl CampaignFields {
        /// How much is wanted, in `unit`.
        goal: Goal = "12000" .also(&["target", "amount"]);
        /// A currency (ISO 4217) or a word.
        unit: Opt<Line> = "\"EUR\"" .also(&["currency"]);
        /// Until when; a date alone is the end of that day.
        deadline: Opt<Time> = "2026-12-31" .also(&["ends_at", "end", "until"]);
        /// How far it is: a table, or a CSV (`date,raised,backers`) under `data/`.
        progress: Opt<Progress> = "{ raised = 4200, backers = 61, as_of = 2026-11-21 }";
        /// What backers get.
        rewards: List<Line> = "[\"Your name on the press\"]" .also(&["reward", "perks"]);
        /// Where to take part.
        pledge_url: Opt<Link> = "\"https://pledge.example/press\"" .also(&["url", "link"]);
    }
}

record! {
    /// `progress` as a table.
    struct ProgressTable {
        /// How much there is, in `unit`.
        raised: Amount = "4200" .also(&["amount", "sum"]);
        /// How many people gave it.
        backers: Opt<Count<0>> = "61" .also(&["people"]);
        /// When that was counted.
        as_of: Opt<Time> = "2026-11-21" .also(&["date"]);
    }
}

/// An amount that is more than nothing.
pub(in crate::fields) struct Goal;

impl FieldValue for Goal {
    type Value = Spanned<Decimal>;
    const TYPE: FieldType = FieldType::Money;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let goal = Amount::decode(node, decoder)?;
        if goal.value.is_zero() {
            let message = format!("`{}` is nothing", decoder.name());
            let problem =
                decoder.error(Code::OutOfRange, node.span, message).help("write how much is wanted");
            return decoder.fail(problem);
        }
        Some(goal)
    }
}

/// A table, or a file that holds its history.
pub(in crate::fields) struct Progress;

impl FieldValue for Progress {
    type Value = CampaignProgress;
    const TYPE: FieldType =
        FieldType::Either(&FieldType::Table(<ProgressTable as Record>::FIELDS), &FieldType::Name);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<CampaignProgress> {
        match node.value {
            NodeValue::Table(_) => {
                let table = decoder.record::<ProgressTable>(node)?;
                let ProgressTable { raised, backers, as_of } = table;
                Some(CampaignProgress::Given { raised: raised.value, backers, as_of })
            }
            NodeValue::Text(_) => DataFile::decode(node, decoder).map(CampaignProgress::File),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Time(_)
            | NodeValue::List(_) => {
                decoder.wrong_type(node, "a table {raised, backers, as_of}, or a file under `data/`")
            }
        }
    }
}

record! {
    /// What a tier's front matter says beside the title.
    struct TierTable {
        /// What it costs in each `period`, exact; `0` is free.
        price: Opt<Amount> = "\"19.90\"" .also(&["cost", "fee"]);
        /// The currency of `price` (ISO 4217).
        currency: Opt<CurrencyCode> = "\"EUR\"";
        /// How often it is paid.
        period: Opt<Choice<Period>> = "\"month\"" .also(&["interval", "every"]);
        /// What members of it get.
        perks: List<Line> = "[\"Drops a day early\"]" .also(&["benefits", "rewards"]);
        /// How many members it takes at most.
        cap: Opt<Count<1>> = "100" .also(&["limit", "capacity"]);
        /// Where to join.
        join_url: Opt<Link> = "\"https://join.example/keeper\"" .also(&["url", "link"]);
        /// Its place among the tiers: smaller comes first.
        order: Opt<Count<0>> = "1" .also(&["weight", "position"]);
    }
}

impl Word for Period {
    const WORDS: &'static [&'static str] = &["month", "year", "once"];
    const MEANINGS: &'static [Self] = &[Self::Month, Self::Year, Self::Once];
}

impl TierTable {
    /// Checks what no field can check alone. `entries` tell what was written, right or wrong.
    pub(super) fn check(self, entries: &[Entry<'_>], decoder: &mut Decoder<'_>) -> TierFields {
        lonely_currency(entries, decoder);
        let currency_is_wrong =
            self.currency.is_none() && entries.iter().any(|entry| entry.key == "currency");
        TierFields {
            price: price(self.price, self.currency, currency_is_wrong, decoder),
            period: self.period,
            perks: self.perks,
            cap: self.cap,
            join_url: self.join_url,
            order: self.order,
        }
    }
}

record! {
    impl FaqFields {
        /// Words by which people ask for it.
        keywords: List<Line> = "[\"join\", \"membership\"]" .also(&["keyword"]);
        /// Whom to ask further: a name, an address.
        contact: Opt<Line> = "\"hello@lantern.example\"" .also(&["email", "ask"]);
    }
}
