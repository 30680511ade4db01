//! Stories, chapters, print runs, tiers, campaigns and questions to views.

use std::collections::HashSet;

use jiff::Zoned;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tera::Value;

use crate::calendar::last_instant;
use crate::model::{
    CampaignFacts, CampaignState, ChapterFacts, Kind, KindFields, Lang, Listed, Page, PageId, PrintRunFacts,
    StoryFacts, TierFacts,
};
use crate::render::dates::Precision;
use crate::render::locales::Locale;
use crate::render::prices;
use crate::render::printer::Printer;
use crate::render::turns::turns;
use crate::render::views::{
    CampaignView, ChapterView, DateView, FaqView, NameView, PlacementView, PrintRunView, ProgressView,
    QuantityView, StoryView, TierView,
};

/// Whether a view shows the pages around it, or is itself one of them: summaries hold no summaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// A page of its own.
    Whole,
    /// A part of another.
    Short,
}

impl Printer {
    pub(super) fn story_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a StoryFacts,
        lang: &Lang,
        depth: Depth,
    ) -> Option<StoryView<'a>> {
        let KindFields::Story(fields) = &page.document.front.fields else { return None };
        let one = |id: Option<PageId>| id.filter(|_| depth == Depth::Whole).map(|id| self.in_turn(id, lang));
        Some(StoryView {
            people: self.credits(&facts.people, lang),
            quote: fields.quote.as_deref().unwrap_or_default(),
            event: one(facts.event),
            drop: one(facts.drop),
        })
    }

    pub(super) fn chapter_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a ChapterFacts,
        lang: &Lang,
        depth: Depth,
    ) -> Option<ChapterView<'a>> {
        let KindFields::Chapter(fields) = &page.document.front.fields else { return None };
        let (coming, past) = match depth {
            Depth::Whole => self.agenda_of(facts, lang),
            Depth::Short => (Vec::new(), Vec::new()),
        };
        let abroad = page.translations.iter().filter(|_| depth == Depth::Whole);
        let names = abroad.filter_map(|(lang, url)| {
            let at = self.site.pages.binary_search_by(|page| page.url.cmp(url)).ok()?;
            let name = self.site.pages[at].title.as_str();
            (name != page.title).then(|| NameView { lang: lang.as_str(), name })
        });
        Some(ChapterView {
            names: names.collect(),
            city: fields.city.as_deref().unwrap_or_default(),
            status: fields.status,
            focus: fields.focus.as_deref().unwrap_or_default(),
            leads: self.credits(&facts.leads, lang),
            events: facts.coming.len() + facts.past.len(),
            months: (depth == Depth::Whole).then(|| self.months(facts, lang)).flatten(),
            coming,
            past,
            drops: self.around(&facts.drops, lang, depth),
            stories: self.around(&facts.stories, lang, depth),
            posts: self.around(&facts.posts, lang, depth),
            campaigns: self.around(&facts.campaigns, lang, depth),
            groups: self.around(&facts.groups, lang, depth),
            members: self.around(&facts.members, lang, depth),
        })
    }

    /// What a chapter's page shows of its events, as the list of all events does: to come, and past.
    fn agenda_of(&self, facts: &ChapterFacts, lang: &Lang) -> (Vec<Value>, Vec<Value>) {
        let own: HashSet<PageId> = facts.coming.iter().chain(&facts.past).copied().collect();
        let entries = self.site.list_of(Kind::Event, lang).map_or(&[][..], |list| &list.entries);
        let own = entries.iter().filter(|entry| own.contains(&entry.page));
        let (past, coming): (Vec<&Listed>, Vec<&Listed>) = own.partition(|entry| {
            let event = self.page_of(entry.page).facts.event();
            event.is_none_or(|event| event.is_entry_over(entry.occurrence, self.site.now))
        });
        let values = |all: Vec<&Listed>| all.into_iter().map(|entry| self.listed(*entry, lang)).collect();
        (values(coming), values(past))
    }

    pub(super) fn print_run_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a PrintRunFacts,
    ) -> Option<PrintRunView<'a>> {
        let KindFields::PrintRun(fields) = &page.document.front.fields else { return None };
        let target = facts.target.map(|id| self.page_of(id));
        let place = |place: &'a crate::model::Placement| PlacementView {
            id: &place.id.value,
            label: place.label.as_deref().unwrap_or(&place.id.value),
        };
        Some(PrintRunView {
            target: facts.target.map(|id| self.in_turn(id, &page.lang)),
            headline: fields
                .headline
                .as_ref()
                .map(|words| words.value.as_str())
                .or(target.map(|target| target.title.as_str()))
                .unwrap_or_default(),
            tagline: fields
                .tagline
                .as_ref()
                .map(|words| words.value.as_str())
                .or(target.map(|target| target.summary.as_str()))
                .unwrap_or_default(),
            placements: facts.placements.iter().map(place).collect(),
        })
    }

    pub(super) fn tier_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a TierFacts,
        lang: &Lang,
        depth: Depth,
    ) -> Option<TierView<'a>> {
        let KindFields::Tier(fields) = &page.document.front.fields else { return None };
        Some(TierView {
            price: fields.price.as_ref().map(|price| prices::view(price, self.locale(lang))),
            period: fields.period,
            perks: &fields.perks,
            cap: fields.cap,
            members: facts.members.len(),
            join_url: fields.join_url.as_ref().map_or("", |url| &url.value),
            drops: self.around(&facts.drops, lang, depth),
        })
    }

    pub(super) fn campaign_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a CampaignFacts,
        lang: &Lang,
        depth: Depth,
    ) -> Option<CampaignView<'a>> {
        let KindFields::Campaign(fields) = &page.document.front.fields else { return None };
        let (locale, goal) = (self.locale(lang), fields.goal.value);
        let unit = fields.unit.as_deref().unwrap_or_default();
        let history = facts.history.iter().filter(|_| depth == Depth::Whole);
        let coming = facts.deadline.as_ref().filter(|_| facts.state == CampaignState::Open);
        let after = CampaignState::after(facts.raised, goal);
        Some(CampaignView {
            state: facts.state.name(),
            words: facts.state.words(),
            after: coming.map_or("", |_| after.name()),
            turns: turns(self.site.now, coming.map(|at| (at.timestamp(), after.words()))),
            goal: quantity(goal, unit, locale),
            raised: quantity(facts.raised, unit, locale),
            percent: percent(facts.raised, goal),
            backers: facts.backers,
            as_of: facts.as_of.as_ref().map(|at| self.date(at, Precision::Day, lang)),
            deadline: facts.deadline.as_ref().map(|at| self.last_moment(at, lang)),
            rewards: &fields.rewards,
            pledge_url: fields.pledge_url.as_ref().map_or("", |url| &url.value),
            history: history
                .map(|(day, raised, backers)| ProgressView {
                    date: self.day_view(*day, lang),
                    raised: quantity(*raised, unit, locale),
                    percent: percent(*raised, goal),
                    backers: *backers,
                })
                .collect(),
        })
    }

    pub(super) fn faq_view<'a>(&'a self, page: &'a Page) -> Option<FaqView<'a>> {
        let KindFields::Faq(fields) = &page.document.front.fields else { return None };
        let contact = fields.contact.as_deref().unwrap_or_default();
        let contact_url = match contact {
            url if url.starts_with("https://") || url.starts_with("http://") => url.to_owned(),
            mail if mail.contains('@') && !mail.contains(' ') => format!("mailto:{mail}"),
            _ => String::new(),
        };
        Some(FaqView { keywords: &fields.keywords, contact, contact_url })
    }

    /// Pages around a page in short; nothing around what is short itself.
    pub(super) fn around(&self, pages: &[PageId], lang: &Lang, depth: Depth) -> Vec<Value> {
        match depth {
            Depth::Whole => self.summaries_of(pages, lang),
            Depth::Short => Vec::new(),
        }
    }

    pub(in crate::render) fn summaries_of(&self, pages: &[PageId], reader: &Lang) -> Vec<Value> {
        pages.iter().map(|id| self.summary_in(*id, reader)).collect()
    }

    /// An exclusive end as readers say it: the day before where it is midnight, else the minute.
    pub(super) fn last_moment(&self, at: &Zoned, lang: &Lang) -> DateView {
        if at.time() == jiff::civil::Time::midnight() {
            return self.date(&last_instant(at), Precision::Day, lang);
        }
        self.date(at, Precision::Minute, lang)
    }
}

/// Whole per cent of a goal, rounded down: 100 is said of what was reached alone.
fn percent(part: Decimal, goal: Decimal) -> u64 {
    let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(goal));
    share.and_then(|share| share.floor().to_u64()).unwrap_or(0)
}

fn quantity<'a>(amount: Decimal, unit: &'a str, locale: &Locale) -> QuantityView<'a> {
    QuantityView { amount: amount.to_string(), unit, text: locale.numbers.quantity(amount, unit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_reached_when_it_is_reached() {
        let of = |part, goal| percent(Decimal::from(part), Decimal::from(goal));
        assert_eq!([of(0, 7), of(999, 1000), of(1000, 1000), of(3, 2)], [0, 99, 100, 150]);
    }
}
