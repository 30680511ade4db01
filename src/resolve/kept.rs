//! What resolving made last time, and how much of it a changed site can share.
//!
//! Nothing is kept that cannot be shown to hold: each question is asked of what was read, not of what somebody says has
//! changed.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::entry::Entry;
use super::ground::Ground;
use super::pages::One;
use super::{Input, Unnamed, data};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Codes, Component, Document, Drafts, Kind, Lang, Ledger, Lost, PageId, SiteConfig, SourceTree,
};

/// What the last run made, for the next one; losing it loses only time.
#[derive(Default)]
pub struct Kept {
    pub(super) last: Option<Box<Last>>,
    /// Counts the grounds that were laid.
    pub(super) ground: u64,
}

impl Kept {
    /// Tells apart sites that differ in more than the words of their pages: those of one ground have the same pages at the
    /// same addresses, in the same lists, with the same dates, and the same files beside them.
    #[must_use]
    pub fn ground(&self) -> u64 {
        self.ground
    }

    /// The instant as of which it was made.
    #[must_use]
    pub fn made_at(&self) -> Option<Timestamp> {
        self.last.as_ref().map(|last| last.given.now)
    }

    /// Whether time alone changes nothing from when it was made to an instant.
    #[must_use]
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.last.as_ref().is_some_and(|last| last.given.now <= now && now < last.ground.until)
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("ground", &self.ground).finish_non_exhaustive()
    }
}

/// A run: of what, and what came of it.
pub(super) struct Last {
    pub(super) given: Given,
    pub(super) ground: Ground,
    /// Of each entry what it became, by the same index; nothing for what is not looked at.
    pub(super) ones: Vec<Option<One>>,
    pub(super) codes: Arc<Codes>,
    pub(super) of_codes: Vec<Diagnostic>,
}

/// What a site was made of.
pub(super) struct Given {
    config: Arc<SiteConfig>,
    documents: Vec<Arc<Document>>,
    lost: Vec<Lost>,
    files: Arc<SourceTree>,
    ledger: Arc<Ledger>,
    pub(super) now: Timestamp,
    drafts: Drafts,
    posters: bool,
    unnamed: BTreeMap<Lang, Unnamed>,
    components: Option<BTreeMap<String, Component>>,
}

impl Given {
    pub(super) fn of(input: &Input<'_>) -> Self {
        Self {
            config: Arc::clone(input.config),
            documents: input.documents.to_vec(),
            lost: input.lost.to_vec(),
            files: Arc::clone(input.files),
            ledger: Arc::clone(input.ledger),
            now: input.now,
            drafts: input.drafts,
            posters: input.posters,
            unnamed: input.unnamed.clone(),
            components: input.components.cloned(),
        }
    }

    /// Whether all but the documents is what it was: whatever a page asks for beside them answers as before.
    fn surrounds(&self, input: &Input<'_>) -> bool {
        self.is_configured_by(input)
            && self.posters == input.posters
            && (Arc::ptr_eq(&self.ledger, input.ledger) || self.ledger == *input.ledger)
            && self.unnamed == *input.unnamed
            && self.components.as_ref() == input.components
            && has_same_paths(&self.files, input.files)
            && input.documents.iter().flat_map(|document| data::files_of(document)).all(|path| {
                match (self.files.meant(path), input.files.meant(path)) {
                    (Some(before), Some(after)) => before.is_unchanged(after),
                    (None, None) => true,
                    (Some(_), None) | (None, Some(_)) => false,
                }
            })
    }

    /// Whether a document alone becomes the entry that it became.
    fn is_configured_by(&self, input: &Input<'_>) -> bool {
        Arc::ptr_eq(&self.config, input.config) && self.lost == input.lost && self.drafts == input.drafts
    }
}

/// What of the last run holds for the next one.
pub(super) struct Reuse {
    /// Entries that changed while the ground stays, by their index: the documents of the others are the very same.
    pub(super) changed: Vec<usize>,
    /// Whose title or places to link to changed: who links there is looked at again.
    pub(super) outward: HashSet<PageId>,
}

impl Last {
    /// Whether all but the documents is what it was.
    pub(super) fn surrounds(&self, input: &Input<'_>) -> bool {
        self.given.surrounds(input)
    }

    /// Whether only words changed that no other document builds on, and time has changed nothing: what is to be made
    /// again then, as of the instant of the last run.
    pub(super) fn reuse(&self, input: &Input<'_>) -> Option<Reuse> {
        let still = self.given.now <= input.now && input.now < self.ground.until;
        let before = &self.given.documents;
        if !still || before.len() != input.documents.len() || !self.given.surrounds(input) {
            return None;
        }
        let mut reuse = Reuse { changed: Vec::new(), outward: HashSet::new() };
        for (at, (old, new)) in before.iter().zip(input.documents).enumerate() {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            if !self.is_tied_alike(input, old, new) {
                return None;
            }
            reuse.changed.push(at);
            if old.front.shared.title.value != new.front.shared.title.value || !has_same_places(old, new) {
                reuse.outward.extend(self.ground.index.page(at));
            }
        }
        let paths: HashSet<&str> =
            reuse.changed.iter().map(|at| input.documents[*at].path.as_str()).collect();
        // What is told of several documents has places in each.
        let told = self.ground.problems.iter().chain(&self.of_codes).flat_map(|problem| &problem.labels);
        let is_told = told.into_iter().any(|label| paths.contains(label.path.as_str()));
        (!is_told).then_some(reuse)
    }

    /// The entries of the last run that hold for this one, by the documents of this one.
    pub(super) fn entries(&self, input: &Input<'_>) -> Vec<Option<&Arc<Entry>>> {
        let none = vec![None; input.documents.len()];
        if !self.given.is_configured_by(input) || input.now < self.given.now {
            return none;
        }
        let holds = |entry: &Entry| input.now < entry.until || input.now == self.given.now;
        // Both are in order of their paths.
        let mut before = self.given.documents.iter().zip(&self.ground.index.entries).peekable();
        let mut held = none;
        for (document, held) in input.documents.iter().zip(&mut held) {
            while before.next_if(|(old, _)| old.path < document.path).is_some() {}
            let same = before.next_if(|(old, _)| Arc::ptr_eq(old, document));
            *held = same.map(|(_, entry)| entry).filter(|entry| holds(entry));
        }
        held
    }

    /// Whether what other documents see of a source is what it was: all of its front matter as it is written, but for
    /// the title of a kind that is not listed by it.
    fn is_tied_alike(&self, input: &Input<'_>, old: &Document, new: &Document) -> bool {
        if old.path != new.path {
            return false;
        }
        let (Some(before), Some(after)) = (self.given.files.text(&old.path), input.files.text(&new.path))
        else {
            return false;
        };
        let (old_title, new_title) = (&old.front.shared.title, &new.front.shared.title);
        let (old_body, new_body) = (old.body.start, new.body.start);
        let head = before.get(..old_title.span.start) == after.get(..new_title.span.start);
        let tail = before.get(old_title.span.end..old_body) == after.get(new_title.span.end..new_body);
        // A text of a list may do without a title, and without any front matter.
        let alike = match new.name.is_index {
            true => before.get(..old_body) == after.get(..new_body),
            false => head && tail,
        };
        let named = match new.name.kind {
            Kind::Post | Kind::Event | Kind::Drop | Kind::Story | Kind::Campaign | Kind::Page => true,
            Kind::Member | Kind::Chapter | Kind::PrintRun | Kind::Tier | Kind::Faq => {
                old_title.value == new_title.value
            }
        };
        // Pictures of a member who does not agree to be shown are hidden everywhere.
        alike && named && (new.name.kind != Kind::Member || names_same_files(old, new))
    }
}

fn has_same_paths(before: &SourceTree, after: &SourceTree) -> bool {
    before.files.len() == after.files.len() && before.files.keys().eq(after.files.keys())
}

/// Whether links to a part of the page lead there as before.
pub(super) fn has_same_places(old: &Document, new: &Document) -> bool {
    let ids = |document: &Document| {
        let headings = document.outline.headings.iter().map(|heading| heading.id.clone());
        headings.chain(document.outline.anchors.iter().cloned()).collect::<Vec<_>>()
    };
    ids(old) == ids(new)
}

fn names_same_files(old: &Document, new: &Document) -> bool {
    let links = |document: &Document| {
        document.outline.links.iter().map(|link| link.target.clone()).collect::<Vec<_>>()
    };
    let arguments = |document: &Document| {
        let all = document.outline.directives.iter().flat_map(|directive| &directive.arguments);
        all.map(|argument| argument.value.value.clone()).collect::<Vec<_>>()
    };
    links(old) == links(new) && arguments(old) == arguments(new)
}
