//! A theme: templates, texts, assets and their fingerprints.
//!
//! In: the site's files and configuration. Out: one `Theme`, in which the site's own files stand
//! for the theme's of the same name, and a theme's for those of the theme it extends.

mod assets;
mod builtin;
mod components;
mod layers;
mod options;
mod texts;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::model::{Component, SiteConfig, SourcePath, SourceTree};

pub use assets::Asset;
pub use builtin::{builtin_files, builtin_text};
pub use texts::Texts;

/// The name of the theme inside the program.
pub const DEFAULT: &str = "plaza";

/// Templates that every theme must have, by itself or from what it extends.
pub const REQUIRED: [&str; 10] = [
    "404.html",
    "event.html",
    "home.html",
    "list.html",
    "member.html",
    "page.html",
    "post.html",
    "redirect.html",
    "tag.html",
    "tags.html",
];

/// A theme, ready to be compiled.
#[derive(Debug)]
pub struct Theme {
    /// Every template of every layer.
    pub templates: Vec<TemplateSource>,
    /// Where a template is looked for that the site does not override: `@zine/`, then `@plaza/`.
    pub prefixes: Vec<String>,
    /// What directives may name.
    pub components: BTreeMap<String, Component>,
    /// Assets by their names in `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// The theme's words in every language it has.
    pub texts: Texts,
}

/// A template before it is compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSource {
    /// `@plaza/base.html` for a theme's own, `base.html` for what a site puts in its place.
    pub name: String,
    /// Where it was read.
    pub path: SourcePath,
    /// The template.
    pub text: Arc<str>,
}

/// Whether a file of the site belongs to its theme: a change of it asks for [`load`].
#[must_use]
pub fn is_theme_file(path: &str) -> bool {
    ["templates/", "assets/", "i18n/", "themes/"].iter().any(|folder| path.starts_with(folder))
}

/// Loads the theme that the configuration names, with the site's overrides.
#[must_use]
pub fn load(files: &SourceTree, config: &SiteConfig) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(layers) = layers::collect(files, config, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let mut templates: BTreeMap<String, TemplateSource> = BTreeMap::new();
    let mut asset_files = BTreeMap::new();
    let mut text_files = Vec::new();
    let mut whole = true;
    // From the lowest layer to the highest: the later file of a name takes its place.
    for layer in &layers {
        for file in &layer.files {
            let component = file.name.starts_with("components/").then_some(file.name.as_str());
            if let Some(name) = file.name.strip_prefix("templates/").or(component) {
                let Some(text) = layers::utf8(file, &mut diagnostics) else {
                    whole = false;
                    continue;
                };
                let name = match &layer.theme {
                    Some(theme) => format!("@{theme}/{name}"),
                    None => name.to_owned(),
                };
                templates.insert(name.clone(), TemplateSource { name, path: file.path.clone(), text });
            } else if let Some(name) = file.name.strip_prefix("assets/") {
                asset_files.insert(name.to_owned(), file.clone());
            } else if let Some(name) = file.name.strip_prefix("i18n/") {
                text_files.push((name.to_owned(), file.clone()));
            }
        }
    }
    let prefixes: Vec<String> = layers
        .iter()
        .rev()
        .filter_map(|layer| layer.theme.as_ref())
        .map(|theme| format!("@{theme}/"))
        .collect();
    // A template that cannot be read may be any of those that seem to be missing.
    let missing = missing_templates(&templates, &prefixes);
    if whole && !missing.is_empty() {
        let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("the theme `{}` lacks {names}", config.theme.value);
        diagnostics.push(
            Diagnostic::error("theme::missing-template", message)
                .at(&SourcePath::new("handbill.toml"), config.theme.span)
                .help(format!(
                    "write `extends = \"{DEFAULT}\"` into its `theme.toml`, or add what is missing to its `templates/`"
                )),
        );
        whole = false;
    }
    options::check(files, config, &mut diagnostics);
    let texts = Texts::new(&text_files, &mut diagnostics);
    let assets = assets::collect(&asset_files, config, &mut diagnostics);
    let components = components::collect(&templates, &prefixes, &mut diagnostics);
    let templates = templates.into_values().collect();
    let theme = Theme { templates, prefixes, components, assets, texts };
    (whole.then_some(theme), diagnostics)
}

/// Templates that every theme must have and this one lacks.
fn missing_templates(templates: &BTreeMap<String, TemplateSource>, prefixes: &[String]) -> Vec<&'static str> {
    let has = |name: &str| {
        templates.contains_key(name)
            || prefixes.iter().any(|prefix| templates.contains_key(&format!("{prefix}{name}")))
    };
    REQUIRED.into_iter().filter(|name| !has(name)).collect()
}
