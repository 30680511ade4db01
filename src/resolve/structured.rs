//! What search engines require of structured data, and a page lacks.

use crate::diagnostics::Diagnostic;
use crate::model::{EventFields, KindFields, WithheldReason};

use super::Scope;
use super::entry::Entry;

/// Warns of each required property that the page's facts cannot fill (schema.org types as search engines read them).
///
/// What is over is no longer looked for; and what is written with mistakes may have been meant to say it.
pub(super) fn check(scope: &Scope<'_>, entry: &Entry) -> Vec<Diagnostic> {
    if entry.document.name.is_index || entry.withheld == Some(WithheldReason::Draft) {
        return Vec::new();
    }
    let found = missing_properties(scope, entry);
    // Few pages lack anything, so that few need to be looked for among the mistaken ones.
    if found.is_empty() || scope.input.lost.iter().any(|lost| lost.path == entry.document.path) {
        return Vec::new();
    }
    found
}

fn missing_properties(scope: &Scope<'_>, entry: &Entry) -> Vec<Diagnostic> {
    match &entry.document.front.fields {
        KindFields::Event(fields) => {
            let event = entry.event.as_ref();
            let coming = event.is_some_and(|event| !event.is_over(scope.input.now));
            if coming && fields.status.takes_place() { lacks_of_event(entry, fields) } else { Vec::new() }
        }
        KindFields::Drop(fields) if fields.price.is_none() => {
            let now = scope.input.now;
            let over = entry.drop.as_deref().is_none_or(|times| times.clock(fields).state(now).is_over());
            let help = "say what it costs: `price = \"19.90\"` and `currency = \"EUR\"`; `price = 0` is free";
            if over { Vec::new() } else { vec![missing(entry, "Product", "offers", help)] }
        }
        KindFields::Faq(_) if entry.document.compiled.html.trim().is_empty() => {
            vec![missing(entry, "Question", "acceptedAnswer.text", "write the answer below the front matter")]
        }
        KindFields::Post(_)
        | KindFields::Drop(_)
        | KindFields::Story(_)
        | KindFields::Member(_)
        | KindFields::Chapter(_)
        | KindFields::PrintRun(_)
        | KindFields::Tier(_)
        | KindFields::Campaign(_)
        | KindFields::Faq(_)
        | KindFields::Page(_) => Vec::new(),
    }
}

fn lacks_of_event(entry: &Entry, fields: &EventFields) -> Vec<Diagnostic> {
    let online = fields.is_online();
    let mut found = Vec::new();
    if online {
        if fields.online_url.is_none() {
            found.push(missing(
                entry,
                "Event",
                "location.url",
                "say where to join: `online_url = \"https://…\"`",
            ));
        }
        return found;
    }
    match &fields.venue {
        None => found.push(missing(
            entry,
            "Event",
            "location",
            "say where it is: `venue = { name = \"Lantern House\", address = \"8 Canal Row\" }`",
        )),
        Some(venue) if venue.address.is_none() => {
            found.push(missing(entry, "Event", "location.address", "add `address` to `venue`"));
        }
        Some(_) => {}
    }
    found
}

fn missing(entry: &Entry, kind: &str, property: &str, help: &str) -> Diagnostic {
    let message = format!("search engines want `{property}` of {kind}, and this page has none");
    let title = entry.document.front.shared.title.span;
    Diagnostic::warning("structured-data::missing-property", message)
        .at(&entry.document.path, title)
        .help(help)
}
