//! From arguments to a run of the pipeline.

use std::path::{Path, PathBuf};

use handbill::calendar::parse_epoch;
use handbill::model::Drafts;
use handbill::pipeline::{Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::{LinkArgs, Links, SiteArgs};
use super::exit::Failure;

/// What stands for `--now` where that is not given.
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The instant that the command line asks for, or the present one.
pub(crate) fn now(args: &SiteArgs) -> Result<Now, Failure> {
    // An empty variable is how many shells unset one.
    let Some(text) = args.now.as_ref().filter(|text| !text.is_empty()) else {
        return Ok(Now::At(Timestamp::now()));
    };
    if named_by(text) == VARIABLE
        && let Some(at) = parse_epoch(text)
    {
        return Ok(Now::At(at));
    }
    let now = Now::Written(text.clone());
    match now.instant(&TimeZone::UTC) {
        Some(_) => Ok(now),
        None => Err(Failure::usage(
            format!("`{text}` is no instant ({})", named_by(text)),
            "write it like 2026-11-27T19:30+08:00, 2026-11-27T19:30, 2026-11-27, or as seconds since 1970",
        )),
    }
}

/// Who says the instant: people who did not type it look for it in vain otherwise.
fn named_by(text: &str) -> &'static str {
    if std::env::var(VARIABLE).is_ok_and(|value| value == text) { VARIABLE } else { "--now" }
}

/// The drafts that a flag asks for.
pub(crate) const fn drafts(show: bool) -> Drafts {
    if show { Drafts::Show } else { Drafts::Hide }
}

/// A pipeline for the site of the command line.
pub(crate) fn pipeline(
    args: &SiteArgs,
    links: Option<&LinkArgs>,
    drafts: Drafts,
    posters: bool,
) -> Result<Pipeline, Failure> {
    let (base_url, links) = links.map(self::links).transpose()?.unwrap_or_default();
    Ok(Pipeline::new(Settings { root: args.site.clone(), base_url, drafts, links, posters }))
}

/// What the links of the command line ask for.
pub(crate) fn links(args: &LinkArgs) -> Result<(Option<String>, LinkStyle), Failure> {
    let base_url = args.base_url.as_deref().map(base_url).transpose()?;
    let style = match args.links {
        Links::Web => LinkStyle::Web,
        Links::Files => LinkStyle::Files,
    };
    Ok((base_url, style))
}

/// The address with a `/` at its end.
fn base_url(written: &str) -> Result<String, Failure> {
    let has_host = ["https://", "http://"].iter().any(|scheme| {
        written.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    });
    let plain = !written
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '<' | '>'));
    if !has_host || !plain {
        return Err(Failure::usage(
            format!("`{written}` cannot be the site's address"),
            "write it whole, for example --base-url https://lantern.example/team/",
        ));
    }
    Ok(if written.ends_with('/') { written.to_owned() } else { format!("{written}/") })
}

/// A path as people read it in a closing line.
pub(crate) fn shown(path: &Path) -> String {
    let inner = path.strip_prefix(".").unwrap_or(path);
    if inner.as_os_str().is_empty() { ".".to_owned() } else { inner.display().to_string() }
}

/// A place in the site, without a `./` that nobody typed.
pub(crate) fn inside(site: &Path, path: &str) -> PathBuf {
    site.strip_prefix(".").unwrap_or(site).join(path)
}

/// The end of a closing line, ` of my-site`; nothing where the site is the folder that one is in.
pub(crate) fn of_site(site: &Path) -> String {
    match shown(site).as_str() {
        "." => String::new(),
        name => format!(" of {name}"),
    }
}
