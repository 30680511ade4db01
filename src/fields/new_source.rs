//! What `handbill new` writes: front matter filled in, explained by comments.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::model::Kind;

use super::Target;
use super::kinds::tables;
use super::table::Field;

/// What a new source is made of.
#[derive(Debug, Clone, Copy)]
pub struct NewSource<'a> {
    /// What it becomes.
    pub kind: Kind,
    /// Its title; a member's name.
    pub title: &'a str,
    /// A fresh identity, for kinds that are printed or enter a calendar.
    pub uid: &'a str,
    /// The site's wall clock.
    pub now: DateTime,
}

/// A source with every field of its kind: those that it needs filled in, the others behind `#`.
///
/// A control character in the title is dropped, since no field may hold one. The title must hold something.
#[must_use]
pub fn new_source(new: &NewSource<'_>) -> String {
    let mut text = String::from("+++\n");
    let fields: Vec<&Field> = tables(Target::Kind(new.kind)).into_iter().flatten().collect();
    for field in &fields {
        if let Some(value) = value(field, new) {
            write(&mut text, field, "", &value);
        }
    }
    text.push_str("\n# What follows is optional: remove the `#` before a field to use it.\n");
    for field in &fields {
        if value(field, new).is_none() {
            write(&mut text, field, "#", field.example);
        }
    }
    text.push_str("+++\n\n");
    text
}

fn write(text: &mut String, field: &Field, off: &str, value: &str) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "\n# {}\n{off}{} = {value}", field.doc.trim(), field.name);
}

/// What stands in a field from the start; `None` for what waits behind `#`.
fn value(field: &Field, new: &NewSource<'_>) -> Option<String> {
    match (new.kind, field.name) {
        (_, "title" | "name") => Some(quote(new.title)),
        (Kind::Post | Kind::Story, "date") => Some(new.now.date().to_string()),
        (Kind::Event, "start") | (Kind::Drop, "release_at") => Some(start(new.now)),
        (kind, "uid") if is_kept(kind) => Some(quote(new.uid)),
        (_, _) => field.required.then(|| field.example.to_owned()),
    }
}

/// Whether something outlives a renaming of the file: a printed code, an entry in somebody's calendar.
const fn is_kept(kind: Kind) -> bool {
    match kind {
        Kind::Event
        | Kind::Drop
        | Kind::Story
        | Kind::Member
        | Kind::Chapter
        | Kind::PrintRun
        | Kind::Campaign => true,
        Kind::Post | Kind::Tier | Kind::Faq | Kind::Page => false,
    }
}

/// An evening in two weeks.
fn start(now: DateTime) -> String {
    let day = now.date().checked_add(14.days()).unwrap_or(now.date());
    format!("{day}T19:00:00")
}

/// A text as TOML's basic string (TOML 1.0, "String").
fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.trim().chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')) {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}
