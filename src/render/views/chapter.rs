//! What templates see of a chapter and of a print run.

use serde::Serialize;
use tera::Value;

use super::CreditView;
use crate::model::ChapterStatus;

/// `page.chapter`. The lists are empty in a summary.
#[derive(Debug, Serialize)]
pub struct ChapterView<'a> {
    /// Where it meets; may be empty.
    pub city: &'a str,
    /// How far it is: `pilot`, `active` or `resting`.
    pub status: ChapterStatus,
    /// What it is about, in one line; may be empty.
    pub focus: &'a str,
    /// Who leads it.
    pub leads: Vec<CreditView<'a>>,
    /// How many events it has, each counted once.
    pub events: usize,
    /// Its events that are not over, in short, soonest first; of what happens again each of the next times.
    pub coming: Vec<Value>,
    /// Its events that are over, in short, newest first; of what happens again the times of which there is something to
    /// tell.
    pub past: Vec<Value>,
    /// Its drops, in short, newest first.
    pub drops: Vec<Value>,
    /// Its stories, in short, newest first.
    pub stories: Vec<Value>,
    /// Its posts, in short, newest first.
    pub posts: Vec<Value>,
    /// Its campaigns, in short.
    pub campaigns: Vec<Value>,
    /// Chapters that lie within it, in short, by name.
    pub groups: Vec<Value>,
    /// Its members who have a page, in short, by name.
    pub members: Vec<Value>,
}

/// `page.print_run`.
#[derive(Debug, Serialize)]
pub struct PrintRunView<'a> {
    /// The page that its codes lead to, in short; nothing where that is not public.
    pub target: Option<Value>,
    /// `headline`, else the target's title; may be empty.
    pub headline: &'a str,
    /// `tagline`, else the target's summary; may be empty.
    pub tagline: &'a str,
    /// Where it hangs.
    pub placements: Vec<PlacementView<'a>>,
}

/// A place where a poster hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlacementView<'a> {
    /// What its code is made from.
    pub id: &'a str,
    /// What people call the place; the id where it has no name.
    pub label: &'a str,
}
