//! What themes there are, for the commands that show and copy them.

use std::sync::Arc;

use indexmap::IndexMap;

use super::layers::{self, LayerFile};
use super::options::{self, ThemeOption};
use crate::model::{SourceTree, Span, Spanned};

/// A theme that a site can choose.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeInfo {
    /// Its name.
    pub name: String,
    /// Inside the program, and not a folder of the site.
    pub builtin: bool,
    /// What it says of itself; may be empty.
    pub description: String,
    /// The theme that it extends.
    pub extends: Option<String>,
    /// Its options, those that it inherits first.
    pub options: IndexMap<String, ThemeOption>,
}

/// A file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// From the theme's root: `templates/base.html`.
    pub name: String,
    /// The theme that has it.
    pub theme: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// Every theme that a site can choose, in order of their names.
///
/// A mistake in a `theme.toml` leaves out what it concerns; `handbill check` tells of it.
#[must_use]
pub fn catalog(files: &SourceTree) -> Vec<ThemeInfo> {
    layers::names(files).into_iter().filter_map(|name| info(files, name)).collect()
}

fn info(files: &SourceTree, name: &str) -> Option<ThemeInfo> {
    let mut unheard = Vec::new();
    let own = layers::own_files(files, name)?;
    let manifest = super::manifest::read(&own, &mut unheard);
    let layers = layers::collect(files, &Spanned::new(name.to_owned(), Span::default()), &mut unheard);
    Some(ThemeInfo {
        name: name.to_owned(),
        builtin: own.iter().all(|file| file.path.as_str().starts_with('@')),
        description: manifest.description,
        extends: manifest.extends.map(|parent| parent.value),
        options: layers.map(|layers| options::declared(&layers, &mut unheard)).unwrap_or_default(),
    })
}

/// Every file of a theme's own; none where there is no such theme.
#[must_use]
pub fn files_of(files: &SourceTree, theme: &str) -> Option<Vec<ThemeFile>> {
    let own = layers::own_files(files, theme)?;
    Some(own.into_iter().filter_map(|file| theme_file(theme, file)).collect())
}

/// The files of a name, or below a folder of this name (all, where it is empty), that a theme has by itself or from what it extends.
#[must_use]
pub fn file_of(files: &SourceTree, theme: &str, name: &str) -> Vec<ThemeFile> {
    let mut unheard = Vec::new();
    let theme = Spanned::new(theme.to_owned(), Span::default());
    let mut found: IndexMap<String, ThemeFile> = IndexMap::new();
    for layer in layers::collect(files, &theme, &mut unheard).unwrap_or_default() {
        let Some(theme) = layer.theme else { continue };
        let folder = if name.is_empty() { String::new() } else { format!("{}/", name.trim_end_matches('/')) };
        for file in layer.files {
            if (file.name == name || file.name.starts_with(&folder))
                && let Some(file) = theme_file(&theme, file)
            {
                found.insert(file.name.clone(), file);
            }
        }
    }
    found.into_values().collect()
}

fn theme_file(theme: &str, file: LayerFile) -> Option<ThemeFile> {
    Some(ThemeFile { name: file.name, theme: theme.to_owned(), bytes: file.bytes? })
}
