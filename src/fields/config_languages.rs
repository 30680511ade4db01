//! The languages of the configuration: their tags, and what differs in each.

use std::collections::BTreeMap;

use crate::model::{Fallback, Lang, LanguageConfig, NavItem, Span, Spanned, UrlPath};

use super::codes::Code;
use super::decoder::{Decoder, did_you_mean, one_line};
use super::lang_tag;
use super::node::{Node, NodeValue};
use super::table::{FieldType, FieldValue, Record, record};
use super::values::{Choice, Line, Name, Opt, Text, Word};

record! {
    impl LanguageConfig {
        /// The site's title in this language.
        title: Opt<Line> = "\"灯街\"";
        /// The site's description in this language.
        description: Opt<Text> = "\"一起修东西的街\"";
        /// The community's name in this language.
        community: Opt<Line> = "\"灯街修理社\"";
        /// What the community is for, in this language.
        mission: Opt<Line> = "\"我们一起修东西。\"";
        /// How the language calls itself.
        label: Opt<Line> = "\"中文\"" .also(&["name"]);
        /// What the language shows of what it lacks; as the site says where absent.
        fallback: Opt<Choice<Fallback>> = "\"show\"";
    }
}

impl Word for Fallback {
    const WORDS: &'static [&'static str] = &["omit", "show"];
    const MEANINGS: &'static [Self] = &[Self::Omit, Self::Show];
}

/// The default language's title is the site's: two would leave open which one counts.
pub(super) fn check_default_language(
    own: &Spanned<LanguageConfig>,
    described: bool,
    decoder: &mut Decoder<'_>,
) {
    for (field, twice) in
        [("title", own.value.title.is_some()), ("description", described && own.value.description.is_some())]
    {
        if twice {
            let message = format!("the `{field}` of the default language is the site's own");
            let problem = decoder
                .error(Code::Conflict, own.span, message)
                .help(format!("keep the `{field}` at the top of the file, and remove this one"));
            decoder.push(problem);
        }
    }
}

/// An entry of the navigation in a language that the site lacks would never be seen.
pub(super) fn check_navigation(
    items: &[NavItem],
    default: &Lang,
    languages: &BTreeMap<Lang, LanguageConfig>,
    decoder: &mut Decoder<'_>,
) {
    for lang in items.iter().filter_map(|item| item.lang.as_ref()) {
        if lang.value != *default && !languages.contains_key(&lang.value) {
            let message = format!("`{}` is no language of this site", lang.value);
            let problem = decoder
                .error(Code::UnknownValue, lang.span, message)
                .help(format!("name one that it has, or add `[languages.{}]`", lang.value));
            decoder.push(problem);
        }
    }
}

fn language_tag(text: &str, span: Span, decoder: &mut Decoder<'_>) -> Option<Lang> {
    let usual = lang_tag::usual(text).or_else(|| lang_tag::usual(&text.replace('_', "-")));
    if usual.as_deref() == Some(text) {
        // The pages of a language lie in a folder of its name, and of some names no disk can have one.
        let Err(why) = UrlPath::new(&format!("/{text}/")) else { return Some(Lang::new(text)) };
        let message = format!("`{text}` cannot be a folder of the site: {why}");
        let problem = decoder
            .error(Code::BadLanguage, span, message)
            .help(format!("add a script or a region to the tag, for example `{text}-Latn`"));
        return decoder.fail(problem);
    }
    let message = format!("`{}` is no language tag", one_line(text));
    let problem = decoder
        .error_saying(Code::BadLanguage, span, message, did_you_mean(usual.as_deref()))
        .help("a tag looks like `en`, `zh`, `zh-Hant` or `pt-BR`");
    decoder.fail(problem)
}

/// A language by its tag.
pub(in crate::fields) struct LangTag;

impl FieldValue for LangTag {
    type Value = Spanned<Lang>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let tag = Name::decode(node, decoder)?;
        Some(Spanned::new(language_tag(&tag.value, node.span, decoder)?, node.span))
    }
}

/// The default language: absent is English, wrong is nothing.
pub(in crate::fields) struct MainTag;

impl FieldValue for MainTag {
    type Value = Option<Lang>;
    const TYPE: FieldType = FieldType::Name;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        // Another language instead of the wrong one would make every file name look wrong as well.
        let lang = Name::decode(node, decoder).and_then(|tag| language_tag(&tag.value, node.span, decoder));
        Some(lang)
    }

    fn absent() -> Option<Self::Value> {
        Some(Some(Lang::new("en")))
    }
}

/// `[languages.TAG]`. Nothing where one of the tags is wrong, for the reason given at [`MainTag`].
pub(in crate::fields) struct Languages;

impl FieldValue for Languages {
    type Value = Option<Vec<(Lang, Spanned<LanguageConfig>)>>;
    const TYPE: FieldType = FieldType::Map {
        keys: "language tags",
        pattern: "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
        values: &FieldType::Table(<LanguageConfig as Record>::FIELDS),
    };
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Table(entries) = &node.value else {
            decoder.wrong_type::<()>(node, "a table of languages");
            return Some(None);
        };
        let mut languages = Some(Vec::with_capacity(entries.len()));
        for entry in entries {
            decoder.enter_key(entry);
            let lang = language_tag(&entry.key, entry.key_span, decoder);
            let own = decoder.record(&entry.value).unwrap_or_default();
            decoder.leave();
            match (lang, &mut languages) {
                (Some(lang), Some(languages)) => languages.push((lang, Spanned::new(own, entry.key_span))),
                (None, _) => languages = None,
                (Some(_), None) => {}
            }
        }
        Some(languages)
    }

    fn absent() -> Option<Self::Value> {
        Some(Some(Vec::new()))
    }
}
