//! Who sits at the desk: what they ask, in which language, and what all pages tell them.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tera::{Context, Value};

use super::query::Query;
use super::when::Clock;
use super::words::Tongue;
use super::{DESK, Desk, LANG_COOKIE, encoded, html};
use crate::diagnostics::{self, Diagnostic, Severity};
use crate::model::{Lang, Site};
use crate::pipeline::Edition;
use crate::render::Printer;
use crate::serve::answer::{Asked, Preview};
use crate::serve::reply::Wants;
use crate::serve::script::{self, Facts};
use crate::serve::shared::Shared;

/// One request to the desk.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub(super) preview: &'a Preview,
    /// The present edition, whatever instant pages are shown as of.
    pub(super) edition: Shared<Edition>,
    /// The edition of the present sources, which cannot be shown where they have errors.
    pub(super) latest: Shared<Edition>,
    /// What is wrong: with the present sources, and with what was asked for of them and could not be printed.
    pub(super) problems: Vec<Diagnostic>,
    pub(super) query: Query,
    pub(super) tongue: Tongue,
    /// The instant that this reader sees pages as of, where that is not the present.
    pub(super) as_of: Option<Timestamp>,
    pub(super) zone: TimeZone,
    /// The name of what is on show, for the script that reloads.
    name: String,
    asked: &'a Asked,
}

impl<'a> Reader<'a> {
    pub(super) fn new(preview: &'a Preview, asked: &'a Asked) -> Self {
        let view = preview.window.look();
        let (edition, latest) = (view.edition.clone(), view.broken.unwrap_or(view.edition));
        let mut problems = latest.diagnostics.clone();
        if latest.is(&edition) {
            problems.extend(view.told.into_iter().map(|own| own.problem));
        }
        let zone = edition.printer.as_ref().map_or(TimeZone::UTC, |printer| printer.site().zone.clone());
        let query = Query::new(asked.query.as_deref());
        let tongue = query.get("lang").and_then(Tongue::of_tag).unwrap_or(asked.tongue);
        Self {
            preview,
            name: view.name,
            edition,
            latest,
            problems,
            query,
            tongue,
            as_of: asked.at,
            zone,
            asked,
        }
    }

    /// What prints the site; nothing where configuration or theme cannot be used.
    pub(super) fn printer(&self) -> Option<&Arc<Printer>> {
        self.edition.printer.as_ref()
    }

    /// The site that the desk tells of.
    pub(super) fn site(&self) -> Option<&Arc<Site>> {
        self.printer().map(|printer| printer.site())
    }

    /// The instant that it is.
    pub(super) fn now(&self) -> Timestamp {
        let given = self.site().map(|site| site.now).filter(|_| self.preview.stands_still);
        given.unwrap_or_else(Timestamp::now)
    }

    pub(super) fn clock(&self) -> Clock<'_> {
        Clock { words: &self.desk().words, tongue: self.tongue, zone: &self.zone, now: self.now() }
    }

    /// Whether the present sources cannot be shown.
    pub(super) fn is_kept(&self) -> bool {
        !self.latest.is(&self.edition)
    }

    /// Which of the bytes are wanted, and under what conditions.
    pub(super) fn wants(&self) -> &Wants {
        &self.asked.wants
    }

    fn desk(&self) -> &'a Desk {
        &self.preview.desk
    }

    /// This very address, to come back to.
    pub(super) fn here(&self) -> String {
        match &self.asked.query {
            Some(query) => format!("{}?{query}", self.asked.path),
            None => self.asked.path.clone(),
        }
    }

    /// Prints a page of the desk; `room` is the entry of the navigation that it belongs to.
    pub(super) fn page(&self, template: &str, room: &str, view: &impl Serialize) -> Response {
        self.page_with(StatusCode::OK, template, room, view)
    }

    /// The page for what is not there.
    pub(super) fn nothing(&self) -> Response {
        self.page_with(StatusCode::NOT_FOUND, "base.html", "", &())
    }

    pub(super) fn page_with(
        &self,
        status: StatusCode,
        template: &str,
        room: &str,
        view: &impl Serialize,
    ) -> Response {
        let mut context = Context::new();
        context.insert_value("v", Value::from_serializable(view));
        context.insert("lang", self.tongue.tag());
        context.insert("room", room);
        context.insert("desk", DESK);
        context.insert("frame", &self.frame());
        match self.desk().print(template, &context) {
            Ok(page) => html(status, self.keep_lang().as_deref(), self.with_script(page, template)),
            Err(error) => {
                let words = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
                let words = format!("This page of the desk cannot be printed: {error} {words}");
                let plain = [(axum::http::header::CONTENT_TYPE, "text/plain; charset=utf-8")];
                super::response(StatusCode::INTERNAL_SERVER_ERROR, &plain, words.into())
            }
        }
    }

    /// The page with the element that loads it anew with every change; but for the slider, whose frame does that for itself.
    fn with_script(&self, page: String, template: &str) -> Vec<u8> {
        if template == "time.html" {
            return page.into_bytes();
        }
        let facts = Facts { edition: &self.name, is_ours: true, ..Facts::default() };
        script::insert(page.into_bytes(), &facts)
    }

    /// The cookie that keeps a language that was chosen.
    fn keep_lang(&self) -> Option<String> {
        let chosen = self.query.get("lang").and_then(Tongue::of_tag)?;
        let year = 365 * 24 * 60 * 60;
        Some(format!("{LANG_COOKIE}={}; Path={DESK}; Max-Age={year}; SameSite=Strict", chosen.tag()))
    }

    /// The site's title in the reader's language.
    fn title(&self) -> String {
        let config = self.edition.config.as_ref();
        config.map(|config| config.title_in(&Lang::new(self.tongue.tag())).to_owned()).unwrap_or_default()
    }

    fn frame(&self) -> Frame {
        let count = |severity| diagnostics::count(&self.problems, severity);
        let clock = self.clock();
        Frame {
            title: self.title(),
            site: self.preview.base.written(),
            zone: self.zone.iana_name().unwrap_or("UTC").to_owned(),
            now: clock.when(self.now()),
            as_of: self.as_of.map(|at| clock.when(at)),
            here: self.here(),
            withheld: self.site().map_or(0, |site| site.withheld.len()),
            kept: self.is_kept(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            tongues: Tongue::ALL.map(|tongue| TongueView {
                tag: tongue.tag(),
                name: tongue.name(),
                chosen: tongue == self.tongue,
                href: self.in_tongue(tongue),
            }),
        }
    }

    /// This page in another language.
    fn in_tongue(&self, tongue: Tongue) -> String {
        let is_other = |field: &&str| !field.is_empty() && !field.starts_with("lang=");
        let rest: Vec<&str> =
            self.asked.query.as_deref().unwrap_or_default().split('&').filter(is_other).collect();
        let rest = rest.iter().map(|field| format!("{field}&")).collect::<String>();
        format!("{}?{rest}lang={}", self.asked.path, tongue.tag())
    }
}

/// What every page of the desk shows.
#[derive(Debug, Serialize)]
struct Frame {
    /// The site's title.
    title: String,
    /// The site's home page.
    site: String,
    zone: String,
    now: super::when::When,
    as_of: Option<super::when::When>,
    here: String,
    withheld: usize,
    /// Whether all is told of the site as it last was without errors.
    kept: bool,
    errors: usize,
    warnings: usize,
    tongues: [TongueView; 2],
}

#[derive(Debug, Serialize)]
struct TongueView {
    tag: &'static str,
    name: &'static str,
    chosen: bool,
    href: String,
}

/// A part of a long list.
#[derive(Debug, Serialize)]
pub(super) struct Pager {
    /// Which part, counted from 1.
    number: usize,
    /// How many parts.
    count: usize,
    /// How many entries in all.
    total: usize,
    /// The address up to the number of the part.
    href: String,
}

impl Pager {
    /// The part of a list that is asked for; `href` ends where the number belongs.
    pub(super) fn part<T>(all: Vec<T>, number: usize, each: usize, href: String) -> (Self, Vec<T>) {
        let total = all.len();
        let count = total.div_ceil(each).max(1);
        let number = number.min(count);
        let part = all.into_iter().skip((number - 1) * each).take(each).collect();
        (Self { number, count, total, href }, part)
    }
}

/// Fields for an address of the desk, ready to stand behind its `?`.
pub(super) fn fields(pairs: &[(&str, &str)]) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}
