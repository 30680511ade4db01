//! What a command names: a page by its reference, its source or an address, a poster by the code on it.

use std::path::Path;

use handbill::diagnostics;
use handbill::model::{Code, Lang, Page, PageId, Site, SiteCode, SourcePath};

use crate::cli::exit::Failure;

/// A page that was named.
pub(super) struct Named {
    pub(super) page: PageId,
    /// The place, where a code was named that is one place's.
    pub(super) placement: Option<String>,
}

/// The public page that a command names.
pub(super) fn find(site: &Site, root: &Path, target: &str, lang: Option<&str>) -> Result<Named, Failure> {
    let wanted = inner(site, root, target);
    if let Some(code) = code(site, &wanted) {
        return of_code(code);
    }
    let lang = lang.map(Lang::new);
    let is_named = |page: &Page| {
        let name = &page.document.name;
        let address = page.url.as_str().trim_matches('/');
        let of_lang = lang.as_ref().is_none_or(|lang| page.lang == *lang);
        of_lang
            && (name.reference() == wanted
                || page.document.path.as_str() == wanted
                || address == wanted
                || poster_of(site, page, &wanted))
    };
    let found = (0..site.pages.len()).filter(|id| is_named(&site.pages[*id]));
    // Translations have one reference: the site's own language comes first.
    let own = found.min_by_key(|id| (site.pages[*id].lang != site.config.language, *id));
    own.map(|id| Named { page: PageId(id), placement: None }).ok_or_else(|| unknown(site, target, &wanted))
}

/// What was typed, as references and paths of this site are written: copied addresses and paths of the shell count, too.
fn inner(site: &Site, root: &Path, target: &str) -> String {
    let path = match target.split_once("://") {
        Some((_, rest)) => {
            let path = rest.find('/').map_or("/", |at| &rest[at..]);
            path.strip_prefix(site.config.base_path().trim_end_matches('/')).unwrap_or(path)
        }
        None => target,
    };
    let path = path.split(['?', '#']).next().unwrap_or(path).replace('\\', "/");
    let path = Path::new(&path).strip_prefix(root).ok().and_then(Path::to_str).unwrap_or(&path);
    path.trim_start_matches("./")
        .trim_matches('/')
        .trim_end_matches("index.html")
        .trim_end_matches('/')
        .to_owned()
}

/// `7KQ2MX`, `C/7KQ2MX`, or the end of an address as it is typed.
fn code<'a>(site: &'a Site, wanted: &str) -> Option<&'a SiteCode> {
    let (before, last) = wanted.rsplit_once('/').unwrap_or(("C", wanted));
    let is_short = before.eq_ignore_ascii_case("c") || before.to_ascii_lowercase().ends_with("/c");
    site.codes.get(Code::new(&last.to_ascii_uppercase())?).filter(|_| is_short)
}

fn of_code(code: &SiteCode) -> Result<Named, Failure> {
    let page = code.carrier.ok_or_else(|| {
        Failure::usage(
            format!("the code `{}` is on no poster of this site any more", code.code),
            format!(
                "what was printed goes on leading to `{}`; `handbill poster codes` tells of all",
                code.to
            ),
        )
    })?;
    Ok(Named { page, placement: code.placement.clone() })
}

/// Whether this is the address of a page's poster: `posters/events/spring-salon`.
fn poster_of(site: &Site, page: &Page, wanted: &str) -> bool {
    let root = site.config.root_of(&page.lang);
    let Some(rest) = wanted.strip_prefix(root.trim_start_matches('/')) else { return false };
    let parts = rest.strip_prefix("posters/").and_then(|rest| rest.split_once('/'));
    let slug = page.url.as_str().trim_end_matches('/').rsplit('/').next();
    parts.is_some_and(|(folder, own)| page.kind.folder() == Some(folder) && slug == Some(own))
}

fn unknown(site: &Site, target: &str, wanted: &str) -> Failure {
    let last = wanted.rsplit('/').next().unwrap_or(wanted);
    if Code::new(last).is_some() && !last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Failure::usage(
            format!("this site has no code `{last}`"),
            "`handbill poster codes` lists every code",
        );
    }
    let translations: Vec<&str> = site
        .pages
        .iter()
        .filter(|page| page.document.name.reference() == wanted)
        .map(|page| page.lang.as_str())
        .collect();
    if !translations.is_empty() {
        return Failure::usage(
            format!("`{target}` is not in this language"),
            format!("it is in {}", translations.join(", ")),
        );
    }
    let source = SourcePath::new(wanted);
    let withheld = |path: &SourcePath| *path == source || reference(path) == wanted;
    if site.withheld.iter().any(|page| withheld(&page.path)) {
        return Failure::usage(
            format!("`{target}` is not public, so it has no poster"),
            "`handbill list` says why; `--now` shows the site as of another day",
        );
    }
    let references: Vec<String> = site.pages.iter().map(|page| page.document.name.reference()).collect();
    // A slug alone names a page for whoever typed it.
    let slug = references.iter().find(|name| name.rsplit('/').next() == Some(wanted)).map(String::as_str);
    let near = slug.or_else(|| diagnostics::nearest(wanted, references.iter().map(String::as_str)));
    let help = near.map_or_else(
        || "name it as references do: `events/spring-salon`; `handbill list` shows every page".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Failure::usage(format!("there is no public page `{target}`"), help)
}

/// `content/events/spring-salon.zh.md` to `events/spring-salon`.
fn reference(path: &SourcePath) -> String {
    let path =
        path.as_str().trim_start_matches("content/").trim_end_matches(".md").trim_end_matches("/index");
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let file = file.split('.').next().unwrap_or(file);
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}
