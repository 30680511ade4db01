//! Where a language puts the sign of a currency, and which sign.
//!
//! Small tables over CLDR's digits: the library's own formatter of currencies is experimental, and its data
//! name every currency in every language, of which a page shows one sign.

use iso_currency::Currency;

use super::currencies;
use super::locales::Locale;
use super::views::PriceView;
use crate::model::{Lang, Price};

/// The view of a price.
pub(super) fn view<'a>(price: &'a Price, locale: &Locale) -> PriceView<'a> {
    let currency = price.currency.as_deref().unwrap_or_default();
    PriceView {
        text: locale.numbers.amount(price.amount, currency),
        amount: price.amount.to_string(),
        currency,
        digits: locale.numbers.digits(price.amount, currency),
        sign: locale.numbers.sign(currency),
        sign_after: locale.numbers.sign_is_after(),
        free: price.amount.is_zero(),
    }
}

/// How many decimals a currency has; none where it is unknown.
pub(super) fn decimals(currency: &str) -> u32 {
    Currency::from_code(currency).and_then(Currency::exponent).map_or(0, u32::from)
}

/// Whether a unit is a currency.
pub(super) fn is_currency(unit: &str) -> bool {
    Currency::from_code(unit).is_some()
}

/// The money of one language.
#[derive(Debug)]
pub(super) struct Money {
    side: Side,
    lang: Lang,
}

/// On which side of the amount its currency stands (CLDR, the standard pattern of currencies).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// `€19.90`; a code with a space: `CHF 19.90`.
    Before,
    /// `€ 19,90`
    BeforeWithSpace,
    /// `19,90 €`
    After,
}

impl Money {
    pub(super) fn of(lang: &Lang) -> Self {
        let side = match (lang.primary(), lang.as_str()) {
            (_, "de-AT" | "de-CH" | "de-LI" | "it-CH" | "es-AR" | "es-PY" | "es-UY") => Side::BeforeWithSpace,
            (_, "es-MX" | "es-US" | "es-CO" | "es-CL") => Side::Before,
            (_, "pt" | "pt-BR") => Side::BeforeWithSpace,
            ("nl" | "mn" | "ne" | "sw", _) => Side::BeforeWithSpace,
            (
                "ar" | "az" | "be" | "bg" | "bs" | "ca" | "cs" | "da" | "de" | "el" | "es" | "et" | "eu"
                | "fi" | "fr" | "gl" | "he" | "hr" | "hu" | "hy" | "is" | "it" | "ka" | "kk" | "lt" | "lv"
                | "mk" | "nb" | "nn" | "no" | "pl" | "pt" | "ro" | "ru" | "sk" | "sl" | "sq" | "sr" | "sv"
                | "uk" | "uz" | "vi",
                _,
            ) => Side::After,
            _ => Side::Before,
        };
        Self { side, lang: lang.clone() }
    }

    /// The sign of a currency, or its code.
    pub(super) fn sign<'a>(&self, currency: &'a str) -> &'a str {
        currencies::sign(currency, &self.lang)
    }

    /// Whether the sign stands behind the amount.
    pub(super) fn is_after(&self) -> bool {
        self.side == Side::After
    }

    /// The amount with its currency.
    pub(super) fn place(&self, currency: &str, digits: &str) -> String {
        let sign = self.sign(currency);
        // Letters beside a digit would run into it (CLDR, "insert before").
        let is_code = sign.ends_with(char::is_alphabetic);
        match self.side {
            Side::Before if is_code => format!("{sign}\u{a0}{digits}"),
            Side::Before => format!("{sign}{digits}"),
            Side::BeforeWithSpace => format!("{sign}\u{a0}{digits}"),
            Side::After => format!("{digits}\u{a0}{sign}"),
        }
    }
}
