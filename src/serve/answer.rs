//! What a browser gets for an address: printed now, from the edition on show.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION};
use axum::response::Response;

use super::files::Files;
use super::find::{Base, Found, find};
use super::pass::Pass;
use super::reply::{Wants, of_bytes, of_file, response};
use super::tabs::Tabs;
use super::window::{View, Window};
use super::{Event, file_type, problem, script};
use crate::diagnostics::Diagnostic;
use crate::model::{ArtifactBody, OutputPath};
use crate::pipeline::Edition;

/// What all answers share.
#[derive(Debug)]
pub(super) struct Preview {
    /// The site's folder.
    pub(super) root: PathBuf,
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
    /// Who waits for news.
    pub(super) tabs: Tabs,
    /// Who is told of what happens.
    pub(super) events: mpsc::Sender<Event>,
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
}

/// Prints and answers; blocks while it does.
pub(super) fn answer(preview: &Preview, asked: &Asked) -> Response {
    let view = preview.window.look();
    let Some(printer) = &view.edition.printer else {
        let heading = "This site cannot be printed";
        return own_page(&view, StatusCode::INTERNAL_SERVER_ERROR, heading, &view.edition.diagnostics);
    };
    match find(printer.plan(), &preview.base, &asked.path) {
        Found::Output(path) => output(preview, &view, &path, asked),
        Found::Moved(to) => moved(&to, asked.query.as_deref()),
        Found::Nothing => nothing(preview, &view),
    }
}

fn output(preview: &Preview, view: &View, path: &OutputPath, asked: &Asked) -> Response {
    match print(preview, view, path) {
        Ok(Some(ArtifactBody::Bytes(bytes))) => {
            let bytes = with_script(path, bytes, view);
            of_bytes(file_type::of(path), bytes, &asked.wants)
        }
        Ok(Some(ArtifactBody::Copy(source))) => {
            let opened = preview.files.open(&source);
            // It has gone since the site was read; the next edition will say so.
            opened
                .and_then(|opened| of_file(file_type::of(path), opened, &asked.wants))
                .unwrap_or_else(|_| nothing(preview, view))
        }
        Ok(None) => nothing(preview, view),
        Err(problems) => {
            own_page(view, StatusCode::INTERNAL_SERVER_ERROR, "This page cannot be printed", &problems)
        }
    }
}

/// Prints an output of the edition on show, or else of the good one behind it.
fn print(preview: &Preview, view: &View, path: &OutputPath) -> Result<Option<ArtifactBody>, Vec<Diagnostic>> {
    let of = |edition: &Edition| edition.print(path);
    match of(&view.edition) {
        Some(Ok(artifact)) => Ok(Some(artifact.body)),
        Some(Err(problems)) => {
            let diagnostics = preview.window.note(&view.edition, &problems);
            if !diagnostics.is_empty() {
                let edition = Arc::clone(&view.edition);
                let _ = preview.events.send(Event::Unprintable { edition, diagnostics });
            }
            match view.good.as_deref().and_then(of) {
                Some(Ok(artifact)) => Ok(Some(artifact.body)),
                Some(Err(_)) | None => Err(problems),
            }
        }
        None => Ok(None),
    }
}

/// The page for what is not there: the site's own, or a plain one.
fn nothing(preview: &Preview, view: &View) -> Response {
    let path = OutputPath::new("404.html").expect("a legal name");
    match print(preview, view, &path) {
        Ok(Some(ArtifactBody::Bytes(bytes))) => {
            let body = Body::from(with_script(&path, bytes, view));
            response(StatusCode::NOT_FOUND, &[(CONTENT_TYPE, file_type::HTML)], body)
        }
        Ok(Some(ArtifactBody::Copy(_)) | None) => {
            own_page(view, StatusCode::NOT_FOUND, "There is no such page", &[])
        }
        Err(problems) => own_page(view, StatusCode::NOT_FOUND, "There is no such page", &problems),
    }
}

fn moved(to: &str, query: Option<&str>) -> Response {
    let to = query.map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    response(StatusCode::PERMANENT_REDIRECT, &[(LOCATION, &to)], Body::empty())
}

fn own_page(view: &View, status: StatusCode, heading: &str, problems: &[Diagnostic]) -> Response {
    let page = problem::page(&view.edition, &view.name, heading, problems);
    let headers = [(CONTENT_TYPE, file_type::HTML), (CONTENT_SECURITY_POLICY, problem::POLICY)];
    response(status, &headers, Body::from(page))
}

fn with_script(path: &OutputPath, bytes: Vec<u8>, view: &View) -> Vec<u8> {
    if file_type::of(path) == file_type::HTML { script::insert(bytes, &view.name) } else { bytes }
}
