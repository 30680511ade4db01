//! The tables of front matter: shared fields, and those of each kind.

mod event;
mod member;
mod post;
mod shared;

use crate::model::{FrontMatter, Kind, KindFields, PageFields, Span};

use super::decoder::Decoder;
use super::node::{Entry, Node, NodeValue};
use super::table::{Field, Record};
use event::EventTable;
use member::MemberTable;
use shared::{IndexTitle, Named, SharedTable, Titled};

use super::Target;
use crate::model::PostFields;

/// The fields of a target in the order in which people should read them.
pub(super) fn tables(target: Target) -> Vec<&'static [Field]> {
    let shared = SharedTable::FIELDS;
    match target {
        Target::Config => vec![super::config::ConfigTable::FIELDS],
        Target::Kind(Kind::Post) => vec![Titled::FIELDS, PostFields::FIELDS, shared],
        Target::Kind(Kind::Event) => vec![Titled::FIELDS, EventTable::FIELDS, shared],
        Target::Kind(Kind::Member) => vec![Named::FIELDS, MemberTable::FIELDS, shared],
        Target::Kind(Kind::Page) => vec![Titled::FIELDS, PageFields::FIELDS, shared],
        Target::Index => vec![IndexTitle::FIELDS, PageFields::FIELDS, shared],
    }
}

/// Decodes the outermost table of front matter.
pub(super) fn front_matter(
    kind: Option<Kind>,
    node: &Node<'_>,
    span: Span,
    decoder: &mut Decoder<'_>,
) -> Option<FrontMatter> {
    let NodeValue::Table(entries) = &node.value else {
        return decoder.wrong_type(node, "a table");
    };
    let (shared, fields) = match kind {
        Some(Kind::Post) => {
            let (title, post, shared) = flat::<Titled, PostFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Post(post?))
        }
        Some(Kind::Event) => {
            let (title, event, shared) = flat::<Titled, EventTable>(entries, decoder);
            let event = event.map(|event| event.check(entries, decoder));
            (shared?.with_title(title?.title), KindFields::Event(Box::new(event?)))
        }
        Some(Kind::Member) => {
            let (name, member, shared) = flat::<Named, MemberTable>(entries, decoder);
            (shared?.with_title(name?.name), KindFields::Member(member?.into()))
        }
        Some(Kind::Page) => {
            let (title, page, shared) = flat::<Titled, PageFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Page(page?))
        }
        None => {
            let (title, page, shared) = flat::<IndexTitle, PageFields>(entries, decoder);
            (shared?.with_optional_title(title?.title, span), KindFields::Page(page?))
        }
    };
    Some(FrontMatter { shared, fields, span })
}

/// Three tables whose fields stand side by side.
fn flat<T: Record, K: Record>(
    entries: &[Entry<'_>],
    decoder: &mut Decoder<'_>,
) -> (Option<T>, Option<K>, Option<SharedTable>) {
    let mut title = T::Slots::default();
    let mut kind = K::Slots::default();
    let mut shared = <SharedTable as Record>::Slots::default();
    for entry in entries {
        let taken = T::accept(&mut title, entry, decoder)
            || K::accept(&mut kind, entry, decoder)
            || SharedTable::accept(&mut shared, entry, decoder);
        if !taken {
            decoder.unknown_field(entry, &[T::FIELDS, K::FIELDS, SharedTable::FIELDS]);
        }
    }
    (T::finish(title, decoder), K::finish(kind, decoder), SharedTable::finish(shared, decoder))
}
