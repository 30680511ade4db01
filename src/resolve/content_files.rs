//! Files that documents name: which of them are published by being named, which never.

use super::index::beside;
use super::links::Linker;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{NamedFile, OutputPath, SourcePath, Span};

/// A file that a document names.
pub(super) enum Named {
    /// It is published here.
    File(OutputPath),
    /// It shows somebody who did not agree to that.
    Withheld,
    /// It may not be published, which has been reported.
    Refused,
}

impl Linker<'_> {
    /// A file beside the source, which is thereby published; a source never is.
    pub(super) fn content_file(&mut self, relative: &str, at: Span) -> Option<Named> {
        let source = self.scope.input.files.meant(&beside(&self.document.path, relative)?)?.path.clone();
        if is_markdown(source.as_str()) {
            return None;
        }
        let path = source.as_str();
        if self.members.hides_picture(path) || self.no_pictures && shows_people(path) {
            return Some(Named::Withheld);
        }
        if path.starts_with("content/") && is_active(path) {
            self.active_file(&source, at);
            return Some(Named::Refused);
        }
        let output = path.strip_prefix("content/").or(path.strip_prefix("static/"))?;
        match OutputPath::new(output) {
            Ok(output) => {
                if path.starts_with("content/") {
                    let named = NamedFile { source, by: self.document.path.clone(), span: at };
                    self.files.push((output.clone(), named));
                }
                Some(Named::File(output))
            }
            Err(why) => {
                let message = format!("`{source}` cannot be published: {why}");
                let problem = Diagnostic::error("address::bad-file-name", message);
                self.found.push(problem.at(&self.document.path, at).help("rename the file"));
                Some(Named::Refused)
            }
        }
    }

    fn active_file(&mut self, source: &SourcePath, at: Span) {
        let problem = Diagnostic::error(
            "link::active-file",
            format!("`{source}` could run code in a reader's browser, or change how the site is served"),
        );
        let help = "put it into `static/` if you trust it: content comes from many hands";
        self.found.push(problem.at(&self.document.path, at).help(help));
    }

    /// The file that a wrong path may have meant.
    pub(super) fn near(&self, path: &str, image: bool) -> Option<String> {
        if path.starts_with('/') {
            return nearest(path, self.targets.addresses()).map(str::to_owned);
        }
        let wanted = beside(&self.document.path, path)?;
        let files = self.scope.input.files.below("content").map(|file| file.path.as_str());
        let near = if image || !is_markdown(path) {
            nearest(&wanted, files.filter(|file| !is_markdown(file)))
        } else {
            nearest(&wanted, files.filter(|file| is_markdown(file)))
        };
        near.map(|near| self.as_written(path, near))
    }

    /// A file as this document would write it, where it lies in the folder that was written; else its whole path.
    fn as_written(&self, written: &str, file: &str) -> String {
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let prefix = written.rsplit_once('/').map_or(String::new(), |(prefix, _)| format!("{prefix}/"));
        let same = beside(&self.document.path, &prefix).is_some_and(|meant| meant == folder);
        if same { format!("{prefix}{name}") } else { file.to_owned() }
    }
}

/// Whether a file may show a person: a picture or a film.
pub(super) fn shows_people(path: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "apng", "avif", "bmp", "gif", "heic", "heif", "ico", "jfif", "jpeg", "jpg", "m4v", "mov", "mp4",
        "png", "svg", "webm", "webp",
    ];
    ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether a file would be run by browsers, or read by hosts as instructions.
fn is_active(path: &str) -> bool {
    const ENDINGS: [&str; 29] = [
        "asp", "aspx", "cfm", "cgi", "cjs", "hta", "htc", "htm", "html", "js", "jsp", "mht", "mhtml", "mjs",
        "phar", "php", "php5", "phtml", "rdf", "shtm", "shtml", "stm", "swf", "wasm", "xht", "xhtml", "xml",
        "xsl", "xslt",
    ];
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with('_')
        || name.eq_ignore_ascii_case("robots.txt")
        || ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn ending(path: &str) -> Option<String> {
    SourcePath::new(path).extension().map(str::to_ascii_lowercase)
}

/// Whether a path is that of a Markdown source.
pub(super) fn is_markdown(path: &str) -> bool {
    path.len() >= 3 && path.as_bytes()[path.len() - 3..].eq_ignore_ascii_case(b".md")
}
