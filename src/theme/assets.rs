//! Assets under names that change with their bytes, so that hosts may cache them for good.
//!
//! A style that refers to another asset is printed after it and names it as it is published, so that its own name
//! changes with what it refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha384};

use super::asset_paths::{fingerprinted, has_scheme, relative, resolve};
use super::css::{Reference, references};
use super::layers::{Layer, LayerFile, utf8};
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{OutputPath, SourcePath, SourceTree, Span, encode_path};

/// The ending of assets that are filled in with the site's own facts first.
const TEMPLATE: &str = ".tera";

/// A file that pages load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// `assets/plaza.3f9a2c41d0.css`.
    pub output: OutputPath,
    /// Subresource Integrity (W3C SRI): `sha384-…`.
    pub integrity: String,
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

/// The assets of all layers by their names, `icon.svg` for `icon.svg.tera`.
pub(super) struct AssetFiles<'a> {
    /// What a name means: the file of the highest layer that has it.
    top: BTreeMap<&'a str, &'a LayerFile>,
    /// What a theme's own is: `@plaza/plaza.css`.
    full: BTreeMap<String, &'a LayerFile>,
}

impl<'a> AssetFiles<'a> {
    /// Finds the assets of all layers, the lowest layer first.
    pub(super) fn new(layers: &'a [Layer]) -> Self {
        let (mut top, mut full) = (BTreeMap::new(), BTreeMap::new());
        for layer in layers {
            for file in &layer.files {
                let Some(name) = file.name.strip_prefix("assets/") else { continue };
                let name = name.strip_suffix(TEMPLATE).unwrap_or(name);
                top.insert(name, file);
                if let Some(theme) = &layer.theme {
                    full.insert(format!("@{theme}/{name}"), file);
                }
            }
        }
        Self { top, full }
    }
}

/// A style whose name starts with `_` is there to be put into others, and is not published by itself.
fn is_part(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with('_') && file.ends_with(".css")
}

/// What assets are printed from.
pub(super) struct Press<'a> {
    pub(super) assets: &'a AssetFiles<'a>,
    /// For what styles reach in `static/`.
    pub(super) files: &'a SourceTree,
    /// What templates of assets see.
    pub(super) context: tera::Context,
}

/// Assets as they are published, and the files of `static/` that their styles name.
pub(super) fn collect(
    press: &Press<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Asset>, BTreeSet<SourcePath>) {
    let mut run =
        Run { press, done: BTreeMap::new(), way: Vec::new(), statics: BTreeSet::new(), diagnostics };
    for name in press.assets.top.keys().filter(|name| !is_part(name)) {
        run.asset(name);
    }
    let assets = run.done.into_iter().filter_map(|(name, asset)| Some((name, asset?))).collect();
    (assets, run.statics)
}

struct Run<'a> {
    press: &'a Press<'a>,
    /// By name; none for one that cannot be published, which has been reported.
    done: BTreeMap<String, Option<Asset>>,
    /// The styles that are being printed, each inside the one before.
    way: Vec<String>,
    statics: BTreeSet<SourcePath>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// What a reference leads to.
enum Target<'a> {
    /// Nothing of the site's: another host, a part of the same file, data.
    Foreign,
    /// An asset, by its name, and what follows the name.
    Asset(&'a str),
    /// A style of a theme by its full name, or one that is only a part.
    Part(&'a str, &'a LayerFile),
    /// A file of `static/`.
    Static(OutputPath),
    /// Nothing.
    Missing(String),
}

impl<'a> Run<'a> {
    fn asset(&mut self, name: &str) -> Option<&Asset> {
        if !self.done.contains_key(name) {
            let asset = self.print(name);
            self.done.insert(name.to_owned(), asset);
        }
        self.done.get(name)?.as_ref()
    }

    fn print(&mut self, name: &str) -> Option<Asset> {
        let file = *self.press.assets.top.get(name)?;
        let bytes = if name.ends_with(".css") {
            self.way.push(format!("assets/{name}"));
            let mut out = String::new();
            let written = self.style(name, file, name, &mut out);
            self.way.pop();
            written?;
            Arc::from(out.into_bytes())
        } else if is_template(file) {
            Arc::from(self.filled_in(file)?.into_bytes())
        } else {
            file.bytes.clone()?
        };
        match OutputPath::new(&fingerprinted(name, &bytes)) {
            Ok(output) => {
                let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
                Some(Asset { output, integrity, bytes })
            }
            Err(why) => {
                self.diagnostics.push(
                    Diagnostic::error(
                        "address::bad-file-name",
                        format!("`{}` cannot be published: {why}", file.path),
                    )
                    .in_file(&file.path)
                    .help("rename the file"),
                );
                None
            }
        }
    }

    /// Writes a style, its references bound; `name` is its own, `into` that of the style that is published.
    fn style(&mut self, name: &str, file: &LayerFile, into: &str, out: &mut String) -> Option<()> {
        let text: Arc<str> = match is_template(file) {
            true => Arc::from(self.filled_in(file)?),
            false => utf8(file, self.diagnostics)?,
        };
        let mut from = 0;
        for reference in references(&text) {
            let (path, tail) = match reference.target.find(['#', '?']) {
                Some(at) => reference.target.split_at(at),
                None => (reference.target.as_str(), ""),
            };
            let address = match self.target(name, path) {
                Target::Foreign => continue,
                Target::Missing(lacks) => {
                    self.missing(file, &reference, &lacks);
                    continue;
                }
                Target::Static(output) => {
                    self.statics.insert(SourcePath::new(format!("static/{output}")));
                    output
                }
                Target::Part(part, inner) => {
                    let Some((whole, false)) = &reference.import else {
                        self.no_part(file, &reference);
                        continue;
                    };
                    out.push_str(&text[from..whole.start]);
                    from = whole.end;
                    self.part(file, &reference, part, inner, into, out);
                    continue;
                }
                Target::Asset(asset) => {
                    if self.way.contains(&format!("assets/{asset}")) {
                        self.circle(file, &reference, &format!("assets/{asset}"));
                        continue;
                    }
                    let Some(asset) = self.asset(asset) else { continue };
                    asset.output.clone()
                }
            };
            out.push_str(&text[from..reference.place.start]);
            // A fingerprint changes a name and not its folder, so the way is that of the plain names.
            out.push('"');
            out.push_str(&encode_path(&relative(into, address.as_str())));
            out.push_str(&tail.replace('"', "%22").replace('\\', "%5C"));
            out.push('"');
            from = reference.place.end;
        }
        out.push_str(&text[from..]);
        Some(())
    }

    /// Puts a part in the place of its import.
    fn part(
        &mut self,
        file: &LayerFile,
        reference: &Reference,
        part: &str,
        inner: &LayerFile,
        into: &str,
        out: &mut String,
    ) {
        let step = inner.path.as_str().to_owned();
        if self.way.contains(&step) {
            self.circle(file, reference, &step);
            return;
        }
        self.way.push(step);
        // A part that cannot be read has been reported.
        self.style(part, inner, into, out);
        self.way.pop();
    }

    /// What a path of a style means; `name` is the style's own, from `assets/`.
    fn target(&self, name: &str, path: &str) -> Target<'a> {
        if path.is_empty() || path.starts_with("//") || has_scheme(path) {
            return Target::Foreign;
        }
        if path.starts_with('@') {
            return match self.press.assets.full.get_key_value(path) {
                Some((full, file)) => {
                    let inner = full.split_once('/').map_or(full.as_str(), |(_, inner)| inner);
                    Target::Part(inner, file)
                }
                None => Target::Missing(path.to_owned()),
            };
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let Some(output) = resolve(&format!("assets/{name}"), &decoded) else {
            return Target::Missing(path.to_owned());
        };
        if let Some(asset) = output.strip_prefix("assets/")
            && let Some((asset, file)) = self.press.assets.top.get_key_value(asset)
        {
            return if is_part(asset) { Target::Part(asset, file) } else { Target::Asset(asset) };
        }
        let source = SourcePath::new(format!("static/{output}"));
        match OutputPath::new(&output) {
            Ok(output) if self.press.files.files.contains_key(&source) => Target::Static(output),
            Ok(_) | Err(_) => Target::Missing(output),
        }
    }

    fn report(&mut self, file: &LayerFile, place: &Reference, problem: Diagnostic, label: &str) {
        // Where a template is filled in, its places are no longer those of the file.
        let problem = if is_template(file) {
            problem.in_file(&file.path)
        } else {
            problem.labelled(&file.path, Span::from(place.place.clone()), label)
        };
        self.diagnostics.push(problem);
    }

    fn missing(&mut self, file: &LayerFile, reference: &Reference, lacks: &str) {
        let assets = self.press.assets;
        let known = assets.top.keys().map(|name| format!("assets/{name}"));
        let known: Vec<String> = match lacks.starts_with('@') {
            true => assets.full.keys().cloned().collect(),
            false => known.collect(),
        };
        let near = nearest(lacks, known.iter().map(String::as_str));
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let problem = Diagnostic::error(
            "theme::unknown-asset",
            format!("the style names `{lacks}`, which is not there"),
        )
        .help(
            "a path starts from the folder of its style; `../fonts/a.woff2` reaches `static/fonts/a.woff2`",
        );
        self.report(file, reference, problem, &label);
    }

    fn no_part(&mut self, file: &LayerFile, reference: &Reference) {
        let message =
            format!("`{}` is put into a style, and so cannot be reached like this", reference.target);
        let problem = Diagnostic::error("theme::bad-import", message)
            .help(format!("write `@import \"{}\";` without a condition", reference.target));
        self.report(file, reference, problem, "");
    }

    fn circle(&mut self, file: &LayerFile, reference: &Reference, step: &str) {
        let from = self.way.iter().position(|name| name == step).unwrap_or(0);
        let way: Vec<&str> = self.way[from..].iter().map(String::as_str).chain([step]).collect();
        let problem =
            Diagnostic::error("theme::asset-circle", format!("styles name each other: {}", way.join(" → ")))
                .help("take one of the references out: a style's name cannot depend on itself");
        self.report(file, reference, problem, "");
    }

    /// The text of a template; none where it has a mistake, which is reported.
    fn filled_in(&mut self, file: &LayerFile) -> Option<String> {
        let text = utf8(file, self.diagnostics)?;
        let is_style = file.name.ends_with(".css.tera");
        match tera::Tera::one_off(&text, &self.press.context, !is_style) {
            Ok(made) => Some(made),
            Err(error) => {
                let (code, span, message) = match error.kind() {
                    tera::ErrorKind::SyntaxError(report) => {
                        ("template::syntax", report.span().range.clone(), report.message().to_owned())
                    }
                    tera::ErrorKind::RenderingError(report) => {
                        ("template::render", report.span().range.clone(), report.message().to_owned())
                    }
                    _ => ("template::render", 0..0, error.to_string()),
                };
                let end = span.end.min(text.len());
                self.diagnostics.push(
                    Diagnostic::error(code, message.trim_end_matches('.'))
                        .at(&file.path, Span::new(span.start.min(end), end))
                        .help("an asset's template sees `title`, `seal` and `theme`"),
                );
                None
            }
        }
    }
}

fn is_template(file: &LayerFile) -> bool {
    file.name.ends_with(TEMPLATE)
}
