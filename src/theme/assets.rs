//! Assets under names that change with their bytes, so that hosts may cache them for good.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use super::layers::{LayerFile, utf8};
use crate::diagnostics::Diagnostic;
use crate::model::{OutputPath, SiteConfig, Span};

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

/// Fingerprints the assets; `icon.svg.tera` becomes `icon.svg` on the way.
pub(super) fn collect(
    files: &BTreeMap<String, LayerFile>,
    config: &SiteConfig,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, file) in files {
        let (name, bytes) = match name.strip_suffix(TEMPLATE) {
            Some(name) => (name, filled_in(file, config, diagnostics)),
            None => (name.as_str(), file.bytes.clone()),
        };
        // A template that is no text has been reported.
        let Some(bytes) = bytes else { continue };
        match OutputPath::new(&fingerprinted(name, &bytes)) {
            Ok(output) => {
                let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
                assets.insert(name.to_owned(), Asset { output, integrity, bytes });
            }
            Err(why) => diagnostics.push(
                Diagnostic::error(
                    "address::bad-file-name",
                    format!("`{}` cannot be published: {why}", file.path),
                )
                .in_file(&file.path)
                .help("rename the file"),
            ),
        }
    }
    assets
}

/// `plaza.css` to `assets/plaza.<ten hexadecimal digits>.css`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = &hash[..10];
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => {
            format!("assets/{stem}.{hash}.{ending}")
        }
        Some(_) | None => format!("assets/{name}.{hash}"),
    }
}

fn filled_in(file: &LayerFile, config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<[u8]>> {
    let text = utf8(file, diagnostics)?;
    let mut context = tera::Context::new();
    context.insert("title", &config.title);
    context.insert("seal", &seal(config));
    match tera::Tera::one_off(&text, &context, true) {
        Ok(made) => Some(Arc::from(made.into_bytes())),
        Err(error) => {
            diagnostics.push(
                Diagnostic::error("template::render", error.to_string())
                    .at(&file.path, Span::default())
                    .help("an asset's template sees `title` and `seal`"),
            );
            Some(Arc::from(Vec::new()))
        }
    }
}

/// One or two characters that stand for the community: as written, else the name's first.
#[must_use]
pub(crate) fn seal(config: &SiteConfig) -> String {
    let community = &config.community;
    let first = || {
        let name = community.name.as_deref().unwrap_or(&config.title);
        name.chars().find(|c| c.is_alphanumeric()).map_or(String::new(), |c| c.to_uppercase().collect())
    };
    community.seal.clone().unwrap_or_else(first)
}
