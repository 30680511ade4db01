//! What a browser gets for an address: printed now, from the edition on show.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderName, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;

use super::desk::Desk;
use super::find::{Base, Found, find};
use super::tabs::{Stream, Tabs};
use super::window::{View, Window};
use super::{Event, file_type, problem, script};
use crate::diagnostics::Diagnostic;
use crate::disk;
use crate::model::{ArtifactBody, OutputPath, SourcePath};
use crate::pipeline::Edition;

/// The most bytes of a file that are held at once.
const CHUNK: usize = 64 * 1024;

/// What all answers share.
#[derive(Debug)]
pub(super) struct Preview {
    /// The site's folder, for files that are carried along.
    pub(super) root: PathBuf,
    /// The port that requests must name.
    pub(super) port: u16,
    /// The path below which the site answers.
    pub(super) base: Base,
    /// What is on show.
    pub(super) window: Window,
    /// Who waits for news.
    pub(super) tabs: Tabs,
    /// Who is told of what happens.
    pub(super) events: mpsc::Sender<Event>,
    /// What tells a writer of the site beside its pages.
    pub(super) desk: Desk,
    /// Whether the present is an instant that was given, and does not move on.
    pub(super) stands_still: bool,
}

impl Preview {
    /// The instant that it is, by the clock, or as of which the site was made where that stands still.
    pub(super) fn present(&self, of_site: Option<Timestamp>) -> Timestamp {
        of_site.filter(|_| self.stands_still).unwrap_or_else(Timestamp::now)
    }

    /// The name of the cookie that asks for another instant; ports share cookies.
    pub(super) fn at_cookie(&self) -> String {
        format!("handbill-at-{}", self.port)
    }

    pub(super) fn edition_at(&self, _: Timestamp) -> Result<Arc<Edition>, disk::DiskError> {
        Ok(self.window.look().edition)
    }
}

/// What of a request matters here.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The path, as written.
    pub(super) path: String,
    /// What follows the `?`, as written.
    pub(super) query: Option<String>,
    /// The tags of what the browser has already.
    pub(super) if_none_match: Option<String>,
    /// Its cookies, as written.
    pub(super) cookies: Option<String>,
    /// The languages that its reader likes, as written.
    pub(super) languages: Option<String>,
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
            let tag = format!("\"{}\"", blake3::hash(&bytes).to_hex());
            tagged(path, &tag, asked, || Body::from(bytes))
        }
        Ok(Some(ArtifactBody::Copy(source))) => match carried(preview, &source) {
            Ok((tag, file, length)) => tagged(path, &tag, asked, || stream(file, length)),
            // It has gone since the site was read; the next edition will say so.
            Err(_) => nothing(preview, view),
        },
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

/// A whole output, unless the browser has it already.
fn tagged(path: &OutputPath, tag: &str, asked: &Asked, body: impl FnOnce() -> Body) -> Response {
    let has = |tags: &str| {
        tags.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|own| own == tag || own == "*")
    };
    if asked.if_none_match.as_deref().is_some_and(has) {
        return response(StatusCode::NOT_MODIFIED, &[(ETAG, tag)], Body::empty());
    }
    response(StatusCode::OK, &[(CONTENT_TYPE, file_type::of(path)), (ETAG, tag)], body())
}

/// An answer with the headers that all answers have.
pub(super) fn response(status: StatusCode, headers: &[(HeaderName, &str)], body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let all = response.headers_mut();
    all.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    all.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Drafts are shown here: a page of another site may not load them as its own pictures or scripts.
    all.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    for (name, value) in headers {
        // Whatever is no header was no part of a request either.
        if let Ok(value) = HeaderValue::from_str(value) {
            all.insert(name, value);
        }
    }
    response
}

/// A file of the site, the tag of its bytes, and how many they are.
fn carried(preview: &Preview, source: &SourcePath) -> io::Result<(String, File, u64)> {
    let mut file = disk::open_source(&preview.root, source).map_err(io::Error::other)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(&mut file)?;
    file.rewind()?;
    Ok((format!("\"{}\"", hasher.finalize().to_hex()), file, hasher.count()))
}

/// A file, read as fast as the browser takes it.
fn stream(file: File, length: u64) -> Body {
    let (parts, body) = Stream::of_length(length);
    tokio::task::spawn_blocking(move || {
        let mut file = file.take(length);
        loop {
            let mut chunk = vec![0; CHUNK];
            let part = file.read(&mut chunk).map(|read| {
                chunk.truncate(read);
                Bytes::from(chunk)
            });
            let last = part.as_ref().map_or(true, Bytes::is_empty);
            let is_part = part.as_ref().map_or(true, |bytes| !bytes.is_empty());
            if is_part && parts.blocking_send(part).is_err() || last {
                break;
            }
        }
    });
    Body::new(body)
}
