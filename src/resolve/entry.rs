//! A document with its address and its times: the first step of resolving.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::called_off::called_off;
use super::slug::nfc;
use super::times::{DropTimes, EventTimes, Times};
use super::{Scope, slugify, structured};
use crate::calendar::{DayEdge, place};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Document, Drafts, EventStatus, Kind, KindFields, Lang, OutputPath, PathError, SiteConfig, Span, UrlPath,
    WithheldReason, WrittenTime, fold,
};

/// Root slugs that belong to the site itself.
const RESERVED: [&str; 18] = [
    "posts",
    "events",
    "members",
    "drops",
    "stories",
    "chapters",
    "posters",
    "tiers",
    "campaigns",
    "faq",
    "tags",
    "series",
    "c",
    "assets",
    "search",
    "help",
    "join",
    "page",
];

/// The status that an event is written with.
fn written_status(document: &Document) -> Option<EventStatus> {
    if let KindFields::Event(fields) = &document.front.fields { Some(fields.status) } else { None }
}

/// A document and what follows from it alone.
pub(super) struct Entry {
    pub(super) document: Arc<Document>,
    /// How references name it: `events/spring`.
    pub(super) reference: Arc<str>,
    /// What ties it to its translations: kind and `translation_key`, else the reference.
    pub(super) group: Arc<str>,
    /// The last part of its address; a member's handle.
    pub(super) slug: String,
    /// Of a gathered kind the page where they all stand, and beside it [`anchor`](Self::anchor).
    pub(super) url: UrlPath,
    pub(super) anchor: Option<String>,
    /// What orders it among others.
    pub(super) date: Option<Zoned>,
    pub(super) updated: Option<Zoned>,
    pub(super) publish_at: Option<Timestamp>,
    pub(super) event: Option<EventTimes>,
    /// What became of a series that was called off while it went on: the status of all of it, as it is written.
    pub(super) called_off: Option<EventStatus>,
    pub(super) drop: Option<Box<DropTimes>>,
    /// A campaign's deadline, exclusive.
    pub(super) deadline: Option<Zoned>,
    /// Withheld by its own fields; consent is decided later.
    pub(super) withheld: Option<WithheldReason>,
    /// What is wrong with it by itself.
    pub(super) found: Vec<Diagnostic>,
    /// The instant from which on it may be another one, where nobody writes it anew.
    pub(super) until: Timestamp,
}

impl Entry {
    pub(super) fn new(scope: &Scope<'_>, document: &Arc<Document>) -> Self {
        let mut found = Vec::new();
        let shared = &document.front.shared;
        let mut times = Times { scope, document, zone: scope.zone.clone(), found: &mut found };
        let publish_at = times.place(shared.publish_at.as_ref(), DayEdge::Start).map(|at| at.timestamp());
        let updated = times.place(shared.updated.as_ref(), DayEdge::Start);
        let (mut event, mut drop, mut deadline) = (None, None, None);
        let date = match &document.front.fields {
            KindFields::Post(post) => times.place(Some(&post.date), DayEdge::Start),
            KindFields::Event(fields) => {
                event = times.event(fields);
                event.as_ref().map(|event| event.start.clone())
            }
            KindFields::Member(member) => member
                .joined
                .and_then(|day| place(WrittenTime::Day(day), &times.zone, DayEdge::Start))
                .map(|placed| placed.at),
            KindFields::Drop(fields) => {
                drop = times.drop(fields);
                drop.as_ref().map(|drop| drop.release.clone())
            }
            KindFields::Story(story) => times.place(Some(&story.date), DayEdge::Start),
            KindFields::Campaign(campaign) => {
                deadline = times.place(campaign.deadline.as_ref(), DayEdge::End);
                // What orders it is the last day, not the instant after.
                times.place(campaign.deadline.as_ref(), DayEdge::Start)
            }
            KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => None,
        };

        let read = event.as_ref().zip(updated.as_ref());
        let read = read.and_then(|(event, updated)| called_off(document, event, updated)).map(Arc::new);
        if let Some(read) = &read
            && let KindFields::Event(fields) = &read.front.fields
        {
            // Its times were checked as they are written.
            let found = &mut Vec::new();
            event = Times { scope, document: read, zone: scope.zone.clone(), found }.event(fields);
        }
        let called_off = read.as_ref().and_then(|_| written_status(document));
        let document = read.as_ref().unwrap_or(document);

        let (slug, url) = address(scope, document, &mut found);
        // As ids of headings are written, without signs that an address would change, and in small letters: ids that
        // begin with a capital are the theme's own.
        let anchor = document.name.is_gathered().then(|| fold(&slugify(&slug)));
        if anchor.as_ref().is_some_and(String::is_empty) && !slug.is_empty() {
            found.push(bad_slug(document, "", ""));
        }
        let name = &document.name;
        let reference = Arc::from(&*nfc(&name.reference()));
        let group = match &shared.translation_key {
            Some(key) => format!("{}:{}", name.kind, key.value),
            None => format!("{}/{reference}", name.kind),
        };
        let withheld = if shared.draft && scope.input.drafts == Drafts::Hide {
            Some(WithheldReason::Draft)
        } else {
            publish_at.filter(|at| *at > scope.input.now).map(WithheldReason::Embargo)
        };
        let mut entry = Self {
            document: Arc::clone(document),
            reference,
            group: group.into(),
            slug,
            url,
            anchor,
            date,
            updated,
            publish_at,
            event,
            called_off,
            drop: drop.map(Box::new),
            deadline,
            withheld,
            found,
            until: Timestamp::MAX,
        };
        entry.found.extend(structured::check(scope, &entry));
        entry.until = entry.holds_until(scope.input.now);
        entry
    }

    /// Until when it stays as it is at `now`: all that it compares with the present instant lies before or behind the same.
    fn holds_until(&self, now: Timestamp) -> Timestamp {
        let own = self.publish_at.into_iter();
        let turns = match &self.document.front.fields {
            // How far its occurrences are reckoned moves with time itself.
            KindFields::Event(fields) if fields.rrule.is_some() || !fields.rdate.is_empty() => vec![now],
            KindFields::Event(_) => self
                .event
                .iter()
                .flat_map(|event| event.over.into_iter().chain([event.end.timestamp()]))
                .collect(),
            KindFields::Drop(fields) => {
                let turns = self.drop.iter().flat_map(|times| times.clock(fields).turns());
                turns.map(|(at, _)| at).collect()
            }
            KindFields::Post(_)
            | KindFields::Story(_)
            | KindFields::Member(_)
            | KindFields::Chapter(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Campaign(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => Vec::new(),
        };
        own.chain(turns).filter(|at| *at >= now).min().unwrap_or(Timestamp::MAX)
    }

    /// Where it is found: its address, with the anchor of what stands on a page with others.
    pub(super) fn place(&self) -> Cow<'_, str> {
        match &self.anchor {
            Some(anchor) => Cow::Owned(format!("{}#{anchor}", self.url)),
            None => Cow::Borrowed(self.url.as_str()),
        }
    }

    pub(super) fn lang(&self) -> &Lang {
        &self.document.name.lang
    }

    /// When the content last changed, by what the source says.
    ///
    /// Only the `date` of a post or a story says so: an event's start lies ahead, a member's `joined` far behind.
    pub(super) fn last_change(&self, zone: &TimeZone) -> Option<Zoned> {
        let published = || self.publish_at.map(|at| at.to_zoned(zone.clone()));
        let written =
            || self.date.clone().filter(|_| matches!(self.document.name.kind, Kind::Post | Kind::Story));
        self.updated.clone().or_else(published).or_else(written)
    }
}

/// The slug and the address of a document.
fn address(scope: &Scope<'_>, document: &Document, found: &mut Vec<Diagnostic>) -> (String, UrlPath) {
    let name = &document.name;
    let config = scope.input.config;
    let written = document.front.shared.slug.as_ref();
    let slug = match written {
        Some(slug) => nfc(&slug.value).into_owned(),
        None => slugify(&name.stem),
    };
    let mut parts: Vec<String> = Vec::with_capacity(4);
    if name.lang != config.language {
        parts.push(name.lang.as_str().to_owned());
    }
    parts.extend(name.kind.section().map(str::to_owned));
    if !name.kind.is_gathered() {
        parts.extend(name.folders.iter().map(|folder| slugify(folder)));
    }
    check_folder(scope, document, found);
    if !name.is_index {
        if !check_slug(scope, document, &slug, found) {
            return (slug, fallback_url(document));
        }
        if !name.kind.is_gathered() {
            parts.push(slug.clone());
        }
    }
    let joined = if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
    let url = UrlPath::new(&joined).unwrap_or_else(|why| {
        found.push(bad_slug(document, &slug, &why.to_string()));
        fallback_url(document)
    });
    (slug, url)
}

/// An address for what has none, so that the rest of the site can be looked at.
fn fallback_url(document: &Document) -> UrlPath {
    let digest = blake3::hash(document.path.as_str().as_bytes()).to_hex();
    UrlPath::new(&format!("/{}/", &digest[..16])).expect("hexadecimal digits are a legal name")
}

/// Whether a document may have this slug; what stands against it is reported.
fn check_slug(scope: &Scope<'_>, document: &Document, slug: &str, found: &mut Vec<Diagnostic>) -> bool {
    if slug.contains('/') {
        found.push(bad_slug(document, slug, "a slug is one part of an address, without `/`"));
        return false;
    }
    if let Err(why) = OutputPath::new(slug) {
        found.push(bad_slug(document, slug, &describe(why)));
        return false;
    }
    let name = &document.name;
    let at_root = name.kind.folder().is_none() && name.folders.is_empty();
    let is_poster = name.kind == Kind::PrintRun && name.folders.is_empty();
    let names_kind = is_poster && Kind::of_folder(slug).is_some();
    if (at_root && is_reserved(slug, scope.input.config)) || names_kind {
        let (path, span) = slug_place(document);
        found.push(
            Diagnostic::error(
                "address::reserved",
                format!("`/{}{slug}/` belongs to the site itself", if names_kind { "posters/" } else { "" }),
            )
            .at(path, span)
            .help("choose another name for the file, or set `slug`"),
        );
        return false;
    }
    true
}

/// A folder of pages at the root lies where a slug there would.
fn check_folder(scope: &Scope<'_>, document: &Document, found: &mut Vec<Diagnostic>) {
    let name = &document.name;
    let Some(folder) = name.folders.first().filter(|_| name.kind.folder().is_none()) else { return };
    let folder = slugify(folder);
    if is_reserved(&folder, scope.input.config) {
        found.push(
            Diagnostic::error("address::reserved", format!("`/{folder}/` belongs to the site itself"))
                .in_file(&document.path)
                .help(
                    "choose another name for the folder; a language is told by a file's name: `name.zh.md`",
                ),
        );
    }
}

/// Whether a slug at the root belongs to the site itself: to a list, to a language, or to what later versions print.
#[must_use]
pub fn is_reserved(slug: &str, config: &SiteConfig) -> bool {
    RESERVED.iter().any(|taken| taken.eq_ignore_ascii_case(slug))
        || config.langs().any(|lang| lang.as_str().eq_ignore_ascii_case(slug))
}

fn describe(why: PathError) -> String {
    match why {
        PathError::Empty => "nothing is left of it that an address may hold".to_owned(),
        PathError::Dots
        | PathError::Character(_)
        | PathError::TooLong
        | PathError::Reserved
        | PathError::Trailing => why.to_string(),
    }
}

fn bad_slug(document: &Document, slug: &str, why: &str) -> Diagnostic {
    let (path, span) = slug_place(document);
    let message = if slug.is_empty() {
        format!("the name of `{path}` leaves nothing for an address")
    } else {
        format!("`{slug}` cannot be part of an address: {why}")
    };
    Diagnostic::error("address::bad-slug", message)
        .at(path, span)
        .help("rename the file, or give it a slug of letters, digits and hyphens: `slug = \"spring-salon\"`")
}

/// Where a document's slug is written: the field, else the title.
pub(super) fn slug_place(document: &Document) -> (&crate::model::SourcePath, Span) {
    let shared = &document.front.shared;
    (&document.path, shared.slug.as_ref().map_or(shared.title.span, |slug| slug.span))
}
