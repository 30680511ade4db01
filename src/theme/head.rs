//! The head of a component or of a poster's design: a comment, `{#` to `#}`, that holds TOML.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::Span;

/// Where the TOML of a template's head begins and ends; nothing where it has no head.
pub(super) fn head_of(text: &str) -> Option<Span> {
    let blank = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let rest = &text[blank..];
    let opening = ["{#-", "{#"].into_iter().find(|opening| rest.starts_with(opening))?.len();
    let end = rest.find("#}")?;
    let end = if rest[..end].ends_with('-') { end - 1 } else { end };
    Some(Span::new(blank + opening, blank + end.max(opening)))
}

/// A table's entries as they are written: the order of arguments is that in which writers are told of them.
pub(super) fn in_order<'t, 'v>(
    table: &'t DeTable<'v>,
) -> Vec<(&'t Spanned<Cow<'v, str>>, &'t Spanned<DeValue<'v>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The texts of a list of texts.
pub(super) fn texts(value: &DeValue<'_>) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|value| value.get_ref().as_str().map(str::to_owned)).collect()
}

/// Names as messages say them: `a`, `b`.
pub(super) fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
