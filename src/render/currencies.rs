//! By which sign readers of each language know a currency.

use crate::model::Lang;

/// A currency, its sign in most languages, and other signs with the languages that have them (CLDR 48, "symbol").
///
/// One that is not here goes by its code everywhere. An entry of a language holds for all its regions that have none of their own.
type Signs = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const SIGNS: &[Signs] = &[
    ("EUR", "€", &[("EUR", "en-AU de-CH es-MX es-AR es-US hu ro uk is")]),
    (
        "GBP",
        "£",
        &[("GBP", "en-AU es sv pl sk hu ro bg hr sl lt uk is"), ("£GB", "fr"), ("£", "fr-CA"), ("UK£", "ar")],
    ),
    (
        "USD",
        "US$",
        &[
            ("$", "en ja de es-US fi sl lv et el ru be tr he fa hi"),
            ("US$", "en-GB en-CA en-NZ en-SG"),
            ("USD", "en-AU es-MX it nb pl sk hu ro hr lt uk ms ca is"),
            ("$US", "fr"),
            ("$ US", "fr-CA"),
            ("щ.д.", "bg"),
        ],
    ),
    (
        "CNY",
        "CN¥",
        &[
            ("CNY", "en-AU fr es nb sv fi pl sk hu ro bg hr lt uk ca"),
            ("¥", "zh"),
            ("CN¥", "zh-Hant fr-CA"),
            ("元", "ja"),
            ("¥CN", "fa"),
        ],
    ),
    (
        "JPY",
        "¥",
        &[
            ("JP¥", "en-GB en-CA en-NZ en-SG zh ko pt nl da cs el ar hi id ms is"),
            ("JPY", "en-AU fr es it nb sv pl sk ro bg hr lt"),
            ("¥", "zh-Hant fr-CA es-US"),
            ("￥", "ja"),
        ],
    ),
    (
        "HKD",
        "HK$",
        &[("HKD", "en-AU fr es it nb sv fi pl sk hu ro bg hr lt uk"), ("$ HK", "fr-CA"), ("$HK", "fa")],
    ),
    (
        "TWD",
        "NT$",
        &[
            ("TWD", "en-AU fr es it nb sv fi pl sk hu ro bg hr sl lt uk is"),
            ("$", "zh-Hant"),
            ("NT$", "zh-HK zh-Hant-HK"),
        ],
    ),
    (
        "KRW",
        "₩",
        &[
            ("KRW", "en-AU fr-CA es it nb sv fi pl sk hu ro bg hr sr lt uk is"),
            ("￦", "zh-Hant"),
            ("₩", "zh-HK zh-Hant-HK"),
        ],
    ),
    ("INR", "₹", &[("INR", "en-AU fr-CA es it nb sv fi pl cs sk hu ro bg hr lt uk is"), ("Rs", "id")]),
    ("BRL", "R$", &[("BRL", "en-AU es it nb fi sk hu ro bg hr sl lt uk be ca is"), ("BR$", "sv")]),
    (
        "AUD",
        "AU$",
        &[
            ("A$", "en ja it el ru be he fa hi ms"),
            ("$", "en-AU"),
            ("$AU", "fr"),
            ("$ AU", "fr-CA"),
            ("AUD", "es nb sv fi pl sk hu ro bg hr sr sl lt uk is"),
        ],
    ),
    (
        "CAD",
        "CA$",
        &[
            ("CAD", "en-AU es nb fi pl sk hu ro bg hr sl lt uk be ms ca is"),
            ("$", "en-CA fr-CA"),
            ("$CA", "fr fa"),
            ("C$", "nl"),
        ],
    ),
    (
        "NZD",
        "NZ$",
        &[
            ("NZD", "en-AU es nb sv fi pl sk hu ro bg hr sr sl lt uk be is"),
            ("$", "en-NZ"),
            ("$NZ", "fr fa"),
            ("$ NZ", "fr-CA"),
        ],
    ),
    (
        "MXN",
        "MX$",
        &[
            ("MXN", "en-AU fr-CA es it nb fi pl hu ro bg hr sl lt uk ms ca is"),
            ("$MX", "fr fa"),
            ("$", "es-MX"),
        ],
    ),
    ("SGD", "SGD", &[("$", "en-SG"), ("$SG", "fr"), ("$ SG", "fr-CA")]),
    ("VND", "₫", &[("VND", "en-AU fr-CA es-MX es-AR es-US it nb sv fi pl cs sk hu ro bg hr sr lt uk is")]),
    ("ILS", "₪", &[("ILS", "en-AU fr-CA es nb fi pl cs hu ro bg hr lt uk"), ("NIS", "sk")]),
    ("PHP", "PHP", &[("₱", "en it"), ("PHP", "en-AU")]),
    (
        "THB",
        "THB",
        &[("฿", "de es it pt nl da lv et el ru tr he fa ar hi th vi id ca"), ("THB", "es-MX es-AR es-US")],
    ),
    ("CZK", "CZK", &[("Kč", "cs")]),
    ("PLN", "PLN", &[("zł", "pl")]),
    ("DKK", "DKK", &[("Dkr", "sv"), ("kr.", "da")]),
    ("NOK", "NOK", &[("kr", "nb"), ("Nkr", "sv")]),
    ("SEK", "SEK", &[("kr", "sv")]),
    ("RUB", "RUB", &[("₽", "ru be")]),
    ("UAH", "UAH", &[("₴", "ru uk")]),
    ("TRY", "TRY", &[("₺", "tr")]),
    ("HUF", "HUF", &[("Ft", "hu")]),
    ("BGN", "BGN", &[("лв.", "bg")]),
    ("MYR", "MYR", &[("RM", "ms")]),
    ("IDR", "IDR", &[("Rp", "id")]),
];

/// The sign of a currency; its code where readers of the language know none that is its alone.
pub(super) fn sign<'a>(currency: &'a str, lang: &Lang) -> &'a str {
    let Some((_, usual, others)) = SIGNS.iter().find(|(code, ..)| *code == currency) else { return currency };
    let own = |tag: &str| {
        let mut others = others.iter();
        others.find(|(_, langs)| langs.split(' ').any(|known| known == tag)).map(|(sign, _)| *sign)
    };
    let primary = match lang.primary() {
        "no" | "nn" => "nb",
        "zh" if is_traditional(lang.as_str()) => "zh-Hant",
        primary => primary,
    };
    own(lang.as_str()).or_else(|| own(primary)).unwrap_or(usual)
}

/// Whether a tag of Chinese means the traditional script: by its name, or by where it is usual.
fn is_traditional(tag: &str) -> bool {
    let named = |script: &str| tag.split('-').any(|part| part == script);
    named("Hant") || (!named("Hans") && ["TW", "HK", "MO"].into_iter().any(named))
}
