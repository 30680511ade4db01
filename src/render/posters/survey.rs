//! Which pages have a poster, of what design and in which formats.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::code_level;
use super::wall::walls;
use crate::diagnostics::{Diagnostic, nearest};
use crate::model::{
    Code, Kind, KindFields, OutputPath, Page, PageId, PagePoster, Pictures, PosterFormat, PosterWish,
    Posters, PrintRunFields, Site, SiteConfig, SourcePath, SourceTree, Span, Spanned, UrlPath,
};
use crate::poster::{Fonts, QrCode};
use crate::render::Engine;
use crate::theme::Design;

/// The smallest module that phones read from a screen, in pixels of a drawing 1080 wide.
const LEAST_MODULE: u32 = 5;
/// What the boxes of codes are measured for: 25 modules with their quiet zone.
const USUAL_SIDE: u32 = 33;

/// What the last look at a site gave, for the next one; losing it loses only time.
#[derive(Debug, Default)]
pub struct Surveyed {
    engine: Option<Arc<Engine>>,
    /// By the pages' ids.
    pages: Vec<Seen>,
    posters: Arc<Posters>,
}

/// One page, and all that its poster was decided by beside the theme.
#[derive(Debug)]
struct Seen {
    page: Arc<Page>,
    subject: Option<Arc<Page>>,
    chapter: Option<Arc<Page>>,
    has_code: bool,
    poster: Option<PagePoster>,
    found: Vec<Diagnostic>,
}

impl Seen {
    /// A page and what it is looked at with, not looked at yet.
    fn of(site: &Site, id: PageId) -> Self {
        let page = site.page(id);
        let subject = page.facts.print_run().and_then(|run| run.target).map(|id| Arc::clone(site.page(id)));
        let chapter = subject.as_ref().unwrap_or(page).chapter;
        Self {
            page: Arc::clone(page),
            subject,
            chapter: chapter.map(|id| Arc::clone(site.page(id))),
            has_code: page.poster.is_some() && site.poster_code(id).is_some(),
            poster: None,
            found: Vec::new(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let same = |a: &Option<Arc<Page>>, b: &Option<Arc<Page>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        Arc::ptr_eq(&self.page, &other.page)
            && same(&self.subject, &other.subject)
            && same(&self.chapter, &other.chapter)
            && self.has_code == other.has_code
    }
}

/// Looks at every page that may have a poster.
///
/// A page whose words no font can print has none: an error where it asks for one, a warning elsewhere. A page that `kept`
/// saw with the same designs in the same fonts is not looked at again but for its picture.
#[must_use]
pub fn survey(
    site: &Site,
    engine: &Arc<Engine>,
    pictures: &Pictures,
    fonts: &Fonts,
    files: &SourceTree,
    kept: &mut Surveyed,
) -> (Arc<Posters>, Vec<Diagnostic>) {
    if !kept.engine.as_ref().is_some_and(|known| Arc::ptr_eq(known, engine) || known.draws_like(engine)) {
        *kept = Surveyed::default();
    }
    kept.engine = Some(Arc::clone(engine));
    let look = |id: usize| {
        let mut seen = Seen::of(site, PageId(id));
        // A print run whose target is withheld may have none: it would lead nowhere.
        if !seen.has_code {
            return seen;
        }
        let designs = engine.designs();
        let surveyor = Surveyor { site, designs, pictures, fonts, files, page: &seen.page };
        match kept.pages.get(id).filter(|before| before.is_same(&seen)) {
            Some(before) => {
                let subject = subject_of(site, &seen.page);
                let photo = |poster: &PagePoster| {
                    designs.get(&poster.design).is_some_and(|design| has_photo(subject, design, pictures))
                };
                let poster = before.poster.clone();
                seen.poster = poster.map(|poster| PagePoster { has_photo: photo(&poster), ..poster });
                seen.found.clone_from(&before.found);
            }
            None => {
                let mut found = Vec::new();
                let poster = surveyor.poster(&mut found);
                (seen.poster, seen.found) = (poster, found);
            }
        }
        seen
    };
    let seen: Vec<Seen> = (0..site.pages.len()).into_par_iter().map(look).collect();
    let by_page = seen.iter().enumerate().filter_map(|(id, seen)| Some((PageId(id), seen.poster.clone()?)));
    let mut posters = Posters { by_page: by_page.collect(), ..Posters::default() };
    posters.walls = walls(site, &posters.by_page);
    let mut found: Vec<Diagnostic> = seen.iter().flat_map(|seen| seen.found.iter().cloned()).collect();
    if !posters.by_page.is_empty() {
        found.extend(fine_code(&site.config));
    }
    kept.pages = seen;
    if *kept.posters != posters {
        kept.posters = Arc::new(posters);
    }
    (Arc::clone(&kept.posters), found)
}

/// A long address makes a code of so many modules that each is too small to be read. All codes of a site are of one
/// length, so this is told once.
fn fine_code(config: &SiteConfig) -> Option<Diagnostic> {
    let named = config.posters.code_base.as_ref();
    let address = Code::from_bits(0).address(config.code_base());
    let modules = QrCode::new(&address, code_level(config)).ok()?;
    // The box of `portrait`, as designs have it.
    let module = 8 * USUAL_SIDE / modules.boxed();
    let path = SourcePath::new("handbill.toml");
    let message = format!(
        "codes that say `{address}` have {} modules a side, so that on a `portrait` poster each is {module} pixels: too fine for some phones",
        modules.side()
    );
    let problem = Diagnostic::warning("poster::fine-code", message);
    let problem = match named {
        Some(base) => problem.at(&path, base.span),
        None => problem.in_file(&path),
    };
    (module < LEAST_MODULE).then(|| {
        problem.help(
            "a shorter address makes a coarser code: `[posters] code_base = \"https://short.example/\"`, for a host that passes it on",
        )
    })
}

/// The folder of a page's poster: `/posters/events/open-shed/`; of a print run its own address.
pub(super) fn folder_of(site: &Site, page: &Page) -> UrlPath {
    if page.kind == Kind::PrintRun {
        return page.url.clone();
    }
    let slug = page.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let folder = page.kind.folder().unwrap_or_default();
    let url = format!("{}posters/{folder}/{slug}/", site.config.root_of(&page.lang));
    UrlPath::new(&url).expect("made of legal parts")
}

/// The page that a poster speaks of: of a print run its target, where a poster may speak of that.
pub(super) fn subject_of<'a>(site: &'a Site, page: &'a Page) -> Option<&'a Page> {
    let Some(run) = page.facts.print_run() else { return Some(page) };
    let target: &Page = site.page(run.target?);
    target.poster.is_some().then_some(target)
}

/// What front matter asks of a poster: the page's `poster`, a print run's own fields.
struct Wishes<'a> {
    design: Option<&'a Spanned<String>>,
    formats: &'a [PosterFormat],
    words: Vec<&'a str>,
    /// Somebody counts on this poster.
    asked: bool,
}

impl<'a> Wishes<'a> {
    fn of(page: &'a Page) -> Self {
        let front = &page.document.front;
        let wish = front.shared.poster.as_ref();
        let (design, formats): (Option<&Spanned<String>>, &[PosterFormat]) = match wish {
            Some(PosterWish { design, formats, .. }) => (design.as_ref(), formats),
            None => (None, &[]),
        };
        let mut words: Vec<&str> = wish
            .iter()
            .flat_map(|wish| [&wish.headline, &wish.tagline])
            .flatten()
            .map(|words| words.value.as_str())
            .collect();
        let Some(PrintRunFields { headline, tagline, design: own, formats: shapes, .. }) =
            front.fields.print_run()
        else {
            return Self { design, formats, words, asked: wish.is_some() };
        };
        words.extend([headline, tagline].into_iter().flatten().map(|words| words.value.as_str()));
        let formats = if shapes.is_empty() { formats } else { shapes };
        Self { design: own.as_ref().or(design), formats, words, asked: true }
    }
}

struct Surveyor<'a> {
    site: &'a Site,
    designs: &'a BTreeMap<String, Design>,
    pictures: &'a Pictures,
    fonts: &'a Fonts,
    files: &'a SourceTree,
    page: &'a Page,
}

impl<'a> Surveyor<'a> {
    fn poster(&self, found: &mut Vec<Diagnostic>) -> Option<PagePoster> {
        let subject = subject_of(self.site, self.page);
        let wishes = Wishes::of(self.page);
        let design = self.design(&wishes, subject, found)?;
        let lacking = self.fonts.missing(&self.words(&wishes, subject));
        if !lacking.is_empty() {
            found.push(self.no_glyph(&lacking, wishes.asked));
            return None;
        }
        let mut formats = if wishes.formats.is_empty() {
            self.site.config.posters.formats.clone()
        } else {
            wishes.formats.to_vec()
        };
        formats.sort_unstable();
        formats.dedup();
        Some(PagePoster {
            design: design.name.clone(),
            url: folder_of(self.site, self.page),
            formats,
            has_photo: has_photo(subject, design, self.pictures),
        })
    }

    /// The design that is asked for, else the one that the theme has for what the poster speaks of.
    fn design(
        &self,
        wishes: &Wishes<'_>,
        subject: Option<&Page>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<&'a Design> {
        // A print run whose target has no poster of its own looks like the theme's first.
        let kind = subject.unwrap_or(self.page).kind;
        let usual = self.designs.values().find(|design| design.kinds.contains(&kind));
        let usual = usual.or_else(|| self.designs.values().next().filter(|_| subject.is_none()));
        let Some(name) = wishes.design else {
            // A theme without any design has no posters at all; print runs have their pages, codes and labels there, too.
            let is_lacking = !self.designs.is_empty() || self.page.document.front.shared.poster.is_some();
            if usual.is_none() && wishes.asked && is_lacking {
                found.push(self.no_design(kind));
            }
            return usual;
        };
        let named = self.designs.get(&name.value);
        if named.is_none() {
            let names = self.designs.keys().map(String::as_str);
            let near = nearest(&name.value, names.clone());
            let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
            let known = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("there is no poster design `{}`", name.value);
            found.push(
                Diagnostic::error("poster::unknown-design", message)
                    .labelled(&self.page.document.path, name.span, label)
                    .help(format!(
                        "designs here: {known}; a design of your own is a file `posters/{}.svg`",
                        name.value
                    )),
            );
        }
        named
    }

    fn no_design(&self, kind: Kind) -> Diagnostic {
        let names = self.designs.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let help = if names.is_empty() {
            "a design is a file `posters/NAME.svg`, of the site or of its theme".to_owned()
        } else {
            format!(
                "name one of {names}: `poster = {{ design = \"…\" }}`; or let one say so in its head: `kinds = [\"{}\"]`",
                kind.name()
            )
        };
        let document = &self.page.document;
        let message =
            format!("no design of the theme is for the kind `{}`, so this page has no poster", kind.name());
        Diagnostic::error("poster::unknown-design", message)
            .at(&document.path, document.front.shared.title.span)
            .help(help)
    }

    /// Everything that the poster may say in the writer's words.
    fn words(&self, wishes: &Wishes<'_>, subject: Option<&Page>) -> String {
        let (config, lang) = (&self.site.config, &self.page.lang);
        let mut words: Vec<&str> = wishes.words.clone();
        words.push(config.community_name_in(lang));
        let subject = subject.unwrap_or(self.page);
        let facts = subject.poster.as_deref();
        words.extend([
            subject.title.as_str(),
            facts.and_then(|facts| facts.summary.as_deref()).unwrap_or(&subject.summary),
        ]);
        words.extend(subject.chapter.map(|chapter| self.site.page(chapter).title.as_str()));
        let named = facts.into_iter().flat_map(|facts| &facts.people).map(|person| person.name(""));
        words.extend(named);
        match &subject.document.front.fields {
            KindFields::Event(event) => {
                let venue = event.venue.iter();
                words.extend(
                    venue
                        .flat_map(|venue| std::iter::once(&venue.name).chain(&venue.address))
                        .map(String::as_str),
                );
            }
            KindFields::Story(story) => words.extend(story.quote.as_deref()),
            KindFields::Chapter(chapter) => {
                words.extend([&chapter.city, &chapter.focus].into_iter().flatten().map(String::as_str))
            }
            KindFields::Campaign(campaign) => words.extend(campaign.unit.as_deref()),
            KindFields::Drop(drop) => words.extend(drop.sku.as_deref()),
            KindFields::Member(member) => words.extend(member.roles.iter().map(String::as_str)),
            KindFields::Post(_)
            | KindFields::PrintRun(_)
            | KindFields::Tier(_)
            | KindFields::Faq(_)
            | KindFields::Page(_) => {}
        }
        words.join(" ")
    }

    fn no_glyph(&self, lacking: &[char], asked: bool) -> Diagnostic {
        let names = lacking.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect::<Vec<_>>();
        let (path, span) = self.place(lacking);
        let title = &self.page.title;
        let message = format!("no font has {} for the poster of “{title}”", names.join(", "));
        let problem = if asked {
            Diagnostic::error("poster::no-glyph", message)
        } else {
            Diagnostic::warning("poster::no-glyph", format!("{message}, so it has none"))
        };
        problem.at(path, span).help(
            "put a font that has it into `assets/` and name it: `[posters] fonts = [\"assets/name.otf\"]` in `handbill.toml`; or say it in other characters with `poster = { headline = \"…\" }`",
        )
    }

    /// The first of these characters in the front matter, else the title.
    fn place(&self, lacking: &[char]) -> (&SourcePath, Span) {
        let document = &self.page.document;
        let front = document.front.span;
        let text = self.files.text(&document.path).and_then(|text| text.get(front.start..front.end));
        let at = text.and_then(|text| text.char_indices().find(|(_, c)| lacking.contains(c)));
        let span = at.map(|(at, c)| Span::new(front.start + at, front.start + at + c.len_utf8()));
        (&document.path, span.unwrap_or(document.front.shared.title.span))
    }
}

/// Whether a photograph is part of a design's poster of a page.
pub(super) fn has_photo(subject: Option<&Page>, design: &Design, pictures: &Pictures) -> bool {
    let picture = subject.filter(|_| design.picture).and_then(|subject| picture_of(subject, pictures));
    picture.is_some_and(|(_, is_photo)| is_photo)
}

/// The picture of a page that a poster may show, by the name that links have for it, and whether it is a photograph.
pub(super) fn picture_of<'a>(page: &'a Page, pictures: &Pictures) -> Option<(&'a OutputPath, bool)> {
    page.poster.as_ref().filter(|poster| poster.picture)?;
    let (_, name) = page.image.as_ref()?;
    let picture = pictures.get(name)?;
    let file = picture.file.as_ref()?;
    Some((name, !file.as_str().ends_with(".svg")))
}
