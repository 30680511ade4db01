//! What is answered where.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use jiff::Timestamp;

use super::answer::{Asked, Preview, answer};
use super::guard::{cookies, guard};
use super::line::Line;
use super::look::look;
use super::reply::{Wants, of_bytes, only, response, words};
use super::turns::Turn;
use super::{desk, script};

/// Everything that the preview answers.
pub(super) fn router(preview: Arc<Preview>) -> Router {
    Router::new()
        .route(script::SCRIPT_PATH, get(reload_script))
        .route(script::EVENTS_PATH, get(events))
        .route(script::LOOK_PATH, get(advice))
        .fallback(site)
        .layer(middleware::from_fn_with_state(Arc::clone(&preview), guard))
        .with_state(preview)
}

async fn site(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let (asked, gone) = (asked(&preview, &request), hung_up(&request));
    let draws = preview.draws(&asked.path, asked.at) || desk::is_costly(&asked);
    let Some(turn) = in_turn(&preview, gone, draws, asked.at).await else { return come_again() };
    let is_desk = desk::is_at(&asked.path);
    beside(turn, move || if is_desk { desk::answer(&preview, &asked) } else { answer(&preview, &asked) })
        .await
}

async fn advice(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let (asked, gone) = (asked(&preview, &request), hung_up(&request));
    let Some(turn) = in_turn(&preview, gone, false, asked.at).await else { return come_again() };
    beside(turn, move || look(&preview, &asked)).await
}

/// A turn at what an answer takes; none for whoever hangs up while others have theirs.
///
/// A browser whose reader went on to another page hangs up, and nobody shall wait for what it asked for.
async fn in_turn(
    preview: &Preview,
    gone: impl Future<Output = ()>,
    draws: bool,
    at: Option<Timestamp>,
) -> Option<Turn> {
    tokio::select! {
        // Who need not wait is answered, hung up or not.
        biased;
        turn = preview.turns.take(draws, preview.makes(at)) => Some(turn),
        () = gone => None,
    }
}

/// For those who have only closed their own side and still listen.
fn come_again() -> Response {
    words(
        StatusCode::SERVICE_UNAVAILABLE,
        &[],
        "This takes its turn, and others are before: ask again and stay on the line.\n",
    )
}

/// Waits until whoever asks sends no more.
fn hung_up(request: &Request) -> impl Future<Output = ()> + Send + 'static {
    let line = request.extensions().get::<Line>().cloned();
    async {
        match line {
            Some(line) => line.hung_up().await,
            None => std::future::pending().await,
        }
    }
}

/// Answers on a thread of its own: printing is work, and news and other pages go on meanwhile.
async fn beside(turn: Turn, answer: impl FnOnce() -> Response + Send + 'static) -> Response {
    let answered = tokio::task::spawn_blocking(move || {
        let _mine = turn;
        answer()
    });
    answered.await.unwrap_or_else(|_| {
        words(StatusCode::INTERNAL_SERVER_ERROR, &[], "This page broke the preview's printer.\n")
    })
}

fn asked(preview: &Preview, request: &Request) -> Asked {
    let uri = request.uri();
    Asked {
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        wants: Wants::of(request),
        at: cookies(request.headers(), &preview.cookie()).next().and_then(|at| at.parse().ok()),
        tongue: desk::Tongue::asked(
            cookies(request.headers(), desk::LANG_COOKIE).next(),
            only(request.headers(), &ACCEPT_LANGUAGE),
        ),
    }
}

async fn reload_script(request: Request) -> Response {
    of_bytes("text/javascript; charset=utf-8", script::SCRIPT.into(), &Wants::of(&request))
}

async fn events(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    if *request.method() == Method::HEAD {
        return response(StatusCode::OK, &[(CONTENT_TYPE, "text/event-stream")], Body::empty());
    }
    match preview.tabs.connect(|| preview.window.edition(), hung_up(&request)) {
        Some(body) => response(StatusCode::OK, &[(CONTENT_TYPE, "text/event-stream")], body),
        None => words(StatusCode::SERVICE_UNAVAILABLE, &[], "This preview has no place for another tab.\n"),
    }
}
