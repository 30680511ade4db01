//! Money: decimal, exact, with a currency of ISO 4217.

use iso_currency::Currency;
use rust_decimal::Decimal;

use crate::fields::codes::Code;
use crate::fields::decoder::{Decoder, did_you_mean, one_line};
use crate::fields::node::{Entry, Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue};
use crate::model::{Price, Spanned};

/// An amount without its currency; never negative.
pub(in crate::fields) struct Amount;

impl FieldValue for Amount {
    type Value = Spanned<Decimal>;
    const TYPE: FieldType = FieldType::Money;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let (parsed, written) = match &node.value {
            NodeValue::Integer(whole) => (Some(Decimal::from(*whole)), ""),
            NodeValue::Float(text) | NodeValue::Text(text) => (exact(text), text.as_ref()),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Time(_)
            | NodeValue::List(_)
            | NodeValue::Table(_) => return decoder.wrong_type(node, "an amount of money"),
        };
        let Some(amount) = parsed else {
            let message = format!("`{}` is no amount of money: `{}`", decoder.name(), one_line(written));
            let problem = decoder
                .error(Code::BadMoney, node.span, message)
                .help("write digits with a point, without a sign for the currency: `\"19.90\"`");
            return decoder.fail(problem);
        };
        if amount.is_sign_negative() && !amount.is_zero() {
            let message = format!("`{}` is negative", decoder.name());
            let problem = decoder.error(Code::OutOfRange, node.span, message).help("`0` means free");
            return decoder.fail(problem);
        }
        Some(Spanned::new(amount.abs(), node.span))
    }
}

/// Digits, perhaps a point and digits: nothing that would have to be rounded.
fn exact(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// A currency code that prices are written in.
pub(in crate::fields) struct CurrencyCode;

impl FieldValue for CurrencyCode {
    type Value = Spanned<Currency>;
    const TYPE: FieldType = FieldType::Currency;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = super::text::name(node, decoder)?;
        let known = |code: &str| Currency::from_code(code).filter(|currency| currency.exponent().is_some());
        if let Some(currency) = known(&text) {
            return Some(Spanned::new(currency, node.span));
        }
        let upper = text.to_uppercase();
        let meant = match upper.as_str() {
            "RMB" | "¥" | "￥" => Some("CNY"),
            "€" => Some("EUR"),
            "$" => Some("USD"),
            "£" => Some("GBP"),
            other => known(other).map(|currency| currency.code()),
        };
        let message = format!("`{}` is no currency of ISO 4217", one_line(&text));
        let problem = decoder
            .error_saying(Code::UnknownCurrency, node.span, message, did_you_mean(meant))
            .help("a currency has three capital letters: `EUR`, `CNY`, `JPY`");
        decoder.fail(problem)
    }
}

/// Puts `price` and `currency` of one table together.
pub(in crate::fields) fn price(
    amount: Option<Spanned<Decimal>>,
    currency: Option<Spanned<Currency>>,
    currency_is_wrong: bool,
    decoder: &mut Decoder<'_>,
) -> Option<Price> {
    let amount = amount?;
    let Some(currency) = currency else {
        if !amount.value.is_zero() && !currency_is_wrong {
            let problem = decoder
                .error(Code::NeedsOtherField, amount.span, "`price` needs a `currency`")
                .help("name it by its code of ISO 4217: `currency = \"EUR\"`");
            decoder.push(problem);
        }
        return Some(Price { amount: amount.value, currency: None });
    };
    let allowed = currency.value.exponent().map_or(0, u32::from);
    let written = amount.value.scale();
    if written > allowed {
        let code = currency.value.code();
        let (message, help) = match allowed {
            0 => (format!("`price` has decimals, {code} has none"), "write a whole number".to_owned()),
            _ => (
                format!("`price` has {written} decimals, {code} has {allowed}"),
                format!("write at most {allowed} digits behind the point"),
            ),
        };
        let problem = decoder.error(Code::BadMoney, amount.span, message).help(help);
        decoder.push(problem);
    }
    Some(Price { amount: amount.value, currency: Some(currency.value.code().to_owned()) })
}

/// Warns of a `currency` beside which no `price` stands.
pub(in crate::fields) fn lonely_currency(entries: &[Entry<'_>], decoder: &mut Decoder<'_>) {
    let key = |name: &str| entries.iter().find(|entry| entry.key == name).map(|entry| entry.key_span);
    if let (Some(currency), None) = (key("currency"), key("price")) {
        let problem = decoder
            .warning(Code::NeedsOtherField, currency, "`currency` says nothing without `price`")
            .help("add `price`, or remove `currency`");
        decoder.push(problem);
    }
}
