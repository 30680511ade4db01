//! What the template engine says, as diagnostics with a place.

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostics::Diagnostic;
use crate::model::Span;
use crate::theme::TemplateSource;

/// Finds a template's file by the name that the engine knows it by.
pub(super) struct Sources<'a>(pub(super) &'a [TemplateSource]);

impl Sources<'_> {
    fn find(&self, name: &str) -> Option<&TemplateSource> {
        self.0.iter().find(|template| template.name == name)
    }

    /// The diagnostics of one error; the engine reports several unknown names as one.
    pub(super) fn diagnose(&self, error: &Error, template: &str) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) => vec![self.reported("template::syntax", report, template)],
            ErrorKind::RenderingError(report) => vec![self.reported("template::render", report, template)],
            ErrorKind::Msg(message) => self.split_message(message, template),
            ErrorKind::MissingParent { current, parent } => {
                let missing = format!("`{current}` extends `{parent}`, which does not exist");
                let quoted = [format!("\"{parent}\""), format!("'{parent}'")];
                vec![self.about(current, "template::missing-parent", missing, &quoted).help(
                    "name a template of the site or of its theme, such as `base.html` or `@plaza/base.html`",
                )]
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                // The site's own file is the one to mend, not the theme's that it was put before.
                let own = inheritance_chain.iter().find(|name| !name.starts_with('@')).unwrap_or(tpl);
                let message = format!("`{own}` extends itself: {}", inheritance_chain.join(" → "));
                let problem = self.about(own, "template::circle", message, &["{% extends".to_owned()]);
                vec![problem.help(
                    "to build on the theme's own template, extend it by its full name: `@plaza/base.html`",
                )]
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                vec![
                    self.about(
                        tpl,
                        "template::circle",
                        format!("`{tpl}` includes itself: {}", include_chain.join(" → ")),
                        &["{% include".to_owned()],
                    )
                    .help("take one of the includes out"),
                ]
            }
            _ => vec![self.about(template, "template::render", error.to_string(), &[])],
        }
    }

    fn reported(&self, code: &'static str, report: &ReportError, template: &str) -> Diagnostic {
        let name = if report.filename().is_empty() { template } else { report.filename() };
        let (message, help) = split_help(report.message());
        let problem = match self.find(name) {
            Some(source) => Diagnostic::error(code, message)
                .at(&source.path, clamp(report.span().range.clone().into(), &source.text)),
            None => Diagnostic::error(code, format!("{message} (in `{name}`)")),
        };
        match help {
            Some(help) => problem.help(help),
            None => problem,
        }
    }

    /// Unknown filters, functions and components come as one text of reports:
    /// `error: MESSAGE` and `--> FILE:LINE:COLUMN` for each.
    fn split_message(&self, message: &str, template: &str) -> Vec<Diagnostic> {
        let reports: Vec<Diagnostic> = message
            .split("\n\n")
            .filter_map(|report| {
                let mut lines = report.lines();
                let what = lines.next()?.strip_prefix("error: ")?;
                let place = lines.next()?.trim_start().strip_prefix("--> ")?;
                let mut parts = place.rsplitn(3, ':');
                let column: usize = parts.next()?.parse().ok()?;
                let line: usize = parts.next()?.parse().ok()?;
                let source = self.find(parts.next()?)?;
                let marks = report.lines().last().map_or(1, |line| line.matches('^').count()).max(1);
                let span = span_at(&source.text, line, column, marks);
                Some(Diagnostic::error("template::unknown-name", lower_first(what)).at(&source.path, span))
            })
            .collect();
        if reports.is_empty() {
            return vec![self.about(template, "template::render", lower_first(message), &[])];
        }
        reports
    }

    fn about(&self, template: &str, code: &'static str, message: String, marks: &[String]) -> Diagnostic {
        let Some(source) = self.find(template) else { return Diagnostic::error(code, message) };
        let place = marks.iter().find_map(|mark| {
            let start = source.text.find(mark.as_str())?;
            Some(Span::new(start, start + mark.len()))
        });
        match place {
            Some(span) => Diagnostic::error(code, message).at(&source.path, span),
            None => Diagnostic::error(code, message).in_file(&source.path),
        }
    }
}

/// The engine ends a message with the names that exist; a reader finds them as help.
fn split_help(message: &str) -> (String, Option<String>) {
    for (mark, words) in [
        (" Available variables: ", "the variables that exist"),
        (" Available fields: ", "the fields that exist"),
    ] {
        if let Some((what, names)) = message.split_once(mark) {
            return (lower_first(what.trim_end_matches('.')), Some(format!("{words}: {names}")));
        }
    }
    (lower_first(message.trim_end_matches('.')), None)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

fn clamp(span: Span, text: &str) -> Span {
    let end = span.end.min(text.len());
    Span::new(span.start.min(end), end)
}

/// A place by line and column, both counted from 1, columns in characters.
fn span_at(text: &str, line: usize, column: usize, width: usize) -> Span {
    let start_of_line = match line.checked_sub(2) {
        None => 0,
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
    };
    let offset = |columns: usize| {
        let rest = &text[start_of_line..];
        rest.char_indices().nth(columns).map_or(text.len(), |(at, _)| start_of_line + at)
    };
    Span::new(offset(column.saturating_sub(1)), offset(column.saturating_sub(1) + width))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_by_line_and_column_is_found_in_characters() {
        let text = "a\n灯 {{ x }}\n";
        let span = span_at(text, 2, 6, 1);
        assert_eq!(&text[span.start..span.end], "x");
    }

    #[test]
    fn the_names_that_exist_become_help() {
        let (message, help) = split_help("Variable `pge` is not defined. Available variables: page, root");
        assert_eq!(message, "variable `pge` is not defined");
        assert_eq!(help.as_deref(), Some("the variables that exist: page, root"));
    }
}
