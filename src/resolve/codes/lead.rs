//! Where a code leads.

use super::{Place, Scribe};
use crate::diagnostics::{Diagnostic, nearest};
use crate::ledger;
use crate::model::{CodeState, Kind, KindFields, Lang, LedgerEntry, PageId, SourcePath, UrlPath};
use crate::resolve::targets::At;

/// What was found out about a code.
pub(super) enum Lead {
    /// It opens this place.
    To(CodeState, Place),
    /// Its target is gone, and nobody has said where it should lead instead.
    Gone,
}

impl Scribe<'_> {
    /// Where an entry leads that belongs to a source, or to none that is still there.
    pub(super) fn lead(
        &self,
        entry: &LedgerEntry,
        owner: Option<usize>,
        found: &mut Vec<Diagnostic>,
    ) -> Lead {
        if entry.retired.is_some() {
            return Lead::To(CodeState::Retired, self.retired(entry, owner, found));
        }
        let Some(at) = owner else { return self.by_path(entry) };
        let source = &self.index.entries[at];
        let kind = source.document.name.kind;
        match (self.index.page(at), &source.document.front.fields) {
            (Some(id), KindFields::PrintRun(run)) => {
                if let Some(target) = self.pages[id.0].facts.print_run().and_then(|run| run.target) {
                    let mut place = self.page(target);
                    place.is_published &= !source.document.front.shared.draft;
                    return Lead::To(CodeState::Live, place);
                }
                let meant = self.index.by_reference(&run.target.value, &entry.lang);
                let kind = meant.map_or(Kind::Page, |at| self.index.entries[at].document.name.kind);
                self.withheld(kind, &entry.lang)
            }
            (Some(id), _) => Lead::To(CodeState::Live, self.page(id)),
            // What a withheld run says is withheld with it, but it was printed with this target.
            (None, KindFields::PrintRun(_)) => match self.by_path(entry) {
                Lead::Gone => self.withheld(kind, &entry.lang),
                lead @ Lead::To(..) => lead,
            },
            (None, _) => self.withheld(kind, &entry.lang),
        }
    }

    /// Where an entry's target is, by its path alone.
    fn by_path(&self, entry: &LedgerEntry) -> Lead {
        let (path, anchor) = match entry.target.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor.to_owned())),
            None => (entry.target.as_str(), None),
        };
        let address = format!("/{}", path.trim_start_matches('/'));
        match self.targets.at(&address) {
            Some(At::Entry(at) | At::Poster(at)) => match self.index.page(at) {
                Some(id) => Lead::To(CodeState::Live, self.page(id)),
                None => self.withheld(self.index.entries[at].document.name.kind, &entry.lang),
            },
            Some(At::Url(url)) => {
                Lead::To(CodeState::Live, Place { anchor, path: entry.target.clone(), ..self.at(url) })
            }
            Some(At::File(file)) => match UrlPath::new(&format!("/{file}")) {
                Ok(url) => Lead::To(CodeState::Live, Place { path: entry.target.clone(), ..self.at(url) }),
                Err(_) => Lead::Gone,
            },
            Some(At::Withheld) => self.withheld(self.kind_of(&address), &entry.lang),
            // A source with errors may be the page that is missing here.
            None if self.may_be_lost(entry) => self.withheld(self.kind_of(&address), &entry.lang),
            None => Lead::Gone,
        }
    }

    fn withheld(&self, kind: Kind, lang: &Lang) -> Lead {
        Lead::To(CodeState::Withheld, self.neutral(kind, lang))
    }

    /// A public page, with its anchor where it stands on a page with others.
    pub(super) fn page(&self, id: PageId) -> Place {
        let page = &self.pages[id.0];
        let anchor = page.anchor.clone();
        let path = match &anchor {
            Some(anchor) => format!("{}#{anchor}", page.url.relative()),
            None => page.url.relative().to_owned(),
        };
        Place {
            url: page.url.clone(),
            anchor,
            page: Some(id),
            path,
            is_published: !page.document.front.shared.draft,
        }
    }

    fn at(&self, url: UrlPath) -> Place {
        let path = url.relative().to_owned();
        Place { url, anchor: None, page: None, path, is_published: true }
    }

    /// What stands for something that is not public: the list of its kind in a language, else the home page.
    pub(super) fn neutral(&self, kind: Kind, lang: &Lang) -> Place {
        let list = self.lists.list.iter().find(|list| list.kind == kind && list.lang == *lang);
        let url = list.map_or_else(|| self.home(lang), |list| list.url.clone());
        self.at(url)
    }

    fn home(&self, lang: &Lang) -> UrlPath {
        let config = self.scope.input.config;
        let root = if self.lists.homes.contains(lang) { config.root_of(lang) } else { "/".to_owned() };
        UrlPath::new(&root).expect("a language tag is a legal name")
    }

    /// The kind that an address seems to be of.
    pub(super) fn kind_of(&self, address: &str) -> Kind {
        let mut parts = address.trim_start_matches('/').split('/');
        let first = parts.next().unwrap_or_default();
        let is_lang = self.scope.input.config.langs().any(|lang| lang.as_str() == first);
        let folder = if is_lang { parts.next().unwrap_or_default() } else { first };
        Kind::of_list(folder).unwrap_or(Kind::Page)
    }

    fn may_be_lost(&self, entry: &LedgerEntry) -> bool {
        let kind = self.kind_of(&format!("/{}", entry.target));
        self.scope.input.lost.iter().any(|lost| lost.name.as_ref().is_none_or(|name| name.kind == kind))
    }

    /// Where `retired` leads; one that leads nowhere is reported.
    fn retired(&self, entry: &LedgerEntry, owner: Option<usize>, found: &mut Vec<Diagnostic>) -> Place {
        let path = SourcePath::new(ledger::FILE);
        if owner.is_some_and(|owner| self.index.is_public(owner)) {
            found.push(
                Diagnostic::warning(
                    "ledger::retired-in-use",
                    format!("the code `{}` is retired, and the page whose poster carries it is there", entry.code),
                )
                .at(&path, entry.place.retired)
                .help("remove `retired`, so that the code leads to its page again; or give the page another `uid`, so that it gets a new code"),
            );
        }
        let written = entry.retired.as_deref().unwrap_or_default().trim();
        let home = || self.at(self.home(&entry.lang));
        let bare = written.trim_matches('/');
        if bare.is_empty() {
            return home();
        }
        if let Some(kind) = Kind::of_list(bare).filter(|_| !written.starts_with('/')) {
            return self.neutral(kind, &entry.lang);
        }
        let root = self.scope.input.config.root_of(&entry.lang);
        let mut addresses = vec![format!("/{}", written.trim_start_matches('/'))];
        if !written.starts_with('/') {
            addresses.insert(0, format!("{root}{written}"));
        }
        let at = addresses.iter().find_map(|address| self.targets.at(address));
        let at = at.or_else(|| self.index.by_reference(bare, &entry.lang).map(At::Entry));
        match at {
            Some(At::Entry(at) | At::Poster(at)) => match self.index.page(at) {
                Some(id) => self.page(id),
                None => self.neutral(self.index.entries[at].document.name.kind, &entry.lang),
            },
            Some(At::Url(url)) => self.at(url),
            Some(At::File(file)) => {
                UrlPath::new(&format!("/{file}")).map_or_else(|_| home(), |url| self.at(url))
            }
            // The list of a kind that has nothing at present, or a source with errors.
            Some(At::Withheld) => self.neutral(self.kind_of(&format!("/{bare}")), &entry.lang),
            None if Kind::of_list(bare).is_some() || self.index.lost.has(bare) => home(),
            None => {
                let addresses: Vec<&str> =
                    self.targets.addresses().map(|url| url.trim_start_matches('/')).collect();
                let near = nearest(written, addresses);
                let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
                found.push(
                    Diagnostic::error("ledger::unknown-retired", format!("there is nothing at `{written}` to lead the code `{}` to", entry.code))
                        .labelled(&path, entry.place.retired, label)
                        .help("name a page or a list by its path from the site's root: `stories/`, `stories/lamp/`; `/` is the home page"),
                );
                home()
            }
        }
    }
}
