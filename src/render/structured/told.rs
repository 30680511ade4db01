//! What is told and who is there: articles, people, chapters, plain pages.

use serde_json::Value;

use super::graph::{object, optional};
use crate::model::{Credit, KindFields, Lang, Page, PageFacts};
use crate::render::printer::Printer;

impl Printer {
    pub(super) fn article(&self, page: &Page, kind: &str, people: &[Credit]) -> Value {
        object(
            kind,
            [
                ("headline", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("mainEntityOfPage", self.absolute(&page.url).into()),
                ("inLanguage", page.lang.as_str().into()),
                ("datePublished", optional(page.date.as_ref())),
                ("dateModified", optional(page.updated.as_ref().or(page.date.as_ref()))),
                ("image", self.picture(page)),
                ("author", self.authors_of(page)),
                ("about", self.persons(people, &page.lang).into()),
                ("publisher", self.organization()),
                ("keywords", self.keywords(page)),
            ],
        )
    }

    pub(super) fn profile(&self, page: &Page) -> Value {
        let PageFacts::Member(facts) = &page.facts else { return Value::Null };
        let links: Vec<&str> = facts.fields.links.iter().map(|link| link.url.value.as_str()).collect();
        let avatar = facts.avatar.as_ref().map(|file| self.picture_address(file));
        let person = object(
            "Person",
            [
                ("name", page.title.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("description", page.summary.as_str().into()),
                ("image", avatar.unwrap_or_default().into()),
                ("sameAs", links.into()),
                ("jobTitle", facts.fields.roles.join(", ").into()),
                ("memberOf", self.organization()),
            ],
        );
        object(
            "ProfilePage",
            [
                ("url", self.absolute(&page.url).into()),
                ("inLanguage", page.lang.as_str().into()),
                ("dateModified", optional(page.updated.as_ref())),
                ("mainEntity", person),
            ],
        )
    }

    pub(super) fn chapter(&self, page: &Page, leads: &[Credit]) -> Value {
        let KindFields::Chapter(fields) = &page.document.front.fields else { return Value::Null };
        let city = fields.city.as_ref().map(|city| object("City", [("name", city.as_str().into())]));
        object(
            "Organization",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("slogan", fields.focus.as_deref().unwrap_or_default().into()),
                ("url", self.absolute(&page.url).into()),
                ("image", self.picture(page)),
                ("location", city.unwrap_or(Value::Null)),
                ("member", self.persons(leads, &page.lang).into()),
                ("parentOrganization", self.parent_of(page)),
            ],
        )
    }

    /// The chapter that a chapter lies within; the community where there is none.
    fn parent_of(&self, page: &Page) -> Value {
        let Some(parent) = page.chapter.map(|id| self.page_of(id)) else { return self.organization() };
        let url = self.absolute(&parent.url);
        object("Organization", [("name", parent.title.as_str().into()), ("url", url.into())])
    }

    pub(super) fn web_page(&self, page: &Page) -> Value {
        object(
            "WebPage",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("inLanguage", page.lang.as_str().into()),
                ("dateModified", optional(page.updated.as_ref())),
                ("image", self.picture(page)),
            ],
        )
    }

    /// Who wrote a page; the community where nobody is named.
    fn authors_of(&self, page: &Page) -> Value {
        let persons = self.persons(&page.authors, &page.lang);
        if persons.is_empty() { self.organization() } else { persons.into() }
    }

    pub(super) fn persons(&self, credits: &[Credit], lang: &Lang) -> Vec<Value> {
        let anonymous = &self.words(lang).a_member;
        credits
            .iter()
            .map(|credit| {
                let url = credit.url().map_or_else(String::new, |url| self.absolute(url));
                object("Person", [("name", credit.name(anonymous).into()), ("url", url.into())])
            })
            .collect()
    }

    fn keywords(&self, page: &Page) -> Value {
        page.tags.iter().map(|tag| self.site.tag(*tag).name.as_str()).collect::<Vec<_>>().into()
    }

    pub(super) fn picture(&self, page: &Page) -> Value {
        self.social_image(page).map_or(Value::Null, |image| image.url.into())
    }
}
