//! Credits as views show them.

use super::printer::Printer;
use super::views::CreditView;
use crate::model::{Credit, Lang, Page, UrlPath, seal};

/// The seal of somebody who may not be named: initials of "a member" would look like a name.
const NOBODY: &str = "•";

impl Printer {
    pub(super) fn credits<'a>(&'a self, credits: &'a [Credit], lang: &Lang) -> Vec<CreditView<'a>> {
        credits.iter().map(|credit| self.credit(credit, lang)).collect()
    }

    pub(super) fn credit<'a>(&'a self, credit: &'a Credit, lang: &Lang) -> CreditView<'a> {
        let (name, url) = match credit.url().and_then(|url| self.face_abroad(url, lang)) {
            Some(page) => (page.title.as_str(), Some(&page.url)),
            None => (credit.name(&self.words(lang).a_member), credit.url()),
        };
        let url = url.map_or_else(String::new, |url| self.href(url));
        let seal = match credit {
            Credit::Named { .. } | Credit::Alias(_) => seal(name),
            Credit::Anonymous => NOBODY.to_owned(),
        };
        CreditView { name, url, seal }
    }

    /// A member's page in the reader's language, where a borrowed page names another one.
    fn face_abroad(&self, url: &UrlPath, reader: &Lang) -> Option<&Page> {
        let pages = &self.site.pages;
        let at = |url: &UrlPath| pages.binary_search_by(|page| page.url.cmp(url)).ok().map(|at| &*pages[at]);
        // Only languages that borrow show credits of another language than their own.
        if !self.site.borrowed.contains_key(reader) || self.site.config.is_under(url.as_str(), reader) {
            return None;
        }
        at(url)?.translations.iter().find(|(lang, _)| lang == reader).and_then(|(_, url)| at(url))
    }
}
