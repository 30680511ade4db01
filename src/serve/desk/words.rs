//! The words of the desk, in the languages that it speaks.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language that the desk speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::serve) enum Tongue {
    /// English; also for who asks for neither.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Tongue {
    /// All of them.
    pub(super) const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// Its tag.
    pub(in crate::serve) const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// What its speakers call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// Its words.
    const fn text(self) -> &'static str {
        match self {
            Self::En => include_str!("i18n/en.ftl"),
            Self::Zh => include_str!("i18n/zh.ftl"),
        }
    }

    /// The language of a tag, whatever its region or script.
    pub(super) fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.into_iter().find(|tongue| primary.eq_ignore_ascii_case(tongue.tag()))
    }

    /// The language of a reader: that of their cookie, else what they like best, else English.
    pub(in crate::serve) fn asked(cookie: Option<&str>, accepts: Option<&str>) -> Self {
        cookie.and_then(Self::of_tag).or_else(|| Self::accepted(accepts?)).unwrap_or_default()
    }

    /// What a reader likes best of all that there is, by `Accept-Language` (RFC 9110 §12.5.4).
    pub(super) fn accepted(header: &str) -> Option<Self> {
        let wishes = header.split(',').filter_map(|wish| {
            let (tag, parameter) = wish.split_once(';').unwrap_or((wish, ""));
            let weight = parameter.trim().strip_prefix("q=").map_or(Some(1.0), |q| q.trim().parse().ok())?;
            Some((Self::of_tag(tag.trim())?, weight)).filter(|(_, weight): &(Self, f32)| *weight > 0.0)
        });
        // Of equals the first.
        let best = wishes.reduce(|best, wish| if wish.1 > best.1 { wish } else { best });
        best.map(|(tongue, _)| tongue)
    }
}

/// The words of every language.
pub(super) struct Words(Vec<(Tongue, FluentBundle<FluentResource>)>);

impl Words {
    /// Reads them.
    pub(super) fn new() -> Self {
        let bundle = |tongue: Tongue| {
            let id: LanguageIdentifier = tongue.tag().parse().expect("a tag of two letters");
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Isolating marks would end up in titles and attributes.
            bundle.set_use_isolating(false);
            // What is wrong with a file of ours a test finds; the rest of it still speaks.
            let resource =
                FluentResource::try_new(tongue.text().to_owned()).unwrap_or_else(|(sound, _)| sound);
            bundle.add_resource_overriding(resource);
            (tongue, bundle)
        };
        Self(Tongue::ALL.into_iter().map(bundle).collect())
    }

    /// The words of a key, if there are any.
    pub(super) fn find(&self, tongue: Tongue, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let (_, bundle) = self.0.iter().find(|(own, _)| *own == tongue)?;
        let pattern = bundle.get_message(key)?.value()?;
        Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    /// The words of a key with several things put in; the key itself where there are none.
    pub(super) fn say<'a>(
        &self,
        tongue: Tongue,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, value);
        }
        self.find(tongue, key, &args).unwrap_or_else(|| key.to_owned())
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(tongue: Tongue) -> BTreeSet<&'static str> {
        let message = |line: &'static str| line.split_once(" =").map(|(key, _)| key);
        let is_key = |key: &&str| key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        tongue.text().lines().filter_map(message).filter(is_key).collect()
    }

    #[test]
    fn every_language_has_the_same_words_without_a_mistake() {
        for tongue in Tongue::ALL {
            let read = FluentResource::try_new(tongue.text().to_owned());
            assert!(read.is_ok(), "{}: {:?}", tongue.tag(), read.err().map(|(_, errors)| errors));
            assert_eq!(keys(tongue), keys(Tongue::En), "{}", tongue.tag());
        }
    }

    #[test]
    fn every_word_that_the_templates_ask_for_by_name_is_there() {
        let words = keys(Tongue::En);
        for (name, text) in super::super::TEMPLATES {
            for (at, _) in text.match_indices("t(key=\"") {
                let rest = &text[at + 7..];
                let (key, behind) = rest.split_once('"').expect("the text ends");
                let is_whole = !behind.trim_start().starts_with('~');
                assert!(!is_whole || words.contains(key), "{name} asks for `{key}`");
            }
        }
    }

    #[test]
    fn a_reader_gets_the_language_that_they_like_best() {
        assert_eq!(Tongue::accepted("zh-CN,zh;q=0.9,en;q=0.8"), Some(Tongue::Zh));
        assert_eq!(Tongue::accepted("de-DE, en;q=0.5, zh;q=0.7"), Some(Tongue::Zh));
        assert_eq!(Tongue::accepted("en-GB,zh"), Some(Tongue::En));
        assert_eq!(Tongue::accepted("zh;q=0, en;q=0.1"), Some(Tongue::En));
        for none in ["", "de", "*", ";;,q=1", "zh;q=x"] {
            assert_eq!(Tongue::accepted(none), None, "{none}");
        }
    }
}
