//! Sources with errors of their own: what points at them is no mistake of whoever wrote it.

use std::collections::HashSet;

use super::{Scope, slugify};
use crate::model::{Kind, SourceName};

/// The names and addresses that would be there if every source were sound.
pub(super) struct LostNames {
    /// Paths, and references as front matter and wiki links write them.
    names: HashSet<String>,
    handles: HashSet<String>,
    /// Of the pages, and of the lists and home pages that may be there for them alone.
    pub(super) urls: Vec<String>,
}

impl LostNames {
    pub(super) fn new(scope: &Scope<'_>) -> Self {
        let mut lost = Self { names: HashSet::new(), handles: HashSet::new(), urls: Vec::new() };
        for source in scope.input.lost {
            lost.names.insert(source.path.as_str().to_owned());
            match &source.name {
                Some(name) => lost.add(scope, name, source.slug.as_deref()),
                None => lost.add_path(source.path.as_str()),
            }
        }
        lost
    }

    /// Whether a path or a reference means one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a handle is that of a member among them.
    pub(super) fn has_handle(&self, handle: &str) -> bool {
        self.handles.contains(handle)
    }

    fn add(&mut self, scope: &Scope<'_>, name: &SourceName, slug: Option<&str>) {
        let root = scope.input.config.root_of(&name.lang);
        self.urls.extend(["", "feed.xml", "feed.json", "tags/"].map(|file| format!("{root}{file}")));
        let mut folder = root;
        if let Some(own) = name.kind.section() {
            folder.push_str(own);
            folder.push('/');
            self.urls.extend(["", "feed.xml", "feed.json"].map(|file| format!("{folder}{file}")));
        }
        if name.is_index {
            return;
        }
        let slug = slug.map_or_else(|| slugify(&name.stem), str::to_owned);
        for part in &name.folders {
            folder.push_str(&slugify(part));
            folder.push('/');
        }
        self.urls.push(format!("{folder}{slug}/"));
        if let (Kind::Chapter | Kind::Tier, Some(own)) = (name.kind, name.kind.folder()) {
            // References name them by their slug, wherever the file lies.
            self.names.insert(format!("{own}/{slug}"));
        }
        if name.kind == Kind::Chapter {
            self.urls.extend(["feed.xml", "feed.json"].map(|file| format!("{folder}{slug}/{file}")));
        }
        // `[[events/x]]` is looked for at this address too.
        self.urls.push(format!("/{}/", name.reference()));
        self.names.insert(name.reference());
        if name.kind == Kind::Member {
            self.handles.insert(slug);
        }
    }

    /// Of a source whose path alone was refused, such as one of a kind that is not printed yet.
    fn add_path(&mut self, path: &str) {
        let inner = path.strip_prefix("content/").and_then(|inner| inner.strip_suffix(".md"));
        let Some(reference) = inner else { return };
        self.urls.push(format!("/{reference}/"));
        if let Some((folder, _)) = reference.split_once('/') {
            self.urls.push(format!("/{folder}/"));
        }
        self.names.insert(reference.to_owned());
    }
}
