//! What TOML and YAML have in common: a tree of values that know their places.

use std::borrow::Cow;

use crate::model::{Data, Span};

/// How deep tables and lists may nest, in both formats: far beyond any use, far below any stack.
pub(super) const MAX_DEPTH: usize = 64;

/// A value and where it was written, in bytes of its whole file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    /// What was written.
    pub value: NodeValue<'a>,
    /// Where it stands.
    pub span: Span,
}

/// The inside of a [`Node`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NodeValue<'a> {
    /// YAML's `null`, and a YAML key without a value.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent, as written, so that `19.90` stays `19.90`.
    Float(Cow<'a, str>),
    /// A text. YAML has no times of its own: they come as texts.
    Text(Cow<'a, str>),
    /// A date, a time or both, as TOML wrote it.
    Time(Cow<'a, str>),
    /// Values in order.
    List(Vec<Node<'a>>),
    /// Entries in order; no key twice.
    Table(Vec<Entry<'a>>),
}

/// One `key = value`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<'a> {
    /// The key, unescaped.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// What it stands for.
    pub value: Node<'a>,
}

impl NodeValue<'_> {
    /// What it is, as messages say it: `this is text`.
    #[must_use]
    pub(super) const fn describe(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Bool(_) => "`true` or `false`",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Text(_) => "text",
            Self::Time(_) => "a date or time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The same as free data.
    pub(super) fn to_data(&self) -> Data {
        match self {
            Self::Null => Data::Null,
            Self::Bool(value) => Data::Bool(*value),
            Self::Integer(value) => Data::Integer(*value),
            Self::Float(text) => Data::Float(float(text)),
            Self::Text(text) | Self::Time(text) => Data::Text(text.to_string()),
            Self::List(items) => Data::List(items.iter().map(|item| item.value.to_data()).collect()),
            Self::Table(entries) => Data::Table(
                entries.iter().map(|entry| (entry.key.to_string(), entry.value.value.to_data())).collect(),
            ),
        }
    }
}

/// The number that a float's text means; YAML writes infinity as `.inf`.
pub(super) fn float(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| {
        let lower = text.to_ascii_lowercase();
        match lower.trim_start_matches(['+', '-']) {
            ".inf" if lower.starts_with('-') => f64::NEG_INFINITY,
            ".inf" => f64::INFINITY,
            _ => f64::NAN,
        }
    })
}
