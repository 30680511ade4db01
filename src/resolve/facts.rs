//! What only one kind of page has.

use std::collections::HashMap;

use jiff::Zoned;

use super::Scope;
use super::content_files::Named;
use super::entry::Entry;
use super::index::Index;
use super::links::Linker;
use super::lists::newest_first;
use super::people::Members;
use super::references;
use super::slug::nfc;
use crate::calendar::event_state;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Credit, EventFacts, EventFields, Handle, Kind, KindFields, Lang, MemberFacts, MemberFields, OutputPath,
    PageFacts, PageId, PostFields, Scope as Granted, Spanned, Use,
};

/// What points at each member, by handle and language.
pub(super) struct Backlinks {
    by_member: HashMap<(String, Lang), Deeds>,
    brought: HashMap<String, Vec<Handle>>,
    /// The newest post that says it looks back on an event, by the event's entry.
    recaps: HashMap<usize, PageId>,
}

/// What a member did, each newest first.
#[derive(Default)]
struct Deeds {
    hosted: Vec<PageId>,
    spoke: Vec<PageId>,
    wrote: Vec<PageId>,
    appeared: Vec<PageId>,
}

impl Backlinks {
    pub(super) fn new(index: &Index<'_>) -> Self {
        let mut by_member: HashMap<(String, Lang), Deeds> = HashMap::new();
        let mut brought: HashMap<String, Vec<Handle>> = HashMap::new();
        let mut recaps: HashMap<usize, PageId> = HashMap::new();
        for (at, entry) in index.entries.iter().enumerate() {
            let Some(page) = index.page(at) else { continue };
            if let KindFields::Member(member) = &entry.document.front.fields
                && let Some(by) = &member.referred_by
            {
                let list = brought.entry(nfc(by.value.as_str()).into_owned()).or_default();
                let newcomer = Handle::new(&entry.slug);
                if !list.contains(&newcomer) {
                    list.push(newcomer);
                }
            }
            for lang in index.readers(at) {
                deeds(entry, page, lang, &mut by_member);
                recap(index, entry, page, lang, &mut recaps);
            }
        }
        Self { by_member, brought, recaps }
    }

    fn of(&self, index: &Index<'_>, entry: &Entry, deed: fn(&Deeds) -> &Vec<PageId>) -> Vec<PageId> {
        let key = (entry.slug.clone(), entry.lang().clone());
        let mut pages = self.by_member.get(&key).map(deed).cloned().unwrap_or_default();
        newest_first(index, &mut pages);
        pages
    }
}

/// Notes what members did in an entry, for readers of `lang`.
fn deeds(entry: &Entry, page: PageId, lang: &Lang, by_member: &mut HashMap<(String, Lang), Deeds>) {
    let mut add = |handles: &[Spanned<Handle>], deed: fn(&mut Deeds) -> &mut Vec<PageId>| {
        for handle in handles {
            let key = (nfc(handle.value.as_str()).into_owned(), lang.clone());
            let deeds = deed(by_member.entry(key).or_default());
            if deeds.last() != Some(&page) {
                deeds.push(page);
            }
        }
    };
    match &entry.document.front.fields {
        KindFields::Post(post) => {
            add(&entry.document.front.shared.authors, |deeds| &mut deeds.wrote);
            add(&post.people, |deeds| &mut deeds.appeared);
        }
        KindFields::Event(event) => {
            add(&event.hosts, |deeds| &mut deeds.hosted);
            add(&event.speakers, |deeds| &mut deeds.spoke);
        }
        KindFields::Member(_) | KindFields::Page(_) => {}
    }
}

/// Notes which event a post looks back on, for readers of `lang`: the newest such post counts.
fn recap(index: &Index<'_>, entry: &Entry, page: PageId, lang: &Lang, recaps: &mut HashMap<usize, PageId>) {
    let KindFields::Post(post) = &entry.document.front.fields else { return };
    let event = post.recap_of.as_ref().and_then(|event| index.by_reference(&event.value, lang));
    let Some(event) = event.filter(|event| index.entries[*event].lang() == lang) else { return };
    let newest = recaps.entry(event).or_insert(page);
    let date = |id: PageId| index.entries[index.public[id.0]].date.as_ref().map(Zoned::timestamp);
    if date(page) > date(*newest) {
        *newest = page;
    }
}

/// What the facts of a page are made from.
pub(super) struct Facts<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) index: &'a Index<'a>,
    pub(super) members: &'a Members,
    pub(super) backlinks: &'a Backlinks,
    pub(super) entry: &'a Entry,
    /// The entry's index.
    pub(super) at: usize,
}

impl Facts<'_> {
    pub(super) fn decide(&self, linker: &mut Linker<'_>) -> PageFacts {
        match &self.entry.document.front.fields {
            KindFields::Post(post) => self.post(post, &mut linker.found),
            KindFields::Event(event) => self.event(event, &mut linker.found),
            KindFields::Member(member) if !self.entry.document.name.is_index => self.member(member, linker),
            KindFields::Member(_) | KindFields::Page(_) => PageFacts::Page,
        }
    }

    fn credits(&self, handles: &[Spanned<Handle>], found: &mut Vec<Diagnostic>) -> Vec<Credit> {
        references::credits(self.index, self.members, &self.entry.document, handles, Use::Page, found)
    }

    fn post(&self, post: &PostFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        if document.name.is_index {
            return PageFacts::Page;
        }
        let recap_of = post.recap_of.as_ref();
        PageFacts::Post {
            people: self.credits(&post.people, found),
            recap_of: recap_of
                .and_then(|event| references::page(self.index, document, event, Kind::Event, found)),
        }
    }

    fn event(&self, fields: &EventFields, found: &mut Vec<Diagnostic>) -> PageFacts {
        let document = &self.entry.document;
        let Some(times) = self.entry.event.as_ref().filter(|_| !document.name.is_index) else {
            return PageFacts::Page;
        };
        let recap = fields.recap.as_ref();
        let end = times.end.timestamp();
        PageFacts::Event(Box::new(EventFacts {
            fields: fields.clone(),
            start: times.start.clone(),
            end: times.end.clone(),
            end_known: times.end_known,
            previous_start: times.previous_start.clone(),
            state: event_state(times.live_from, end, self.scope.input.now),
            hosts: self.credits(&fields.hosts, found),
            speakers: self.credits(&fields.speakers, found),
            // A recap that names its event need not be named by it.
            recap: match recap {
                Some(post) => references::page(self.index, document, post, Kind::Post, found),
                None => self.backlinks.recaps.get(&self.at).copied(),
            },
        }))
    }

    fn member(&self, fields: &MemberFields, linker: &mut Linker<'_>) -> PageFacts {
        let entry = self.entry;
        let avatar = fields.avatar.as_ref().and_then(|avatar| picture(self.scope, linker, avatar));
        let referred_by = fields.referred_by.as_ref().and_then(|by| {
            references::credit(self.index, self.members, &entry.document, by, Use::Page, &mut linker.found)
        });
        let brought = self.backlinks.brought.get(&entry.slug).into_iter().flatten();
        PageFacts::Member(Box::new(MemberFacts {
            fields: fields.clone(),
            avatar,
            referred_by,
            hosted: self.backlinks.of(self.index, entry, |deeds| &deeds.hosted),
            spoke: self.backlinks.of(self.index, entry, |deeds| &deeds.spoke),
            wrote: self.backlinks.of(self.index, entry, |deeds| &deeds.wrote),
            appeared: self.backlinks.of(self.index, entry, |deeds| &deeds.appeared),
            brought: brought
                .filter_map(|handle| self.members.credit(handle.as_str(), entry.lang(), Use::Page))
                .collect(),
        }))
    }
}

/// Whether pictures in this source show a person who did not agree to that.
pub(super) fn hides_pictures(members: &Members, entry: &Entry) -> bool {
    let name = &entry.document.name;
    name.kind == Kind::Member
        && !name.is_index
        && members.get(&entry.slug).is_none_or(|member| !member.allows(Granted::Photo))
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
            let exists = scope.input.files.get(&format!("static/{below_static}")).is_some();
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
