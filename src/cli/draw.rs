//! A diagnostic as a reader of a terminal sees it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use handbill::diagnostics::{Diagnostic, Label, Severity};
use handbill::model::Span;

/// Draws a diagnostic with the lines that it is about; `text` looks up a file's text.
pub(crate) fn draw<'a>(diagnostic: &'a Diagnostic, text: &dyn Fn(&Label) -> Option<&'a str>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group: Group<'a> =
        Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    let mut drawn: Vec<(&str, Snippet<'a, annotate_snippets::Annotation<'a>>)> = Vec::new();
    for (at, label) in diagnostic.labels.iter().enumerate() {
        let Some((source, span)) = text(label).zip(label.span) else {
            group = group.element(Origin::path(label.path.as_str()));
            continue;
        };
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let words = (!label.text.is_empty()).then_some(label.text.as_str());
        let annotation = kind.span(within(span, source)).label(words);
        match drawn.iter_mut().find(|(path, _)| *path == label.path.as_str()) {
            Some((_, snippet)) => *snippet = snippet.clone().annotation(annotation),
            None => {
                let snippet = Snippet::source(source).path(label.path.as_str()).annotation(annotation);
                drawn.push((label.path.as_str(), snippet));
            }
        }
    }
    for (_, snippet) in drawn {
        group = group.element(snippet);
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group])
}

/// The span, inside the text and on its first line; an empty one is widened to be seen.
fn within(span: Span, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = floor(span.end.max(start)).min(line_end.max(start));
    start..end
}
