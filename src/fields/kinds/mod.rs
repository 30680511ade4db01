//! The tables of front matter: shared fields, and those of each kind.

mod campaign;
mod chapter;
mod drop;
mod event;
mod member;
mod phases;
mod post;
mod shared;
mod story;

use crate::model::{
    CampaignFields, ChapterFields, FaqFields, FrontMatter, Kind, KindFields, PageFields, PrintRunFields,
    Span, StoryFields,
};

use super::decoder::Decoder;
use super::node::{Entry, Node, NodeValue};
use super::table::{Field, Record};
use campaign::TierTable;
use drop::DropTable;
use event::EventTable;
use member::MemberTable;
pub(in crate::fields) use phases::{PhaseTable, SeriesTables};
use shared::{IndexTitle, Named, Question, SharedTable, Titled};

use super::Target;
use crate::model::PostFields;

/// The fields of a target in the order in which people should read them.
pub(super) fn tables(target: Target) -> Vec<&'static [Field]> {
    let shared = SharedTable::FIELDS;
    match target {
        Target::Config => vec![super::config::ConfigTable::FIELDS],
        Target::Kind(Kind::Post) => vec![Titled::FIELDS, PostFields::FIELDS, shared],
        Target::Kind(Kind::Event) => vec![Titled::FIELDS, EventTable::FIELDS, shared],
        Target::Kind(Kind::Drop) => vec![Titled::FIELDS, DropTable::FIELDS, shared],
        Target::Kind(Kind::Story) => vec![Titled::FIELDS, StoryFields::FIELDS, shared],
        Target::Kind(Kind::Chapter) => vec![Titled::FIELDS, ChapterFields::FIELDS, shared],
        Target::Kind(Kind::PrintRun) => vec![Titled::FIELDS, PrintRunFields::FIELDS, shared],
        Target::Kind(Kind::Tier) => vec![Titled::FIELDS, TierTable::FIELDS, shared],
        Target::Kind(Kind::Campaign) => vec![Titled::FIELDS, CampaignFields::FIELDS, shared],
        Target::Kind(Kind::Faq) => vec![Question::FIELDS, FaqFields::FIELDS, shared],
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
        Some(Kind::Drop) => {
            let (title, drop, shared) = flat::<Titled, DropTable>(entries, decoder);
            let drop = drop.map(|drop| drop.check(entries, decoder));
            (shared?.with_title(title?.title), KindFields::Drop(Box::new(drop?)))
        }
        Some(Kind::Story) => {
            let (title, story, shared) = flat::<Titled, StoryFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Story(story?))
        }
        Some(Kind::Chapter) => {
            let (title, chapter, shared) = flat::<Titled, ChapterFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Chapter(chapter?))
        }
        Some(Kind::PrintRun) => {
            let (title, run, shared) = flat::<Titled, PrintRunFields>(entries, decoder);
            let run = run.map(|run| chapter::check_placements(run, decoder));
            (shared?.with_title(title?.title), KindFields::PrintRun(Box::new(run?)))
        }
        Some(Kind::Tier) => {
            let (title, tier, shared) = flat::<Titled, TierTable>(entries, decoder);
            let tier = tier.map(|tier| tier.check(entries, decoder));
            (shared?.with_title(title?.title), KindFields::Tier(Box::new(tier?)))
        }
        Some(Kind::Campaign) => {
            let (title, campaign, shared) = flat::<Titled, CampaignFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Campaign(Box::new(campaign?)))
        }
        Some(Kind::Faq) => {
            let (title, faq, shared) = flat::<Question, FaqFields>(entries, decoder);
            (shared?.with_title(title?.title), KindFields::Faq(faq?))
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
