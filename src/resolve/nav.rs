//! Targets of the navigation: each must be there.

use super::Scope;
use super::index::Index;
use super::targets::Targets;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Kind, NavItem, SourcePath};

/// Schemes that an entry of the navigation may have.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Reports the entries that lead nowhere.
pub(super) fn check(scope: &Scope<'_>, index: &Index, targets: &Targets<'_>) -> Vec<Diagnostic> {
    let items = scope.input.config.nav.iter();
    items
        .filter(|item| !leads_somewhere(scope, index, targets, item))
        .map(|item| unknown(index, item))
        .collect()
}

fn leads_somewhere(scope: &Scope<'_>, index: &Index, targets: &Targets<'_>, item: &NavItem) -> bool {
    let to = item.to.value.as_str();
    if to == "tags" || Kind::of_list(to).is_some() {
        return true;
    }
    if to.contains(':') {
        return SCHEMES.iter().any(|scheme| to.starts_with(scheme));
    }
    if to.starts_with('/') {
        return targets.at(to).is_some();
    }
    // A withheld page may be named: it appears with the page.
    index.by_reference(to, &scope.input.config.language).is_some() || index.lost.has(to)
}

fn unknown(index: &Index, item: &NavItem) -> Diagnostic {
    let to = item.to.value.as_str();
    let mut known: Vec<&str> = index.references().collect();
    known.push("tags");
    for folder in Kind::ALL.into_iter().filter_map(Kind::section) {
        known.push(folder);
    }
    if to.contains(':') {
        let message = format!("the navigation must not lead to `{to}`");
        return Diagnostic::error("config::unknown-target", message)
            .at(&SourcePath::new("handbill.toml"), item.to.span)
            .help("an address elsewhere begins with `https://`, `http://`, `mailto:` or `tel:`");
    }
    let near = nearest(to, known);
    let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
    Diagnostic::error("config::unknown-target", format!("the navigation leads to `{to}`, which is not there"))
        .labelled(&SourcePath::new("handbill.toml"), item.to.span, label)
        .help(
            "name a list (`events`), a page (`about`), a path (`/feed.xml`) or a whole address (`https://…`)",
        )
}
