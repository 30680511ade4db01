//! Options: what a theme declares, what the configuration says.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::layers::Layer;
use super::manifest::{Manifest, OptionLine};
use super::option_kind::{OptionKind, blank, fit};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Data, OutputPath, SiteConfig, SourcePath, SourceTree, Span};

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
        if !manifest.is_damaged {
            diagnostics.push(Diagnostic::error("theme::bad-option", message).at(path, span).help(help));
        }
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
