//! Structured data: a page's facts as JSON-LD in the words of schema.org.

mod events;
mod graph;
mod offered;
mod told;

use serde_json::{Value, json};

use self::graph::{object, script};
use super::address::absolute;
use super::printer::Printer;
use crate::model::{Kind, KindFields, Lang, Page, PageFacts, SiteList, UrlPath};

impl Printer {
    /// What a content page is about, and where it stands in the site.
    pub(super) fn structured_page(&self, page: &Page) -> String {
        let mut things = match &page.facts {
            PageFacts::Post { people, .. } => vec![self.article(page, "BlogPosting", people)],
            PageFacts::Story(story) => vec![self.article(page, "Article", &story.people)],
            PageFacts::Event(facts) => self.events(page, facts),
            PageFacts::Drop(facts) => vec![self.product(page, facts)],
            PageFacts::Member(_) => vec![self.profile(page)],
            PageFacts::Chapter(facts) => vec![self.chapter(page, &facts.leads)],
            PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => vec![self.web_page(page)],
        };
        let home = self.home_url(&page.lang);
        let list = self.site.list_of(page.kind, &page.lang);
        let mut trail = vec![(self.site.config.title_in(&page.lang), &home)];
        trail.extend(list.map(|list| (self.list_title(list), &list.url)));
        trail.push((page.title.as_str(), &page.url));
        things.push(self.breadcrumbs(&trail));
        script(&things)
    }

    /// The home page: the site, and who stands behind it.
    pub(super) fn structured_home(&self, lang: &Lang) -> String {
        let config = &self.site.config;
        let community = &config.community;
        let contact = community.contact.as_deref().unwrap_or_default();
        let (mail, address) = if contact.contains("://") { ("", contact) } else { (contact, "") };
        let organization = object(
            "Organization",
            [
                ("@id", self.organization_id().into()),
                ("name", config.community_name().into()),
                ("url", config.base_url.as_str().into()),
                ("logo", self.logo().into()),
                ("slogan", config.mission_in(lang).unwrap_or_default().into()),
                ("email", mail.strip_prefix("mailto:").unwrap_or(mail).into()),
                ("sameAs", address.into()),
                ("foundingDate", community.founded.map_or(Value::Null, |day| day.to_string().into())),
            ],
        );
        let site = object(
            "WebSite",
            [
                ("name", config.title_in(lang).into()),
                ("url", self.absolute(&self.home_url(lang)).into()),
                ("description", self.description_in(lang).into()),
                ("inLanguage", lang.as_str().into()),
                ("publisher", json!({ "@id": self.organization_id() })),
            ],
        );
        script(&[site, organization])
    }

    /// A list; of questions all of them with their answers, of tiers what they cost.
    pub(super) fn structured_list(&self, list: &SiteList, title: &str, answers: &[String]) -> String {
        let kind = if list.kind == Kind::Faq { "FAQPage" } else { "CollectionPage" };
        let pages = || list.pages.iter().map(|id| self.page_of(*id));
        let questions =
            pages().zip(answers).filter(|(page, _)| page.kind == Kind::Faq).map(|(page, answer)| {
                object(
                    "Question",
                    [
                        ("name", page.title.as_str().into()),
                        ("url", self.absolute_of(page).into()),
                        ("acceptedAnswer", object("Answer", [("text", answer.as_str().into())])),
                    ],
                )
            });
        let mut offers: Vec<Value> = Vec::new();
        for page in pages() {
            let KindFields::Tier(tier) = &page.document.front.fields else { continue };
            let Some(price) = &tier.price else { continue };
            offers.push(object(
                "Offer",
                [
                    ("name", page.title.as_str().into()),
                    ("url", self.absolute_of(page).into()),
                    ("description", page.summary.as_str().into()),
                    ("price", price.amount.to_string().into()),
                    ("priceCurrency", price.currency.as_deref().unwrap_or_default().into()),
                    ("offeredBy", self.organization()),
                ],
            ));
        }
        let page = object(
            kind,
            [
                ("name", title.into()),
                ("url", self.absolute(&list.url).into()),
                ("inLanguage", list.lang.as_str().into()),
                ("mainEntity", questions.collect::<Vec<_>>().into()),
                ("about", offers.into()),
            ],
        );
        let home = self.home_url(&list.lang);
        let trail = [(self.site.config.title_in(&list.lang), &home), (title, &list.url)];
        script(&[page, self.breadcrumbs(&trail)])
    }

    fn breadcrumbs(&self, trail: &[(&str, &UrlPath)]) -> Value {
        let items: Vec<Value> = trail
            .iter()
            .enumerate()
            .map(|(at, (name, url))| {
                object(
                    "ListItem",
                    [
                        ("position", (at + 1).into()),
                        ("name", (*name).into()),
                        ("item", self.absolute(url).into()),
                    ],
                )
            })
            .collect();
        object("BreadcrumbList", [("itemListElement", items.into())])
    }

    /// Who stands behind the site, as a part of what stands on a page.
    fn organization(&self) -> Value {
        object(
            "Organization",
            [
                ("@id", self.organization_id().into()),
                ("name", self.site.config.community_name().into()),
                ("url", self.site.config.base_url.as_str().into()),
            ],
        )
    }

    /// The seal as the theme draws it for browsers; empty where it does not.
    fn logo(&self) -> String {
        let icon = self.engine.assets().get("icon.svg");
        icon.map_or_else(String::new, |icon| absolute(&self.site.config, icon.output.as_str()))
    }

    fn organization_id(&self) -> String {
        format!("{}#organization", self.site.config.base_url)
    }
}
