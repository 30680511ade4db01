//! Links of a body: where each leads, or why it leads nowhere.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Scope;
use super::content_files::{Named, is_markdown};
use super::index::{Index, beside};
use super::people::Members;
use super::references::{Unknown, unknown_page};
use super::targets::{At, Targets};
use crate::diagnostics::{self, Diagnostic, MOST_OF_ONE, nearest};
use crate::model::{
    BodyLink, Document, Kind, LINK_SCHEMES, LinkForm, Mention, NamedFile, OutputPath, ResolvedLink,
    UNSAFE_SCHEMES, UrlPath, Use,
};

/// What the links of one document are resolved against.
pub(super) struct Linker<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) index: &'a Index,
    pub(super) members: &'a Members,
    pub(super) targets: &'a Targets<'a>,
    pub(super) document: &'a Document,
    /// The address that relative links start from.
    pub(super) url: &'a UrlPath,
    /// Pictures of this document must not be shown: a member's, without `photo`.
    pub(super) no_pictures: bool,
    /// Files of `content/` that the document publishes by pointing at them.
    pub(super) files: Vec<(OutputPath, NamedFile)>,
    pub(super) found: Vec<Diagnostic>,
}

impl Linker<'_> {
    /// Resolves every link of the outline, by the same index.
    pub(super) fn all(&mut self) -> Vec<ResolvedLink> {
        let document = self.document;
        let one = |link: &BodyLink| {
            // What will not be told one by one is not held one by one either.
            if self.found.len() > 4 * MOST_OF_ONE {
                diagnostics::sort(&mut self.found);
            }
            self.one(link)
        };
        document.outline.links.iter().map(one).collect()
    }

    /// Resolves one reference.
    pub(super) fn one(&mut self, link: &BodyLink) -> ResolvedLink {
        match link.form {
            LinkForm::Mention => self.mention(&link.target),
            LinkForm::Wiki | LinkForm::WikiLabelled => self.wiki(link),
            // Film and sound show a person as a picture does.
            LinkForm::Image | LinkForm::RawFile if self.no_pictures => ResolvedLink::Withheld,
            LinkForm::Link | LinkForm::Image | LinkForm::RawLink | LinkForm::RawFile => self.plain(link),
        }
    }

    /// `@run` takes the longest known handle that the run starts with.
    fn mention(&self, run: &str) -> ResolvedLink {
        let lang = &self.document.name.lang;
        let ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.take_while(|end| *end <= self.members.longest_handle()).collect();
        for len in ends.into_iter().rev() {
            // Latin handles end where the word ends: `@ann` is not in `@anna`.
            let ends_word = |c: char| !c.is_ascii_alphanumeric();
            let at_end = run[len..].chars().next().is_none_or(ends_word)
                || run[..len].chars().next_back().is_some_and(|c| !c.is_ascii_alphanumeric());
            if !at_end {
                continue;
            }
            let handle = &run[..len];
            if let (Some(credit), Some(feed_credit)) =
                (self.members.credit(handle, lang, Use::Page), self.members.credit(handle, lang, Use::Feed))
            {
                return ResolvedLink::Member(Box::new(Mention { credit, feed_credit, len }));
            }
        }
        ResolvedLink::Text
    }

    /// A wiki link to a member, which shows their name.
    fn named(&self, at: usize) -> Option<ResolvedLink> {
        let entry = &self.index.entries[at];
        if entry.document.name.kind != Kind::Member {
            return None;
        }
        let credit = |purpose| self.members.credit(&entry.slug, &self.document.name.lang, purpose);
        let (credit, feed_credit) = (credit(Use::Page)?, credit(Use::Feed)?);
        Some(ResolvedLink::Member(Box::new(Mention { credit, feed_credit, len: 0 })))
    }

    fn wiki(&mut self, link: &BodyLink) -> ResolvedLink {
        let (reference, anchor) = split_anchor(&link.target);
        let reference = reference.trim().trim_end_matches(".md").trim_matches('/');
        match self.index.by_reference(reference, &self.document.name.lang) {
            Some(at) => {
                self.check_anchor(link, at, anchor);
                let resolved = Targets::link(self.index, &At::Entry(at));
                match (link.form, &resolved) {
                    // The words are the member's name: they follow consent like any other mention.
                    (LinkForm::Wiki, ResolvedLink::Page(_)) => self.named(at).unwrap_or(resolved),
                    _ => resolved,
                }
            }
            None => match self.list_named(reference) {
                Some(at) => Targets::link(self.index, &at),
                None => {
                    let problem = match self.suggests() {
                        true => unknown_page(self.index, reference),
                        false => Unknown::page(reference),
                    };
                    self.found.push(problem.at(self.document, link.span));
                    ResolvedLink::Broken
                }
            },
        }
    }

    /// What lies at an address written without slashes, in the reader's language or in the default one.
    fn list_named(&self, reference: &str) -> Option<At> {
        let own = self.targets.at(&format!("/{}/{reference}/", self.document.name.lang));
        own.or_else(|| self.targets.at(&format!("/{reference}/")))
    }

    fn plain(&mut self, link: &BodyLink) -> ResolvedLink {
        let target = link.target.trim();
        let image = is_picture(link.form);
        if let Some(scheme) = scheme(target) {
            return self.with_scheme(link, &scheme.to_ascii_lowercase(), image);
        }
        if target.starts_with("//") {
            return if image { self.remote_picture(link) } else { ResolvedLink::AsWritten };
        }
        let (path, anchor) = split_anchor(target);
        let path = without_query(path);
        if path.is_empty() {
            self.check_own_anchor(link, anchor);
            return ResolvedLink::AsWritten;
        }
        let resolved = if path.starts_with('/') {
            self.targets.at(path).map(|at| self.found_at(link, at, anchor))
        } else {
            let decoded = percent_decode_str(path).decode_utf8_lossy();
            if is_markdown(&decoded) {
                self.source(link, &decoded, anchor)
            } else {
                self.relative(link, path, &decoded, anchor)
            }
        };
        resolved.unwrap_or_else(|| {
            self.unknown(link, path);
            ResolvedLink::Broken
        })
    }

    fn with_scheme(&mut self, link: &BodyLink, scheme: &str, image: bool) -> ResolvedLink {
        if UNSAFE_SCHEMES.contains(&scheme) {
            // Whoever read the text has told of it.
            return ResolvedLink::Unsafe;
        }
        if !LINK_SCHEMES.contains(&scheme) {
            self.found.push(
                Diagnostic::warning("link::unsafe-scheme", format!("a link with `{scheme}:` is not printed"))
                    .labelled(&self.document.path, link.span, "its words stay")
                    .help(format!("links may have {}", LINK_SCHEMES.join(", "))),
            );
            return ResolvedLink::Unsafe;
        }
        if image { self.remote_picture(link) } else { ResolvedLink::AsWritten }
    }

    fn remote_picture(&mut self, link: &BodyLink) -> ResolvedLink {
        self.found.push(
            Diagnostic::warning("link::remote-picture", "a picture on another site becomes a link to it")
                .at(&self.document.path, link.span)
                .help("save the picture beside this file, so that readers ask nobody else for it"),
        );
        ResolvedLink::RemotePicture
    }

    /// `../events/x.md`, from this source's folder.
    fn source(&mut self, link: &BodyLink, path: &str, anchor: Option<&str>) -> Option<ResolvedLink> {
        let path = beside(&self.document.path, path)?;
        let Some(at) = self.index.by_path(&path) else {
            return self.index.lost.has(&path).then_some(ResolvedLink::Withheld);
        };
        let entry = &self.index.entries[at];
        if entry.document.name.is_index {
            let target = self.targets.at(entry.url.as_str())?;
            return Some(self.found_at(link, target, None));
        }
        // A Chinese page that names the English file means what its readers can read.
        let own = self.index.by_reference(&entry.reference, &self.document.name.lang);
        let at = if entry.document.name.lang_written { at } else { own.unwrap_or(at) };
        Some(self.found_at(link, At::Entry(at), anchor))
    }

    /// A file beside the source, or an address relative to the page's own.
    fn relative(
        &mut self,
        link: &BodyLink,
        path: &str,
        decoded: &str,
        anchor: Option<&str>,
    ) -> Option<ResolvedLink> {
        match self.content_file(decoded, link.span) {
            Some(Named::File(file)) => return Some(ResolvedLink::File(file)),
            Some(Named::Withheld) => return Some(ResolvedLink::Withheld),
            Some(Named::Refused) => return Some(ResolvedLink::Broken),
            None => {}
        }
        let base = self.url.as_str();
        let mut parts: Vec<&str> = base[1..].split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let at = self.targets.at(&format!("/{}", parts.join("/")))?;
        Some(self.found_at(link, at, anchor))
    }

    fn found_at(&mut self, link: &BodyLink, at: At, anchor: Option<&str>) -> ResolvedLink {
        if let At::Entry(entry) = at {
            self.check_anchor(link, entry, anchor);
        }
        Targets::link(self.index, &at)
    }

    fn check_own_anchor(&mut self, link: &BodyLink, anchor: Option<&str>) {
        let document = self.document;
        self.check_anchor_in(link, document, anchor);
    }

    fn check_anchor(&mut self, link: &BodyLink, entry: usize, anchor: Option<&str>) {
        // What is withheld must not be told by an error either: nobody can follow the link.
        if self.index.page(entry).is_some() {
            let document = &self.index.entries[entry].document;
            self.check_anchor_in(link, document, anchor);
        }
    }

    fn check_anchor_in(&mut self, link: &BodyLink, target: &Document, anchor: Option<&str>) {
        let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty() && *anchor != "top") else { return };
        let wanted = percent_decode_str(anchor).decode_utf8_lossy();
        let headings = target.outline.headings.iter().map(|heading| heading.id.as_str());
        let mut ids = headings.chain(target.outline.anchors.iter().map(String::as_str));
        if ids.clone().any(|id| id == wanted) {
            return;
        }
        let near = if self.suggests() { nearest(&wanted, ids.clone()) } else { None };
        let label = near.map_or(String::new(), |near| format!("did you mean `#{near}`?"));
        let problem = Diagnostic::error(
            "link::unknown-anchor",
            format!("`{}` has no heading `#{wanted}`", target.path),
        )
        .labelled(&self.document.path, link.span, label);
        let help = match ids.next() {
            None => "that page has no headings to link to".to_owned(),
            Some(first) => format!("its headings are {}", list_of(first, ids)),
        };
        self.found.push(problem.help(help));
    }

    /// Whether the next mistake is told with what may have been meant: to look for that takes the longer the larger a site
    /// is, and what comes later is not told one by one.
    fn suggests(&self) -> bool {
        self.found.len() < MOST_OF_ONE
    }

    fn unknown(&mut self, link: &BodyLink, path: &str) {
        let image = is_picture(link.form);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let problem = if link.form == LinkForm::RawFile {
            Diagnostic::error("link::unknown-picture", format!("there is no file `{decoded}`"))
                .help("a file's path starts from the folder of this source, or from `/` for `static/`")
        } else if image {
            Diagnostic::error("link::unknown-picture", format!("there is no picture `{decoded}`"))
                .help("a picture's path starts from the folder of this file, or from `/` for `static/`")
        } else if is_markdown(&decoded) {
            Diagnostic::error("link::unknown-page", format!("there is no source `{decoded}`"))
                .help("the path of a source starts from the folder of this file")
        } else {
            Diagnostic::error("link::unknown-page", format!("nothing of this site is at `{decoded}`")).help(
                "link to a source (`../events/x.md`), by name (`[[events/x]]`) or by address (`/events/x/`)",
            )
        };
        let near = if self.suggests() { self.near(&decoded, image) } else { None };
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        self.found.push(problem.labelled(&self.document.path, link.span, label));
    }
}

/// Names for a reader: at most eight, then how many more.
fn list_of<'a>(first: &'a str, mut others: impl Iterator<Item = &'a str>) -> String {
    let shown = std::iter::once(first).chain(others.by_ref().take(7));
    let shown = shown.map(|id| format!("`#{id}`")).collect::<Vec<_>>().join(", ");
    match others.count() {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Whether a reference shows a file in the page, rather than leading to it.
const fn is_picture(form: LinkForm) -> bool {
    match form {
        LinkForm::Image | LinkForm::RawFile => true,
        LinkForm::Link | LinkForm::Wiki | LinkForm::WikiLabelled | LinkForm::Mention | LinkForm::RawLink => {
            false
        }
    }
}

fn split_anchor(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (target, None),
    }
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// The path of a file that a link names, as the disk has it.
pub(super) fn path_of(target: &str) -> Cow<'_, str> {
    percent_decode_str(without_query(split_anchor(target.trim()).0)).decode_utf8_lossy()
}

/// The scheme of an absolute URL (RFC 3986 §3.1), read as browsers read it: control characters
/// and spaces inside do not hide it.
pub(super) fn scheme(target: &str) -> Option<String> {
    if !target.contains(':') {
        return None;
    }
    let seen: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(64).collect();
    let (scheme, _) = seen.split_once(':')?;
    let mut chars = scheme.chars();
    let legal = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    legal.then(|| scheme.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_does_not_hide_behind_control_characters() {
        assert_eq!(scheme("java\tscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme(" JAVASCRIPT:x").as_deref(), Some("JAVASCRIPT"));
        assert_eq!(scheme("https://a.example/").as_deref(), Some("https"));
        assert_eq!(scheme("../a:b.md"), None);
        assert_eq!(scheme("a/b:c"), None);
    }
}
