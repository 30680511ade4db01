//! The theme inside the program.

use include_dir::{Dir, include_dir};

static PLAZA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/plaza");

/// Every file of the built-in theme: path from the theme's root (`templates/base.html`) and bytes,
/// in order of their paths.
#[must_use]
pub fn builtin_files() -> Vec<(&'static str, &'static [u8])> {
    let mut files = Vec::new();
    collect(&PLAZA, &mut files);
    files.sort_unstable_by_key(|(path, _)| *path);
    files
}

/// The text of a built-in file by the path that diagnostics give it: `@plaza/templates/base.html`.
#[must_use]
pub fn builtin_text(path: &str) -> Option<&'static str> {
    let inner = path.strip_prefix('@')?.strip_prefix(super::DEFAULT)?.strip_prefix('/')?;
    PLAZA.get_file(inner)?.contents_utf8()
}

fn collect(dir: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for file in dir.files() {
        if let Some(path) = file.path().to_str() {
            files.push((path, file.contents()));
        }
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}
