//! What is withheld, why, and what to do about it. Nothing of it is in any output of the site.

use std::collections::BTreeMap;

use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;

use super::href_of;
use super::reader::Reader;
use super::when::{Clock, When};
use crate::calendar::{first_day, last_day};
use crate::model::{
    GrantState, MemberConsent, PageFacts, ScopeGrant, Site, SourcePath, Withheld, WithheldReason,
};
use crate::serve::find::Base;

/// A source that is not printed.
#[derive(Debug, Serialize)]
struct Source<'a> {
    title: &'a str,
    kind: &'static str,
    lang: &'a str,
    file: &'a str,
    /// Until when, of what is embargoed, and of a draft that is to wait beyond its readiness.
    until: Option<When>,
    /// For want of whose consent.
    people: Vec<Person<'a>>,
}

/// Somebody without whose consent something is withheld.
#[derive(Debug, Serialize)]
struct Person<'a> {
    name: &'a str,
    handle: &'a str,
    files: Vec<&'a str>,
    grant: Grant,
}

/// Where a scope of somebody stands: a key of the desk's words, and the day that it names.
#[derive(Debug, Serialize)]
struct Grant {
    scope: &'static str,
    holds: bool,
    key: &'static str,
    day: String,
    soon: bool,
}

/// A member of whose consent a part does not hold, or ends soon.
#[derive(Debug, Serialize)]
struct Member<'a> {
    name: &'a str,
    handle: &'a str,
    files: Vec<&'a str>,
    grants: Vec<Grant>,
}

/// An address of a shop that a public page keeps to itself until an instant.
#[derive(Debug, Serialize)]
struct Secret<'a> {
    title: &'a str,
    href: String,
    file: &'a str,
    /// When it is told, to one tier after another and then to all.
    until: Vec<When>,
}

#[derive(Debug, Serialize)]
struct View<'a> {
    drafts: Vec<Source<'a>>,
    embargoed: Vec<Source<'a>>,
    without_consent: Vec<Source<'a>>,
    secrets: Vec<Secret<'a>>,
    members: Vec<Member<'a>>,
    /// How many members there are of whose consent every part holds.
    others: usize,
}

pub(super) fn page(reader: &Reader<'_>) -> Response {
    let Some(site) = reader.site() else { return super::problems::page(reader) };
    let clock = reader.clock();
    let of = |which: fn(&WithheldReason) -> bool| site.withheld.iter().filter(move |one| which(&one.reason));
    let mut lacking: BTreeMap<&SourcePath, Vec<&MemberConsent>> = BTreeMap::new();
    for member in site.consents.iter() {
        for path in &member.withheld {
            lacking.entry(path).or_default().push(member);
        }
    }
    let source = |withheld| source(withheld, &lacking, clock);
    let mut embargoed: Vec<Source<'_>> =
        of(|reason| matches!(reason, WithheldReason::Embargo(_))).map(source).collect();
    embargoed.sort_by_key(|source| source.until.as_ref().map(|until| until.second));
    let members: Vec<Member<'_>> =
        site.consents.iter().filter(|member| has_news(member)).map(member).collect();
    let view = View {
        drafts: of(|reason| *reason == WithheldReason::Draft).map(source).collect(),
        embargoed,
        without_consent: of(|reason| *reason == WithheldReason::Consent).map(source).collect(),
        secrets: secrets(site, &reader.preview.base, clock),
        others: site.consents.len() - members.len(),
        members,
    };
    reader.page("withheld.html", "withheld", &view)
}

fn source<'a>(
    withheld: &'a Withheld,
    lacking: &BTreeMap<&SourcePath, Vec<&'a MemberConsent>>,
    clock: Clock<'_>,
) -> Source<'a> {
    let person = |member: &&'a MemberConsent| {
        let page = member.scopes.first()?;
        let files = paths(&member.sources);
        Some(Person { name: &member.name, handle: member.handle.as_str(), files, grant: grant(page) })
    };
    Source {
        title: &withheld.title,
        kind: withheld.kind.name(),
        lang: withheld.lang.as_str(),
        file: withheld.path.as_str(),
        until: match &withheld.reason {
            WithheldReason::Embargo(at) => Some(clock.when(*at)),
            WithheldReason::Draft => {
                withheld.publish_at.filter(|at| *at > clock.now).map(|at| clock.when(at))
            }
            WithheldReason::Consent => None,
        },
        people: match &withheld.reason {
            WithheldReason::Consent => {
                lacking.get(&withheld.path).into_iter().flatten().filter_map(person).collect()
            }
            WithheldReason::Draft | WithheldReason::Embargo(_) => Vec::new(),
        },
    }
}

fn has_news(member: &MemberConsent) -> bool {
    member.ends_soon() || member.scopes.iter().any(|grant| grant.state != GrantState::Granted)
}

fn member(member: &MemberConsent) -> Member<'_> {
    Member {
        name: &member.name,
        handle: member.handle.as_str(),
        files: paths(&member.sources),
        grants: member.scopes.iter().map(grant).collect(),
    }
}

fn paths(paths: &[SourcePath]) -> Vec<&str> {
    paths.iter().map(SourcePath::as_str).collect()
}

fn grant(grant: &ScopeGrant) -> Grant {
    let until = || grant.until.as_ref().map(last_day).unwrap_or_default();
    let (key, day) = match grant.state {
        GrantState::Granted if grant.until.is_some() => ("grant-until", until()),
        GrantState::Granted => ("grant-for-good", String::new()),
        GrantState::NotGranted => ("grant-none", String::new()),
        GrantState::NotYet => ("grant-from", grant.from.as_ref().map(first_day).unwrap_or_default()),
        GrantState::Ended => ("grant-ended", until()),
        GrantState::NeedsPage => ("grant-needs-page", String::new()),
        GrantState::Unpublished => ("grant-unpublished", String::new()),
    };
    let holds = grant.state == GrantState::Granted;
    Grant { scope: grant.scope.name(), holds, key, day, soon: grant.ends_soon }
}

/// Addresses of shops that are still secret, the first to be told first.
fn secrets<'a>(site: &'a Site, base: &Base, clock: Clock<'_>) -> Vec<Secret<'a>> {
    let mut found: Vec<Secret<'a>> = Vec::new();
    for page in &site.pages {
        let PageFacts::Drop(drop) = &page.facts else { continue };
        let own = drop.awaits_shop.then(|| drop.release.timestamp());
        let early = drop.early.iter().filter(|early| early.awaits_shop).map(|early| early.at.timestamp());
        let mut instants: Vec<Timestamp> = own.into_iter().chain(early).collect();
        instants.sort();
        instants.dedup();
        if instants.is_empty() {
            continue;
        }
        found.push(Secret {
            title: &page.title,
            href: href_of(base, page),
            file: page.document.path.as_str(),
            until: instants.into_iter().map(|at| clock.when(at)).collect(),
        });
    }
    found.sort_by_key(|secret| secret.until.first().map(|until| until.second));
    found
}
