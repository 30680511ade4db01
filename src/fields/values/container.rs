//! Types made of other types: optional, lists, nested tables.

use std::marker::PhantomData;

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue, Record};

/// What may be left out.
pub(in crate::fields) struct Opt<T>(PhantomData<T>);

impl<T: FieldValue> FieldValue for Opt<T> {
    type Value = Option<T::Value>;
    const TYPE: FieldType = T::TYPE;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        T::decode(node, decoder).map(Some)
    }

    fn absent() -> Option<Self::Value> {
        Some(None)
    }
}

/// Any number of values, also none. A wrong one is told and left out.
pub(in crate::fields) struct List<T>(PhantomData<T>);

impl<T: FieldValue> FieldValue for List<T> {
    type Value = Vec<T::Value>;
    const TYPE: FieldType = FieldType::List(&T::TYPE);
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::List(items) = &node.value else {
            return decoder.wrong_type(node, "a list");
        };
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            decoder.enter_item(index, item.span);
            values.extend(T::decode(item, decoder));
            decoder.leave();
        }
        Some(values)
    }

    fn absent() -> Option<Self::Value> {
        Some(Vec::new())
    }
}

/// A list that holds something.
pub(in crate::fields) struct AtLeastOne<T>(PhantomData<T>);

impl<T: FieldValue> FieldValue for AtLeastOne<T> {
    type Value = Vec<T::Value>;
    const TYPE: FieldType = FieldType::List(&T::TYPE);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        if matches!(&node.value, NodeValue::List(items) if items.is_empty()) {
            let problem = decoder
                .error(Code::Empty, node.span, format!("`{}` is empty", decoder.name()))
                .help("name at least one");
            return decoder.fail(problem);
        }
        List::<T>::decode(node, decoder)
    }
}

/// A table with fields of its own.
pub(in crate::fields) struct Nested<R>(PhantomData<R>);

impl<R: Record> FieldValue for Nested<R> {
    type Value = R;
    const TYPE: FieldType = FieldType::Table(R::FIELDS);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<R> {
        decoder.record(node)
    }
}

/// A table all of whose fields have defaults, so that it may be left out itself.
pub(in crate::fields) struct OrEmpty<R>(PhantomData<R>);

impl<R: Record + Default> FieldValue for OrEmpty<R> {
    type Value = R;
    const TYPE: FieldType = FieldType::Table(R::FIELDS);
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<R> {
        decoder.record(node)
    }

    fn absent() -> Option<R> {
        Some(R::default())
    }
}

/// `true` or `false`; `false` where absent.
pub(in crate::fields) struct Flag;

impl FieldValue for Flag {
    type Value = bool;
    const TYPE: FieldType = FieldType::Bool;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<bool> {
        match node.value {
            NodeValue::Bool(value) => Some(value),
            NodeValue::Null
            | NodeValue::Integer(_)
            | NodeValue::Float(_)
            | NodeValue::Text(_)
            | NodeValue::Time(_)
            | NodeValue::List(_)
            | NodeValue::Table(_) => decoder.wrong_type(node, "`true` or `false`"),
        }
    }

    fn absent() -> Option<bool> {
        Some(false)
    }
}

/// `true` or `false`; `true` where absent.
pub(in crate::fields) struct On;

impl FieldValue for On {
    type Value = bool;
    const TYPE: FieldType = FieldType::Bool;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<bool> {
        Flag::decode(node, decoder)
    }

    fn absent() -> Option<bool> {
        Some(true)
    }
}
