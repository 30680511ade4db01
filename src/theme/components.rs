//! What a theme offers to directives: each component declares in its head what it takes.
//!
//! A component is a template `components/NAME.html`. It begins with a comment, `{#` to `#}`, that holds TOML:
//! `doc`, `body`, and a table `arguments`.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::TemplateSource;
use super::head::{head_of, in_order, quoted, texts};
use crate::diagnostics::{Diagnostic, nearest, read_toml};
use crate::model::{BodyRule, Component, Kind, Parameter, ParameterKind, SourcePath, Span};

/// Where components lie among the templates.
const FOLDER: &str = "components/";
const FIELDS: [&str; 3] = ["doc", "body", "arguments"];
const ARGUMENT_FIELDS: [&str; 8] = ["type", "doc", "default", "optional", "range", "choices", "alt", "kind"];
const TYPES: [&str; 7] = ["text", "integer", "choice", "url", "picture", "page", "member"];
/// Names that every component sees anyway.
const TAKEN: [&str; 4] = ["body", "root", "lang", "feed"];

/// The components of a theme, by name: the site's own first, then those of each theme in turn.
pub(super) fn collect(
    templates: &BTreeMap<String, TemplateSource>,
    prefixes: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Component> {
    let mut components = BTreeMap::new();
    let layers = std::iter::once("").chain(prefixes.iter().map(String::as_str));
    for layer in layers {
        for (full, template) in templates {
            let name =
                full.strip_prefix(layer).and_then(|name| name.strip_prefix(FOLDER)?.strip_suffix(".html"));
            let Some(name) = name.filter(|name| !components.contains_key(*name)) else { continue };
            let before = diagnostics.len();
            let mut component = Head::new(template, diagnostics).component(name);
            component.is_sound = diagnostics.len() == before;
            components.insert(name.to_owned(), component);
        }
    }
    components
}

/// The head of a component, while it is read.
struct Head<'a> {
    path: &'a SourcePath,
    text: &'a str,
    /// Where the TOML begins and ends in the file.
    at: Span,
    /// The file has a head at all.
    found: bool,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Head<'a> {
    fn new(template: &'a TemplateSource, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let text: &str = &template.text;
        let head = head_of(text);
        let at = head.unwrap_or_default();
        Self { path: &template.path, text, at, found: head.is_some(), diagnostics }
    }

    fn problem(&mut self, message: impl Into<String>, span: std::ops::Range<usize>, help: impl Into<String>) {
        let span = Span::from(span).shifted(self.at.start);
        let problem = Diagnostic::error("theme::bad-component", message).at(self.path, span).help(help);
        self.diagnostics.push(problem);
    }

    fn component(mut self, name: &str) -> Component {
        let mut made = Component {
            name: name.to_owned(),
            doc: String::new(),
            body: BodyRule::None,
            parameters: Vec::new(),
            is_sound: true,
        };
        let legal = name.starts_with(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !legal {
            let message = format!("`{name}` cannot be written as a directive");
            let problem = Diagnostic::error("theme::bad-component", message).in_file(self.path);
            self.diagnostics.push(problem.help("name the file with letters, digits, `-` and `_`"));
        }
        if !self.found {
            let problem =
                Diagnostic::error("theme::bad-component", "this component does not say what it takes");
            self.diagnostics.push(problem.in_file(self.path).help(
                "begin it with a comment that does: `{# doc = \"…\"`, `body = \"none\"`, `[arguments]`, `#}`",
            ));
            return made;
        }
        let mut room = String::new();
        let (table, faults) = read_toml(&self.text[self.at.start..self.at.end], &mut room);
        for fault in faults {
            let help = fault.help().unwrap_or("a line is `field = \"text\"`");
            self.problem(fault.message(), fault.span.start..fault.span.end, help);
        }
        for (key, value) in in_order(table.get_ref()) {
            match key.get_ref().as_ref() {
                "doc" => made.doc = self.text_of("doc", value).unwrap_or_default(),
                "body" => {
                    let rules = BodyRule::ALL.map(BodyRule::name);
                    let chosen = self.choice("body", value, &rules);
                    made.body = chosen.map_or(BodyRule::Optional, |chosen| BodyRule::ALL[chosen]);
                }
                "arguments" => made.parameters = self.parameters(value),
                other => self.unknown("a component's head", other, key.span(), &FIELDS),
            }
        }
        self.check_alternatives(&made.parameters, table.get_ref());
        made
    }

    fn parameters(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Parameter> {
        let Some(table) = value.get_ref().as_table() else {
            self.problem("`arguments` is a table", value.span(), "write `[arguments]`, then a line for each");
            return Vec::new();
        };
        let mut parameters = Vec::new();
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let legal = name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !legal || TAKEN.contains(&name) {
                let help = format!("take small letters, digits and `_`, and none of {}", quoted(TAKEN));
                self.problem(format!("`{name}` cannot be an argument"), key.span(), help);
            }
            match value.get_ref().as_table() {
                Some(table) => parameters.push(self.parameter(name, table, key.span())),
                None => {
                    let help = format!("write `{name} = {{ type = \"text\", doc = \"…\" }}`");
                    self.problem(format!("the argument `{name}` is a table"), value.span(), help);
                }
            }
        }
        parameters
    }

    fn parameter(&mut self, name: &str, table: &DeTable<'_>, at: std::ops::Range<usize>) -> Parameter {
        let mut parameter = Parameter {
            name: name.to_owned(),
            kind: ParameterKind::Text,
            required: true,
            default: None,
            doc: String::new(),
        };
        let (mut kind, mut bounds, mut choices, mut alt, mut page) =
            (None, (i64::MIN, i64::MAX), Vec::new(), String::new(), None);
        for (key, value) in in_order(table) {
            match key.get_ref().as_ref() {
                "type" => kind = self.choice("type", value, &TYPES),
                "doc" => parameter.doc = self.text_of("doc", value).unwrap_or_default(),
                "default" => {
                    parameter.default = match value.get_ref() {
                        DeValue::Integer(number) => Some(number.to_string()),
                        _ => self.text_of("default", value),
                    };
                    parameter.required = false;
                }
                "optional" => match value.get_ref().as_bool() {
                    Some(optional) => parameter.required = parameter.required && !optional,
                    None => {
                        self.problem("`optional` is true or false", value.span(), "write `optional = true`")
                    }
                },
                "range" => match integers(value.get_ref()).as_deref() {
                    Some(&[min, max]) if min <= max => bounds = (min, max),
                    Some(_) | None => {
                        self.problem("`range` is two numbers", value.span(), "write `range = [1, 6]`");
                    }
                },
                "choices" => match texts(value.get_ref()) {
                    Some(words) if !words.is_empty() => choices = words,
                    Some(_) | None => {
                        self.problem(
                            "`choices` is a list of words",
                            value.span(),
                            "write `choices = [\"a\", \"b\"]`",
                        );
                    }
                },
                "alt" => alt = self.text_of("alt", value).unwrap_or_default(),
                "kind" => {
                    let names = Kind::ALL.map(Kind::name);
                    page = self.choice("kind", value, &names).map(|at| Kind::ALL[at]);
                }
                other => self.unknown("an argument", other, key.span(), &ARGUMENT_FIELDS),
            }
        }
        parameter.kind = match kind.map(|at| TYPES[at]) {
            Some("integer") => ParameterKind::Integer { min: bounds.0, max: bounds.1 },
            Some("choice") => ParameterKind::Choice(choices),
            Some("url") => ParameterKind::Url,
            Some("picture") => ParameterKind::Picture { alt },
            Some("page") => ParameterKind::Page(page),
            Some("member") => ParameterKind::Member,
            Some(_) => ParameterKind::Text,
            None => {
                if !table.contains_key("type") {
                    let help = format!("types: {}", quoted(TYPES));
                    self.problem(format!("the argument `{name}` has no type"), at.clone(), help);
                }
                ParameterKind::Text
            }
        };
        self.check_default(&parameter, at);
        parameter
    }

    /// A default is what a writer could have written.
    fn check_default(&mut self, parameter: &Parameter, at: std::ops::Range<usize>) {
        if matches!(&parameter.kind, ParameterKind::Choice(choices) if choices.is_empty()) {
            let message = format!("the argument `{}` has no choices", parameter.name);
            return self.problem(message, at, "write `choices = [\"a\", \"b\"]`");
        }
        let Some(default) = &parameter.default else { return };
        let fits = match &parameter.kind {
            ParameterKind::Text => true,
            ParameterKind::Integer { min, max } => {
                default.parse().is_ok_and(|n: i64| (*min..=*max).contains(&n))
            }
            ParameterKind::Choice(choices) => choices.contains(default),
            ParameterKind::Url
            | ParameterKind::Picture { .. }
            | ParameterKind::Page(_)
            | ParameterKind::Member => false,
        };
        if !fits {
            let message =
                format!("`{default}` is no value that the argument `{}` could have", parameter.name);
            self.problem(message, at, "give it another default, or write `optional = true` instead");
        }
    }

    /// Who shows a picture must have its words.
    fn check_alternatives(&mut self, parameters: &[Parameter], table: &DeTable<'_>) {
        for parameter in parameters {
            let ParameterKind::Picture { alt } = &parameter.kind else { continue };
            let is_alt = |other: &&Parameter| other.name == *alt && other.kind == ParameterKind::Text;
            let holds =
                parameters.iter().find(is_alt).is_some_and(|other| other.required || !parameter.required);
            if !holds {
                let arguments = table.get("arguments").and_then(|value| value.get_ref().as_table());
                let place = arguments.and_then(|table| table.get_key_value(parameter.name.as_str()));
                let message = format!("the picture `{}` has no alternative text", parameter.name);
                self.problem(
                    message,
                    place.map_or(0..0, |(key, _)| key.span()),
                    "name the required text argument that holds it: `alt = \"alt\"`",
                );
            }
        }
    }

    fn text_of(&mut self, field: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(format!("`{field}` is a text"), value.span(), "write it in quotes");
        }
        text
    }

    fn choice(&mut self, field: &str, value: &Spanned<DeValue<'_>>, known: &[&str]) -> Option<usize> {
        let text = self.text_of(field, value)?;
        let found = known.iter().position(|name| *name == text);
        if found.is_none() {
            let message = format!("`{text}` is no `{field}` of a component");
            self.problem(message, value.span(), format!("take one of {}", quoted(known.iter().copied())));
        }
        found
    }

    fn unknown(&mut self, of: &str, name: &str, at: std::ops::Range<usize>, known: &[&str]) {
        let near = nearest(name, known.iter().copied());
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let span = Span::from(at).shifted(self.at.start);
        self.diagnostics.push(
            Diagnostic::error("theme::bad-component", format!("{of} has no field `{name}`"))
                .labelled(self.path, span, label)
                .help(format!("its fields: {}", known.join(", "))),
        );
    }
}

fn integers(value: &DeValue<'_>) -> Option<Vec<i64>> {
    let numbers = value.as_array()?.iter();
    numbers.map(|value| value.get_ref().as_integer()?.to_string().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn read(text: &str) -> (Component, Vec<String>) {
        let path = SourcePath::new("templates/components/x.html");
        let template = TemplateSource { name: "components/x.html".into(), path, text: Arc::from(text) };
        let mut found = Vec::new();
        let component = Head::new(&template, &mut found).component("x");
        let told = found.into_iter().map(|problem| {
            let place = problem.labels[0].span.map_or("", |span| &text[span.start..span.end]);
            format!("{place}: {}", problem.message)
        });
        (component, told.collect())
    }

    #[test]
    fn a_head_says_what_a_component_takes_in_the_order_of_the_file() {
        let head = "{#-\ndoc = \"A box.\"\nbody = \"required\"\n[arguments]\nz = { type = \"text\" }\n\
            n = { type = \"integer\", range = [1, 6], default = 3, doc = \"How many.\" }\n\
            a = { type = \"page\", kind = \"event\", optional = true }\n-#}<p>";
        let (component, told) = read(head);
        assert_eq!(told, [""; 0]);
        assert_eq!((component.doc.as_str(), component.body), ("A box.", BodyRule::Required));
        let parameters: Vec<_> = component.parameters.iter().map(|p| (p.name.as_str(), p.required)).collect();
        assert_eq!(parameters, [("z", true), ("n", false), ("a", false)]);
        assert_eq!(component.parameters[1].kind, ParameterKind::Integer { min: 1, max: 6 });
        assert_eq!(component.parameters[1].default.as_deref(), Some("3"));
        assert_eq!(component.parameters[2].kind, ParameterKind::Page(Some(Kind::Event)));
    }

    #[test]
    fn each_mistake_of_a_head_is_told_at_its_place() {
        let head = "{# docs = 1\nbody = \"some\"\n[arguments]\nroot = { type = \"text\" }\nb = { kind = \"x\" }\n\
            c = { type = \"integer\", range = [6, 1] }\nd = { type = \"picture\" }\ne = 1\n\
            f = { type = \"choice\" }\ng = { type = \"url\", default = \"/\" }\n#}";
        let (_, told) = read(head);
        assert_eq!(
            told,
            [
                "docs: a component's head has no field `docs`",
                "\"some\": `some` is no `body` of a component",
                "root: `root` cannot be an argument",
                "\"x\": `x` is no `kind` of a component",
                "b: the argument `b` has no type",
                "[6, 1]: `range` is two numbers",
                "1: the argument `e` is a table",
                "f: the argument `f` has no choices",
                "g: `/` is no value that the argument `g` could have",
                "d: the picture `d` has no alternative text",
            ]
        );
        assert_eq!(read("<p>").1, [": this component does not say what it takes"]);
    }
}
