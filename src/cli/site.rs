//! From arguments to a run of the pipeline.

use std::path::Path;

use handbill::model::Drafts;
use handbill::pipeline::{Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::{LinkArgs, Links, SiteArgs};
use super::exit::Failure;

/// The instant that the command line asks for, or the present one.
pub(crate) fn now(args: &SiteArgs) -> Result<Now, Failure> {
    let Some(text) = &args.now else { return Ok(Now::At(Timestamp::now())) };
    let now = Now::Written(text.clone());
    match now.instant(&TimeZone::UTC) {
        Some(_) => Ok(now),
        None => Err(Failure::usage(
            format!("`{text}` is no instant"),
            "write it like 2026-11-27T19:30+08:00, 2026-11-27T19:30, 2026-11-27, or as seconds since 1970",
        )),
    }
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
) -> Result<Pipeline, Failure> {
    let (base_url, links) = links.map(self::links).transpose()?.unwrap_or_default();
    Ok(Pipeline::new(Settings { root: args.site.clone(), base_url, drafts, links }))
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
    path.display().to_string()
}
