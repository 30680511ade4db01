//! Routes, and who may use them.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HOST, IF_NONE_MATCH, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;

use super::answer::{Asked, Preview, answer};
use super::reply::response;
use super::script;

/// Everything that the preview answers.
pub(super) fn router(preview: Arc<Preview>) -> Router {
    Router::new()
        .route(script::SCRIPT_PATH, get(reload_script))
        .route(script::EVENTS_PATH, get(events))
        .fallback(site)
        .layer(middleware::from_fn_with_state(Arc::clone(&preview), guard))
        .with_state(preview)
}

/// Lets pass what a browser of this machine asks of this preview, and nothing else.
///
/// A page of another site can send requests here, and can have its own name lead here (DNS rebinding):
/// only the names of this machine with this port are ours.
async fn guard(State(preview): State<Arc<Preview>>, request: Request, next: Next) -> Response {
    if !is_ours(&request, preview.port) {
        return refusal(StatusCode::FORBIDDEN, &[], "This preview answers only to this machine.\n");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return refusal(
            StatusCode::METHOD_NOT_ALLOWED,
            &[(ALLOW, "GET, HEAD")],
            "This preview is only to be read.\n",
        );
    }
    next.run(request).await
}

fn is_ours(request: &Request, port: u16) -> bool {
    let headers = request.headers();
    let is_own_host = |host: &str| own_hosts(port).any(|own| own.eq_ignore_ascii_case(host));
    let is_own_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(is_own_host);
    // An absolute address in the request line counts before the header (RFC 9112 §3.2.2): both must be ours.
    request.uri().authority().is_none_or(|authority| is_own_host(authority.as_str()))
        && only(headers, &HOST).is_some_and(is_own_host)
        && (!headers.contains_key(ORIGIN) || only(headers, &ORIGIN).is_some_and(is_own_origin))
}

fn own_hosts(port: u16) -> impl Iterator<Item = String> {
    const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
    let with_port = NAMES.into_iter().map(move |name| format!("{name}:{port}"));
    // Browsers leave out the port that goes without saying.
    with_port.chain(NAMES.into_iter().filter(move |_| port == 80).map(str::to_owned))
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

fn refusal(status: StatusCode, headers: &[(HeaderName, &str)], words: &'static str) -> Response {
    let mut refusal = response(status, headers, Body::from(words));
    refusal
        .headers_mut()
        .insert(CONTENT_TYPE, axum::http::HeaderValue::from_static("text/plain; charset=utf-8"));
    refusal
}

async fn site(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let uri = request.uri();
    let asked = Asked {
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        if_none_match: only(request.headers(), &IF_NONE_MATCH).map(str::to_owned),
    };
    // Printing is work: news and other pages go on meanwhile.
    let answered = tokio::task::spawn_blocking(move || answer(&preview, &asked)).await;
    answered.unwrap_or_else(|_| {
        refusal(StatusCode::INTERNAL_SERVER_ERROR, &[], "This page broke the preview's printer.\n")
    })
}

async fn reload_script() -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8")];
    response(StatusCode::OK, &headers, Body::from(script::SCRIPT))
}

async fn events(State(preview): State<Arc<Preview>>) -> Response {
    match preview.tabs.connect(|| preview.window.edition()) {
        Some(body) => response(StatusCode::OK, &[(CONTENT_TYPE, "text/event-stream")], body),
        None => refusal(StatusCode::SERVICE_UNAVAILABLE, &[], "This preview has no place for another tab.\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(uri: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_ours(&request.body(Body::empty()).expect("a request"), 4100)
    }

    #[test]
    fn only_this_machine_by_its_own_names_may_ask() {
        for host in ["localhost:4100", "LOCALHOST:4100", "127.0.0.1:4100", "[::1]:4100"] {
            assert!(asks("/", &[("host", host)]), "{host} was refused");
        }
        for host in [
            "",
            "localhost",
            "127.0.0.1:4101",
            "lantern.example:4100",
            "localhost:4100.example",
            "127.1:4100",
        ] {
            assert!(!asks("/", &[("host", host)]), "{host} was let in");
        }
        assert!(!asks("/", &[]), "no host was let in");
        assert!(
            !asks("/", &[("host", "localhost:4100"), ("host", "lantern.example")]),
            "two hosts were let in"
        );
        assert!(
            !asks("http://lantern.example/", &[("host", "localhost:4100")]),
            "another address was let in"
        );
        assert!(
            asks("http://localhost:4100/", &[("host", "localhost:4100")]),
            "the whole own address was refused"
        );
    }

    #[test]
    fn an_origin_must_be_the_previews_own() {
        let from = |origin: &str| asks("/", &[("host", "localhost:4100"), ("origin", origin)]);
        assert!(from("http://localhost:4100") && from("http://127.0.0.1:4100"));
        for origin in
            ["null", "", "https://localhost:4100", "http://localhost:4101", "http://lantern.example"]
        {
            assert!(!from(origin), "{origin} was let in");
        }
    }
}
