//! Prints one job at a time, with what all jobs share made once.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::Zoned;
use tera::{Context, Value};

use super::address::{self, LinkStyle};
use super::alike::Alike;
use super::body::Words;
use super::dates::Precision;
use super::days::{self, Days};
use super::engine::Engine;
use super::locales::Locale;
use super::views::{AssetView, DateView, HereView};
use super::{calendars, data_files, feeds, headers, replies};
use crate::diagnostics::Diagnostic;
use crate::ical::Component;
use crate::model::{Artifact, ArtifactBody, Job, Lang, OutputPath, Page, PageId, Plan, Rank, Site};

/// How outputs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// For a web server or for a disk.
    pub links: LinkStyle,
}

/// A site, a plan and a theme, ready to print any job of the plan.
#[derive(Debug)]
pub struct Printer {
    pub(super) site: Arc<Site>,
    pub(super) plan: Arc<Plan>,
    pub(super) engine: Arc<Engine>,
    pub(super) options: Options,
    pub(super) words: BTreeMap<Lang, Words>,
    summaries: Vec<OnceLock<Value>>,
    /// Of events and drops what calendars say of them.
    pub(super) entries: Vec<OnceLock<Component>>,
    /// Summaries for readers of another language than the page's.
    abroad: BTreeMap<Lang, OnceLock<Box<[OnceLock<Value>]>>>,
    sites: BTreeMap<Lang, OnceLock<Value>>,
    pub(super) alike: BTreeMap<Lang, OnceLock<Alike>>,
    days: BTreeMap<Lang, Days>,
    assets: Value,
    csp: Value,
}

impl Printer {
    /// Whether another printer has the very same theme.
    #[must_use]
    pub fn has_theme_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.engine, &other.engine)
    }

    /// Prepares to print.
    #[must_use]
    pub fn new(site: Arc<Site>, plan: Arc<Plan>, engine: Arc<Engine>, options: Options) -> Self {
        let summaries = (0..site.pages.len()).map(|_| OnceLock::new()).collect();
        let entries = (0..site.pages.len()).map(|_| OnceLock::new()).collect();
        let langs: Vec<Lang> = site.config.langs().cloned().collect();
        let words = langs.iter().map(|lang| (lang.clone(), Words::new(&engine, lang))).collect();
        let span = days::span(&site);
        let days = langs.iter().map(|lang| (lang.clone(), Days::new(span))).collect();
        let abroad = langs.iter().map(|lang| (lang.clone(), OnceLock::new())).collect();
        let alike = langs.iter().map(|lang| (lang.clone(), OnceLock::new())).collect();
        let sites = langs.into_iter().map(|lang| (lang, OnceLock::new())).collect();
        let assets = assets_view(&engine, options);
        let csp = Value::from(headers::policy(&site.config, headers::Place::Meta));
        Self {
            site,
            plan,
            engine,
            options,
            words,
            summaries,
            entries,
            abroad,
            sites,
            alike,
            days,
            assets,
            csp,
        }
    }

    /// The site that is printed.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// Everything that can be printed.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Prints the output at a path of the plan; `None` where the plan has none, and for a picture: the pipeline
    /// draws those.
    ///
    /// # Errors
    /// What is wrong with the template, with its place.
    pub fn print(&self, path: &OutputPath) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        self.print_job(path, self.plan.jobs.get(path)?).transpose()
    }

    /// Prints a job that the caller has looked up; `None` for a picture.
    ///
    /// # Errors
    /// What is wrong with the template, with its place.
    pub fn print_job(&self, path: &OutputPath, job: &Job) -> Result<Option<Artifact>, Vec<Diagnostic>> {
        let text = |text: String| ArtifactBody::Bytes(text.into_bytes());
        let (body, rank) = match job {
            Job::Home(lang) => (ArtifactBody::Bytes(self.home(path, lang)?), Rank::Page),
            Job::Page(id) => (ArtifactBody::Bytes(self.page(path, *id)?), Rank::Page),
            Job::List { list, number } => (ArtifactBody::Bytes(self.list(path, *list, *number)?), Rank::Page),
            Job::Year { list, year } => (ArtifactBody::Bytes(self.year(path, *list, *year)?), Rank::Page),
            Job::Tags(lang) => (ArtifactBody::Bytes(self.tags(path, lang)?), Rank::Page),
            Job::Tag { tag, number } => (ArtifactBody::Bytes(self.tag(path, *tag, *number)?), Rank::Page),
            Job::Redirect(to) => (ArtifactBody::Bytes(self.redirect(path, to)?), Rank::Page),
            Job::Code(code) => (ArtifactBody::Bytes(self.code(path, *code)?), Rank::Page),
            Job::NotFound => (ArtifactBody::Bytes(self.not_found()?), Rank::Page),
            Job::Feed(id, format) => (text(feeds::feed(self, id, *format)?), Rank::Page),
            Job::Calendar(id) => (text(calendars::calendar(self, id)), Rank::Page),
            Job::Replies(lang) => (ArtifactBody::Bytes(replies::csv(self, lang)?), Rank::Page),
            Job::Sitemap => (text(data_files::sitemap(self)), Rank::Page),
            Job::Robots => (text(data_files::robots(&self.site.config)), Rank::Page),
            Job::NextBuild => (text(data_files::next_build(&self.site)), Rank::Page),
            Job::Headers => (text(headers::headers_file(&self.site.config)), Rank::Page),
            Job::Redirects => (text(headers::redirects_file(self)), Rank::Page),
            Job::Asset(name) => {
                let asset = self.engine.assets().get(name);
                let bytes = asset.map(|asset| asset.bytes.to_vec()).unwrap_or_default();
                (ArtifactBody::Bytes(bytes), Rank::Asset)
            }
            Job::Copy(source) => (ArtifactBody::Copy(source.clone()), Rank::Asset),
            Job::Wall { lang, number } => (ArtifactBody::Bytes(self.wall(path, lang, *number)?), Rank::Page),
            Job::PosterPage(id) => (ArtifactBody::Bytes(self.poster_page(path, *id)?), Rank::Page),
            Job::Picture(_) | Job::Poster { .. } => return Ok(None),
        };
        Ok(Some(Artifact { path: path.clone(), body, rank }))
    }

    /// Variables that every template has.
    pub(super) fn context(&self, root: &str, lang: &Lang, here: &HereView<'_>) -> Context {
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("lang", Value::from(lang.as_str()));
        context.insert_value("site", self.site_value(lang));
        context.insert_value("assets", self.assets.clone());
        context.insert_value("theme", self.engine.theme());
        context.insert_value("csp", self.csp.clone());
        context.insert("here", here);
        context.insert_value("json_ld", Value::from(""));
        context
    }

    /// The shared value of `site` in a language.
    fn site_value(&self, lang: &Lang) -> Value {
        let made = || Value::from_serializable(&self.site_view(lang));
        self.sites.get(lang).map_or_else(made, |cell| cell.get_or_init(made).clone())
    }

    /// The shared value of a page in short, for readers of a language.
    pub(super) fn summary_in(&self, id: PageId, reader: &Lang) -> Value {
        let page = self.site.page(id);
        let made = || Value::from_serializable(&self.summary_view(page, reader));
        if page.lang == *reader {
            return self.summaries[id.0].get_or_init(made).clone();
        }
        let count = self.site.pages.len();
        let cells = self.abroad.get(reader);
        let cells = cells.map(|cells| cells.get_or_init(|| (0..count).map(|_| OnceLock::new()).collect()));
        cells.map_or_else(made, |cells| cells[id.0].get_or_init(made).clone())
    }

    pub(super) fn optional_summary(&self, id: Option<PageId>, reader: &Lang) -> Value {
        id.map_or_else(Value::none, |id| self.summary_in(id, reader))
    }

    /// The forms of a language; those of the default one where the site has no such language.
    pub(super) fn locale(&self, lang: &Lang) -> &Locale {
        self.engine.locales().of(lang.as_str())
    }

    /// The view of an instant in its own zone.
    pub(super) fn date(&self, at: &Zoned, precision: Precision, lang: &Lang) -> DateView {
        let days = self.days.get(lang).or_else(|| self.days.get(&self.site.config.language));
        let days = days.expect("the default language is among the languages of a site");
        days.view(&self.locale(lang).dates, at, precision)
    }

    /// The city by whose clock a time is told, where that is another than the site's then; else empty.
    pub(super) fn city_of(&self, at: &Zoned, lang: &Lang) -> String {
        let here =
            at.time_zone() == &self.site.zone || at.offset() == self.site.zone.to_offset(at.timestamp());
        match at.time_zone().iana_name() {
            Some(zone) if !here => self.locale(lang).zones.city(zone),
            Some(_) | None => String::new(),
        }
    }

    /// An address of the site to stand behind `root`.
    pub(super) fn href(&self, url: &crate::model::UrlPath) -> String {
        self.options.links.relative(url).into_owned()
    }

    /// Where a page is found, to stand behind `root`: with the anchor of what stands on a page with others.
    pub(super) fn href_of(&self, page: &Page) -> String {
        address::with_anchor(self.options.links, &page.url, page.anchor.as_deref())
    }

    /// The canonical address of a page, with its anchor.
    pub(super) fn absolute_of(&self, page: &Page) -> String {
        let address = address::with_anchor(LinkStyle::Web, &page.url, page.anchor.as_deref());
        address::absolute(&self.site.config, &address)
    }

    /// The canonical address of a place of the site.
    pub(super) fn absolute(&self, url: &crate::model::UrlPath) -> String {
        address::absolute(&self.site.config, &LinkStyle::Web.relative(url))
    }

    pub(super) fn page_of(&self, id: PageId) -> &Page {
        self.site.page(id)
    }
}

fn assets_view(engine: &Engine, options: Options) -> Value {
    let views: BTreeMap<&str, AssetView<'_>> = engine
        .assets()
        .iter()
        .map(|(name, asset)| {
            let integrity = match options.links {
                LinkStyle::Web => asset.integrity.as_str(),
                // Chromium refuses a style that carries `integrity` on `file://`.
                LinkStyle::Files => "",
            };
            (name.as_str(), AssetView { url: asset.output.as_str(), integrity })
        })
        .collect();
    Value::from_serializable(&views)
}
