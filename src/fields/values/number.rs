//! Numbers and pairs of them.

use crate::fields::codes::Code;
use crate::fields::decoder::Decoder;
use crate::fields::node::{Node, NodeValue, float};
use crate::fields::table::{FieldType, FieldValue};

/// A whole number from `MIN` on.
pub(in crate::fields) struct Count<const MIN: u32>;

impl<const MIN: u32> FieldValue for Count<MIN> {
    type Value = u32;
    const TYPE: FieldType = FieldType::Integer { min: MIN, max: u32::MAX };

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<u32> {
        whole(node, decoder, MIN, u32::MAX)
    }
}

/// A whole number between two others, with a usual one.
pub(in crate::fields) struct Bounded<const MIN: u32, const MAX: u32, const USUAL: u32>;

impl<const MIN: u32, const MAX: u32, const USUAL: u32> FieldValue for Bounded<MIN, MAX, USUAL> {
    type Value = u32;
    const TYPE: FieldType = FieldType::Integer { min: MIN, max: MAX };
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<u32> {
        whole(node, decoder, MIN, MAX)
    }

    fn absent() -> Option<u32> {
        Some(USUAL)
    }
}

/// How many entries a list or feed takes: 1 to 1000.
pub(in crate::fields) struct Length<const USUAL: usize>;

impl<const USUAL: usize> FieldValue for Length<USUAL> {
    type Value = usize;
    const TYPE: FieldType = FieldType::Integer { min: 1, max: 1000 };
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<usize> {
        whole(node, decoder, 1, 1000).and_then(|number| usize::try_from(number).ok())
    }

    fn absent() -> Option<usize> {
        Some(USUAL)
    }
}

fn whole(node: &Node<'_>, decoder: &mut Decoder<'_>, min: u32, max: u32) -> Option<u32> {
    let NodeValue::Integer(number) = node.value else {
        return decoder.wrong_type(node, "a whole number");
    };
    match u32::try_from(number) {
        Ok(number) if (min..=max).contains(&number) => Some(number),
        Ok(_) | Err(_) => {
            let wants =
                if max == u32::MAX { format!("of at least {min}") } else { format!("from {min} to {max}") };
            let message = format!("`{}` cannot be {number}", decoder.name());
            let problem = decoder
                .error(Code::OutOfRange, node.span, message)
                .help(format!("write a whole number {wants}"));
            decoder.fail(problem)
        }
    }
}

/// Latitude and longitude in degrees.
pub(in crate::fields) struct Geo;

impl FieldValue for Geo {
    type Value = [f64; 2];
    const TYPE: FieldType = FieldType::Pair([[-90.0, 90.0], [-180.0, 180.0]]);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<[f64; 2]> {
        pair(node, decoder, [("latitude", -90.0, 90.0), ("longitude", -180.0, 180.0)])
    }
}

/// A point of a picture in fractions of its width and height.
pub(in crate::fields) struct Focus;

impl FieldValue for Focus {
    type Value = [f64; 2];
    const TYPE: FieldType = FieldType::Pair([[0.0, 1.0], [0.0, 1.0]]);

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<[f64; 2]> {
        pair(node, decoder, [("x", 0.0, 1.0), ("y", 0.0, 1.0)])
    }
}

fn pair(node: &Node<'_>, decoder: &mut Decoder<'_>, axes: [(&str, f64, f64); 2]) -> Option<[f64; 2]> {
    let wants = format!("a list of two numbers, [{}, {}]", axes[0].0, axes[1].0);
    let NodeValue::List(items) = &node.value else {
        return decoder.wrong_type(node, &wants);
    };
    let [first, second] = items.as_slice() else {
        let message = format!("`{}` wants {wants}, this list has {}", decoder.name(), items.len());
        let problem = decoder.error(Code::OutOfRange, node.span, message);
        return decoder.fail(problem);
    };
    let mut one = |item: &Node<'_>, (axis, min, max): (&str, f64, f64)| {
        let number = match &item.value {
            // Beyond 2^53 the nearest float is still far out of every range.
            NodeValue::Integer(number) => *number as f64,
            NodeValue::Float(text) => float(text),
            NodeValue::Null
            | NodeValue::Bool(_)
            | NodeValue::Text(_)
            | NodeValue::Time(_)
            | NodeValue::List(_)
            | NodeValue::Table(_) => return decoder.wrong_type(item, "numbers"),
        };
        if (min..=max).contains(&number) {
            return Some(number);
        }
        let message =
            format!("the {axis} of `{}` lies between {min} and {max}, not at {number}", decoder.name());
        let problem = decoder
            .error(Code::OutOfRange, item.span, message)
            .help(format!("the order is [{}, {}]", axes[0].0, axes[1].0));
        decoder.fail(problem)
    };
    let (first, second) = (one(first, axes[0]), one(second, axes[1]));
    Some([first?, second?])
}
