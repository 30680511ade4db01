//! The home page: what it leads with.

use tera::Value;

use super::address::root_of;
use super::assemble::deck_of;
use super::body::LinkBase;
use super::engine::Costly;
use super::printer::Printer;
use super::views::{HereView, HomeView, SocialView};
use crate::diagnostics::Diagnostic;
use crate::model::{
    CampaignState, ChapterStatus, Kind, KindFields, Lang, Listed, OutputPath, PageFacts, PageId,
};

/// How many events can lead the page, one after the other.
const LEADS: usize = 6;
/// How many of the coming weeks are shown; the templates of the theme count as far.
const COMING: usize = 6;
/// How many more stand ready behind them.
const RESERVE: usize = 6;
/// How often the same event is among them.
const OFTEN: usize = 3;

impl Printer {
    pub(super) fn home(&self, path: &OutputPath, lang: &Lang) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let root = root_of(path);
        let index = self.site.homes.get(lang).and_then(Option::as_ref);
        let url = self.home_url(lang);
        let own_summary = index.map_or("", |index| deck_of(index));
        let config = &self.site.config;
        let description = match index.map_or("", |index| index.summary.as_str()) {
            "" => self.description_in(lang),
            own => own,
        };
        let abroad = self.abroad(lang, &url, self.homes_but(lang), |_| None);
        let here = HereView {
            kind: "home",
            url: self.href(&url),
            canonical: self.absolute(&url),
            title: "",
            description,
            feed: self.feed_at(&url),
            feeds: self.alike(lang).feeds.clone(),
            calendars: self.calendars_of_kind(Kind::Event, lang),
            social: self.engine.if_printed(Costly::Social, || SocialView {
                image: index.and_then(|index| self.social_image(index)),
                ..self.social(lang, self.site.homes.keys().filter(|other| *other != lang))
            }),
            section: String::new(),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
            as_of: self.home_as_of(lang),
        };
        let (leads, mut coming) = self.agenda(lang);
        let mut leads = leads.into_iter();
        let (drops, drop_turns) = self.leading_drops(lang);
        let posts = self.site.list_of(Kind::Post, lang).map_or(&[][..], |list| &list.pages);
        let home = HomeView {
            title: index.map_or("", |index| index.title.as_str()),
            summary: own_summary,
            image: index.and_then(|index| self.image(index)),
            next: leads.next(),
            then: leads.collect(),
            drop: drops.first().map(|lead| lead.item.clone()),
            drops,
            drop_turns,
            story: self.leading_story(lang).map(|id| self.summary_in(id, lang)),
            campaign: self.leading_campaign(lang).map(|id| self.summary_in(id, lang)),
            chapters: self.summaries_of(&self.meeting_chapters(lang), lang),
            later: coming.split_off(coming.len().min(COMING)),
            upcoming: coming,
            posters: self.posters_at_home(lang),
            posts: posts.iter().take(6).map(|id| self.summary_in(*id, lang)).collect(),
            newest: self.newest(lang, config.pagination.per_page),
        };
        let mut context = self.context(&root, lang, &here);
        self.insert_json_ld(&mut context, || self.structured_home(lang));
        context.insert("home", &home);
        let content =
            index.map(|index| self.body(index, LinkBase::Root(&root))).transpose()?.unwrap_or_default();
        context.insert_value("content", Value::safe_string(&content));
        self.engine.render("home.html", &context)
    }

    /// The newest story that has a quote, else the newest.
    fn leading_story(&self, lang: &Lang) -> Option<PageId> {
        let stories = &self.site.list_of(Kind::Story, lang)?.pages;
        let quoted = |id: &PageId| {
            let fields = &self.page_of(*id).document.front.fields;
            matches!(fields, KindFields::Story(story) if story.quote.is_some())
        };
        stories.iter().copied().find(quoted).or_else(|| stories.first().copied())
    }

    /// The campaign that ends next: lists begin with it.
    fn leading_campaign(&self, lang: &Lang) -> Option<PageId> {
        let first = self.site.list_of(Kind::Campaign, lang)?.pages.first().copied()?;
        let facts = &self.page_of(first).facts;
        matches!(facts, PageFacts::Campaign(facts) if facts.state == CampaignState::Open).then_some(first)
    }

    fn meeting_chapters(&self, lang: &Lang) -> Vec<PageId> {
        let chapters = self.site.list_of(Kind::Chapter, lang).map_or(&[][..], |list| &list.pages);
        let meets = |id: &PageId| {
            let fields = &self.page_of(*id).document.front.fields;
            matches!(fields, KindFields::Chapter(chapter) if chapter.status != ChapterStatus::Resting)
        };
        chapters.iter().copied().filter(meets).collect()
    }

    /// What comes next: the events that can lead the page, and those of the coming weeks. With a reserve of both, for a page
    /// that is older than the next of them.
    fn agenda(&self, lang: &Lang) -> (Vec<Value>, Vec<Value>) {
        let entries = self.site.list_of(Kind::Event, lang).map_or(&[][..], |list| &list.entries);
        let mut leads = Vec::new();
        let mut coming = Vec::new();
        for entry in entries {
            let Some(facts) = self.page_of(entry.page).facts.event() else { continue };
            let one = facts.occurrence(entry.occurrence);
            let over = facts.is_entry_over(entry.occurrence, self.site.now);
            // An evening of every week shall not hide what happens once.
            let often = coming.iter().filter(|other: &&Listed| other.page == entry.page).count();
            // What is over comes last.
            if over {
                break;
            }
            if often == OFTEN {
                continue;
            }
            if leads.len() < LEADS && facts.status_of(one).takes_place() {
                leads.push(*entry);
            }
            coming.push(*entry);
            if coming.len() == COMING + RESERVE {
                break;
            }
        }
        let values =
            |entries: Vec<Listed>| entries.into_iter().map(|entry| self.listed(entry, lang)).collect();
        (values(leads), values(coming))
    }
}
