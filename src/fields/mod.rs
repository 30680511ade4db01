//! Front matter and configuration: one table of fields for each kind drives everything.
//!
//! TOML and YAML come in and become one tree of spanned nodes; out come the structs of `model`, with
//! every problem of one source at once. Schema, `handbill new` and the reference in the docs are
//! written from the same tables as decoding and "did you mean".

mod codes;
mod comments;
mod config;
mod config_feeds;
mod config_languages;
mod config_parts;
mod config_posters;
mod decoder;
mod kinds;
mod lang_tag;
mod new_source;
mod node;
mod reference;
mod schema;
mod table;
#[cfg(test)]
mod tests;
mod toml_source;
mod values;
mod yaml_scalar;
mod yaml_source;

pub use new_source::{NewSource, new_source};
pub use reference::reference;
pub use schema::schema;

pub(crate) use lang_tag::usual as usual_language_tag;
pub(crate) use toml_source::too_deep as toml_too_deep;

use crate::diagnostics::Diagnostic;
use crate::model::{FrontMatter, Kind, SiteConfig, SourcePath, Span};

use decoder::Decoder;

/// What a table of fields is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// `handbill.toml`.
    Config,
    /// The front matter of a kind.
    Kind(Kind),
    /// The front matter of a list's or the home page's text: the shared fields, none of them required.
    Index,
}

impl Target {
    /// Every target, in the order in which documentation shows them.
    pub const ALL: [Self; 13] = [
        Self::Config,
        Self::Kind(Kind::Post),
        Self::Kind(Kind::Event),
        Self::Kind(Kind::Drop),
        Self::Kind(Kind::Story),
        Self::Kind(Kind::Member),
        Self::Kind(Kind::Chapter),
        Self::Kind(Kind::PrintRun),
        Self::Kind(Kind::Tier),
        Self::Kind(Kind::Campaign),
        Self::Kind(Kind::Faq),
        Self::Kind(Kind::Page),
        Self::Index,
    ];

    /// As messages begin: `an event`.
    const fn with_article(self) -> &'static str {
        match self {
            Self::Config => "`handbill.toml`",
            Self::Kind(kind) => kind.with_article(),
            Self::Index => "an index text",
        }
    }

    /// As help begins: `an event's`.
    fn possessive(self) -> String {
        match self {
            Self::Config => "its".to_owned(),
            Self::Kind(_) | Self::Index => format!("{}'s", self.with_article()),
        }
    }

    /// The command that shows the whole table.
    fn schema_command(self) -> String {
        match self {
            Self::Config => "handbill schema".to_owned(),
            Self::Kind(kind) => format!("handbill schema {kind}"),
            Self::Index => "handbill schema page".to_owned(),
        }
    }
}

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Between `+++` lines.
    Toml,
    /// Between `---` lines.
    Yaml,
}

/// Front matter cut out of its file.
#[derive(Debug, Clone, Copy)]
pub struct FrontText<'a> {
    /// How it is written.
    pub format: Format,
    /// The text between the fences.
    pub text: &'a str,
    /// Where that text lies in its file.
    pub at: Span,
    /// The opening fence, where a missing field is reported.
    pub fence: Span,
    /// The whole, fences and all.
    pub whole: Span,
}

/// Decodes front matter, and reports all that is wrong with it.
///
/// A value comes also with errors, as long as all that it must have is there: then it serves to check
/// the rest of the site, not to print it. `target` is a kind or [`Target::Index`].
#[must_use]
pub fn decode_front_matter(
    target: Target,
    path: &SourcePath,
    front: &FrontText<'_>,
) -> (Option<FrontMatter>, Vec<Diagnostic>) {
    let mut room = String::new();
    let (node, mut diagnostics) = match front.format {
        Format::Toml => toml_source::read(path, target, front.text, front.at.start, &mut room),
        Format::Yaml => yaml_source::read(path, target, front.text, front.at.start),
    };
    let damaged = !diagnostics.is_empty();
    let kind = match target {
        Target::Kind(kind) => Some(kind),
        Target::Config | Target::Index => None,
    };
    let mut decoder = Decoder::new(path, target, front.format, front.fence, damaged);
    let value = kinds::front_matter(kind, &node, front.whole, &mut decoder);
    join(&mut diagnostics, decoder.into_diagnostics(), front.text, front.at.start);
    (value.filter(|_| !damaged), diagnostics)
}

/// Decodes `handbill.toml`, and reports all that is wrong with it.
///
/// A value comes also with errors, as long as something is written and the languages are certain: then it serves to check
/// the rest of the site, not to print it.
#[must_use]
pub fn decode_config(path: &SourcePath, text: &str) -> (Option<SiteConfig>, Vec<Diagnostic>) {
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[base..];
    let mut room = String::new();
    let (node, mut diagnostics) = toml_source::read(path, Target::Config, text, base, &mut room);
    let damaged = !diagnostics.is_empty();
    let start = Span::new(base, base + text.lines().next().map_or(0, str::len));
    let mut decoder = Decoder::new(path, Target::Config, Format::Toml, start, damaged);
    let value = config::site_config(&node, &mut decoder).or_else(|| {
        // The same mistakes once more, told to nobody.
        let mut deaf = Decoder::new(path, Target::Config, Format::Toml, start, damaged);
        config::site_config(&config::with_usual_names(&node), &mut deaf)
    });
    join(&mut diagnostics, decoder.into_diagnostics(), text, base);
    // All of a site hangs on a configuration of which nothing is there: a file that was emptied by mistake.
    let is_empty = matches!(&node.value, node::NodeValue::Table(entries) if entries.is_empty());
    (value.filter(|_| !damaged && !is_empty), diagnostics)
}

/// Adds what decoding found to what reading found, but for lines that could not be read:
/// what stands there is a guess, and a guess must not be blamed.
fn join(read: &mut Vec<Diagnostic>, decoded: Vec<Diagnostic>, text: &str, base: usize) {
    if read.is_empty() {
        *read = decoded;
        return;
    }
    let line = |diagnostic: &Diagnostic| {
        let start = diagnostic.labels.first()?.span?.start.checked_sub(base)?;
        Some(text.as_bytes().get(..start)?.iter().filter(|byte| **byte == b'\n').count())
    };
    let unreadable: Vec<usize> = read.iter().filter_map(line).collect();
    let lines: Vec<&str> = text.lines().collect();
    let is_header = |at: usize| lines.get(at).is_some_and(|line| line.trim_start().starts_with('['));
    // Behind a table's header that could not be read, up to the next one, every field may be of that table.
    let is_guess = |at: usize| {
        let header = (0..=at).rev().find(|at| is_header(*at));
        unreadable.contains(&at) || header.is_some_and(|header| unreadable.contains(&header))
    };
    // What another field is said to lack may stand in what could not be read.
    let lacks = |problem: &Diagnostic| problem.code.ends_with("::needs-other-field");
    // The parser's own stand-in for a value that it could not read stands nowhere.
    let nowhere = |problem: &Diagnostic| {
        let span = problem.labels.first().and_then(|label| label.span);
        span.is_some_and(|span| span.start == span.end)
    };
    read.extend(
        decoded
            .into_iter()
            .filter(|problem| !lacks(problem) && !nowhere(problem) && !line(problem).is_some_and(is_guess)),
    );
}
