//! Translations: which sources are the same thing in several languages, and whether they say the same of it.

mod facts;

use facts::facts;

use super::Input;
use super::entry::{Entry, slug_place};
use super::index::Index;
use crate::diagnostics::Diagnostic;
use crate::model::{Document, Kind, Lang, SourceTree, WithheldReason};

/// Looks at every source that has translations, or seems to have.
pub(super) fn check(index: &Index, input: &Input<'_>, found: &mut Vec<Diagnostic>) {
    let (default, files) = (&input.config.language, input.files);
    for (at, entry) in index.entries.iter().enumerate() {
        let name = &entry.document.name;
        if name.lang_written && name.lang == *default {
            double_default(index, &entry.document, default, found);
        }
        if !name.is_index {
            same_thing_twice(index, at, found);
            untied(index, at, found);
            disagreements(index, files, at, default, found);
        }
    }
}

/// Translations of one thing: each in a language of its own, of a member all with one handle.
fn same_thing_twice(index: &Index, at: usize, found: &mut Vec<Diagnostic>) {
    let entry = &index.entries[at];
    let group = index.translations(at);
    let Some(&first) = group.first().filter(|first| **first != at) else { return };
    let first = &index.entries[first];
    let mut earlier = group.iter().take_while(|other| **other != at).map(|other| &index.entries[*other]);
    let twice = earlier.find(|other| other.lang() == entry.lang() && other.reference != entry.reference);
    if let Some(twice) = twice {
        found.push(
            both(
                Diagnostic::error(
                    "source::two-translations",
                    format!("two sources are the same thing in `{}`", entry.lang()),
                ),
                (entry, "this one"),
                (twice, "and this one"),
            )
            .help("a `translation_key` ties one source of each language"),
        );
    } else if entry.document.name.kind == Kind::Member && first.slug != entry.slug {
        found.push(
            both(
                Diagnostic::error(
                    "address::two-handles",
                    format!("one member has the handles `{}` and `{}`", first.slug, entry.slug),
                ),
                (entry, "this translation"),
                (first, "and this one"),
            )
            .help("a member's consent is held by their handle: give every translation the same slug"),
        );
    }
}

fn both(problem: Diagnostic, one: (&Entry, &str), other: (&Entry, &str)) -> Diagnostic {
    let (path, span) = slug_place(&one.0.document);
    let (other_path, other_span) = slug_place(&other.0.document);
    problem.labelled(path, span, one.1).labelled(other_path, other_span, other.1)
}

/// `x.md` beside `x.<default language>.md`.
fn double_default(index: &Index, document: &Document, default: &Lang, found: &mut Vec<Diagnostic>) {
    let path = &document.path;
    let suffix = format!(".{default}.md");
    let Some(stem) = path.as_str().strip_suffix(&suffix) else { return };
    let plain = format!("{stem}.md");
    if index.by_path(&plain).is_some() {
        found.push(
            Diagnostic::error(
                "source::default-language-twice",
                format!("`{plain}` is the same page in the same language"),
            )
            .in_file(path)
            .help(format!("`{default}` is the site's default language: keep one of the two files")),
        );
    }
}

/// Two languages of one file name, of which only one has the key that ties them.
fn untied(index: &Index, at: usize, found: &mut Vec<Diagnostic>) {
    let entry = &index.entries[at];
    let Some(key) = &entry.document.front.shared.translation_key else { return };
    let namesakes = index.namesakes(&entry.reference).iter().map(|other| &index.entries[*other]);
    let mut apart = namesakes.filter(|other| other.group != entry.group && other.lang() != entry.lang());
    if let Some(other) = apart.next() {
        let (other_path, other_span) = match &other.document.front.shared.translation_key {
            // Told from the other side.
            Some(_) if other.document.path < entry.document.path => return,
            Some(other_key) => (&other.document.path, other_key.span),
            None => slug_place(&other.document),
        };
        found.push(
            Diagnostic::warning(
                "translation::untied",
                "two sources of one name are no translations of each other",
            )
            .labelled(&entry.document.path, key.span, "this key")
            .labelled(other_path, other_span, "is not the key of this one")
            .help("write the same `translation_key` in both, or none; or rename one of the files"),
        );
    }
}

/// What translations say of one thing and do not agree about.
fn disagreements(index: &Index, files: &SourceTree, at: usize, default: &Lang, found: &mut Vec<Diagnostic>) {
    let group = index.translations(at);
    if group.len() < 2 {
        return;
    }
    let counts = |other: &usize| index.entries[*other].withheld != Some(WithheldReason::Draft);
    let original = group.iter().copied().find(|other| index.entries[*other].lang() == default);
    let Some(original) = original.filter(counts).or_else(|| group.iter().copied().find(counts)) else {
        return;
    };
    let (entry, original) = (&index.entries[at], &index.entries[original]);
    // Two of one language have an error of their own.
    if !counts(&at) || entry.lang() == original.lang() {
        return;
    }
    if let (Some(own), Some(other)) = (&entry.document.front.shared.uid, &original.document.front.shared.uid)
        && own.value != other.value
    {
        found.push(
            Diagnostic::warning("translation::different-uid", "two translations have different uids")
                .labelled(&entry.document.path, own.span, "here")
                .labelled(&original.document.path, other.span, "and here")
                .help("a page and its translations are one thing: give them one uid, or leave it out of all but one"),
        );
    }
    for (own, other) in facts(entry).into_iter().zip(facts(original)) {
        if own.names != other.names || own.said.agrees(&other.said) {
            continue;
        }
        let (span, label) = own.place(files, &entry.document, &other);
        let (other_span, other_label) = other.place(files, &original.document, &own);
        found.push(
            Diagnostic::warning(
                "translation::different-fact",
                format!(
                    "two translations disagree about `{}`",
                    own.name(files, &entry.document, &original.document)
                ),
            )
            .labelled(&entry.document.path, span, label)
            .labelled(&original.document.path, other_span, other_label)
            .help("each translation repeats the facts: write the same in both"),
        );
    }
}
