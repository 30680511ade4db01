//! Pages to views.

use std::collections::BTreeMap;

use jiff::Zoned;
use jiff::civil::Date;

use super::address;
use super::dates::{self, DateView, Precision};
use super::people::seal;
use super::printer::Printer;
use super::views::{
    CommunityView, EventView, HeadingView, ImageView, LangView, LedgerRow, LedgerYear, LinkView, MemberView,
    NavView, PageView, PostView, PriceView, RemainingView, RsvpView, SiteView, Summary, TagView,
    TranslationView, VenueView,
};
use crate::calendar::{DayEdge, place};
use crate::model::{EventFacts, Kind, Lang, Page, PageFacts, PageId, Spanned, TagId, WrittenTime};

impl Printer {
    /// A page, whole.
    pub(super) fn page_view<'a>(&'a self, page: &'a Page) -> PageView<'a> {
        let document = &page.document;
        let lang = &page.lang;
        let (mut post, mut event, mut member) = (None, None, None);
        match &page.facts {
            PageFacts::Post { people, recap_of } => {
                post = Some(PostView {
                    people: self.credits(people, lang),
                    recap_of: recap_of.map(|id| self.summary(id)),
                });
            }
            PageFacts::Event(facts) => {
                let recap = facts.recap.map(|id| self.summary(id));
                event = Some(EventView { recap, ..self.event_view(facts, lang) });
            }
            PageFacts::Member { .. } => member = self.member_view(page),
            PageFacts::Page => {}
        }
        PageView {
            kind: page.kind.name(),
            lang: lang.as_str(),
            url: self.href(&page.url),
            uid: &page.uid,
            title: &page.title,
            summary: &page.summary,
            date: self.date_of(page),
            updated: page.updated.as_ref().map(|at| dates::view(at, Precision::Day, lang)),
            image: self.image(page),
            tags: page.tags.iter().map(|id| self.tag_view(*id)).collect(),
            authors: self.credits(&page.authors, lang),
            outline: document
                .outline
                .headings
                .iter()
                .map(|heading| HeadingView { level: heading.level, id: &heading.id, text: &heading.text })
                .collect(),
            translations: self.translations(page),
            extra: &document.front.shared.extra,
            post,
            event,
            member,
        }
    }

    /// A page in short.
    pub(super) fn summary_view<'a>(&'a self, page: &'a Page) -> Summary<'a> {
        let lang = &page.lang;
        let (mut event, mut roles, mut member_seal, mut avatar) =
            (None, &[][..], String::new(), String::new());
        match &page.facts {
            PageFacts::Event(facts) => event = Some(self.event_view(facts, lang)),
            PageFacts::Member { fields, avatar: portrait, .. } => {
                roles = &fields.roles;
                member_seal = seal(&page.title);
                avatar = portrait.as_ref().map(address::file).unwrap_or_default();
            }
            PageFacts::Post { .. } | PageFacts::Page => {}
        }
        Summary {
            kind: page.kind.name(),
            lang: lang.as_str(),
            url: self.href(&page.url),
            title: &page.title,
            summary: &page.summary,
            date: self.date_of(page),
            image: self.image(page),
            authors: self.credits(&page.authors, lang),
            event,
            roles,
            seal: member_seal,
            avatar,
        }
    }

    fn date_of(&self, page: &Page) -> Option<DateView> {
        let precision = match &page.facts {
            PageFacts::Event(facts) if !facts.fields.all_day => Precision::Minute,
            PageFacts::Event(_) | PageFacts::Post { .. } | PageFacts::Member { .. } | PageFacts::Page => {
                Precision::Day
            }
        };
        page.date.as_ref().map(|at| dates::view(at, precision, &page.lang))
    }

    fn image<'a>(&self, page: &'a Page) -> Option<ImageView<'a>> {
        let (image, file) = page.image.as_ref()?;
        Some(ImageView { src: address::file(file), alt: &image.alt, focus: image.focus })
    }

    /// An event; its recap is left to the caller, since summaries hold no summaries.
    fn event_view<'a>(&'a self, facts: &'a EventFacts, lang: &Lang) -> EventView<'a> {
        let fields = &facts.fields;
        let precision = if fields.all_day { Precision::Day } else { Precision::Minute };
        // The end of an all-day event is exclusive inside and inclusive to readers.
        let last = if fields.all_day {
            facts.end.checked_sub(jiff::Span::new().seconds(1)).unwrap_or_else(|_| facts.end.clone())
        } else {
            facts.end.clone()
        };
        let zone = facts.start.time_zone();
        let own = |written: &Option<Spanned<WrittenTime>>, edge| {
            let placed = place(written.as_ref()?.value, zone, edge)?;
            Some(dates::view(&placed.at, precision_of(written.as_ref()?.value), lang))
        };
        EventView {
            start: dates::view(&facts.start, precision, lang),
            end: facts.end_known.then(|| dates::view(&last, precision, lang)),
            all_day: fields.all_day,
            one_day: facts.start.date() == last.date(),
            previous_start: facts.previous_start.as_ref().map(|at| dates::view(at, precision, lang)),
            state: facts.state.name(),
            status: fields.status,
            mode: fields.mode,
            venue: fields.venue.as_ref().map(|venue| VenueView {
                name: &venue.name,
                address: venue.address.as_deref().unwrap_or_default(),
                geo: venue.geo,
            }),
            online_url: fields.online_url.as_ref().map_or("", |url| &url.value),
            capacity: fields.capacity,
            remaining: fields
                .remaining
                .as_ref()
                .map(|left| RemainingView { n: left.n, as_of: own(&left.as_of, DayEdge::Start) }),
            rsvp: fields.rsvp.as_ref().map(|rsvp| RsvpView {
                url: &rsvp.url.value,
                opens: own(&rsvp.opens, DayEdge::Start),
                // "Until the 25th" is shown as the 25th.
                closes: own(&rsvp.closes, DayEdge::Start),
            }),
            price: fields.price.as_ref().map(|price| PriceView {
                amount: price.amount.to_string(),
                currency: price.currency.as_deref().unwrap_or_default(),
                free: price.amount.is_zero(),
            }),
            hosts: self.credits(&facts.hosts, lang),
            speakers: self.credits(&facts.speakers, lang),
            questions_url: fields.questions_url.as_ref().map_or("", |url| &url.value),
            recap: None,
        }
    }

    fn member_view<'a>(&'a self, page: &'a Page) -> Option<MemberView<'a>> {
        let PageFacts::Member { fields, avatar, referred_by, hosted, spoke, wrote, appeared, brought } =
            &page.facts
        else {
            return None;
        };
        let lang = &page.lang;
        Some(MemberView {
            handle: page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
            seal: seal(&page.title),
            avatar: avatar.as_ref().map(address::file).unwrap_or_default(),
            roles: &fields.roles,
            joined: fields.joined.and_then(|day| self.day_view(day, lang)),
            links: fields
                .links
                .iter()
                .map(|link| LinkView {
                    label: link.label.as_deref().unwrap_or_else(|| host_of(&link.url.value)),
                    url: &link.url.value,
                })
                .collect(),
            referred_by: referred_by.as_ref().map(|credit| self.credit(credit, lang)),
            brought: self.credits(brought, lang),
            hosted: hosted.len(),
            spoke: spoke.len(),
            wrote: wrote.len(),
            appeared: appeared.len(),
            ledger: self.ledger([
                ("hosted", hosted),
                ("spoke", spoke),
                ("wrote", wrote),
                ("appeared", appeared),
            ]),
        })
    }

    /// What a member did, by year, newest first.
    fn ledger(&self, deeds: [(&'static str, &Vec<PageId>); 4]) -> Vec<LedgerYear> {
        let mut rows: Vec<(&Zoned, &'static str, PageId)> = Vec::new();
        for (deed, pages) in deeds {
            rows.extend(pages.iter().filter_map(|id| Some((self.page_of(*id).date.as_ref()?, deed, *id))));
        }
        rows.sort_by(|a, b| b.0.timestamp().cmp(&a.0.timestamp()).then(a.1.cmp(b.1)).then(a.2.cmp(&b.2)));
        let mut years: Vec<LedgerYear> = Vec::new();
        for (date, deed, id) in rows {
            let year = format!("{:04}", date.year());
            let row = LedgerRow { deed, page: self.summary(id) };
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.rows.push(row),
                None => years.push(LedgerYear { year, rows: vec![row] }),
            }
        }
        years
    }

    fn day_view(&self, day: Date, lang: &Lang) -> Option<DateView> {
        let placed = place(WrittenTime::Day(day), &self.site.zone, DayEdge::Start)?;
        Some(dates::view(&placed.at, Precision::Day, lang))
    }

    pub(super) fn tag_view(&self, id: TagId) -> TagView<'_> {
        let tag = self.site.tag(id);
        TagView { name: &tag.name, url: self.href(&tag.url), count: tag.pages.len() }
    }

    pub(super) fn translations<'a>(&'a self, page: &'a Page) -> Vec<TranslationView<'a>> {
        let others = page.translations.iter();
        others
            .map(|(lang, url)| TranslationView {
                lang: lang.as_str(),
                label: self.label_of(lang),
                url: self.href(url),
                absolute: self.absolute(url),
            })
            .collect()
    }

    pub(super) fn label_of<'a>(&'a self, lang: &'a Lang) -> &'a str {
        let own = self.site.config.languages.get(lang).and_then(|own| own.label.as_deref());
        own.unwrap_or(lang.as_str())
    }

    /// What every page of a language shows of the site.
    pub(super) fn site_view<'a>(&'a self, lang: &Lang) -> SiteView<'a> {
        let config = &self.site.config;
        let own = config.languages.get(lang);
        let root = self.home_url(lang);
        let has_tags = self.site.tags.iter().any(|tag| tag.lang == *lang);
        let description = own.and_then(|own| own.description.as_deref()).or(config.description.as_deref());
        let title = own.and_then(|own| own.title.as_deref()).unwrap_or(&config.title);
        SiteView {
            title,
            description: description.unwrap_or_default(),
            base_url: &config.base_url,
            url: self.href(&root),
            seal: config
                .community
                .seal
                .clone()
                .unwrap_or_else(|| seal(config.community.name.as_deref().unwrap_or(title))),
            feed: address::encode(&format!("{}feed.xml", root.relative())),
            tags: if has_tags { self.folder_url(lang, "tags") } else { String::new() },
            community: self.community(lang, title),
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

    fn community<'a>(&'a self, lang: &Lang, title: &'a str) -> CommunityView<'a> {
        let community = &self.site.config.community;
        let contact = community.contact.as_deref().unwrap_or_default();
        let members = self
            .site
            .lists
            .iter()
            .find(|list| list.kind == Kind::Member && list.lang == self.site.config.language);
        CommunityView {
            name: community.name.as_deref().unwrap_or(title),
            mission: community.mission.as_deref().unwrap_or_default(),
            contact,
            contact_url: match contact {
                "" => String::new(),
                url if url.contains("://") => url.to_owned(),
                mail => format!("mailto:{mail}"),
            },
            founded: community.founded.and_then(|day| self.day_view(day, lang)),
            goal_members: community.goal_members,
            members: members.map_or(0, |list| list.pages.len()),
        }
    }

    /// The navigation as configured, else the lists that have content and the pages at the root.
    fn nav(&self, lang: &Lang) -> Vec<NavView> {
        let written = &self.site.config.nav;
        if written.is_empty() {
            let lists = self.site.lists.iter().filter(|list| list.lang == *lang);
            let folders = lists.filter_map(|list| list.kind.folder());
            let pages = self.site.pages.iter().filter(|page| {
                let name = &page.document.name;
                page.lang == *lang && page.kind == Kind::Page && name.folders.is_empty()
            });
            let pages = pages.map(|page| page.document.name.stem.as_str());
            return folders.chain(pages).filter_map(|to| self.nav_item(lang, to, None)).collect();
        }
        written.iter().filter_map(|item| self.nav_item(lang, &item.to.value, item.label.as_deref())).collect()
    }

    /// An entry of the navigation; none where this language lacks its target.
    fn nav_item(&self, lang: &Lang, to: &str, label: Option<&str>) -> Option<NavView> {
        let entry = |title: &str, url: String, section: &str| NavView {
            label: label.unwrap_or(title).to_owned(),
            url,
            external: false,
            section: section.to_owned(),
        };
        if to.contains(':') {
            let label = label.unwrap_or(to).to_owned();
            return Some(NavView { label, url: to.to_owned(), external: true, section: String::new() });
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
        if let Some(kind) = Kind::of_folder(to) {
            let list = self.site.lists.iter().find(|list| list.kind == kind && list.lang == *lang)?;
            return Some(entry(&self.list_title(list), self.href(&list.url), to));
        }
        if let Some(path) = to.strip_prefix('/') {
            let path = crate::model::UrlPath::new(&format!("/{path}")).ok()?;
            return Some(entry(to, self.href(&path), ""));
        }
        let page =
            self.site.pages.iter().find(|page| page.lang == *lang && page.document.name.reference() == to)?;
        Some(entry(&page.title, self.href(&page.url), section_of(page)))
    }

    /// The newest dated pages of a language, in short.
    pub(super) fn newest(&self, lang: &Lang, count: usize) -> Vec<tera::Value> {
        let mut heads: BTreeMap<(std::cmp::Reverse<jiff::Timestamp>, PageId), ()> = BTreeMap::new();
        for (id, page) in self.site.pages.iter().enumerate() {
            let Some(date) = page.date.as_ref().filter(|_| page.lang == *lang) else { continue };
            heads.insert((std::cmp::Reverse(date.timestamp()), PageId(id)), ());
            if heads.len() > count {
                heads.pop_last();
            }
        }
        heads.into_keys().map(|(_, id)| self.summary(id)).collect()
    }
}

/// What marks a page's entry in the navigation: its kind's folder, or its own name.
pub(super) fn section_of(page: &Page) -> &str {
    page.kind.folder().unwrap_or(&page.document.name.stem)
}

fn precision_of(written: WrittenTime) -> Precision {
    match written {
        WrittenTime::Instant(_) | WrittenTime::Local(_) => Precision::Minute,
        WrittenTime::Day(_) => Precision::Day,
    }
}

fn host_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let after = after.strip_prefix("mailto:").unwrap_or(after);
    after.split('/').next().unwrap_or(after)
}
