//! Members to views.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Kind, MemberFacts, Page, PageFacts, PageId, SiteList, seal};
use crate::render::printer::Printer;
use crate::render::views::{LinkView, MemberGroupsView, MemberView, MembersOfChapter, MembersOfRole};

impl Printer {
    /// A member who agreed to have a page.
    pub(in crate::render) fn member_view<'a>(
        &'a self,
        page: &'a Page,
        facts: &'a MemberFacts,
    ) -> MemberView<'a> {
        let (fields, lang) = (&facts.fields, &page.lang);
        let deeds = self.deeds(facts);
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
            totals: self.totals(&deeds, facts.brought.len()),
            leads: self.summaries_of(&facts.leads, lang),
            tier: facts.tier.map(|id| self.summary_in(id, lang)),
            ledger: self.ledger(&deeds, lang),
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
}

fn host_of(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let after = after.strip_prefix("mailto:").unwrap_or(after);
    after.split('/').next().unwrap_or(after)
}
