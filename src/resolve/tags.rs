//! Tags: what differs only by case or Unicode form is one.

use std::collections::HashMap;

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
    /// Where it was first written, for the warning about slugs.
    place: (usize, Span),
    pages: Vec<PageId>,
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
pub(super) fn collect(scope: &Scope<'_>, index: &Index<'_>, diagnostics: &mut Vec<Diagnostic>) -> Tags {
    let mut drafts: HashMap<(Lang, String), Draft> = HashMap::new();
    // Sources in order of their paths: "as first written" is the same on every machine.
    for (at, entry) in index.entries.iter().enumerate() {
        let Some(page) = index.page(at) else { continue };
        for tag in &entry.document.front.shared.tags {
            let key = (entry.lang().clone(), fold(&tag.value));
            let draft = drafts.entry(key).or_insert_with(|| Draft {
                name: tag.value.clone(),
                place: (at, tag.span),
                pages: Vec::new(),
            });
            if draft.pages.last() != Some(&page) {
                draft.pages.push(page);
            }
        }
    }
    // The tag that was written first keeps the plain slug.
    let mut ordered: Vec<((Lang, String), Draft)> = drafts.into_iter().collect();
    ordered.sort_by_key(|(_, draft)| (draft.place.0, draft.place.1.start));
    let mut slugs: HashMap<(Lang, String), usize> = HashMap::new();
    let mut made: Vec<((Lang, String), Tag)> = Vec::with_capacity(ordered.len());
    for ((lang, key), mut draft) in ordered {
        super::lists::newest_first(index, &mut draft.pages);
        let (slug, clashed) = free_slug(&mut slugs, &lang, &draft.name);
        if clashed {
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
        made.push(((lang.clone(), key), Tag { lang, name: draft.name, url, pages: draft.pages }));
    }
    made.sort_by(|(_, a), (_, b)| (&a.lang, &a.url).cmp(&(&b.lang, &b.url)));
    let by_key = made.iter().enumerate().map(|(id, (key, _))| (key.clone(), TagId(id))).collect();
    Tags { list: made.into_iter().map(|(_, tag)| tag).collect(), by_key }
}

/// The addresses that tags of withheld pages would have.
pub(super) fn withheld_urls(scope: &Scope<'_>, index: &Index<'_>) -> Vec<String> {
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
