//! The table of `handbill.toml`, and the rules between its fields.

use std::collections::BTreeMap;

use crate::model::{
    CommunityConfig, Lang, LanguageConfig, MarkdownConfig, NavItem, PaginationConfig, PicturesConfig,
    SecurityConfig, SiteConfig, Span, Spanned, UrlPath,
};

use super::codes::Code;
use super::config_feeds::FeedTable;
use super::config_parts::Allow;
use super::decoder::{Decoder, did_you_mean, one_line};
use super::lang_tag;
use super::node::{Entry, Node, NodeValue};
use super::table::{FieldType, FieldValue, Record, record};
use super::values::{
    BaseUrl, Contact, Count, Day, Flag, Free, Initials, Length, Line, List, Name, On, Opt, OrEmpty, PathPart,
    Text,
};

/// The version of the format that this program reads.
const VERSION: i64 = 1;

record! {
    /// `handbill.toml`.
    struct ConfigTable {
        /// The version of the format.
        handbill: Version = "1";
        /// The site's name.
        title: Name = "\"Lantern Street\"" .also(&["name"]);
        /// One sentence about the site.
        description: Opt<Text> = "\"A street that repairs things together.\"" .also(&["summary"]);
        /// Where the site lives: canonical addresses, feeds and calendars use it; pages link to each other without it.
        base_url: BaseUrl = "\"https://lantern.example/\"" .also(&["url", "baseURL"]);
        /// The default language; its pages lie at the root.
        language: MainTag = "\"en\"" .default("\"en\"") .also(&["lang", "locale", "default_language"]);
        /// The zone of times without one of their own (IANA).
        timezone: Opt<Name> = "\"Asia/Shanghai\"" .default("\"UTC\"") .also(&["tz"]);
        /// `plaza`, or a folder of `themes/`.
        theme: Opt<PathPart> = "\"plaza\"" .default("\"plaza\"");
        /// Languages by their tags, and what differs in them. The default language may be listed for its `label` and `description`.
        languages: Languages = "{ zh = { title = \"灯街\", label = \"中文\" } }";
        /// Who stands behind the site.
        community: OrEmpty<CommunityConfig> = "{ name = \"Lantern Street Makers\" }" .also(&["organization"]);
        /// The main navigation.
        nav: OrEmpty<NavTable> = "{ items = [\"events\", \"about\"] }" .also(&["menu", "menus"]);
        /// How long lists are.
        pagination: OrEmpty<PaginationConfig> = "{ per_page = 20 }" .also(&["paginate"]);
        /// How Markdown is read.
        markdown: OrEmpty<MarkdownConfig> = "{ highlight = true, permalinks = true }" .also(&["markup"]);
        /// Feeds.
        feeds: OrEmpty<FeedTable> = "{ limit = 20 }" .also(&["rss", "atom"]);
        /// How pictures are made.
        pictures: OrEmpty<PicturesConfig> = "{ quality = 70 }" .also(&["images"]);
        /// What pages may load from elsewhere.
        security: OrEmpty<SecurityConfig> = "{ allow = { form-action = [\"https://forms.example\"] } }";
        /// Options of the theme.
        theme_options: Free = "{ }";
        /// Data of the site's own, for its own templates.
        extra: Free = "{ city = \"Hangzhou\" }" .also(&["params"]);
    }
}

record! {
    impl LanguageConfig {
        /// The site's title in this language.
        title: Opt<Line> = "\"灯街\"";
        /// The site's description in this language.
        description: Opt<Text> = "\"一起修东西的街\"";
        /// What the community is for, in this language.
        mission: Opt<Line> = "\"我们一起修东西。\"";
        /// How the language calls itself.
        label: Opt<Line> = "\"中文\"" .also(&["name"]);
    }
}

record! {
    impl CommunityConfig {
        /// The community's name; the site's title where absent.
        name: Opt<Line> = "\"Lantern Street Makers\"" .also(&["title"]);
        /// What it is for, in one sentence.
        mission: Opt<Text> = "\"We repair things together.\"";
        /// A mail address, or an address of a page.
        contact: Opt<Contact> = "\"hello@lantern.example\"" .also(&["email", "mail"]);
        /// The day it began.
        founded: Opt<Day> = "2019-05-01" .also(&["since"]);
        /// How many members it hopes for: the end of the meter.
        goal_members: Opt<Count<1>> = "1000";
        /// One or two characters for the seal; where absent, the initials of the name, or its first Han character.
        seal: Opt<Initials> = "\"灯\"";
    }
}

record! {
    /// `[nav]`.
    #[derive(Default)]
    struct NavTable {
        /// Kinds' folders, pages, `tags`, addresses, or tables of `label` and `to`. Where empty: every list that has content, and the pages at the root.
        items: List<NavEntry> = "[\"events\", \"about\", { label = \"Feed\", to = \"/feed.xml\" }]";
    }
}

record! {
    impl NavItem {
        /// What to show; the target's own title where absent.
        label: Opt<Line> = "\"Feed\"" .also(&["title", "name"]);
        /// A kind's folder, a page, `tags`, a path from the root, or an address.
        to: Name = "\"/feed.xml\"" .also(&["url", "href", "link"]);
    }
}

record! {
    impl PaginationConfig {
        /// Entries on one page of a list.
        per_page: Length<20> = "20" .default("20");
        /// Gives posts, events, drops and stories a page for each year.
        archive: On = "true" .default("true");
    }
}

record! {
    impl MarkdownConfig {
        /// Colours code blocks.
        highlight: On = "true" .default("true");
        /// Gives each heading a link to itself.
        permalinks: On = "true" .default("true");
        /// Reads `$…$` and `$$…$$` as formulas; otherwise a dollar is money.
        math: Flag = "true";
    }
}

record! {
    impl SecurityConfig {
        /// Origins by the directive of the Content-Security-Policy that names them.
        allow: Allow = "{ form-action = [\"https://forms.example\"] }";
    }
}

// What stands in a record's table and has defaults of its own: the values that an empty table gives.
macro_rules! usual {
    ($($record:ident { $($field:ident: $value:expr),* })*) => {
        $(impl Default for $record {
            fn default() -> Self {
                Self { $($field: $value),* }
            }
        })*
    };
}
usual! {
    PaginationConfig { per_page: 20, archive: true }
    MarkdownConfig { highlight: true, permalinks: true, math: false }
}

/// Decodes the outermost table of the configuration.
pub(super) fn site_config(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<SiteConfig> {
    let table = decoder.record::<ConfigTable>(node)?;
    let () = table.handbill;
    let mut description = table.description;
    let mut languages = BTreeMap::new();
    let language = table.language?;
    for (tag, key) in table.languages? {
        if tag == language {
            check_default_language(&key, description.is_some(), decoder);
            description = description.or(key.value.description.clone());
        }
        languages.insert(tag, key.value);
    }
    let usual_theme = || Spanned::new("plaza".to_owned(), crate::model::Span::default());
    Some(SiteConfig {
        title: table.title.value,
        description,
        base_url: table.base_url.value,
        language,
        timezone: table.timezone.unwrap_or_else(|| Spanned::new("UTC".to_owned(), Span::default())),
        theme: table.theme.unwrap_or_else(usual_theme),
        languages,
        community: table.community,
        nav: table.nav.items,
        pagination: table.pagination,
        markdown: table.markdown,
        feeds: table.feeds.into(),
        pictures: table.pictures,
        security: table.security,
        theme_options: table.theme_options,
        extra: table.extra,
    })
}

/// The configuration with something usable in place of what it must have: nothing else of the site
/// depends on how the site is called and where it lives.
pub(super) fn with_usual_names<'a>(node: &Node<'a>) -> Node<'a> {
    let span = Span::new(node.span.start, node.span.start);
    let usual = [
        ("handbill", NodeValue::Integer(VERSION)),
        ("title", NodeValue::Text("?".into())),
        ("base_url", NodeValue::Text("https://site.invalid/".into())),
    ];
    let mut entries = match &node.value {
        NodeValue::Table(entries) => entries.clone(),
        NodeValue::Null
        | NodeValue::Bool(_)
        | NodeValue::Integer(_)
        | NodeValue::Float(_)
        | NodeValue::Text(_)
        | NodeValue::Time(_)
        | NodeValue::List(_) => Vec::new(),
    };
    entries.retain(|entry| usual.iter().all(|(name, _)| entry.key != *name));
    entries.extend(usual.into_iter().map(|(name, value)| Entry {
        key: name.into(),
        key_span: span,
        value: Node { value, span },
    }));
    Node { value: NodeValue::Table(entries), span: node.span }
}

/// The default language's title is the site's: two would leave open which one counts.
fn check_default_language(own: &Spanned<LanguageConfig>, described: bool, decoder: &mut Decoder<'_>) {
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

/// The version of the format.
pub(in crate::fields) struct Version;

impl FieldValue for Version {
    type Value = ();
    const TYPE: FieldType = FieldType::Integer { min: 1, max: 1 };

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<()> {
        let NodeValue::Integer(version) = node.value else {
            return decoder.wrong_type(node, "a whole number");
        };
        if version != VERSION {
            let message = format!("this program reads version {VERSION} of the format, not {version}");
            let problem = decoder
                .error(Code::UnknownVersion, node.span, message)
                .help("take a release of Handbill that reads it, or write `handbill = 1`");
            decoder.push(problem);
        }
        Some(())
    }
}

fn language_tag(text: &str, span: crate::model::Span, decoder: &mut Decoder<'_>) -> Option<Lang> {
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

/// An entry of the navigation: a text, or a table with a label.
pub(in crate::fields) struct NavEntry;

impl FieldValue for NavEntry {
    type Value = NavItem;
    const TYPE: FieldType =
        FieldType::Either(&FieldType::Name, &FieldType::Table(<NavItem as Record>::FIELDS));

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<NavItem> {
        match node.value {
            NodeValue::Table(_) => decoder.record(node),
            NodeValue::Text(_) => Name::decode(node, decoder).map(|to| NavItem { label: None, to }),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Time(_)
            | NodeValue::List(_) => decoder.wrong_type(node, "text or a table {label, to}"),
        }
    }
}
