//! Languages, by their BCP 47 tags.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use unic_langid::LanguageIdentifier;

/// A language tag as the site writes it: `en`, `zh`, `zh-Hant`.
///
/// It is the suffix in file names, the folder in the output and the `lang` attribute.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

impl Lang {
    /// The tag as written.
    pub fn new(tag: impl AsRef<str>) -> Self {
        Self(Arc::from(tag.as_ref()))
    }

    /// The tag as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag: `zh` of `zh-Hant`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The tag, and those that it is a form of, the nearest first: `zh-TW`, `zh-Hant`, `zh`.
    #[must_use]
    pub fn forms(&self) -> Vec<String> {
        let Ok(id) = self.0.parse::<LanguageIdentifier>() else { return vec![self.0.to_string()] };
        let mut forms = vec![id.to_string()];
        let mut add = |tag: String| {
            if !forms.contains(&tag) {
                forms.push(tag);
            }
        };
        let primary = id.language.as_str();
        let region = id.region.as_ref().map(|region| region.as_str());
        match (&id.script, primary, region) {
            (Some(script), _, _) => add(format!("{primary}-{script}")),
            // These regions write Chinese in traditional characters (CLDR, likely subtags).
            (None, "zh" | "yue", Some("TW" | "HK" | "MO")) => add("zh-Hant".to_owned()),
            (None, _, _) => {}
        }
        add(primary.to_owned());
        forms
    }
}

impl Borrow<str> for Lang {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
