//! A ledger to its text.

use std::fmt::Write as _;

use crate::model::{Ledger, LedgerEntry};

/// What stands above the entries.
pub(super) const HEAD: [&str; 5] = [
    "# Every code that was ever printed on a poster, and what it leads to. Commit this file with the site.",
    "# Handbill adds to it and never takes a code out: whoever printed it relies on it.",
    "# Where a target is gone for good, `retired = \"stories/\"` leads its code to another page or list.",
    "# Entries are sorted by code. Comments stay: each with the entry that it stands in or above.",
    "",
];

/// Writes a ledger: the same entries give the same bytes.
#[must_use]
pub fn write(ledger: &Ledger) -> String {
    let mut text = String::with_capacity(HEAD.len() * 100 + ledger.entries.len() * 220);
    for line in HEAD {
        text.push_str(line);
        text.push('\n');
    }
    let mut entries: Vec<&LedgerEntry> = ledger.entries.iter().collect();
    entries.sort_by_key(|entry| entry.code);
    for (at, entry) in entries.into_iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        push_entry(&mut text, entry);
    }
    if !ledger.tail.is_empty() {
        text.push('\n');
    }
    push_lines(&mut text, &ledger.tail);
    text
}

fn push_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}

fn push_entry(text: &mut String, entry: &LedgerEntry) {
    push_lines(text, &entry.comments);
    text.push_str("[[code]]\n");
    push_text(text, "code", entry.code.as_str());
    push_text(text, "address", &entry.address);
    if !entry.target.is_empty() {
        push_text(text, "target", &entry.target);
    }
    push_text(text, "uid", &entry.uid);
    push_text(text, "lang", entry.lang.as_str());
    if let Some(placement) = &entry.placement {
        push_text(text, "placement", placement);
    }
    writeln!(text, "issued = {}", entry.issued).expect("a String takes every text");
    if let Some(retired) = &entry.retired {
        push_text(text, "retired", retired);
    }
}

/// `name = "value"`, as a basic string (TOML 1.0): controls as `\uXXXX`.
fn push_text(text: &mut String, name: &str, value: &str) {
    text.push_str(name);
    text.push_str(" = \"");
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            c if c.is_control() => {
                write!(text, "\\u{:04X}", u32::from(c)).expect("a String takes every text");
            }
            c => text.push(c),
        }
    }
    text.push_str("\"\n");
}
