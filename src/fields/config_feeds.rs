//! `[feeds]` of the configuration.

use super::table::record;
use super::values::{Choice, Length, List, On, OrUsual, Word};
use crate::model::{FeedConfig, FeedContent, FeedFormat};

record! {
    /// `[feeds]`.
    struct FeedTable {
        /// Entries in a feed.
        limit: Length<20> = "20" .default("20");
        /// Gives each tag feeds of its own.
        tags: On = "true" .default("true");
        /// What an entry holds: its whole text, or its summary.
        content: OrUsual<FeedContent> = "\"summary\"" .default("\"full\"") .also(&["body", "entries"]);
        /// The formats; both where absent.
        formats: List<Choice<FeedFormat>> = "[\"atom\", \"json\"]" .also(&["format"]);
    }
}

impl Word for FeedContent {
    const WORDS: &'static [&'static str] = &["full", "summary"];
    const MEANINGS: &'static [Self] = &[Self::Full, Self::Summary];
}

impl Word for FeedFormat {
    const WORDS: &'static [&'static str] = &["atom", "json"];
    const MEANINGS: &'static [Self] = &[Self::Atom, Self::Json];
}

impl Default for FeedTable {
    fn default() -> Self {
        Self { limit: 20, tags: true, content: FeedContent::Full, formats: Vec::new() }
    }
}

impl From<FeedTable> for FeedConfig {
    fn from(table: FeedTable) -> Self {
        let FeedTable { limit, tags, content, mut formats } = table;
        if formats.is_empty() {
            formats = vec![FeedFormat::Atom, FeedFormat::Json];
        }
        formats.sort_unstable();
        formats.dedup();
        Self { limit, tags, content, formats }
    }
}
