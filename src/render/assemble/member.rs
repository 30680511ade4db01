//! Members to views.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::Zoned;

use crate::model::{Kind, Lang, MemberFacts, Page, PageFacts, PageId, SiteList, seal};
use crate::render::printer::Printer;
use crate::render::views::{
    LedgerRow, LedgerYear, LinkView, MemberGroupsView, MemberView, MembersOfChapter, MembersOfRole,
};

impl Printer {
    /// A member who agreed to have a page.
    pub(in crate::render) fn member_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a MemberFacts,
    ) -> MemberView<'a> {
        let (fields, lang) = (&facts.fields, &page.lang);
        MemberView {
            handle: page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default(),
            seal: seal(&page.title),
            avatar: facts.avatar.as_ref().map(|file| self.picture_view(file, "", None)),
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
            referred_by: facts.referred_by.as_ref().map(|credit| self.credit(credit, lang)),
            brought: self.credits(&facts.brought, lang),
            hosted: self.begun(&facts.hosted),
            spoke: self.begun(&facts.spoke),
            wrote: facts.wrote.len(),
            appeared: facts.appeared.len(),
            helped: facts.helped.len(),
            made: facts.made.len(),
            asked: facts.asked.len(),
            leads: self.summaries_of(&facts.leads, lang),
            tier: facts.tier.map(|id| self.summary_in(id, lang)),
            ledger: self.ledger(
                lang,
                [
                    ("hosted", &facts.hosted),
                    ("spoke", &facts.spoke),
                    ("wrote", &facts.wrote),
                    ("helped", &facts.helped),
                    ("made", &facts.made),
                    ("asked", &facts.asked),
                    ("appeared", &facts.appeared),
                ],
            ),
        }
    }

    /// The members of a list by chapter and by role.
    pub(in crate::render) fn member_groups(&self, list: &SiteList) -> MemberGroupsView<'_> {
        let mut chapters: BTreeMap<PageId, usize> = BTreeMap::new();
        let mut roles: BTreeMap<(&str, &str), Vec<PageId>> = BTreeMap::new();
        for id in &list.pages {
            let page = self.page_of(*id);
            let PageFacts::Member(facts) = &page.facts else { continue };
            if let Some(chapter) = page.chapter {
                *chapters.entry(chapter).or_default() += 1;
            }
            for role in &facts.fields.roles {
                let members = roles.entry((role, page.lang.as_str())).or_default();
                if members.last() != Some(id) {
                    members.push(*id);
                }
            }
        }
        let known = self.site.list_of(Kind::Chapter, &list.lang).map_or(&[][..], |list| &list.pages);
        let chapters = known.iter().filter_map(|id| {
            let count = *chapters.get(id)?;
            Some(MembersOfChapter { chapter: self.summary_in(*id, &list.lang), count })
        });
        let mut roles: Vec<_> = roles.into_iter().collect();
        roles.sort_by_key(|(_, members)| Reverse(members.len()));
        let roles = roles.into_iter().map(|((role, lang), members)| MembersOfRole {
            role,
            lang,
            members: self.summaries_of(&members, &list.lang),
        });
        MemberGroupsView { chapters: chapters.collect(), roles: roles.collect() }
    }

    /// How many of these events have begun: neither what is to come nor what was called off has been done.
    fn begun(&self, events: &[PageId]) -> usize {
        let has_begun = |id: &&PageId| {
            let Some(facts) = self.page_of(**id).facts.event() else { return false };
            facts.fields.status.takes_place() && facts.start.timestamp() <= self.site.now
        };
        events.iter().filter(has_begun).count()
    }

    /// What a member did, by year, newest first.
    fn ledger(&self, lang: &Lang, deeds: [(&'static str, &Vec<PageId>); 7]) -> Vec<LedgerYear> {
        let mut rows: Vec<(&Zoned, &'static str, PageId)> = Vec::new();
        for (deed, pages) in deeds {
            // What was called off was not done.
            let called_off = |id: &PageId| {
                self.page_of(*id).facts.event().is_some_and(|event| !event.fields.status.takes_place())
            };
            let pages = pages.iter().filter(|id| !called_off(id));
            rows.extend(pages.filter_map(|id| Some((self.page_of(*id).date.as_ref()?, deed, *id))));
        }
        rows.sort_by(|a, b| b.0.timestamp().cmp(&a.0.timestamp()).then(a.1.cmp(b.1)).then(a.2.cmp(&b.2)));
        let mut years: Vec<LedgerYear> = Vec::new();
        for (date, deed, id) in rows {
            let year = format!("{:04}", date.year());
            let row = LedgerRow { deed, page: self.dated(id, lang) };
            match years.last_mut().filter(|last| last.year == year) {
                Some(last) => last.rows.push(row),
                None => years.push(LedgerYear { year, rows: vec![row] }),
            }
        }
        years
    }
}

fn host_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let after = after.strip_prefix("mailto:").unwrap_or(after);
    after.split('/').next().unwrap_or(after)
}
