//! A theme's words, from Fluent files: `i18n/<language>.ftl`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::layers::{Layer, utf8};
use crate::diagnostics::Diagnostic;
use crate::model::{Lang, SiteConfig, SourcePath, Span};

/// The language that every theme has: the last to be asked.
const FALLBACK: &str = "en";

type Bundle = FluentBundle<FluentResource>;

/// Words by language and key.
pub struct Texts {
    bundles: BTreeMap<String, Bundle>,
    /// The languages to ask, for each language of the site.
    ways: BTreeMap<Lang, Vec<String>>,
    /// The site's language.
    site: Lang,
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
    ///
    /// A language of the site that lacks words is warned of, once, with all that it lacks.
    pub(super) fn new(layers: &[Layer], config: &SiteConfig, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut bundles: BTreeMap<String, Bundle> = BTreeMap::new();
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let before = diagnostics.len();
        for file in layers.iter().flat_map(|layer| &layer.files) {
            let Some(name) = file.name.strip_prefix("i18n/") else { continue };
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
                // Where something is not closed, the parser stumbles over the line behind it, perhaps twice.
                let mut stumbled = None;
                for error in errors {
                    let at = text[..inside(&text, error.pos.clone()).start].matches('\n').count();
                    let entry = error.slice.as_ref().map_or(0, |slice| slice.start);
                    let open = open_brace(&text, entry, error.pos.start);
                    if stumbled != Some(at) {
                        diagnostics.push(match open {
                            Some(open) => Diagnostic::error("theme::bad-text", "this `{` is never closed")
                                .at(&file.path, open)
                                .help("end it with `}`: `by = by {$name}`"),
                            None => Diagnostic::error(
                                "theme::bad-text",
                                format!(
                                    "this is no text of a theme: {}",
                                    lower_first(&error.kind.to_string())
                                ),
                            )
                            .at(&file.path, inside(&text, error.pos))
                            .help("a text is `key = words`, further lines indented"),
                        });
                    }
                    stumbled = open.map(|_| at);
                }
                sound
            });
            let language = id.to_string();
            let bundle = bundles.entry(language.clone()).or_insert_with(|| {
                let mut bundle = FluentBundle::new_concurrent(vec![id]);
                // Isolating marks would end up in titles and attributes.
                bundle.set_use_isolating(false);
                bundle
            });
            bundle.add_resource_overriding(resource);
            let has = |key: &&str| bundle.get_message(key).is_some_and(|message| message.value().is_some());
            let found = text.lines().filter_map(key_of).filter(has).map(str::to_owned);
            keys.entry(language).or_default().extend(found);
        }
        let site = config.language.clone();
        let ways = config.langs().map(|lang| (lang.clone(), way(lang, &site))).collect();
        // A file that cannot be read may hold all that seems to be missing.
        if diagnostics.len() == before {
            diagnostics.extend(config.langs().filter_map(|lang| missing(lang, &keys)));
        }
        Self { bundles, ways, site }
    }

    /// The words of a key, in the first language that has them: the page's with its region and script, with its
    /// script, alone; the site's; English.
    #[must_use]
    pub fn get(&self, lang: &Lang, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        match self.ways.get(lang) {
            Some(way) => self.find(way, key, args),
            None => self.find(&way(lang, &self.site), key, args),
        }
    }

    fn find(&self, way: &[String], key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        way.iter().find_map(|language| {
            let bundle = self.bundles.get(language)?;
            let pattern = bundle.get_message(key)?.value()?;
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, args, &mut errors);
            Some(text.into_owned())
        })
    }
}

/// The languages to ask for the words of one.
fn way(lang: &Lang, site: &Lang) -> Vec<String> {
    let mut way = lang.forms();
    for further in site.forms().into_iter().chain([FALLBACK.to_owned()]) {
        if !way.contains(&further) {
            way.push(further);
        }
    }
    way
}

/// The key that a line of a file of words begins with: only these start in the first column, with a letter.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end_matches(' ');
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_key.then_some(key)
}

/// What a language of the site lacks of all the words that the theme has in any.
fn missing(lang: &Lang, keys: &BTreeMap<String, BTreeSet<String>>) -> Option<Diagnostic> {
    let own: Vec<&BTreeSet<String>> = lang.forms().iter().filter_map(|language| keys.get(language)).collect();
    let all: BTreeSet<&String> = keys.values().flatten().collect();
    let lacks: Vec<&str> =
        all.iter().filter(|key| !own.iter().any(|own| own.contains(**key))).map(|key| key.as_str()).collect();
    if lacks.is_empty() {
        return None;
    }
    let names = lacks.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let problem = if lacks.len() == all.len() {
        Diagnostic::warning("theme::missing-words", format!("the theme has no words in `{lang}`")).help(format!(
            "`handbill theme eject . i18n/{FALLBACK}.ftl` copies the words in `{FALLBACK}` out: translate them as `i18n/{lang}.ftl`"
        ))
    } else {
        let message = format!("in `{lang}` the theme has no words for {names}");
        Diagnostic::warning("theme::missing-words", message)
            .help(format!("write them into `i18n/{lang}.ftl`, each as `key = words`"))
    };
    Some(problem.in_file(&SourcePath::new("handbill.toml")))
}

/// The part of a place that lies in the text: the parser points behind the end of one that stops too early.
fn inside(text: &str, place: Range<usize>) -> Span {
    Span::new(text.floor_char_boundary(place.start), text.ceil_char_boundary(place.end.min(text.len())))
}

/// The brace that is open where the parser stopped, if it stands on a line before.
fn open_brace(text: &str, entry: usize, stopped: usize) -> Option<Span> {
    let stopped = text.floor_char_boundary(stopped.min(text.len()));
    let entry = text.floor_char_boundary(entry.min(stopped));
    let mut open = Vec::new();
    for (at, sign) in text[entry..stopped].char_indices() {
        match sign {
            '{' => open.push(entry + at),
            '}' => drop(open.pop()),
            _ => {}
        }
    }
    let start = open.pop()?;
    text[start..stopped].contains('\n').then(|| Span::new(start, start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_asks_its_nearest_relations_first() {
        let of = |lang: &str, site: &str| way(&Lang::new(lang), &Lang::new(site));
        assert_eq!(of("zh-Hant-TW", "de"), ["zh-Hant-TW", "zh-Hant", "zh", "de", "en"]);
        assert_eq!(of("zh-HK", "en"), ["zh-HK", "zh-Hant", "zh", "en"]);
        assert_eq!(of("zh-Hans", "zh"), ["zh-Hans", "zh", "en"]);
        assert_eq!(of("pt-BR", "zh-Hant"), ["pt-BR", "pt", "zh-Hant", "zh", "en"]);
    }

    #[test]
    fn the_built_in_themes_have_every_word_in_every_language_that_they_have() {
        for theme in crate::theme::BUILTIN {
            let keys: BTreeMap<&str, BTreeSet<&str>> = crate::theme::builtin_files(theme)
                .expect("a built-in theme")
                .into_iter()
                .filter_map(|(path, bytes)| {
                    let language = path.strip_prefix("i18n/")?;
                    let text = std::str::from_utf8(bytes).expect("words are UTF-8");
                    Some((language, text.lines().filter_map(key_of).collect()))
                })
                .collect();
            let all: BTreeSet<&str> = keys.values().flatten().copied().collect();
            for (language, own) in &keys {
                let lacks: Vec<_> = all.difference(own).collect();
                assert!(lacks.is_empty(), "{theme}/{language} lacks {lacks:?}");
            }
        }
    }

    #[test]
    fn only_a_line_that_begins_a_message_has_a_key() {
        assert_eq!(key_of("read-on = Read on"), Some("read-on"));
        assert_eq!(key_of("seats ={ $n ->"), Some("seats"));
        for none in ["# a = b", "-term = x", "    a = b", "   *[other] a = b", ""] {
            assert_eq!(key_of(none), None, "{none}");
        }
    }
}
