//! Languages, by their BCP 47 tags.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

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
