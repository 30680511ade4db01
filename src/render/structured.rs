//! Structured data: a page's facts as JSON-LD in the words of schema.org.

use jiff::Zoned;
use serde_json::{Map, Value, json};

use super::printer::Printer;
use crate::model::{
    Credit, DropFacts, DropState, EventFacts, EventMode, EventStatus, Kind, KindFields, Lang, Page,
    PageFacts, Price, SiteList, UrlPath, Venue,
};

/// An object whose properties have values: nothing and empty ones are left out.
fn object<const N: usize>(kind: &str, properties: [(&str, Value); N]) -> Value {
    let mut made = Map::with_capacity(N + 1);
    made.insert("@type".to_owned(), kind.into());
    made.extend(
        properties
            .into_iter()
            .filter(|(_, value)| says_something(value))
            .map(|(name, value)| (name.to_owned(), value)),
    );
    Value::Object(made)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

fn instant(at: &Zoned) -> Value {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string().into()
}

/// The day on which an exclusive end is still to come.
fn last_day(end: &Zoned) -> Value {
    let last = end.checked_sub(jiff::Span::new().seconds(1)).unwrap_or_else(|_| end.clone());
    last.date().to_string().into()
}

fn optional(at: Option<&Zoned>) -> Value {
    at.map_or(Value::Null, instant)
}

/// The graph as it stands in a `script` element: no `<` that could end it, no line ends that scripts know and JSON does not.
fn script(graph: Vec<Value>) -> String {
    let graph = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    let mut safe = String::with_capacity(graph.len());
    for c in graph.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

impl Printer {
    /// What a content page is about, and where it stands in the site.
    pub(super) fn structured_page(&self, page: &Page) -> String {
        let thing = match &page.facts {
            PageFacts::Post { people, .. } => self.article(page, "BlogPosting", people),
            PageFacts::Story(story) => self.article(page, "Article", &story.people),
            PageFacts::Event(facts) => self.event(page, facts),
            PageFacts::Drop(facts) => self.product(page, facts),
            PageFacts::Member(_) => self.profile(page),
            PageFacts::Chapter(facts) => self.chapter(page, &facts.leads),
            PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => self.web_page(page),
        };
        let list = self.site.lists.iter().find(|list| list.kind == page.kind && list.lang == page.lang);
        let mut trail = vec![(self.site.config.title_in(&page.lang).to_owned(), self.home_url(&page.lang))];
        trail.extend(list.map(|list| (self.list_title(list), list.url.clone())));
        trail.push((page.title.clone(), page.url.clone()));
        script(vec![thing, self.breadcrumbs(&trail)])
    }

    /// The home page: the site, and who stands behind it.
    pub(super) fn structured_home(&self, lang: &Lang) -> String {
        let config = &self.site.config;
        let community = &config.community;
        let own = config.languages.get(lang);
        let contact = community.contact.as_deref().unwrap_or_default();
        let (mail, address) = if contact.contains("://") { ("", contact) } else { (contact, "") };
        let slogan = own.and_then(|own| own.mission.as_deref()).or(community.mission.as_deref());
        let organization = object(
            "Organization",
            [
                ("@id", self.organization_id().into()),
                ("name", self.community_name().into()),
                ("url", config.base_url.as_str().into()),
                ("slogan", slogan.unwrap_or_default().into()),
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
        script(vec![site, organization])
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
        let trail = [
            (self.site.config.title_in(&list.lang).to_owned(), self.home_url(&list.lang)),
            (title.to_owned(), list.url.clone()),
        ];
        script(vec![page, self.breadcrumbs(&trail)])
    }

    fn article(&self, page: &Page, kind: &str, people: &[Credit]) -> Value {
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

    fn event(&self, page: &Page, facts: &EventFacts) -> Value {
        let fields = &facts.fields;
        let when = |at: &Zoned| if fields.all_day { at.date().to_string().into() } else { instant(at) };
        // The end of an all-day event is exclusive inside and inclusive to readers.
        let end = facts.end_known.then(|| match fields.all_day {
            true => facts.end.checked_sub(jiff::Span::new().seconds(1)).unwrap_or_else(|_| facts.end.clone()),
            false => facts.end.clone(),
        });
        let status = match fields.status {
            EventStatus::Scheduled | EventStatus::Tentative => "EventScheduled",
            EventStatus::Cancelled => "EventCancelled",
            EventStatus::Postponed => "EventPostponed",
            EventStatus::Rescheduled => "EventRescheduled",
            EventStatus::MovedOnline => "EventMovedOnline",
        };
        let online = fields.status == EventStatus::MovedOnline || fields.mode == EventMode::Online;
        let attendance = match (online, fields.mode) {
            (true, _) => "OnlineEventAttendanceMode",
            (false, EventMode::Mixed) => "MixedEventAttendanceMode",
            (false, EventMode::Offline | EventMode::Online) => "OfflineEventAttendanceMode",
        };
        let room = fields.venue.as_ref().filter(|_| !online).map(place);
        let link = fields.online_url.as_ref().filter(|_| online || fields.mode == EventMode::Mixed);
        let link = link.map(|url| object("VirtualLocation", [("url", url.value.as_str().into())]));
        let mut location: Vec<Value> = room.into_iter().chain(link).collect();
        let location = if location.len() == 1 { location.remove(0) } else { location.into() };
        let full = fields.remaining.as_ref().is_some_and(|left| left.n == 0);
        let offers = fields.price.as_ref().map(|price| {
            // A mail address is no page where somebody could buy.
            let page_of_rsvp = fields.rsvp.as_ref().map(|rsvp| rsvp.url.value.clone());
            let url = page_of_rsvp.filter(|url| url.starts_with("http"));
            let url = url.unwrap_or_else(|| self.absolute(&page.url));
            let availability = if full { "SoldOut" } else { "InStock" };
            self.offer(price, url, availability, &facts.start, None)
        });
        let organizers = self.persons(&facts.hosts, &page.lang);
        object(
            "Event",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("inLanguage", page.lang.as_str().into()),
                ("startDate", when(&facts.start)),
                ("endDate", end.as_ref().map_or(Value::Null, when)),
                ("previousStartDate", facts.previous_start.as_ref().map_or(Value::Null, when)),
                ("eventStatus", format!("https://schema.org/{status}").into()),
                ("eventAttendanceMode", format!("https://schema.org/{attendance}").into()),
                ("location", location),
                ("image", self.picture(page)),
                ("offers", offers.unwrap_or(Value::Null)),
                ("organizer", if organizers.is_empty() { self.organization() } else { organizers.into() }),
                ("performer", self.persons(&facts.speakers, &page.lang).into()),
                ("maximumAttendeeCapacity", fields.capacity.map_or(Value::Null, Value::from)),
                (
                    "isAccessibleForFree",
                    fields.price.as_ref().map_or(Value::Null, |price| price.amount.is_zero().into()),
                ),
            ],
        )
    }

    fn product(&self, page: &Page, facts: &DropFacts) -> Value {
        let KindFields::Drop(fields) = &page.document.front.fields else { return Value::Null };
        let availability = match facts.state {
            DropState::Teaser => "PreOrder",
            DropState::Early => "LimitedAvailability",
            DropState::Live => "InStock",
            DropState::SoldOut => "SoldOut",
            DropState::Ended | DropState::Withdrawn => "Discontinued",
        };
        let offers = fields.price.as_ref().map(|price| {
            let url = facts.buy_url.clone().unwrap_or_else(|| self.absolute(&page.url));
            self.offer(price, url, availability, &facts.release, facts.ends.as_ref())
        });
        object(
            "Product",
            [
                ("name", page.title.as_str().into()),
                ("description", page.summary.as_str().into()),
                ("url", self.absolute(&page.url).into()),
                ("image", self.picture(page)),
                ("sku", fields.sku.as_deref().unwrap_or_default().into()),
                ("brand", self.organization()),
                ("releaseDate", facts.release.date().to_string().into()),
                ("offers", offers.unwrap_or(Value::Null)),
            ],
        )
    }

    fn offer(
        &self,
        price: &Price,
        url: String,
        availability: &str,
        from: &Zoned,
        until: Option<&Zoned>,
    ) -> Value {
        let fallback = if price.amount.is_zero() { "USD" } else { "" };
        object(
            "Offer",
            [
                ("url", url.into()),
                ("price", price.amount.to_string().into()),
                // Search engines want a currency also where nothing is paid.
                ("priceCurrency", price.currency.as_deref().unwrap_or(fallback).into()),
                ("availability", format!("https://schema.org/{availability}").into()),
                ("validFrom", if until.is_some() { instant(from) } else { Value::Null }),
                ("priceValidUntil", until.map_or(Value::Null, last_day)),
            ],
        )
    }

    fn profile(&self, page: &Page) -> Value {
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

    fn chapter(&self, page: &Page, leads: &[Credit]) -> Value {
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
                ("parentOrganization", self.organization()),
            ],
        )
    }

    fn web_page(&self, page: &Page) -> Value {
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

    fn breadcrumbs(&self, trail: &[(String, UrlPath)]) -> Value {
        let items: Vec<Value> = trail
            .iter()
            .enumerate()
            .map(|(at, (name, url))| {
                object(
                    "ListItem",
                    [
                        ("position", (at + 1).into()),
                        ("name", name.as_str().into()),
                        ("item", self.absolute(url).into()),
                    ],
                )
            })
            .collect();
        object("BreadcrumbList", [("itemListElement", items.into())])
    }

    /// Who wrote a page; the community where nobody is named.
    fn authors_of(&self, page: &Page) -> Value {
        let persons = self.persons(&page.authors, &page.lang);
        if persons.is_empty() { self.organization() } else { persons.into() }
    }

    fn persons(&self, credits: &[Credit], lang: &Lang) -> Vec<Value> {
        credits
            .iter()
            .map(|credit| {
                let (name, url) = match credit {
                    Credit::Named { name, url, .. } => (name.as_str(), self.absolute(url)),
                    Credit::Alias(alias) => (alias.as_str(), String::new()),
                    Credit::Anonymous => (self.words(lang).a_member.as_str(), String::new()),
                };
                object("Person", [("name", name.into()), ("url", url.into())])
            })
            .collect()
    }

    fn keywords(&self, page: &Page) -> Value {
        page.tags.iter().map(|tag| self.site.tag(*tag).name.as_str()).collect::<Vec<_>>().into()
    }

    fn picture(&self, page: &Page) -> Value {
        self.social_image(page).map_or(Value::Null, |image| image.url.into())
    }

    fn organization(&self) -> Value {
        object(
            "Organization",
            [
                ("@id", self.organization_id().into()),
                ("name", self.community_name().into()),
                ("url", self.site.config.base_url.as_str().into()),
            ],
        )
    }

    fn organization_id(&self) -> String {
        format!("{}#organization", self.site.config.base_url)
    }

    fn community_name(&self) -> &str {
        let config = &self.site.config;
        config.community.name.as_deref().unwrap_or(&config.title)
    }
}

fn place(venue: &Venue) -> Value {
    let geo = venue.geo.map(|[latitude, longitude]| {
        object("GeoCoordinates", [("latitude", latitude.into()), ("longitude", longitude.into())])
    });
    object(
        "Place",
        [
            ("name", venue.name.as_str().into()),
            ("address", venue.address.as_deref().unwrap_or_default().into()),
            ("geo", geo.unwrap_or(Value::Null)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_script() {
        let text = "</script><!--\u{2028}&amp;";
        let made = script(vec![object("Thing", [("name", text.into()), ("url", "".into())])]);
        assert!(!made.contains(['<', '>', '&', '\u{2028}']), "{made}");
        let read: Value = serde_json::from_str(&made).expect("it is JSON");
        assert_eq!(read["@graph"][0], json!({ "@type": "Thing", "name": text }));
    }
}
