//! Entries to pages: the last step of resolving, one page independent of the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::backlinks::Backlinks;
use super::entry::Entry;
use super::facts::{Facts, hides_pictures, picture};
use super::index::Index;
use super::links::Linker;
use super::lists::Lists;
use super::people::Members;
use super::references;
use super::schedule::Schedules;
use super::series::Series;
use super::tags::Tags;
use super::targets::Targets;
use super::{Scope, Unnamed};
use crate::diagnostics::Diagnostic;
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
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Made {
    /// The first page that names a file stands for all of them.
    fn take_files(&mut self, files: Vec<(OutputPath, NamedFile)>) {
        for (output, named) in files {
            self.files.entry(output).or_insert(named);
        }
    }
}

/// One page and what it brings.
struct One {
    page: Arc<Page>,
    files: Vec<(OutputPath, NamedFile)>,
    found: Vec<Diagnostic>,
}

/// Builds the public pages, and looks at those that are only held back for a time.
pub(super) fn build(
    scope: &Scope<'_>,
    index: &Index<'_>,
    members: &Members,
    tags: &Tags,
    lists: &Lists,
    targets: &Targets<'_>,
    schedules: &Schedules,
) -> Made {
    let backlinks = Backlinks::new(index);
    let series = Series::new(index);
    let builder = Builder {
        scope,
        index,
        members,
        tags,
        lists,
        targets,
        backlinks: &backlinks,
        schedules,
        series: &series,
    };
    let mut made: Vec<Option<One>> =
        index.public.par_iter().map(|&at| Some(builder.one(at, index.page(at)))).collect();

    let mut result = Made {
        pages: Vec::with_capacity(made.len()),
        list_indexes: BTreeMap::new(),
        homes: lists.homes.iter().map(|lang| (lang.clone(), None)).collect(),
        files: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    for one in made.iter_mut().filter_map(Option::take) {
        result.take_files(one.files);
        result.diagnostics.extend(one.found);
        result.pages.push(one.page);
    }
    for (at, entry) in index.entries.iter().enumerate() {
        let name = &entry.document.name;
        match &entry.withheld {
            None if name.is_index => {
                let one = builder.one(at, None);
                result.take_files(one.files);
                result.diagnostics.extend(one.found);
                if name.kind == Kind::Page {
                    result.homes.insert(name.lang.clone(), Some(one.page));
                } else {
                    result.list_indexes.insert(entry.url.clone(), one.page);
                }
            }
            // A mistake in what appears tomorrow is better found today; a draft may have mistakes.
            Some(WithheldReason::Embargo(_)) => result.diagnostics.extend(builder.one(at, None).found),
            None if !index.is_public(at) => result.diagnostics.extend(builder.one(at, None).found),
            Some(WithheldReason::Draft | WithheldReason::Consent) | None => {}
        }
    }
    result
}

struct Builder<'a> {
    scope: &'a Scope<'a>,
    index: &'a Index<'a>,
    members: &'a Members,
    tags: &'a Tags,
    lists: &'a Lists,
    targets: &'a Targets<'a>,
    backlinks: &'a Backlinks,
    schedules: &'a Schedules,
    series: &'a Series,
}

impl Builder<'_> {
    fn one(&self, at: usize, id: Option<PageId>) -> One {
        let entry = &self.index.entries[at];
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
        One { page: Arc::new(page), files: linker.files, found: linker.found }
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
