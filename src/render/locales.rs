//! How each language of the site writes what is no word: dates, numbers, amounts of money.
//!
//! In: the site's languages. Out: formatters, made once for each and shared by all pages. Their rules and names are
//! those of CLDR, which are compiled in: no machine writes a date otherwise than another.

use std::collections::BTreeMap;

use icu_locale_core::Locale as Tag;

use super::dates::Dates;
use super::numbers::Numbers;
use super::zones::Zones;
use crate::model::{Lang, SiteConfig};

/// What one language writes in its own way.
#[derive(Debug)]
pub(super) struct Locale {
    pub(super) dates: Dates,
    pub(super) numbers: Numbers,
    pub(super) zones: Zones,
}

impl Locale {
    pub(super) fn new(lang: &Lang) -> Self {
        let tag = Tag::try_from_str(lang.as_str()).unwrap_or(Tag::UNKNOWN);
        Self { dates: Dates::new(lang, &tag), numbers: Numbers::new(lang, &tag), zones: Zones::new(&tag) }
    }
}

/// Every language of a site.
#[derive(Debug)]
pub(super) struct Locales {
    by_lang: BTreeMap<Lang, Locale>,
    default: Lang,
}

impl Locales {
    pub(super) fn new(config: &SiteConfig) -> Self {
        let by_lang = config.langs().map(|lang| (lang.clone(), Locale::new(lang))).collect();
        Self { by_lang, default: config.language.clone() }
    }

    /// The language of this tag; the site's default one where the site has no such language.
    pub(super) fn of(&self, tag: &str) -> &Locale {
        let own = self.by_lang.get(tag).or_else(|| self.by_lang.get(&self.default));
        own.expect("the default language is among the languages of a site")
    }
}
