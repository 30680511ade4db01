//! What the places of all files below `content/` tell: names that nobody meant as they will be read.

use std::collections::BTreeMap;

use super::name::is_source;
use crate::diagnostics::Diagnostic;
use crate::fields::usual_language_tag;
use crate::model::{Kind, SiteConfig, SourcePath};

/// What else Markdown files are called, in small letters.
const OTHER_EXTENSIONS: [&str; 4] = ["markdown", "mdown", "mkd", "mkdn"];

/// Languages that a folder of two letters means before anything else.
///
/// A tag's shape alone says too little: `art`, `diy` and `it` are folders of ordinary pages.
const OBVIOUS_LANGUAGES: [&str; 22] = [
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hu", "ja", "ko", "nl", "pl", "pt",
    "ru", "sv", "tr", "vi", "zh",
];

/// Warns of files and folders of `content/` that are probably meant otherwise than they are read.
///
/// That is Markdown under another ending, once for each file; a folder named by a language, and one at the root
/// whose name is almost a kind's, once for each folder.
#[must_use]
pub fn check_layout<'a>(
    paths: impl IntoIterator<Item = &'a SourcePath>,
    config: &SiteConfig,
) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    let mut folders: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    for path in paths {
        let Some(inner) = path.as_str().strip_prefix("content/") else { continue };
        if !is_source(path) {
            let Some(stem) = markdown_stem(path) else { continue };
            warnings.push(not_a_source(path, stem));
        }
        if let Some((folder, _)) = inner.split_once('/') {
            folders.entry(folder).or_insert(path);
        }
    }
    for (folder, path) in folders {
        warnings.extend(language_folder(folder, path, config).or_else(|| folder_near_kind(folder, path)));
    }
    warnings
}

/// The file name without its ending, where that is one of Markdown in whatever letters.
fn markdown_stem(path: &SourcePath) -> Option<&str> {
    let extension = path.extension()?;
    let lower = extension.to_ascii_lowercase();
    let is_markdown = lower == "md" || OTHER_EXTENSIONS.contains(&lower.as_str());
    is_markdown.then(|| &path.file_name()[..path.file_name().len() - extension.len() - 1])
}

fn not_a_source(path: &SourcePath, stem: &str) -> Diagnostic {
    Diagnostic::warning("source::not-a-source", "this looks like Markdown and makes no page")
        .in_file(path)
        .help(format!("rename it to `{stem}.md`: a source ends in `.md`, in small letters"))
        .help("or move it into `static/` if it is only to be downloaded")
}

/// Other generators take the language from the first folder (`content/zh/posts/a.md`).
fn language_folder(folder: &str, path: &SourcePath, config: &SiteConfig) -> Option<Diagnostic> {
    // A language of the site is the site's own address there, which is an error of its own.
    if config.langs().any(|lang| lang.as_str().eq_ignore_ascii_case(folder)) {
        return None;
    }
    let tag = usual_language_tag(&folder.replace('_', "-"))
        .filter(|tag| OBVIOUS_LANGUAGES.contains(&tag.split('-').next().unwrap_or(tag)))?;
    let stem = markdown_stem(path)?;
    let stem = stem.strip_suffix(&format!(".{tag}")).unwrap_or(stem);
    let place = path.folder().strip_prefix("content/").and_then(|inner| inner.strip_prefix(folder))?;
    let name = format!("{stem}.{tag}.md");
    let message = format!("the folder `{folder}` tells no language: it becomes part of its pages' addresses");
    let problem = Diagnostic::warning("source::language-folder", message).in_file(path);
    let problem =
        problem.help(format!("a file's name tells its language: move this one to `content{place}/{name}`"));
    Some(problem.help(format!("add `[languages.{tag}]` to `handbill.toml`")))
}

fn folder_near_kind(folder: &str, path: &SourcePath) -> Option<Diagnostic> {
    const NEAR: usize = 2;
    if Kind::of_folder(folder).is_some() {
        return None;
    }
    let (_, own, kind) = Kind::ALL
        .iter()
        .filter_map(|kind| kind.folder().map(|own| (strsim::damerau_levenshtein(folder, own), own, kind)))
        .min_by_key(|(distance, _, _)| *distance)
        // Half of `faq` is no slip of the finger: `fr` is another word.
        .filter(|(distance, own, _)| *distance <= NEAR && distance * 2 < own.len())?;
    let message = format!("the folder `{folder}` is no kind's: what lies in it becomes pages");
    let help = format!("name it `{own}` if each of its files is {}", kind.with_article());
    Some(Diagnostic::warning("source::folder-near-kind", message).in_file(path).help(help))
}
