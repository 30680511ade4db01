//! `theme.toml`: what a theme says of itself.

use toml::de::{DeTable, DeValue};

use super::DEFAULT;
use super::layers::{LayerFile, utf8};
use crate::diagnostics::{Diagnostic, nearest, read_toml};
use crate::fields::toml_too_deep;
use crate::model::{Data, SourcePath, Span, Spanned};

/// A theme's own file, read; what it says of options is not yet held against the theme that it extends.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest {
    /// For people.
    pub(super) description: String,
    /// The theme that it extends.
    pub(super) extends: Option<Spanned<String>>,
    /// `[options.NAME]`, in order.
    pub(super) options: Vec<OptionLine>,
    /// Whether lines of it could not be read: what seems to be missing may stand there.
    pub(super) is_damaged: bool,
    /// Where it was read.
    pub(super) path: Option<SourcePath>,
}

/// `[options.NAME]` as written.
#[derive(Debug, Clone)]
pub(super) struct OptionLine {
    pub(super) name: Spanned<String>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) default: Option<Spanned<Data>>,
    pub(super) doc: Option<String>,
    pub(super) choices: Option<Spanned<Vec<String>>>,
    pub(super) min: Option<Spanned<i64>>,
    pub(super) max: Option<Spanned<i64>>,
}

const FIELDS: [&str; 4] = ["name", "description", "extends", "options"];
const OPTION_FIELDS: [&str; 6] = ["type", "default", "doc", "choices", "min", "max"];

/// Reads `theme.toml`; a theme without one says nothing of itself.
pub(super) fn read(files: &[LayerFile], diagnostics: &mut Vec<Diagnostic>) -> Manifest {
    let Some(file) = files.iter().find(|file| file.name == "theme.toml") else { return Manifest::default() };
    let mut manifest = Manifest { path: Some(file.path.clone()), ..Manifest::default() };
    let before = diagnostics.len();
    if let Some(text) = utf8(file, diagnostics) {
        let mut reader = Reader { path: &file.path, diagnostics };
        reader.file(&text, &mut manifest);
    }
    // What cannot be read may say that it extends the usual theme: most do.
    if diagnostics.len() > before && manifest.extends.is_none() {
        manifest.extends = Some(Spanned::new(DEFAULT.to_owned(), Span::default()));
    }
    manifest
}

struct Reader<'a> {
    path: &'a SourcePath,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn file(&mut self, text: &str, manifest: &mut Manifest) {
        let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        if let Some(place) = toml_too_deep(&text[base..]) {
            let problem = Diagnostic::error("theme::bad-toml", "tables and lists are nested too deep here");
            self.diagnostics
                .push(problem.at(self.path, place.shifted(base)).help("a theme says little, in few tables"));
            return;
        }
        let place = |range: std::ops::Range<usize>| Span::from(range).shifted(base);
        let mut room = String::new();
        let (table, faults) = read_toml(&text[base..], &mut room);
        manifest.is_damaged = !faults.is_empty();
        for fault in faults {
            self.diagnostics.push(
                Diagnostic::error("theme::bad-toml", fault.message())
                    .at(self.path, fault.span.shifted(base))
                    .help(fault.help().unwrap_or("a line is `field = \"text\"`")),
            );
        }
        for (key, value) in table.get_ref() {
            let span = place(value.span());
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("extends", DeValue::String(name)) => {
                    manifest.extends = Some(Spanned::new(name.to_string(), span));
                }
                ("extends", _) => self.wrong(
                    span,
                    "`extends` wants the name of a theme",
                    &format!("write it in quotes: `extends = \"{DEFAULT}\"`"),
                ),
                ("name", DeValue::String(_)) => {}
                ("description", DeValue::String(text)) => manifest.description = text.to_string(),
                (field @ ("name" | "description"), _) => {
                    self.wrong(span, &format!("`{field}` wants text"), "put it in quotes");
                }
                ("options", DeValue::Table(options)) => {
                    for (name, option) in options {
                        let name = Spanned::new(name.get_ref().to_string(), place(name.span()));
                        match option.get_ref() {
                            DeValue::Table(fields) => {
                                manifest.options.push(self.option(name, fields, base));
                            }
                            _ => self.wrong(
                                place(option.span()),
                                "an option is a table",
                                &format!("write `[options.{}]` and its fields below", name.value),
                            ),
                        }
                    }
                }
                ("options", _) => self.wrong(
                    span,
                    "`options` wants a table for each option",
                    "write `[options.color]` and its fields below",
                ),
                (other, _) => {
                    self.unknown(place(key.span()), "a theme", "a theme's fields", other, &FIELDS);
                }
            }
        }
    }

    fn option(&mut self, name: Spanned<String>, fields: &DeTable<'_>, base: usize) -> OptionLine {
        let (mut kind, mut default, mut doc) = (None, None, None);
        let (mut choices, mut min, mut max) = (None, None, None);
        for (key, value) in fields {
            let span = Span::from(value.span()).shifted(base);
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("type", DeValue::String(text)) => kind = Some(Spanned::new(text.to_string(), span)),
                ("doc", DeValue::String(text)) => doc = Some(text.to_string()),
                (field @ ("type" | "doc"), _) => {
                    self.wrong(span, &format!("`{field}` wants text"), "put it in quotes");
                }
                ("default", value) => default = Some(Spanned::new(data(value), span)),
                ("choices", value) => match texts(&data(value)) {
                    Some(list) if !list.is_empty() => choices = Some(Spanned::new(list, span)),
                    Some(_) | None => self.wrong(
                        span,
                        "`choices` wants a list of texts",
                        "write `choices = [\"one\", \"other\"]`",
                    ),
                },
                (field @ ("min" | "max"), value) => match data(value) {
                    Data::Integer(number) => {
                        *(if field == "min" { &mut min } else { &mut max }) =
                            Some(Spanned::new(number, span));
                    }
                    _ => self.wrong(
                        span,
                        &format!("`{field}` wants a whole number"),
                        "write it without quotes",
                    ),
                },
                (other, _) => {
                    let place = Span::from(key.span()).shifted(base);
                    self.unknown(place, "an option", "an option's fields", other, &OPTION_FIELDS);
                }
            }
        }
        OptionLine { name, kind, default, doc, choices, min, max }
    }

    fn wrong(&mut self, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::error("theme::bad-toml", message).at(self.path, span).help(help));
    }

    fn unknown(&mut self, span: Span, what: &str, fields: &str, name: &str, known: &[&str]) {
        let near = nearest(name, known.iter().copied());
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        self.diagnostics.push(
            Diagnostic::error("theme::unknown-field", format!("{what} has no field `{name}`"))
                .labelled(self.path, span, label)
                .help(format!("{fields}: {}", known.join(", "))),
        );
    }
}

/// The texts of a list of texts.
pub(super) fn texts(data: &Data) -> Option<Vec<String>> {
    let Data::List(items) = data else { return None };
    let text = |item: &Data| match item {
        Data::Text(text) => Some(text.clone()),
        Data::Null | Data::Bool(_) | Data::Integer(_) | Data::Float(_) | Data::List(_) | Data::Table(_) => {
            None
        }
    };
    items.iter().map(text).collect()
}

/// A value of TOML as free data.
fn data(value: &DeValue<'_>) -> Data {
    match value {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Boolean(value) => Data::Bool(*value),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Data::Text(number.to_string()), Data::Integer),
        DeValue::Float(number) => number.as_str().parse().map_or(Data::Null, Data::Float),
        DeValue::Datetime(time) => Data::Text(time.to_string()),
        DeValue::Array(items) => Data::List(items.iter().map(|item| data(item.get_ref())).collect()),
        DeValue::Table(table) => Data::Table(
            table.iter().map(|(key, value)| (key.get_ref().to_string(), data(value.get_ref()))).collect(),
        ),
    }
}
