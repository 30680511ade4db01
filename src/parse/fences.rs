//! Where front matter ends and the body begins.

use crate::diagnostics::Diagnostic;
use crate::fields::{Format, FrontText};
use crate::model::{SourcePath, Span};

/// Cuts a file into front matter and body. The text may begin with a byte order mark, which is neither.
///
/// An index text may do without front matter.
pub(super) fn cut<'a>(
    path: &SourcePath,
    text: &'a str,
    is_index: bool,
) -> Result<(FrontText<'a>, Span), Diagnostic> {
    let begin = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[begin..].split_inclusive('\n').next().unwrap_or_default();
    let fence = Span::new(begin, begin + first.trim_end().len());
    let format = match first.trim_end() {
        "+++" => Format::Toml,
        "---" => Format::Yaml,
        _ if is_index => {
            let here = Span::new(begin, begin);
            let front = FrontText { format: Format::Toml, text: "", at: here, fence: here, whole: here };
            return Ok((front, Span::new(begin, text.len())));
        }
        _ => return Err(missing(path, text, fence)),
    };
    let fence_text = &text[fence.start..fence.end];
    let inner = begin + first.len();
    let mut at = inner;
    for line in text[inner..].split_inclusive('\n') {
        if line.trim_end() == fence_text {
            let whole = Span::new(begin, at + line.trim_end().len());
            let front = FrontText { format, text: &text[inner..at], at: Span::new(inner, at), fence, whole };
            return Ok((front, Span::new(at + line.len(), text.len())));
        }
        at += line.len();
    }
    Err(unclosed(path, text, fence, inner))
}

fn missing(path: &SourcePath, text: &str, first: Span) -> Diagnostic {
    let late = text.lines().skip(1).find(|line| !line.trim().is_empty());
    let problem = Diagnostic::error("source::no-front-matter", "this source has no front matter")
        .at(path, first)
        .help("begin the file with `+++`, fields such as `title = \"…\"`, and `+++`");
    match late.map(str::trim_end) {
        Some("+++" | "---") if text[first.start..first.end].trim().is_empty() => {
            problem.help("its fence stands further down: it must be the first line")
        }
        Some(_) | None => problem,
    }
}

fn unclosed(path: &SourcePath, text: &str, fence: Span, inner: usize) -> Diagnostic {
    let written = &text[fence.start..fence.end];
    let problem = Diagnostic::error("source::unclosed-front-matter", "this front matter never closes")
        .labelled(path, fence, "it opens here")
        .help(format!("put `{written}` on a line of its own behind the last field"));
    // A fence of the other format, of another length or not alone at the line's start was probably meant.
    let is_fence = |line: &str| {
        let signs = line.trim();
        signs.len() > 1 && (signs.bytes().all(|b| b == b'+') || signs.bytes().all(|b| b == b'-'))
    };
    let mut at = inner;
    for line in text[inner..].split_inclusive('\n') {
        if is_fence(line) {
            let place = Span::new(at, at + line.trim_end().len());
            return problem.labelled(path, place, format!("`{written}` may be meant here"));
        }
        at += line.len();
    }
    problem
}
