//! What decoding carries along: where it is, and every problem so far.

use std::fmt::Write as _;

use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{SourcePath, Span};

use super::codes::Code;
use super::node::{Entry, Node, NodeValue};
use super::table::{Field, Record};
use super::{Format, Target};

/// Collects the problems of one source while its nodes become values.
pub(super) struct Decoder<'a> {
    path: &'a SourcePath,
    target: Target,
    format: Format,
    /// Where a missing field of the outermost table is reported.
    root: Span,
    /// After a syntax error: nothing is missing for certain.
    damaged: bool,
    trail: Vec<Step>,
    /// Fields that a wrong name was taken for, each with the table that it stands in.
    meant: Vec<(String, &'static str)>,
    diagnostics: Vec<Diagnostic>,
}

struct Step {
    name: StepName,
    span: Span,
}

enum StepName {
    Field(&'static str),
    Key(String),
    Item(usize),
}

impl<'a> Decoder<'a> {
    /// Starts at the outermost table.
    pub(super) fn new(
        path: &'a SourcePath,
        target: Target,
        format: Format,
        root: Span,
        damaged: bool,
    ) -> Self {
        Self {
            path,
            target,
            format,
            root,
            damaged,
            trail: Vec::new(),
            meant: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Every problem, in the order of their discovery.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Steps into a field.
    pub(super) fn enter(&mut self, name: &'static str, span: Span) {
        self.trail.push(Step { name: StepName::Field(name), span });
    }

    /// Steps into an entry of a table whose keys are free.
    pub(super) fn enter_key(&mut self, entry: &Entry<'_>) {
        self.trail.push(Step { name: StepName::Key(entry.key.to_string()), span: entry.key_span });
    }

    /// Steps into an item of a list.
    pub(super) fn enter_item(&mut self, index: usize, span: Span) {
        self.trail.push(Step { name: StepName::Item(index), span });
    }

    /// Steps out again.
    pub(super) fn leave(&mut self) {
        self.trail.pop();
    }

    /// The field that is being decoded, as messages name it: `links[2].url`.
    pub(super) fn name(&self) -> String {
        let mut name = String::new();
        for step in &self.trail {
            match &step.name {
                StepName::Field(field) => {
                    let dot = if name.is_empty() { "" } else { "." };
                    let _ = write!(name, "{dot}{field}");
                }
                StepName::Key(key) => {
                    let _ = write!(name, ".{}", one_line(key));
                }
                StepName::Item(index) => {
                    let _ = write!(name, "[{}]", index + 1);
                }
            }
        }
        name
    }

    /// An error at a place, to be completed and handed to [`push`](Self::push).
    pub(super) fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code.of(self.target), message).at(self.path, span)
    }

    /// An error with words beside the mark.
    pub(super) fn error_saying(
        &self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code.of(self.target), message).labelled(self.path, span, label)
    }

    /// A warning at a place.
    pub(super) fn warning(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(code.of(self.target), message).at(self.path, span)
    }

    /// The file that is being decoded.
    pub(super) const fn path(&self) -> &'a SourcePath {
        self.path
    }

    /// Keeps a problem.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Keeps a problem whose value is thereby lost.
    pub(super) fn fail<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.diagnostics.push(diagnostic);
        None
    }

    /// The value is of another type than the field wants.
    pub(super) fn wrong_type<T>(&mut self, node: &Node<'_>, wants: &str) -> Option<T> {
        let (name, is) = (self.name(), node.value.describe());
        let diagnostic =
            self.error(Code::WrongType, node.span, format!("`{name}` wants {wants}, this is {is}"));
        let help = match node.value {
            NodeValue::Null => Some("give it a value, or remove the field"),
            NodeValue::Bool(_) | NodeValue::Integer(_) | NodeValue::Float(_) | NodeValue::Time(_) => {
                wants.starts_with("text").then_some("put it in quotes to make it text")
            }
            NodeValue::Text(_) => match wants {
                "a list" => Some("put it in brackets, also if there is only one: `[\"…\"]`"),
                "`true` or `false`" => Some("write one of the two, without quotes"),
                "a whole number" | "numbers" => Some("write it in digits, without quotes"),
                _ => None,
            },
            NodeValue::List(_) | NodeValue::Table(_) => None,
        };
        let diagnostic = match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        self.fail(diagnostic)
    }

    /// A word is none of the known ones.
    pub(super) fn unknown_value<T>(&mut self, span: Span, word: &str, known: &[&'static str]) -> Option<T> {
        let message = format!("`{}` cannot be `{}`", self.name(), one_line(word));
        let label = nearest(word, known.iter().copied());
        let diagnostic = self
            .error_saying(Code::UnknownValue, span, message, did_you_mean(label))
            .help(format!("it can be {}", known.join(", ")));
        self.fail(diagnostic)
    }

    /// A field is missing from the table that is being decoded.
    pub(super) fn missing(&mut self, field: &Field) {
        // Whoever wrote `titel` is told of that alone.
        if self.damaged || self.meant.contains(&(self.name(), field.name)) {
            return;
        }
        let example = match self.format {
            Format::Toml => format!("{} = {}", field.name, field.example),
            Format::Yaml => format!("{}: {}", field.name, field.example),
        };
        let (owner, span) = match self.trail.last() {
            None => (self.target.with_article().to_owned(), self.root),
            Some(step) => (format!("`{}`", self.name()), step.span),
        };
        let diagnostic = self
            .error(Code::MissingField, span, format!("{owner} needs `{}`", field.name))
            .help(format!("add it, for example `{example}` ({})", phrase(field.doc)));
        self.push(diagnostic);
    }

    /// A key is no field of the table that is being decoded, which has those of `tables`.
    pub(super) fn unknown_field(&mut self, entry: &Entry<'_>, tables: &[&'static [Field]]) {
        let key = one_line(&entry.key);
        let fields = || tables.iter().copied().flatten();
        let also = fields().find(|field| field.also.contains(&entry.key.as_ref())).map(|field| field.name);
        let meant = also.or_else(|| nearest(&entry.key, fields().map(|field| field.name)));
        self.meant.extend(meant.map(|name| (self.name(), name)));
        // Whoever is told the right name needs no list of thirty.
        const SHOWN: usize = 6;
        let shown = if meant.is_some() { SHOWN } else { usize::MAX };
        let mut names = fields().take(shown).map(|field| field.name).collect::<Vec<_>>().join(", ");
        if fields().nth(shown).is_some() {
            names.push_str(", …");
        }
        let (message, help) = if self.trail.is_empty() {
            let (owner, command) = (self.target.with_article(), self.target.schema_command());
            let whose = self.target.possessive();
            (format!("{owner} has no field `{key}`"), format!("{whose} fields: {names} (`{command}`)"))
        } else {
            let owner = self.name();
            (format!("`{owner}` has no field `{key}`"), format!("fields of `{owner}`: {names}"))
        };
        let mut diagnostic =
            self.error_saying(Code::UnknownField, entry.key_span, message, did_you_mean(meant)).help(help);
        if self.target != Target::Config && self.trail.is_empty() && meant.is_none() {
            diagnostic = diagnostic.help("data of your own goes under `extra`");
        }
        self.push(diagnostic);
    }

    /// Decodes a table into a record of its own.
    pub(super) fn record<R: Record>(&mut self, node: &Node<'_>) -> Option<R> {
        let NodeValue::Table(entries) = &node.value else {
            return self.wrong_type(node, "a table");
        };
        let mut slots = R::Slots::default();
        for entry in entries {
            if !R::accept(&mut slots, entry, self) {
                self.unknown_field(entry, &[R::FIELDS]);
            }
        }
        R::finish(slots, self)
    }
}

/// A sentence of the table as a part of another: `When it begins; …` becomes `when it begins; …`.
fn phrase(doc: &str) -> String {
    let doc = doc.trim().trim_end_matches('.');
    let mut chars = doc.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

/// The label of a wrong name.
pub(super) fn did_you_mean(meant: Option<&str>) -> String {
    meant.map(|name| format!("did you mean `{name}`?")).unwrap_or_default()
}

/// A text of the source, fit to stand in a message: on one line and not too long.
pub(super) fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut line: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}
