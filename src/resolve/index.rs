//! Finding documents by what points at them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use super::entry::{Entry, slug_place};
use super::fallback::Fallbacks;
use super::lost::LostNames;
use super::people::Members;
use super::slug::{nfc, slugify};
use super::translations;
use super::{Input, Scope};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Kind, KindFields, Lang, PageId, Scope as Granted, SourcePath, Withheld, WithheldReason, fold,
};

/// Every document by path, reference and address, and which of them are public.
pub(super) struct Index {
    pub(super) entries: Vec<Arc<Entry>>,
    /// Why an entry is not printed, by the same index.
    reasons: Vec<Option<WithheldReason>>,
    /// An entry's page, where it has one; by the same index.
    pages: Vec<Option<PageId>>,
    /// Entries that become pages, in order of their addresses.
    pub(super) public: Vec<usize>,
    by_reference: HashMap<Arc<str>, Vec<usize>>,
    by_path: HashMap<SourcePath, usize>,
    groups: HashMap<Arc<str>, Vec<usize>>,
    fallbacks: Fallbacks,
    /// Chapters and tiers, which references name by their slug alone.
    by_slug: BTreeMap<Kind, BTreeMap<String, Vec<usize>>>,
    pub(super) lost: LostNames,
    references: OnceLock<Vec<Arc<str>>>,
    default: Lang,
}

impl Index {
    pub(super) fn new(
        scope: &Scope<'_>,
        entries: Vec<Arc<Entry>>,
        members: &Members,
        lost: LostNames,
    ) -> Self {
        let reasons: Vec<Option<WithheldReason>> =
            entries.iter().map(|entry| reason(entry, members)).collect();
        let mut public: Vec<usize> = (0..entries.len())
            .filter(|&at| reasons[at].is_none() && !entries[at].document.name.is_index)
            .collect();
        let order = |at: usize| (&entries[at].url, &entries[at].anchor);
        public.sort_by(|&a, &b| order(a).cmp(&order(b)));
        let mut pages = vec![None; entries.len()];
        for (id, &at) in public.iter().enumerate() {
            pages[at] = Some(PageId(id));
        }

        let mut by_reference: HashMap<Arc<str>, Vec<usize>> = HashMap::with_capacity(entries.len());
        let mut by_path = HashMap::with_capacity(entries.len());
        let mut groups: HashMap<Arc<str>, Vec<usize>> = HashMap::with_capacity(entries.len());
        let mut by_slug: BTreeMap<Kind, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let path = match nfc(entry.document.path.as_str()) {
                Cow::Borrowed(_) => entry.document.path.clone(),
                Cow::Owned(path) => SourcePath::new(path),
            };
            by_path.insert(path, at);
            if !entry.document.name.is_index {
                by_reference.entry(Arc::clone(&entry.reference)).or_default().push(at);
                groups.entry(Arc::clone(&entry.group)).or_default().push(at);
                let kind = entry.document.name.kind;
                if matches!(kind, Kind::Chapter | Kind::Tier) {
                    by_slug.entry(kind).or_default().entry(entry.slug.clone()).or_default().push(at);
                }
            }
        }
        let translations = |at: usize| groups.get(&entries[at].group).map_or(&[][..], Vec::as_slice);
        let is_public = |at: usize| reasons[at].is_none();
        let fallbacks = Fallbacks::new(scope.input.config, &entries, is_public, translations);
        Self {
            entries,
            reasons,
            pages,
            public,
            by_reference,
            by_path,
            groups,
            fallbacks,
            by_slug,
            lost,
            references: OnceLock::new(),
            default: scope.input.config.language.clone(),
        }
    }

    /// What cannot stand beside each other: two documents of one name, translations that disagree.
    pub(super) fn check(&self, input: &Input<'_>) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        self.check_unique(&mut diagnostics);
        translations::check(self, input, &mut diagnostics);
        diagnostics
    }

    pub(super) fn page(&self, at: usize) -> Option<PageId> {
        self.pages[at]
    }

    /// The language of a page.
    pub(super) fn lang(&self, page: PageId) -> &Lang {
        self.entries[self.public[page.0]].lang()
    }

    /// Whether the same entries are public and at the same places in the order of addresses, the others withheld for the
    /// same reasons.
    pub(super) fn is_as_public_as(&self, other: &Self) -> bool {
        self.reasons == other.reasons && self.public == other.public
    }

    pub(super) fn is_public(&self, at: usize) -> bool {
        self.reasons[at].is_none()
    }

    /// The document that a reference means to a reader of `lang`: in their language, else in the
    /// default one, else in any; a public one before one that is withheld.
    pub(super) fn by_reference(&self, reference: &str, lang: &Lang) -> Option<usize> {
        self.best(self.by_reference.get(&*nfc(reference))?, lang)
    }

    /// The chapter or tier that a slug means, chosen as [`by_reference`](Self::by_reference) does.
    pub(super) fn by_slug(&self, kind: Kind, slug: &str, lang: &Lang) -> Option<usize> {
        self.best(self.by_slug.get(&kind)?.get(&*nfc(slug))?, lang)
    }

    /// Every slug of a kind that is named by it, in order, for suggestions.
    pub(super) fn slugs(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.by_slug.get(&kind).into_iter().flat_map(BTreeMap::keys).map(String::as_str)
    }

    fn best(&self, found: &[usize], lang: &Lang) -> Option<usize> {
        let rank = |at: usize| {
            let own = self.entries[at].lang();
            (!self.is_public(at), own != lang, *own != self.default)
        };
        found.iter().copied().min_by_key(|&at| rank(at))
    }

    /// The entries of one reference, in whatever language.
    pub(super) fn namesakes(&self, reference: &str) -> &[usize] {
        self.by_reference.get(reference).map_or(&[], Vec::as_slice)
    }

    pub(super) fn by_path(&self, path: &str) -> Option<usize> {
        self.by_path.get(&*nfc(path)).copied()
    }

    /// Every reference, in order, for suggestions.
    pub(super) fn references(&self) -> impl Iterator<Item = &str> {
        let sorted = self.references.get_or_init(|| {
            let mut references: Vec<Arc<str>> =
                self.entries.iter().map(|entry| entry.reference.clone()).collect();
            references.sort_unstable();
            references.dedup();
            references
        });
        sorted.iter().map(|reference| &**reference)
    }

    /// The entries that are translations of each other with this one, itself among them.
    pub(super) fn translations(&self, at: usize) -> &[usize] {
        self.groups.get(&self.entries[at].group).map_or(&[], Vec::as_slice)
    }

    /// The languages that show an entry beside its own, for want of a translation.
    pub(super) fn borrowers(&self, at: usize) -> &[Lang] {
        self.fallbacks.of(at)
    }

    /// The languages in whose lists an entry stands, its own first.
    pub(super) fn readers(&self, at: usize) -> impl Iterator<Item = &Lang> {
        std::iter::once(self.entries[at].lang()).chain(self.borrowers(at))
    }

    /// `uid` of the source or of a translation, else made of the kind and the first translation's slug, with the folders
    /// that tell two of one slug apart.
    pub(super) fn uid(&self, at: usize) -> String {
        let group = self.translations(at);
        let written = |at: &usize| self.entries[*at].document.front.shared.uid.as_ref();
        let own = std::iter::once(&at).chain(group).find_map(written);
        own.map_or_else(
            || {
                let first = &self.entries[group.first().copied().unwrap_or(at)];
                let name = &first.document.name;
                let folders: String = name.folders.iter().map(|folder| slugify(folder) + "/").collect();
                format!("{}/{folders}{}", name.kind, first.slug)
            },
            |uid| uid.value.clone(),
        )
    }

    pub(super) fn withheld(&self) -> Vec<Withheld> {
        let left_out = self.entries.iter().zip(&self.reasons);
        left_out
            .filter_map(|(entry, reason)| {
                let document = &entry.document;
                Some(Withheld {
                    path: document.path.clone(),
                    kind: document.name.kind,
                    lang: document.name.lang.clone(),
                    title: document.front.shared.title.value.clone(),
                    reason: reason.clone()?,
                })
            })
            .collect()
    }

    fn check_unique(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut urls: HashMap<String, usize> = HashMap::with_capacity(self.entries.len());
        let mut uids: HashMap<&str, usize> = HashMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            let first = *urls.entry(fold(&entry.place())).or_insert(at);
            let other = &self.entries[first];
            if first != at && !is_double(entry, other) {
                diagnostics.push(self.same_address(first, at));
            }
            if let Some(uid) = &entry.document.front.shared.uid {
                match uids.get(uid.value.as_str()) {
                    Some(&first) if self.entries[first].group != entry.group => {
                        let other = &self.entries[first].document;
                        let other_uid =
                            other.front.shared.uid.as_ref().map_or(slug_place(other).1, |uid| uid.span);
                        diagnostics.push(
                            Diagnostic::error(
                                "front-matter::duplicate-uid",
                                format!("two sources have the uid `{}`", uid.value),
                            )
                            .labelled(&entry.document.path, uid.span, "here")
                            .labelled(&other.path, other_uid, "and here")
                            .help("a uid names one thing for good; give the newer one a uid of its own"),
                        );
                    }
                    Some(_) => {}
                    None => {
                        uids.insert(&uid.value, at);
                    }
                }
            }
        }
        self.check_derived_uids(&uids, diagnostics);
    }

    /// A written uid that another source has without writing it: `story/lamp`, as a renamed page keeps the identity that
    /// it had, and a new page of the old name.
    fn check_derived_uids(&self, written: &HashMap<&str, usize>, diagnostics: &mut Vec<Diagnostic>) {
        let is_derived =
            |uid: &&str| uid.split_once('/').is_some_and(|(kind, _)| Kind::of_name(kind).is_some());
        if !written.keys().any(is_derived) {
            return;
        }
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.document.name.is_index || self.translations(at).first() != Some(&at) {
                continue;
            }
            let uid = self.uid(at);
            let Some(&other) = written.get(uid.as_str()) else { continue };
            let other = &self.entries[other];
            let Some(span) = other.document.front.shared.uid.as_ref().map(|uid| uid.span) else { continue };
            if other.group != entry.group {
                let (path, place) = slug_place(&entry.document);
                diagnostics.push(
                    Diagnostic::error(
                        "front-matter::duplicate-uid",
                        format!("two sources have the uid `{uid}`"),
                    )
                    .labelled(path, place, "this one, since it has no other")
                    .labelled(&other.document.path, span, "and this one")
                    .help("a uid names one thing for good; give the newer one a uid of its own"),
                );
            }
        }
    }

    fn same_address(&self, first: usize, second: usize) -> Diagnostic {
        let (a, b) = (&self.entries[first], &self.entries[second]);
        let (first_path, first_span) = slug_place(&a.document);
        let (second_path, second_span) = slug_place(&b.document);
        let same = a.place() == b.place();
        let message = if same {
            format!("two pages have the address `{}`", b.place())
        } else {
            format!("`{}` and `{}` are one address on many disks", a.place(), b.place())
        };
        Diagnostic::error("address::duplicate", message)
            .labelled(second_path, second_span, "this page")
            .labelled(first_path, first_span, "and this one")
            .help("rename one of the files, or give one a `slug` of its own")
    }
}

/// `x.md` beside `x.en.md`, which has an error of its own; `x.md` beside `x/index.md` has none.
fn is_double(one: &Entry, other: &Entry) -> bool {
    let (name, other_name) = (&one.document.name, &other.document.name);
    one.reference == other.reference
        && name.lang == other_name.lang
        && name.lang_written != other_name.lang_written
        && name.bundle == other_name.bundle
}

fn reason(entry: &Entry, members: &Members) -> Option<WithheldReason> {
    if entry.withheld.is_some() {
        return entry.withheld.clone();
    }
    if entry.document.name.is_index {
        return None;
    }
    let hidden = match &entry.document.front.fields {
        KindFields::Member(_) => members.get(&entry.slug).is_none_or(|member| !member.allows(Granted::Page)),
        // A story needs everybody's consent.
        KindFields::Story(story) => members.unwilling(story).next().is_some(),
        KindFields::Post(_)
        | KindFields::Event(_)
        | KindFields::Drop(_)
        | KindFields::Chapter(_)
        | KindFields::PrintRun(_)
        | KindFields::Tier(_)
        | KindFields::Campaign(_)
        | KindFields::Faq(_)
        | KindFields::Page(_) => false,
    };
    hidden.then_some(WithheldReason::Consent)
}

/// The path of a file that a document names relative to its own folder; `None` where it leaves the site.
pub(super) fn beside(document: &SourcePath, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = document.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
