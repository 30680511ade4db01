//! Names typed in prose, which nobody can withhold.

use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::lost::LostNames;
use super::people::Members;
use crate::diagnostics::Diagnostic;
use crate::model::{Page, Span};

/// Warns of each page whose own words name a member who may not be named.
pub(super) fn names(members: &Members, lost: &LostNames, pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut hidden: Vec<(String, String)> =
        members.hidden_names().into_iter().filter(|(name, _)| name.chars().count() > 1).collect();
    // A consent that is written wrongly may have been given.
    hidden.retain(|(_, handle)| !lost.has_handle(handle));
    if hidden.is_empty() {
        return Vec::new();
    }
    let patterns = hidden.iter().map(|(name, _)| name.as_str());
    let Ok(finder) = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns) else {
        return Vec::new();
    };
    pages
        .par_iter()
        .flat_map_iter(|page| {
            let document = &page.document;
            // Only what is shown: title, summary and body; other fields have checks of their own.
            let shared = &document.front.shared;
            let body = finder.find_iter(document.body_text()).map(|found| {
                let span = Span::new(found.start(), found.end()).shifted(document.body.start);
                (found.pattern(), span)
            });
            let title = finder.find(&shared.title.value).map(|found| (found.pattern(), shared.title.span));
            let summary = shared.summary.as_deref().and_then(|summary| finder.find(summary));
            let summary = summary.map(|found| (found.pattern(), document.front.span));
            let found: Vec<_> = title.into_iter().chain(summary).chain(body).collect();
            found.into_iter().map(|(pattern, span)| {
                let (_, handle) = &hidden[pattern.as_usize()];
                Diagnostic::warning(
                    "consent::name-in-prose",
                    format!("this names `{handle}`, who did not agree to be named"),
                )
                .at(&document.path, span)
                .help(format!("take the name out, write `@{handle}`, or ask for their consent"))
            })
        })
        .collect()
}
