//! `handbill.toml` after decoding.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;

use super::{Data, Kind, Lang, Phases, PosterFormat, SourcePath, Spanned};

/// A site's configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteConfig {
    /// The site's name.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Canonical address with a trailing `/`: `https://lantern.example/team/`.
    pub base_url: String,
    /// The address that the configuration itself names, whatever this build's is: on paper, and in the identities of
    /// calendars' entries, an address of one build, such as a preview's, has no place.
    pub lasting_url: String,
    /// The default language; its pages lie at the root.
    pub language: Lang,
    /// IANA zone for times without one of their own.
    pub timezone: Spanned<String>,
    /// The theme's name: `plaza`, or a folder of `themes/`.
    pub theme: Spanned<String>,
    /// Languages, and what differs in them. The default one may be among them, for its label.
    pub languages: BTreeMap<Lang, LanguageConfig>,
    /// What a language shows of what it lacks, unless it says so itself.
    pub fallback: Fallback,
    /// Who stands behind the site.
    pub community: CommunityConfig,
    /// The main navigation; where empty, the lists that have content and the pages at the root.
    pub nav: Vec<NavItem>,
    /// When the phases of events begin, where the usual offsets do not fit.
    pub phases: Phases,
    /// What holds for the events of a series, by its slug; with the place of the slug.
    pub series: BTreeMap<String, Spanned<SeriesConfig>>,
    /// How long lists are.
    pub pagination: PaginationConfig,
    /// How Markdown is read.
    pub markdown: MarkdownConfig,
    /// Feeds.
    pub feeds: FeedConfig,
    /// How pictures are made.
    pub pictures: PicturesConfig,
    /// Posters, and the codes on them.
    pub posters: PostersConfig,
    /// What the Content-Security-Policy allows beyond the site's own files.
    pub security: SecurityConfig,
    /// Options of the theme; the theme says which there are.
    pub theme_options: IndexMap<String, Data>,
    /// The site's own data, for its own templates.
    pub extra: IndexMap<String, Data>,
}

impl SiteConfig {
    /// Every language of the site, the default one first.
    pub fn langs(&self) -> impl Iterator<Item = &Lang> {
        let others = self.languages.keys().filter(|lang| **lang != self.language);
        std::iter::once(&self.language).chain(others)
    }

    /// The address that a language's pages start from: `/`, or `/zh/` where it is not the default one.
    #[must_use]
    pub fn root_of(&self, lang: &Lang) -> String {
        if *lang == self.language { "/".to_owned() } else { format!("/{lang}/") }
    }

    /// Whether an address lies in the folder of a language that is not the default one.
    #[must_use]
    pub fn is_under(&self, url: &str, lang: &Lang) -> bool {
        let rest = url.strip_prefix('/').and_then(|rest| rest.strip_prefix(lang.as_str()));
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether lists of a language show pages of the default language that are not translated into it.
    #[must_use]
    pub fn shows_default(&self, lang: &Lang) -> bool {
        let own = self.languages.get(lang).and_then(|own| own.fallback);
        *lang != self.language && own.unwrap_or(self.fallback) == Fallback::Show
    }

    /// The site's title in a language.
    #[must_use]
    pub fn title_in(&self, lang: &Lang) -> &str {
        self.languages.get(lang).and_then(|own| own.title.as_deref()).unwrap_or(&self.title)
    }

    /// What the site says of itself in a language.
    #[must_use]
    pub fn description_in(&self, lang: &Lang) -> Option<&str> {
        let own = self.languages.get(lang).and_then(|own| own.description.as_deref());
        own.or(self.description.as_deref())
    }

    /// What the community is for, in a language.
    #[must_use]
    pub fn mission_in(&self, lang: &Lang) -> Option<&str> {
        let own = self.languages.get(lang).and_then(|own| own.mission.as_deref());
        own.or(self.community.mission.as_deref())
    }

    /// Who stands behind the site, by one name for all languages: what programs know it by.
    #[must_use]
    pub fn community_name(&self) -> &str {
        self.community_name_in(&self.language)
    }

    /// Who stands behind the site: the community's name in a language, else its name, else the site's title there.
    #[must_use]
    pub fn community_name_in(&self, lang: &Lang) -> &str {
        let own = self.languages.get(lang).and_then(|own| own.community.as_deref());
        own.or(self.community.name.as_deref()).unwrap_or_else(|| self.title_in(lang))
    }

    /// The address below which printed codes lie, with a trailing `/`; what is printed lasts.
    #[must_use]
    pub fn code_base(&self) -> &str {
        self.posters.code_base.as_ref().map_or(&self.lasting_url, |base| &base.value)
    }

    /// The path of `base_url`, with `/` at both ends: `/team/`.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.find("://").map_or(0, |at| at + 3);
        self.base_url[after_scheme..].find('/').map_or("/", |at| &self.base_url[after_scheme + at..])
    }
}

/// `[languages.TAG]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LanguageConfig {
    /// The site's title in this language.
    pub title: Option<String>,
    /// The site's description in this language.
    pub description: Option<String>,
    /// The community's name in this language.
    pub community: Option<String>,
    /// What the community is for, in this language.
    pub mission: Option<String>,
    /// How the language calls itself: `中文`.
    pub label: Option<String>,
    /// What this language shows of what it lacks, where that differs from the rest of the site.
    pub fallback: Option<Fallback>,
}

/// What a language shows of what is there only in the default language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fallback {
    /// Nothing: it is left out of its lists.
    #[default]
    Omit,
    /// The page of the default language, marked so.
    Show,
}

/// `[community]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommunityConfig {
    /// The community's name; the site's title where absent.
    pub name: Option<String>,
    /// What it is for, in one sentence.
    pub mission: Option<String>,
    /// A mail address or a URL.
    pub contact: Option<String>,
    /// The day it began.
    pub founded: Option<Date>,
    /// How many members there are, where not each of them has a page.
    pub members: Option<u32>,
    /// The capacity meter's end.
    pub goal_members: Option<u32>,
    /// One or two characters for the seal; where absent, the initials of the name, or its first Han character.
    pub seal: Option<String>,
}

/// An entry of `[nav] items`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// What to show; the target's own title where absent.
    pub label: Option<String>,
    /// The language whose pages show it; every language where absent.
    pub lang: Option<Spanned<Lang>>,
    /// A kind's folder (`events`), a page (`about`), `tags`, a path from the root (`/feed.xml`), or a URL.
    pub to: Spanned<String>,
}

/// `[series.SLUG]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesConfig {
    /// When the phases of its events begin, where those of the site do not fit.
    pub phases: Phases,
}

/// `[pagination]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaginationConfig {
    /// Entries on one page of a list; at least 1.
    pub per_page: usize,
    /// Whether lists of dated kinds have an archive by year.
    pub archive: bool,
}

/// `[markdown]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkdownConfig {
    /// Colour code blocks by class.
    pub highlight: bool,
    /// Give each heading a link to itself.
    pub permalinks: bool,
    /// Read `$…$` and `$$…$$` as formulas.
    pub math: bool,
}

/// `[feeds]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedConfig {
    /// Entries in a feed; at least 1.
    pub limit: usize,
    /// Whether each tag has feeds of its own.
    pub tags: bool,
    /// Whether entries hold their whole text, or the summary alone.
    pub content: FeedContent,
    /// The formats, each once.
    pub formats: Vec<FeedFormat>,
}

/// What an entry of a feed holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FeedContent {
    /// Its whole text.
    #[default]
    Full,
    /// Its summary.
    Summary,
}

/// A format of feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FeedFormat {
    /// `feed.xml` (RFC 4287).
    Atom,
    /// `feed.json` (JSON Feed 1.1).
    Json,
}

impl FeedFormat {
    /// Its file in the folder of what it follows.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.xml",
            Self::Json => "feed.json",
        }
    }
}

/// `[pictures]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PicturesConfig {
    /// The widths that a picture is made in, in pixels; none is made wider than it is.
    pub widths: Vec<u32>,
    /// Of JPEG and WebP: 1 to 100.
    pub quality: u32,
    /// How wide a picture in a text is shown: the `sizes` of HTML.
    pub sizes: String,
}

/// `[posters]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostersConfig {
    /// In which formats posters are made, where a page does not say so itself: each once, at least one.
    pub formats: Vec<PosterFormat>,
    /// The kinds whose link preview is their `wide` poster, each once, in their order.
    pub cards: Vec<Kind>,
    /// Where printed codes live, if that is not `base_url`; with a trailing `/`.
    pub code_base: Option<Spanned<String>>,
    /// Fonts of the site's own, from the site's root, the first first.
    pub fonts: Vec<Spanned<SourcePath>>,
    /// The picture in the middle of posters' codes, from the site's root.
    pub logo: Option<Spanned<SourcePath>>,
}

/// `[security]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SecurityConfig {
    /// By directive (`form-action`): the origins allowed beside the site's own.
    pub allow: BTreeMap<String, Vec<String>>,
}
