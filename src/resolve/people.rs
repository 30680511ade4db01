//! Members and what each of them agreed to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Zoned;

use super::Scope;
use super::consents::Held;
use super::content_files::shows_people;
use super::entry::{Entry, slug_place};
use super::index::beside;
use super::links::path_of;
use super::slug::nfc;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Credit, Handle, KindFields, Lang, MemberFields, Scope as Granted, SourcePath, Span, Spanned, StoryFields,
    UrlPath, Use, fold,
};

/// Every member of the site, by handle.
pub(super) struct Members {
    by_handle: HashMap<String, Member>,
    /// Sorted, for suggestions and for order.
    pub(super) handles: Vec<String>,
    /// Pictures of members who did not agree to be shown: nobody else may show them either.
    hidden_pictures: HashSet<String>,
    /// Bytes of the longest handle.
    longest: usize,
}

/// A member in all languages.
pub(super) struct Member {
    /// What may be shown of them in each language; the default language first.
    faces: Vec<Face>,
    /// Every file that speaks of them, published or not; that of the default language first.
    pub(super) sources: Vec<Source>,
    /// Scopes that hold now, in every translation of the member's page.
    scopes: Vec<Granted>,
}

/// A file of a member.
pub(super) struct Source {
    group: Arc<str>,
    reference: Arc<str>,
    address: String,
    pub(super) path: SourcePath,
    span: Span,
    pub(super) name: String,
    /// What it grants.
    pub(super) held: Held,
}

impl Source {
    fn of(entry: &Entry, held: Held) -> Self {
        let (path, span) = slug_place(&entry.document);
        Self {
            group: entry.group.clone(),
            reference: entry.reference.clone(),
            address: fold(entry.url.as_str()),
            path: path.clone(),
            span,
            name: entry.document.front.shared.title.value.clone(),
            held,
        }
    }

    /// Whether a file is this one in another language, or has its address, which is told elsewhere.
    fn is_same(&self, entry: &Entry) -> bool {
        self.group == entry.group
            || self.reference == entry.reference
            || self.address == fold(entry.url.as_str())
    }
}

struct Face {
    lang: Lang,
    name: String,
    alias: Option<String>,
    url: UrlPath,
}

impl Members {
    pub(super) fn new(scope: &Scope<'_>, entries: &[Arc<Entry>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut by_handle: HashMap<String, Member> = HashMap::new();
        let default = &scope.input.config.language;
        for entry in entries {
            let KindFields::Member(fields) = &entry.document.front.fields else { continue };
            if entry.document.name.is_index {
                continue;
            }
            let held = Held::of(scope, entry, &fields.consent, diagnostics);
            let member = by_handle.entry(entry.slug.clone()).or_insert_with(|| Member {
                faces: Vec::new(),
                sources: Vec::new(),
                scopes: Granted::ALL.to_vec(),
            });
            if let Some(other) = member.sources.iter().find(|other| !other.is_same(entry)) {
                diagnostics.push(same_handle(other, entry));
            }
            // What one translation does not grant is not granted: doubt goes to the person.
            member.scopes.retain(|granted| held.grants(*granted, scope.input.now));
            let source = Source::of(entry, held);
            let at = if entry.lang() == default { 0 } else { member.sources.len() };
            member.sources.insert(at, source);
            if entry.withheld.is_none() {
                let face = face(entry, fields);
                if entry.lang() == default { member.faces.insert(0, face) } else { member.faces.push(face) }
            }
        }
        let mut handles: Vec<String> = by_handle.keys().cloned().collect();
        handles.sort();
        let hidden_pictures = hidden_pictures(entries, &by_handle);
        let longest = handles.iter().map(String::len).max().unwrap_or(0);
        Self { by_handle, handles, hidden_pictures, longest }
    }

    /// Whether a source file is the picture of somebody who did not agree to be shown.
    pub(super) fn hides_picture(&self, source: &str) -> bool {
        self.hidden_pictures.contains(&*nfc(source))
    }

    /// How many bytes of a run behind `@` can be a handle at most.
    pub(super) fn longest_handle(&self) -> usize {
        // A handle that is written in decomposed letters is longer than the one it means.
        self.longest * 3
    }

    pub(super) fn get(&self, handle: &str) -> Option<&Member> {
        self.by_handle.get(&*nfc(handle))
    }

    /// How a member may be named to a reader of `lang`; `None` for a handle that nobody has.
    pub(super) fn credit(&self, handle: &str, lang: &Lang, purpose: Use) -> Option<Credit> {
        let member = self.get(handle)?;
        let Some(face) = member.faces.iter().find(|face| face.lang == *lang).or(member.faces.first()) else {
            return Some(Credit::Anonymous);
        };
        let named = match purpose {
            Use::Page => member.allows(Granted::Page),
            Use::Feed => member.allows(Granted::Feed),
            Use::Poster => member.allows(Granted::Poster),
        };
        Some(if named {
            Credit::Named { handle: Handle::new(handle), name: face.name.clone(), url: face.url.clone() }
        } else {
            face.alias.clone().map_or(Credit::Anonymous, Credit::Alias)
        })
    }

    /// The people of a story who have not agreed to it; a handle that nobody has is a mistake, which is reported.
    pub(super) fn unwilling<'a>(
        &'a self,
        story: &'a StoryFields,
    ) -> impl Iterator<Item = &'a Spanned<Handle>> {
        let refuses = |handle: &str| self.get(handle).is_some_and(|member| !member.allows(Granted::Page));
        story.people.iter().filter(move |person| refuses(person.value.as_str()))
    }

    /// Tells which stories are withheld for want of somebody's consent: nobody else would notice.
    pub(super) fn withheld_stories(&self, entries: &[Arc<Entry>]) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for entry in entries.iter().filter(|entry| entry.withheld.is_none()) {
            let KindFields::Story(story) = &entry.document.front.fields else { continue };
            told.extend(self.unwilling(story).map(|person| {
                let handle = person.value.as_str();
                let message =
                    format!("this story is left out: `{handle}` has not agreed to it, or no longer does");
                Diagnostic::warning("consent::story-withheld", message)
                    .at(&entry.document.path, person.span)
                    .help(
                        "ask for the scope `page` and write it down in the member's `consent`; until then `draft = true` says that you know",
                    )
            }));
        }
        told
    }

    /// Names that must not be shown, with the handle they belong to.
    pub(super) fn hidden_names(&self) -> Vec<(String, String)> {
        let mut names = Vec::new();
        for handle in &self.handles {
            let member = &self.by_handle[handle];
            if !member.allows(Granted::Page) {
                names.extend(member.faces.iter().map(|face| (face.name.clone(), handle.clone())));
            }
        }
        names
    }
}

impl Member {
    /// Whether a scope holds now. Nothing else holds without `page`.
    pub(super) fn allows(&self, scope: Granted) -> bool {
        self.scopes.contains(&Granted::Page) && self.scopes.contains(&scope)
    }

    /// Whether a file of theirs is published, but for their consent.
    pub(super) fn is_published(&self) -> bool {
        !self.faces.is_empty()
    }

    /// Instants at which consent begins or ends.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Zoned> {
        self.sources.iter().flat_map(|source| source.held.changes())
    }
}

fn hidden_pictures(entries: &[Arc<Entry>], by_handle: &HashMap<String, Member>) -> HashSet<String> {
    let mut hidden = HashSet::new();
    for entry in entries {
        let KindFields::Member(fields) = &entry.document.front.fields else { continue };
        // Who is not there yet is not shown yet.
        let shown = |member: &Member| member.allows(Granted::Photo) && !member.faces.is_empty();
        if entry.document.name.is_index || by_handle.get(&entry.slug).is_none_or(shown) {
            continue;
        }
        let document = &entry.document;
        let image = document.front.shared.image.as_ref().map(|image| &image.src);
        let written = fields.avatar.iter().chain(image).map(|src| src.value.as_str());
        let in_body = document.outline.links.iter().map(|link| link.target.as_str());
        let arguments = document.outline.directives.iter().flat_map(|directive| &directive.arguments);
        let in_body = in_body.chain(arguments.map(|argument| argument.value.value.trim()));
        let in_body = in_body.map(path_of).filter(|path| shows_people(path));
        let pictures = written.map(Cow::Borrowed).chain(in_body);
        hidden.extend(pictures.filter_map(|src| Some(nfc(&beside(&document.path, &src)?).into_owned())));
    }
    hidden
}

fn face(entry: &Entry, fields: &MemberFields) -> Face {
    Face {
        lang: entry.lang().clone(),
        name: entry.document.front.shared.title.value.clone(),
        alias: fields.alias.clone(),
        url: entry.url.clone(),
    }
}

/// Two people with one handle: nobody could tell whose consent counts.
fn same_handle(first: &Source, second: &Entry) -> Diagnostic {
    let (path, span) = slug_place(&second.document);
    Diagnostic::error("address::duplicate-handle", format!("two members have the handle `{}`", second.slug))
        .labelled(path, span, "this member")
        .labelled(&first.path, first.span, "and this one")
        .help("a handle is the name of a member's file, in whichever folder: rename one, or give it a `slug`")
}
