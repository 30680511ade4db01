//! A theme compiled: templates that can be rendered, words, assets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::address;
use super::locales::Locales;
use super::template_error::Sources;
use super::views::ThemeView;
use super::words::Words;
use crate::diagnostics::Diagnostic;
use crate::model::{Lang, OutputPath, SiteConfig, SourcePath, SourceTree};
use crate::poster::Fonts;
use crate::theme::{Asset, Design, OptionValue, TemplateSource, Texts, Theme};

/// Room for a page of usual length, in bytes.
const USUAL_PAGE: usize = 16 * 1024;

/// What takes time for each page, and is not made for a theme that never prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Costly {
    /// Structured data: `json_ld`.
    JsonLd,
    /// What links look like elsewhere: `here.social`.
    Social,
    /// The headings of a body: `page.outline`.
    Outline,
}

impl Costly {
    const ALL: [Self; 3] = [Self::JsonLd, Self::Social, Self::Outline];

    /// The word without which no template can print it.
    const fn word(self) -> &'static str {
        match self {
            Self::JsonLd => "json_ld",
            Self::Social => "social",
            Self::Outline => "outline",
        }
    }
}

/// Whether a template prints a variable without naming what is in it: as JSON, or all of `page` or `here` at once.
fn dumps(template: &str) -> bool {
    let stands_behind = |word: &str, openings: &[&str]| {
        template.match_indices(word).any(|(at, _)| {
            let (before, behind) = (template[..at].trim_end(), &template[at + word.len()..]);
            let goes_on = behind.starts_with(|c: char| matches!(c, '.' | '[' | '_') || c.is_alphanumeric());
            !goes_on && openings.iter().any(|opening| before.ends_with(opening))
        })
    };
    template.contains("__tera_context")
        || stands_behind("json", &["|"])
        || ["page", "here"].iter().any(|whole| stands_behind(whole, &["{{", "{{-", " in"]))
}

/// A theme, ready to print.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    sources: Vec<TemplateSource>,
    texts: Arc<Texts>,
    components: BTreeMap<String, crate::model::Component>,
    designs: BTreeMap<String, Design>,
    /// BLAKE3 of what decides about posters beside what they say.
    drawing_hash: [u8; 32],
    assets: BTreeMap<String, Asset>,
    statics: BTreeSet<SourcePath>,
    /// `theme`, as templates see it.
    theme: Value,
    /// The colours of posters: `inks`.
    inks: Value,
    costly: BTreeSet<Costly>,
    locales: Arc<Locales>,
}

impl Engine {
    /// Compiles a theme for the languages of a site; every problem of every template is reported.
    #[must_use]
    pub fn new(theme: Theme, config: &SiteConfig, fonts: &Fonts) -> (Option<Self>, Vec<Diagnostic>) {
        let view = theme_view(&theme);
        let inks = Value::from_serializable(&theme.inks());
        let Theme { templates, prefixes, components, designs, drawing, assets, texts, statics, .. } = theme;
        let mut hasher = blake3::Hasher::new();
        let drawing_hash = *hasher.update(&drawing).update(&fonts.hash()).finalize().as_bytes();
        let texts = Arc::new(texts);
        let locales = Arc::new(Locales::new(config));
        let mut tera = Tera::default();
        tera.autoescape_on(vec![".html", ".svg"]);
        register(&mut tera, &texts, &locales);
        super::posters::register(&mut tera, fonts);
        tera.set_fallback_prefixes(prefixes).expect("set before any template is added");
        let added = tera.add_raw_templates(templates.iter().map(|t| (t.name.as_str(), &*t.text)));
        if let Err(error) = added {
            let mut found = misspelt(&templates);
            if found.is_empty() {
                found = Sources(&templates).diagnose(&error, "");
                crate::diagnostics::sort(&mut found);
            }
            return (None, found);
        }
        let says = |word: &str| templates.iter().any(|source| source.text.contains(word));
        let dumps = templates.iter().any(|source| dumps(&source.text));
        let costly = Costly::ALL.into_iter().filter(|costly| dumps || says(costly.word())).collect();
        let engine = Self {
            tera,
            sources: templates,
            texts,
            components,
            designs,
            drawing_hash,
            assets,
            statics,
            theme: view,
            inks,
            costly,
            locales,
        };
        (Some(engine), Vec::new())
    }

    /// Whether another theme decides alike which pages have a poster: the same designs, in the same fonts.
    pub(super) fn draws_like(&self, other: &Self) -> bool {
        self.drawing_hash == other.drawing_hash && self.designs == other.designs
    }

    /// The theme's words for somebody who may not be named.
    #[must_use]
    pub fn anonymous(&self, lang: &Lang) -> String {
        self.text(lang, "a-member")
    }

    /// The theme's words for a page that is not public.
    #[must_use]
    pub fn withheld(&self, lang: &Lang) -> String {
        self.text(lang, "withheld-page")
    }

    /// What directives may name.
    #[must_use]
    pub fn components(&self) -> &std::collections::BTreeMap<String, crate::model::Component> {
        &self.components
    }

    /// The designs of posters, by name.
    #[must_use]
    pub fn designs(&self) -> &BTreeMap<String, Design> {
        &self.designs
    }

    pub(super) fn drawing_hash(&self) -> &[u8; 32] {
        &self.drawing_hash
    }

    pub(super) fn inks(&self) -> Value {
        self.inks.clone()
    }

    /// The fingerprinted outputs of the assets, for the plan.
    #[must_use]
    pub fn outputs(&self) -> BTreeMap<String, OutputPath> {
        self.assets.iter().map(|(name, asset)| (name.clone(), asset.output.clone())).collect()
    }

    /// Whether the files of `static/` that the theme leans on are still there.
    #[must_use]
    pub fn has_its_files(&self, files: &SourceTree) -> bool {
        self.statics.iter().all(|path| files.files.contains_key(path))
    }

    /// `theme`, shared by all pages.
    pub(super) fn theme(&self) -> Value {
        self.theme.clone()
    }

    /// Renders a template.
    ///
    /// # Errors
    /// The first problem, with its place in the template.
    pub(super) fn render(&self, template: &str, context: &Context) -> Result<Vec<u8>, Vec<Diagnostic>> {
        // Bytes, not text: what templates write is UTF-8 already, and need not be checked again.
        let mut out = Vec::with_capacity(USUAL_PAGE);
        match self.tera.render_to(template, context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(Sources(&self.sources).diagnose(&error, template)),
        }
    }

    /// The file of a template, the site's own before the theme's.
    pub(super) fn template_path(&self, name: &str) -> SourcePath {
        let own = self.sources.iter().find(|source| source.name == name);
        let of_theme = || {
            let under = format!("/{name}");
            self.sources.iter().rev().find(|source| source.name.ends_with(&under))
        };
        own.or_else(of_theme).map_or_else(|| SourcePath::new(name), |source| source.path.clone())
    }

    /// What is costly, made where any template of the theme speaks of it.
    pub(super) fn if_printed<T>(&self, costly: Costly, make: impl FnOnce() -> T) -> Option<T> {
        self.costly.contains(&costly).then(make)
    }

    /// A template, or a plainer one where the theme lacks it: `events.html`, else `list.html`.
    pub(super) fn template_or(&self, name: String, plain: &str) -> String {
        if self.tera.contains_template(&name) { name } else { plain.to_owned() }
    }

    /// How each language of the site writes dates, numbers and amounts.
    pub(super) fn locales(&self) -> &Locales {
        &self.locales
    }

    /// The assets by their names.
    pub(super) fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// The theme's words for a key; the key itself where it has none.
    pub(super) fn text(&self, lang: &Lang, key: &str) -> String {
        self.texts.get(lang, key, None).unwrap_or_else(|| key.to_owned())
    }

    /// The theme's words for a key with several things put in; the key itself where it has none.
    pub(super) fn text_args<'a>(
        &self,
        lang: &Lang,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(name, value);
        }
        self.texts.get(lang, key, Some(&args)).unwrap_or_else(|| key.to_owned())
    }

    /// The theme's words for a key with one text put in.
    pub(super) fn text_with(&self, lang: &Lang, key: &str, name: &str, value: &str) -> String {
        let mut args = FluentArgs::new();
        args.set(name.to_owned(), value.to_owned());
        self.texts.get(lang, key, Some(&args)).unwrap_or_else(|| value.to_owned())
    }
}

/// What is wrong with the spelling of each template. The engine stops at the first that it cannot read, so each is read alone.
fn misspelt(templates: &[TemplateSource]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    for template in templates {
        if !seen.insert(&template.path) {
            continue;
        }
        let Err(error) = Tera::default().add_raw_template(&template.name, &template.text) else {
            continue;
        };
        if matches!(error.kind(), tera::ErrorKind::SyntaxError(_)) {
            diagnostics.extend(Sources(templates).diagnose(&error, &template.name));
        }
    }
    diagnostics
}

fn theme_view(theme: &Theme) -> Value {
    let value = |value: &OptionValue| match value {
        OptionValue::Data(data) => Value::from_serializable(data),
        OptionValue::Picture(path) => Value::from(address::file(path)),
    };
    Value::from_serializable(&ThemeView {
        name: &theme.name,
        options: theme.options.iter().map(|(name, option)| (name.as_str(), value(option))).collect(),
        palette: theme.palette.as_ref(),
    })
}

/// `t(key="read-more", n=3)`: the theme's words in the page's language; `title | words`: a Chinese title
/// with the places where its lines may end; `page.event.words | meets(any="live warmup")`: whether one of these holds;
/// `n | number`: a number as the page's language writes it; `at.zone | city`: the city that a time zone is called by;
/// `page | json`: all that a variable holds, to be looked at.
fn register(tera: &mut Tera, texts: &Arc<Texts>, locales: &Arc<Locales>) {
    let words = Words::new();
    tera.register_filter("words", move |text: &str, _: Kwargs, _: &State<'_>| {
        Value::safe_string(&words.html(text))
    });
    tera.register_filter("meets", |words: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<bool> {
        let any: String = kwargs.must_get("any")?;
        Ok(super::turns::meet(words, &any))
    });
    let of_zones = Arc::clone(locales);
    tera.register_filter("city", move |zone: &str, _: Kwargs, state: &State<'_>| -> TeraResult<String> {
        Ok(of_zones.of(&state.get::<String>("lang")?.unwrap_or_default()).zones.city(zone))
    });
    let locales = Arc::clone(locales);
    tera.register_filter("number", move |value: Value, _: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let lang = state.get::<String>("lang")?.unwrap_or_default();
        locales
            .of(&lang)
            .numbers
            .of_value(&value)
            .map(Value::from)
            .ok_or_else(|| tera::Error::message(format!("`number` wants a number, not {value}")))
    });
    tera.register_filter("json", |value: &Value, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        // The engine keeps what it dumps of all variables in no order.
        let mut data = serde_json::to_value(value).map_err(tera::Error::message)?;
        data.sort_all_objects();
        serde_json::to_string_pretty(&data).map_err(tera::Error::message)
    });
    let texts = Arc::clone(texts);
    tera.register_function("t", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let key: String = kwargs.must_get("key")?;
        let lang = match kwargs.get::<String>("lang")? {
            Some(lang) => lang,
            None => state.get::<String>("lang")?.unwrap_or_default(),
        };
        let mut args = FluentArgs::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str() {
                args.set(name.to_owned(), fluent(value));
            }
        }
        texts.get(&Lang::new(&lang), &key, Some(&args)).map(Value::from).ok_or_else(|| {
            tera::Error::message(format!("the theme has no words `{key}` (add them to `i18n/en.ftl`)"))
        })
    });
}

fn fluent(value: &Value) -> FluentValue<'static> {
    match (value.as_i64(), value.as_f64()) {
        (Some(number), _) => FluentValue::from(number),
        (None, Some(number)) => FluentValue::from(number),
        (None, None) => FluentValue::from(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::dumps;

    #[test]
    fn only_a_template_that_prints_all_of_a_variable_asks_for_everything() {
        for all in [
            "{{ page }}",
            "{{- here | safe }}",
            "{{ page.extra | json }}",
            "{{ page|json }}",
            "{% for key, value in page %}",
            "{{ __tera_context }}",
        ] {
            assert!(dumps(all), "{all}");
        }
        for some in [
            "{% for tag in page.tags %}{{ tag.name }}{% endfor %}",
            "{{ page.title }} {{ here[key] }} {{ page_title }}",
            "{{ json_ld | safe }}",
            "{{ <card item={page} /> }}",
        ] {
            assert!(!dumps(some), "{some}");
        }
    }
}
