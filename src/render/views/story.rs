//! What templates see of a story.

use serde::Serialize;
use tera::Value;

use super::CreditView;

/// `page.story`.
#[derive(Debug, Serialize)]
pub struct StoryView<'a> {
    /// Whom it is about.
    pub people: Vec<CreditView<'a>>,
    /// One sentence of it, in somebody's own words; may be empty.
    pub quote: &'a str,
    /// The event it happened at, in short; nothing in a summary.
    pub event: Option<Value>,
    /// The drop it led to, in short; nothing in a summary.
    pub drop: Option<Value>,
}
