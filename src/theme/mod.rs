//! A theme: templates, texts, assets and their fingerprints.
//!
//! In: the site's files and configuration. Out: one `Theme`, in which the site's own files stand
//! for the theme's of the same name, and a theme's for those of the theme it extends.

mod asset_paths;
mod assets;
mod builtin;
mod catalog;
mod components;
mod css;
mod designs;
mod head;
mod layers;
mod manifest;
mod oklch;
mod option_kind;
mod options;
mod palette;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostics::Diagnostic;
use crate::model::{Component, Data, OutputPath, SiteConfig, SourcePath, SourceTree};

use assets::{AssetFiles, Press};
use layers::Layer;

pub use assets::Asset;
pub use builtin::{BUILTIN, builtin_files, builtin_text};
pub use catalog::{ThemeFile, ThemeInfo, catalog, file_of, files_of};
pub use designs::Design;
pub use option_kind::OptionKind;
pub use options::{OptionValue, ThemeOption};
pub use palette::{Palette, Paper, Shades, palette};
pub use texts::Texts;

/// The theme of a site that names none; it is inside the program.
pub const DEFAULT: &str = "plaza";

/// The seed of the built-in theme's colours.
const USUAL_SEED: &str = "#cf3a1e";

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

/// The template of a poster's page, which a theme with designs must have, too.
const POSTER: &str = "poster.html";

/// A theme, ready to be compiled.
#[derive(Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// What each of its options is on this site.
    pub options: IndexMap<String, OptionValue>,
    /// Its colours, where it has an option `color`.
    pub palette: Option<Palette>,
    /// Every template of every layer.
    pub templates: Vec<TemplateSource>,
    /// Where a template is looked for that the site does not override: `@zine/`, then `@plaza/`.
    pub prefixes: Vec<String>,
    /// What directives may name.
    pub components: BTreeMap<String, Component>,
    /// The designs of posters, by name.
    pub designs: BTreeMap<String, Design>,
    /// BLAKE3 of what decides about the drawing of posters: designs, words, options.
    pub drawing: [u8; 32],
    /// Assets by their names in `assets/`.
    pub assets: BTreeMap<String, Asset>,
    /// The theme's words in every language it has.
    pub texts: Texts,
    /// Files of `static/` that options and styles name: without one of them the theme is another.
    pub statics: BTreeSet<SourcePath>,
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
    ["templates/", "posters/", "assets/", "i18n/", "themes/"].iter().any(|folder| path.starts_with(folder))
}

/// Loads the theme that the configuration names, with the site's overrides.
#[must_use]
pub fn load(files: &SourceTree, config: &SiteConfig) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Some(layers) = layers::collect(files, &config.theme, &mut diagnostics) else {
        return (None, diagnostics);
    };
    let Templates { list: templates, prefixes, components, designs, whole } =
        templates(&layers, config, &mut diagnostics);
    let declared = options::declared(&layers, &mut diagnostics);
    let decided = options::decide(&declared, files, config, &mut diagnostics);
    let palette = palette_of(&decided);
    let found = AssetFiles::new(&layers);
    let context = asset_context(config, &declared, &decided, palette.as_ref());
    let press = Press { assets: &found, files, context };
    let (assets, mut statics) = assets::collect(&press, &mut diagnostics);
    let asset = |name: &str| -> Option<OutputPath> { Some(assets.get(name)?.output.clone()) };
    let options = options::pictures(&declared, decided, files, config, asset, &mut diagnostics);
    statics.extend(options.values().filter_map(|value| match value {
        OptionValue::Picture(path) => Some(SourcePath::new(format!("static/{path}"))),
        OptionValue::Data(_) => None,
    }));
    statics.retain(|path| files.files.contains_key(path));
    let texts = Texts::new(&layers, config, &mut diagnostics);
    let drawing = drawing_hash(&layers, &options, palette.as_ref());
    let name = config.theme.value.clone();
    let theme = Theme {
        name,
        options,
        palette,
        templates,
        prefixes,
        components,
        designs,
        drawing,
        assets,
        texts,
        statics,
    };
    (whole.then_some(theme), diagnostics)
}

impl Theme {
    /// The colours of posters, which hang by day: the theme's own, else those of the built-in theme.
    #[must_use]
    pub fn inks(&self) -> Option<Shades> {
        let usual = || palette(USUAL_SEED, Paper::Warm);
        self.palette.clone().or_else(usual).map(|palette| palette.light)
    }
}

/// What decides about the drawing of posters, in one number.
fn drawing_hash(
    layers: &[Layer],
    options: &IndexMap<String, OptionValue>,
    palette: Option<&Palette>,
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for file in layers.iter().flat_map(|layer| &layer.files) {
        if ["posters/", "i18n/"].iter().any(|folder| file.name.starts_with(folder)) {
            let bytes = file.bytes.as_deref().unwrap_or_default();
            hasher.update(file.name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
        }
    }
    hasher.update(format!("{options:?} {palette:?}").as_bytes());
    *hasher.finalize().as_bytes()
}

/// The templates of all layers.
struct Templates {
    list: Vec<TemplateSource>,
    /// Where a name is looked for, the highest layer first.
    prefixes: Vec<String>,
    /// What directives may name.
    components: BTreeMap<String, Component>,
    /// What posters may look like.
    designs: BTreeMap<String, Design>,
    /// None that is needed lacks.
    whole: bool,
}

/// The templates of all layers, where they are looked for, and whether none that is needed lacks.
fn templates(layers: &[Layer], config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Templates {
    let mut templates: BTreeMap<String, TemplateSource> = BTreeMap::new();
    let mut whole = true;
    for layer in layers {
        for file in &layer.files {
            let whole_name = ["components/", "posters/"]
                .iter()
                .any(|folder| file.name.starts_with(folder))
                .then_some(file.name.as_str());
            let Some(name) = file.name.strip_prefix("templates/").or(whole_name) else { continue };
            let Some(text) = layers::utf8(file, diagnostics) else {
                whole = false;
                continue;
            };
            let name = match &layer.theme {
                Some(theme) => format!("@{theme}/{name}"),
                None => name.to_owned(),
            };
            templates.insert(name.clone(), TemplateSource { name, path: file.path.clone(), text });
        }
    }
    let themes = layers.iter().rev().filter_map(|layer| layer.theme.as_ref());
    let prefixes: Vec<String> = themes.map(|theme| format!("@{theme}/")).collect();
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
    let components = components::collect(&templates, &prefixes, diagnostics);
    let designs = designs::collect(&templates, &prefixes, diagnostics);
    if whole && !designs.is_empty() && !has(&templates, &prefixes, POSTER) {
        let message = format!(
            "the theme `{}` has designs of posters, but lacks `{POSTER}`, which prints their pages",
            config.theme.value
        );
        diagnostics.push(
            Diagnostic::error("theme::missing-template", message)
                .at(&SourcePath::new("handbill.toml"), config.theme.span)
                .help(format!("write `extends = \"{DEFAULT}\"` into its `theme.toml`, or add `templates/{POSTER}`: `handbill theme eject` copies that of the built-in theme"))
                .help("without any design in `posters/` there are no posters, and nothing lacks"),
        );
        whole = false;
    }
    Templates { list: templates.into_values().collect(), prefixes, components, designs, whole }
}

/// The colours that the options `color` and `paper` ask for.
fn palette_of(options: &IndexMap<String, Data>) -> Option<Palette> {
    let text = |name: &str| match options.get(name) {
        Some(Data::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    palette(text("color")?, text("paper").and_then(Paper::of_name).unwrap_or(Paper::Warm))
}

/// What templates of assets see: a picture as the site's root has it, which styles then name rightly.
fn asset_context(
    config: &SiteConfig,
    declared: &IndexMap<String, ThemeOption>,
    decided: &IndexMap<String, Data>,
    palette: Option<&Palette>,
) -> tera::Context {
    let options: IndexMap<&str, Data> = decided
        .iter()
        .map(|(name, value)| {
            let is_picture = declared.get(name).is_some_and(|option| option.kind == OptionKind::Picture);
            let value = match value {
                Data::Text(path) if is_picture && !path.is_empty() => {
                    let path = path.strip_prefix("static").map_or_else(|| format!("/{path}"), str::to_owned);
                    Data::Text(crate::model::encode_path(&path).into_owned())
                }
                other => other.clone(),
            };
            (name.as_str(), value)
        })
        .collect();
    let mut theme = IndexMap::new();
    theme.insert("name", tera::Value::from(config.theme.value.as_str()));
    theme.insert("options", tera::Value::from_serializable(&options));
    theme.insert("palette", tera::Value::from_serializable(&palette));
    let mut context = tera::Context::new();
    context.insert("title", &config.title);
    context.insert("seal", &config.seal_in(&config.language));
    context.insert("theme", &theme);
    context
}

/// Templates that every theme must have and this one lacks.
fn missing_templates(templates: &BTreeMap<String, TemplateSource>, prefixes: &[String]) -> Vec<&'static str> {
    REQUIRED.into_iter().filter(|name| !has(templates, prefixes, name)).collect()
}

/// Whether any layer has a template.
fn has(templates: &BTreeMap<String, TemplateSource>, prefixes: &[String], name: &str) -> bool {
    templates.contains_key(name)
        || prefixes.iter().any(|prefix| templates.contains_key(&format!("{prefix}{name}")))
}
