//! The navigation that the configuration names: where an entry of it leads nowhere.

use super::Scope;
use super::index::Index;
use super::references::unknown_page;
use super::targets::Targets;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Kind, SourcePath};

/// Reports entries of `[nav] items` that lead nowhere in any language.
///
/// What is withheld is no mistake: its entry stays away until it is published.
pub(super) fn check(scope: &Scope<'_>, index: &Index<'_>, targets: &Targets<'_>) -> Vec<Diagnostic> {
    let path = SourcePath::new("handbill.toml");
    let mut found = Vec::new();
    for item in &scope.input.config.nav {
        let to = item.to.value.as_str();
        if to.contains(':') || to == "tags" || Kind::of_folder(to).is_some() {
            continue;
        }
        if to.starts_with('/') {
            if targets.at(to).is_none() {
                let near = nearest(to, targets.addresses());
                let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
                found.push(
                    Diagnostic::error("link::unknown-page", format!("nothing of this site is at `{to}`"))
                        .labelled(&path, item.to.span, label)
                        .help("name a kind's folder, a page, `tags`, an address of the site, or a URL"),
                );
            }
        } else if index.by_reference(to, &scope.input.config.language).is_none() {
            found.push(unknown_page(index, to).at_path(&path, item.to.span));
        }
    }
    found
}
