//! The reference of the docs, in Markdown, from the tables.

use std::fmt::Write as _;

use super::Target;
use super::kinds::tables;
use super::table::{Field, FieldType};

/// The reference of a kind's front matter or of the configuration: a table of its fields, then one
/// for each table among them. Starts with a heading of level 2.
#[must_use]
pub fn reference(target: Target) -> String {
    let heading = match target {
        Target::Config => "`handbill.toml`".to_owned(),
        Target::Kind(kind) => {
            let name = kind.name();
            format!("{}{}", name[..1].to_ascii_uppercase(), &name[1..])
        }
        Target::Index => "Index text".to_owned(),
    };
    let mut text = format!("## {heading}\n");
    let fields: Vec<&Field> = tables(target).into_iter().flatten().collect();
    section(&mut text, "", &fields);
    text
}

/// One table of Markdown, and those of the tables inside it.
fn section(text: &mut String, prefix: &str, fields: &[&Field]) {
    text.push_str("\n| field | takes | meaning | example |\n|---|---|---|---|\n");
    for field in fields {
        let star = if field.required { " *" } else { "" };
        let default = field.default.map(|value| format!(" Default: `{value}`.")).unwrap_or_default();
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "| `{prefix}{}`{star} | {} | {}{default} | `{}` |",
            field.name,
            phrase(&field.kind),
            cell(field.doc.trim()),
            cell(field.example),
        );
    }
    for field in fields {
        if let Some((inner, between)) = inner_table(&field.kind) {
            let name = format!("{prefix}{}{between}", field.name);
            let _ = writeln!(text, "\n### `{name}`");
            section(text, &format!("{name}."), &inner.iter().collect::<Vec<_>>());
        }
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The fields of a table somewhere inside a type, and what stands between the field's name and theirs.
fn inner_table(kind: &FieldType) -> Option<(&'static [Field], &'static str)> {
    match kind {
        FieldType::Table(fields) => Some((fields, "")),
        FieldType::List(item) => inner_table(item).map(|(fields, _)| (fields, "[]")),
        FieldType::Map { values, .. } => inner_table(values).map(|(fields, _)| (fields, ".KEY")),
        FieldType::Either(one, other) => inner_table(one).or_else(|| inner_table(other)),
        FieldType::Bool
        | FieldType::Text
        | FieldType::Name
        | FieldType::Integer { .. }
        | FieldType::Time
        | FieldType::Day
        | FieldType::Duration
        | FieldType::Url
        | FieldType::Money
        | FieldType::Currency
        | FieldType::Choice(_)
        | FieldType::Pair(_)
        | FieldType::Free => None,
    }
}

/// A type in a few words.
fn phrase(kind: &FieldType) -> String {
    match kind {
        FieldType::Bool => "`true` or `false`".to_owned(),
        FieldType::Text => "text".to_owned(),
        FieldType::Name => "text on one line".to_owned(),
        FieldType::Integer { min, max: u32::MAX } => format!("whole number from {min}"),
        FieldType::Integer { min, max } if min == max => format!("`{min}`"),
        FieldType::Integer { min, max } => format!("whole number, {min} to {max}"),
        FieldType::Time => "date, or date and time".to_owned(),
        FieldType::Day => "date".to_owned(),
        FieldType::Duration => "duration".to_owned(),
        FieldType::Url => "address".to_owned(),
        FieldType::Money => "decimal number or text".to_owned(),
        FieldType::Currency => "currency code".to_owned(),
        FieldType::Choice(words) => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        FieldType::Pair([[a, b], [c, d]]) => format!("two numbers, {a} to {b} and {c} to {d}"),
        FieldType::List(item) => format!("list of: {}", phrase(item)),
        FieldType::Table(_) => "table".to_owned(),
        FieldType::Either(one, other) => format!("{} or {}", phrase(one), phrase(other)),
        FieldType::Map { keys, values, .. } => format!("table with {keys} as keys; each: {}", phrase(values)),
        FieldType::Free => "table of anything".to_owned(),
    }
}
