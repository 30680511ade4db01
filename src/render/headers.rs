//! What a host should send along: policies, caching, redirects.

use std::fmt::Write as _;

use super::address;
use super::printer::Printer;
use crate::model::{Job, SiteConfig};

/// Where a policy is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a page. `frame-ancestors` has no effect there (CSP3 §3.3) and is left out.
    Meta,
    /// In a header.
    Header,
}

/// The Content-Security-Policy: the site's own files and nothing else, widened by `[security] allow`.
pub(super) fn policy(config: &SiteConfig, place: Place) -> String {
    const DIRECTIVES: [(&str, &str); 10] = [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("media-src", "'self'"),
        ("frame-src", ""),
        ("form-action", "'self'"),
        ("base-uri", "'none'"),
    ];
    let mut parts = Vec::with_capacity(DIRECTIVES.len() + 1);
    for (directive, own) in DIRECTIVES {
        let allowed = config.security.allow.get(directive).map(Vec::as_slice).unwrap_or_default();
        let sources: Vec<&str> = std::iter::once(own)
            .filter(|own| !own.is_empty())
            .chain(allowed.iter().map(String::as_str))
            .collect();
        if !sources.is_empty() {
            parts.push(format!("{directive} {}", sources.join(" ")));
        }
    }
    if place == Place::Header {
        parts.push("frame-ancestors 'self'".to_owned());
    }
    parts.join("; ")
}

/// `_headers`, as Netlify and Cloudflare Pages read it.
pub(super) fn headers_file(config: &SiteConfig) -> String {
    let base = config.base_path();
    format!(
        "{base}*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n\
         {base}assets/*\n  Cache-Control: public, max-age=31536000, immutable\n\
         {base}*.ics\n  Content-Type: text/calendar; charset=utf-8\n",
        policy(config, Place::Header)
    )
}

/// `_redirects`: `from to 301` for each alias, `302` for each code: what a code opens may change.
pub(super) fn redirects_file(printer: &Printer) -> String {
    let base = printer.site.config.base_path();
    let mut lines = String::new();
    for (path, job) in &*printer.plan.jobs {
        let (to, status) = match job {
            Job::Redirect(to) => (super::LinkStyle::Web.relative(to).into_owned(), 301),
            Job::Code(code) => match printer.site.codes.get(*code) {
                Some(code) => {
                    (address::with_anchor(super::LinkStyle::Web, &code.to, code.anchor.as_deref()), 302)
                }
                None => continue,
            },
            Job::Home(_)
            | Job::Page(_)
            | Job::List { .. }
            | Job::Year { .. }
            | Job::Tags(_)
            | Job::Tag { .. }
            | Job::Feed(..)
            | Job::Calendar(_)
            | Job::Replies(_)
            | Job::Sitemap
            | Job::Robots
            | Job::NotFound
            | Job::Headers
            | Job::Redirects
            | Job::NextBuild
            | Job::Asset(_)
            | Job::Copy(_)
            | Job::Picture(_)
            | Job::PosterPage(_)
            | Job::Wall { .. }
            | Job::Poster { .. } => continue,
        };
        let from = address::of_output(path);
        writeln!(lines, "{base}{from} {base}{to} {status}").expect("a String takes every text");
    }
    lines
}
