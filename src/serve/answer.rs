//! What a browser gets for an address: printed now, from the edition on show.

use std::sync::Arc;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use url::Url;

use super::desk::{Desk, Tongue};
use super::events::Events;
use super::files::{Files, Opened};
use super::find::{Base, Found, find};
use super::instants::Instants;
use super::pass::Pass;
use super::reply::{Wants, of_bytes, of_file, response};
use super::script::{self, Facts};
use super::shared::Shared;
use super::shows::Shows;
use super::tabs::Tabs;
use super::turns::Turns;
use super::window::{Noted, View, Window};
use super::{Event, file_type, problem};
use crate::diagnostics::{self, Diagnostic, Severity, first_of_each};
use crate::disk::DiskError;
use crate::model::{ArtifactBody, Job, OutputPath};
use crate::pipeline::Edition;

/// The most problems that are told beside a page: who breaks the configuration breaks every source.
const MOST_PROBLEMS: usize = 50;

/// What all answers share.
#[derive(Debug)]
pub(super) struct Preview {
    /// The files that are carried along.
    pub(super) files: Files,
    /// The port that requests must name.
    pub(super) port: u16,
    /// What lets other machines in, where they may ask at all.
    pub(super) pass: Option<Pass>,
    /// The path below which the site answers.
    pub(super) base: Base,
    /// What is on show.
    pub(super) window: Window,
    /// The site as of other instants.
    pub(super) instants: Instants,
    /// Whose turn it is at what takes long.
    pub(super) turns: Turns,
    /// Whether the site is shown as of one instant for good.
    pub(super) stands_still: bool,
    /// Who waits for news.
    pub(super) tabs: Tabs,
    /// Who is told of what happens.
    pub(super) events: Arc<Events>,
    /// What tells a writer of the site beside its pages.
    pub(super) desk: Desk,
}

impl Preview {
    /// The cookie by which a browser asks for the site as of another instant. Ports share cookies, so it names its own.
    pub(super) fn cookie(&self) -> String {
        format!("handbill-at-{}", self.port)
    }

    /// The site as of an instant.
    ///
    /// # Errors
    /// The site's folder cannot be read.
    pub(super) fn edition_at(&self, at: Timestamp) -> Result<Shared<Edition>, DiskError> {
        Ok(self.instants.at(at, &self.window)?.edition)
    }

    /// What is on show for whoever asks.
    pub(super) fn view(&self, at: Option<Timestamp>) -> View {
        let view = self.window.look();
        match at.map(|at| (at, self.instants.at(at, &self.window))) {
            Some((at, Ok(shown))) => {
                View { edition: shown.edition, good: shown.good.into_iter().collect(), at: Some(at), ..view }
            }
            // Without its folder there is nothing but what is on show; the page says of which time it is, and has the way back.
            Some((at, Err(_))) => View { at: Some(at), ..view },
            None => view,
        }
    }

    /// Whether answering draws pixels.
    pub(super) fn draws(&self, path: &str, at: Option<Timestamp>) -> bool {
        let view = self.window.look();
        let planned = view.edition.printer.as_ref().and_then(|printer| {
            let Found::Output(output) = find(printer.plan(), &self.base, path) else { return None };
            let job = printer.plan().jobs.get(&output)?;
            Some(matches!(job, Job::Picture(_) | Job::Poster { .. }))
        });
        // As of another instant there are others.
        planned.unwrap_or_else(|| at.is_some() && file_type::is_drawing(path))
    }

    /// Whether answering makes the site as of another instant.
    pub(super) fn makes(&self, at: Option<Timestamp>) -> bool {
        at.is_some_and(|at| !self.instants.has(at, &self.window))
    }
}

/// What of a request matters here.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The path, as written.
    pub(super) path: String,
    /// What follows the `?`, as written.
    pub(super) query: Option<String>,
    /// Which of the bytes, and under what conditions.
    pub(super) wants: Wants,
    /// The instant as of which the site is asked for, where it is not the present one.
    pub(super) at: Option<Timestamp>,
    /// The language in which the desk speaks to whoever asks.
    pub(super) tongue: Tongue,
}

/// What stands at an address.
pub(super) enum Sheet {
    /// A page: the site's own, or one of the preview that says why there is none.
    Page(Page),
    /// An output that is no page.
    Bytes(OutputPath, Vec<u8>),
    /// A file of the site, carried along.
    File(OutputPath, Opened),
    /// Another address.
    Moved(String),
}

/// A page, as it is but for the preview's element.
pub(super) struct Page {
    pub(super) status: StatusCode,
    bytes: Vec<u8>,
    /// Whether it is the preview's own, with a policy of its own and the problems in it.
    is_ours: bool,
    /// What of the site stands still for its problems.
    pub(super) stays: Stays,
    /// Why it is not what the sources say: the first of many.
    pub(super) problems: Vec<Diagnostic>,
    /// How many more there are.
    pub(super) more: usize,
    /// The edition that these are of.
    pub(super) of: Shared<Edition>,
}

/// What stays as it last was until problems are mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Stays {
    /// Nothing: what can be printed of the sources is.
    Nothing,
    /// This page.
    Page,
    /// Every page.
    Site,
}

impl Page {
    fn new<'d>(
        status: StatusCode,
        bytes: Vec<u8>,
        problems: impl Iterator<Item = &'d Diagnostic>,
        of: &Shared<Edition>,
    ) -> Self {
        let errors = problems.filter(|problem| problem.severity == Severity::Error);
        let mut problems: Vec<Diagnostic> = errors.cloned().collect();
        let all = diagnostics::count(&problems, Severity::Error);
        first_of_each(&mut problems, MOST_PROBLEMS);
        let more = all - diagnostics::count(&problems, Severity::Error);
        Self { status, bytes, is_ours: false, stays: Stays::Nothing, problems, more, of: of.clone() }
    }

    /// What a browser shows of it at this address.
    pub(super) fn shows(&self, preview: &Preview, view: &View, path: &str) -> Shows {
        let here = Url::parse("http://preview.invalid").and_then(|origin| origin.join(path)).ok();
        Shows::new(&self.bytes, |address| {
            let there = here.as_ref()?.join(address).ok()?;
            let Found::Output(output) =
                find(view.edition.printer.as_ref()?.plan(), &preview.base, there.path())
            else {
                return None;
            };
            // An address of somewhere else does not name a file of ours.
            (there.host() == here.as_ref()?.host()).then(|| view.edition.version(&output)).flatten()
        })
    }
}

/// Prints and answers; blocks while it does.
pub(super) fn answer(preview: &Preview, asked: &Asked) -> Response {
    let view = preview.view(asked.at);
    match sheet(preview, &view, &asked.path) {
        Sheet::Page(page) => answer_page(preview, &view, page, asked),
        Sheet::Bytes(path, bytes) => of_bytes(file_type::of(&path), bytes, &asked.wants),
        Sheet::File(path, opened) => of_file(file_type::of(&path), opened, &asked.wants)
            .unwrap_or_else(|_| answer_page(preview, &view, nothing(preview, &view), asked)),
        Sheet::Moved(to) => {
            let to = asked.query.as_deref().map_or_else(|| to.clone(), |query| format!("{to}?{query}"));
            response(StatusCode::PERMANENT_REDIRECT, &[(LOCATION, &to)], Body::empty())
        }
    }
}

fn answer_page(preview: &Preview, view: &View, page: Page, asked: &Asked) -> Response {
    let shows = page.shows(preview, view, &asked.path).name();
    let (cookie, zone) = (preview.cookie(), view.zone());
    let now = view.edition.printer.as_ref().map(|printer| printer.site().now);
    let facts = Facts {
        // What is wrong is told at once, and not with the next change.
        edition: if (page.problems.is_empty() && view.lost.is_none()) || page.is_ours {
            &view.name
        } else {
            ""
        },
        shows: &shows,
        is_ours: page.is_ours,
        now: view.at.or(now.filter(|_| preview.stands_still)),
        chosen: view.at.map(|_| (cookie.as_str(), zone.as_str())),
    };
    let bytes = script::insert(page.bytes, &facts);
    if page.is_ours {
        let headers = [(CONTENT_TYPE, file_type::HTML), (CONTENT_SECURITY_POLICY, problem::POLICY)];
        return response(page.status, &headers, Body::from(bytes));
    }
    if page.status == StatusCode::OK {
        return of_bytes(file_type::HTML, bytes, &asked.wants);
    }
    response(page.status, &[(CONTENT_TYPE, file_type::HTML)], Body::from(bytes))
}

/// What stands at the path of an address.
pub(super) fn sheet(preview: &Preview, view: &View, path: &str) -> Sheet {
    let Some(printer) = &view.edition.printer else {
        let heading = "This site cannot be printed";
        let problems = &view.edition.diagnostics;
        return Sheet::Page(own_page(view, StatusCode::INTERNAL_SERVER_ERROR, heading, problems));
    };
    match find(printer.plan(), &preview.base, path) {
        Found::Output(output) => printed(preview, view, output),
        Found::Moved(to) => Sheet::Moved(to),
        Found::Nothing => match former_asset(preview, view, path) {
            Some((output, bytes)) => Sheet::Bytes(output, bytes),
            None => Sheet::Page(nothing(preview, view)),
        },
    }
}

/// An asset that the theme had: the last good bytes of a page name it, where its template fails now for lack of it.
///
/// The name of an asset says its bytes, so it is never in the place of another.
fn former_asset(preview: &Preview, view: &View, path: &str) -> Option<(OutputPath, Vec<u8>)> {
    view.good.iter().find_map(|edition| {
        let plan = edition.printer.as_ref()?.plan();
        let Found::Output(output) = find(plan, &preview.base, path) else { return None };
        if !matches!(plan.jobs.get(&output), Some(Job::Asset(_))) {
            return None;
        }
        match edition.print(&output)?.ok()?.body {
            ArtifactBody::Bytes(bytes) => Some((output, bytes)),
            ArtifactBody::Copy(_) => None,
        }
    })
}

fn printed(preview: &Preview, view: &View, path: OutputPath) -> Sheet {
    let is_page = file_type::of(&path) == file_type::HTML;
    match print(preview, view, &path) {
        Ok(Some((ArtifactBody::Bytes(bytes), problems))) if is_page => {
            Sheet::Page(site_page(view, StatusCode::OK, bytes, &problems))
        }
        Ok(Some((ArtifactBody::Bytes(bytes), _))) => Sheet::Bytes(path, bytes),
        Ok(Some((ArtifactBody::Copy(source), _))) => match preview.files.open(&source) {
            Ok(opened) => Sheet::File(path, opened),
            // It has gone since the site was read; the next edition will say so.
            Err(_) => Sheet::Page(nothing(preview, view)),
        },
        Ok(None) => Sheet::Page(nothing(preview, view)),
        Err(problems) => {
            let heading = "This page cannot be printed";
            Sheet::Page(own_page(view, StatusCode::INTERNAL_SERVER_ERROR, heading, &problems))
        }
    }
}

/// Prints an output of the edition on show, or else of the good one behind it, and then says why.
fn print(
    preview: &Preview,
    view: &View,
    path: &OutputPath,
) -> Result<Option<(ArtifactBody, Vec<Diagnostic>)>, Vec<Diagnostic>> {
    let of = |edition: &Edition| edition.print(path);
    match of(&view.edition) {
        Some(Ok(artifact)) => Ok(Some((artifact.body, Vec::new()))),
        Some(Err(problems)) => {
            let is_page = file_type::of(path) == file_type::HTML;
            let Noted { new: diagnostics, renamed } = preview.window.note(&view.edition, &problems, is_page);
            if !diagnostics.is_empty() {
                preview.events.tell(Event::Unprintable { edition: view.edition.arc(), diagnostics });
            }
            if let Some(name) = renamed {
                preview.tabs.tell(&name);
            }
            match view.good.iter().find_map(|edition| of(edition)?.ok()) {
                Some(artifact) => Ok(Some((artifact.body, problems))),
                None => Err(problems),
            }
        }
        None => Ok(None),
    }
}

/// The page for what is not there: the site's own, or a plain one.
fn nothing(preview: &Preview, view: &View) -> Page {
    let path = OutputPath::new("404.html").expect("a legal name");
    let plain =
        |problems: &[Diagnostic]| own_page(view, StatusCode::NOT_FOUND, "There is no such page", problems);
    match print(preview, view, &path) {
        Ok(Some((ArtifactBody::Bytes(bytes), problems))) => {
            site_page(view, StatusCode::NOT_FOUND, bytes, &problems)
        }
        Ok(Some((ArtifactBody::Copy(_), _)) | None) => plain(&[]),
        Err(problems) => plain(&problems),
    }
}

/// A page of the site, and whatever is wrong with it or with the sources as they are now.
fn site_page(view: &View, status: StatusCode, bytes: Vec<u8>, problems: &[Diagnostic]) -> Page {
    let (mut page, stays) = match &view.broken {
        _ if !problems.is_empty() => (Page::new(status, bytes, problems.iter(), &view.edition), Stays::Page),
        Some(broken) => (Page::new(status, bytes, broken.diagnostics.iter(), broken), Stays::Site),
        None => {
            // What a picture lacks is said by the pages, which show the one before.
            let beside = view.told.iter().filter(|own| !own.is_page).map(|own| &own.problem);
            let all = view.edition.diagnostics.iter().chain(beside);
            (Page::new(status, bytes, all, &view.edition), Stays::Nothing)
        }
    };
    page.stays = stays;
    page
}

fn own_page(view: &View, status: StatusCode, heading: &str, problems: &[Diagnostic]) -> Page {
    let mut page = Page::new(status, Vec::new(), problems.iter(), &view.edition);
    page.bytes = problem::page(&view.edition, heading, &page.problems, page.more);
    page.is_ours = true;
    page
}
