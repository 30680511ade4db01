//! What every template sees of the site.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::DateView;

/// `site`: the same on every page of a language.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView<'a> {
    /// The site's title in this language.
    pub title: &'a str,
    /// One sentence about it; may be empty.
    pub description: &'a str,
    /// Canonical address, with a trailing `/`.
    pub base_url: &'a str,
    /// The home page of this language, to stand behind `root`.
    pub url: String,
    /// One or two characters that stand for the community.
    pub seal: String,
    /// The Atom feed of this language, to stand behind `root`.
    pub feed: String,
    /// The list of tags, to stand behind `root`; empty where there are no tags.
    pub tags: String,
    /// The wall where all posters hang, to stand behind `root`; empty where there are none.
    pub posters: String,
    /// Who stands behind the site.
    pub community: CommunityView<'a>,
    /// What the lists of this language are called, by their sections: `posts`, `events`.
    pub titles: BTreeMap<&'static str, &'a str>,
    /// The main navigation.
    pub nav: Vec<NavView>,
    /// The languages of the site; one alone is listed too.
    pub langs: Vec<LangView>,
    /// Summaries of the five newest dated pages of this language.
    pub recent: Vec<Value>,
    /// `[extra]` of the configuration.
    pub extra: Value,
}

/// Who stands behind the site.
#[derive(Debug, Clone, Serialize)]
pub struct CommunityView<'a> {
    /// The community's name.
    pub name: &'a str,
    /// What it is for; may be empty.
    pub mission: &'a str,
    /// A mail address or a URL; may be empty.
    pub contact: &'a str,
    /// `contact` as a link.
    pub contact_url: String,
    /// The day it began.
    pub founded: Option<DateView>,
    /// The capacity meter's end.
    pub goal_members: Option<u32>,
    /// How many members there are: as the site says, else those who have a public page in the default language.
    pub members: usize,
    /// Whether `members` counts pages: there may be more members.
    pub members_with_page: bool,
    /// The join page, to stand behind `root`; empty where there are no tiers.
    pub join: String,
    /// The help page, to stand behind `root`; empty where there are no questions.
    pub help: String,
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavView {
    /// What to show.
    pub label: String,
    /// Where it leads: to stand behind `root`, or absolute where `external`.
    pub url: String,
    /// Leads out of the site.
    pub external: bool,
    /// Compare with `here.section` to mark the current entry.
    pub section: String,
    /// The language of what is there: another than the page's where it is borrowed; empty where `external`.
    pub lang: String,
}

/// A language of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LangView {
    /// The tag.
    pub lang: String,
    /// How the language calls itself.
    pub label: String,
    /// Its home page, to stand behind `root`.
    pub url: String,
}

/// `assets["plaza.css"]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssetView<'a> {
    /// To stand behind `root`.
    pub url: &'a str,
    /// Subresource Integrity; empty with `--links files`, where browsers refuse it.
    pub integrity: &'a str,
}
