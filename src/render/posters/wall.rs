//! The wall: every poster of a language, what is to come before what has been.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::pages::file_view;
use crate::diagnostics::Diagnostic;
use crate::model::{
    CampaignState, Kind, Lang, OutputPath, PageFacts, PageId, PagePoster, PosterFormat, Site, SiteList,
    UrlPath,
};
use crate::render::assemble::deck_of;
use crate::render::pages::{Entries, Listing};
use crate::render::printer::Printer;
use crate::render::views::HungView;

/// How many posters hang on a home page.
const ON_HOME: usize = 4;
/// Which format hangs where, so that a wall is not one grid of equal sheets; what a page has none of hangs as its own
/// page shows it. Three columns of it are full after every fifth poster: the wide one takes two.
const TURNS: [Option<PosterFormat>; 5] =
    [None, Some(PosterFormat::Tall), None, Some(PosterFormat::Wide), Some(PosterFormat::Square)];

/// When a poster has its turn on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// An event that is still to come.
    Coming,
    /// A drop that is not over.
    Open,
    /// A campaign that runs.
    Running,
    /// A print run.
    Printed,
    /// A story, a chapter, a member: what stays.
    Lasting,
    /// What has been.
    Over,
}

/// What hangs on the wall of each language, in order; a language without posters has no wall.
pub(super) fn walls(site: &Site, posters: &BTreeMap<PageId, PagePoster>) -> BTreeMap<Lang, Vec<PageId>> {
    let mut walls = BTreeMap::new();
    for lang in site.homes.keys() {
        // Lists have their pages in a good order already; the sort keeps it within a turn.
        let lists = Kind::ALL.into_iter().filter_map(|kind| site.list_of(kind, lang));
        let pages = lists.flat_map(|list| list.pages.iter().copied());
        let mut hung: Vec<PageId> =
            pages.filter(|id| posters.contains_key(id) || site.page(*id).kind == Kind::PrintRun).collect();
        hung.sort_by_key(|id| turn(&site.page(*id).facts, site.now));
        if hung.iter().any(|id| posters.contains_key(id)) {
            walls.insert(lang.clone(), hung);
        }
    }
    walls
}

fn turn(facts: &PageFacts, now: Timestamp) -> Turn {
    match facts {
        PageFacts::Event(event) if !event.is_over(now) && event.fields.status.takes_place() => Turn::Coming,
        PageFacts::Drop(drop) if !drop.state.is_over() => Turn::Open,
        PageFacts::Campaign(campaign) if campaign.state == CampaignState::Open => Turn::Running,
        PageFacts::PrintRun(_) => Turn::Printed,
        PageFacts::Story(_) | PageFacts::Chapter(_) | PageFacts::Member(_) => Turn::Lasting,
        PageFacts::Event(_)
        | PageFacts::Drop(_)
        | PageFacts::Campaign(_)
        | PageFacts::Post { .. }
        | PageFacts::Tier(_)
        | PageFacts::Faq
        | PageFacts::Page => Turn::Over,
    }
}

impl Printer {
    /// The wall of a language, where it has one.
    pub(in crate::render) fn wall_url(&self, lang: &Lang) -> Option<UrlPath> {
        self.plan.posters.walls.contains_key(lang).then(|| self.posters_url(lang))
    }

    fn posters_url(&self, lang: &Lang) -> UrlPath {
        UrlPath::new(&format!("{}posters/", self.home_url(lang))).expect("made of legal parts")
    }

    /// One page of the wall of a language.
    pub(in crate::render) fn wall(
        &self,
        path: &OutputPath,
        lang: &Lang,
        number: usize,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let walls = &self.plan.posters.walls;
        let hung = walls.get(lang).map_or(&[][..], |hung| hung);
        let list = self.site.list_of(Kind::PrintRun, lang);
        let index = list.and_then(|list| list.index.as_deref());
        let url = self.posters_url(lang);
        let abroad = |other: &Lang| self.list_url(Kind::PrintRun, other);
        let others: Vec<(&Lang, UrlPath)> = self
            .site
            .homes
            .keys()
            .filter(|other| *other != lang)
            .filter_map(|other| Some((other, abroad(other)?)))
            .collect();
        let title = self.title_of_list(Kind::PrintRun, lang);
        let listing = Listing {
            lang,
            section: "posters",
            title: title.to_owned(),
            summary: index.map_or("", |index| deck_of(index)),
            url: &url,
            feed: String::new(),
            feeds: self.feeds_of_kind(Kind::PrintRun, lang),
            calendars: self.alike(lang).no_calendars.clone(),
            others: others.iter().map(|(other, _)| *other).collect(),
            entries: Entries::Pages(hung),
            years: Vec::new(),
            whole: false,
            number,
            index,
            abroad: self.numbered_abroad(
                lang,
                &url,
                number,
                others.iter().map(|(other, url)| self.translation(other, url)).collect(),
                abroad,
            ),
        };
        let mut context = self.listing(path, "list", &listing)?;
        let per_page = self.site.config.pagination.per_page;
        let hung = hung.iter().skip((number - 1).saturating_mul(per_page)).take(per_page);
        let hung: Vec<HungView> =
            hung.zip(TURNS.iter().cycle()).map(|(id, wish)| self.hung(*id, *wish, lang)).collect();
        context.insert("wall", &hung);
        if number == 1 {
            self.insert_json_ld(&mut context, || self.structured_list(&wall_as_list(lang, &url), title, &[]));
        }
        self.engine.render(&self.engine.template_or("posters.html".to_owned(), "list.html"), &context)
    }

    /// Posters for the home page: the first of each kind that has something to come or to tell, then what follows.
    pub(in crate::render) fn posters_at_home(&self, lang: &Lang) -> Vec<HungView> {
        let hung = self.plan.posters.walls.get(lang).map_or(&[][..], |hung| hung);
        let hung: Vec<PageId> =
            hung.iter().copied().filter(|id| self.plan.posters.by_page.contains_key(id)).collect();
        let mut kinds = BTreeSet::new();
        let (firsts, rest): (Vec<PageId>, Vec<PageId>) = hung.into_iter().partition(|id| {
            let page = self.page_of(*id);
            // A print run mostly speaks of what hangs there already.
            let speaks_anew = !matches!(turn(&page.facts, self.site.now), Turn::Over | Turn::Printed);
            speaks_anew && kinds.insert(page.kind)
        });
        firsts.into_iter().chain(rest).take(ON_HOME).map(|id| self.hung(id, None, lang)).collect()
    }

    /// A poster among others, in the format that is wished for where it is made in that.
    fn hung(&self, id: PageId, wish: Option<PosterFormat>, lang: &Lang) -> HungView {
        let poster = self.plan.posters.of(id);
        let shown = poster.and_then(|poster| {
            let format = wish.filter(|wish| poster.formats.contains(wish)).or(poster.shown())?;
            Some(file_view(poster, format, poster.light(format)))
        });
        let url = poster.map_or_else(|| self.href(&self.page_of(id).url), |poster| self.href(&poster.url));
        HungView { page: self.summary_in(id, lang), url, shown }
    }
}

/// The wall as search engines are told of it: a list whose entries speak for themselves.
fn wall_as_list(lang: &Lang, url: &UrlPath) -> SiteList {
    SiteList {
        kind: Kind::PrintRun,
        lang: lang.clone(),
        has_feed: false,
        url: url.clone(),
        index: None,
        pages: Vec::new(),
        entries: Vec::new(),
        years: Vec::new(),
    }
}
