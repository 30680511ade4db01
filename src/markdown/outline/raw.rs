//! Raw HTML, as far as the outline knows it.

use super::{Reader, shortened};
use crate::markdown::raw::filter;
use crate::model::BodyLink;

/// How deep elements may be nested where there is raw HTML: a parser of HTML asks at each one what is open
/// around it, so a file made for it could hold up a build.
const DEEPEST: usize = 1000;

impl Reader<'_> {
    /// Reads a finished piece of raw HTML: what it may not hold, its ids and, where they count, its addresses;
    /// returns how many these are.
    pub(super) fn raw_html(&mut self, has_links: bool) -> usize {
        if self.first_html.is_none() {
            self.first_html = self.html.first();
        }
        self.filtered.clear();
        let (first, mut addresses) = (self.outline.links.len(), Vec::new());
        filter(self.html.text(), &mut self.seen, &mut self.filtered, &mut |address| {
            addresses.push((address.form, address.target.to_owned(), address.at));
            first + addresses.len() - 1
        });
        addresses.truncate(if has_links { addresses.len() } else { 0 });
        let count = addresses.len();
        for (form, target, at) in addresses {
            let span = self.span(self.html.place(&at));
            self.outline.links.push(BodyLink { form, target, span });
        }
        for finding in std::mem::take(&mut self.seen.findings) {
            let at = self.html.place(&finding.at);
            let message = format!("raw HTML: {} is left out", named(&finding.what));
            self.warn("markdown::raw-html", message, at, finding.why);
        }
        self.html.clear();
        count
    }

    /// Tells whether elements are nested too deep for raw HTML, and then warns of it.
    pub(in crate::markdown) fn is_too_deep(&mut self) -> bool {
        let is_too_deep = self.first_html.is_some() && self.deepest + self.seen.deepest > DEEPEST;
        if is_too_deep {
            let message = format!("raw HTML: elements are nested more than {DEEPEST} deep");
            let at = self.first_html.take().unwrap_or_default();
            self.warn("markdown::raw-html", message, at, "the tags stand as text; close what is opened");
            self.seen.ids.clear();
        }
        is_too_deep
    }
}

/// A name in backticks, or a phrase as it is.
fn named(what: &str) -> String {
    if what.contains(' ') { what.to_owned() } else { format!("`{}`", shortened(what)) }
}
