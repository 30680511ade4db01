//! What values an option takes.

use super::manifest::texts;
use super::oklch::Rgb;
use crate::diagnostics::nearest;
use crate::model::Data;

/// What values an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionKind {
    /// Any text.
    String,
    /// True or false.
    Boolean,
    /// A whole number, from the first to the last.
    Integer(i64, i64),
    /// One of these texts.
    Choice(Vec<String>),
    /// `#rgb` or `#rrggbb`.
    Color,
    /// A picture of the site or the theme: `static/door.jpg`, `assets/door.svg`; empty for none.
    Picture,
    /// Texts in order.
    List,
}

impl OptionKind {
    /// The name in `theme.toml`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::Integer(..) => "integer",
            Self::Choice(_) => "choice",
            Self::Color => "color",
            Self::Picture => "picture",
            Self::List => "list",
        }
    }

    pub(super) const NAMES: [&'static str; 7] =
        ["string", "boolean", "integer", "choice", "color", "picture", "list"];

    const fn wants(&self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Boolean => "`true` or `false`",
            Self::Integer(..) => "a whole number",
            Self::Choice(_) => "one of its choices",
            Self::Color => "a color",
            Self::Picture => "the path of a picture",
            Self::List => "a list of texts",
        }
    }

    /// What to do next, where a value is none of these.
    pub(super) fn help(&self) -> String {
        match self {
            Self::String => "put it in quotes to make it text".to_owned(),
            Self::Boolean => "write one of the two, without quotes".to_owned(),
            Self::Integer(i64::MIN, i64::MAX) => "write a whole number, without quotes".to_owned(),
            Self::Integer(min, i64::MAX) => format!("write a whole number of at least {min}"),
            Self::Integer(i64::MIN, max) => format!("write a whole number of at most {max}"),
            Self::Integer(min, max) => format!("write a whole number from {min} to {max}"),
            Self::Choice(choices) => format!("it can be {}", choices.join(", ")),
            Self::Color => "write it as `\"#cf3a1e\"`".to_owned(),
            Self::Picture => {
                "write the path of a file in `static/` or `assets/`, such as `\"static/door.jpg\"`".to_owned()
            }
            Self::List => "put it in brackets, each text in quotes: `[\"…\"]`".to_owned(),
        }
    }
}

/// Why a value is none of an option's.
pub(super) struct Unfit {
    pub(super) code: &'static str,
    /// Behind the option's name.
    pub(super) what: String,
    pub(super) near: Option<String>,
    pub(super) help: String,
}

/// The value that stands in for a default with a mistake.
pub(super) fn blank(kind: &OptionKind) -> Data {
    match kind {
        OptionKind::String | OptionKind::Picture => Data::Text(String::new()),
        OptionKind::Boolean => Data::Bool(false),
        OptionKind::Integer(min, max) => Data::Integer(0.clamp(*min, *max)),
        OptionKind::Choice(choices) => Data::Text(choices.first().cloned().unwrap_or_default()),
        OptionKind::Color => Data::Text("#000000".to_owned()),
        OptionKind::List => Data::List(Vec::new()),
    }
}

/// Holds a value against what an option takes; whether a picture is there is another question.
pub(super) fn fit(kind: &OptionKind, value: &Data) -> Result<Data, Unfit> {
    let unfit = |code, what: String, near: Option<&str>| Unfit {
        code,
        what,
        near: near.map(str::to_owned),
        help: kind.help(),
    };
    match (kind, value) {
        (OptionKind::String | OptionKind::Picture, Data::Text(_)) | (OptionKind::Boolean, Data::Bool(_)) => {
            Ok(value.clone())
        }
        (OptionKind::Integer(min, max), Data::Integer(number)) => {
            if (min..=max).contains(&number) {
                return Ok(value.clone());
            }
            Err(unfit("theme::out-of-range", format!("cannot be {number}"), None))
        }
        (OptionKind::Choice(choices), Data::Text(text)) => {
            if choices.contains(text) {
                return Ok(value.clone());
            }
            let near = nearest(text, choices.iter().map(String::as_str));
            Err(unfit("theme::unknown-value", format!("cannot be `{text}`"), near))
        }
        (OptionKind::Color, Data::Text(text)) => match Rgb::parse(text) {
            Some(color) => Ok(Data::Text(color.hex())),
            None => Err(unfit("theme::bad-color", format!("wants a color, and `{text}` is none"), None)),
        },
        (OptionKind::List, Data::List(_)) if texts(value).is_some() => Ok(value.clone()),
        (
            OptionKind::String
            | OptionKind::Boolean
            | OptionKind::Integer(..)
            | OptionKind::Choice(_)
            | OptionKind::Color
            | OptionKind::Picture
            | OptionKind::List,
            other,
        ) => {
            let found = match (kind, other) {
                (OptionKind::List, Data::List(_)) => "a list with something else in it",
                (_, other) => describe(other),
            };
            let what = format!("wants {}, this is {found}", kind.wants());
            Err(unfit("theme::wrong-type", what, None))
        }
    }
}

const fn describe(value: &Data) -> &'static str {
    match value {
        Data::Null => "empty",
        Data::Bool(_) => "`true` or `false`",
        Data::Integer(_) => "a whole number",
        Data::Float(_) => "a number with a fraction",
        Data::Text(_) => "text",
        Data::List(_) => "a list",
        Data::Table(_) => "a table",
    }
}
