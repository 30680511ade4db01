//! One of some words.

use std::marker::PhantomData;

use crate::fields::decoder::Decoder;
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue};

/// A closed set of words that front matter names.
pub(in crate::fields) trait Word: Copy + 'static {
    /// The words, in the order in which help lists them.
    const WORDS: &'static [&'static str];
    /// What they mean, in the same order.
    const MEANINGS: &'static [Self];
}

/// One word of a set.
pub(in crate::fields) struct Choice<W>(PhantomData<W>);

impl<W: Word> FieldValue for Choice<W> {
    type Value = W;
    const TYPE: FieldType = FieldType::Choice(W::WORDS);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<W> {
        let NodeValue::Text(word) = &node.value else {
            return decoder.wrong_type(node, "text");
        };
        match W::WORDS.iter().zip(W::MEANINGS).find(|(known, _)| *known == word) {
            Some((_, meaning)) => Some(*meaning),
            None => decoder.unknown_value(node.span, word, W::WORDS),
        }
    }
}

/// One word of a set; the usual one where absent.
pub(in crate::fields) struct OrUsual<W>(PhantomData<W>);

impl<W: Word + Default> FieldValue for OrUsual<W> {
    type Value = W;
    const TYPE: FieldType = FieldType::Choice(W::WORDS);
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<W> {
        Choice::<W>::decode(node, decoder)
    }

    fn absent() -> Option<W> {
        Some(W::default())
    }
}
