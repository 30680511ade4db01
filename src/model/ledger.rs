//! Codes: the ledger that a team commits, and what its codes are for the site as it is now.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Code, Lang, PageId, Span, UrlPath};

/// `codes.toml`: every code that was ever issued, in order of the codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The entries, in order of their codes.
    pub entries: Vec<LedgerEntry>,
    /// Comments of people below the last entry, a line each, with their `#`.
    pub tail: Vec<String>,
}

/// One `[[code]]` of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The code.
    pub code: Code,
    /// The whole address, as it was printed.
    pub address: String,
    /// The path that it led to when the ledger was last written: `stories/lamp/`. Empty only where it is retired.
    pub target: String,
    /// The identity of the page whose poster carries it.
    pub uid: String,
    /// The language of that page.
    pub lang: Lang,
    /// The place of a print run that it is for.
    pub placement: Option<String>,
    /// The day on which it was issued, in the site's zone.
    pub issued: Date,
    /// Where it leads now that its target is gone: `stories/`.
    pub retired: Option<String>,
    /// Comments of people, a line each, with their `#`; they are written above the entry.
    pub comments: Vec<String>,
    /// Where it stands in its file.
    pub place: LedgerPlace,
}

/// Where an entry of the ledger stands in its file; empty for one that was not read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LedgerPlace {
    /// The code.
    pub code: Span,
    /// The address.
    pub address: Span,
    /// The target; the code where there is none.
    pub target: Span,
    /// `retired`; the code where it is not there.
    pub retired: Span,
}

/// A code, and where it leads in the site as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteCode {
    /// The code.
    pub code: Code,
    /// The whole address, to be printed: `HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/`.
    pub address: String,
    /// The path that the ledger has for it; what it led to when it was last public.
    pub target: String,
    /// The identity of the page whose poster carries it.
    pub uid: String,
    /// The language of that page.
    pub lang: Lang,
    /// The place of a print run that it is for.
    pub placement: Option<String>,
    /// When it was issued; absent where the ledger does not have it yet.
    pub issued: Option<Date>,
    /// Where it leads now: never to something withheld.
    pub to: UrlPath,
    /// The place on that page, where its target stands on a page with others.
    pub anchor: Option<String>,
    /// The public page whose poster carries it, where there is one.
    pub carrier: Option<PageId>,
    /// The page that it opens, where that is one and not a list.
    pub page: Option<PageId>,
    /// Why it leads there.
    pub state: CodeState,
}

/// Where a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeState {
    /// It leads to its target.
    Live,
    /// Its target is not public at present: it opens a neutral page.
    Withheld,
    /// Its target is gone: it leads where the ledger says.
    Retired,
    /// It leads to its target, and the ledger does not have it yet.
    NotIssued,
}

impl CodeState {
    /// The name in lists and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Withheld => "withheld",
            Self::Retired => "retired",
            Self::NotIssued => "not-issued",
        }
    }
}

/// Every code of a site.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    list: Vec<SiteCode>,
    pages: BTreeMap<PageId, PageCodes>,
    /// What the ledger becomes when the site is published; absent where it is up to date.
    pub update: Option<LedgerUpdate>,
}

/// The codes of one page's poster, by their index.
#[derive(Debug, Clone, Default)]
struct PageCodes {
    own: Option<usize>,
    placements: BTreeMap<String, usize>,
}

/// A ledger that is to be written, and what is new in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerUpdate {
    /// The whole of it.
    pub ledger: Ledger,
    /// The codes that it has more than before, in order.
    pub issued: Vec<Code>,
    /// The codes whose page got another address or another identity, in order.
    pub moved: Vec<Code>,
}

impl Codes {
    /// Codes in any order, and what the ledger has to learn.
    #[must_use]
    pub fn new(mut list: Vec<SiteCode>, update: Option<LedgerUpdate>) -> Self {
        list.sort_by_key(|code| code.code);
        let mut pages: BTreeMap<PageId, PageCodes> = BTreeMap::new();
        for (at, code) in list.iter().enumerate() {
            if let Some(page) = code.carrier {
                let own = pages.entry(page).or_default();
                match &code.placement {
                    None => own.own = Some(at),
                    Some(placement) => {
                        own.placements.insert(placement.clone(), at);
                    }
                }
            }
        }
        Self { list, pages, update }
    }

    /// Every code, in order.
    #[must_use]
    pub fn list(&self) -> &[SiteCode] {
        &self.list
    }

    /// One code.
    #[must_use]
    pub fn get(&self, code: Code) -> Option<&SiteCode> {
        let at = self.list.binary_search_by_key(&code, |own| own.code).ok()?;
        self.list.get(at)
    }

    /// The code on a page's poster, or of a print run that of a placement.
    #[must_use]
    pub fn of(&self, page: PageId, placement: Option<&str>) -> Option<&SiteCode> {
        let own = self.pages.get(&page)?;
        let at = match placement {
            None => own.own?,
            Some(placement) => *own.placements.get(placement)?,
        };
        self.list.get(at)
    }
}
