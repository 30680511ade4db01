//! A theme's words, from Fluent files: `i18n/<language>.ftl`.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::layers::{LayerFile, utf8};
use crate::diagnostics::Diagnostic;
use crate::model::{Lang, Span};

/// The language that every theme has: the last to be asked.
const FALLBACK: &str = "en";

/// Words by language and key.
#[derive(Default)]
pub struct Texts {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("languages", &self.bundles.keys()).finish()
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

impl Texts {
    /// Reads the files of all layers, the lowest first: a later message takes an earlier one's place.
    pub(super) fn new(files: &[(String, LayerFile)], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut bundles: BTreeMap<String, FluentBundle<FluentResource>> = BTreeMap::new();
        for (name, file) in files {
            let Some(language) = name.strip_suffix(".ftl") else { continue };
            let Ok(id) = language.parse::<LanguageIdentifier>() else {
                diagnostics.push(
                    Diagnostic::error("theme::bad-language", format!("`{language}` is no language tag"))
                        .in_file(&file.path)
                        .help("name the file by its language: `en.ftl`, `zh-Hant.ftl`"),
                );
                continue;
            };
            let Some(text) = utf8(file, diagnostics) else { continue };
            let resource = FluentResource::try_new(text.to_string()).unwrap_or_else(|(sound, errors)| {
                diagnostics.extend(errors.into_iter().map(|error| {
                    Diagnostic::error(
                        "theme::bad-text",
                        format!("this is no text of a theme: {}", lower_first(&error.kind.to_string())),
                    )
                    .at(&file.path, inside(&text, error.pos))
                    .help("a text is `key = words`, further lines indented")
                }));
                sound
            });
            let bundle = bundles.entry(language.to_owned()).or_insert_with(|| {
                let mut bundle = FluentBundle::new_concurrent(vec![id]);
                // Isolating marks would end up in titles and attributes.
                bundle.set_use_isolating(false);
                bundle
            });
            bundle.add_resource_overriding(resource);
        }
        Self { bundles }
    }

    /// The words of a key, in the language, else in its primary language, else in English.
    #[must_use]
    pub fn get(&self, lang: &Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        [lang.as_str(), lang.primary(), FALLBACK].into_iter().find_map(|language| {
            let bundle = self.bundles.get(language)?;
            let pattern = bundle.get_message(key)?.value()?;
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, args, &mut errors);
            Some(text.into_owned())
        })
    }
}

/// The part of a place that lies in the text: the parser points behind the end of one that stops too early.
fn inside(text: &str, place: Range<usize>) -> Span {
    Span::new(text.floor_char_boundary(place.start), text.ceil_char_boundary(place.end.min(text.len())))
}
