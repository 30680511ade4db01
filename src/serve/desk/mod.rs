//! The desk: what a writer wants to know of their site beside its pages, at `/_handbill/`, in the preview alone.
//!
//! In: the edition on show and what a browser asks. Out: plain pages that need no script, but for the slider over
//! time. Nothing here changes anything but a cookie of the asker's own.

mod changes;
mod content;
mod posters;
mod problems;
mod query;
mod reader;
mod time;
mod when;
mod withheld;
mod words;

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, LOCATION, REFERRER_POLICY, SET_COOKIE,
};
use axum::response::Response;
use fluent_bundle::{FluentArgs, FluentValue};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::answer::{Asked, Preview};
use super::file_type;
use super::find::{Base, PATH};
use super::problem::escape;
use super::reply::{of_bytes, response};
use crate::model::Page;
use query::local;
use reader::Reader;
use words::Words;

pub(super) use words::Tongue;

/// Where the desk is; everything else of it lies below.
pub(super) const DESK: &str = "/_handbill/";

/// The cookie that keeps the language of the desk.
pub(super) const LANG_COOKIE: &str = "handbill-desk-lang";

/// What pages of the desk may load: the desk's own files, the site in a frame, and no line of script or style inside them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("desk.css");
const ICON: &str = include_str!("desk.svg");
const SCRIPT: &str = include_str!("desk.js");

/// The templates, by their names.
const TEMPLATES: [(&str, &str); 14] = [
    ("base.html", include_str!("templates/base.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("counts.html", include_str!("templates/counts.html")),
    ("entries.html", include_str!("templates/entries.html")),
    ("groups.html", include_str!("templates/groups.html")),
    ("home.html", include_str!("templates/home.html")),
    ("pages.html", include_str!("templates/pages.html")),
    ("outputs.html", include_str!("templates/outputs.html")),
    ("withheld.html", include_str!("templates/withheld.html")),
    ("problems.html", include_str!("templates/problems.html")),
    ("time.html", include_str!("templates/time.html")),
    ("posters.html", include_str!("templates/posters.html")),
    ("designs.html", include_str!("templates/designs.html")),
    ("poster.html", include_str!("templates/poster.html")),
];

/// The templates and the words of the desk, ready to print.
#[derive(Debug)]
pub(super) struct Desk {
    words: Arc<Words>,
    /// Made when somebody first comes to the desk: most previews end without.
    tera: OnceLock<Tera>,
}

impl Desk {
    /// A desk at which nobody has sat yet.
    pub(super) fn new() -> Self {
        Self { words: Arc::new(Words::new()), tera: OnceLock::new() }
    }

    fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| {
            let mut tera = Tera::default();
            tera.autoescape_on(vec![".html"]);
            let words = Arc::clone(&self.words);
            tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
                let key: String = kwargs.must_get("key")?;
                let tongue =
                    state.get::<String>("lang")?.and_then(|tag| Tongue::of_tag(&tag)).unwrap_or_default();
                let mut args = FluentArgs::new();
                for (name, value) in kwargs.iter() {
                    if let Some(name) = name.as_str() {
                        args.set(name.to_owned(), fluent(value));
                    }
                }
                let text = words.find(tongue, &key, &args);
                text.map(Value::from).ok_or_else(|| tera::Error::message(format!("no words for `{key}`")))
            });
            tera.register_filter("encoded", |text: &str, _: Kwargs, _: &State<'_>| encoded(text));
            tera.register_filter("ticked", |text: &str, _: Kwargs, _: &State<'_>| {
                Value::safe_string(&ticked(text))
            });
            tera.add_raw_templates(TEMPLATES).expect("a test prints every template");
            tera
        })
    }

    fn print(&self, template: &str, context: &Context) -> Result<String, tera::Error> {
        self.tera().render(template, context)
    }
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match value.as_i64() {
        Some(number) => FluentValue::from(number),
        None => FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

/// A text as the value of a field in an address.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// A text as HTML in which what stands between backticks is code.
fn ticked(text: &str) -> String {
    let part = |(at, part): (usize, &str)| {
        let part = escape(part);
        if at % 2 == 1 { format!("<code>{part}</code>") } else { part }
    };
    // A tick without its other half is one that somebody wrote.
    match text.matches('`').count() % 2 {
        0 => text.split('`').enumerate().map(part).collect(),
        _ => escape(text),
    }
}

/// Whether answering draws pixels.
pub(super) fn is_costly(asked: &Asked) -> bool {
    let is_single = || asked.query.as_deref().is_some_and(|query| query.contains("design="));
    asked.path.strip_prefix(DESK).is_some_and(|inner| inner.starts_with("posters/") && is_single())
}

/// Whether a path is the desk's.
pub(super) fn is_at(path: &str) -> bool {
    path.starts_with(DESK) || path == DESK.trim_end_matches('/')
}

/// Answers at `/_handbill` and below; blocks while it does.
pub(super) fn answer(preview: &Preview, asked: &Asked) -> Response {
    let Some(inner) = asked.path.strip_prefix(DESK) else { return with_slash(DESK, asked) };
    let reader = Reader::new(preview, asked);
    match inner {
        "desk.css" => text("text/css; charset=utf-8", STYLE, asked),
        "desk.js" => text("text/javascript; charset=utf-8", SCRIPT, asked),
        "desk.svg" => text("image/svg+xml; charset=utf-8", ICON, asked),
        "" => content::home(&reader),
        "pages/" => content::pages(&reader),
        "outputs/" => content::outputs(&reader),
        "withheld/" => withheld::page(&reader),
        "problems/" => problems::page(&reader),
        "time/" => time::page(&reader),
        "at" => time::set(&reader),
        "posters/" => posters::page(&reader),
        "posters/picture" => posters::picture(&reader),
        _ => match inner {
            "pages" | "outputs" | "withheld" | "problems" | "time" | "posters" => {
                with_slash(&format!("{DESK}{inner}/"), asked)
            }
            _ => reader.nothing(),
        },
    }
}

/// Leads to the same address with its slash.
fn with_slash(path: &str, asked: &Asked) -> Response {
    let query = asked.query.as_ref().map_or_else(String::new, |query| format!("?{query}"));
    to(StatusCode::PERMANENT_REDIRECT, &format!("{path}{query}"), None)
}

fn text(kind: &str, text: &'static str, asked: &Asked) -> Response {
    of_bytes(kind, text.into(), &asked.wants)
}

/// Sends the asker on to an address of this preview.
fn to(status: StatusCode, address: &str, cookie: Option<&str>) -> Response {
    let address = local(address).unwrap_or_else(|| DESK.into());
    let cookie = cookie.map(|cookie| (SET_COOKIE, cookie));
    let headers: Vec<(HeaderName, &str)> = [(LOCATION, &*address)].into_iter().chain(cookie).collect();
    response(status, &headers, Body::empty())
}

/// A page of the desk.
fn html(status: StatusCode, cookie: Option<&str>, page: Vec<u8>) -> Response {
    let cookie = cookie.map(|cookie| (SET_COOKIE, cookie));
    let own = [
        (CONTENT_TYPE, file_type::HTML),
        (CONTENT_SECURITY_POLICY, POLICY),
        // Addresses of the desk name what is withheld.
        (REFERRER_POLICY, "same-origin"),
    ];
    let headers: Vec<(HeaderName, &str)> = own.into_iter().chain(cookie).collect();
    response(status, &headers, Body::from(page))
}

/// The address of a page, with its anchor where it stands on one with others.
fn href_of(base: &Base, page: &Page) -> String {
    let address = base.href(&page.url);
    match &page.anchor {
        Some(anchor) => format!("{address}#{}", utf8_percent_encode(anchor, PATH)),
        None => address,
    }
}
