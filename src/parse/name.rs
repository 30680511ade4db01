//! What a source's path alone tells: kind, language, slug.

use crate::diagnostics::Diagnostic;
use crate::fields::usual_language_tag;
use crate::model::{Kind, Lang, SiteConfig, SourceName, SourcePath};

/// Whether a file is a Markdown source: below `content/`, with the extension `.md`.
#[must_use]
pub fn is_source(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/") && path.extension() == Some("md")
}

/// Reads a source's path.
///
/// # Errors
/// Every problem of the path.
pub fn name(path: &SourcePath, config: &SiteConfig) -> Result<SourceName, Vec<Diagnostic>> {
    match read(path, config) {
        (Some(name), problems) if problems.is_empty() => Ok(name),
        (Some(_) | None, problems) => Err(problems),
    }
}

/// Reads a source's path; gives a name also where something is wrong with it but the kind is certain.
pub(super) fn read(path: &SourcePath, config: &SiteConfig) -> (Option<SourceName>, Vec<Diagnostic>) {
    let inner = path.as_str().strip_prefix("content/").and_then(|inner| inner.strip_suffix(".md"));
    let Some(inner) = inner else {
        let problem = Diagnostic::error("source::not-content", "this is no Markdown source of the site")
            .in_file(path)
            .help("sources lie below `content/` and end in `.md`");
        return (None, vec![problem]);
    };
    let (folder, file) = inner.rsplit_once('/').unwrap_or(("", inner));
    let mut folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let first = folders.first().copied().unwrap_or_default();
    let kind = match Kind::of_folder(first) {
        Some(kind) => {
            folders.remove(0);
            kind
        }
        None => Kind::Page,
    };
    let mut problems = Vec::new();
    let (stem, lang, lang_written) = language(path, file, config, &mut problems);
    let top = folders.is_empty();
    let home = top && kind == Kind::Page;
    let (stem, bundle, is_index) = match stem {
        "index" if home => (stem, false, true),
        "_index" if top && !home => (stem, false, true),
        "index" | "_index" if home || top || stem == "_index" => {
            problems.push(misplaced_index(path, stem, home, kind));
            (stem, false, true)
        }
        "index" => (folders.pop().unwrap_or(stem), true, false),
        _ => (stem, false, false),
    };
    let name = SourceName {
        kind,
        lang,
        folders: folders.into_iter().map(str::to_owned).collect(),
        stem: stem.to_owned(),
        bundle,
        is_index,
        lang_written,
    };
    (Some(name), problems)
}

/// Takes the language off a file name. A suffix that has the shape of a language must be one of the site.
fn language<'a>(
    path: &SourcePath,
    file: &'a str,
    config: &SiteConfig,
    problems: &mut Vec<Diagnostic>,
) -> (&'a str, Lang, bool) {
    let suffix = file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    let Some((stem, tag)) = suffix else {
        return (file, config.language.clone(), false);
    };
    if let Some(lang) = config.langs().find(|lang| lang.as_str() == tag) {
        return (stem, lang.clone(), true);
    }
    let Some(usual) = usual_language_tag(tag) else {
        return (file, config.language.clone(), false);
    };
    let problem = Diagnostic::error("source::unknown-language", format!("the site has no language `{tag}`"))
        .in_file(path);
    let meant = config.langs().find(|lang| lang.as_str().eq_ignore_ascii_case(tag));
    problems.push(match meant {
        Some(lang) => problem.help(format!("spell it as the site does: `{stem}.{lang}.md`")),
        None => problem
            .help(format!("add `[languages.{usual}]` to `handbill.toml`"))
            .help(format!("or name the file without the dot if `{tag}` is no language")),
    });
    (stem, config.language.clone(), true)
}

fn misplaced_index(path: &SourcePath, stem: &str, home: bool, kind: Kind) -> Diagnostic {
    let (message, help) = match (stem, kind.folder()) {
        ("index", Some(folder)) => (
            format!("`{folder}/` is a list, not a page"),
            "name the file `_index.md` to give the list a title and a text".to_owned(),
        ),
        _ if home => ("the home page's text is `index.md`".to_owned(), "name the file `index.md`".to_owned()),
        _ => (
            format!("there is no list here that `{stem}.md` could introduce"),
            "name the file `index.md` to make a page of its folder".to_owned(),
        ),
    };
    Diagnostic::error("source::misplaced-index", message).in_file(path).help(help)
}
