//! Entries to pages: the last step of resolving, one page independent of the other.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::backlinks::Backlinks;
use super::entry::Entry;
use super::facts::{Facts, hides_pictures, picture};
use super::ground::Ground;
use super::index::Index;
use super::links::Linker;
use super::lists::Lists;
use super::people::Members;
use super::prose::Hidden;
use super::references;
use super::schedule::Schedules;
use super::series::Series;
use super::tags::Tags;
use super::targets::Targets;
use super::{Scope, Unnamed};
use crate::diagnostics::{self, Diagnostic};
use crate::model::{
    Credit, Document, Kind, KindFields, Lang, NamedFile, OutputPath, Page, PageId, PosterFacts, ResolvedLink,
    Scope as Granted, UrlPath, Use, WithheldReason, Wording,
};

/// Every page, and what pages bring with them.
pub(super) struct Made {
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) list_indexes: BTreeMap<UrlPath, Arc<Page>>,
    pub(super) homes: BTreeMap<Lang, Option<Arc<Page>>>,
    pub(super) files: BTreeMap<OutputPath, NamedFile>,
    /// Pages and texts of lists that have former addresses.
    pub(super) moved: Vec<Arc<Page>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Made {
    /// Takes what a page brings; the first one that names a file stands for all of them.
    fn take(&mut self, one: &One) {
        for (output, named) in &one.files {
            if !self.files.contains_key(output) {
                self.files.insert(output.clone(), named.clone());
            }
        }
        self.diagnostics.extend(one.found.iter().cloned());
        if one.has_aliases {
            self.moved.push(Arc::clone(&one.page));
        }
    }
}

/// One page and what it brings.
pub(super) struct One {
    pub(super) page: Arc<Page>,
    files: Vec<(OutputPath, NamedFile)>,
    found: Vec<Diagnostic>,
    has_aliases: bool,
}

impl One {
    /// Whether a link of it leads to one of these pages.
    pub(super) fn leads_to(&self, pages: &HashSet<PageId>) -> bool {
        self.page.links.iter().any(|link| matches!(link, ResolvedLink::Page(id) if pages.contains(id)))
    }
}

/// What is looked at: the public pages, the texts of lists, and what is only held back for a time or by consent. A mistake
/// in what appears tomorrow is better found today; a draft may have mistakes.
pub(super) fn looked_at(index: &Index) -> Vec<usize> {
    let others = index.entries.iter().enumerate().filter(|(at, entry)| match &entry.withheld {
        Some(WithheldReason::Embargo(_)) => true,
        Some(WithheldReason::Draft | WithheldReason::Consent) => false,
        None => index.page(*at).is_none(),
    });
    index.public.iter().copied().chain(others.map(|(at, _)| at)).collect()
}

/// Makes the pages of some entries, or makes them again.
pub(super) fn build(scope: &Scope<'_>, ground: &Ground, entries: &[usize], ones: &mut Vec<Option<One>>) {
    let builder = Builder {
        scope,
        index: &ground.index,
        members: &ground.members,
        tags: &ground.tags,
        lists: &ground.lists,
        targets: &ground.targets(scope),
        backlinks: &ground.backlinks,
        schedules: &ground.schedules,
        series: &ground.series,
        hidden: ground.hidden.as_ref(),
    };
    let mut made: Vec<Option<One>> = entries.par_iter().map(|&at| Some(builder.one(at))).collect();
    ones.resize_with(ground.index.entries.len(), || None);
    for (at, one) in entries.iter().zip(&mut made) {
        ones[*at] = one.take();
    }
}

/// What all pages make together.
pub(super) fn together(ground: &Ground, ones: &[Option<One>]) -> Made {
    let index = &ground.index;
    let mut result = Made {
        pages: Vec::with_capacity(index.public.len()),
        list_indexes: BTreeMap::new(),
        homes: ground.lists.homes.iter().map(|lang| (lang.clone(), None)).collect(),
        files: BTreeMap::new(),
        moved: Vec::new(),
        diagnostics: Vec::new(),
    };
    for one in index.public.iter().filter_map(|at| ones[*at].as_ref()) {
        result.take(one);
        result.pages.push(Arc::clone(&one.page));
    }
    for (at, one) in ones.iter().enumerate() {
        let Some(one) = one.as_ref().filter(|_| index.page(at).is_none()) else { continue };
        let entry = &index.entries[at];
        let name = &entry.document.name;
        if !is_list_text(entry) {
            result.diagnostics.extend(one.found.iter().cloned());
            continue;
        }
        result.take(one);
        let page = Arc::clone(&one.page);
        if name.kind == Kind::Page {
            result.homes.insert(name.lang.clone(), Some(page));
        } else {
            result.list_indexes.insert(entry.url.clone(), page);
        }
    }
    result
}

struct Builder<'a> {
    scope: &'a Scope<'a>,
    index: &'a Index,
    members: &'a Members,
    tags: &'a Tags,
    lists: &'a Lists,
    targets: &'a Targets<'a>,
    backlinks: &'a Backlinks,
    schedules: &'a Schedules,
    series: &'a Series,
    hidden: Option<&'a Hidden>,
}

impl Builder<'_> {
    fn one(&self, at: usize) -> One {
        let (entry, id) = (&self.index.entries[at], self.index.page(at));
        let document = &entry.document;
        let shared = &document.front.shared;
        let mut linker = Linker {
            scope: self.scope,
            index: self.index,
            members: self.members,
            targets: self.targets,
            document,
            url: &entry.url,
            no_pictures: hides_pictures(self.members, entry),
            files: Vec::new(),
            found: Vec::new(),
        };
        let links = linker.all();
        let directives = linker.directives();
        let image = shared.image.as_ref().and_then(|image| {
            let file = picture(self.scope, &mut linker, &image.src)?;
            Some((image.clone(), file))
        });
        let facts = Facts {
            scope: self.scope,
            index: self.index,
            members: self.members,
            backlinks: self.backlinks,
            schedules: self.schedules,
            series: self.series,
            entry,
            at,
        }
        .decide(&mut linker);
        let found = &mut linker.found;
        let authors =
            references::credits(self.index, self.members, document, &shared.authors, Use::Page, found);
        // Unknown handles have been reported by the line above.
        let mut known = Vec::new();
        let feed_authors =
            references::credits(self.index, self.members, document, &shared.authors, Use::Feed, &mut known);
        let chapter = shared.chapter.as_ref().and_then(|chapter| {
            references::by_slug(self.index, document, chapter, Kind::Chapter, &mut linker.found)
        });
        let (older, newer) = id.map_or((None, None), |id| self.lists.neighbours(id));
        let summary = shared.summary.clone().unwrap_or_else(|| self.excerpt(document, &links, Use::Page));
        let names_people = links.iter().any(|link| matches!(link, ResolvedLink::Member(_)));
        let feed_summary = (shared.summary.is_none() && names_people)
            .then(|| self.excerpt(document, &links, Use::Feed))
            .filter(|said| *said != summary);
        let poster = self.poster(entry, &links, &summary).map(Box::new);
        let page = Page {
            kind: document.name.kind,
            lang: entry.lang().clone(),
            url: entry.url.clone(),
            anchor: entry.anchor.clone(),
            uid: self.index.uid(at),
            title: shared.title.value.clone(),
            summary,
            feed_summary,
            poster,
            date: entry.date.clone(),
            updated: entry.last_change(&self.scope.zone),
            image,
            tags: self.tags.ids(entry.lang(), &shared.tags),
            authors,
            feed_authors,
            chapter,
            facts,
            translations: self.translations(at),
            document: Arc::clone(document),
            links,
            directives,
            older,
            newer,
        };
        let mut found = linker.found;
        if let Some(hidden) = self.hidden.filter(|_| id.is_some() || is_list_text(entry)) {
            found.extend(hidden.typed_in(document, self.scope.input.files));
        }
        diagnostics::sort(&mut found);
        let has_aliases = !shared.aliases.is_empty();
        One { page: Arc::new(page), files: linker.files, found, has_aliases }
    }

    /// The first words of a body, with the words that its references show.
    fn excerpt(&self, document: &Document, links: &[ResolvedLink], purpose: Use) -> String {
        let nothing = Unnamed::default();
        let unnamed = self.scope.input.unnamed.get(&document.name.lang).unwrap_or(&nothing);
        document.outline.excerpt_text(|at| {
            let written = &document.outline.links[at].target;
            match &links[at] {
                ResolvedLink::Page(id) => {
                    let entry = &self.index.entries[self.index.public[id.0]];
                    Some(Wording::own(&entry.document.front.shared.title.value))
                }
                ResolvedLink::Poster(_) | ResolvedLink::Url(_) => Some(Wording::own(written)),
                ResolvedLink::Member(member) => {
                    let wording = match purpose {
                        Use::Page => member.credit.wording(&unnamed.member),
                        Use::Feed => member.feed_credit.wording(&unnamed.member),
                        Use::Poster => self.on_poster(&member.credit, &document.name.lang, &unnamed.member),
                    };
                    Some(wording.then(member.rest(written)))
                }
                ResolvedLink::Withheld => Some(Wording::Generic(unnamed.page.as_str().into())),
                ResolvedLink::File(_)
                | ResolvedLink::AsWritten
                | ResolvedLink::RemotePicture
                | ResolvedLink::Unsafe
                | ResolvedLink::Text
                | ResolvedLink::Broken => None,
            }
        })
    }

    /// How a poster says what a page says of somebody.
    fn on_poster<'w>(&self, credit: &'w Credit, lang: &Lang, anonymous: &'w str) -> Wording<'w> {
        let Credit::Named { handle, .. } = credit else { return credit.wording(anonymous) };
        match self.members.credit(handle.as_str(), lang, Use::Poster) {
            Some(Credit::Named { name, .. } | Credit::Alias(name)) => Wording::own(name),
            Some(Credit::Anonymous) | None => Wording::Generic(anonymous.into()),
        }
    }

    /// What the poster of a page may say and show; nothing where there is none to be.
    fn poster(&self, entry: &Entry, links: &[ResolvedLink], summary: &str) -> Option<PosterFacts> {
        let (document, lang) = (&entry.document, entry.lang());
        if entry.anchor.is_some() || document.name.is_index || !document.name.kind.has_poster() {
            return None;
        }
        let may =
            |handle: &str| self.members.get(handle).is_some_and(|member| member.allows(Granted::Poster));
        let on_poster = |handle: &str| self.members.credit(handle, lang, Use::Poster);
        let mut facts = PosterFacts { picture: true, ..PosterFacts::default() };
        match &document.front.fields {
            KindFields::Member(_) if !may(&entry.slug) => return None,
            KindFields::Member(_) => facts.people.extend(on_poster(&entry.slug)),
            KindFields::Story(story) => {
                let people = || story.people.iter().map(|person| person.value.as_str());
                // A picture of a story is one of everybody in it.
                facts.picture = people().all(may);
                facts.people = people().filter_map(on_poster).collect();
            }
            KindFields::Post(_)
            | KindFields::Event(_)
            | KindFields::Drop(_)
            | KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Campaign(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => {}
        }
        let names_people = links.iter().any(|link| matches!(link, ResolvedLink::Member(_)));
        facts.summary = (document.front.shared.summary.is_none() && names_people)
            .then(|| self.excerpt(document, links, Use::Poster))
            .filter(|said| said != summary);
        Some(facts)
    }

    fn translations(&self, at: usize) -> Vec<(Lang, UrlPath)> {
        let others =
            self.index.translations(at).iter().filter(|&&other| other != at && self.index.is_public(other));
        let mut translations: Vec<(Lang, UrlPath)> = others
            .map(|&other| {
                let entry = &self.index.entries[other];
                (entry.lang().clone(), entry.url.clone())
            })
            .collect();
        translations.sort();
        translations
    }
}

/// Whether it is the text of a list or of a home page, and shown.
fn is_list_text(entry: &Entry) -> bool {
    entry.document.name.is_index && entry.withheld.is_none()
}
