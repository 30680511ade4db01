//! What a story's front matter says.

use crate::model::{Handle, Spanned, WrittenTime};

/// A story's own fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryFields {
    /// When it was written; orders lists and feeds.
    pub date: Spanned<WrittenTime>,
    /// Members it is about: without `page` of each of them it is withheld.
    pub people: Vec<Spanned<Handle>>,
    /// One sentence of it, in somebody's own words.
    pub quote: Option<String>,
    /// The event it happened at: `events/spring`.
    pub event: Option<Spanned<String>>,
    /// The drop it led to: `drops/lamp`.
    pub drop: Option<Spanned<String>>,
}
