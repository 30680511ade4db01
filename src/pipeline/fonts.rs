//! The fonts of a site's posters, kept from run to run: unpacking the built-in ones takes longer than a page.

use std::path::Path;

use super::own_file::{self, Use};
use crate::diagnostics::Diagnostic;
use crate::model::{SiteConfig, SourceFile, SourcePath, SourceTree};
use crate::poster::{FontFile, Fonts};

const FONT: Use = Use {
    code: "poster::no-font",
    what: "font",
    help: "a font's path starts from the site's root: put it into `assets/`, as TTF or OTF",
    endings: &[".otf", ".ttf"],
    // Larger is no font that a poster needs: the largest faces of Chinese have some twenty megabytes.
    most: 64 << 20,
};

/// The fonts of the last run, and the files that they were made of.
#[derive(Debug, Default)]
pub(super) struct FontShelf {
    files: Vec<SourceFile>,
    fonts: Fonts,
    found: Vec<Diagnostic>,
}

impl FontShelf {
    /// The fonts that the site names, then the built-in ones; what cannot be used is told.
    pub(super) fn take(
        &mut self,
        root: &Path,
        config: &SiteConfig,
        files: &SourceTree,
        found: &mut Vec<Diagnostic>,
    ) -> Fonts {
        let named = &config.posters.fonts;
        let own: Vec<SourceFile> =
            named.iter().filter_map(|font| files.files.get(&font.value)).cloned().collect();
        let is_same = own.len() == named.len()
            && own.len() == self.files.len()
            && own.iter().zip(&self.files).all(|(new, old)| new.path == old.path && new.is_unchanged(old));
        if !is_same {
            let mut problems = Vec::new();
            let mut read = Vec::new();
            for font in named {
                match own_file::read(root, font, files, &FONT) {
                    Ok(bytes) => read.push(FontFile { path: font.value.clone(), bytes }),
                    Err(problem) => problems.push(problem),
                }
            }
            let (fonts, faults) = Fonts::with_own(read);
            problems.extend(faults.into_iter().map(|fault| {
                let span = named.iter().find(|font| font.value == fault.path).map(|font| font.span);
                Diagnostic::error("poster::bad-font", fault.to_string())
                    .at(&SourcePath::new(super::CONFIG), span.unwrap_or_default())
                    .help(fault.problem.help())
            }));
            *self = Self { files: own, fonts, found: problems };
        }
        found.extend(self.found.iter().cloned());
        self.fonts.clone()
    }
}
