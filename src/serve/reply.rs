//! The bytes of an answer: whole or none, from memory or from a file, with the headers that all have.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::file_type;
use super::tabs::Stream;
use crate::disk;
use crate::model::{OutputPath, SourcePath};

/// The most bytes of a file that are held at once.
const CHUNK: usize = 64 * 1024;

/// A whole output, unless the browser has it already.
pub(super) fn tagged(
    path: &OutputPath,
    tag: &str,
    if_none_match: Option<&str>,
    body: impl FnOnce() -> Body,
) -> Response {
    let has = |tags: &str| {
        tags.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|own| own == tag || own == "*")
    };
    if if_none_match.is_some_and(has) {
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
pub(super) fn carried(root: &Path, source: &SourcePath) -> io::Result<(String, File, u64)> {
    let mut file = disk::open_source(root, source).map_err(io::Error::other)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(&mut file)?;
    file.rewind()?;
    Ok((format!("\"{}\"", hasher.finalize().to_hex()), file, hasher.count()))
}

/// A file, read as fast as the browser takes it.
pub(super) fn stream(file: File, length: u64) -> Body {
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
