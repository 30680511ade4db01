//! The rules of the room, one test each, and its laws.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::*;
use crate::diagnostics::Diagnostic;
use crate::model::{LinkForm, Outline, SourcePath, Span, TextKey, Wording};

mod commonmark;
mod directives;
mod holes;
mod laws;
mod links;
mod raw_html;
mod text;

/// A host that leaves links as written unless told otherwise, and speaks English.
#[derive(Default)]
struct TestHost {
    targets: BTreeMap<usize, Target<'static>>,
    page: &'static str,
    no_permalinks: bool,
}

impl Host for TestHost {
    fn link(&self, index: usize) -> Target<'_> {
        self.targets.get(&index).cloned().unwrap_or(Target::AsWritten)
    }
    fn page(&self) -> &str {
        self.page
    }
    fn text(&self, key: TextKey) -> &str {
        key.english()
    }
    fn permalinks(&self) -> bool {
        !self.no_permalinks
    }
}

fn outline(path: &SourcePath, text: &str, body: Span) -> (Outline, Vec<Diagnostic>) {
    let (outline, _, diagnostics) = compile(path, text, body, &Options::default(), None);
    (outline, diagnostics)
}

fn outlined(body: &str) -> (Outline, Vec<Diagnostic>) {
    outline(&SourcePath::new("content/a.md"), body, Span::new(0, body.len()))
}

pub(super) fn html_with(body: &str, options: Options, targets: &[(usize, Target<'static>)]) -> String {
    let host = TestHost { targets: targets.iter().cloned().collect(), ..TestHost::default() };
    to_html(body, &options, None, &host)
}

/// The body as a page would have it, without permalinks.
fn html(body: &str) -> String {
    html_with(body, Options { permalinks: false, ..Options::default() }, &[])
}

/// What the warnings mark, and their codes.
fn warnings(body: &str) -> Vec<(&'static str, String)> {
    let (_, diagnostics) = outlined(body);
    diagnostics
        .iter()
        .map(|d| {
            let span = d.labels[0].span.expect("a place");
            assert!(!d.help.is_empty() && !d.message.ends_with('.'), "{d:?}");
            (d.code, body[span.start..span.end].to_owned())
        })
        .collect()
}

fn href(text: &'static str) -> Target<'static> {
    Target::Href(Cow::Borrowed(text))
}
