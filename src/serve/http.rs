//! What is answered where.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;

use super::answer::{Asked, Preview, answer};
use super::guard::guard;
use super::reply::{Wants, of_bytes, response, words};
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

async fn site(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let uri = request.uri();
    let asked = Asked {
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        wants: Wants::of(&request),
    };
    // Printing is work: news and other pages go on meanwhile.
    let answered = tokio::task::spawn_blocking(move || answer(&preview, &asked)).await;
    answered.unwrap_or_else(|_| {
        words(StatusCode::INTERNAL_SERVER_ERROR, &[], "This page broke the preview's printer.\n")
    })
}

async fn reload_script(request: Request) -> Response {
    of_bytes("text/javascript; charset=utf-8", script::SCRIPT.into(), &Wants::of(&request))
}

async fn events(State(preview): State<Arc<Preview>>, method: Method) -> Response {
    if method == Method::HEAD {
        return response(StatusCode::OK, &[(CONTENT_TYPE, "text/event-stream")], Body::empty());
    }
    match preview.tabs.connect(|| preview.window.edition()) {
        Some(body) => response(StatusCode::OK, &[(CONTENT_TYPE, "text/event-stream")], body),
        None => words(StatusCode::SERVICE_UNAVAILABLE, &[], "This preview has no place for another tab.\n"),
    }
}
