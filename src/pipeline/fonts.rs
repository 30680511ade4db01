//! The fonts of a site's posters, kept from run to run: unpacking the built-in ones takes longer than a page.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, nearest};
use crate::disk;
use crate::model::{SiteConfig, SourceBody, SourceFile, SourcePath, SourceTree, Spanned};
use crate::poster::{FontFile, Fonts};

/// Larger is no font that a poster needs: the largest faces of Chinese have some twenty megabytes.
const MOST_BYTES: u64 = 64 << 20;

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
            let read = named.iter().filter_map(|font| bytes_of(root, font, files, &mut problems)).collect();
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

fn bytes_of(
    root: &Path,
    font: &Spanned<SourcePath>,
    files: &SourceTree,
    found: &mut Vec<Diagnostic>,
) -> Option<FontFile> {
    let path = &font.value;
    let config = SourcePath::new(super::CONFIG);
    let Some(file) = files.files.get(path) else {
        let names = files.files.keys().map(SourcePath::as_str).filter(|name| is_font(name));
        let label =
            nearest(path.as_str(), names).map_or(String::new(), |near| format!("did you mean `{near}`?"));
        found.push(
            Diagnostic::error("poster::no-font", format!("there is no font `{path}`"))
                .labelled(&config, font.span, label)
                .help("a font's path starts from the site's root: put it into `assets/`, as TTF or OTF"),
        );
        return None;
    };
    let bytes: Arc<[u8]> = match &file.body {
        SourceBody::Bytes(bytes) => Arc::clone(bytes),
        SourceBody::Text(text) => Arc::from(text.as_bytes()),
        SourceBody::Blob => {
            let mut bytes = Vec::new();
            let read =
                disk::open_source(root, path).map(|file| file.take(MOST_BYTES).read_to_end(&mut bytes));
            let why = match read {
                Ok(Ok(_)) => None,
                Ok(Err(error)) => Some(error.to_string()),
                Err(error) => Some(error.to_string()),
            };
            if let Some(why) = why {
                found.push(
                    Diagnostic::error("poster::no-font", format!("`{path}` cannot be read: {why}"))
                        .at(&config, font.span)
                        .help("look at the file's permissions"),
                );
                return None;
            }
            Arc::from(bytes)
        }
    };
    Some(FontFile { path: path.clone(), bytes })
}

fn is_font(name: &str) -> bool {
    [".otf", ".ttf", ".OTF", ".TTF"].iter().any(|ending| name.ends_with(ending))
}
