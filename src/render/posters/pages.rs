//! The page of a poster, and what other pages say of it.

use crate::diagnostics::Diagnostic;
use crate::model::{Lang, OutputPath, PageId, PosterFormat, UrlPath};
use crate::render::address::{self, root_of};
use crate::render::engine::Costly;
use crate::render::printer::Printer;
use crate::render::views::{
    HereView, PosterFileView, PosterPageView, PosterShareView, SocialImageView, SocialView,
};

impl Printer {
    /// Where a page's poster is found, and its files.
    pub(in crate::render) fn poster_page_view(&self, id: PageId) -> Option<PosterPageView> {
        let poster = self.plan.posters.of(id)?;
        let file = |format: PosterFormat, medium| {
            let (width, height) = format.size();
            PosterFileView {
                url: address::file(&poster.file(format, medium)),
                format: format.name(),
                medium: medium.name(),
                width,
                height,
            }
        };
        let files = poster
            .formats
            .iter()
            .flat_map(|format| poster.media(*format).into_iter().map(move |medium| (*format, medium)));
        Some(PosterPageView {
            url: self.href(&poster.url),
            shown: file(poster.shown()?, poster.pixels()),
            files: files.map(|(format, medium)| file(format, medium)).collect(),
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
        let title = self.engine.text_with(lang, "poster-of", "title", &page.title);
        let others = self.posters_abroad(id);
        let abroad = self.abroad(lang, &poster.url, self.all_translations(&others), |lang| {
            self.list_url(crate::model::Kind::PrintRun, lang)
        });
        let here = HereView {
            kind: "poster",
            url: self.href(&poster.url),
            canonical: self.absolute(&poster.url),
            title: &title,
            description: &page.summary,
            feed: self.feed_of(page.kind, lang),
            feeds: self.feeds_of_kind(page.kind, lang),
            social: self.engine.if_printed(Costly::Social, || SocialView {
                image: self.card_of(id),
                ..self.social(lang, page.translations.iter().map(|(lang, _)| lang))
            }),
            section: "posters".to_owned(),
            translations: abroad.translations,
            x_default: abroad.x_default,
            switch: abroad.switch,
        };
        let mut context = self.context(&root_of(path), lang, &here);
        context.insert_value("item", self.summary_in(id, lang));
        context.insert("poster", &view);
        context.insert("share", &self.share_view(id));
        self.engine.render("poster.html", &context)
    }

    /// What people say when they pass a poster on.
    pub(in crate::render) fn share_view(&self, id: PageId) -> Option<PosterShareView> {
        let (page, poster) = self.poster_of(id)?;
        let address = self.code_address(id)?;
        let inputs = self.poster_view(page, poster.shown()?, &address);
        Some(PosterShareView {
            title: inputs.title,
            text: if inputs.quote.is_empty() { inputs.tagline } else { inputs.quote },
            when: inputs.when,
            url: address,
            typed: super::typed(&self.code_address(id)?),
        })
    }

    /// The `wide` poster of a page, where its kind's links show it.
    pub(in crate::render) fn card_of(&self, id: PageId) -> Option<SocialImageView<'_>> {
        let (page, poster) = self.poster_of(id)?;
        let is_card = self.site.config.posters.cards.contains(&page.kind);
        let is_made = poster.formats.contains(&PosterFormat::Wide);
        (is_card && is_made).then(|| {
            let file = poster.file(PosterFormat::Wide, poster.pixels());
            SocialImageView {
                url: address::absolute(&self.site.config, &address::file(&file)),
                alt: &page.title,
            }
        })
    }

    /// The posters of the same page in other languages.
    fn posters_abroad(&self, id: PageId) -> Vec<(Lang, UrlPath)> {
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
