//! A resolved site to the list of its outputs, each a small `Job`.
//!
//! Here, where all outputs meet, it shows whether two of them want the same place.

mod calendars;
mod kept;
mod places;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::model::{
    CalendarId, FeedId, Job, Kind, Lang, ListId, OutputPath, PageId, Pictures, Plan, Posters, Site,
    SourceTree, TagId, UrlPath, fold, numbered_url, page_count, year_url,
};

pub use kept::Kept;

use kept::Places;
use places::{at, describe, place};

/// What is printed beside the pages.
#[derive(Debug, Clone)]
pub struct Extras<'a> {
    /// The theme's assets: name in `assets/` and fingerprinted output.
    pub assets: &'a BTreeMap<String, OutputPath>,
    /// The site's files; those below `static/` are carried along.
    pub files: &'a SourceTree,
    /// What the pictures of pages become.
    pub pictures: Pictures,
    /// Which pages have a poster.
    pub posters: Arc<Posters>,
}

/// Plans every output of a site.
///
/// Two outputs with one path (also when only case or Unicode form differs) are an error; the
/// first of them stays in the plan. `ground` is that of the site, `kept` shares the jobs of the last plan where they are
/// the same.
#[must_use]
pub fn plan(site: &Site, extras: Extras<'_>, ground: u64, kept: &mut Kept) -> (Plan, Vec<Diagnostic>) {
    if let Some(plan) = kept.plan(site, &extras, ground) {
        return (plan, Vec::new());
    }
    let (jobs, taken, diagnostics) = (BTreeMap::new(), HashMap::new(), Vec::new());
    let mut planner = Planner { site, posters: &extras.posters, jobs, taken, diagnostics };
    for id in 0..site.pages.len() {
        // What is gathered on one page has none of its own.
        if site.pages[id].anchor.is_none() {
            planner.add(site.pages[id].url.output(), Job::Page(PageId(id)));
        }
        if site.pages[id].kind == Kind::Chapter {
            planner.feeds(site.pages[id].url.as_str(), &FeedId::Chapter(PageId(id)));
        }
        if site.pages[id].kind == Kind::Event {
            let own = format!("{}event.ics", site.pages[id].url);
            planner.add_url(&own, Job::Calendar(CalendarId::Event(PageId(id))));
        }
    }
    for lang in site.homes.keys() {
        planner.home(lang);
    }
    for id in 0..site.lists.len() {
        planner.list(ListId(id));
    }
    for id in 0..site.tags.len() {
        planner.tag(TagId(id));
    }
    for (name, output) in extras.assets {
        planner.add(output.clone(), Job::Asset(name.clone()));
    }
    for (name, job) in [
        ("sitemap.xml", Job::Sitemap),
        ("robots.txt", Job::Robots),
        ("404.html", Job::NotFound),
        ("_headers", Job::Headers),
        ("_redirects", Job::Redirects),
        ("next-build.json", Job::NextBuild),
    ] {
        planner.add(fixed(name), job);
    }
    planner.posters();
    let calendars = calendars::collect(site);
    for (id, (url, _)) in &calendars.by_id {
        planner.add_url(url, Job::Calendar(id.clone()));
    }
    let pictures = &extras.pictures;
    for (output, named) in &site.files {
        // A picture goes out as the files that are made of it, never as it came.
        if pictures.get(output).is_none() && !pictures.refused.contains(output) {
            planner.add(output.clone(), Job::Copy(named.source.clone()));
        }
    }
    for (output, file) in &pictures.files {
        planner.add(output.clone(), Job::Picture(file.source.clone()));
    }
    for code in site.codes.list() {
        planner.add_url(&format!("/C/{}/", code.code), Job::Code(code.code));
    }
    planner.static_files(extras.files);
    planner.aliases();
    let folders = planner.files_against_folders();
    let Planner { jobs, taken, diagnostics, .. } = planner;
    let plan = Plan {
        jobs: Arc::new(jobs),
        pictures: extras.pictures.clone(),
        posters: Arc::clone(&extras.posters),
        calendars: Arc::new(calendars),
    };
    *kept = Kept::default();
    if diagnostics.is_empty() {
        let outputs = taken.into_keys().collect();
        kept.keep(site, &extras, ground, &plan, Places { outputs, folders });
    }
    (plan, diagnostics)
}

struct Planner<'a> {
    site: &'a Site,
    posters: &'a Posters,
    jobs: BTreeMap<OutputPath, Job>,
    /// Folded path to the path that has it.
    taken: HashMap<String, OutputPath>,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn add(&mut self, output: OutputPath, job: Job) {
        let key = output.folded();
        if let Some(other) = self.taken.get(&key) {
            let first = &self.jobs[other];
            // A site's own file stands for one that Handbill would make.
            if matches!(job, Job::Copy(_)) && is_replaceable(first) {
                self.jobs.remove(&other.clone());
            } else {
                // Two pages of one address have been reported by `resolve`.
                if !matches!((first, &job), (Job::Page(_), Job::Page(_))) {
                    self.diagnostics.push(self.collision(other, first, &output, &job));
                }
                return;
            }
        }
        self.taken.insert(key, output.clone());
        self.jobs.insert(output, job);
    }

    /// Each poster's files, and its page; a print run's page is there already. And the walls where they all hang.
    fn posters(&mut self) {
        for (lang, hung) in &self.posters.walls {
            let url = UrlPath::new(&format!("{}posters/", self.site.config.root_of(lang)));
            let url = url.expect("a language tag is a legal name");
            self.numbered(&url, hung.len(), |number| Job::Wall { lang: lang.clone(), number });
        }
        for (id, poster) in &self.posters.by_page {
            for format in &poster.formats {
                for medium in poster.media(*format) {
                    let job = Job::Poster { page: *id, format: *format, medium };
                    self.add(poster.file(*format, medium), job);
                }
            }
            if self.site.page(*id).kind != Kind::PrintRun {
                self.add(poster.url.output(), Job::PosterPage(*id));
            }
        }
    }

    fn home(&mut self, lang: &Lang) {
        let root = self.site.config.root_of(lang);
        self.add_url(&root, Job::Home(lang.clone()));
        self.feeds(&root, &FeedId::Site(lang.clone()));
        if self.site.tags.iter().any(|tag| tag.lang == *lang) {
            self.add_url(&format!("{root}tags/"), Job::Tags(lang.clone()));
        }
    }

    fn list(&mut self, id: ListId) {
        let list = self.site.list(id);
        let (url, entries) = (list.url.clone(), list.entries.len());
        if list.has_feed {
            self.feeds(url.as_str(), &FeedId::List(id));
        }
        let has_own = list.pages.iter().any(|page| self.site.page(*page).lang == list.lang);
        if list.kind == Kind::Faq && has_own {
            self.add_url(&format!("{url}replies.csv"), Job::Replies(list.lang.clone()));
        }
        for year in &list.years {
            self.add_url(&year_url(url.as_str(), year.year), Job::Year { list: id, year: year.year });
        }
        if list.kind == Kind::PrintRun && self.posters.walls.contains_key(&list.lang) {
            return;
        }
        let entries = if list.kind.is_gathered() { 0 } else { entries };
        self.numbered(&url, entries, |number| Job::List { list: id, number });
    }

    fn tag(&mut self, id: TagId) {
        let tag = self.site.tag(id);
        let (url, entries) = (tag.url.clone(), tag.pages.len());
        if self.site.config.feeds.tags && tag.has_own() {
            self.feeds(url.as_str(), &FeedId::Tag(id));
        }
        self.numbered(&url, entries, |number| Job::Tag { tag: id, number });
    }

    /// The feeds of what lies at an address, one in each format.
    fn feeds(&mut self, url: &str, id: &FeedId) {
        for format in &self.site.config.feeds.formats {
            self.add_url(&format!("{url}{}", format.file()), Job::Feed(id.clone(), *format));
        }
    }

    fn numbered(&mut self, url: &UrlPath, entries: usize, job: impl Fn(usize) -> Job) {
        let pages = page_count(entries, self.site.config.pagination.per_page);
        for number in 1..=pages {
            self.add_url(&numbered_url(url.as_str(), number), job(number));
        }
    }

    fn add_url(&mut self, url: &str, job: Job) {
        let url = UrlPath::new(url).expect("made of legal parts");
        self.add(url.output(), job);
    }

    fn static_files(&mut self, files: &SourceTree) {
        for file in files.below("static") {
            let relative = &file.path.as_str()["static/".len()..];
            match OutputPath::new(relative) {
                Ok(output) => self.add(output, Job::Copy(file.path.clone())),
                Err(why) => self.diagnostics.push(
                    Diagnostic::error(
                        "address::bad-file-name",
                        format!("`{}` cannot be published: {why}", file.path),
                    )
                    .in_file(&file.path)
                    .help("rename the file"),
                ),
            }
        }
    }

    fn aliases(&mut self) {
        for (output, alias) in &self.site.aliases {
            if let Some(other) = self.taken.get(&output.folded()) {
                let job = &self.jobs[other];
                let address = output.as_str().strip_suffix("index.html").unwrap_or(output.as_str());
                let problem = Diagnostic::error(
                    "address::alias-of-a-page",
                    format!("`/{address}` cannot be an old address: {} is there", describe(job)),
                )
                .at(&alias.source, alias.span);
                let (path, span) = place(self.site, other, job);
                let problem = match span {
                    Some(span) => problem.labelled(&path, span, "this one"),
                    None => problem,
                };
                self.diagnostics.push(
                    problem.help("take the alias out: whoever asks for this address gets what is there"),
                );
                continue;
            }
            self.taken.insert(output.folded(), output.clone());
            self.jobs.insert(output.clone(), Job::Redirect(alias.to.clone()));
        }
    }

    /// A file cannot have the name of a folder that other outputs lie in. Gives the names of these folders, folded.
    fn files_against_folders(&mut self) -> HashSet<String> {
        let mut folders: HashSet<&str> = HashSet::new();
        for output in self.jobs.keys() {
            let mut path = output.as_str();
            while let Some((folder, _)) = path.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                path = folder;
            }
        }
        let folded: HashSet<String> = folders.iter().map(|folder| fold(folder)).collect();
        for (output, job) in &self.jobs {
            if folded.contains(&output.folded()) {
                let problem = Diagnostic::error(
                    "address::file-and-folder",
                    format!("`{output}` would be a file and a folder at once"),
                );
                let (path, span) = place(self.site, output, job);
                self.diagnostics.push(
                    at(problem, &path, span, "")
                        .help("rename it: other outputs lie in a folder of this name"),
                );
            }
        }
        folded
    }

    fn collision(
        &self,
        first: &OutputPath,
        first_job: &Job,
        second: &OutputPath,
        second_job: &Job,
    ) -> Diagnostic {
        let message = if first == second {
            format!(
                "{} and {} would both be written to `{second}`",
                describe(second_job),
                describe(first_job)
            )
        } else {
            format!("`{first}` and `{second}` are one file on many disks")
        };
        let (first_path, first_span) = place(self.site, first, first_job);
        let (second_path, second_span) = place(self.site, second, second_job);
        let problem = Diagnostic::error("address::collision", message);
        let problem = at(problem, &second_path, second_span, &describe(second_job));
        at(problem, &first_path, first_span, &describe(first_job)).help("rename or remove one of the two")
    }
}

fn fixed(name: &str) -> OutputPath {
    OutputPath::new(name).expect("a legal name of our own")
}

/// Files that a site may bring itself instead.
fn is_replaceable(job: &Job) -> bool {
    match job {
        Job::Robots | Job::Headers | Job::Redirects | Job::NotFound => true,
        Job::Home(_)
        | Job::Page(_)
        | Job::List { .. }
        | Job::Year { .. }
        | Job::Tags(_)
        | Job::Tag { .. }
        | Job::Feed(..)
        | Job::Calendar(_)
        | Job::Replies(_)
        | Job::Redirect(_)
        | Job::Code(_)
        | Job::Sitemap
        | Job::NextBuild
        | Job::Asset(_)
        | Job::Copy(_)
        | Job::Picture(_)
        | Job::PosterPage(_)
        | Job::Wall { .. }
        | Job::Poster { .. } => false,
    }
}
