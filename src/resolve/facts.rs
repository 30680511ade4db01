//! What only one kind of page has.

use super::Scope;
use super::backlinks::Backlinks;
use super::content_files::Named;
use super::entry::Entry;
use super::index::Index;
use super::links::Linker;
use super::people::Members;
use super::recaps::can_tell;
use super::references;
use super::schedule::Schedules;
use super::series::Series;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Credit, EventFacts, EventFields, EventState, Handle, Kind, KindFields, MemberFacts, MemberFields,
    OutputPath, PageFacts, PostFields, Scope as Granted, Spanned, Use,
};

/// What the facts of a page are made from.
pub(super) struct Facts<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) index: &'a Index,
    pub(super) members: &'a Members,
    pub(super) backlinks: &'a Backlinks,
    pub(super) schedules: &'a Schedules,
    pub(super) series: &'a Series,
    pub(super) entry: &'a Entry,
    /// The entry's index.
    pub(super) at: usize,
}

impl Facts<'_> {
    pub(super) fn decide(&self, linker: &mut Linker<'_>) -> PageFacts {
        match &self.entry.document.front.fields {
            _ if self.entry.document.name.is_index => PageFacts::Page,
            KindFields::Post(post) => self.post(post, &mut linker.found),
            KindFields::Event(event) => self.event(event, &mut linker.found),
            KindFields::Drop(drop) => self.drop(drop, &mut linker.found),
            KindFields::Story(story) => self.story(story, &mut linker.found),
            KindFields::Member(member) => self.member(member, linker),
            KindFields::Chapter(chapter) => self.chapter(chapter, &mut linker.found),
            KindFields::PrintRun(run) => self.print_run(run, &mut linker.found),
            KindFields::Tier(_) => self.tier(),
            KindFields::Campaign(campaign) => self.campaign(campaign, &mut linker.found),
            KindFields::Faq(_) => PageFacts::Faq,
            KindFields::Page(_) => PageFacts::Page,
        }
    }

    pub(super) fn credits(&self, handles: &[Spanned<Handle>], found: &mut Vec<Diagnostic>) -> Vec<Credit> {
        references::credits(self.index, self.members, &self.entry.document, handles, Use::Page, found)
    }

    fn post(&self, post: &PostFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        let recap_of = post.recap_of.as_ref();
        let event = recap_of.and_then(|event| {
            let page = references::page(self.index, document, event, Kind::Event, found)?;
            Some((page, self.index.by_reference(&event.value, self.entry.lang())?))
        });
        PageFacts::Post {
            people: self.credits(&post.people, found),
            recap_of: event.filter(|(_, event)| can_tell(self.index, self.at, *event)).map(|(page, _)| page),
        }
    }

    fn event(&self, fields: &EventFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        let Some(times) = self.entry.event.as_ref() else { return PageFacts::Page };
        if let Some(post) = &fields.recap {
            // What is wrong with it is told here; which post it is, its schedule knows.
            references::page(self.index, document, post, Kind::Post, found);
        }
        let schedule = self.schedules.get(self.at).cloned().unwrap_or_default();
        PageFacts::Event(Box::new(EventFacts {
            fields: fields.clone(),
            start: times.start.clone(),
            end: times.end.clone(),
            end_known: times.end_known,
            previous_start: times.previous_start.clone(),
            state: schedule.state.unwrap_or(EventState::Past),
            lead: schedule.lead,
            turns: schedule.turns,
            offsets: self.scope.input.config.phases_of(fields),
            hosts: self.credits(&fields.hosts, found),
            speakers: self.credits(&fields.speakers, found),
            recap: schedule.recap,
            recaps: schedule.recaps,
            stories: self.backlinks.stories(self.index, self.at),
            rule: times.rule.clone(),
            occurrences: times.occurrences.clone(),
            sign_up: times.sign_up,
            over: times.over,
        }))
    }

    fn member(&self, fields: &MemberFields, linker: &mut Linker<'_>) -> PageFacts {
        let entry = self.entry;
        let avatar = fields.avatar.as_ref().and_then(|avatar| picture(self.scope, linker, avatar));
        let referred_by = fields.referred_by.as_ref().and_then(|by| {
            references::credit(self.index, self.members, &entry.document, by, Use::Page, &mut linker.found)
        });
        let deeds = |deed| self.backlinks.deeds(self.index, self.at, deed);
        let all = self.backlinks.all_deeds(self.index, self.at);
        let brought = self.backlinks.brought(&entry.slug).iter();
        let tier = fields.tier.as_ref();
        PageFacts::Member(Box::new(MemberFacts {
            fields: fields.clone(),
            avatar,
            referred_by,
            hosted: deeds(|deeds| &deeds.hosted),
            spoke: deeds(|deeds| &deeds.spoke),
            wrote: deeds(|deeds| &deeds.wrote),
            appeared: deeds(|deeds| &deeds.appeared),
            helped: all.map(|deeds| deeds.helped.clone()).unwrap_or_default(),
            made: deeds(|deeds| &deeds.made),
            asked: all.map(|deeds| deeds.asked.clone()).unwrap_or_default(),
            leads: deeds(|deeds| &deeds.leads),
            tier: tier.and_then(|tier| {
                references::by_slug(self.index, &entry.document, tier, Kind::Tier, &mut linker.found)
            }),
            brought: brought
                .filter_map(|handle| self.members.credit(handle.as_str(), entry.lang(), Use::Page))
                .collect(),
        }))
    }
}

/// Whether pictures in this source show a person who did not agree to that.
pub(super) fn hides_pictures(members: &Members, entry: &Entry) -> bool {
    if entry.document.name.is_index {
        return false;
    }
    let may_show = |handle: &str| members.get(handle).is_some_and(|member| member.allows(Granted::Photo));
    match &entry.document.front.fields {
        KindFields::Member(_) => !may_show(&entry.slug),
        // A picture of a story is one of everybody in it.
        KindFields::Story(story) => story.people.iter().any(|person| !may_show(person.value.as_str())),
        KindFields::Post(_)
        | KindFields::Event(_)
        | KindFields::Drop(_)
        | KindFields::Chapter(_)
        | KindFields::PrintRun(_)
        | KindFields::Tier(_)
        | KindFields::Campaign(_)
        | KindFields::Faq(_)
        | KindFields::Page(_) => false,
    }
}

/// The output of a picture that front matter names, which is thereby published.
pub(super) fn picture(
    scope: &Scope<'_>,
    linker: &mut Linker<'_>,
    src: &Spanned<String>,
) -> Option<OutputPath> {
    let path = &linker.document.path;
    let found = match src.value.strip_prefix('/') {
        Some(below_static) => {
            let exists = scope.input.files.meant(&format!("static/{below_static}")).is_some();
            let output = exists.then(|| OutputPath::new(below_static).ok()).flatten();
            output.map(Named::File)
        }
        None => linker.content_file(&src.value, src.span),
    };
    match found {
        Some(Named::File(file)) if !linker.no_pictures => Some(file),
        Some(Named::File(_) | Named::Withheld | Named::Refused) => None,
        None => {
            linker.found.push(
                Diagnostic::error("link::unknown-picture", format!("there is no picture `{}`", src.value))
                    .at(path, src.span)
                    .help("a picture's path starts from the folder of this file, or from `/` for `static/`"),
            );
            None
        }
    }
}
