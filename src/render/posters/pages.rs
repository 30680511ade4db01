//! The page of a poster, and what other pages say of it.

use super::survey::subject_of;
use crate::diagnostics::Diagnostic;
use crate::model::{
    DropState, Kind, Lang, Medium, OutputPath, Page, PageFacts, PageId, PagePoster, PosterFormat, UrlPath,
};
use crate::render::address::{self, root_of};
use crate::render::engine::Costly;
use crate::render::printer::Printer;
use crate::render::views::{
    HereView, PosterFileView, PosterFormatView, PosterPageView, PosterShareView, SocialImageView, SocialView,
};

impl Printer {
    /// Where a page's poster is found, and its files.
    pub(in crate::render) fn poster_page_view(&self, id: PageId) -> Option<PosterPageView> {
        let poster = self.plan.posters.of(id)?;
        let shown = poster.shown()?;
        let formats = poster.formats.iter().map(|format| {
            let (width, height) = format.size();
            let files = poster.media(*format).map(|medium| file_view(poster, *format, medium));
            PosterFormatView { name: format.name(), width, height, files: files.into() }
        });
        let address = self.code_address(id)?;
        Some(PosterPageView {
            url: self.href(&poster.url),
            typed: super::typed(&address),
            address,
            shown: file_view(poster, shown, poster.pixels()),
            small: file_view(poster, shown, poster.light(shown)),
            formats: formats.collect(),
        })
    }

    /// The page of a poster.
    pub(in crate::render) fn poster_page(
        &self,
        path: &OutputPath,
        id: PageId,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let page = self.page_of(id);
        let Some((poster, view)) = self.plan.posters.of(id).zip(self.poster_page_view(id)) else {
            return Ok(Vec::new());
        };
        let lang = &page.lang;
        let share = self.share_view(id);
        let said = share.as_ref().map_or(page.title.as_str(), |share| share.title.as_str());
        let title = self.engine.text_with(lang, "poster-of", "title", said);
        let others = self.posters_abroad(id);
        let abroad = self.abroad(lang, &poster.url, self.all_translations(&others), |lang| {
            self.list_url(Kind::PrintRun, lang)
        });
        let here = HereView {
            kind: "poster",
            url: self.href(&poster.url),
            canonical: self.absolute(&poster.url),
            title: &title,
            description: share.as_ref().map_or("", |share| share.text.as_str()),
            feed: self.feed_of(page.kind, lang),
            feeds: self.feeds_of_kind(page.kind, lang),
            calendars: self.alike(lang).no_calendars.clone(),
            social: self.engine.if_printed(Costly::Social, || SocialView {
                image: self.card_of(id),
                ..self.social(lang, others.iter().map(|(lang, _)| lang))
            }),
            section: "posters".to_owned(),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
            as_of: None,
        };
        let mut context = self.context(&root_of(path), lang, &here);
        context.insert_value("item", self.summary_in(id, lang));
        context.insert("poster", &view);
        context.insert("share", &share);
        self.engine.render("poster.html", &context)
    }

    /// What people say when they pass a poster on.
    pub(in crate::render) fn share_view(&self, id: PageId) -> Option<PosterShareView> {
        let (page, poster) = self.poster_of(id)?;
        let address = self.code_address(id)?;
        let said = self.poster_view(page, poster.shown()?, &address);
        Some(PosterShareView {
            title: said.title,
            text: if said.quote.is_empty() { said.tagline } else { said.quote },
            when: self.share_when(page, said.when),
            typed: super::typed(&address),
            url: linked(&address),
        })
    }

    /// When somebody who hears of it should come: an event's time and place, the first day of a drop.
    fn share_when(&self, page: &Page, said: String) -> String {
        match &subject_of(&self.site, page).unwrap_or(page).facts {
            PageFacts::Event(_) => said,
            PageFacts::Drop(drop) => match drop.state {
                DropState::Teaser | DropState::Early => {
                    self.engine.text_with(&page.lang, "drop-from", "date", &said)
                }
                DropState::Live | DropState::SoldOut | DropState::Ended | DropState::Withdrawn => {
                    String::new()
                }
            },
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => String::new(),
        }
    }

    /// The `wide` poster of a page, where its kind's links show it.
    pub(in crate::render) fn card_of(&self, id: PageId) -> Option<SocialImageView<'_>> {
        let (page, poster) = self.poster_of(id)?;
        let is_card = self.site.config.posters.cards.contains(&page.kind);
        let is_made = poster.formats.contains(&PosterFormat::Wide);
        (is_card && is_made).then(|| {
            let file = poster.file(PosterFormat::Wide, poster.pixels());
            let (width, height) = PosterFormat::Wide.size();
            SocialImageView {
                url: address::absolute(&self.site.config, &address::file(&file)),
                alt: self.engine.text_with(&page.lang, "poster-of", "title", &page.title).into(),
                width: Some(width),
                height: Some(height),
            }
        })
    }

    /// The posters of the same page in other languages.
    pub(in crate::render) fn posters_abroad(&self, id: PageId) -> Vec<(Lang, UrlPath)> {
        let pages = &self.site.pages;
        let others = self.page_of(id).translations.iter();
        let poster = |url: &UrlPath| {
            let at = pages.binary_search_by(|page| page.url.cmp(url)).ok()?;
            self.plan.posters.of(PageId(at)).map(|poster| poster.url.clone())
        };
        others.filter_map(|(lang, url)| Some((lang.clone(), poster(url)?))).collect()
    }

    /// What the code of a page's own poster says.
    #[must_use]
    pub fn code_address(&self, id: PageId) -> Option<String> {
        self.site.poster_code(id).map(|code| code.address.clone())
    }
}

/// A file of a poster, as templates see it.
pub(super) fn file_view(poster: &PagePoster, format: PosterFormat, medium: Medium) -> PosterFileView {
    let (width, height) = format.size();
    let slug = poster.url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    PosterFileView {
        url: address::file(&poster.file(format, medium)),
        name: format!("{slug}-{}.{}", format.name(), medium.ending()),
        format: format.name(),
        medium: medium.name(),
        width,
        height,
    }
}

/// What a code says, as people write links: `https://lantern.example/C/7KQ2MX/`.
fn linked(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    format!("{}://{}/{path}", scheme.to_lowercase(), host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn a_link_has_its_host_in_small_letters_and_its_path_as_it_is() {
        assert_eq!(linked("HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/"), "https://lantern.example/C/7KQ2MX/");
        assert_eq!(linked("HTTPS://A.EXAMPLE/Team/C/7KQ2MX/"), "https://a.example/Team/C/7KQ2MX/");
    }
}
