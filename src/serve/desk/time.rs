//! The site as of another instant: a slider, its changes as ticks, and the site in a frame below it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Serialize;

use super::changes::{self, Change};
use super::query::local;
use super::reader::{Reader, fields};
use super::when::When;
use super::{DESK, to};
use crate::calendar::parse_instant;
use crate::model::{Site, Transition};

/// How many days before today the slider begins.
const DAYS_BEFORE: i64 = 28;
/// How far it reaches, in days, where nobody asks for all.
const DAYS_AHEAD: i64 = 92;
/// How many changes are listed with their causes.
const LISTED: usize = 250;
/// How many of those to come are not folded away.
const OPEN: usize = 8;
/// How many pages that change with time are offered to be looked at.
const OFFERED: usize = 60;
/// No site is looked at from further away, in days: rules would be reckoned through centuries.
const FARTHEST: i64 = 36_600;
/// The width of the drawing of ticks, in its own units.
const WIDTH: i64 = 1000;

/// A page that may be looked at.
#[derive(Debug, Serialize)]
struct Choice {
    href: String,
    title: String,
    chosen: bool,
}

#[derive(Debug, Serialize)]
struct View {
    /// What was asked for and is no instant.
    wrong: Option<String>,
    start: When,
    end: When,
    now: When,
    /// Whether now does not move on.
    still: bool,
    /// The instant that the frame shows.
    shown: When,
    /// The same for a field, in the site's zone.
    field: String,
    /// How far the arrow keys move, in seconds.
    step: i64,
    /// Where now is in the drawing.
    now_x: i64,
    /// The ticks as a path of SVG.
    ticks: String,
    /// Every instant at which something changes, in seconds, for the script.
    turns: String,
    previous: Option<When>,
    next: Option<When>,
    /// The changes before now, the next ones after it, and those after these.
    past: Vec<Change>,
    coming: Vec<Change>,
    later: Vec<Change>,
    more: usize,
    /// The address that shows all of the future, where that is more.
    all: Option<String>,
    /// The address that shows only the near future, where all is shown.
    near: Option<String>,
    page: String,
    pages: Vec<Choice>,
    lists: Vec<Choice>,
    moving: Vec<Choice>,
    /// Where to come back to.
    back: String,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    shown(reader, StatusCode::OK, None)
}

fn shown(reader: &Reader<'_>, status: StatusCode, wrong: Option<&str>) -> Response {
    let Some(site) = reader.site() else { return super::problems::page(reader) };
    let (clock, now) = (reader.clock(), reader.now());
    let at = reader.as_of.unwrap_or(now);
    let today = now.to_zoned(reader.zone.clone()).start_of_day().map_or(now, |day| day.timestamp());
    let start = ahead(today, -DAYS_BEFORE).min(at);
    let last = site.transitions.last().map_or(ahead(now, DAYS_BEFORE), |last| last.at);
    let near = ahead(now, DAYS_AHEAD);
    let reach = if reader.query.has("all") { last } else { last.min(near) };
    let reach = reach.max(at).max(ahead(now, 1));
    // A little room behind the last change, to stand in.
    let room = (reach.as_second() - start.as_second()) / 40;
    let end = reach.checked_add(SignedDuration::from_secs(room.max(3600))).unwrap_or(reach);

    // Only an edition of that time knows what has happened since.
    let before = reader.preview.edition_at(start).ok();
    let past = before.as_ref().and_then(|edition| edition.printer.as_ref()).map(|printer| printer.site());
    let past: Vec<Change> = past.map_or_else(Vec::new, |past| {
        let passed = past.transitions.partition_point(|transition| transition.at <= now);
        changes::told(past, &reader.preview.base, clock, &past.transitions[..passed])
    });
    let coming = within(&site.transitions, now, end);
    let coming = changes::told(site, &reader.preview.base, clock, coming);
    let mut all: Vec<Change> = past.into_iter().chain(coming).collect();

    let seconds: Vec<i64> = all.iter().map(|change| change.when.second).collect();
    let x = |second: i64| {
        let (from, length) = (start.as_second(), end.as_second() - start.as_second());
        (second - from) * WIDTH / length.max(1)
    };
    let marks: BTreeSet<i64> = seconds.iter().map(|second| x(*second)).collect();
    let previous = seconds.iter().rev().find(|second| **second < at.as_second());
    let next = seconds.iter().find(|second| **second > at.as_second());
    let instant = |second: &i64| Timestamp::from_second(*second).ok().map(|at| clock.when(at));

    let page = looked_at(reader);
    let moving = moving(&all, &page);
    let more = all.len().saturating_sub(LISTED);
    all.truncate(LISTED);
    let mut coming = all.split_off(all.partition_point(|change| change.when.second <= now.as_second()));
    let later = coming.split_off(coming.len().min(OPEN));
    let own = fields(&[("page", &page)]);
    let view = View {
        wrong: wrong.map(str::to_owned),
        start: clock.when(start),
        end: clock.when(end),
        now: clock.when(now),
        still: reader.preview.stands_still,
        shown: clock.when(at),
        field: clock.field(at),
        step: if room > 24 * 3600 { 3600 } else { 900 },
        now_x: x(now.as_second()),
        ticks: marks.iter().map(|x| format!("M{x} 0V10")).collect(),
        turns: seconds.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        previous: previous.and_then(instant),
        next: next.and_then(instant),
        past: all,
        coming,
        later,
        more,
        all: (last > near && !reader.query.has("all")).then(|| format!("{DESK}time/?all=1&{own}")),
        near: (last > near && reader.query.has("all")).then(|| format!("{DESK}time/?{own}")),
        pages: homes(reader, site, &page),
        lists: lists(reader, site, &page),
        moving,
        back: if reader.query.has("all") {
            format!("{DESK}time/?all=1&{own}")
        } else {
            format!("{DESK}time/?{own}")
        },
        page,
    };
    reader.page_with(status, "time.html", "time", &view)
}

/// Remembers, in a cookie of the asker's own, the instant that pages are shown as of.
pub(super) fn set(reader: &Reader<'_>) -> Response {
    let name = reader.preview.cookie();
    let back = reader.query.get("back").and_then(local).unwrap_or_else(|| format!("{DESK}time/").into());
    let Some(text) = reader.query.get("instant") else {
        return to(
            StatusCode::SEE_OTHER,
            &back,
            Some(&format!("{name}=; Path=/; Max-Age=0; SameSite=Strict")),
        );
    };
    let now = reader.now();
    let is_near = |at: &Timestamp| *at >= ahead(now, -FARTHEST) && *at <= ahead(now, FARTHEST);
    match parse_instant(text, &reader.zone).filter(is_near) {
        Some(at) => to(StatusCode::SEE_OTHER, &back, Some(&format!("{name}={at}; Path=/; SameSite=Strict"))),
        None => shown(reader, StatusCode::BAD_REQUEST, Some(text)),
    }
}

/// So many days of 24 hours later; the farthest instant there is, where that is too far.
fn ahead(at: Timestamp, days: i64) -> Timestamp {
    at.checked_add((days * 24).hours()).unwrap_or(if days < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

/// The transitions after one instant, up to another.
fn within(transitions: &[Transition], after: Timestamp, until: Timestamp) -> &[Transition] {
    let from = transitions.partition_point(|transition| transition.at <= after);
    let to = transitions.partition_point(|transition| transition.at <= until);
    &transitions[from.min(to)..to]
}

/// The page that the frame shows: of the site, never of the desk itself.
fn looked_at(reader: &Reader<'_>) -> String {
    let page = reader.query.get("page").and_then(local).filter(|page| !page.starts_with("/_handbill"));
    page.map_or_else(|| reader.preview.base.written(), |page| page.into_owned())
}

fn homes(reader: &Reader<'_>, site: &Site, page: &str) -> Vec<Choice> {
    let home = |lang| {
        let href =
            format!("{}{}", reader.preview.base.written(), site.config.root_of(lang).trim_start_matches('/'));
        let title = format!("{} ({lang})", site.config.title_in(lang));
        Choice { chosen: href == page, href, title }
    };
    site.homes.keys().map(home).collect()
}

fn lists(reader: &Reader<'_>, site: &Site, page: &str) -> Vec<Choice> {
    let list = |list: &crate::model::SiteList| {
        let href = reader.preview.base.href(&list.url);
        Choice { chosen: href == page, href, title: list.url.to_string() }
    };
    site.lists.iter().map(list).collect()
}

/// The pages that the changes are of; with the one that is looked at, if it is none of the site's other choices.
fn moving(changes: &[Change], page: &str) -> Vec<Choice> {
    let mut seen = BTreeSet::new();
    let causes = changes.iter().flat_map(Change::causes);
    causes
        .filter_map(|cause| Some((cause.href.clone()?, cause.title.clone())))
        .filter(|(href, _)| seen.insert(href.clone()))
        .take(OFFERED)
        .map(|(href, title)| Choice { chosen: href == page, href, title })
        .collect()
}
