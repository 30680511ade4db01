//! The table of `handbill.toml`, and the rules between its fields.

use std::collections::BTreeMap;

use crate::model::{
    CommunityConfig, Fallback, MarkdownConfig, NavItem, PaginationConfig, PicturesConfig, SecurityConfig,
    SiteConfig, Span, Spanned,
};

use super::codes::Code;
use super::config_feeds::FeedTable;
use super::config_languages::{LangTag, Languages, MainTag, check_default_language, check_navigation};
use super::config_parts::Allow;
use super::config_posters::PosterTable;
use super::decoder::Decoder;
use super::kinds::{PhaseTable, SeriesTables};
use super::node::{Entry, Node, NodeValue};
use super::table::{FieldType, FieldValue, Record, record};
use super::values::{
    BaseUrl, Contact, Count, Day, Flag, Free, Initials, Length, Line, List, Name, On, Opt, OrEmpty, OrUsual,
    PathPart, Text,
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
        /// What a language shows of what it lacks: nothing, or the page of the default language, marked so.
        fallback: OrUsual<Fallback> = "\"show\"" .default("\"omit\"");
        /// Who stands behind the site.
        community: OrEmpty<CommunityConfig> = "{ name = \"Lantern Street Makers\" }" .also(&["organization"]);
        /// The main navigation.
        nav: OrEmpty<NavTable> = "{ items = [\"events\", \"about\"] }" .also(&["menu", "menus"]);
        /// When the phases of events begin, where the usual offsets do not fit.
        phases: PhaseTable = "{ announce = \"-7d\", recap = \"+3d\" }";
        /// What holds for the events of a series, by its slug.
        series: SeriesTables = "{ open-shed = { phases = { announce = \"-3d\" } } }";
        /// How long lists are.
        pagination: OrEmpty<PaginationConfig> = "{ per_page = 20 }" .also(&["paginate"]);
        /// How Markdown is read.
        markdown: OrEmpty<MarkdownConfig> = "{ highlight = true, permalinks = true }" .also(&["markup"]);
        /// Feeds.
        feeds: OrEmpty<FeedTable> = "{ limit = 20 }" .also(&["rss", "atom"]);
        /// How pictures are made.
        pictures: OrEmpty<PicturesConfig> = "{ quality = 70 }" .also(&["images"]);
        /// Posters, and the codes on them.
        posters: OrEmpty<PosterTable> = "{ formats = [\"wide\", \"portrait\", \"a4\"] }" .also(&["poster"]);
        /// What pages may load from elsewhere.
        security: OrEmpty<SecurityConfig> = "{ allow = { form-action = [\"https://forms.example\"] } }";
        /// Options of the theme.
        theme_options: Free = "{ }";
        /// Data of the site's own, for its own templates.
        extra: Free = "{ city = \"Hangzhou\" }" .also(&["params"]);
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
        /// How many members there are, where not each of them has a page; else those with a page are counted.
        members: Opt<Count<1>> = "412";
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
        /// Kinds' folders, pages, `tags`, addresses, or tables of `label`, `to` and `lang`. Where empty: every list that has content, and the pages at the root.
        items: List<NavEntry> = "[\"events\", \"about\", { label = \"Feed\", to = \"/feed.xml\" }]";
    }
}

record! {
    impl NavItem {
        /// What to show; the target's own title where absent.
        label: Opt<Line> = "\"Feed\"" .also(&["title", "name"]);
        /// The language whose pages show it; every language where absent.
        lang: Opt<LangTag> = "\"zh\"" .also(&["language"]);
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
    check_navigation(&table.nav.items, &language, &languages, decoder);
    let usual_theme = || Spanned::new("plaza".to_owned(), crate::model::Span::default());
    Some(SiteConfig {
        title: table.title.value,
        description,
        lasting_url: table.base_url.value.clone(),
        base_url: table.base_url.value,
        language,
        timezone: table.timezone.unwrap_or_else(|| Spanned::new("UTC".to_owned(), Span::default())),
        theme: table.theme.unwrap_or_else(usual_theme),
        languages,
        fallback: table.fallback,
        community: table.community,
        nav: table.nav.items,
        phases: table.phases,
        series: table.series,
        pagination: table.pagination,
        markdown: table.markdown,
        feeds: table.feeds.into(),
        pictures: table.pictures,
        posters: table.posters.into(),
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

/// An entry of the navigation: a text, or a table with a label.
pub(in crate::fields) struct NavEntry;

impl FieldValue for NavEntry {
    type Value = NavItem;
    const TYPE: FieldType =
        FieldType::Either(&FieldType::Name, &FieldType::Table(<NavItem as Record>::FIELDS));

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<NavItem> {
        match node.value {
            NodeValue::Table(_) => decoder.record(node),
            NodeValue::Text(_) => {
                Name::decode(node, decoder).map(|to| NavItem { label: None, lang: None, to })
            }
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Time(_)
            | NodeValue::List(_) => decoder.wrong_type(node, "text or a table {label, to, lang}"),
        }
    }
}
