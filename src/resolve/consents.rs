//! What each member agreed to, told to the site's own people before it ends.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, Zoned};

use super::Scope;
use super::entry::Entry;
use super::people::{Member, Members};
use super::slug::nfc;
use crate::calendar::{DayEdge, last_instant, place};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Consent, GrantState, Handle, KindFields, MemberConsent, Scope as Granted, ScopeGrant, SourcePath, Span,
    Spanned, WithheldReason,
};

/// What one file of a member grants, in the site's zone.
pub(super) struct Held {
    from: Option<Zoned>,
    /// Exclusive.
    until: Option<Zoned>,
    /// Where the end stands.
    span: Span,
    scopes: Vec<Granted>,
    /// Whether the file would be published, now or later.
    counts: bool,
}

impl Held {
    pub(super) fn of(
        scope: &Scope<'_>,
        entry: &Entry,
        consent: &Consent,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let instant = |written: Option<&Spanned<_>>, edge| {
            place(written?.value, &scope.zone, edge).map(|placed| placed.at)
        };
        let from = instant(consent.granted.as_ref(), DayEdge::Start);
        let until = instant(consent.expires.as_ref(), DayEdge::End);
        let began = consent.granted.as_ref().map(|written| written.span).unwrap_or_default();
        if let (Some(from), Some(to), Some(written)) = (&from, &until, &consent.expires)
            && to <= from
        {
            diagnostics.push(
                Diagnostic::error("consent::ends-before-granted", "this consent ends before it begins")
                    .labelled(&entry.document.path, written.span, "the end")
                    .labelled(&entry.document.path, began, "the beginning")
                    .help("`expires` is the last day of consent, `granted` the first"),
            );
        }
        Self {
            from,
            until,
            span: consent.expires.as_ref().map(|written| written.span).unwrap_or_default(),
            scopes: consent.scopes.clone(),
            counts: entry.withheld != Some(WithheldReason::Draft),
        }
    }

    /// Whether a scope holds by this file at an instant.
    pub(super) fn grants(&self, scope: Granted, now: Timestamp) -> bool {
        let begun = self.from.as_ref().is_some_and(|at| at.timestamp() <= now);
        let over = self.until.as_ref().is_some_and(|at| at.timestamp() <= now);
        begun && !over && self.scopes.contains(&scope)
    }

    /// When what holds by this file changes. Nothing does for who granted nothing, or is not there.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Zoned> {
        let counts = self.counts && !self.scopes.is_empty();
        let until = self.from.as_ref().and(self.until.as_ref());
        self.from.iter().chain(until).filter(move |_| counts)
    }
}

/// What each member agreed to, in order of their handles; and a warning of each consent that is about to end.
pub(super) fn collect(
    scope: &Scope<'_>,
    members: &Members,
    entries: &[Arc<Entry>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<MemberConsent> {
    let stories = stories_without(members, entries);
    let now = scope.input.now;
    let soon = now.to_zoned(scope.zone.clone()).saturating_add(MemberConsent::WARNED.days()).timestamp();
    let known = members.handles.iter().filter_map(|handle| Some((handle, members.get(handle)?)));
    known
        .map(|(handle, member)| {
            let scopes: Vec<ScopeGrant> =
                Granted::ALL.iter().map(|granted| grant(member, *granted, now, soon)).collect();
            let mut told = BTreeSet::new();
            for ending in scopes.iter().filter(|grant| grant.ends_soon) {
                // Scopes that end together are one matter.
                if told.insert(ending.until.as_ref()) {
                    diagnostics.extend(ends_soon(handle, member, ending, now));
                }
            }
            let own = member.sources.iter().filter(|_| member.is_published());
            let own = own.filter(|_| !member.allows(Granted::Page)).map(|source| source.path.clone());
            let told = stories.get(handle).into_iter().flatten().cloned();
            MemberConsent {
                handle: Handle::new(handle),
                name: member.sources.first().map(|source| source.name.clone()).unwrap_or_default(),
                sources: member.sources.iter().map(|source| source.path.clone()).collect(),
                withheld: own.chain(told).collect(),
                scopes,
            }
        })
        .collect()
}

/// Where one scope of a member stands: as all their files have it.
fn grant(member: &Member, scope: Granted, now: Timestamp, soon: Timestamp) -> ScopeGrant {
    let granted =
        member.sources.iter().all(|one| one.held.from.is_some() && one.held.scopes.contains(&scope));
    let sources = || member.sources.iter().filter(|_| granted).map(|source| &source.held);
    let from = sources().filter_map(|held| held.from.as_ref()).max().cloned();
    let until = sources().filter_map(|held| held.until.as_ref()).min().cloned();
    let state = match (&from, &until) {
        (None, _) => GrantState::NotGranted,
        (_, Some(until)) if until.timestamp() <= now => GrantState::Ended,
        (Some(from), _) if from.timestamp() > now => GrantState::NotYet,
        (Some(_), _) if !member.allows(Granted::Page) => GrantState::NeedsPage,
        (Some(_), _) if !member.is_published() => GrantState::Unpublished,
        (Some(_), _) => GrantState::Granted,
    };
    let ends_soon = state == GrantState::Granted && until.as_ref().is_some_and(|at| at.timestamp() <= soon);
    ScopeGrant { scope, state, from, until, ends_soon }
}

/// Warns of a consent that is about to end, at each file in which its end stands.
fn ends_soon(handle: &str, member: &Member, ending: &ScopeGrant, now: Timestamp) -> Option<Diagnostic> {
    let until = ending.until.as_ref()?;
    let last = last_instant(until).date();
    let today = now.to_zoned(until.time_zone().clone()).date();
    let days = today.until(last).map_or(0, |span| span.get_days());
    let left = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    };
    let message = format!("the consent of `{handle}` ends with {last}, {left}");
    let warning = Diagnostic::warning("consent::ends-soon", message);
    // One end may stand in several languages; each has to be moved.
    let ends = member.sources.iter().filter(|source| source.held.until.as_ref() == Some(until));
    let warning = ends.fold(warning, |warning, source| warning.at(&source.path, source.held.span));
    Some(warning.help(
        "ask them, and write the new last day into `expires`; builds after it leave out what it covers",
    ))
}

/// The stories that are left out for want of somebody's consent, by whose.
fn stories_without(members: &Members, entries: &[Arc<Entry>]) -> HashMap<String, Vec<SourcePath>> {
    let mut stories: HashMap<String, Vec<SourcePath>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.withheld.is_none()) {
        let KindFields::Story(story) = &entry.document.front.fields else { continue };
        if entry.document.name.is_index {
            continue;
        }
        for person in members.unwilling(story) {
            let paths = stories.entry(nfc(person.value.as_str()).into_owned()).or_default();
            if paths.last() != Some(&entry.document.path) {
                paths.push(entry.document.path.clone());
            }
        }
    }
    stories
}
