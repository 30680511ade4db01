//! The site to views: what every page of a language shows of it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;

use super::section_of;
use crate::model::{Kind, Lang, Page, PageId, UrlPath};
use crate::render::printer::Printer;
use crate::render::views::{CommunityView, LangView, NavView, SiteView};

impl Printer {
    /// What every page of a language shows of the site.
    pub(in crate::render) fn site_view<'a>(&'a self, lang: &Lang) -> SiteView<'a> {
        let config = &self.site.config;
        let root = self.home_url(lang);
        let has_tags = self.site.tags.iter().any(|tag| tag.lang == *lang);
        SiteView {
            title: config.title_in(lang),
            description: config.description_in(lang).unwrap_or_default(),
            base_url: &config.base_url,
            url: self.href(&root),
            seal: config.seal_in(lang),
            feed: self.feed_at(&root),
            tags: if has_tags { self.folder_url(lang, "tags") } else { String::new() },
            posters: self.list_url(Kind::PrintRun, lang).map_or_else(String::new, |url| self.href(&url)),
            community: self.community(lang),
            titles: self.list_titles(lang),
            nav: self.nav(lang),
            langs: self
                .site
                .homes
                .keys()
                .map(|lang| LangView {
                    lang: lang.to_string(),
                    label: self.label_of(lang).to_owned(),
                    url: self.href(&self.home_url(lang)),
                })
                .collect(),
            recent: self.newest(lang, 5),
            extra: tera::Value::from_serializable(&config.extra),
        }
    }

    fn community<'a>(&'a self, lang: &Lang) -> CommunityView<'a> {
        let config = &self.site.config;
        let community = &config.community;
        let contact = community.contact.as_deref().unwrap_or_default();
        let with_page =
            || self.site.list_of(Kind::Member, &config.language).map_or(0, |list| list.pages.len());
        CommunityView {
            name: config.community_name_in(lang),
            mission: config.mission_in(lang).unwrap_or_default(),
            contact,
            contact_url: match contact {
                "" => String::new(),
                url if url.contains(':') => url.to_owned(),
                mail => format!("mailto:{mail}"),
            },
            founded: community.founded.and_then(|day| self.day_view(day, lang)),
            goal_members: community.goal_members,
            members: community
                .members
                .map_or_else(with_page, |told| usize::try_from(told).unwrap_or(usize::MAX)),
            members_with_page: community.members.is_none(),
            join: self.section_url(Kind::Tier, lang),
            help: self.section_url(Kind::Faq, lang),
        }
    }

    /// A kind's list, to stand behind `root`; empty where nothing is in it.
    fn section_url(&self, kind: Kind, lang: &Lang) -> String {
        let list = self.site.list_of(kind, lang).filter(|list| !list.pages.is_empty());
        list.map_or_else(String::new, |list| self.href(&list.url))
    }

    /// The navigation as configured, else the lists that have content and the pages at the root.
    fn nav(&self, lang: &Lang) -> Vec<NavView> {
        let written = &self.site.config.nav;
        if written.is_empty() {
            let has_content = |kind: &Kind| {
                let list = self.site.list_of(*kind, lang);
                list.is_some_and(|list| !list.pages.is_empty() || list.index.is_some())
                    || *kind == Kind::PrintRun && self.wall_url(lang).is_some()
            };
            let folders = Kind::ALL.into_iter().filter(has_content);
            let folders = folders.filter_map(|kind| -> Option<&str> { kind.section() });
            let pages = self.site.shown_in(lang).map(|id| self.page_of(id));
            let pages = pages.filter(|page| page.kind == Kind::Page && page.document.name.folders.is_empty());
            // More than a line of them wants to be chosen: `[nav]`.
            let pages = pages.take(6).map(|page| page.document.name.stem.as_str());
            return folders.chain(pages).filter_map(|to| self.nav_item(lang, to, None)).collect();
        }
        let written = written.iter().filter(|item| item.lang.as_ref().is_none_or(|own| own.value == *lang));
        written.filter_map(|item| self.nav_item(lang, &item.to.value, item.label.as_deref())).collect()
    }

    /// An entry of the navigation; none where this language lacks its target.
    fn nav_item(&self, lang: &Lang, to: &str, label: Option<&str>) -> Option<NavView> {
        let entry = |title: &str, url: String, section: &str| NavView {
            label: label.unwrap_or(title).to_owned(),
            url,
            external: false,
            section: section.to_owned(),
            lang: lang.to_string(),
        };
        if to.contains(':') {
            let label = label.unwrap_or(to).to_owned();
            return Some(NavView {
                label,
                url: to.to_owned(),
                external: true,
                section: String::new(),
                lang: String::new(),
            });
        }
        if to == "tags" {
            let url = self.folder_url(lang, "tags");
            return self
                .site
                .tags
                .iter()
                .any(|tag| tag.lang == *lang)
                .then(|| entry(&self.engine.text(lang, "tags"), url, "tags"));
        }
        if let Some(kind) = Kind::of_list(to) {
            let url = self.list_url(kind, lang)?;
            let section = kind.section().unwrap_or_default();
            return Some(entry(self.title_of_list(kind, lang), self.href(&url), section));
        }
        if let Some(path) = to.strip_prefix('/') {
            return Some(entry(to, self.href(&self.printed_at(path)?), ""));
        }
        let page = self.nav_page(lang, to)?;
        let entry = entry(&page.title, self.href_of(page), &section_of(page));
        Some(NavView { lang: page.lang.to_string(), ..entry })
    }

    /// The page that the navigation names: in this language by its own file's name or as a translation, else borrowed.
    fn nav_page(&self, lang: &Lang, to: &str) -> Option<&Page> {
        let named = |page: &&Page| page.document.name.reference() == to;
        let own = || self.site.shown_in(lang).map(|id| self.page_of(id)).find(named);
        let default = &self.site.config.language;
        let mut pages = self.site.pages.iter().map(|page| &**page).filter(|page| page.lang == *default);
        let translated =
            pages.find(named).and_then(|page| page.translations.iter().find(|(own, _)| own == lang));
        let translated = translated.and_then(|(_, url)| {
            let at = self.site.pages.binary_search_by(|page| page.url.cmp(url)).ok()?;
            Some(self.page_of(PageId(at)))
        });
        translated.or_else(own)
    }

    /// The address of an output as people write it: percent-encoded or not, with its final `/` or without.
    fn printed_at(&self, written: &str) -> Option<UrlPath> {
        let decoded = percent_decode_str(written).decode_utf8().ok()?;
        let path = decoded.strip_suffix("index.html").unwrap_or(&decoded);
        let addresses = [format!("/{path}"), format!("/{path}/")].into_iter();
        let mut addresses = addresses.filter_map(|address| UrlPath::new(&address).ok());
        addresses.find(|address| self.plan.jobs.contains_key(&address.output()))
    }

    /// The newest dated pages of a language, in short.
    pub(in crate::render) fn newest(&self, lang: &Lang, count: usize) -> Vec<tera::Value> {
        let mut newest: BTreeSet<(Reverse<Timestamp>, PageId)> = BTreeSet::new();
        for id in self.site.shown_in(lang) {
            let Some(date) = self.page_of(id).date.as_ref() else { continue };
            newest.insert((Reverse(date.timestamp()), id));
            if newest.len() > count {
                newest.pop_last();
            }
        }
        newest.into_iter().map(|(_, id)| self.summary_in(id, lang)).collect()
    }
}
