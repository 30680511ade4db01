//! What answers at an address of the site, for links written as `/events/spring/`.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::Scope;
use super::index::Index;
use super::lists::Lists;
use super::slug::nfc;
use super::tags::{self, Tags};
use crate::model::{Kind, OutputPath, ResolvedLink, UrlPath, year_url};

/// The addresses of a site.
pub(super) struct Addresses {
    by_url: HashMap<String, At>,
    /// The pages of posters: few link to them, so that they are gathered when the first one does.
    posters: OnceLock<HashMap<String, usize>>,
    /// Every address, in order, for suggestions.
    sorted: OnceLock<Vec<String>>,
}

/// The addresses of a site, and what they lead to.
#[derive(Clone, Copy)]
pub(super) struct Targets<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) index: &'a Index,
    pub(super) all: &'a Addresses,
}

/// What lies at an address.
#[derive(Clone)]
pub(super) enum At {
    /// A document, public or not.
    Entry(usize),
    /// The page of a document's poster.
    Poster(usize),
    /// A list, a tag, a feed, a home page.
    Url(UrlPath),
    /// A file of `static/`.
    File(OutputPath),
    /// What would be there if nothing were withheld, and every source were sound.
    Withheld,
}

impl Addresses {
    pub(super) fn new(scope: &Scope<'_>, index: &Index, tags: &Tags, lists: &Lists) -> Self {
        let mut by_url = HashMap::with_capacity(index.entries.len() + tags.list.len() + 64);
        let mut add = |url: &str| {
            if let Ok(path) = UrlPath::new(url) {
                by_url.insert(url.to_owned(), At::Url(path));
            }
        };
        for lang in &lists.homes {
            let root = scope.input.config.root_of(lang);
            for file in ["", "tags/"] {
                add(&format!("{root}{file}"));
            }
            feeds(scope, &root, &mut add);
        }
        for file in ["/sitemap.xml", "/robots.txt", "/404.html", "/next-build.json"] {
            add(file);
        }
        for list in &lists.list {
            add(list.url.as_str());
            if list.has_feed {
                feeds(scope, list.url.as_str(), &mut add);
            }
            if list.kind == Kind::Faq && list.pages.iter().any(|page| *index.lang(*page) == list.lang) {
                add(&format!("{}replies.csv", list.url));
            }
            for year in &list.years {
                add(&year_url(list.url.as_str(), year.year));
            }
        }
        let walls = walls(scope, index);
        // Without posters the wall is the list of print runs, where there are any.
        if scope.input.posters {
            walls.iter().for_each(|wall| add(wall));
        }
        for tag in &tags.list {
            add(tag.url.as_str());
            if scope.input.config.feeds.tags && tag.has_own() {
                feeds(scope, tag.url.as_str(), &mut add);
            }
        }
        for entry in index.public.iter().map(|at| &index.entries[*at]) {
            if entry.document.name.kind == Kind::Chapter {
                feeds(scope, entry.url.as_str(), &mut add);
            }
        }
        for url in withheld_lists(scope, index).into_iter().chain(walls) {
            by_url.entry(url).or_insert(At::Withheld);
        }
        for url in tags::withheld_urls(scope, index) {
            by_url.entry(url).or_insert(At::Withheld);
        }
        for url in &index.lost.urls {
            by_url.entry(url.clone()).or_insert(At::Withheld);
        }
        for (at, entry) in index.entries.iter().enumerate() {
            // The text of a list is the list.
            if !entry.document.name.is_index && entry.anchor.is_none() {
                by_url.insert(entry.url.as_str().to_owned(), At::Entry(at));
            }
        }
        // Whoever links to a former address means what is there now.
        for (at, entry) in index.entries.iter().enumerate() {
            for alias in &entry.document.front.shared.aliases {
                by_url.entry(alias.value.clone()).or_insert(At::Entry(at));
            }
        }
        Self { by_url, posters: OnceLock::new(), sorted: OnceLock::new() }
    }
}

impl<'a> Targets<'a> {
    /// What answers at a path that starts with `/`, written with or without percent-encoding,
    /// its final `/` or `index.html`.
    pub(super) fn at(&self, path: &str) -> Option<At> {
        if let Some(at) = self.all.by_url.get(path) {
            return Some(at.clone());
        }
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let decoded = nfc(&decoded);
        let whole: &str = &decoded;
        let path = match whole.strip_suffix("index.html") {
            Some(folder) if folder.ends_with('/') => folder,
            Some(_) | None => whole,
        };
        let slashed = format!("{}/", path.trim_end_matches('/'));
        if let Some(at) = self.all.by_url.get(path).or_else(|| self.all.by_url.get(&slashed)) {
            return Some(at.clone());
        }
        if let Some(at) = slashed.contains("/posters/").then(|| self.posters().get(&slashed)).flatten() {
            return Some(At::Poster(*at));
        }
        let file = self.static_file(whole).or_else(|| self.static_file(&format!("{slashed}index.html")));
        let file = file.map(At::File);
        file.or_else(|| self.may_be_lost_tag(path).then_some(At::Withheld))
    }

    /// The documents whose posters have a page, by its address. A print run is the page of its own.
    fn posters(&self) -> &'a HashMap<String, usize> {
        self.all.posters.get_or_init(|| {
            let entries = self.index.entries.iter().enumerate();
            let posters = entries.filter_map(|(at, entry)| {
                let name = &entry.document.name;
                let folder = name.kind.folder().filter(|_| name.kind.has_poster() && !name.is_index)?;
                let slug = entry.url.as_str().trim_end_matches('/').rsplit('/').next()?;
                let root = self.scope.input.config.root_of(entry.lang());
                (name.kind != Kind::PrintRun).then(|| (format!("{root}posters/{folder}/{slug}/"), at))
            });
            posters.collect()
        })
    }

    /// Whether a path is that of a tag, and a source with errors may be meant to have it.
    fn may_be_lost_tag(&self, path: &str) -> bool {
        if self.scope.input.lost.is_empty() {
            return false;
        }
        let first = path.trim_start_matches('/').split_once('/');
        let langs = || self.scope.input.config.langs();
        match first {
            Some(("tags", _)) => true,
            Some((lang, rest)) => langs().any(|known| known.as_str() == lang) && rest.starts_with("tags/"),
            None => false,
        }
    }

    fn static_file(&self, path: &str) -> Option<OutputPath> {
        self.scope.input.files.meant(&format!("static{path}")).and_then(|_| OutputPath::new(&path[1..]).ok())
    }

    /// Every address, in order, for suggestions.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let sorted = self.all.sorted.get_or_init(|| {
            let mut addresses: Vec<String> =
                self.all.by_url.keys().chain(self.posters().keys()).cloned().collect();
            addresses.sort_unstable();
            addresses
        });
        sorted.iter().map(String::as_str)
    }

    /// What a link that leads there becomes.
    pub(super) fn link(index: &Index, at: &At) -> ResolvedLink {
        match at {
            At::Entry(entry) => index.page(*entry).map_or(ResolvedLink::Withheld, ResolvedLink::Page),
            At::Poster(entry) => index.page(*entry).map_or(ResolvedLink::Withheld, ResolvedLink::Poster),
            At::Url(url) => ResolvedLink::Url(url.clone()),
            At::File(file) => ResolvedLink::File(file.clone()),
            At::Withheld => ResolvedLink::Withheld,
        }
    }
}

/// The feeds of what lies at an address.
fn feeds(scope: &Scope<'_>, url: &str, add: &mut impl FnMut(&str)) {
    for format in &scope.input.config.feeds.formats {
        add(&format!("{url}{}", format.file()));
    }
}

/// The walls where posters hang: in each language that shows a page that has one.
fn walls(scope: &Scope<'_>, index: &Index) -> BTreeSet<String> {
    let mut langs = BTreeSet::new();
    for at in &index.public {
        let name = &index.entries[*at].document.name;
        // Whether a member has one is for themselves to say.
        if name.kind.has_poster() && name.kind != Kind::Member && !name.is_index {
            langs.extend(index.readers(*at));
        }
    }
    langs.into_iter().map(|lang| format!("{}posters/", scope.input.config.root_of(lang))).collect()
}

/// The homes, lists, years and feeds that would be there if nothing were withheld: a link to one is no mistake.
fn withheld_lists(scope: &Scope<'_>, index: &Index) -> BTreeSet<String> {
    let archive = scope.input.config.pagination.archive;
    let mut urls = BTreeSet::new();
    for (_, entry) in index.entries.iter().enumerate().filter(|(at, _)| !index.is_public(*at)) {
        let root = scope.input.config.root_of(entry.lang());
        let kind = entry.document.name.kind;
        urls.extend(["", "feed.xml", "feed.json", "tags/"].map(|file| format!("{root}{file}")));
        let Some(folder) = kind.section() else { continue };
        let list = format!("{root}{folder}/");
        urls.extend(["", "feed.xml", "feed.json"].map(|file| format!("{list}{file}")));
        if kind == Kind::Chapter {
            urls.extend(["feed.xml", "feed.json"].map(|file| format!("{}{file}", entry.url)));
        }
        if kind == Kind::Faq {
            urls.insert(format!("{list}replies.csv"));
        }
        if let Some(date) = entry.date.as_ref().filter(|_| archive && kind.has_archive()) {
            urls.insert(year_url(&list, date.year()));
        }
    }
    urls
}
