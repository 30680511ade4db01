//! The order of names as readers of a language look them up.
//!
//! By CLDR's root and tailorings, compiled in: Chinese by pinyin, traditional Chinese by strokes, numbers by their
//! value. The same on every machine.

use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;

use crate::model::{Lang, SiteConfig};

/// The order of names in each language of a site.
pub(super) struct Collation {
    by_lang: BTreeMap<Lang, CollatorBorrowed<'static>>,
}

/// A name made comparable: bytes whose order is the order of the names.
pub(super) type SortKey = Vec<u8>;

impl Collation {
    pub(super) fn new(config: &SiteConfig) -> Self {
        Self { by_lang: config.langs().map(|lang| (lang.clone(), collator(lang))).collect() }
    }

    /// The key of a name among names that readers of `lang` look through.
    pub(super) fn key(&self, lang: &Lang, name: &str) -> SortKey {
        let mut key = SortKey::with_capacity(name.len() * 2);
        let Ok(()) = match self.by_lang.get(lang) {
            Some(collator) => collator.write_sort_key_to(name, &mut key),
            None => collator(lang).write_sort_key_to(name, &mut key),
        };
        key
    }
}

fn collator(lang: &Lang) -> CollatorBorrowed<'static> {
    let tag = Locale::try_from_str(lang.as_str()).unwrap_or(Locale::UNKNOWN);
    let mut prefs = CollatorPreferences::from(&tag);
    prefs.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(prefs, CollatorOptions::default())
        .expect("the compiled data have an order for every language, at least that of the root")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'a>(lang: &str, names: &[&'a str]) -> Vec<&'a str> {
        let (lang, empty) = (Lang::new(lang), Collation { by_lang: BTreeMap::new() });
        let mut names = names.to_vec();
        names.sort_by_cached_key(|name| empty.key(&lang, name));
        names
    }

    #[test]
    fn names_stand_where_readers_look_for_them() {
        let names = ["张伟", "Zoe", "王芳", "安娜", "重庆", "李雷", "anna"];
        assert_eq!(sorted("zh", &names), ["安娜", "重庆", "李雷", "王芳", "张伟", "anna", "Zoe"]);
        assert_eq!(sorted("zh-Hant", &["陳一", "王芳", "丁一", "李雷"]), ["丁一", "王芳", "李雷", "陳一"]);
        assert_eq!(
            sorted("en", &["Zoe", "Émile", "anna", "Bob", "ernest"]),
            ["anna", "Bob", "Émile", "ernest", "Zoe"]
        );
        assert_eq!(sorted("sv", &["ö", "z", "ä"]), ["z", "ä", "ö"]);
    }

    #[test]
    fn numbers_stand_by_their_value() {
        assert_eq!(sorted("en", &["Evening 10", "Evening 9"]), ["Evening 9", "Evening 10"]);
        assert_eq!(sorted("zh", &["第10次", "第9次"]), ["第9次", "第10次"]);
    }
}
