//! One source, parsed; nothing resolved.

use super::{Compiled, FrontMatter, Kind, Lang, Outline, SourcePath, Span};

/// A Markdown source after `parse`.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it was read.
    pub path: SourcePath,
    /// What its path says.
    pub name: SourceName,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Where the body lies in its file. The text itself is the source tree's: a build lets go of it before it
    /// prints.
    pub body: Span,
    /// What the body says about itself.
    pub outline: Outline,
    /// The body as HTML with holes.
    pub compiled: Compiled,
}

/// A source with errors of its own, and what is known of it all the same.
///
/// The site has a place for what it means: who points there makes no mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// Where it was read.
    pub path: SourcePath,
    /// What its path says, as far as it says anything.
    pub name: Option<SourceName>,
    /// The slug that seems to be written in it.
    pub slug: Option<String>,
}

/// What a source's path alone tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceName {
    /// The kind, by the first folder.
    pub kind: Kind,
    /// The language, by the suffix; the site's where there is none.
    pub lang: Lang,
    /// Folders between `content/` (and the kind's folder) and the file or bundle: `guides`; mostly empty.
    pub folders: Vec<String>,
    /// The file's or bundle folder's name without language and extension; the slug, unless `slug` says otherwise.
    pub stem: String,
    /// `index.md` in a folder of its own: pictures lie beside it.
    pub bundle: bool,
    /// `_index.md` of a kind's folder, or `content/index.md`: text for a list or the home page, not a page itself.
    pub is_index: bool,
    /// The language stands in the file name.
    pub lang_written: bool,
}

impl SourceName {
    /// Whether it stands at an anchor of a page, with all others of its kind.
    #[must_use]
    pub const fn is_gathered(&self) -> bool {
        self.kind.is_gathered() && !self.is_index
    }

    /// The path without extension and language from `content/`, as references write it: `events/spring`.
    #[must_use]
    pub fn reference(&self) -> String {
        let mut parts: Vec<&str> = self.kind.folder().into_iter().collect();
        parts.extend(self.folders.iter().map(String::as_str));
        parts.push(&self.stem);
        parts.join("/")
    }
}
