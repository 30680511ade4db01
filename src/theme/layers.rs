//! The folders that a theme is put together from.

use std::sync::Arc;

use super::{DEFAULT, builtin_files};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{SiteConfig, SourceBody, SourcePath, SourceTree, Span};

/// One folder of theme files.
pub(super) struct Layer {
    /// The theme's name; none for the site's own overrides.
    pub(super) theme: Option<String>,
    pub(super) files: Vec<LayerFile>,
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

/// The layers from the lowest to the highest, or nothing where the theme cannot be found.
pub(super) fn collect(
    files: &SourceTree,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<Layer>> {
    let mut layers = Vec::new();
    let mut name = config.theme.value.clone();
    let mut named_by = (SourcePath::new("handbill.toml"), config.theme.span);
    let mut seen: Vec<String> = Vec::new();
    loop {
        if seen.contains(&name) {
            let (path, span) = named_by;
            diagnostics.push(
                Diagnostic::error("theme::circle", format!("the theme `{name}` extends itself"))
                    .at(&path, span)
                    .help(format!(
                        "a theme extends another; the last of them is `{DEFAULT}` or extends nothing"
                    )),
            );
            return None;
        }
        seen.push(name.clone());
        let folder = format!("themes/{name}");
        let own: Vec<LayerFile> = below(files, &folder);
        if !own.is_empty() {
            let parent = extends(&own, diagnostics);
            layers.push(Layer { theme: Some(name), files: own });
            match parent {
                Some((parent, path, span)) => {
                    name = parent;
                    named_by = (path, span);
                }
                None => break,
            }
        } else if name == DEFAULT {
            layers.push(Layer { theme: Some(name), files: builtin() });
            break;
        } else {
            diagnostics.push(unknown(files, &name, &named_by.0, named_by.1));
            return None;
        }
    }
    layers.reverse();
    let mut overrides = Vec::new();
    for folder in ["templates", "assets", "i18n"] {
        overrides.extend(files.below(folder).map(|file| LayerFile {
            name: file.path.as_str().to_owned(),
            path: file.path.clone(),
            bytes: bytes(&file.body),
        }));
    }
    layers.push(Layer { theme: None, files: overrides });
    Some(layers)
}

fn builtin() -> Vec<LayerFile> {
    builtin_files()
        .into_iter()
        .map(|(name, bytes)| LayerFile {
            name: name.to_owned(),
            path: SourcePath::new(format!("@{DEFAULT}/{name}")),
            bytes: Some(Arc::from(bytes)),
        })
        .collect()
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

/// What `theme.toml` says this theme extends, and where.
fn extends(own: &[LayerFile], diagnostics: &mut Vec<Diagnostic>) -> Option<(String, SourcePath, Span)> {
    let file = own.iter().find(|file| file.name == "theme.toml")?;
    let before = diagnostics.len();
    // What cannot be read may say that it extends the usual theme: most do.
    let usual = || Some((DEFAULT.to_owned(), file.path.clone(), Span::default()));
    let Some(text) = utf8(file, diagnostics) else { return usual() };
    let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        diagnostics.push(
            Diagnostic::error("theme::bad-toml", format!("this is not valid TOML: {}", error.message()))
                .at(&file.path, span.into())
                .help("a line is `field = \"text\"`"),
        );
    }
    let mut parent = None;
    for (key, value) in table.get_ref() {
        let span = Span::from(value.span());
        match key.get_ref().as_ref() {
            "extends" => match value.get_ref().as_str() {
                Some(name) => parent = Some((name.to_owned(), file.path.clone(), span)),
                None => diagnostics.push(
                    Diagnostic::error("theme::bad-toml", "`extends` wants the name of a theme")
                        .at(&file.path, span)
                        .help(format!("write it in quotes: `extends = \"{DEFAULT}\"`")),
                ),
            },
            "name" | "description" => {}
            other => {
                let known = ["name", "description", "extends"];
                let label =
                    nearest(other, known).map_or(String::new(), |near| format!("did you mean `{near}`?"));
                diagnostics.push(
                    Diagnostic::error("theme::unknown-field", format!("a theme has no field `{other}`"))
                        .labelled(&file.path, key.span().into(), label)
                        .help(format!("a theme's fields: {}", known.join(", "))),
                );
            }
        }
    }
    if diagnostics.len() > before { parent.or_else(usual) } else { parent }
}

fn unknown(files: &SourceTree, name: &str, path: &SourcePath, span: Span) -> Diagnostic {
    let mut known: Vec<&str> = files
        .below("themes")
        .filter_map(|file| file.path.as_str().split('/').nth(1))
        .chain(std::iter::once(DEFAULT))
        .collect();
    known.sort_unstable();
    known.dedup();
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
