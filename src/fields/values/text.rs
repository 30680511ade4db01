//! Texts, names and what is written like them.

use std::borrow::Cow;

use crate::fields::codes::Code;
use crate::fields::decoder::{Decoder, one_line};
use crate::fields::node::{Node, NodeValue};
use crate::fields::table::{FieldType, FieldValue};
use crate::model::{Handle, OutputPath, PathError, Spanned, UrlPath};

use super::free::control_character;

/// The first character that XML 1.0 §2.2 or the HTML standard refuses, or that has no place on one line.
pub(super) fn bad_character(text: &str, lines: bool) -> Option<char> {
    // Most texts have neither: the quick look saves the slow one.
    let suspicious = |byte: u8| byte < b' ' || byte == 0x7f || byte == 0xc2 || byte == 0xef;
    if !text.bytes().any(suspicious) {
        return None;
    }
    text.chars().find(|c| match c {
        '\t' => false,
        '\n' => !lines,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    })
}

/// A text node's text, checked; CRLF becomes LF.
pub(super) fn text<'n>(node: &'n Node<'_>, decoder: &mut Decoder<'_>, lines: bool) -> Option<Cow<'n, str>> {
    let NodeValue::Text(text) = &node.value else {
        return decoder.wrong_type(node, "text");
    };
    let text: Cow<'n, str> =
        if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    if let Some(bad) = bad_character(&text, lines) {
        control_character(node.span, bad, decoder);
        return None;
    }
    Some(text)
}

/// A text on one line that says something; spaces around it are dropped.
pub(super) fn name<'n>(node: &'n Node<'_>, decoder: &mut Decoder<'_>) -> Option<Cow<'n, str>> {
    let text = text(node, decoder, false)?;
    let trimmed = text.trim();
    if trimmed.is_empty() {
        let problem = decoder
            .error(Code::Empty, node.span, format!("`{}` is empty", decoder.name()))
            .help("write something, or remove the field if the rest can do without");
        return decoder.fail(problem);
    }
    if trimmed.len() == text.len() {
        return Some(text);
    }
    Some(Cow::Owned(trimmed.to_owned()))
}

/// Text of one or several lines; may be empty.
pub(in crate::fields) struct Text;

impl FieldValue for Text {
    type Value = String;
    const TYPE: FieldType = FieldType::Text;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        text(node, decoder, true).map(Cow::into_owned)
    }
}

/// Text of one or several lines, with its place.
pub(in crate::fields) struct Passage;

impl FieldValue for Passage {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Text;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        text(node, decoder, true).map(|text| Spanned::new(text.into_owned(), node.span))
    }
}

/// Text on one line that is not empty.
pub(in crate::fields) struct Name;

impl FieldValue for Name {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        name(node, decoder).map(|text| Spanned::new(text.into_owned(), node.span))
    }
}

/// Text of one line that is not empty, without its place.
pub(in crate::fields) struct Line;

impl FieldValue for Line {
    type Value = String;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        name(node, decoder).map(Cow::into_owned)
    }
}

/// The handle of a member, with or without `@`.
pub(in crate::fields) struct Member;

impl FieldValue for Member {
    type Value = Spanned<Handle>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        name(node, decoder)
            .map(|text| Spanned::new(Handle::new(text.strip_prefix('@').unwrap_or(&text)), node.span))
    }
}

/// One part of a path: a slug, the name of a theme.
pub(in crate::fields) struct PathPart;

impl FieldValue for PathPart {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = name(node, decoder)?;
        let refused = match text.find('/') {
            Some(_) => Some(PathError::Character('/').to_string()),
            None => OutputPath::new(&text).err().map(|error| error.to_string()),
        };
        if let Some(why) = refused {
            let message = format!("`{}` cannot be `{}`", decoder.name(), one_line(&text));
            let problem = decoder
                .error_saying(Code::BadName, node.span, message, why)
                .help("use letters, digits, Chinese characters and `-`");
            return decoder.fail(problem);
        }
        Some(Spanned::new(text.into_owned(), node.span))
    }
}

/// A file under `data/`, from the site's root: CSV or TOML.
pub(in crate::fields) struct DataFile;

impl FieldValue for DataFile {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = name(node, decoder)?;
        let refused = match text.strip_prefix("data/") {
            None => Some("it lies under `data/`".to_owned()),
            Some(_) if !text.ends_with(".csv") && !text.ends_with(".toml") => {
                Some("it ends in `.csv` or `.toml`".to_owned())
            }
            Some(_) => OutputPath::new(&text).err().map(|error| error.to_string()),
        };
        if let Some(why) = refused {
            let message = format!("`{}` cannot be `{}`", decoder.name(), one_line(&text));
            let problem = decoder
                .error_saying(Code::BadName, node.span, message, why)
                .help("write the path from the site's root: `data/votes/cover.csv`");
            return decoder.fail(problem);
        }
        Some(Spanned::new(text.into_owned(), node.span))
    }
}

/// A former address, from the site's root.
pub(in crate::fields) struct Former;

impl FieldValue for Former {
    type Value = Spanned<String>;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self::Value> {
        let text = name(node, decoder)?;
        let refused = if !text.starts_with('/') {
            Some("it starts with `/`".to_owned())
        } else if text.contains('#') {
            Some("a server never sees what follows `#`".to_owned())
        } else {
            UrlPath::new(&text).err().map(|error| error.to_string())
        };
        if let Some(why) = refused {
            let message = format!("`{}` is no address of this site: `{}`", decoder.name(), one_line(&text));
            let problem = decoder
                .error_saying(Code::BadName, node.span, message, why)
                .help("write the path from the site's root: `/old/address/`");
            return decoder.fail(problem);
        }
        Some(Spanned::new(text.into_owned(), node.span))
    }
}

/// One or two characters.
pub(in crate::fields) struct Initials;

impl FieldValue for Initials {
    type Value = String;
    const TYPE: FieldType = FieldType::Name;

    fn decode(node: &Node<'_>, decoder: &mut Decoder<'_>) -> Option<String> {
        let text = name(node, decoder)?;
        if text.chars().count() > 2 {
            let message = format!("`{}` has room for one or two characters", decoder.name());
            let problem = decoder.error(Code::OutOfRange, node.span, message).help("shorten it");
            return decoder.fail(problem);
        }
        Some(text.into_owned())
    }
}
