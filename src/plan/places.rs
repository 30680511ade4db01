//! What an output is called and where it comes from, for whoever is told of it.

use crate::diagnostics::Diagnostic;
use crate::model::{CalendarId, Job, OutputPath, Site, SourcePath, Span};

/// Puts a problem in its place: that of a whole file where there is none in it.
pub(super) fn at(problem: Diagnostic, path: &SourcePath, span: Option<Span>, words: &str) -> Diagnostic {
    match span {
        Some(span) => problem.labelled(path, span, words),
        None => problem.in_file(path),
    }
}

/// What readers call it.
pub(super) fn describe(job: &Job) -> String {
    match job {
        Job::Home(_) => "a home page".to_owned(),
        Job::Page(_) => "a page".to_owned(),
        Job::List { .. } => "a list".to_owned(),
        Job::Year { .. } => "a year's archive".to_owned(),
        Job::Tags(_) => "the list of tags".to_owned(),
        Job::Tag { .. } => "a tag's list".to_owned(),
        Job::Feed(..) => "a feed".to_owned(),
        Job::Calendar(_) => "a calendar".to_owned(),
        Job::Replies(_) => "the table of replies".to_owned(),
        Job::Redirect(to) => format!("an old address of `{to}`"),
        Job::Code(code) => format!("the page of the code `{code}`"),
        Job::Sitemap | Job::Robots | Job::NotFound | Job::Headers | Job::Redirects | Job::NextBuild => {
            "a file that every site has".to_owned()
        }
        Job::Asset(name) => format!("the theme's `{name}`"),
        Job::Copy(source) => format!("the file `{source}`"),
        Job::Picture(source) => format!("the picture `{source}`"),
        Job::PosterPage(_) => "the page of a poster".to_owned(),
        Job::Wall { .. } => "the wall of posters".to_owned(),
        Job::Poster { .. } => "a poster".to_owned(),
    }
}

/// The source that a job comes from, or the configuration where it comes from none.
pub(super) fn place(site: &Site, output: &OutputPath, job: &Job) -> (SourcePath, Option<Span>) {
    match job {
        Job::Page(id) => {
            let document = &site.page(*id).document;
            let shared = &document.front.shared;
            let span = shared.slug.as_ref().map_or(shared.title.span, |slug| slug.span);
            (document.path.clone(), Some(span))
        }
        Job::Copy(source) | Job::Picture(source) => (source.clone(), None),
        Job::PosterPage(id) | Job::Poster { page: id, .. } | Job::Calendar(CalendarId::Event(id)) => {
            let document = &site.page(*id).document;
            (document.path.clone(), Some(document.front.shared.title.span))
        }
        Job::Tag { tag, .. } => match site.tag(*tag).pages.first() {
            Some(page) => (site.page(*page).document.path.clone(), None),
            None => (SourcePath::new("handbill.toml"), None),
        },
        Job::Redirect(_) => match site.aliases.get(output) {
            Some(alias) => (alias.source.clone(), Some(alias.span)),
            None => (SourcePath::new("handbill.toml"), None),
        },
        Job::Code(code) => match site.codes.get(*code).and_then(|code| code.carrier) {
            Some(page) => (site.page(page).document.path.clone(), None),
            None => (SourcePath::new("codes.toml"), None),
        },
        Job::Home(_)
        | Job::List { .. }
        | Job::Year { .. }
        | Job::Tags(_)
        | Job::Feed(..)
        | Job::Calendar(_)
        | Job::Replies(_)
        | Job::Sitemap
        | Job::Robots
        | Job::NotFound
        | Job::Headers
        | Job::Redirects
        | Job::NextBuild
        | Job::Wall { .. }
        | Job::Asset(_) => (SourcePath::new("handbill.toml"), None),
    }
}
