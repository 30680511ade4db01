//! What all pages of a language, or of a kind in a language, have alike: made once for each.

use std::collections::BTreeMap;

use super::printer::Printer;
use super::social;
use super::views::{FeedView, Shared};
use crate::model::{Kind, Lang, SiteList};

/// What the pages of one language have alike.
#[derive(Debug)]
pub(super) struct Alike {
    /// The language as Open Graph names it.
    pub(super) locale: String,
    /// The feeds of the site.
    pub(super) feeds: Shared<Vec<FeedView>>,
    /// Of each kind that has a list.
    kinds: BTreeMap<Kind, AlikeKind>,
}

/// What the pages of one kind have alike.
#[derive(Debug)]
struct AlikeKind {
    /// Of the list.
    title: String,
    /// The list's own feeds, where it has any, and those of the site.
    feeds: Shared<Vec<FeedView>>,
}

impl Printer {
    /// What the pages of a language have alike; those of the default one where the site has no such language.
    pub(super) fn alike(&self, lang: &Lang) -> &Alike {
        let default = &self.site.config.language;
        let cell = self.alike.get_key_value(lang).or_else(|| self.alike.get_key_value(default));
        let (lang, cell) = cell.expect("the default language is among the languages of a site");
        cell.get_or_init(|| {
            let lists = self.site.lists.iter().filter(|list| list.lang == *lang);
            let kinds = lists.map(|list| {
                let title = self.made_title(list);
                let own = list.has_feed.then_some((&list.url, title.as_str()));
                let feeds = self.feeds_at(own, lang);
                (list.kind, AlikeKind { title, feeds })
            });
            Alike { locale: social::locale(lang), feeds: self.feeds_at(None, lang), kinds: kinds.collect() }
        })
    }

    /// A list's title: of its `_index.md`, else the theme's word for the kind.
    pub(super) fn list_title(&self, list: &SiteList) -> &str {
        self.alike(&list.lang).kinds.get(&list.kind).map_or("", |kind| &kind.title)
    }

    /// The feeds of a kind in a language: its list's own, where it has any, and those of the site.
    pub(super) fn feeds_of_kind(&self, kind: Kind, lang: &Lang) -> Shared<Vec<FeedView>> {
        let alike = self.alike(lang);
        alike.kinds.get(&kind).map_or(&alike.feeds, |kind| &kind.feeds).clone()
    }

    fn made_title(&self, list: &SiteList) -> String {
        match list.index.as_ref().map(|index| index.title.as_str()) {
            Some(title) if !title.is_empty() => title.to_owned(),
            Some(_) | None => {
                self.engine.text(&list.lang, &format!("list-{}", list.kind.section().unwrap_or_default()))
            }
        }
    }
}
