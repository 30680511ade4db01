//! The table of rules as a page of the documentation.

use std::fmt::Write as _;

use super::rules::{Lack, STRUCTURED_TYPES, StructuredRule, StructuredType, Wanted};

const INTRO: &str = "\
# Structured data

What pages tell search engines as JSON-LD: each type, each property, who wants it, and which field says it. This page is printed from
the table in `src/resolve/structured/rules.rs` (`UPDATE=1 cargo test --test structured`); the warnings are made from the same table, and
the test holds it against what pages print.

*Required* and *recommended* is what we found on the page of Google Search Central that is named above each table, when we last looked through
them, in November 2026; such pages change, and they are the ones to ask. *Known* is what schema.org has and we did not find there. Something that is required and that nothing says is a warning,
`structured-data::missing-property`, which names the page and the property. What is over, and what does not take place, is not warned of.

A cancelled event says so; nothing that can only be bought is an event; nobody is named here who is not named on the page; and what is secret
until an instant (an address of a shop) is not told before it.
";

/// The whole of `docs/structured-data.md`.
#[must_use]
pub fn structured_reference() -> String {
    let mut text = INTRO.to_owned();
    for kind in STRUCTURED_TYPES {
        section(&mut text, kind);
    }
    text
}

fn section(text: &mut String, kind: &StructuredType) {
    let source = match kind.source {
        Some(page) => format!("Google Search Central, “{page}”"),
        None => "schema.org".to_owned(),
    };
    // Writing to a `String` cannot fail.
    let _ = write!(text, "\n## {}\n\nOn: {}. Source: {source}.\n\n", kind.names.join(", "), kind.on);
    text.push_str("| property | wanted | from | where nothing says it |\n|---|---|---|---|\n");
    for rule in kind.rules {
        let StructuredRule { property, from, .. } = rule;
        let wanted = match rule.wanted {
            Wanted::Required => "required",
            Wanted::Recommended => "recommended",
            Wanted::Known => "known",
        };
        let lack = match rule.lack {
            Lack::Never => "–",
            Lack::Warned(_) => "warned of",
            Lack::LeftOut => "left out",
        };
        let _ = writeln!(text, "| `{property}` | {wanted} | {from} | {lack} |");
    }
}
