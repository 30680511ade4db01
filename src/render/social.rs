//! What links to a page look like elsewhere, and which feeds follow it.

use jiff::Zoned;

use super::address;
use super::printer::Printer;
use super::views::{FeedView, Shared, SocialImageView, SocialView};
use crate::calendar::rfc3339;
use crate::model::{FeedFormat, Kind, Lang, Page, PageId, UrlPath};

impl Printer {
    /// The preview of a content page: its `wide` poster, else its picture.
    pub(super) fn social_of(&self, id: PageId) -> SocialView<'_> {
        let page = self.page_of(id);
        let kind = match page.kind {
            Kind::Post | Kind::Story => "article",
            Kind::Member => "profile",
            Kind::Event
            | Kind::Drop
            | Kind::Chapter
            | Kind::PrintRun
            | Kind::Tier
            | Kind::Campaign
            | Kind::Faq
            | Kind::Page => "website",
        };
        let instant = |at: Option<&Zoned>| {
            let at = at.filter(|_| kind == "article");
            at.map_or(String::new(), rfc3339)
        };
        SocialView {
            kind,
            image: self.card_of(id).or_else(|| self.social_image(page)),
            published: instant(page.date.as_ref()),
            modified: instant(page.updated.as_ref()),
            tags: match kind {
                "article" => page.tags.iter().map(|tag| self.site.tag(*tag).name.as_str()).collect(),
                _ => Vec::new(),
            },
            ..self.social(&page.lang, page.translations.iter().map(|(lang, _)| lang))
        }
    }

    /// The preview of a page that is no content: a list, the home page.
    pub(super) fn social<'a>(
        &'a self,
        lang: &Lang,
        others: impl Iterator<Item = &'a Lang>,
    ) -> SocialView<'a> {
        SocialView {
            kind: "website",
            locale: &self.alike(lang).locale,
            other_locales: others.map(|lang| self.alike(lang).locale.as_str()).collect(),
            image: None,
            published: String::new(),
            modified: String::new(),
            tags: Vec::new(),
        }
    }

    /// What the site says of itself in a language: the description of pages that have none of their own.
    pub(super) fn description_in(&self, lang: &Lang) -> &str {
        let config = &self.site.config;
        config.description_in(lang).or_else(|| config.mission_in(lang)).unwrap_or_default()
    }

    /// The picture that stands for a page elsewhere.
    pub(super) fn social_image<'a>(&self, page: &'a Page) -> Option<SocialImageView<'a>> {
        let (image, file) = page.image.as_ref()?;
        // What other sites cannot draw is no preview.
        if file.as_str().ends_with(".svg") {
            return None;
        }
        let alt = image.alt.as_str().into();
        Some(SocialImageView { url: self.picture_address(file), alt, width: None, height: None })
    }

    /// The feeds of what lies at an address, and those of the site.
    pub(super) fn feeds_at(&self, own: Option<(&UrlPath, &str)>, lang: &Lang) -> Shared<Vec<FeedView>> {
        let home = self.home_url(lang);
        let site = self.site.config.title_in(lang);
        let places = own.into_iter().chain([(&home, site)]);
        let feeds = places.flat_map(|(url, title)| {
            self.site.config.feeds.formats.iter().map(move |format| FeedView {
                url: address::encode(&format!("{}{}", url.relative(), format.file())).into_owned(),
                mime: match format {
                    FeedFormat::Atom => "application/atom+xml",
                    FeedFormat::Json => "application/feed+json",
                },
                title: title.to_owned(),
            })
        });
        Shared::new(&feeds.collect())
    }
}

/// A language as Open Graph names it, with the country that most of its readers live in (ogp.me, `og:locale`).
pub(super) fn locale(lang: &Lang) -> String {
    let tag = lang.as_str();
    match tag {
        "en" => "en_US".to_owned(),
        "zh" | "zh-Hans" => "zh_CN".to_owned(),
        "zh-Hant" => "zh_TW".to_owned(),
        "ja" => "ja_JP".to_owned(),
        "ko" => "ko_KR".to_owned(),
        tag => match tag.rsplit_once('-') {
            Some((_, region)) if region.len() == 2 => format!("{}_{region}", lang.primary()),
            Some(_) => lang.primary().to_owned(),
            None => format!("{tag}_{}", tag.to_uppercase()),
        },
    }
}
