//! What points at a page from elsewhere: deeds of members, stories, what belongs to a chapter or a tier.

use std::collections::HashMap;
use std::sync::Arc;

use super::index::Index;
use super::lists::newest_first;
use super::recaps::can_tell;
use super::slug::nfc;
use crate::model::{AskedFacts, Handle, HelpedFacts, Kind, KindFields, Lang, PageId, PostFields, Spanned};

/// What points at each member, event, drop, chapter and tier.
#[derive(Default)]
pub(super) struct Backlinks {
    by_member: HashMap<(String, Lang), Deeds>,
    brought: HashMap<String, Vec<Handle>>,
    /// Stories by what they name: an event's or a drop's group, and their own language.
    stories: HashMap<(Arc<str>, Lang), Vec<PageId>>,
    /// Pages by the group of their chapter and their own language.
    chapters: HashMap<(Arc<str>, Lang), Vec<PageId>>,
    /// Members and drops by the group of a tier and their own language.
    tiers: HashMap<(Arc<str>, Lang), Vec<PageId>>,
}

/// What a member did.
#[derive(Default)]
pub(super) struct Deeds {
    pub(super) hosted: Vec<PageId>,
    pub(super) spoke: Vec<PageId>,
    pub(super) wrote: Vec<PageId>,
    pub(super) appeared: Vec<PageId>,
    pub(super) helped: Vec<HelpedFacts>,
    pub(super) made: Vec<PageId>,
    pub(super) asked: Vec<AskedFacts>,
    pub(super) leads: Vec<PageId>,
}

/// Which of the [`Deeds`].
type Deed = fn(&mut Deeds) -> &mut Vec<PageId>;

impl Backlinks {
    pub(super) fn new(index: &Index) -> Self {
        let mut made = Self::default();
        for (at, entry) in index.entries.iter().enumerate() {
            let Some(page) = index.page(at) else { continue };
            for lang in index.readers(at) {
                made.note(index, at, page, lang);
            }
            if let KindFields::Member(member) = &entry.document.front.fields
                && let Some(by) = &member.referred_by
            {
                let list = made.brought.entry(nfc(by.value.as_str()).into_owned()).or_default();
                let newcomer = Handle::new(&entry.slug);
                if !list.contains(&newcomer) {
                    list.push(newcomer);
                }
            }
        }
        made
    }

    /// Notes what an entry points at, for readers of `lang`.
    fn note(&mut self, index: &Index, at: usize, page: PageId, lang: &Lang) {
        let made = self;
        let entry = &index.entries[at];
        {
            let shared = &entry.document.front.shared;
            if matches!(entry.document.name.kind, Kind::Post | Kind::Story) {
                made.credit(&shared.authors, lang, page, |deeds| &mut deeds.wrote);
            }
            if let Some(chapter) = shared.chapter.as_ref() {
                let group = index.by_slug(Kind::Chapter, &chapter.value, lang);
                push(index, &mut made.chapters, group, lang, page);
            }
            match &entry.document.front.fields {
                KindFields::Post(post) => {
                    made.credit(&post.people, lang, page, |deeds| &mut deeds.appeared);
                    made.helpers(index, post, page, lang);
                }
                KindFields::Event(event) => {
                    made.credit(&event.hosts, lang, page, |deeds| &mut deeds.hosted);
                    made.credit(&event.speakers, lang, page, |deeds| &mut deeds.spoke);
                }
                KindFields::Drop(drop) => {
                    made.credit(&drop.makers, lang, page, |deeds| &mut deeds.made);
                    for change in &drop.changes {
                        let Some(by) = &change.asked_by else { continue };
                        let (date, what) = (change.date, change.what.clone());
                        made.of_member(by, lang).asked.push(AskedFacts { drop: page, date, what });
                    }
                    for early in &drop.early_access {
                        let tier = index.by_slug(Kind::Tier, &early.tier.value, lang);
                        push(index, &mut made.tiers, tier, lang, page);
                    }
                }
                KindFields::Story(story) => {
                    made.credit(&story.people, lang, page, |deeds| &mut deeds.appeared);
                    for named in story.event.iter().chain(&story.drop) {
                        let target = index.by_reference(&named.value, lang);
                        push(index, &mut made.stories, target, lang, page);
                    }
                }
                KindFields::Member(member) => {
                    if let Some(tier) = &member.tier {
                        let tier = index.by_slug(Kind::Tier, &tier.value, lang);
                        push(index, &mut made.tiers, tier, lang, page);
                    }
                }
                KindFields::Chapter(chapter) => {
                    made.credit(&chapter.leads, lang, page, |deeds| &mut deeds.leads);
                }
                KindFields::PrintRun(_)
                | KindFields::Tier(_)
                | KindFields::Campaign(_)
                | KindFields::Faq(_)
                | KindFields::Page(_) => {}
            }
        }
    }

    /// Whom a recap names has helped with the event that it looks back on, unless they hosted it or spoke.
    fn helpers(&mut self, index: &Index, post: &PostFields, recap: PageId, lang: &Lang) {
        let event = post.recap_of.as_ref().and_then(|event| index.by_reference(&event.value, lang));
        let event = event.filter(|event| can_tell(index, index.public[recap.0], *event));
        let Some((at, event)) = event.and_then(|at| Some((at, index.page(at)?))) else { return };
        let KindFields::Event(fields) = &index.entries[at].document.front.fields else { return };
        let known = |handle: &Spanned<Handle>| {
            fields
                .hosts
                .iter()
                .chain(&fields.speakers)
                .any(|other| nfc(other.value.as_str()) == nfc(handle.value.as_str()))
        };
        for handle in post.people.iter().filter(|handle| !known(handle)) {
            self.of_member(handle, lang).helped.push(HelpedFacts { event, recap });
        }
    }

    fn credit(&mut self, handles: &[Spanned<Handle>], lang: &Lang, page: PageId, deed: Deed) {
        for handle in handles {
            let deeds = deed(self.of_member(handle, lang));
            if deeds.last() != Some(&page) {
                deeds.push(page);
            }
        }
    }

    fn of_member(&mut self, handle: &Spanned<Handle>, lang: &Lang) -> &mut Deeds {
        let key = (nfc(handle.value.as_str()).into_owned(), lang.clone());
        self.by_member.entry(key).or_default()
    }

    /// All that a member did, in no order; nothing where that is nothing.
    pub(super) fn all_deeds(&self, index: &Index, at: usize) -> Option<&Deeds> {
        let entry = &index.entries[at];
        self.by_member.get(&(entry.slug.clone(), entry.lang().clone()))
    }

    /// What a member did of one sort, newest first.
    pub(super) fn deeds(&self, index: &Index, at: usize, deed: fn(&Deeds) -> &Vec<PageId>) -> Vec<PageId> {
        let mut pages = self.all_deeds(index, at).map(deed).cloned().unwrap_or_default();
        newest_first(index, &mut pages);
        pages
    }

    /// Whom a member brought.
    pub(super) fn brought(&self, handle: &str) -> &[Handle] {
        self.brought.get(handle).map_or(&[], Vec::as_slice)
    }

    /// Stories that name an event or a drop, newest first.
    pub(super) fn stories(&self, index: &Index, at: usize) -> Vec<PageId> {
        self.of(index, &self.stories, at)
    }

    /// What belongs to a chapter, newest first.
    pub(super) fn of_chapter(&self, index: &Index, at: usize) -> Vec<PageId> {
        self.of(index, &self.chapters, at)
    }

    /// Members of a tier, and drops that it may buy earlier, newest first.
    pub(super) fn of_tier(&self, index: &Index, at: usize) -> Vec<PageId> {
        self.of(index, &self.tiers, at)
    }

    fn of(&self, index: &Index, map: &HashMap<(Arc<str>, Lang), Vec<PageId>>, at: usize) -> Vec<PageId> {
        let entry = &index.entries[at];
        let mut pages = map.get(&(entry.group.clone(), entry.lang().clone())).cloned().unwrap_or_default();
        newest_first(index, &mut pages);
        pages
    }
}

/// Notes a page under the group of what it names, once.
fn push(
    index: &Index,
    map: &mut HashMap<(Arc<str>, Lang), Vec<PageId>>,
    target: Option<usize>,
    lang: &Lang,
    page: PageId,
) {
    let Some(target) = target else { return };
    let pages = map.entry((index.entries[target].group.clone(), lang.clone())).or_default();
    if pages.last() != Some(&page) {
        pages.push(page);
    }
}
