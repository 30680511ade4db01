//! The logo in the codes of a site's posters, made ready once for all of them and kept from run to run.

use std::path::Path;
use std::sync::Arc;

use super::own_file::{self, Use};
use crate::diagnostics::Diagnostic;
use crate::model::{PictureFormat, PictureRecipe, SiteConfig, SourceFile, SourcePath, SourceTree, Spanned};
use crate::pictures::{self, Fault, Maker};

const LOGO: Use = Use {
    code: "poster::no-logo",
    what: "logo",
    help: "its path starts from the site's root: put it into `assets/`, as SVG, PNG, JPEG or WebP",
    endings: &[".svg", ".png", ".jpg", ".jpeg", ".webp"],
    most: pictures::MOST_BYTES,
};

/// Pixels of a logo's width: on the largest poster it covers half as many, on paper it has 350 to the inch.
const WIDTH: u32 = 128;

/// The logo of the last run, and the file that it was made of.
#[derive(Debug, Default)]
pub(super) struct LogoShelf {
    file: Option<SourceFile>,
    logo: Option<Arc<Vec<u8>>>,
    found: Vec<Diagnostic>,
}

impl LogoShelf {
    /// The logo that the site names, cleaned and stripped like every picture; what is wrong with it is told.
    pub(super) fn take(
        &mut self,
        root: &Path,
        config: &SiteConfig,
        files: &SourceTree,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Arc<Vec<u8>>> {
        let named = config.posters.logo.as_ref()?;
        let file = files.files.get(&named.value);
        let is_same = match (file, &self.file) {
            (Some(new), Some(old)) => new.path == old.path && new.is_unchanged(old),
            (None, _) | (_, None) => false,
        };
        if !is_same {
            let mut problems = Vec::new();
            let logo = made(root, named, config, files, &mut problems);
            *self = Self { file: file.cloned(), logo: logo.map(Arc::new), found: problems };
        }
        found.extend(self.found.iter().cloned());
        self.logo.clone()
    }
}

fn made(
    root: &Path,
    named: &Spanned<SourcePath>,
    config: &SiteConfig,
    files: &SourceTree,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<u8>> {
    let by = SourcePath::new(super::CONFIG);
    let bytes = match own_file::read(root, named, files, &LOGO) {
        Ok(bytes) => bytes,
        Err(problem) => {
            found.push(problem);
            return None;
        }
    };
    let made = pictures::inspect(&bytes, named.value.extension())
        .and_then(|facts| facts.ok_or(Fault::UnknownFormat))
        .and_then(|facts| {
            if !facts.left_out.is_empty() {
                found.push(pictures::svg_warning(&facts.left_out, &named.value, &by, named.span));
            }
            let recipe = match (facts.format, facts.size) {
                (PictureFormat::Svg, _) => PictureRecipe::Cleaned,
                (_, None) => return Err(Fault::UnknownFormat),
                // Without loss, and with what is transparent.
                (
                    PictureFormat::Png | PictureFormat::Jpeg | PictureFormat::Webp | PictureFormat::Gif,
                    Some((width, _)),
                ) => PictureRecipe::Resized { format: PictureFormat::Png, width: width.min(WIDTH) },
            };
            Maker::new(&bytes, &config.pictures).make(recipe)
        });
    match made {
        Ok(made) => Some(made),
        Err(fault) => {
            found.push(fault.diagnostic(&named.value, &by, named.span));
            None
        }
    }
}
