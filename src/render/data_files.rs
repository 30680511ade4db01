//! Files for machines that are no feeds.

use std::borrow::Cow;
use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::address::absolute;
use super::printer::Printer;
use crate::model::{Job, Site, SiteConfig};

/// `sitemap.xml` (sitemaps.org 0.9): every page that a search engine may list, in order of address.
///
/// A page names the day of its last change where its source says one, and the same page in other languages, itself
/// among them (developers.google.com, "localized versions").
pub(super) fn sitemap(printer: &Printer) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (path, job) in &*printer.plan.jobs {
        // Further pages of a list are found from its first.
        let further = matches!(job, Job::List { number, .. } | Job::Wall { number, .. } | Job::Tag { number, .. } if *number > 1);
        if !job.is_page() || further {
            continue;
        }
        let id = if let Job::Page(id) | Job::PosterPage(id) = job { Some(*id) } else { None };
        let page = id.map(|id| printer.page_of(id));
        let translations = match (id, page) {
            (Some(id), _) if matches!(job, Job::PosterPage(_)) => Cow::Owned(printer.posters_abroad(id)),
            (_, Some(page)) => Cow::Borrowed(&*page.translations),
            (_, None) => Cow::Borrowed(&[][..]),
        };
        let address = escaped(&absolute(&printer.site.config, &super::address::of_output(path)));
        xml.push_str("<url><loc>");
        xml.push_str(&address);
        xml.push_str("</loc>");
        if let Some(changed) = page.and_then(|page| page.updated.as_ref()) {
            write!(xml, "<lastmod>{}</lastmod>", changed.date()).expect("a String takes every text");
        }
        if let Some(page) = page.filter(|_| !translations.is_empty()) {
            let own = (page.lang.as_str(), address);
            let others =
                translations.iter().map(|(lang, url)| (lang.as_str(), escaped(&printer.absolute(url))));
            for (lang, address) in std::iter::once(own).chain(others) {
                write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{address}\"/>")
                    .expect("a String takes every text");
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn escaped(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    escape_html(&mut safe, address).expect("a String takes every text");
    safe
}

/// `robots.txt` (RFC 9309).
pub(super) fn robots(config: &SiteConfig) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", absolute(config, "sitemap.xml"))
}

/// What `next-build.json` says.
#[derive(Serialize)]
struct NextBuild {
    next: Option<String>,
    kind: Option<&'static str>,
    required: Option<String>,
}

/// `next-build.json`: when the site should be built again, and the kind of the cause.
pub(super) fn next_build(site: &Site) -> String {
    let first = site.transitions.first();
    let required = site.transitions.iter().find(|transition| transition.kind.needs_build());
    let said = NextBuild {
        next: first.map(|transition| transition.at.to_string()),
        kind: first.map(|transition| transition.kind.name()),
        required: required.map(|transition| transition.at.to_string()),
    };
    let mut json = serde_json::to_string(&said).expect("texts and nulls are JSON");
    json.push('\n');
    json
}
