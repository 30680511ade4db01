//! Files of the site that its configuration names: fonts, a logo.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, nearest};
use crate::disk;
use crate::model::{SourceBody, SourcePath, SourceTree, Spanned};

/// What a file is for: how it is spoken of, and what it may be.
pub(super) struct Use {
    /// The code of what is wrong with it.
    pub(super) code: &'static str,
    /// What it is called.
    pub(super) what: &'static str,
    /// What to do where there is none.
    pub(super) help: &'static str,
    /// How its name ends, in small letters.
    pub(super) endings: &'static [&'static str],
    /// Bytes that it has at most.
    pub(super) most: u64,
}

/// The bytes of a file, or why there are none.
pub(super) fn read(
    root: &Path,
    named: &Spanned<SourcePath>,
    files: &SourceTree,
    kind: &Use,
) -> Result<Arc<[u8]>, Diagnostic> {
    let path = &named.value;
    let config = SourcePath::new(super::CONFIG);
    let Some(file) = files.files.get(path) else {
        let fits = |name: &&str| {
            let name = name.to_ascii_lowercase();
            kind.endings.iter().any(|ending| name.ends_with(ending))
        };
        let names = files.files.keys().map(SourcePath::as_str).filter(fits);
        let label =
            nearest(path.as_str(), names).map_or(String::new(), |near| format!("did you mean `{near}`?"));
        return Err(Diagnostic::error(kind.code, format!("there is no {} `{path}`", kind.what))
            .labelled(&config, named.span, label)
            .help(kind.help));
    };
    let why = match &file.body {
        SourceBody::Bytes(bytes) => return Ok(Arc::clone(bytes)),
        SourceBody::Text(text) => return Ok(Arc::from(text.as_bytes())),
        SourceBody::Blob if file.len > kind.most => {
            format!("it has more than {} MB", kind.most >> 20)
        }
        SourceBody::Blob => {
            let mut bytes = Vec::new();
            match disk::open_source(root, path).map(|file| file.take(kind.most).read_to_end(&mut bytes)) {
                Ok(Ok(_)) => return Ok(Arc::from(bytes)),
                Ok(Err(error)) => error.to_string(),
                Err(error) => error.to_string(),
            }
        }
    };
    Err(Diagnostic::error(kind.code, format!("`{path}` cannot be read: {why}"))
        .at(&config, named.span)
        .help("look at the file and its permissions"))
}
