//! Tables whose inside is the site's own business.

use indexmap::IndexMap;

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue};
use crate::model::{Data, Span};

use super::text::bad_character;

/// Free data, handed to templates.
pub(in crate::fields) struct Free;

impl FieldValue for Free {
    type Value = IndexMap<String, Data>;
    const TYPE: FieldType = FieldType::Free;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Table(entries) = &node.value else {
            return decoder.wrong_type(node, "a table");
        };
        check(node, decoder);
        Some(entries.iter().map(|entry| (entry.key.to_string(), entry.value.value.to_data())).collect())
    }

    fn absent() -> Option<Self::Value> {
        Some(IndexMap::new())
    }
}

/// Templates may put these texts into feeds: they too must fit into XML.
fn check(node: &Node<'_>, decoder: &mut Decoder<'_>) {
    match &node.value {
        NodeValue::Text(text) => {
            if let Some(bad) = bad_character(text, true) {
                control_character(node.span, bad, decoder);
            }
        }
        NodeValue::List(items) => {
            for (index, item) in items.iter().enumerate() {
                decoder.enter_item(index, item.span);
                check(item, decoder);
                decoder.leave();
            }
        }
        NodeValue::Table(entries) => {
            for entry in entries {
                decoder.enter_key(entry);
                if let Some(bad) = bad_character(&entry.key, false) {
                    control_character(entry.key_span, bad, decoder);
                }
                check(&entry.value, decoder);
                decoder.leave();
            }
        }
        NodeValue::Null
        | NodeValue::Bool(_)
        | NodeValue::Integer(_)
        | NodeValue::Float(_)
        | NodeValue::Time(_) => {}
    }
}

/// Tells of a character that no output can carry.
pub(super) fn control_character(span: Span, bad: char, decoder: &mut Decoder<'_>) {
    let what = match bad {
        '\n' | '\r' => "a line break".to_owned(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    };
    let message = format!("`{}` holds {what}", decoder.name());
    let problem = decoder.error(Code::ControlCharacter, span, message).help("take it out");
    decoder.push(problem);
}

/// A table that is checked to be one and never looked into: what is private stays in its file.
pub(in crate::fields) struct Hidden;

impl FieldValue for Hidden {
    type Value = ();
    const TYPE: FieldType = FieldType::Free;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<()> {
        match node.value {
            NodeValue::Table(_) => Some(()),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Text(_)
            | NodeValue::Time(_)
            | NodeValue::List(_) => decoder.wrong_type(node, "a table"),
        }
    }

    fn absent() -> Option<()> {
        Some(())
    }
}
