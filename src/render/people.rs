//! Credits as views show them.

use super::printer::Printer;
use super::views::CreditView;
use crate::model::{Credit, Lang, seal};

impl Printer {
    pub(super) fn credits<'a>(&'a self, credits: &'a [Credit], lang: &Lang) -> Vec<CreditView<'a>> {
        credits.iter().map(|credit| self.credit(credit, lang)).collect()
    }

    pub(super) fn credit<'a>(&'a self, credit: &'a Credit, lang: &Lang) -> CreditView<'a> {
        let (name, url) = match credit {
            Credit::Named { name, url, .. } => (name.as_str(), self.href(url)),
            Credit::Alias(alias) => (alias.as_str(), String::new()),
            Credit::Anonymous => (self.words(lang).a_member.as_str(), String::new()),
        };
        CreditView { name, url, seal: seal(name) }
    }
}
