//! The bytes of an answer: whole, a part or none, from memory or from a file, with the headers that all have.

use std::io;
use std::ops::Range;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_MATCH, IF_NONE_MATCH,
    IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::file_body::FileBody;
use super::files::{Opened, tag_of};
use super::range::{Part, part};

/// Under what conditions bytes are wanted, and which of them (RFC 9110 §13 and §14).
#[derive(Debug, Clone, Default)]
pub(super) struct Wants {
    if_match: Option<String>,
    if_none_match: Option<String>,
    if_range: Option<String>,
    range: Option<String>,
}

impl Wants {
    /// What a request says.
    pub(super) fn of(request: &Request) -> Self {
        let headers = request.headers();
        // Of another method than GET, parts have no meaning.
        let is_get = *request.method() == Method::GET;
        Self {
            if_match: list(headers, &IF_MATCH),
            if_none_match: list(headers, &IF_NONE_MATCH),
            if_range: only(headers, &IF_RANGE).map(str::to_owned),
            range: only(headers, &RANGE).filter(|_| is_get).map(str::to_owned),
        }
    }

    /// What to give of bytes with this tag, in the order of RFC 9110 §13.2.2.
    fn of_tagged(&self, tag: &str, length: u64) -> Given {
        if self.if_match.as_deref().is_some_and(|tags| !names(tags, |own| own == tag)) {
            return Given::Refused;
        }
        let weakly = |own: &str| own.strip_prefix("W/").unwrap_or(own) == tag;
        if self.if_none_match.as_deref().is_some_and(|tags| names(tags, weakly)) {
            return Given::Unchanged;
        }
        // A date says nothing here, since no answer carries one.
        let is_same = self.if_range.as_deref().is_none_or(|own| own.trim() == tag);
        match self.range.as_deref().filter(|_| is_same).map_or(Part::Whole, |range| part(range, length)) {
            Part::Whole => Given::Whole,
            Part::Slice(bytes) => Given::Slice(bytes),
            Part::Beyond => Given::Beyond,
        }
    }
}

/// What is given.
#[derive(Debug, PartialEq, Eq)]
enum Given {
    Whole,
    Slice(Range<u64>),
    Beyond,
    Unchanged,
    Refused,
}

/// Whether a list of tags has one that is meant.
fn names(tags: &str, is_meant: impl Fn(&str) -> bool) -> bool {
    tags.split(',').map(str::trim).any(|own| own == "*" || is_meant(own))
}

/// Bytes that were printed now.
pub(super) fn of_bytes(kind: &str, bytes: Vec<u8>, wants: &Wants) -> Response {
    let tag = tag_of(&blake3::hash(&bytes));
    let bytes = Bytes::from(bytes);
    tagged(kind, &tag, bytes.len() as u64, wants, |range| {
        // They lie within the length, which is that of a slice.
        Ok(Body::from(bytes.slice(range.start as usize..range.end as usize)))
    })
    .unwrap_or_else(|_| response(StatusCode::INTERNAL_SERVER_ERROR, &[], Body::empty()))
}

/// A file, read as fast as the browser takes it.
///
/// # Errors
/// It cannot be read from where the browser wants it.
pub(super) fn of_file(kind: &str, opened: Opened, wants: &Wants) -> io::Result<Response> {
    let Opened { file, stamp, tag } = opened;
    tagged(kind, &tag, stamp.length(), wants, |range| FileBody::new(file, stamp, range).map(Body::new))
}

fn tagged(
    kind: &str,
    tag: &str,
    length: u64,
    wants: &Wants,
    body: impl FnOnce(Range<u64>) -> io::Result<Body>,
) -> io::Result<Response> {
    let whole = [(CONTENT_TYPE, kind), (ETAG, tag), (ACCEPT_RANGES, "bytes")];
    Ok(match wants.of_tagged(tag, length) {
        Given::Whole => response(StatusCode::OK, &whole, body(0..length)?),
        Given::Slice(range) => {
            let named = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let [kind, tag, ranges] = whole;
            let headers = [kind, tag, ranges, (CONTENT_RANGE, named.as_str())];
            response(StatusCode::PARTIAL_CONTENT, &headers, body(range)?)
        }
        Given::Beyond => {
            let named = format!("bytes */{length}");
            let headers = [(CONTENT_RANGE, named.as_str()), (ACCEPT_RANGES, "bytes")];
            response(StatusCode::RANGE_NOT_SATISFIABLE, &headers, Body::empty())
        }
        Given::Unchanged => response(StatusCode::NOT_MODIFIED, &[(ETAG, tag)], Body::empty()),
        Given::Refused => response(StatusCode::PRECONDITION_FAILED, &[], Body::empty()),
    })
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

/// A plain answer of a few words.
pub(super) fn words(status: StatusCode, headers: &[(HeaderName, &str)], words: &'static str) -> Response {
    let mut answer = response(status, headers, Body::from(words));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    answer
}

/// The value of a header that is there once.
pub(super) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// The values of a header that is a list, in one.
fn list(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    headers.contains_key(name).then(|| values.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: &str = "\"a\"";

    fn given(headers: &[(HeaderName, &str)], method: Method) -> Given {
        let mut request = Request::builder().method(method);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        Wants::of(&request.body(Body::empty()).expect("a request")).of_tagged(TAG, 10)
    }

    #[test]
    fn a_browser_gets_nothing_again_that_it_has() {
        for (tags, wanted) in [
            ("\"a\"", Given::Unchanged),
            ("W/\"a\"", Given::Unchanged),
            ("\"b\", W/\"a\"", Given::Unchanged),
            ("*", Given::Unchanged),
            ("\"b\"", Given::Whole),
            ("a", Given::Whole),
        ] {
            assert_eq!(given(&[(IF_NONE_MATCH, tags)], Method::GET), wanted, "{tags}");
        }
        let both = [(RANGE, "bytes=0-1"), (IF_NONE_MATCH, TAG)];
        assert_eq!(given(&both, Method::GET), Given::Unchanged, "a part of what it has");
        let two = [(IF_NONE_MATCH, "\"b\""), (IF_NONE_MATCH, TAG)];
        assert_eq!(given(&two, Method::GET), Given::Unchanged, "a list in two headers");
    }

    #[test]
    fn a_part_is_given_of_the_same_bytes_alone() {
        let part = (RANGE, "bytes=2-");
        assert_eq!(given(std::slice::from_ref(&part), Method::GET), Given::Slice(2..10));
        assert_eq!(given(std::slice::from_ref(&part), Method::HEAD), Given::Whole);
        assert_eq!(given(&[part.clone(), part.clone()], Method::GET), Given::Whole);
        for (tag, wanted) in [
            ("\"a\"", Given::Slice(2..10)),
            ("W/\"a\"", Given::Whole),
            ("\"b\"", Given::Whole),
            ("Sun, 22 Nov 2026 10:00:00 GMT", Given::Whole),
        ] {
            assert_eq!(given(&[part.clone(), (IF_RANGE, tag)], Method::GET), wanted, "{tag}");
        }
        assert_eq!(given(&[(RANGE, "bytes=10-")], Method::GET), Given::Beyond);
    }

    #[test]
    fn what_must_match_and_does_not_is_refused() {
        assert_eq!(given(&[(IF_MATCH, "\"b\"")], Method::GET), Given::Refused);
        assert_eq!(given(&[(IF_MATCH, "W/\"a\"")], Method::GET), Given::Refused);
        assert_eq!(given(&[(IF_MATCH, "\"b\", \"a\"")], Method::GET), Given::Whole);
        assert_eq!(given(&[(IF_MATCH, "*")], Method::GET), Given::Whole);
    }
}
