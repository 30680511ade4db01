//! A diagnostic as a reader of a terminal sees it.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use handbill::diagnostics::{Diagnostic, Label, Lines, Severity, Texts};

/// The most bytes of a text that the renderer is given for one excerpt: it goes through all that it is given, for each
/// diagnostic anew.
const MOST: usize = 16 * 1024;
/// How much of a line that is longer than that is given on either side of a mark: far more than a terminal is wide.
const AROUND: usize = 2048;
/// The most of such a line that is marked.
const MARKED: usize = 1024;

/// A part of a text, and what is marked in it.
struct Excerpt<'a> {
    path: &'a str,
    text: &'a str,
    /// Whole lines, but where a single one is too long.
    window: Range<usize>,
    /// The number of its first line.
    line: usize,
    /// The column of its first character, where that begins no line.
    cut: Option<usize>,
    marks: Vec<(AnnotationKind, Range<usize>, Option<&'a str>)>,
}

/// Draws a diagnostic with the lines that it is about.
pub(crate) fn draw<'a>(diagnostic: &'a Diagnostic, texts: &mut Texts<'a>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group: Group<'a> =
        Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for (at, label) in diagnostic.labels.iter().enumerate() {
        let kind = if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        match texts.lines(&label.path).and_then(|lines| Excerpt::new(kind, label, lines)) {
            Some(excerpt) => match excerpts.iter_mut().find(|own| own.can_take(&excerpt)) {
                Some(own) => own.take(excerpt),
                None => excerpts.push(excerpt),
            },
            None => group = group.element(Origin::path(label.path.as_str())),
        }
    }
    let mut moved = Vec::new();
    for excerpt in excerpts {
        moved.extend(excerpt.moved());
        group = group.element(excerpt.snippet());
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let drawn = Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group]);
    moved.into_iter().fold(drawn, |drawn, (counted, meant)| drawn.replacen(&counted, &meant, 1))
}

impl<'a> Excerpt<'a> {
    /// What shows one place; `None` where the whole file is meant.
    fn new(kind: AnnotationKind, label: &'a Label, lines: &Lines<'a>) -> Option<Self> {
        let (span, text) = (label.span?, lines.text());
        let start = lines.floor(span.start);
        let (line, mut window) = lines.showing(start);
        // Marks stay on their first line; an empty one is widened by the renderer to be seen.
        let ends = if text[..window.end].ends_with('\n') { window.end - 1 } else { window.end };
        let mut end = lines.floor(span.end.max(start)).min(ends.max(start));
        let mut cut = None;
        if window.len() > MOST {
            end = lines.floor(end.min(start + MARKED));
            let from = lines.floor(start.saturating_sub(AROUND)).max(window.start);
            cut = (from > window.start).then(|| lines.at(from).column);
            window = from..lines.floor(end + AROUND).min(window.end);
        }
        let words = (!label.text.is_empty()).then_some(label.text.as_str());
        Some(Self {
            path: label.path.as_str(),
            text,
            window,
            line,
            cut,
            marks: vec![(kind, start..end, words)],
        })
    }

    fn with(&self, other: &Self) -> Range<usize> {
        self.window.start.min(other.window.start)..self.window.end.max(other.window.end)
    }

    /// Whether another place of the file is near enough to be shown with this one.
    fn can_take(&self, other: &Self) -> bool {
        self.path == other.path && self.cut.is_none() && other.cut.is_none() && self.with(other).len() <= MOST
    }

    fn take(&mut self, other: Self) {
        self.window = self.with(&other);
        self.line = self.line.min(other.line);
        self.marks.extend(other.marks);
    }

    /// What the renderer writes as the place of a cut line, and what it is: it counts columns from the cut.
    fn moved(&self) -> Option<(String, String)> {
        let meant = self.cut_path()?;
        let (_, mark, _) = self.marks.first()?;
        let counted = self.text[self.window.start..mark.start].chars().count() + 1;
        Some((format!("{meant}:{}:{counted}", self.line), meant))
    }

    /// The path with the place, where the line is cut.
    fn cut_path(&self) -> Option<String> {
        let (_, mark, _) = self.marks.first()?;
        let column = self.cut? + self.text[self.window.start..mark.start].chars().count();
        Some(format!("{}:{}:{column}", self.path, self.line))
    }

    fn snippet(self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let path = self.cut_path().unwrap_or_else(|| self.path.to_owned());
        let inside = |mark: &Range<usize>| mark.start - self.window.start..mark.end - self.window.start;
        let marks = self.marks.iter().map(|(kind, mark, words)| kind.span(inside(mark)).label(*words));
        let marks = marks.collect::<Vec<_>>();
        Snippet::source(&self.text[self.window]).line_start(self.line).path(path).annotations(marks)
    }
}

#[cfg(test)]
mod tests {
    use handbill::model::{SourcePath, Span};

    use super::*;

    fn drawn(text: &str, marks: &[Span]) -> String {
        let path = SourcePath::new("content/a.md");
        let problem = marks
            .iter()
            .fold(Diagnostic::error("a::b", "no"), |problem, mark| problem.labelled(&path, *mark, "here"));
        anstream::adapter::strip_str(&draw(&problem, &mut Texts::new(|_| Some(text)))).to_string()
    }

    /// The whole text given to the renderer.
    fn whole(text: &str, marks: &[Span]) -> String {
        let snippet = Snippet::source(text).path("content/a.md");
        let kind = |at| if at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let marks =
            marks.iter().enumerate().map(|(at, mark)| kind(at).span(mark.start..mark.end).label("here"));
        let group = Group::with_title(Level::ERROR.primary_title("no").id("a::b"));
        let group = group.element(snippet.annotations(marks));
        let drawn = Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group]);
        anstream::adapter::strip_str(&drawn).to_string()
    }

    #[test]
    fn a_part_of_a_text_is_drawn_as_the_whole_would_be() {
        let text = "uno\r\n灯 dos\ntres\n\n\tcuatro\ncinco\n".repeat(40);
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (nth, at) in starts.iter().enumerate() {
            let at = *at;
            // The renderer takes a mark before the first character of a line for one of the line before.
            let is_tenth = text[..at].ends_with('\n') && [9, 99].contains(&text[..at].matches('\n').count());
            if !is_tenth {
                assert_eq!(drawn(&text, &[Span::new(at, at)]), whole(&text, &[Span::new(at, at)]), "at {at}");
            }
            let Some(next) = starts.get(nth + 1).filter(|next| !text[at..**next].contains('\n')) else {
                continue;
            };
            let far = starts[(nth * 7) % (starts.len() - 1)];
            assert_eq!(
                drawn(&text, &[Span::new(at, *next)]),
                whole(&text, &[Span::new(at, *next)]),
                "at {at}"
            );
            assert_eq!(
                drawn(&text, &[Span::new(at, *next), Span::new(far, far)]),
                whole(&text, &[Span::new(at, *next), Span::new(far, far)]),
                "{at}, {far}"
            );
        }
    }

    #[test]
    fn places_far_apart_have_excerpts_of_their_own() {
        let text = format!("first\n{}last\n", "between\n".repeat(10_000));
        let end = text.len() - 5;
        let drawn = drawn(&text, &[Span::new(end, end + 4), Span::new(0, 5)]);
        assert!(drawn.contains("content/a.md:10002:1\n"), "{drawn}");
        assert!(drawn.contains("10002 │ last\n") && drawn.contains("    1 │ first\n"), "{drawn}");
        assert!(drawn.contains("⸬  content/a.md:1:1\n"), "{drawn}");
    }

    #[test]
    fn of_a_very_long_line_the_part_around_the_mark_is_drawn_with_its_true_column() {
        let text = format!("one\n{}[a](b.md){}\n", "字 ".repeat(20_000), " 字".repeat(20_000));
        let at = text.find('[').expect("a link");
        let drawn = drawn(&text, &[Span::new(at, at + 9)]);
        assert!(drawn.contains("content/a.md:2:40001\n"), "{drawn}");
        assert!(drawn.contains(" [a](b.md) ") && drawn.contains(" ━━━━━━━━━ here"), "{drawn}");
        assert_eq!(drawn, whole(&text, &[Span::new(at, at + 9)]));
    }

    #[test]
    fn a_mark_without_end_fills_no_terminal() {
        let text = format!("{}\n", "a".repeat(100_000));
        let drawn = drawn(&text, &[Span::new(50_000, 100_000)]);
        assert!(drawn.contains("content/a.md:1:50001\n"), "{drawn}");
        assert!(drawn.chars().count() < 5000, "{} characters", drawn.chars().count());
    }
}
