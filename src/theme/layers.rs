//! The folders that a theme is put together from.

use std::sync::Arc;

use super::DEFAULT;
use super::builtin::{BUILTIN, builtin_files};
use super::manifest::{self, Manifest};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{SourceBody, SourcePath, SourceTree, Span, Spanned};

/// One folder of theme files.
pub(super) struct Layer {
    /// The theme's name; none for the site's own overrides.
    pub(super) theme: Option<String>,
    pub(super) files: Vec<LayerFile>,
    /// What the theme says of itself.
    pub(super) manifest: Manifest,
}

/// A file of a layer.
#[derive(Clone)]
pub(super) struct LayerFile {
    /// From the layer's root: `templates/base.html`.
    pub(super) name: String,
    /// For diagnostics.
    pub(super) path: SourcePath,
    /// The bytes; none where the file is carried along from disk.
    pub(super) bytes: Option<Arc<[u8]>>,
}

/// The layers of a theme from the lowest to the highest, the site's own overrides last; nothing where the theme
/// cannot be found.
pub(super) fn collect(
    files: &SourceTree,
    theme: &Spanned<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Layer>> {
    let mut layers = themes(files, theme, diagnostics)?;
    layers.reverse();
    let mut overrides = Vec::new();
    for folder in ["templates", "posters", "assets", "i18n"] {
        overrides.extend(files.below(folder).map(|file| LayerFile {
            name: file.path.as_str().to_owned(),
            path: file.path.clone(),
            bytes: bytes(&file.body),
        }));
    }
    layers.push(Layer { theme: None, files: overrides, manifest: Manifest::default() });
    Some(layers)
}

/// A theme, what it extends, and so on; nothing where one of them cannot be found.
fn themes(
    files: &SourceTree,
    theme: &Spanned<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Layer>> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut name = theme.value.clone();
    let mut named_by = (SourcePath::new("handbill.toml"), theme.span);
    loop {
        if layers.iter().any(|layer| layer.theme.as_ref() == Some(&name)) {
            diagnostics.push(
                Diagnostic::error("theme::circle", format!("the theme `{name}` extends itself"))
                    .at(&named_by.0, named_by.1)
                    .help(format!(
                        "a theme extends another; the last of them is `{DEFAULT}` or extends nothing"
                    )),
            );
            return None;
        }
        let Some(files) = own_files(files, &name) else {
            diagnostics.push(unknown(files, &name, &named_by.0, named_by.1));
            return None;
        };
        let manifest = manifest::read(&files, diagnostics);
        let parent = manifest.extends.clone().zip(manifest.path.clone());
        layers.push(Layer { theme: Some(name), files, manifest });
        match parent {
            Some((parent, path)) => {
                name = parent.value;
                named_by = (path, parent.span);
            }
            None => return Some(layers),
        }
    }
}

/// The files of a theme: the site's folder of that name, else what is built in.
pub(super) fn own_files(files: &SourceTree, name: &str) -> Option<Vec<LayerFile>> {
    let own = below(files, &format!("themes/{name}"));
    if !own.is_empty() {
        return Some(own);
    }
    let builtin = builtin_files(name)?.into_iter().map(|(inner, bytes)| LayerFile {
        name: inner.to_owned(),
        path: SourcePath::new(format!("@{name}/{inner}")),
        bytes: Some(Arc::from(bytes)),
    });
    Some(builtin.collect())
}

/// The names of all themes that a site can choose from, in order.
pub(super) fn names(files: &SourceTree) -> Vec<&str> {
    let own = files.below("themes").filter_map(|file| {
        let mut parts = file.path.as_str().split('/').skip(1);
        let name = parts.next()?;
        parts.next().map(|_| name)
    });
    let mut names: Vec<&str> = own.chain(BUILTIN).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn below(files: &SourceTree, folder: &str) -> Vec<LayerFile> {
    files
        .below(folder)
        .map(|file| LayerFile {
            name: file.path.as_str()[folder.len() + 1..].to_owned(),
            path: file.path.clone(),
            bytes: bytes(&file.body),
        })
        .collect()
}

fn bytes(body: &SourceBody) -> Option<Arc<[u8]>> {
    match body {
        SourceBody::Text(text) => Some(Arc::from(text.as_bytes())),
        SourceBody::Bytes(bytes) => Some(Arc::clone(bytes)),
        SourceBody::Blob => None,
    }
}

fn unknown(files: &SourceTree, name: &str, path: &SourcePath, span: Span) -> Diagnostic {
    let known = names(files);
    let label =
        nearest(name, known.iter().copied()).map_or(String::new(), |near| format!("did you mean `{near}`?"));
    Diagnostic::error("theme::unknown", format!("there is no theme `{name}`"))
        .labelled(path, span, label)
        .help(format!("themes here: {}; a theme of your own is a folder `themes/{name}/`", known.join(", ")))
}

/// The text of a theme's file; a file that is none is reported.
pub(super) fn utf8(file: &LayerFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    let Some(bytes) = &file.bytes else {
        diagnostics.push(
            Diagnostic::error("theme::not-text", "this file of the theme is no text").in_file(&file.path),
        );
        return None;
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Arc::from(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let before = String::from_utf8_lossy(&bytes[..at]);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let message = format!("this file is not UTF-8, first at line {line}, column {column}");
            diagnostics.push(
                Diagnostic::error("theme::not-text", message)
                    .at(&file.path, Span::new(at, at))
                    .help("save it as UTF-8"),
            );
            None
        }
    }
}
