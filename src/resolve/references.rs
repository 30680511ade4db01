//! References in front matter: to members by handle, to other kinds by path.

use super::index::Index;
use super::people::Members;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{Credit, Document, Handle, Kind, PageId, SourcePath, Span, Spanned, Use};

/// The credits of a list of handles; an unknown one is reported and left out.
pub(super) fn credits(
    index: &Index,
    members: &Members,
    document: &Document,
    handles: &[Spanned<Handle>],
    purpose: Use,
    found: &mut Vec<Diagnostic>,
) -> Vec<Credit> {
    handles.iter().filter_map(|handle| credit(index, members, document, handle, purpose, found)).collect()
}

/// The credit of one handle.
pub(super) fn credit(
    index: &Index,
    members: &Members,
    document: &Document,
    handle: &Spanned<Handle>,
    purpose: Use,
    found: &mut Vec<Diagnostic>,
) -> Option<Credit> {
    let credit = members.credit(handle.value.as_str(), &document.name.lang, purpose);
    let name = handle.value.as_str();
    if credit.is_none() && !index.lost.has_handle(name) {
        let problem = Diagnostic::error("link::unknown-member", format!("no member has the handle `{name}`"));
        let near = nearest(name, members.handles.iter().map(String::as_str));
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        found.push(
            problem
                .labelled(&document.path, handle.span, label)
                .help("a handle is the name of a file in `content/members/`, without `.md`"),
        );
    }
    credit
}

/// The page that a reference from one kind to another means.
///
/// `None` where it is withheld, or where it leads nowhere, which is reported.
pub(super) fn page(
    index: &Index,
    document: &Document,
    reference: &Spanned<String>,
    wanted: Kind,
    found: &mut Vec<Diagnostic>,
) -> Option<PageId> {
    let at = meant(index, document, reference, found)?;
    let kind = index.entries[at].document.name.kind;
    if kind != wanted {
        let message = format!(
            "`{}` is {}, and {} is wanted here",
            reference.value,
            kind.with_article(),
            wanted.with_article()
        );
        let problem = Diagnostic::error("link::wrong-kind", message).at(&document.path, reference.span);
        let folder = wanted.folder().map_or(String::new(), |folder| format!("{folder}/"));
        found.push(problem.help(format!("name {} by its path: `{folder}…`", wanted.with_article())));
        return None;
    }
    index.page(at)
}

/// The page of any kind that a reference means.
///
/// `None` where it is withheld, or where it leads nowhere, which is reported.
pub(super) fn any_page(
    index: &Index,
    document: &Document,
    reference: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<PageId> {
    index.page(meant(index, document, reference, found)?)
}

/// The entry that a reference means to readers of the document's language; one that leads nowhere is reported.
fn meant(
    index: &Index,
    document: &Document,
    reference: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let at = index.by_reference(&reference.value, &document.name.lang);
    if at.is_none() && !index.lost.has(&reference.value) {
        found.push(unknown_page(index, &reference.value).at(document, reference.span));
    }
    at
}

/// The chapter or tier that a bare slug means.
///
/// `None` where it is withheld, or where there is none, which is reported.
pub(super) fn by_slug(
    index: &Index,
    document: &Document,
    slug: &Spanned<String>,
    kind: Kind,
    found: &mut Vec<Diagnostic>,
) -> Option<PageId> {
    if let Some(at) = index.by_slug(kind, &slug.value, &document.name.lang) {
        return index.page(at);
    }
    let folder = kind.folder().unwrap_or_default();
    if !index.lost.has(&format!("{folder}/{}", slug.value)) {
        let near = nearest(&slug.value, index.slugs(kind));
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        let message = format!("there is no {kind} `{}`", slug.value);
        found.push(
            Diagnostic::error("link::unknown-slug", message)
                .labelled(&document.path, slug.span, label)
                .help(format!("name it by its file in `content/{folder}/`, without folder and `.md`")),
        );
    }
    None
}

/// A problem that still lacks its place, and the name that may have been meant.
pub(super) struct Unknown {
    problem: Diagnostic,
    near: Option<String>,
}

impl Unknown {
    /// That no page has this reference, and no more.
    pub(super) fn page(reference: &str) -> Self {
        let problem = Diagnostic::error("link::unknown-page", format!("there is no page `{reference}`"))
            .help("paths start from `content/` and have no `.md`, for example `events/spring-salon`");
        Self { problem, near: None }
    }

    /// Puts the problem in its place.
    pub(super) fn at(self, document: &Document, span: Span) -> Diagnostic {
        self.at_path(&document.path, span)
    }

    /// Puts the problem in its place in a file that is no document.
    pub(super) fn at_path(self, path: &SourcePath, span: Span) -> Diagnostic {
        let label = self.near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        self.problem.labelled(path, span, label)
    }
}

/// Says that no page has this reference.
pub(super) fn unknown_page(index: &Index, reference: &str) -> Unknown {
    let near = nearest(reference, index.references()).map(str::to_owned);
    Unknown { near, ..Unknown::page(reference) }
}
