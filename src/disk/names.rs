//! Which files count, and which of them are texts to work on.

use std::path::Path;

/// The file that makes a folder a site.
pub(super) const CONFIG: &str = "handbill.toml";

/// The ledger of printed codes.
pub(super) const LEDGER: &str = "codes.toml";

/// The folders that a site's sources lie in.
pub(super) const SOURCE_FOLDERS: [&str; 8] =
    ["assets", "content", "data", "i18n", "posters", "static", "templates", "themes"];

/// Whether a file or folder of this name is what an editor, a file manager or version control left,
/// and so no part of any site.
///
/// A watcher asks the same question, so that a swap file does not reload the browser.
pub(super) fn is_leaving(name: &str) -> bool {
    const NAMES: [&str; 7] = [".DS_Store", "Thumbs.db", "desktop.ini", "4913", ".git", ".hg", ".svn"];
    const ENDS: [&str; 7] = ["~", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"];
    NAMES.contains(&name)
        || ENDS.iter().any(|end| name.ends_with(end))
        || name.starts_with(".#")
        || name.starts_with("._")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || is_safe_save(name)
}

/// Whether a name is what macOS gives a file while it is being saved: `a.md.sb-1f2e3d4c-AbCdEf`.
fn is_safe_save(name: &str) -> bool {
    let Some((_, mark)) = name.rsplit_once(".sb-") else { return false };
    mark.split_once('-').is_some_and(|(number, letters)| {
        number.len() == 8
            && number.bytes().all(|byte| byte.is_ascii_hexdigit())
            && letters.len() == 6
            && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Whether a name below this source folder is passed over.
///
/// Dot-files count only in `static/`, where `.well-known` and the like are meant for publication.
pub(super) fn is_skipped(source_folder: &str, name: &str) -> bool {
    is_leaving(name) || (name.starts_with('.') && source_folder != "static")
}

/// Whether a source is read whole; every other file is only carried along.
///
/// What lies in `static/` is published as it is, so its size has no limit and its bytes are no concern.
pub(super) fn is_text(path: &str) -> bool {
    let (first, rest) = path.split_once('/').unwrap_or(("", path));
    let (folder, below) = match (first, rest.split_once('/')) {
        ("static", _) => return false,
        ("themes", Some((_theme, inside))) => inside.split_once('/').unwrap_or(("", inside)),
        _ => (first, rest),
    };
    match folder {
        "templates" | "posters" => true,
        "components" if first == "themes" => true,
        // An asset's name tells its bytes, so they must be known.
        "assets" => true,
        _ => has_extension(below, &["md", "toml", "ftl", "csv"]),
    }
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_what_is_only_carried_along() {
        for text in [
            "handbill.toml",
            "content/about.md",
            "content/posts/a/index.MD",
            "data/votes.csv",
            "i18n/en.ftl",
            "templates/page.html",
            "templates/parts/logo.svg",
            "assets/site.css",
            "themes/own/theme.toml",
            "themes/own/templates/a.html",
            "themes/own/components/note.html",
            "posters/obi.svg",
            "themes/own/posters/obi.svg",
            "themes/own/assets/js/a.js",
            "themes/own/assets/font.woff2",
        ] {
            assert!(is_text(text), "{text} is not read");
        }
        for blob in [
            "content/a.jpg",
            "content/posts/templates/a.bin",
            "content/posts/a/plan.svg",
            "static/data.csv",
            "static/templates/a.html",
            "themes/own/preview.png",
        ] {
            assert!(!is_text(blob), "{blob} is read");
        }
    }

    #[test]
    fn leavings_are_known_and_ordinary_names_are_not_taken_for_them() {
        for name in [
            ".DS_Store",
            "a.md~",
            ".#a.md",
            "#a.md#",
            ".a.md.swp",
            "a.tmp",
            "4913",
            ".git",
            "a.md___jb_tmp___",
            "a.md.sb-1f2e3d4c-AbCdEf",
            "._a.md",
        ] {
            assert!(is_leaving(name), "{name} counts");
        }
        for name in ["a.md", "#", "c#.md", "4913.md", "template", ".well-known", ".gitignore", "a.sb-1.md"] {
            assert!(!is_leaving(name), "{name} is dropped");
        }
    }
}
