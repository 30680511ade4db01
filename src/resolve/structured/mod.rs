//! What search engines require of structured data, and a page lacks.

mod doc;
mod rules;

use crate::diagnostics::Diagnostic;
use crate::model::{EventFields, KindFields, WithheldReason};

use super::Scope;
use super::entry::Entry;

pub use doc::structured_reference;
pub use rules::{Lack, STRUCTURED_TYPES, StructuredRule, StructuredType, Wanted};

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
            let lacks = lacks_of_event(entry, fields).filter(|_| coming && fields.status.takes_place());
            lacks.into_iter().collect()
        }
        KindFields::Drop(fields) if fields.price.is_none() => {
            let now = scope.input.now;
            let over = entry.drop.as_deref().is_none_or(|times| times.clock(fields).state(now).is_over());
            if over { Vec::new() } else { vec![missing(entry, "Product", "offers", ("Product", "offers"))] }
        }
        KindFields::Faq(_) if entry.document.compiled.html.trim().is_empty() => {
            vec![missing(entry, "Question", "acceptedAnswer.text", ("Answer", "text"))]
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

fn lacks_of_event(entry: &Entry, fields: &EventFields) -> Option<Diagnostic> {
    // As the event has it: the place belongs to the event, its address to the place.
    match (&fields.venue, &fields.online_url) {
        (_, None) if fields.is_online() => {
            Some(missing(entry, "Event", "location.url", ("VirtualLocation", "url")))
        }
        (_, Some(_)) if fields.is_online() => None,
        (None, _) => Some(missing(entry, "Event", "location", ("Event", "location"))),
        (Some(venue), _) if venue.address.is_none() => {
            Some(missing(entry, "Event", "location.address", ("Place", "address")))
        }
        (Some(_), _) => None,
    }
}

/// A warning in the words of the rule that is not kept.
fn missing(entry: &Entry, kind: &str, property: &str, (of, named): (&str, &str)) -> Diagnostic {
    let message = format!("search engines want `{property}` of {kind}, and this page has none");
    let title = entry.document.front.shared.title.span;
    let warning =
        Diagnostic::warning("structured-data::missing-property", message).at(&entry.document.path, title);
    match rules::rule(of, named).map(|rule| rule.lack) {
        Some(Lack::Warned(help)) => warning.help(help),
        Some(Lack::Never | Lack::LeftOut) | None => warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_required_is_always_there_or_warned_of() {
        for kind in STRUCTURED_TYPES {
            for rule in kind.rules.iter().filter(|rule| rule.wanted == Wanted::Required) {
                assert_ne!(rule.lack, Lack::LeftOut, "{:?}.{}", kind.names, rule.property);
            }
        }
    }

    #[test]
    fn each_warning_finds_its_rule() {
        for (of, named) in [
            ("Event", "location"),
            ("Place", "address"),
            ("VirtualLocation", "url"),
            ("Product", "offers"),
            ("Answer", "text"),
        ] {
            assert!(
                matches!(rules::rule(of, named).map(|rule| rule.lack), Some(Lack::Warned(_))),
                "{of}.{named}"
            );
        }
    }
}
