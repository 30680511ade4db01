//! Pages to views.

mod drop;
mod event;
mod in_turn;
mod kinds;
mod ledger;
mod member;
mod months;
mod rule;
mod site;
mod times;
mod turns;
mod vote;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tera::Value;

pub(super) use self::drop::state_at as drop_state_at;
pub(super) use self::event::{Shown, last_of, precision_of};
use self::kinds::Depth;
use super::body::id_prefix;
use super::dates::Precision;
use super::engine::Costly;
use super::printer::Printer;
use super::views::{DateView, HeadingView, ImageView, PageView, PostView, Summary, TagView};
use crate::calendar::{DayEdge, place};
use crate::model::{
    Heading, Lang, Listed, Page, PageFacts, PageId, ResolvedLink, TagId, Wording, WrittenTime, seal,
};

impl Printer {
    /// A page, whole.
    pub(super) fn page_view<'a>(&'a self, page: &'a Page) -> PageView<'a> {
        let document = &page.document;
        let shared = &document.front.shared;
        let lang = &page.lang;
        let (mut post, mut event, mut member) = (None, None, None);
        let (mut drop, mut story, mut chapter, mut print_run) = (None, None, None, None);
        let (mut tier, mut campaign, mut faq) = (None, None, None);
        let mut lead = None;
        match &page.facts {
            PageFacts::Post { people, recap_of } => {
                post = Some(PostView {
                    people: self.credits(people, lang),
                    recap_of: recap_of.map(|id| self.looked_back_on(id, page, lang)),
                });
            }
            PageFacts::Event(facts) => {
                event = Some(self.whole_event(page, facts, lang));
                lead = facts.lead;
            }
            PageFacts::Drop(facts) => drop = self.drop_view(page, facts, lang, Depth::Whole),
            PageFacts::Story(facts) => story = self.story_view(page, facts, lang, Depth::Whole),
            PageFacts::Member(facts) => member = Some(self.member_view(page, facts)),
            PageFacts::Chapter(facts) => chapter = self.chapter_view(page, facts, lang, Depth::Whole),
            PageFacts::PrintRun(facts) => print_run = self.print_run_view(page, facts),
            PageFacts::Tier(facts) => tier = self.tier_view(page, facts, lang, Depth::Whole),
            PageFacts::Campaign(facts) => campaign = self.campaign_view(page, facts, lang, Depth::Whole),
            PageFacts::Faq => faq = self.faq_view(page),
            PageFacts::Page => {}
        }
        PageView {
            kind: page.kind.name(),
            lang: lang.as_str(),
            language: self.label_of(lang),
            url: self.href_of(page),
            uid: &page.uid,
            title: &page.title,
            summary: &page.summary,
            deck: deck_of(page),
            date: self.date_of(page, lang, lead),
            updated: page
                .updated
                .as_ref()
                .filter(|_| shared.updated.is_some())
                .map(|at| self.date(at, Precision::Day, lang)),
            image: self.image(page),
            tags: page.tags.iter().map(|id| self.tag_view(*id)).collect(),
            authors: self.credits(&page.authors, lang),
            in_chapter: page.chapter.map(|id| self.summary_in(id, lang)),
            outline: self.engine.if_printed(Costly::Outline, || self.outline(page)).unwrap_or_default(),
            translations: self.translations(page),
            extra: &shared.extra,
            poster: None,
            post,
            event,
            drop,
            story,
            member,
            chapter,
            print_run,
            tier,
            campaign,
            faq,
        }
    }

    /// The headings of a body, with the ids that they have on its output.
    fn outline(&self, page: &Page) -> Vec<HeadingView> {
        let outline = &page.document.outline;
        let ids = id_prefix(page);
        let view = |heading: &Heading| {
            let text = outline.heading_text(heading, |link| self.link_words(page, link));
            HeadingView { level: heading.level, id: format!("{ids}{}", heading.id), text }
        };
        outline.headings.iter().map(view).collect()
    }

    /// The words that a body has at a mention or at a wiki link without label; `None` as written.
    fn link_words<'a>(&'a self, page: &'a Page, index: usize) -> Option<Wording<'a>> {
        let written = &page.document.outline.links.get(index)?.target;
        match page.links.get(index)? {
            ResolvedLink::Page(id) => Some(Wording::own(&self.page_of(*id).title)),
            ResolvedLink::Poster(_) | ResolvedLink::Url(_) => Some(Wording::own(written)),
            ResolvedLink::Member(member) => {
                let words = member.credit.wording(&self.words(&page.lang).a_member);
                Some(words.then(member.rest(written)))
            }
            ResolvedLink::Withheld => Some(Wording::Generic((&self.words(&page.lang).withheld_page).into())),
            ResolvedLink::File(_)
            | ResolvedLink::AsWritten
            | ResolvedLink::RemotePicture
            | ResolvedLink::Unsafe
            | ResolvedLink::Text
            | ResolvedLink::Broken => None,
        }
    }

    /// A page in short.
    ///
    /// Its words are in its own language; dates, prices and what stands for a name are in the reader's.
    pub(super) fn summary_view<'a>(&'a self, page: &'a Page, lang: &Lang) -> Summary<'a> {
        let event = page.facts.event().filter(|event| event.fields.status.takes_place());
        let next = event.and_then(|event| event.next(self.site.now));
        self.summary_of(page, lang, next)
    }

    /// A page in short, by one of its times where it has several.
    fn summary_of<'a>(&'a self, page: &'a Page, lang: &Lang, time: Option<usize>) -> Summary<'a> {
        let (mut event, mut roles, mut member_seal, mut avatar) = (None, &[][..], String::new(), None);
        let (mut drop, mut story, mut chapter, mut campaign, mut tier) = (None, None, None, None, None);
        match &page.facts {
            PageFacts::Event(facts) => event = Some(self.event_view(page, facts, lang, time)),
            PageFacts::Member(facts) => {
                roles = &facts.fields.roles;
                member_seal = seal(&page.title);
                avatar = facts.avatar.as_ref().map(|file| self.picture_view(file, "", None));
            }
            PageFacts::Drop(facts) => drop = self.drop_view(page, facts, lang, Depth::Short),
            PageFacts::Story(facts) => story = self.story_view(page, facts, lang, Depth::Short),
            PageFacts::Chapter(facts) => chapter = self.chapter_view(page, facts, lang, Depth::Short),
            PageFacts::Tier(facts) => tier = self.tier_view(page, facts, lang, Depth::Short),
            PageFacts::Campaign(facts) => campaign = self.campaign_view(page, facts, lang, Depth::Short),
            PageFacts::Post { .. } | PageFacts::PrintRun(_) | PageFacts::Faq | PageFacts::Page => {}
        }
        Summary {
            kind: page.kind.name(),
            lang: page.lang.as_str(),
            language: self.label_of(&page.lang),
            url: self.href_of(page),
            title: &page.title,
            summary: &page.summary,
            date: self.date_of(page, lang, time),
            image: self.image(page),
            authors: self.credits(&page.authors, lang),
            in_chapter: page.chapter.map_or("", |id| self.page_of(id).title.as_str()),
            event,
            drop,
            story,
            chapter,
            campaign,
            tier,
            roles,
            seal: member_seal,
            avatar,
            then: Vec::new(),
            then_turns: String::new(),
        }
    }

    /// An entry of a list: the page in short, or one of its times, with the anchor that it has on the page.
    pub(super) fn listed(&self, entry: Listed, lang: &Lang) -> Value {
        let page = self.page_of(entry.page);
        let Some(facts) = page.facts.event() else { return self.summary_in(entry.page, lang) };
        let shown = Shown::new(facts, entry.occurrence);
        // What its page leads with needs no anchor.
        let leads = entry.occurrence.is_none() || entry.occurrence == facts.lead;
        if leads && shown.title().is_empty() && entry.occurrence == facts.next(self.site.now) {
            return self.summary_in(entry.page, lang);
        }
        let mut summary = self.summary_of(page, lang, entry.occurrence);
        if !leads {
            summary.url = format!("{}#{}", summary.url, shown.anchor());
        }
        if !shown.title().is_empty() {
            summary.title = shown.title();
        }
        Value::from_serializable(&summary)
    }

    /// The event that a post looks back on: of one that happens again the time that the post tells of.
    fn looked_back_on(&self, id: PageId, post: &Page, lang: &Lang) -> Value {
        self.listed(self.told_by(id, post), lang)
    }

    /// A page in short by the day that orders it: of an event that happens again the first.
    pub(super) fn dated(&self, id: PageId, lang: &Lang) -> Value {
        let page = self.page_of(id);
        let next = page.facts.event().and_then(|event| event.next(self.site.now));
        if next.is_none_or(|next| next == 0) {
            return self.summary_in(id, lang);
        }
        Value::from_serializable(&self.summary_of(page, lang, Some(0)))
    }

    fn date_of(&self, page: &Page, lang: &Lang, time: Option<usize>) -> Option<DateView> {
        let precision = match &page.facts {
            PageFacts::Event(facts) if !facts.fields.all_day => Precision::Minute,
            PageFacts::Drop(_) => Precision::Minute,
            PageFacts::Event(_)
            | PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => Precision::Day,
        };
        let shown = page.facts.event().map(|event| Shown::new(event, time).start()).or(page.date.as_ref());
        shown.map(|at| self.date(at, precision, lang))
    }

    pub(super) fn image<'a>(&self, page: &'a Page) -> Option<ImageView<'a>> {
        let (image, file) = page.image.as_ref()?;
        Some(self.picture_view(file, &image.alt, image.focus))
    }

    pub(super) fn day_view(&self, day: Date, lang: &Lang) -> Option<DateView> {
        let placed = place(WrittenTime::Day(day), &self.site.zone, DayEdge::Start)?;
        Some(self.date(&placed.at, Precision::Day, lang))
    }

    /// A written time in a zone, with or without a time of day as written.
    pub(super) fn written_view(
        &self,
        written: WrittenTime,
        zone: &TimeZone,
        lang: &Lang,
    ) -> Option<DateView> {
        let placed = place(written, zone, DayEdge::Start)?;
        Some(self.date(&placed.at, event::precision_of(written), lang))
    }

    pub(super) fn tag_view(&self, id: TagId) -> TagView<'_> {
        let tag = self.site.tag(id);
        TagView {
            name: &tag.name,
            lang: tag.written.as_str(),
            url: self.href(&tag.url),
            count: tag.pages.len(),
        }
    }
}

/// The summary as written: what may stand above a text without saying its first words twice.
pub(super) fn deck_of(page: &Page) -> &str {
    page.document.front.shared.summary.as_deref().unwrap_or_default()
}

/// What marks a page's entry in the navigation: its kind's folder in the output, or its own path.
pub(super) fn section_of(page: &Page) -> String {
    page.kind.section().map_or_else(|| page.document.name.reference(), str::to_owned)
}
