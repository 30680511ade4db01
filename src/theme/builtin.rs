//! The themes inside the program.

use include_dir::{Dir, include_dir};

static PLAZA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/plaza");
static ZINE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/zine");

/// The names of the themes inside the program.
pub const BUILTIN: [&str; 2] = [super::DEFAULT, "zine"];

/// Every file of a built-in theme: path from the theme's root (`templates/base.html`) and bytes, in order of their
/// paths; none where no theme of this name is built in.
#[must_use]
pub fn builtin_files(theme: &str) -> Option<Vec<(&'static str, &'static [u8])>> {
    let mut files = Vec::new();
    collect(dir(theme)?, &mut files);
    files.sort_unstable_by_key(|(path, _)| *path);
    Some(files)
}

/// The text of a built-in file by the path that diagnostics give it: `@plaza/templates/base.html`.
#[must_use]
pub fn builtin_text(path: &str) -> Option<&'static str> {
    let (theme, inner) = path.strip_prefix('@')?.split_once('/')?;
    dir(theme)?.get_file(inner)?.contents_utf8()
}

fn dir(theme: &str) -> Option<&'static Dir<'static>> {
    match theme {
        super::DEFAULT => Some(&PLAZA),
        "zine" => Some(&ZINE),
        _ => None,
    }
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
