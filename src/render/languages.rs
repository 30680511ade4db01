//! From a page to what stands for it in the other languages.

use super::printer::Printer;
use super::views::{SwitchView, TranslationView};
use crate::model::{Kind, Lang, Page, UrlPath};

/// What a page has in other languages.
pub(super) struct Abroad<'a> {
    /// The same page.
    pub(super) translations: Vec<TranslationView<'a>>,
    /// Where a reader goes who wants another language, this one among them.
    pub(super) switch: Vec<SwitchView<'a>>,
    /// The address for readers of no language of the site; empty where there is none.
    pub(super) x_default: String,
}

impl Printer {
    /// What stands for a page abroad: its translations, else what is `near` it, else the home page.
    pub(super) fn abroad<'a>(
        &'a self,
        lang: &Lang,
        own: &UrlPath,
        translations: Vec<TranslationView<'a>>,
        near: impl Fn(&Lang) -> Option<UrlPath>,
    ) -> Abroad<'a> {
        let default = &self.site.config.language;
        let x_default = match translations.iter().find(|other| other.lang == default.as_str()) {
            Some(other) => other.absolute.clone(),
            None if lang == default && !translations.is_empty() => self.absolute(own),
            None => String::new(),
        };
        let homes = self.site.config.langs().filter(|lang| self.site.homes.contains_key(*lang));
        let switch = homes.map(|other| {
            let same = translations.iter().find(|known| known.lang == other.as_str());
            let url = match same {
                Some(same) => same.url.clone(),
                None if other == lang => self.href(own),
                None => self.href(&near(other).unwrap_or_else(|| self.home_url(other))),
            };
            let (current, exact) = (other == lang, other == lang || same.is_some());
            SwitchView { lang: other.as_str(), label: self.label_of(other), url, current, exact }
        });
        let switch = if self.site.homes.len() > 1 { switch.collect() } else { Vec::new() };
        Abroad { translations, switch, x_default }
    }

    /// A content page: its translations, else the list of its kind.
    pub(super) fn page_abroad<'a>(&'a self, page: &'a Page) -> Abroad<'a> {
        self.abroad(&page.lang, &page.url, self.translations(page), |lang| self.list_url(page.kind, lang))
    }

    /// The list of a kind in a language, where it has one; the list of print runs is the wall of all posters.
    pub(super) fn list_url(&self, kind: Kind, lang: &Lang) -> Option<UrlPath> {
        let own = self.site.list_of(kind, lang).map(|list| list.url.clone());
        own.or_else(|| self.wall_url(lang).filter(|_| kind == Kind::PrintRun))
    }

    /// The list of all tags of a language, where it has tags.
    pub(super) fn tags_url(&self, lang: &Lang) -> Option<UrlPath> {
        let has_tags = self.site.tags.iter().any(|tag| tag.lang == *lang);
        has_tags.then(|| UrlPath::new(&format!("{}tags/", self.home_url(lang))).expect("made of legal parts"))
    }

    /// The translations of a page that may be printed.
    pub(super) fn translations<'a>(&'a self, page: &'a Page) -> Vec<TranslationView<'a>> {
        self.all_translations(&page.translations)
    }

    pub(super) fn all_translations<'a>(&'a self, others: &'a [(Lang, UrlPath)]) -> Vec<TranslationView<'a>> {
        others.iter().map(|(lang, url)| self.translation(lang, url)).collect()
    }

    pub(super) fn translation<'a>(&'a self, lang: &'a Lang, url: &UrlPath) -> TranslationView<'a> {
        TranslationView {
            lang: lang.as_str(),
            label: self.label_of(lang),
            url: self.href(url),
            absolute: self.absolute(url),
        }
    }

    /// How a language calls itself on this site.
    pub(super) fn label_of<'a>(&'a self, lang: &'a Lang) -> &'a str {
        let own = self.site.config.languages.get(lang).and_then(|own| own.label.as_deref());
        own.unwrap_or_else(|| own_name(lang.as_str()))
    }
}

/// How a language calls itself; its tag where that is not known here.
fn own_name(tag: &str) -> &str {
    match tag {
        "ar" => "العربية",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "el" => "Ελληνικά",
        "en" => "English",
        "eo" => "Esperanto",
        "es" => "Español",
        "fa" => "فارسی",
        "fi" => "Suomi",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "hu" => "Magyar",
        "id" => "Bahasa Indonesia",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nb" => "Norsk bokmål",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "pt-BR" => "Português (Brasil)",
        "ro" => "Română",
        "ru" => "Русский",
        "sv" => "Svenska",
        "th" => "ไทย",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "vi" => "Tiếng Việt",
        "zh" => "中文",
        "zh-Hans" => "简体中文",
        "zh-Hant" => "繁體中文",
        tag => tag,
    }
}
