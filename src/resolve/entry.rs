//! A document with its address and its times: the first step of resolving.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::slug::nfc;
use super::{Scope, slugify, unknown_zone};
use crate::calendar::{DayEdge, Doubt, assumed_end, place};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Document, Drafts, EventFields, Kind, KindFields, Lang, OutputPath, PathError, SiteConfig, Span, Spanned,
    UrlPath, WithheldReason, WrittenTime,
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

/// A document and what follows from it alone.
pub(super) struct Entry {
    pub(super) document: Arc<Document>,
    /// How references name it: `events/spring`.
    pub(super) reference: String,
    /// What ties it to its translations: kind and `translation_key`, else the reference.
    pub(super) group: String,
    /// The last part of its address; a member's handle.
    pub(super) slug: String,
    pub(super) url: UrlPath,
    /// What orders it among others.
    pub(super) date: Option<Zoned>,
    pub(super) updated: Option<Zoned>,
    pub(super) publish_at: Option<Timestamp>,
    pub(super) event: Option<EventTimes>,
    /// Withheld by its own fields; consent is decided later.
    pub(super) withheld: Option<WithheldReason>,
}

/// An event's times.
pub(super) struct EventTimes {
    pub(super) start: Zoned,
    pub(super) end: Zoned,
    pub(super) end_known: bool,
    /// From when on it is live: its start, or its end where nothing takes place.
    pub(super) live_from: Timestamp,
    pub(super) previous_start: Option<Zoned>,
}

impl Entry {
    pub(super) fn new(scope: &Scope<'_>, document: &Arc<Document>, found: &mut Vec<Diagnostic>) -> Self {
        let shared = &document.front.shared;
        let mut times = Times { scope, document, zone: scope.zone.clone(), found };
        let publish_at = times.place(shared.publish_at.as_ref(), DayEdge::Start).map(|at| at.timestamp());
        let updated = times.place(shared.updated.as_ref(), DayEdge::Start);
        let mut event = None;
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
            KindFields::Page(_) => None,
        };

        let (slug, url) = address(scope, document, found);
        let name = &document.name;
        let reference = nfc(&name.reference()).into_owned();
        let group = match &shared.translation_key {
            Some(key) => format!("{}:{}", name.kind, key.value),
            None => format!("{}/{reference}", name.kind),
        };
        let withheld = if shared.draft && scope.input.drafts == Drafts::Hide {
            Some(WithheldReason::Draft)
        } else {
            publish_at.filter(|at| *at > scope.input.now).map(WithheldReason::Embargo)
        };
        Self {
            document: Arc::clone(document),
            reference,
            group,
            slug,
            url,
            date,
            updated,
            publish_at,
            event,
            withheld,
        }
    }

    pub(super) fn lang(&self) -> &Lang {
        &self.document.name.lang
    }

    /// When the content last changed, by what the source says.
    ///
    /// Only a post's `date` says so: an event's start lies ahead, a member's `joined` far behind.
    pub(super) fn last_change(&self, zone: &TimeZone) -> Option<Zoned> {
        let published = || self.publish_at.map(|at| at.to_zoned(zone.clone()));
        let written = || self.date.clone().filter(|_| self.document.name.kind == Kind::Post);
        self.updated.clone().or_else(published).or_else(written)
    }
}

/// Turns a document's written times into instants, with a warning where the clocks leave doubt.
struct Times<'a, 'b> {
    scope: &'a Scope<'a>,
    document: &'a Document,
    zone: TimeZone,
    found: &'b mut Vec<Diagnostic>,
}

impl Times<'_, '_> {
    fn place(&mut self, written: Option<&Spanned<WrittenTime>>, edge: DayEdge) -> Option<Zoned> {
        let written = written?;
        let zone = self.zone.clone();
        self.place_in(written, &zone, edge)
    }

    fn place_in(&mut self, written: &Spanned<WrittenTime>, zone: &TimeZone, edge: DayEdge) -> Option<Zoned> {
        let Some(placed) = place(written.value, zone, edge) else {
            self.found.push(
                Diagnostic::error("time::out-of-range", "this time is too far away to reckon with")
                    .at(&self.document.path, written.span)
                    .help("check the year"),
            );
            return None;
        };
        if let Some(doubt) = placed.doubt {
            let zone_name = zone.iana_name().unwrap_or("UTC");
            let (code, message) = match doubt {
                Doubt::Skipped => ("time::skipped", format!("the clocks of {zone_name} jump over this time")),
                Doubt::Repeated => {
                    ("time::repeated", format!("the clocks of {zone_name} show this time twice"))
                }
            };
            self.found.push(
                Diagnostic::warning(code, message)
                    .labelled(&self.document.path, written.span, format!("read as {}", placed.at.timestamp()))
                    .help(format!(
                        "write it with its offset if that is meant: `{}`",
                        placed.at.strftime("%Y-%m-%dT%H:%M%:z")
                    )),
            );
        }
        Some(placed.at)
    }

    fn event(&mut self, fields: &EventFields) -> Option<EventTimes> {
        let zone = match &fields.timezone {
            Some(name) => self.scope.zones.get(&name.value).or_else(|| {
                self.found.push(unknown_zone(&self.scope.zones, name, &self.document.path));
                None
            }),
            None => self.scope.zone_is_known.then(|| self.zone.clone()),
        };
        // In a zone that nobody knows no time can be told to be doubtful or too early.
        let zone_is_known = zone.is_some();
        let zone = zone.unwrap_or(TimeZone::UTC);
        let start = self.place_in(&fields.start, &zone, DayEdge::Start)?;
        let previous_start =
            fields.previous_start.as_ref().and_then(|written| self.place_in(written, &zone, DayEdge::Start));
        // The last day of an all-day event belongs to it.
        let edge = if fields.all_day { DayEdge::End } else { DayEdge::Start };
        let written_end = fields.end.as_ref().and_then(|end| {
            let end_at = self.place_in(end, &zone, edge)?;
            Some((end_at, end.span))
        });
        let end = match (written_end, &fields.duration) {
            (Some(end), _) => Some(end),
            (None, Some(duration)) => {
                let minutes = jiff::SignedDuration::from_mins(duration.value.total_minutes());
                start.checked_add(minutes).ok().map(|end| (end, duration.span))
            }
            (None, None) => None,
        };
        // What needs no zone to be seen has been reported with the front matter.
        let told = fields.end.as_ref().is_some_and(|end| end.value.is_before(fields.start.value));
        if let Some((end, span)) = &end
            && *end <= start
            && !told
            && zone_is_known
        {
            self.found.push(
                Diagnostic::error("time::ends-before-start", "this event ends before it starts")
                    .labelled(&self.document.path, *span, "the end")
                    .labelled(&self.document.path, fields.start.span, "the start")
                    .help(format!(
                        "in {} it would go from {} to {}: move the end, or leave it out",
                        zone.iana_name().unwrap_or("UTC"),
                        start.strftime("%Y-%m-%d %H:%M"),
                        end.strftime("%Y-%m-%d %H:%M"),
                    )),
            );
        }
        let end_known = end.is_some();
        let end = end.map_or_else(|| assumed_end(&start, fields.all_day), |(end, _)| end);
        let live_from = if fields.status.takes_place() { start.timestamp() } else { end.timestamp() };
        Some(EventTimes { start, end, end_known, live_from, previous_start })
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
    parts.extend(name.kind.folder().map(str::to_owned));
    parts.extend(name.folders.iter().map(|folder| slugify(folder)));
    check_folder(scope, document, found);
    if !name.is_index {
        if !check_slug(scope, document, &slug, found) {
            return (slug, fallback_url(document));
        }
        parts.push(slug.clone());
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
    if at_root && is_reserved(slug, scope.input.config) {
        let (path, span) = slug_place(document);
        found.push(
            Diagnostic::error("address::reserved", format!("`/{slug}/` belongs to the site itself"))
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
