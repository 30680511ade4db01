//! Tests of the room as others use it.

mod agreement;
mod any;
mod config;
mod formats;
mod front_matter;

use super::*;

const EVENT: Target = Target::Kind(Kind::Event);
const MEMBER: Target = Target::Kind(Kind::Member);
const POST: Target = Target::Kind(Kind::Post);
const PAGE: Target = Target::Kind(Kind::Page);

fn path() -> SourcePath {
    SourcePath::new("content/events/salon.md")
}

/// Decodes front matter as it stands in a file, behind its fence.
fn decode(target: Target, format: Format, inner: &str) -> (Option<FrontMatter>, Vec<Diagnostic>, String) {
    let fence = match format {
        Format::Toml => "+++",
        Format::Yaml => "---",
    };
    let file = format!("{fence}\n{inner}{fence}\nbody\n");
    let at = Span::new(4, 4 + inner.len());
    let front = FrontText {
        format,
        text: &file[at.start..at.end],
        at,
        fence: Span::new(0, 3),
        whole: Span::new(0, at.end + 3),
    };
    let (value, problems) = decode_front_matter(target, &path(), &front);
    (value, problems, file)
}

/// Each problem's code and the text it points at.
fn marks<'t>(problems: &[Diagnostic], file: &'t str) -> Vec<(&'static str, &'t str)> {
    let place = |problem: &Diagnostic| problem.labels[0].span.expect("a place");
    problems.iter().map(|problem| (problem.code, &file[place(problem).start..place(problem).end])).collect()
}

/// Decodes and expects exactly these problems.
#[track_caller]
fn expect(target: Target, format: Format, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    let (_, problems, file) = decode(target, format, inner);
    assert_eq!(marks(&problems, &file), expected, "{problems:#?}");
    problems
}

#[track_caller]
fn toml(target: Target, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    expect(target, Format::Toml, inner, expected)
}

#[track_caller]
fn yaml(target: Target, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    expect(target, Format::Yaml, inner, expected)
}

/// An event that is sound but for these lines.
#[track_caller]
fn event(lines: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    toml(EVENT, &format!("title = \"Salon\"\nstart = 2026-11-27T19:30:00\n{lines}\n"), expected)
}

const LEAST: &str = "handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example\"\n";
