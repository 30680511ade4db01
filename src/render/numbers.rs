//! Numbers as readers of a language write them.

use std::str::FromStr;

use fixed_decimal::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_locale_core::Locale as Tag;
use tera::Value;

use super::prices::Money;
use crate::model::Lang;

/// The numbers of one language.
#[derive(Debug)]
pub(super) struct Numbers {
    digits: DecimalFormatter,
    money: Money,
}

impl Numbers {
    pub(super) fn new(lang: &Lang, tag: &Tag) -> Self {
        let prefs = DecimalFormatterPreferences::from(tag);
        let digits = DecimalFormatter::try_new(prefs, DecimalFormatterOptions::default())
            .expect("the compiled data have digits for every language, at least of the root");
        Self { digits, money: Money::of(lang) }
    }

    /// A number with its thousands apart: `1,234.5`; `None` where the text is no number.
    pub(super) fn number(&self, written: &str) -> Option<String> {
        Decimal::from_str(written).ok().map(|number| self.digits.format(&number).to_string())
    }

    /// An amount of money with its currency where the language puts it: `¥68`, `12,50 €`.
    ///
    /// Decimals are those of the amount, but never fewer than the currency has where there are any.
    pub(super) fn amount(&self, amount: rust_decimal::Decimal, currency: &str) -> String {
        let digits = self.digits(amount, currency);
        if currency.is_empty() { digits } else { self.money.place(currency, &digits) }
    }

    /// The same without the currency.
    pub(super) fn digits(&self, amount: rust_decimal::Decimal, currency: &str) -> String {
        let mut written = amount;
        let decimals = super::prices::decimals(currency);
        if written.scale() > 0 && written.scale() < decimals {
            written.rescale(decimals);
        }
        let written = written.to_string();
        self.number(&written).unwrap_or(written)
    }

    /// Whether a currency stands behind its amount.
    pub(super) fn sign_is_after(&self) -> bool {
        self.money.is_after()
    }

    /// What readers know a currency by, where it stands apart from its amount.
    pub(super) fn sign<'a>(&self, currency: &'a str) -> &'a str {
        self.money.sign(currency)
    }

    /// An amount of what a unit names: of money where that is a currency's code, else with the word behind it.
    pub(super) fn quantity(&self, amount: rust_decimal::Decimal, unit: &str) -> String {
        if super::prices::is_currency(unit) || unit.is_empty() {
            return self.amount(amount, unit);
        }
        let written = amount.to_string();
        format!("{} {unit}", self.number(&written).unwrap_or(written))
    }

    /// What the filter `number` makes of a value.
    pub(super) fn of_value(&self, value: &Value) -> Option<String> {
        match value.as_str() {
            Some(text) => self.number(text.trim()),
            None if value.is_number() => self.number(&value.to_string()),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(lang: &str) -> Numbers {
        Numbers::new(&Lang::new(lang), &Tag::try_from_str(lang).expect("a tag"))
    }

    #[test]
    fn a_number_has_its_thousands_apart_as_the_language_does() {
        let number = |lang, written| numbers(lang).number(written).expect("a number");
        assert_eq!(number("en", "1234567.50"), "1,234,567.50");
        assert_eq!(number("zh", "12345"), "12,345");
        assert_eq!(number("de", "1234.5"), "1.234,5");
        assert_eq!(number("en", "-7"), "-7");
        assert_eq!(numbers("en").number("many"), None);
    }

    #[test]
    fn an_amount_is_exact_and_has_its_currency_where_readers_look_for_it() {
        let amount =
            |lang, amount: &str, currency| numbers(lang).amount(amount.parse().expect("a decimal"), currency);
        assert_eq!(amount("en", "19.90", "EUR"), "€19.90");
        assert_eq!(amount("zh", "68", "CNY"), "¥68");
        assert_eq!(amount("de", "19.90", "EUR"), "19,90\u{a0}€");
        assert_eq!(amount("de-CH", "19.90", "CHF"), "CHF\u{a0}19.90");
        assert_eq!(amount("zh", "12.5", "USD"), "US$12.50");
        assert_eq!(amount("en", "12.5", "USD"), "$12.50");
        assert_eq!(numbers("en").quantity(1500.into(), "CNY"), "CN¥1,500");
        assert_eq!(numbers("en").quantity(1500.into(), "hours"), "1,500 hours");
        assert_eq!(amount("en", "1200", "JPY"), "¥1,200");
        assert_eq!(amount("en", "30", "CHF"), "CHF\u{a0}30");
        assert_eq!(amount("en", "30", "CNY"), "CN¥30");
        assert_eq!(amount("zh", "30", "JPY"), "JP¥30");
        assert_eq!(amount("zh-Hans", "30", "CNY"), "¥30");
        assert_eq!(amount("zh-Hant", "30", "CNY"), "CN¥30");
        assert_eq!(amount("zh-TW", "30", "TWD"), "$30");
        assert_eq!(amount("zh-HK", "30", "TWD"), "NT$30");
        assert_eq!(amount("ja", "30", "CNY"), "元\u{a0}30");
        assert_eq!(amount("ja", "30", "JPY"), "￥30");
        assert_eq!(amount("en-GB", "30", "USD"), "US$30");
        assert_eq!(amount("nb", "30", "NOK"), "30\u{a0}kr");
        assert_eq!(amount("pt-BR", "30", "BRL"), "R$\u{a0}30");
        assert_eq!(amount("zh", "12.345", "KWD"), "KWD\u{a0}12.345");
        assert_eq!(amount("en", "90071992547409931.07", "EUR"), "€90,071,992,547,409,931.07");
    }
}
