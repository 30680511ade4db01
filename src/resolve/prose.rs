//! Names typed in prose, which nobody can withhold.

use aho_corasick::{AhoCorasick, Match, MatchKind};

use super::lost::LostNames;
use super::people::Members;
use crate::diagnostics::Diagnostic;
use crate::model::{Document, SourceTree, Span, is_wide};

/// The names of members who may not be named.
pub(super) struct Hidden {
    finder: AhoCorasick,
    /// Each name and whose it is, by the finder's numbers.
    names: Vec<(String, String)>,
}

impl Hidden {
    /// Nothing where everybody may be named.
    pub(super) fn new(members: &Members, lost: &LostNames) -> Option<Self> {
        let mut names: Vec<(String, String)> =
            members.hidden_names().into_iter().filter(|(name, _)| name.chars().count() > 1).collect();
        // A consent that is written wrongly may have been given.
        names.retain(|(_, handle)| !lost.has_handle(handle));
        let patterns = names.iter().map(|(name, _)| name.as_str());
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
        (!names.is_empty()).then_some(Self { finder, names })
    }

    /// Warns where a document's own words name one of them.
    pub(super) fn typed_in(&self, document: &Document, files: &SourceTree) -> Vec<Diagnostic> {
        let finder = &self.finder;
        // Only what is shown: title, summary and body; other fields have checks of their own.
        let shared = &document.front.shared;
        let text = files.text(&document.path).map_or("", |text| &**text);
        let written = text.get(document.body.start..document.body.end).unwrap_or_default();
        let body = whole_names(finder, written).map(|found| {
            let span = Span::new(found.start(), found.end()).shifted(document.body.start);
            (found.pattern(), span)
        });
        let title = whole_names(finder, &shared.title.value).next();
        let title = title.map(|found| (found.pattern(), shared.title.span));
        let summary = shared.summary.as_deref().and_then(|summary| whole_names(finder, summary).next());
        let summary = summary.map(|found| (found.pattern(), document.front.span));
        let found = title.into_iter().chain(summary).chain(body);
        let told = found.map(|(pattern, span)| {
            let (_, handle) = &self.names[pattern.as_usize()];
            Diagnostic::warning(
                "consent::name-in-prose",
                format!("this names `{handle}`, who did not agree to be named"),
            )
            .at(&document.path, span)
            .help(format!("take the name out, write `@{handle}`, or ask for their consent"))
        });
        told.collect()
    }
}

/// Names that are no part of a longer word: `Mo` is not named by `More`, 阿木 is by 阿木说.
fn whole_names<'a>(finder: &'a AhoCorasick, text: &'a str) -> impl Iterator<Item = Match> + 'a {
    let spelled = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_wide(c));
    finder.find_iter(text).filter(move |found| {
        let (before, name, behind) = (&text[..found.start()], &text[found.range()], &text[found.end()..]);
        let runs_in = spelled(before.chars().next_back()) && spelled(name.chars().next());
        let runs_on = spelled(name.chars().next_back()) && spelled(behind.chars().next());
        !runs_in && !runs_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_part_of_a_longer_word() {
        let finder = AhoCorasick::new(["Mo", "阿木"]).expect("two names");
        let count = |text: &str| whole_names(&finder, text).count();
        assert_eq!(
            [count("More of Moses"), count("Ask Mo."), count("问阿木吧"), count("Mo说")],
            [0, 1, 1, 1]
        );
    }
}
