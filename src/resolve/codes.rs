//! Codes: which page each belongs to, where it leads, and what the ledger has to learn.

mod check;
mod lead;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;

use super::Scope;
use super::ground::Ground;
use super::index::Index;
use super::lists::Lists;
use super::pages::One;
use super::targets::{At, Targets};
use crate::diagnostics::Diagnostic;
use crate::ledger::{self, Identity};
use crate::model::{
    Code, CodeState, Codes, Kind, Lang, Ledger, LedgerEntry, LedgerPlace, LedgerUpdate, Page, PageId,
    SiteCode, UrlPath,
};

use lead::Lead;

/// What codes are decided by.
struct Scribe<'a> {
    scope: &'a Scope<'a>,
    index: &'a Index,
    targets: &'a Targets<'a>,
    lists: &'a Lists,
    pages: &'a [&'a Page],
}

/// Decides every code of the ledger, and gives one to each public poster that has none.
pub(super) fn collect(
    scope: &Scope<'_>,
    ground: &Ground,
    ones: &[Option<One>],
    found: &mut Vec<Diagnostic>,
) -> Codes {
    let index = &ground.index;
    let pages: Vec<&Page> =
        index.public.iter().filter_map(|at| ones[*at].as_ref()).map(|one| &*one.page).collect();
    let targets = &ground.targets(scope);
    let scribe = Scribe { scope, index, targets, lists: &ground.lists, pages: &pages };
    let before = scope.input.ledger;
    let mut after = Ledger::clone(before);
    let owners = scribe.owners(&mut after);
    let (mut codes, mut moved) = (Vec::new(), Vec::new());
    let mut gone = Vec::new();
    for (at, entry) in after.entries.iter_mut().enumerate() {
        let owner = owners[at];
        let (state, lead) = match scribe.lead(entry, owner, found) {
            Lead::Gone => {
                gone.push(at);
                (CodeState::Withheld, scribe.neutral(Kind::Page, &entry.lang))
            }
            Lead::To(state, place) => (state, place),
        };
        // What is shown as a draft alone may still change: the ledger learns of it when it is published.
        if state == CodeState::Live && lead.is_published && lead.path != entry.target {
            found.extend(check::taken_over(&scribe, entry, owner, &lead));
            entry.target.clone_from(&lead.path);
        }
        let old = &before.entries[at];
        if (&old.target, &old.uid) != (&entry.target, &entry.uid) {
            moved.push(entry.code);
        }
        let page = owner.and_then(|owner| index.page(owner));
        codes.push(site_code(entry, Some(entry.issued), page, lead, state));
    }
    check::gone(&scribe, &after, &gone, found);
    check::base(scope.input.config, before, found);
    let issued = match scope.input.posters {
        true => scribe.issue(&mut after, &mut codes),
        false => Vec::new(),
    };
    let update =
        (!issued.is_empty() || !moved.is_empty()).then_some(LedgerUpdate { ledger: after, issued, moved });
    Codes::new(codes, update)
}

/// A place of the site that a code opens.
struct Place {
    url: UrlPath,
    anchor: Option<String>,
    page: Option<PageId>,
    /// As the ledger writes it: `stories/lamp/`.
    path: String,
    /// It is not only there because drafts are shown.
    is_published: bool,
}

fn site_code(
    entry: &LedgerEntry,
    issued: Option<Date>,
    carrier: Option<PageId>,
    lead: Place,
    state: CodeState,
) -> SiteCode {
    SiteCode {
        code: entry.code,
        address: entry.address.clone(),
        target: entry.target.clone(),
        uid: entry.uid.clone(),
        lang: entry.lang.clone(),
        placement: entry.placement.clone(),
        issued,
        to: lead.url,
        carrier,
        anchor: lead.anchor,
        page: lead.page,
        state,
    }
}

impl Scribe<'_> {
    /// The source that each entry belongs to, public or not. An entry that is recognised by its address alone gets the
    /// identity that the source has now.
    fn owners(&self, ledger: &mut Ledger) -> Vec<Option<usize>> {
        if ledger.entries.is_empty() {
            return Vec::new();
        }
        let mut by_uid: HashMap<(String, &Lang), usize> = HashMap::new();
        for (at, entry) in self.index.entries.iter().enumerate() {
            // A page that has become one of a kind without posters is known by the `uid` that it has kept.
            let front = &entry.document.front.shared;
            let may_own = entry.document.name.kind.has_poster() || front.uid.is_some();
            if may_own && !entry.document.name.is_index {
                by_uid.entry((self.index.uid(at), entry.lang())).or_insert(at);
            }
        }
        let mut taken: HashSet<Identity> = ledger.entries.iter().map(identity).collect();
        let mut owners = Vec::with_capacity(ledger.entries.len());
        for entry in &mut ledger.entries {
            let known = by_uid.get(&(entry.uid.clone(), &entry.lang)).copied();
            let owner = known.or_else(|| {
                let at = self.renamed(entry)?;
                let uid = self.index.uid(at);
                let own = Identity { uid, ..identity(entry) };
                taken.insert(own.clone()).then(|| {
                    entry.uid = own.uid;
                    at
                })
            });
            owners.push(owner);
        }
        owners
    }

    /// The source whose present or former address is the one that an entry's identity was made of.
    fn renamed(&self, entry: &LedgerEntry) -> Option<usize> {
        let (kind, slug) = entry.uid.split_once('/')?;
        let kind = Kind::of_name(kind).filter(|kind| kind.has_poster())?;
        let root = self.scope.input.config.root_of(&entry.lang);
        let own = format!("{root}{}/{slug}/", kind.section()?);
        // A translation's slug may differ from the one that the identity is made of; the target is its own.
        let target = (kind != Kind::PrintRun).then(|| format!("/{}", entry.target));
        [Some(own), target].into_iter().flatten().find_map(|address| match self.targets.at(&address)? {
            At::Entry(at) => {
                let found = &self.index.entries[at];
                (found.document.name.kind == kind && *found.lang() == entry.lang).then_some(at)
            }
            At::Poster(_) | At::Url(_) | At::File(_) | At::Withheld => None,
        })
    }

    /// Gives a code to each public poster that has none. Those of drafts are for the preview alone.
    fn issue(&self, ledger: &mut Ledger, codes: &mut Vec<SiteCode>) -> Vec<Code> {
        let has: HashSet<Identity> = ledger.entries.iter().map(identity).collect();
        let mut wanted: BTreeMap<Identity, (PageId, Place)> = BTreeMap::new();
        for (id, page) in self.pages.iter().enumerate() {
            let id = PageId(id);
            if page.poster.is_none() {
                continue;
            }
            let is_published = !page.document.front.shared.draft;
            let mut want = |placement: Option<&str>, to: PageId| {
                let identity = Identity {
                    uid: page.uid.clone(),
                    lang: page.lang.clone(),
                    placement: placement.map(str::to_owned),
                };
                if !has.contains(&identity) {
                    let mut place = self.page(to);
                    place.is_published &= is_published;
                    wanted.entry(identity).or_insert((id, place));
                }
            };
            match page.facts.print_run() {
                Some(run) => {
                    let Some(target) = run.target else { continue };
                    // What is shown on the web hangs at none of the places, and must not be counted as one of them.
                    want(None, target);
                    for placement in &run.placements {
                        want(Some(&placement.id.value), target);
                    }
                }
                None => want(None, id),
            }
        }
        let mut taken: BTreeSet<_> = ledger.entries.iter().map(|entry| entry.code).collect();
        let (published, drafts): (Vec<_>, Vec<_>) = wanted
            .iter()
            .map(|(identity, (_, place))| (identity.clone(), place.is_published))
            .partition(|of| of.1);
        let names = |of: Vec<(Identity, bool)>| of.into_iter().map(|(identity, _)| identity).collect();
        // Drafts come last: what they would get is nothing that a published page has to go around.
        let new = ledger::issue(names(published), &mut taken, ledger::derive);
        let shown = ledger::issue(names(drafts), &mut taken, ledger::derive);
        let today = self.scope.input.now.to_zoned(self.scope.zone.clone()).date();
        let mut issued = Vec::with_capacity(new.len());
        let is_new = new.len();
        for (at, (identity, code)) in new.into_iter().chain(shown).enumerate() {
            let Some((page, place)) = wanted.remove(&identity) else { continue };
            let entry = LedgerEntry {
                code,
                address: code.address(self.scope.input.config.code_base()),
                target: place.path.clone(),
                uid: identity.uid,
                lang: identity.lang,
                placement: identity.placement,
                issued: today,
                retired: None,
                comments: Vec::new(),
                place: LedgerPlace::default(),
            };
            codes.push(site_code(&entry, None, Some(page), place, CodeState::NotIssued));
            if at < is_new {
                issued.push(code);
                ledger.entries.push(entry);
            }
        }
        ledger.entries.sort_by_key(|entry| entry.code);
        issued.sort_unstable();
        issued
    }
}

fn identity(entry: &LedgerEntry) -> Identity {
    Identity { uid: entry.uid.clone(), lang: entry.lang.clone(), placement: entry.placement.clone() }
}
