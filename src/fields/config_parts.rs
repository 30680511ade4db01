//! Parts of the configuration with types of their own: `[pictures]` and `[security] allow`.

use std::collections::BTreeMap;

use super::codes::Code;
use super::decoder::{Decoder, did_you_mean, one_line};
use super::node::{Node, NodeValue};
use super::table::{FieldType, FieldValue, record};
use super::values::{Bounded, List, Name, Origin};
use crate::diagnostics::nearest;
use crate::model::PicturesConfig;

/// Narrower would be no picture, and no screen is wider.
type Width = Bounded<16, 8192, 0>;

/// Enough for every screen; each more costs every picture one file.
const MOST_WIDTHS: usize = 12;

/// The measure of the built-in theme.
const USUAL_SIZES: &str = "(min-width: 40rem) 36rem, 100vw";

record! {
    impl PicturesConfig {
        /// The widths in pixels that a picture is made in. None is made wider than it is.
        widths: Widths = "[480, 960, 1440]" .default("[320, 480, 750, 1080, 1600]");
        /// The quality of JPEG and WebP, from 1 to 100.
        quality: Bounded<1, 100, 80> = "70" .default("80");
        /// How wide a picture in a text is shown, as `sizes` of HTML has it. For themes with another measure than that of `plaza`.
        sizes: Sizes = "\"(min-width: 48rem) 40rem, 100vw\"" .default("\"(min-width: 40rem) 36rem, 100vw\"");
    }
}

impl Default for PicturesConfig {
    fn default() -> Self {
        Self { widths: vec![320, 480, 750, 1080, 1600], quality: 80, sizes: USUAL_SIZES.to_owned() }
    }
}

/// The widths of `[pictures]`: in order, each once.
pub(in crate::fields) struct Widths;

impl FieldValue for Widths {
    type Value = Vec<u32>;
    const TYPE: FieldType = List::<Width>::TYPE;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Vec<u32>> {
        let mut widths = List::<Width>::decode(node, decoder)?;
        let written = widths.len();
        widths.sort_unstable();
        widths.dedup();
        if written == 0 {
            let message = format!("`{}` is empty", decoder.name());
            let problem = decoder
                .error(Code::Empty, node.span, message)
                .help("name at least one width in pixels, for example `[640, 1280]`, or remove the field");
            return decoder.fail(problem);
        }
        if widths.len() > MOST_WIDTHS {
            let message = format!("`{}` has {} widths", decoder.name(), widths.len());
            let problem = decoder
                .error(Code::OutOfRange, node.span, message)
                .help(format!("keep {MOST_WIDTHS} at most: every picture is made in each of them"));
            return decoder.fail(problem);
        }
        Some(widths)
    }

    fn absent() -> Option<Vec<u32>> {
        Some(PicturesConfig::default().widths)
    }
}

/// The `sizes` of pictures in texts.
pub(in crate::fields) struct Sizes;

impl FieldValue for Sizes {
    type Value = String;
    const TYPE: FieldType = FieldType::Name;
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        Name::decode(node, decoder).map(|sizes| sizes.value)
    }

    fn absent() -> Option<String> {
        Some(USUAL_SIZES.to_owned())
    }
}

/// Origins by directive.
pub(in crate::fields) struct Allow;

/// The directives that a site may widen (Content Security Policy Level 3).
const DIRECTIVES: [&str; 5] = ["form-action", "img-src", "media-src", "frame-src", "connect-src"];

impl FieldValue for Allow {
    type Value = BTreeMap<String, Vec<String>>;
    const TYPE: FieldType = FieldType::Map {
        keys: "directives: `form-action`, `img-src`, `media-src`, `frame-src` or `connect-src`",
        pattern: "^(form-action|img-src|media-src|frame-src|connect-src)$",
        values: &List::<Origin>::TYPE,
    };
    const REQUIRED: bool = false;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let NodeValue::Table(entries) = &node.value else {
            return decoder.wrong_type(node, "a table of directives");
        };
        let mut allow = BTreeMap::new();
        for entry in entries {
            if DIRECTIVES.contains(&entry.key.as_ref()) {
                decoder.enter_key(entry);
                let origins = List::<Origin>::decode(&entry.value, decoder);
                decoder.leave();
                allow.insert(entry.key.to_string(), origins.unwrap_or_default());
            } else {
                let message = format!("`{}` knows no directive `{}`", decoder.name(), one_line(&entry.key));
                let problem = decoder
                    .error_saying(
                        Code::UnknownValue,
                        entry.key_span,
                        message,
                        did_you_mean(nearest(&entry.key, DIRECTIVES)),
                    )
                    .help(format!("the directives that a site may widen: {}", DIRECTIVES.join(", ")));
                decoder.push(problem);
            }
        }
        Some(allow)
    }

    fn absent() -> Option<Self::Value> {
        Some(BTreeMap::new())
    }
}
