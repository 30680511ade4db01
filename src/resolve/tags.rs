//! Tags: what differs only by case or Unicode form is one.

use std::collections::{BTreeMap, HashMap};

use super::index::Index;
use super::{Scope, slugify};
use crate::diagnostics::Diagnostic;
use crate::model::{Lang, PageId, Span, Spanned, Tag, TagId, UrlPath, fold};

/// The tags of a site, and which page has which.
pub(super) struct Tags {
    pub(super) list: Vec<Tag>,
    by_key: HashMap<(Lang, String), TagId>,
}

/// A tag while its pages are still being counted.
struct Draft {
    name: String,
    /// A page of the list's own language has it; else all are borrowed.
    own: bool,
    /// Where it was first written, for the warning about slugs.
    place: (usize, Span),
    pages: Vec<PageId>,
}

impl Draft {
    fn new(at: usize, tag: &Spanned<String>) -> Self {
        Self { name: tag.value.clone(), own: false, place: (at, tag.span), pages: Vec::new() }
    }
}

impl Tags {
    /// The ids of a page's tags, each once, in the order of the source.
    pub(super) fn ids(&self, lang: &Lang, written: &[Spanned<String>]) -> Vec<TagId> {
        let mut ids = Vec::with_capacity(written.len());
        for tag in written {
            if let Some(&id) = self.by_key.get(&(lang.clone(), fold(&tag.value)))
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }
}

/// Collects the tags of public pages.
pub(super) fn collect(scope: &Scope<'_>, index: &Index) -> (Tags, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut drafts: HashMap<(Lang, String), Draft> = HashMap::new();
    // Sources in order of their paths: "as first written" is the same on every machine.
    for (at, entry) in index.entries.iter().enumerate() {
        let Some(page) = index.page(at) else { continue };
        for (nth, lang) in index.readers(at).enumerate() {
            for tag in &entry.document.front.shared.tags {
                let draft =
                    drafts.entry((lang.clone(), fold(&tag.value))).or_insert_with(|| Draft::new(at, tag));
                // A name in the list's own language goes before one that is borrowed.
                if nth == 0 && !draft.own {
                    *draft =
                        Draft { own: true, pages: std::mem::take(&mut draft.pages), ..Draft::new(at, tag) };
                }
                if draft.pages.last() != Some(&page) {
                    draft.pages.push(page);
                }
            }
        }
    }
    // The tag that was written first keeps the plain slug; what is borrowed stands back.
    let mut ordered: Vec<((Lang, String), Draft)> = drafts.into_iter().collect();
    ordered.sort_by_key(|(_, draft)| (!draft.own, draft.place.0, draft.place.1.start));
    let mut slugs: HashMap<(Lang, String), usize> = HashMap::new();
    let mut made: Vec<((Lang, String), Tag)> = Vec::with_capacity(ordered.len());
    let mut by_slug: HashMap<String, BTreeMap<Lang, UrlPath>> = HashMap::new();
    for ((lang, key), mut draft) in ordered {
        super::lists::newest_first(index, &mut draft.pages);
        let (slug, clashed) = free_slug(&mut slugs, &lang, &draft.name);
        // Of a borrowed tag its own language tells.
        if clashed && draft.own {
            let document = &index.entries[draft.place.0].document;
            diagnostics.push(
                Diagnostic::warning(
                    "tag::same-slug",
                    format!("the tag `{}` would have the address of another tag", draft.name),
                )
                .labelled(&document.path, draft.place.1, format!("its page is `tags/{slug}/`"))
                .help("rename one of the two tags"),
            );
        }
        let root = scope.input.config.root_of(&lang);
        let Ok(url) = UrlPath::new(&format!("{root}tags/{slug}/")) else { continue };
        let written = index.entries[draft.place.0].lang().clone();
        let tag = Tag { lang, name: draft.name, written, url, pages: draft.pages, translations: Vec::new() };
        by_slug.entry(slug).or_default().insert(tag.lang.clone(), tag.url.clone());
        made.push(((tag.lang.clone(), key), tag));
    }
    for (_, tag) in &mut made {
        let slug = tag.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let same = by_slug.get(slug).into_iter().flatten().filter(|(lang, _)| **lang != tag.lang);
        tag.translations = same.map(|(lang, url)| (lang.clone(), url.clone())).collect();
    }
    made.sort_by_cached_key(|(_, tag)| {
        (tag.lang.clone(), scope.collation.key(&tag.lang, &tag.name), tag.url.clone())
    });
    let by_key = made.iter().enumerate().map(|(id, (key, _))| (key.clone(), TagId(id))).collect();
    (Tags { list: made.into_iter().map(|(_, tag)| tag).collect(), by_key }, diagnostics)
}

/// The addresses that tags of withheld pages would have.
pub(super) fn withheld_urls(scope: &Scope<'_>, index: &Index) -> Vec<String> {
    let hidden = index.entries.iter().enumerate().filter(|(at, _)| !index.is_public(*at));
    hidden
        .flat_map(|(_, entry)| {
            let root = scope.input.config.root_of(entry.lang());
            let tags = entry.document.front.shared.tags.iter();
            tags.flat_map(move |tag| {
                let url = format!("{root}tags/{}/", fold(&slugify(&tag.value)));
                ["", "feed.xml", "feed.json"].map(|file| format!("{url}{file}"))
            })
        })
        .collect()
}

/// A slug that no other tag of the language has: the second `c` becomes `c-2`.
fn free_slug(slugs: &mut HashMap<(Lang, String), usize>, lang: &Lang, name: &str) -> (String, bool) {
    let wanted = match fold(&slugify(name)) {
        slug if slug.is_empty() || UrlPath::new(&format!("/{slug}/")).is_err() => "tag".to_owned(),
        slug => slug,
    };
    let count = slugs.entry((lang.clone(), wanted.clone())).or_insert(0);
    *count += 1;
    if *count == 1 {
        return (wanted, false);
    }
    let slug = format!("{wanted}-{count}");
    // A tag that is called `c-2` itself moves on.
    match slugs.get(&(lang.clone(), slug.clone())) {
        Some(_) => free_slug(slugs, lang, &slug),
        None => {
            slugs.insert((lang.clone(), slug.clone()), 1);
            (slug, true)
        }
    }
}
