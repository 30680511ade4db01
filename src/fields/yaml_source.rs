//! YAML to a [`Node`]: the events of the parser, put together without recursion.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Tag};

use crate::diagnostics::Diagnostic;
use crate::model::{SourcePath, Span};

use super::Target;
use super::codes::Code;
use super::decoder::one_line;
use super::node::{Entry, MAX_DEPTH, Node, NodeValue};
use super::toml_source::{clamp, deep, too_large};
use super::yaml_scalar::resolve;

/// How many values front matter may unfold to, aliases followed.
const MAX_NODES: usize = 20_000;

/// Reads YAML that starts `base` bytes into its file.
///
/// The node is what could be understood; it is sound where no diagnostic comes with it. The parser
/// stops at the first error of syntax, so there is at most one of those.
pub(super) fn read<'a>(
    path: &SourcePath,
    target: Target,
    text: &'a str,
    base: usize,
) -> (Node<'a>, Vec<Diagnostic>) {
    let options = granit_parser::options! {
        emit_comments: false,
        emit_anchor_events: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let whole = Span::new(base, base + text.len());
    let mut builder = Builder::new(path, target);
    for next in Parser::new_from_str_with_options(text, options) {
        let (event, at) = match next {
            Ok(next) => next,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                let place = clamp(text, at..at + 1).shifted(base);
                builder.diagnostics.push(match error.kind() {
                    ErrorKind::RecursionLimitExceeded => deep(path, target, place),
                    _ => builder
                        .error(Code::Syntax, place, format!("this is not valid YAML: {}", error.info()))
                        .help(if error.info().contains("quoted scalar") {
                            "end the text with the same quote that it begins with"
                        } else {
                            "put a text that holds `: ` or ` #`, or begins with a sign, in quotes: `title: \"…\"`"
                        }),
                });
                break;
            }
        };
        let place = clamp(text, at.byte_range().unwrap_or(0..0)).shifted(base);
        if !builder.take(event, place) {
            break;
        }
    }
    builder.finish(whole)
}

/// A list or table that is still open.
struct Frame<'a> {
    inside: Inside<'a>,
    start: usize,
    anchor: usize,
    /// Stands where a key should.
    is_key: bool,
}

enum Inside<'a> {
    List(Vec<Node<'a>>),
    Table { entries: Vec<Entry<'a>>, keys: HashSet<Cow<'a, str>>, key: Key<'a> },
}

enum Key<'a> {
    /// The next node is a key.
    Awaited,
    /// The next node is this key's value.
    Read(Cow<'a, str>, Span),
    /// The next node is the value of a key that was refused.
    Refused,
}

/// What an anchor stands for.
struct Anchored<'a> {
    node: Node<'a>,
    nodes: usize,
    depth: usize,
}

struct Builder<'a, 'p> {
    path: &'p SourcePath,
    target: Target,
    frames: Vec<Frame<'a>>,
    root: Option<Node<'a>>,
    anchors: BTreeMap<usize, Anchored<'a>>,
    nodes: usize,
    documents: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a, 'p> Builder<'a, 'p> {
    fn new(path: &'p SourcePath, target: Target) -> Self {
        Self {
            path,
            target,
            frames: Vec::new(),
            root: None,
            anchors: BTreeMap::new(),
            nodes: 0,
            documents: 0,
            diagnostics: Vec::new(),
        }
    }

    fn error(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code.of(self.target), message).at(self.path, span)
    }

    /// Takes an event; `false` where reading on makes no sense.
    fn take(&mut self, event: Event<'a>, span: Span) -> bool {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let problem = self
                        .error(Code::SeveralDocuments, span, "a second YAML document begins here")
                        .help("keep one: what is here cannot be read");
                    self.diagnostics.push(problem);
                    return false;
                }
                true
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(text, style, tag.as_deref(), span);
                self.place(Node { value, span }, anchor, 1)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", span);
                self.open(Inside::List(Vec::new()), span, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", span);
                let inside = Inside::Table { entries: Vec::new(), keys: HashSet::new(), key: Key::Awaited };
                self.open(inside, span, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(name) => {
                let message = format!("nothing is called `&{}`", one_line(&name));
                let problem =
                    self.error(Code::Syntax, span, message).help("define the anchor before its alias");
                self.diagnostics.push(problem);
                self.place(Node { value: NodeValue::Null, span }, 0, 1)
            }
            // `Event` may grow: what is no node adds nothing to the tree.
            _ => true,
        }
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> NodeValue<'a> {
        let plain = style == ScalarStyle::Plain;
        let Some(tag) = tag else {
            return if plain { self.resolve(text, span) } else { NodeValue::Text(text) };
        };
        if tag.is_yaml_core_schema_tag("str") || tag.original() == "!" {
            return NodeValue::Text(text);
        }
        let value = self.resolve(text, span);
        let fits = match (tag.core_suffix(), &value) {
            (Some("null"), NodeValue::Null)
            | (Some("bool"), NodeValue::Bool(_))
            | (Some("int"), NodeValue::Integer(_))
            | (Some("float"), NodeValue::Float(_) | NodeValue::Integer(_)) => true,
            (Some(_) | None, _) => false,
        };
        if !fits {
            self.unknown_tag(tag, span);
        }
        value
    }

    fn resolve(&mut self, text: Cow<'a, str>, span: Span) -> NodeValue<'a> {
        resolve(text).unwrap_or_else(|| {
            self.diagnostics.push(too_large(self.path, self.target, span));
            NodeValue::Null
        })
    }

    fn check_tag(&mut self, tag: Option<&Tag>, suffix: &str, span: Span) {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema_tag(suffix) && tag.original() != "!") {
            self.unknown_tag(tag, span);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, span: Span) {
        let message = format!("the tag `{}` means nothing here", one_line(&tag.original()));
        let problem = self.error(Code::UnknownTag, span, message).help("remove the tag");
        self.diagnostics.push(problem);
    }

    fn open(&mut self, inside: Inside<'a>, span: Span, anchor: usize) -> bool {
        if self.frames.len() >= MAX_DEPTH {
            self.diagnostics.push(deep(self.path, self.target, span));
            return false;
        }
        let is_key =
            matches!(self.frames.last(), Some(Frame { inside: Inside::Table { key: Key::Awaited, .. }, .. }));
        self.frames.push(Frame { inside, start: span.start, anchor, is_key });
        true
    }

    fn close(&mut self, span: Span) -> bool {
        let Some(frame) = self.frames.pop() else { return true };
        let (value, last) = match frame.inside {
            Inside::List(items) => {
                let last = items.last().map(|item| item.span.end);
                (NodeValue::List(items), last)
            }
            Inside::Table { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end);
                (NodeValue::Table(entries), last)
            }
        };
        // A block ends where the next line begins; what people see as its end is its last value's.
        let end = if span.start == span.end { last.unwrap_or(span.end) } else { span.end };
        let node = Node { value, span: Span::new(frame.start, end.max(frame.start)) };
        if frame.is_key {
            self.refuse_key(node.span);
            return true;
        }
        self.place(node, frame.anchor, 1)
    }

    fn alias(&mut self, id: usize, span: Span) -> bool {
        let Some(anchored) = self.anchors.get(&id) else {
            let problem = self
                .error(Code::Syntax, span, "this alias lies inside what it stands for")
                .help("write out what is meant");
            self.diagnostics.push(problem);
            return false;
        };
        let (nodes, depth) = (anchored.nodes, anchored.depth);
        if self.frames.len() + depth > MAX_DEPTH {
            self.diagnostics.push(deep(self.path, self.target, span));
            return false;
        }
        let node = Node { value: anchored.node.value.clone(), span };
        self.place(node, 0, nodes)
    }

    fn too_many(&mut self, span: Span) {
        let message = format!("with its aliases followed this holds more than {MAX_NODES} values");
        let problem =
            self.error(Code::TooLarge, span, message).help("write out what is needed, without aliases");
        self.diagnostics.push(problem);
    }

    /// Puts a finished node where it belongs.
    fn place(&mut self, node: Node<'a>, anchor: usize, nodes: usize) -> bool {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            self.too_many(node.span);
            return false;
        }
        if anchor != 0 {
            let (nodes, depth) = measure(&node);
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, depth });
        }
        match self.frames.last_mut() {
            None => self.root = Some(node),
            Some(Frame { inside: Inside::List(items), .. }) => items.push(node),
            Some(Frame { inside: Inside::Table { entries, keys, key }, .. }) => {
                match std::mem::replace(key, Key::Awaited) {
                    Key::Read(key, key_span) => entries.push(Entry { key, key_span, value: node }),
                    Key::Refused => {}
                    Key::Awaited => {
                        let NodeValue::Text(text) = node.value else {
                            self.refuse_key(node.span);
                            return true;
                        };
                        if keys.insert(text.clone()) {
                            *key = Key::Read(text, node.span);
                        } else {
                            *key = Key::Refused;
                            let message = format!("`{}` stands here a second time", one_line(&text));
                            let problem = self
                                .error(Code::DuplicateKey, node.span, message)
                                .help("keep one of the two");
                            self.diagnostics.push(problem);
                        }
                    }
                }
            }
        }
        true
    }

    fn refuse_key(&mut self, span: Span) {
        if let Some(Frame { inside: Inside::Table { key, .. }, .. }) = self.frames.last_mut() {
            *key = Key::Refused;
        }
        let problem = self.error(Code::KeyNotText, span, "a key must be text").help("put the key in quotes");
        self.diagnostics.push(problem);
    }

    /// The outermost table; what is still open after an error is closed as it is.
    fn finish(mut self, whole: Span) -> (Node<'a>, Vec<Diagnostic>) {
        if self.nodes > MAX_NODES {
            self.frames.clear();
            self.root = None;
        }
        while let Some(frame) = self.frames.last() {
            let end = Span::new(frame.start, frame.start);
            if !self.close(end) {
                break;
            }
        }
        let entries = match self.root {
            None | Some(Node { value: NodeValue::Null, .. }) => Vec::new(),
            Some(Node { value: NodeValue::Table(entries), .. }) => entries,
            // After an error of syntax the rest may have been meant as anything.
            Some(_) if !self.diagnostics.is_empty() => Vec::new(),
            Some(ref other) => {
                let message =
                    format!("front matter is a table of `field: value`, this is {}", other.value.describe());
                let problem = self
                    .error(Code::NotATable, other.span, message)
                    .help("write one field on each line, for example `title: Spring salon`");
                self.diagnostics.push(problem);
                Vec::new()
            }
        };
        (Node { value: NodeValue::Table(entries), span: whole }, self.diagnostics)
    }
}

/// How many values a node holds, itself included, and how many levels.
fn measure(node: &Node<'_>) -> (usize, usize) {
    let mut sum = (1, 0);
    let mut add = |inner: &Node<'_>| {
        let (nodes, depth) = measure(inner);
        sum = (sum.0 + nodes, sum.1.max(depth));
    };
    match &node.value {
        NodeValue::List(items) => items.iter().for_each(&mut add),
        NodeValue::Table(entries) => entries.iter().for_each(|entry| add(&entry.value)),
        NodeValue::Null
        | NodeValue::Bool(_)
        | NodeValue::Integer(_)
        | NodeValue::Float(_)
        | NodeValue::Text(_)
        | NodeValue::Time(_) => return (1, 0),
    }
    (sum.0, sum.1 + 1)
}
