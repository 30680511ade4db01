//! Runs the stages one after another and holds what a second run can use again.
//!
//! One pipeline serves every command: `build` prints every job and writes, `check` prints and writes
//! nothing, `serve` prints a job when a browser asks for it.

mod cache;
mod codes;
mod cut;
mod fonts;
mod labels;
mod logo;
mod own_file;
mod pictures;
mod posters;
mod press;
mod print;
mod shelf;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::calendar::{self, Zones};
use crate::diagnostics::{self, Diagnostic};
use crate::disk::{self, DiskError};
use crate::model::{Artifact, Drafts, Job, Lang, OutputPath, SiteConfig, SourceBody, SourcePath, SourceTree};
use crate::plan::{self, Extras};
use crate::render::{Engine, LinkStyle, Options, Printer};
use crate::resolve::{self, Input, Unnamed};
use crate::{fields, parse, render, theme};

use cache::Cache;
use fonts::FontShelf;
use logo::LogoShelf;
use pictures::{Easel, Studio};
use posters::{Pressroom, Sheet};
use shelf::Shelf;

pub use codes::Issuing;
pub use labels::{LabelSheet, Labels};
pub use posters::PosterWish;
pub use print::{Built, PosterCheck, Progress, build, check};

/// The configuration's file, at the site's root.
pub const CONFIG: &str = "handbill.toml";

/// Most sources or pages that a thread takes at a time: so few that none waits long for the last one.
const SHARE: usize = 32;

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The site's folder.
    pub root: PathBuf,
    /// Stands for the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are printed.
    pub drafts: Drafts,
    /// What links look like.
    pub links: LinkStyle,
    /// Whether there are posters; codes that are printed already lead on either way.
    pub posters: bool,
}

/// The instant as of which a site is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Now {
    /// This one.
    At(Timestamp),
    /// As `--now` gives it: a time without an offset is one in the site's zone.
    Written(String),
}

impl Now {
    /// The instant, for a site whose times are in `zone`; `None` for a text that is no time.
    #[must_use]
    pub fn instant(&self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(*at),
            Self::Written(text) => calendar::parse_instant(text, zone),
        }
    }
}

/// The stages, and what they made last time.
#[derive(Debug)]
pub struct Pipeline {
    settings: Settings,
    cache: Cache,
    /// What was made of the documents.
    shelf: Shelf,
    studio: Studio,
    fonts: FontShelf,
    logo: LogoShelf,
}

/// What one run made of a site.
#[derive(Debug)]
pub struct Edition {
    /// Prints the site; absent where configuration or theme cannot be used at all.
    pub printer: Option<Arc<Printer>>,
    /// The configuration, where it can be used.
    pub config: Option<Arc<SiteConfig>>,
    /// Every file that was read, for the excerpts of diagnostics.
    pub files: Arc<SourceTree>,
    /// Every problem up to the plan, in a reader's order.
    pub diagnostics: Vec<Diagnostic>,
    /// Draws its pictures; absent without a configuration.
    pub(crate) easel: Option<Easel>,
    /// Draws its posters; absent without a configuration.
    pub(crate) press: Option<Pressroom>,
}

impl Edition {
    /// Whether the site can be published as far as the plan shows.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.printer.is_some() && !diagnostics::has_errors(&self.diagnostics)
    }

    /// Whether another edition is printed by the very same theme.
    #[must_use]
    pub fn has_theme_of(&self, other: &Self) -> bool {
        let own = self.printer.as_ref().zip(other.printer.as_ref());
        own.is_some_and(|(own, other)| own.has_theme_of(other))
    }

    /// Prints the output at a path of the plan, or draws it where it is a picture; `None` where the plan has none.
    ///
    /// # Errors
    /// What is wrong with the template or the picture, with its place.
    pub fn print(&self, path: &OutputPath) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        let printer = self.printer.as_ref()?;
        let plan = printer.plan();
        let job = plan.jobs.get(path)?;
        if let (Job::Picture(_), Some(easel)) = (job, &self.easel) {
            return Some(easel.file(path, plan.pictures.files.get(path)?));
        }
        if let (Job::Poster { page, format, medium }, Some(easel), Some(press)) =
            (job, &self.easel, &self.press)
        {
            return Some(press.file(
                Sheet { printer, easel, page: *page, format: *format, wish: PosterWish::default() },
                *medium,
            ));
        }
        printer.print(path)
    }

    /// What tells two versions of an output apart whose address stays the same though its bytes change: a file that is carried
    /// along, a poster. `None` for every other: a page tells by its bytes, an asset and a picture by their names.
    #[must_use]
    pub fn version(&self, path: &OutputPath) -> Option<String> {
        let printer = self.printer.as_ref()?;
        match printer.plan().jobs.get(path)? {
            Job::Copy(source) => {
                let file = self.files.files.get(source)?;
                let written = file.modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
                Some(format!("{:x}-{:x}", file.len, written.unwrap_or_default().as_nanos()))
            }
            Job::Poster { page, format, .. } => {
                let (easel, press) = (self.easel.as_ref()?, self.press.as_ref()?);
                press.version(Sheet {
                    printer,
                    easel,
                    page: *page,
                    format: *format,
                    wish: PosterWish::default(),
                })
            }
            _ => None,
        }
    }

    /// Lets go of the sources that no diagnostic names: everything that is printed has been made of them.
    ///
    /// For a run that prints once and is not run again; half of what a site needs in memory is their texts.
    pub fn release_sources(&mut self) {
        // A poster shows only when it is set what of a source does not fit.
        let posters = self.printer.iter().flat_map(|printer| {
            let pages = printer.plan().posters.by_page.keys();
            pages.map(|id| printer.site().page(*id).document.path.clone())
        });
        let named: BTreeSet<SourcePath> = self
            .diagnostics
            .iter()
            .flat_map(|problem| problem.labels.iter().map(|label| label.path.clone()))
            .chain(posters)
            .collect();
        if let Some(files) = Arc::get_mut(&mut self.files) {
            let is_read = |path: &SourcePath, _: &mut _| parse::is_source(path) && !named.contains(path);
            let gone: Vec<_> = files.files.extract_if(.., is_read).collect();
            // Giving thousands of texts back takes time that nobody has to wait for.
            rayon::spawn(|| drop(gone));
        }
    }

    /// The text of a file that a diagnostic names: one of the site's or of the built-in theme's.
    #[must_use]
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        if let Some(text) = theme::builtin_text(path.as_str()) {
            return Some(text);
        }
        self.files.text(path).map(|text| &**text)
    }
}

impl Pipeline {
    /// A pipeline that has not run yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let studio = Studio::new(&settings.root);
        Self {
            settings,
            cache: Cache::default(),
            shelf: Shelf::default(),
            studio,
            fonts: FontShelf::default(),
            logo: LogoShelf::default(),
        }
    }

    /// Reads, parses, resolves and plans the site as of an instant.
    ///
    /// # Errors
    /// Where the site's folder cannot be read at all; problems inside it are diagnostics.
    pub fn run(&mut self, now: &Now) -> Result<Edition, DiskError> {
        let (files, mut found) = disk::read(&self.settings.root, self.cache.files())?;
        let files = self.cache.keep_files(files);
        let mut of_config = Vec::new();
        let config = self.config(&files, &mut of_config);
        let has_sound_config = !diagnostics::has_errors(&of_config);
        found.extend(of_config);
        let Some(config) = config else {
            diagnostics::sort(&mut found);
            return Ok(Edition {
                printer: None,
                config: None,
                files,
                diagnostics: found,
                easel: None,
                press: None,
            });
        };
        let zone = Zones::bundled().get(&config.timezone.value).unwrap_or(TimeZone::UTC);
        let now = now.instant(&zone).unwrap_or(Timestamp::UNIX_EPOCH);
        let (documents, lost) = self.cache.documents(&files, &config, &mut found);
        let fonts = self.fonts.take(&self.settings.root, &config, &files, &mut found);
        let logo = self.logo.take(&self.settings.root, &config, &files, &mut found);
        let engine = self.cache.engine(&files, &config, &fonts, &mut found);
        let words = |engine: &Arc<Engine>| {
            config.langs().map(|lang| (lang.clone(), unnamed(engine, lang))).collect::<BTreeMap<_, _>>()
        };
        let unnamed = engine.as_ref().map(words).unwrap_or_default();
        let ledger = self.cache.ledger(&files, &mut found);
        let input = Input {
            config: &config,
            documents: &documents,
            lost: &lost,
            files: &files,
            ledger: &ledger,
            now,
            drafts: self.settings.drafts,
            posters: self.settings.posters,
            unnamed: &unnamed,
            components: engine.as_ref().map(|engine| engine.components()),
        };
        let made = self.shelf.at(now);
        let (site, problems) = resolve::resolve(input, &mut made.resolved);
        // Where the site lives is a guess while the configuration has errors, and no printed code is held against a guess.
        let is_guess = |problem: &Diagnostic| !has_sound_config && problem.code == "ledger::code-base";
        found.extend(problems.into_iter().filter(|problem| !is_guess(problem)));
        // A theme that cannot be used hides no problem of the content.
        let assets = engine.as_ref().map(|engine| engine.outputs()).unwrap_or_default();
        let pictures = self.studio.look(&site, &files, &mut found);
        let easel = Some(self.studio.easel(&config.pictures));
        let posters = match engine.as_ref().filter(|_| self.settings.posters) {
            Some(engine) => {
                let (posters, problems) =
                    render::survey(&site, engine, &pictures, &fonts, &files, &mut made.surveyed);
                found.extend(problems);
                posters
            }
            None => Arc::default(),
        };
        let press = Some(Pressroom::new(fonts, logo, self.studio.cache().clone()));
        let extras = Extras { assets: &assets, files: &files, pictures, posters };
        let (plan, problems) = plan::plan(&site, extras, made.resolved.ground(), &mut made.planned);
        found.extend(problems);
        let printer = engine.map(|engine| {
            let options = Options { links: self.settings.links };
            Arc::new(Printer::new(Arc::new(site), Arc::new(plan), engine, options))
        });
        diagnostics::sort(&mut found);
        Ok(Edition { printer, config: Some(config), files, diagnostics: found, easel, press })
    }

    fn config(&mut self, files: &SourceTree, found: &mut Vec<Diagnostic>) -> Option<Arc<SiteConfig>> {
        let path = SourcePath::new(CONFIG);
        let text = match &files.files.get(&path)?.body {
            SourceBody::Text(text) => text,
            SourceBody::Bytes(bytes) => {
                found.push(parse::not_utf8(&path, bytes));
                return None;
            }
            SourceBody::Blob => return None,
        };
        let (config, problems) = fields::decode_config(&path, text);
        found.extend(problems);
        let mut config = config?;
        if let Some(base_url) = &self.settings.base_url {
            config.base_url.clone_from(base_url);
        }
        Some(self.cache.keep_config(config))
    }
}

fn unnamed(engine: &Engine, lang: &Lang) -> Unnamed {
    Unnamed { member: engine.anonymous(lang), page: engine.withheld(lang) }
}
