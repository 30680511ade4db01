//! What a change means for one browser: it says what it shows, and is told what to do.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use serde::Serialize;

use super::answer::{Asked, Preview, Sheet, Stays, sheet};
use super::reply::response;
use super::shows::{Step, Style};
use super::window::Lost;
use crate::diagnostics::{Texts, Told};

/// What a tab is told; as JSON.
#[derive(Debug, Serialize)]
struct Advice<'a> {
    /// The edition that this is of.
    edition: &'a str,
    /// `stay`, `restyle` or `reload`.
    step: &'static str,
    /// What its page shows after that.
    shows: String,
    /// Its styles, in order.
    styles: Vec<Style>,
    /// Why its page is not what the sources say: the first of many.
    problems: Vec<Told<'a>>,
    /// How many more there are.
    more: usize,
    /// What stays as it was until they are mended.
    stays: Stays,
    /// Why the site cannot be read any more.
    lost: Option<&'a Lost>,
}

/// Advises a tab that asks with `page`, the path of its address as written, and `shows`, the word that came with it.
pub(super) fn look(preview: &Preview, asked: &Asked) -> Response {
    let parameters = asked.query.as_deref().unwrap_or_default();
    let get = |name: &str| {
        url::form_urlencoded::parse(parameters.as_bytes())
            .find(|(own, _)| own == name)
            .map(|(_, value)| value)
    };
    let (page, shown) = (get("page").unwrap_or_default(), get("shows").unwrap_or_default());
    let view = preview.view(asked.at);
    // Nothing is drawn only to say that it is no page.
    let found = if preview.draws(&page, asked.at) { None } else { Some(sheet(preview, &view, &page)) };
    let bytes = match found {
        Some(Sheet::Page(found)) => {
            let shows = found.shows(preview, &view, &page);
            let step = match shows.step_from(&shown) {
                Step::Stay => "stay",
                Step::Restyle => "restyle",
                Step::Reload => "reload",
            };
            let mut texts = Texts::new(|path| found.of.text(path));
            let problems = found.problems.iter().map(|problem| Told::new(problem, &mut texts));
            let problems = problems.collect::<Vec<_>>();
            let shows_now = shows.name();
            let (styles, more, stays) = (shows.styles, found.more, found.stays);
            let lost = view.lost.as_deref();
            advice(&Advice {
                edition: &view.name,
                step,
                shows: shows_now,
                styles,
                problems,
                more,
                stays,
                lost,
            })
        }
        // It was a page when it was loaded.
        Some(Sheet::Bytes(..) | Sheet::File(..) | Sheet::Moved(_)) | None => advice(&Advice {
            edition: &view.name,
            step: "reload",
            shows: String::new(),
            styles: Vec::new(),
            problems: Vec::new(),
            more: 0,
            stays: Stays::Nothing,
            lost: None,
        }),
    };
    response(StatusCode::OK, &[(CONTENT_TYPE, "application/json; charset=utf-8")], Body::from(bytes))
}

fn advice(advice: &Advice<'_>) -> Vec<u8> {
    serde_json::to_vec(advice).expect("texts and lists are JSON")
}
