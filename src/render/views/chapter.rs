//! What templates see of a chapter and of a print run.

use serde::Serialize;
use tera::Value;

use super::CreditView;
use crate::model::ChapterStatus;

/// `page.chapter`. The lists are empty in a summary.
#[derive(Debug, Serialize)]
pub struct ChapterView<'a> {
    /// What it is called in other languages, where that is something else.
    pub names: Vec<NameView<'a>>,
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
    /// The months in which something is to come; nothing where nothing is.
    pub months: Option<CalendarMonthsView>,
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

/// What something is called in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameView<'a> {
    /// The language tag.
    pub lang: &'a str,
    /// The name.
    pub name: &'a str,
}

/// Months, the one behind the other: each is shown until the last of it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarMonthsView {
    /// For `data-turns`: from when on the next is shown, `m1`, and at last `over`.
    pub turns: String,
    /// What the days of a week are called, from Monday on; empty words where the language is not known.
    pub weekdays: Vec<String>,
    /// The first is shown now.
    pub months: Vec<CalendarMonthView>,
}

/// A month with the days on which something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarMonthView {
    /// Its name: `November`, `11月`.
    pub name: String,
    /// Four digits.
    pub year: String,
    /// Weeks of seven days, from Monday on; nothing where a day is of another month.
    pub weeks: Vec<Vec<Option<CalendarDayView>>>,
    /// Whether something in it happens again and again.
    pub again: bool,
    /// Whether something in it happens once.
    pub once: bool,
}

/// A day of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDayView {
    /// From 1 on.
    pub number: i8,
    /// The day in words, where something happens; else empty.
    pub date: String,
    /// What happens on it.
    pub titles: Vec<String>,
    /// Whether all of that happens again and again.
    pub again: bool,
    /// The page to go to; empty where nothing happens.
    pub url: String,
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
