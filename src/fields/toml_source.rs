//! TOML to a [`Node`], with every syntax error of the text that does not follow from another.

use std::borrow::Cow;

use toml::de::{DeTable, DeValue};
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

use crate::diagnostics::{Diagnostic, TomlFaultKind, read_toml};
use crate::model::{SourcePath, Span};

use super::Target;
use super::codes::Code;
use super::decoder::one_line;
use super::node::{Entry, MAX_DEPTH, Node, NodeValue};

/// Reads TOML that starts `base` bytes into its file.
///
/// The node is what could be understood; it is sound where no diagnostic comes with it. `room` is for a text that has to
/// be mended before.
pub(super) fn read<'a>(
    path: &SourcePath,
    target: Target,
    text: &'a str,
    base: usize,
    room: &'a mut String,
) -> (Node<'a>, Vec<Diagnostic>) {
    let whole = Span::new(base, base + text.len());
    if let Some(place) = too_deep(text) {
        let empty = Node { value: NodeValue::Table(Vec::new()), span: whole };
        return (empty, vec![deep(path, target, place.shifted(base))]);
    }
    let (table, faults) = read_toml(text, room);
    let mut reader = Reader { path, target, text, base, diagnostics: Vec::new() };
    for fault in faults {
        let written = text.get(fault.span.start..fault.span.end).unwrap_or_default();
        let line = line_at(text, fault.span.start);
        let (code, message, help) = match &fault.kind {
            TomlFaultKind::Duplicate => {
                let message = format!("`{}` stands here a second time", one_line(written));
                (Code::DuplicateKey, message, fault.help())
            }
            TomlFaultKind::Unclosed(_) => {
                let wide = has_wide_closing(line).then_some(HALF_WIDTH);
                (Code::Syntax, fault.message(), wide.or(fault.help()))
            }
            TomlFaultKind::Syntax(words) => {
                (Code::Syntax, fault.message(), Some(syntax_help(words, line, written)))
            }
        };
        let problem = Diagnostic::error(code.of(target), message).at(path, fault.span.shifted(base));
        reader.diagnostics.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }
    let entries = reader.table(table.into_inner(), 0);
    (Node { value: NodeValue::Table(entries), span: whole }, reader.diagnostics)
}

/// The line that an offset lies in.
fn line_at(text: &str, offset: usize) -> &str {
    let offset = offset.min(text.len());
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    text[start..].lines().next().unwrap_or_default()
}

const HALF_WIDTH: &str = "TOML's own signs are the half-width ones: `=`, `\"`, `[`, `]`, `,`";

/// Whether a line on which something is not closed ends with a full-width sign that was to close it.
fn has_wide_closing(line: &str) -> bool {
    line.trim_end().ends_with(['”', '’', '＂', '］', '｝'])
}

/// What to do about a line that is no TOML. People who write Chinese meet two traps of their own.
fn syntax_help(error: &str, line: &str, marked: &str) -> &'static str {
    if line.contains(['“', '”', '‘', '’', '＝', '［', '］', '＂', '｛', '｝']) {
        return HALF_WIDTH;
    }
    let is_key = |(_, behind): (&str, &str)| behind.trim_start().starts_with('=');
    if !marked.is_ascii() && line.split_once(marked).is_some_and(is_key) {
        return "a name that is not ASCII stands in quotes: `\"城市\" = \"…\"`";
    }
    for (words, help) in [
        ("date", "write `2026-11-27`, `2026-11-27T19:30` or, with an offset, `2026-11-27T19:30+08:00`"),
        ("string values must be quoted", "put the text in quotes: `title = \"…\"`"),
    ] {
        if error.contains(words) {
            return help;
        }
    }
    "a line is `field = value`; texts stand in quotes, lists in brackets: `tags = [\"repair\", \"evening\"]`"
}

struct Reader<'a, 'p> {
    path: &'p SourcePath,
    target: Target,
    text: &'a str,
    base: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    fn table(&mut self, table: DeTable<'a>, depth: usize) -> Vec<Entry<'a>> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let key_span = clamp(self.text, key.span()).shifted(self.base);
            let span = clamp(self.text, value.span());
            let value = self.value(value.into_inner(), span, depth + 1);
            entries.push(Entry { key: key.into_inner(), key_span, value });
        }
        entries
    }

    fn value(&mut self, value: DeValue<'a>, local: Span, depth: usize) -> Node<'a> {
        let span = local.shifted(self.base);
        let value = match value {
            DeValue::Array(_) | DeValue::Table(_) if depth > MAX_DEPTH => {
                self.diagnostics.push(deep(self.path, self.target, span));
                NodeValue::Null
            }
            DeValue::String(text) => NodeValue::Text(text),
            DeValue::Boolean(value) => NodeValue::Bool(value),
            DeValue::Float(float) => NodeValue::Float(Cow::Owned(float.as_str().to_owned())),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(value) => NodeValue::Integer(value),
                Err(_) => {
                    self.diagnostics.push(too_large(self.path, self.target, span));
                    NodeValue::Null
                }
            },
            DeValue::Datetime(time) => NodeValue::Time(match self.text.get(local.start..local.end) {
                Some(written) => Cow::Borrowed(written),
                None => Cow::Owned(time.to_string()),
            }),
            DeValue::Array(items) => NodeValue::List(
                items
                    .into_iter()
                    .map(|item| {
                        let span = clamp(self.text, item.span());
                        self.value(item.into_inner(), span, depth + 1)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => NodeValue::Table(self.table(table, depth)),
        };
        Node { value, span }
    }
}

pub(super) fn deep(path: &SourcePath, target: Target, span: Span) -> Diagnostic {
    Diagnostic::error(Code::TooDeep.of(target), format!("this is nested deeper than {MAX_DEPTH} levels"))
        .at(path, span)
        .help("bring the data into a flatter form")
}

pub(super) fn too_large(path: &SourcePath, target: Target, span: Span) -> Diagnostic {
    Diagnostic::error(Code::OutOfRange.of(target), "this whole number is too large for any field")
        .at(path, span)
        .help("put it in quotes if it is a name rather than a number")
}

/// A span inside the text and between its characters.
pub(super) fn clamp(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    Span::new(start, end.max(start))
}

/// The key at which dotted keys lead deeper than the stack should be asked to follow.
///
/// `toml` bounds brackets and the parts of each key, but not the one times the other, and its tables
/// are freed one inside the other. Most texts hold too few signs to nest deep at all, and are not
/// read twice.
pub(crate) fn too_deep(text: &str) -> Option<Span> {
    const HARMLESS: usize = 128;
    if text.bytes().filter(|byte| matches!(byte, b'.' | b'[' | b'{')).count() <= HARMLESS {
        return None;
    }
    let source = toml_parser::Source::new(text);
    let tokens = source.lex().into_vec();
    let mut depth = KeyDepth::default();
    let mut receiver = |event: Event| depth.see(&event);
    let mut guarded = RecursionGuard::new(&mut receiver, MAX_DEPTH as u32);
    parse_document(&tokens, &mut guarded, &mut ());
    depth.found.map(|span| clamp(text, span.start()..span.end()))
}

/// Counts key parts and brackets around the place that the parser has reached.
#[derive(Default)]
struct KeyDepth {
    /// Levels around the key that is being read.
    around: usize,
    /// Parts of that key so far.
    keys: usize,
    /// The same of the brackets around.
    outer: Vec<(usize, usize)>,
    found: Option<toml_parser::Span>,
}

impl KeyDepth {
    fn see(&mut self, event: &Event) {
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                *self = Self { found: self.found, ..Self::default() };
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                self.around = self.keys;
                self.keys = 0;
            }
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                self.outer.push((self.around, self.keys));
                self.around += self.keys + 1;
                self.keys = 0;
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                (self.around, self.keys) = self.outer.pop().unwrap_or_default();
            }
            EventKind::SimpleKey => {
                self.keys += 1;
                if self.around + self.keys > MAX_DEPTH && self.found.is_none() {
                    self.found = Some(event.span());
                }
            }
            EventKind::ValueSep | EventKind::Newline => self.keys = 0,
            EventKind::KeySep
            | EventKind::KeyValSep
            | EventKind::Scalar
            | EventKind::Whitespace
            | EventKind::Comment
            | EventKind::Error => {}
        }
    }
}
