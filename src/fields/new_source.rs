//! What `handbill new` writes: front matter filled in, explained by comments.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::model::{Kind, Lang};

use super::Target;
use super::comments::Comments;
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
    /// The site's default language: what its people read comments in.
    pub lang: &'a Lang,
    /// The handle of a member of the site, for kinds that must name one.
    pub member: Option<&'a str>,
    /// The path of a page of the site, for kinds that must lead to one.
    pub page: Option<&'a str>,
}

/// How a field stands in a new source.
enum Standing {
    /// With a value.
    Filled(String),
    /// Behind `#`, though it is needed: there is nothing yet that it could name.
    Wanted,
    /// Behind `#`.
    Optional,
}

/// A source with every field of its kind: those that it needs filled in, the others behind `#`.
///
/// A field that must name something else of the site names what is there, or waits behind `#` too.
///
/// A control character in the title is dropped, since no field may hold one. The title must hold something.
#[must_use]
pub fn new_source(new: &NewSource<'_>) -> String {
    let mut text = String::from("+++\n");
    let comments = Comments::of(new.lang);
    let fields = tables(Target::Kind(new.kind)).into_iter().flatten();
    let fields: Vec<(&Field, Standing)> = fields.map(|field| (field, standing(field, new))).collect();
    let wanted = comments.say("Needed: remove the `#` and name what is there.");
    for (field, standing) in &fields {
        match standing {
            Standing::Filled(value) => write(&mut text, comments, field, "", value),
            Standing::Wanted => write(&mut text, comments, field, &format!("# {wanted}\n#"), field.example),
            Standing::Optional => {}
        }
    }
    let optional = comments.say("What follows is optional: remove the `#` before a field to use it.");
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "\n# {optional}");
    for (field, standing) in &fields {
        if let Standing::Optional = standing {
            write(&mut text, comments, field, "#", field.example);
        }
    }
    text.push_str("+++\n\n");
    text
}

/// Writes a field with its comment, and something before its name.
fn write(text: &mut String, comments: Comments, field: &Field, before: &str, value: &str) {
    let doc = comments.say(field.doc.trim());
    let _ = writeln!(text, "\n# {doc}\n{before}{} = {value}", field.name);
}

fn standing(field: &Field, new: &NewSource<'_>) -> Standing {
    let named = |value: Option<String>| value.map_or(Standing::Wanted, Standing::Filled);
    match (new.kind, field.name) {
        (_, "title" | "name") => Standing::Filled(quote(new.title)),
        (Kind::Post | Kind::Story, "date") => Standing::Filled(new.now.date().to_string()),
        (Kind::Event, "start") | (Kind::Drop, "release_at") => Standing::Filled(start(new.now)),
        (kind, "uid") if is_kept(kind) => Standing::Filled(quote(new.uid)),
        (Kind::Story, "people") => named(new.member.map(|handle| format!("[{}]", quote(handle)))),
        (Kind::PrintRun, "target") => named(new.page.map(quote)),
        (_, _) if field.required => Standing::Filled(field.example.to_owned()),
        (_, _) => Standing::Optional,
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
