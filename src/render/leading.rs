//! Short pages that lead on to another: former addresses, and codes of posters.

use super::address::{self, root_of};
use super::printer::Printer;
use super::views::{HereView, Shared};
use crate::diagnostics::Diagnostic;
use crate::model::{Code, Lang, OutputPath, UrlPath};

/// Where such a page leads.
struct Way<'a> {
    kind: &'static str,
    lang: &'a Lang,
    title: &'a str,
    to: &'a UrlPath,
    anchor: Option<&'a str>,
}

impl Printer {
    /// A former address.
    pub(super) fn redirect(&self, path: &OutputPath, to: &UrlPath) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let lists = self.site.lists.iter().filter_map(|list| list.index.as_ref());
        let texts = lists.chain(self.site.homes.values().flatten());
        let page = self.site.pages.iter().chain(texts).find(|page| page.url == *to);
        let lang = page.map_or(&self.site.config.language, |page| &page.lang);
        let title = page.map_or("", |page| page.title.as_str());
        self.leading(path, &Way { kind: "redirect", lang, title, to, anchor: None })
    }

    /// The short page of a code, in the language of its poster.
    pub(super) fn code(&self, path: &OutputPath, code: Code) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let code =
            self.site.codes.get(code).expect("the plan has a job for each code of the site and no other");
        let lang = if self.words.contains_key(&code.lang) { &code.lang } else { &self.site.config.language };
        let title = code.page.map_or("", |page| self.page_of(page).title.as_str());
        self.leading(path, &Way { kind: "code", lang, title, to: &code.to, anchor: code.anchor.as_deref() })
    }

    fn leading(&self, path: &OutputPath, way: &Way<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let target = address::with_anchor(self.options.links, way.to, way.anchor);
        let canonical = self.absolute(way.to);
        let here = HereView {
            kind: way.kind,
            url: target.clone(),
            canonical: canonical.clone(),
            title: way.title,
            description: "",
            feed: String::new(),
            feeds: Shared::new(&Vec::new()),
            calendars: Shared::new(&Vec::new()),
            social: None,
            section: String::new(),
            translations: Vec::new(),
            x_default: String::new(),
            switch: Vec::new(),
            as_of: None,
        };
        let mut context = self.context(&root_of(path), way.lang, &here);
        context.insert("target", &target);
        context.insert("canonical", &canonical);
        self.engine.render("redirect.html", &context)
    }
}
