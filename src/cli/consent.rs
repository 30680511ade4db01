//! `handbill consent`: what each member agreed to, what that allows, and when it ends.

use std::path::Path;

use handbill::calendar::{first_day, last_day, rfc3339};
use handbill::diagnostics::Diagnostic;
use handbill::model::{GrantState, MemberConsent, ScopeGrant, SourcePath};
use jiff::Zoned;
use serde::Serialize;

use super::args::ConsentArgs;
use super::exit::{Exit, Failure};
use super::report::{self, Counts};
use super::site;

/// A member, as `--json` prints them.
#[derive(Debug, Serialize)]
struct Row<'a> {
    handle: &'a str,
    name: &'a str,
    paths: Vec<&'a str>,
    scopes: Vec<Cell>,
    /// Whether a part of it ends within the days of the warning.
    ends_soon: bool,
    /// Files that are left out for want of this consent.
    withheld: Vec<&'a str>,
}

/// One scope of a member.
#[derive(Debug, Serialize)]
struct Cell {
    scope: &'static str,
    granted: bool,
    state: &'static str,
    allows: &'static str,
    from: Option<String>,
    /// The first instant at which it no longer holds.
    until: Option<String>,
    ends_soon: bool,
}

pub(crate) fn run(args: &ConsentArgs, quiet: bool) -> Result<Exit, Failure> {
    let now = site::now(&args.site)?;
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(false), false)?;
    let edition = pipeline.run(&now)?;
    let Some(printer) = &edition.printer else {
        return Ok(report::stopped(&edition, "nothing to list", quiet));
    };
    let members = &printer.site().consents;
    if args.json {
        let rows: Vec<Row<'_>> = members.iter().map(row).collect();
        anstream::println!("{}", serde_json::to_string(&rows).expect("texts are JSON"));
    } else {
        let bold = anstyle::Style::new().bold();
        let width = members.iter().flat_map(|member| &member.scopes).map(|grant| when(grant).len()).max();
        for (at, member) in members.iter().enumerate() {
            let gap = if at == 0 { "" } else { "\n" };
            anstream::println!("{gap}{bold}{}{bold:#}  {}", member.handle, member.name);
            for line in table(member, width.unwrap_or(0)) {
                anstream::println!("  {line}");
            }
        }
    }
    // What consent follows from: the rest is for `check`.
    let of_consent = |problem: &&Diagnostic| problem.code.starts_with("consent::");
    let told: Vec<Diagnostic> = edition.diagnostics.iter().filter(of_consent).cloned().collect();
    if !args.json {
        report::text(&edition, &told, quiet);
    }
    if !quiet && !args.json {
        anstream::eprintln!("{}", closing(members, &args.site.site));
    }
    Ok(if Counts::of(&told).errors > 0 { Exit::Site } else { Exit::Done })
}

fn row(member: &MemberConsent) -> Row<'_> {
    Row {
        handle: member.handle.as_str(),
        name: &member.name,
        paths: paths(&member.sources),
        scopes: member.scopes.iter().map(cell).collect(),
        ends_soon: member.ends_soon(),
        withheld: paths(&member.withheld),
    }
}

fn paths(paths: &[SourcePath]) -> Vec<&str> {
    paths.iter().map(SourcePath::as_str).collect()
}

fn cell(grant: &ScopeGrant) -> Cell {
    Cell {
        scope: grant.scope.name(),
        granted: holds(grant),
        state: grant.state.name(),
        allows: grant.scope.allows(),
        from: grant.from.as_ref().map(rfc3339),
        until: grant.until.as_ref().map(rfc3339),
        ends_soon: grant.ends_soon,
    }
}

/// A member's scopes as lines with aligned columns, and what is left out without them.
///
/// The columns hold nothing but ASCII, so that a byte is a place on the terminal; names stand above.
fn table(member: &MemberConsent, width: usize) -> Vec<String> {
    let line = |grant: &ScopeGrant| {
        let state = if holds(grant) { "yes" } else { "no" };
        format!("{:6}  {state:3}  {:width$}  {}", grant.scope.name(), when(grant), grant.scope.allows())
    };
    let without = |path: &SourcePath| format!("left out for want of `page`: {path}");
    member.scopes.iter().map(line).chain(member.withheld.iter().map(without)).collect()
}

fn holds(grant: &ScopeGrant) -> bool {
    grant.state == GrantState::Granted
}

/// When a scope ends, or why it does not hold.
fn when(grant: &ScopeGrant) -> String {
    let day = |at: Option<&Zoned>, shown: fn(&Zoned) -> String| at.map(shown).unwrap_or_default();
    match grant.state {
        GrantState::Granted => match &grant.until {
            Some(until) => {
                let soon = if grant.ends_soon { ", soon" } else { "" };
                format!("until {}{soon}", last_day(until))
            }
            None => "without end".to_owned(),
        },
        GrantState::NotGranted => "not granted".to_owned(),
        GrantState::NotYet => format!("from {}", day(grant.from.as_ref(), first_day)),
        GrantState::Ended => format!("ended {}", day(grant.until.as_ref(), last_day)),
        GrantState::NeedsPage => "needs `page`".to_owned(),
        GrantState::Unpublished => "not published".to_owned(),
    }
}

fn closing(members: &[MemberConsent], site: &Path) -> String {
    let count = |which: fn(&MemberConsent) -> bool| members.iter().filter(|member| which(member)).count();
    let without = match count(|member| !member.scopes.first().is_some_and(holds)) {
        0 => String::new(),
        n => format!("; {n} without `page`"),
    };
    let ending = match count(MemberConsent::ends_soon) {
        0 => String::new(),
        n => format!("; {n} whose consent ends within {} days", MemberConsent::WARNED),
    };
    format!("listed {}{}{without}{ending}", report::count(members.len(), "member"), site::of_site(site))
}
