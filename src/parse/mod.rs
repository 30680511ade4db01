//! One source to one document: bytes and a path come in, a [`Document`] and every problem come out.
//!
//! Nothing here knows of another source, of the clock or of the disk.

mod fences;
mod layout;
mod lost;
mod name;
#[cfg(test)]
mod tests;
mod text;

use crate::diagnostics::Diagnostic;
use crate::fields::{self, Target};
use crate::markdown::{self, Highlighter};
use crate::model::{Document, SiteConfig, SourceBody, SourceFile, SourceName};

pub use layout::check_layout;
pub use lost::lost;
pub use name::{is_source, name};
pub use text::not_utf8;

/// Parses a source, and reports all that is wrong with it.
///
/// A document comes also with errors, as long as all that it must have is there: then it serves to
/// check the rest of the site, not to print it. `colours` colours code blocks, where the site wants that.
#[must_use]
pub fn document(
    file: &SourceFile,
    config: &SiteConfig,
    colours: &Highlighter,
) -> (Option<Document>, Vec<Diagnostic>) {
    let path = &file.path;
    let (name, mut diagnostics) = name::read(path, config);
    let misnamed = !diagnostics.is_empty();
    let text = match &file.body {
        SourceBody::Text(text) => text,
        SourceBody::Bytes(bytes) => {
            diagnostics.push(not_utf8(path, bytes));
            return (None, diagnostics);
        }
        SourceBody::Blob => {
            let problem =
                Diagnostic::error("source::not-text", "this source was not read as text").in_file(path);
            diagnostics.push(problem.help("name it with the extension `.md`"));
            return (None, diagnostics);
        }
    };
    let is_index = name.as_ref().is_some_and(|name| name.is_index);
    let (front, body) = match fences::cut(path, text, is_index) {
        Ok(cut) => cut,
        Err(problem) => {
            diagnostics.push(problem);
            return (None, diagnostics);
        }
    };
    diagnostics.extend(text::control_characters(path, text, body));
    let options = markdown::Options {
        permalinks: config.markdown.permalinks,
        math: config.markdown.math,
        together: name.as_ref().is_some_and(SourceName::is_gathered),
        ..markdown::Options::default()
    };
    let colours = config.markdown.highlight.then_some(colours);
    let (outline, compiled, found) = markdown::compile(path, text, body, &options, colours);
    diagnostics.extend(found);
    let Some(name) = name else {
        return (None, diagnostics);
    };
    let target = if name.is_index { Target::Index } else { Target::Kind(name.kind) };
    let (front, found) = fields::decode_front_matter(target, path, &front);
    diagnostics.extend(found);
    let document = front.filter(|_| !misnamed).map(|front| Document {
        path: path.clone(),
        name,
        front,
        body,
        outline,
        compiled,
    });
    (document, diagnostics)
}
