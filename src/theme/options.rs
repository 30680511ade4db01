//! Options: what a theme declares, what the configuration says.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::layers::Layer;
use super::manifest::{Manifest, OptionLine, texts};
use super::oklch::Rgb;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Data, OutputPath, SiteConfig, SourcePath, SourceTree, Span};

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

    const NAMES: [&'static str; 7] = ["string", "boolean", "integer", "choice", "color", "picture", "list"];

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

    fn help(&self) -> String {
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

/// An option of a theme, its own or inherited.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOption {
    /// What values it takes.
    pub kind: OptionKind,
    /// What it is without a word of the configuration.
    pub default: Data,
    /// What it does, in a sentence.
    pub doc: String,
    /// The theme that brought it.
    pub theme: String,
}

/// An option's value, ready for templates.
#[derive(Debug, Clone, PartialEq)]
pub enum OptionValue {
    /// As it is.
    Data(Data),
    /// A file of the output.
    Picture(OutputPath),
}

/// Why a value is none of an option's.
pub(super) struct Unfit {
    code: &'static str,
    /// Behind the option's name.
    what: String,
    near: Option<String>,
    help: String,
}

/// Every option of a theme, the lowest layer's first; mistakes in a `theme.toml` are reported.
pub(super) fn declared(layers: &[Layer], diagnostics: &mut Vec<Diagnostic>) -> IndexMap<String, ThemeOption> {
    let mut options = IndexMap::new();
    for layer in layers {
        let Some(theme) = &layer.theme else { continue };
        for line in &layer.manifest.options {
            declare(theme, &layer.manifest, line, &mut options, diagnostics);
        }
    }
    options
}

fn declare(
    theme: &str,
    manifest: &Manifest,
    line: &OptionLine,
    options: &mut IndexMap<String, ThemeOption>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(path) = &manifest.path else { return };
    let name = &line.name.value;
    let mut report = |span: Span, message: String, help: String| {
        diagnostics.push(Diagnostic::error("theme::bad-option", message).at(path, span).help(help));
    };
    let kind = match options.get(name) {
        Some(inherited) => {
            let again = [
                line.kind.as_ref().map(|kind| kind.span),
                line.choices.as_ref().map(|choices| choices.span),
                line.min.as_ref().map(|min| min.span),
                line.max.as_ref().map(|max| max.span),
            ];
            for span in again.into_iter().flatten() {
                report(
                    span,
                    format!("`{name}` is an option of `{}`, and keeps what values it takes", inherited.theme),
                    "give it another `default` or `doc`, or make an option of another name".to_owned(),
                );
            }
            inherited.kind.clone()
        }
        None => {
            let sound = name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            if !sound {
                report(
                    line.name.span,
                    format!("`{name}` is no name for an option"),
                    "templates write it as `theme.options.a_name`: use a to z, digits and `_`".to_owned(),
                );
            }
            let Some(kind) = kind_of(line, &mut report) else { return };
            if line.doc.as_ref().is_none_or(|doc| doc.trim().is_empty()) {
                report(
                    line.name.span,
                    format!("the option `{name}` does not say what it does"),
                    "add a sentence: `doc = \"…\"`".to_owned(),
                );
            }
            kind
        }
    };
    let default = match &line.default {
        Some(default) => match fit(&kind, &default.value) {
            Ok(value) => Some(value),
            Err(unfit) => {
                report(default.span, format!("the default of `{name}` {}", unfit.what), unfit.help);
                None
            }
        },
        None => None,
    };
    if let Some(inherited) = options.get_mut(name) {
        inherited.default = default.unwrap_or_else(|| inherited.default.clone());
        inherited.doc = line.doc.clone().unwrap_or_else(|| inherited.doc.clone());
        return;
    }
    if line.default.is_none() {
        report(
            line.name.span,
            format!("the option `{name}` has no default"),
            "add what it is without a word of the site: `default = …`".to_owned(),
        );
    }
    // An option with a mistake is there all the same: a site that sets it is not to blame.
    let default = default.unwrap_or_else(|| blank(&kind));
    let doc = line.doc.clone().unwrap_or_default();
    options.insert(name.clone(), ThemeOption { kind, default, doc, theme: theme.to_owned() });
}

/// What values a new option takes, out of its `type` and what belongs to that.
fn kind_of(line: &OptionLine, report: &mut impl FnMut(Span, String, String)) -> Option<OptionKind> {
    let name = &line.name.value;
    let types = || format!("its `type` can be {}", OptionKind::NAMES.join(", "));
    let Some(written) = &line.kind else {
        report(line.name.span, format!("the option `{name}` has no `type`"), types());
        return None;
    };
    let kind = match written.value.as_str() {
        "string" => OptionKind::String,
        "boolean" => OptionKind::Boolean,
        "integer" => {
            let min = line.min.as_ref().map_or(i64::MIN, |min| min.value);
            let max = line.max.as_ref().map_or(i64::MAX, |max| max.value);
            if min > max {
                let span = line.max.as_ref().map_or(line.name.span, |max| max.span);
                report(
                    span,
                    format!("`{name}` ends before it begins"),
                    "let `min` be the smaller".to_owned(),
                );
                return None;
            }
            OptionKind::Integer(min, max)
        }
        "choice" => match &line.choices {
            Some(choices) => OptionKind::Choice(choices.value.clone()),
            None => {
                report(
                    line.name.span,
                    format!("the choice `{name}` has no `choices`"),
                    "add them: `choices = [\"one\", \"other\"]`".to_owned(),
                );
                return None;
            }
        },
        "color" => OptionKind::Color,
        "picture" => OptionKind::Picture,
        "list" => OptionKind::List,
        other => {
            report(written.span, format!("there is no type `{other}`"), types());
            return None;
        }
    };
    let (is_integer, is_choice) =
        (matches!(kind, OptionKind::Integer(..)), matches!(kind, OptionKind::Choice(_)));
    let idle = [
        line.min.as_ref().filter(|_| !is_integer).map(|min| ("min", min.span, "integer")),
        line.max.as_ref().filter(|_| !is_integer).map(|max| ("max", max.span, "integer")),
        line.choices.as_ref().filter(|_| !is_choice).map(|choices| ("choices", choices.span, "choice")),
    ];
    for (field, span, wanted) in idle.into_iter().flatten() {
        report(
            span,
            format!("`{field}` says nothing of a {}", kind.name()),
            format!("take it out, or write `type = \"{wanted}\"`"),
        );
    }
    Some(kind)
}

/// The value that stands in for a default with a mistake.
fn blank(kind: &OptionKind) -> Data {
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

/// What each option is on this site; mistakes in `[theme_options]` are reported.
pub(super) fn decide(
    options: &IndexMap<String, ThemeOption>,
    files: &SourceTree,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> IndexMap<String, Data> {
    let path = SourcePath::new("handbill.toml");
    let places = places(files, &path, config);
    let place = |option: &str| places.get(option).copied().unwrap_or((config.theme.span, config.theme.span));
    for option in config.theme_options.keys().filter(|option| !options.contains_key(*option)) {
        let near = nearest(option, options.keys().map(String::as_str));
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let message = format!("the theme `{}` has no option `{option}`", config.theme.value);
        let help = match options.len() {
            0 => "it has none: take it out of `[theme_options]`".to_owned(),
            _ => format!("its options: {} (`handbill theme list`)", names(options)),
        };
        diagnostics.push(
            Diagnostic::error("theme::unknown-option", message)
                .labelled(&path, place(option).0, label)
                .help(help),
        );
    }
    let decided = options.iter().map(|(name, option)| {
        let value = match config.theme_options.get(name).map(|value| fit(&option.kind, value)) {
            None => option.default.clone(),
            Some(Ok(value)) => value,
            Some(Err(unfit)) => {
                let label = unfit.near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
                let message = format!("`theme_options.{name}` {}", unfit.what);
                diagnostics.push(
                    Diagnostic::error(unfit.code, message)
                        .labelled(&path, place(name).1, label)
                        .help(unfit.help),
                );
                option.default.clone()
            }
        };
        (name.clone(), value)
    });
    decided.collect()
}

/// The pictures among the options, found; one that is not there is reported.
pub(super) fn pictures(
    options: &IndexMap<String, ThemeOption>,
    decided: IndexMap<String, Data>,
    files: &SourceTree,
    config: &SiteConfig,
    asset: impl Fn(&str) -> Option<OutputPath>,
    diagnostics: &mut Vec<Diagnostic>,
) -> IndexMap<String, OptionValue> {
    let path = SourcePath::new("handbill.toml");
    let mut finished = IndexMap::new();
    for (name, value) in decided {
        let written = match (options.get(&name).map(|option| &option.kind), &value) {
            (Some(OptionKind::Picture), Data::Text(written)) if !written.is_empty() => written,
            _ => {
                finished.insert(name, OptionValue::Data(value));
                continue;
            }
        };
        let found = match written.split_once('/') {
            Some(("assets", inner)) => asset(inner),
            Some(("static", inner)) => files.get(written).and_then(|_| OutputPath::new(inner).ok()),
            Some(_) | None => None,
        };
        let value = found.map_or_else(|| OptionValue::Data(Data::Text(String::new())), OptionValue::Picture);
        if matches!(value, OptionValue::Data(_)) {
            let span = places(files, &path, config).get(&name).map_or(config.theme.span, |place| place.1);
            diagnostics.push(
                Diagnostic::error(
                    "theme::unknown-picture",
                    format!("`theme_options.{name}` names `{written}`, which is not there"),
                )
                .at(&path, span)
                .help(OptionKind::Picture.help()),
            );
        }
        finished.insert(name, value);
    }
    finished
}

fn names(options: &IndexMap<String, ThemeOption>) -> String {
    options.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Where the configuration writes each option: its name, its value.
fn places(files: &SourceTree, path: &SourcePath, config: &SiteConfig) -> BTreeMap<String, (Span, Span)> {
    let Some(text) = files.text(path).filter(|_| !config.theme_options.is_empty()) else {
        return BTreeMap::new();
    };
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (table, _) = toml::de::DeTable::parse_recoverable(&text[base..]);
    let options = table.get_ref().get("theme_options").and_then(|options| options.get_ref().as_table());
    let options = options.into_iter().flatten();
    let place = |range: std::ops::Range<usize>| Span::from(range).shifted(base);
    options
        .map(|(key, value)| (key.get_ref().to_string(), (place(key.span()), place(value.span()))))
        .collect()
}
