//! The poster designs of a theme: `posters/NAME.svg`, a template that gives an SVG drawing.
//!
//! A design begins with a comment, `{#` to `#}`, that holds TOML: `doc`; `kinds`, the kinds whose posters have it where
//! nobody names another; `picture`, whether it shows the page's picture.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::TemplateSource;
use super::head::{head_of, in_order, quoted, texts};
use crate::diagnostics::{Diagnostic, nearest, read_toml};
use crate::model::{Kind, SourcePath, Span};

/// Where designs lie among the templates.
const FOLDER: &str = "posters/";
const FIELDS: [&str; 3] = ["doc", "kinds", "picture"];

/// A design of posters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// What `design = "…"` says.
    pub name: String,
    /// The template.
    pub template: String,
    /// One sentence for people who choose.
    pub doc: String,
    /// The kinds whose posters have it where nobody names another.
    pub kinds: Vec<Kind>,
    /// Whether it shows the page's picture.
    pub picture: bool,
}

/// The designs of a theme, by name: the site's own first, then those of each theme in turn.
pub(super) fn collect(
    templates: &BTreeMap<String, TemplateSource>,
    prefixes: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Design> {
    let mut designs = BTreeMap::new();
    let layers = std::iter::once("").chain(prefixes.iter().map(String::as_str));
    for layer in layers {
        for (full, template) in templates {
            let file = full.strip_prefix(layer).and_then(|name| name.strip_prefix(FOLDER));
            let Some(name) = file.and_then(|file| file.strip_suffix(".svg")) else { continue };
            // A file that others build on is no design.
            if name.starts_with('_') || designs.contains_key(name) {
                continue;
            }
            designs.insert(name.to_owned(), design(name, template, diagnostics));
        }
    }
    designs
}

fn design(name: &str, template: &TemplateSource, diagnostics: &mut Vec<Diagnostic>) -> Design {
    let mut design = Design {
        name: name.to_owned(),
        template: format!("{FOLDER}{name}.svg"),
        doc: String::new(),
        kinds: Vec::new(),
        picture: false,
    };
    let Some(at) = head_of(&template.text) else {
        let problem =
            Diagnostic::error("theme::bad-design", "this design of posters does not say what it is for");
        diagnostics.push(problem.in_file(&template.path).help(
            "begin it with a comment that does: `{# doc = \"…\"`, `kinds = [\"event\"]`, `picture = false`, `#}`",
        ));
        return design;
    };
    let mut reader = Reader { path: &template.path, at, diagnostics };
    let mut room = String::new();
    let (table, faults) = read_toml(&template.text[at.start..at.end], &mut room);
    for fault in faults {
        let help = fault.help().unwrap_or("a line is `field = \"text\"`");
        reader.problem(fault.message(), fault.span.start..fault.span.end, help);
    }
    for (key, value) in in_order(table.get_ref()) {
        match key.get_ref().as_ref() {
            "doc" => match value.get_ref().as_str() {
                Some(doc) => doc.clone_into(&mut design.doc),
                None => reader.problem("`doc` is a text", value.span(), "write `doc = \"One sentence.\"`"),
            },
            "picture" => match value.get_ref().as_bool() {
                Some(picture) => design.picture = picture,
                None => {
                    reader.problem("`picture` is true or false", value.span(), "write `picture = true`");
                }
            },
            "kinds" => design.kinds = reader.kinds(value),
            other => reader.unknown(other, key.span()),
        }
    }
    design
}

struct Reader<'a> {
    path: &'a SourcePath,
    at: Span,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn problem(&mut self, message: impl Into<String>, span: std::ops::Range<usize>, help: impl Into<String>) {
        let span = Span::from(span).shifted(self.at.start);
        self.diagnostics.push(Diagnostic::error("theme::bad-design", message).at(self.path, span).help(help));
    }

    fn kinds(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Kind> {
        let known: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.has_poster()).collect();
        let names = quoted(known.iter().map(|kind| kind.name()));
        let Some(words) = texts(value.get_ref()) else {
            self.problem(
                "`kinds` is a list of kinds",
                value.span(),
                format!("the kinds with posters: {names}"),
            );
            return Vec::new();
        };
        let mut kinds = Vec::new();
        for word in words {
            match Kind::of_name(&word).filter(|kind| known.contains(kind)) {
                Some(kind) => kinds.push(kind),
                None => {
                    let message = format!("`{word}` is no kind that has posters");
                    self.problem(message, value.span(), format!("take one of {names}"));
                }
            }
        }
        kinds
    }

    fn unknown(&mut self, name: &str, at: std::ops::Range<usize>) {
        let near = nearest(name, FIELDS);
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let span = Span::from(at).shifted(self.at.start);
        self.diagnostics.push(
            Diagnostic::error("theme::bad-design", format!("a design's head has no field `{name}`"))
                .labelled(self.path, span, label)
                .help(format!("its fields: {}", FIELDS.join(", "))),
        );
    }
}
