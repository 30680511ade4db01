//! What the templates of lists see.

use serde::Serialize;
use tera::Value;

use super::ImageView;

/// `list`: one page of a kind's list or of a tag's. Entries are the variable `items`.
#[derive(Debug, Serialize)]
pub struct ListView<'a> {
    /// `posts`, `events`, `members`, or `tag`.
    pub section: &'a str,
    /// The title.
    pub title: String,
    /// One sentence; may be empty.
    pub summary: &'a str,
    /// Its first page, to stand behind `root`.
    pub url: String,
    /// Its feed, to stand behind `root`; empty where it has none.
    pub feed: String,
    /// Which of its pages this is.
    pub pager: PagerView,
}

/// Which page of a list this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PagerView {
    /// Counted from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// Entries on all of them together.
    pub entries: usize,
    /// The page before, to stand behind `root`; empty on the first.
    pub previous: String,
    /// The page after, to stand behind `root`; empty on the last.
    pub next: String,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagView<'a> {
    /// As first written.
    pub name: &'a str,
    /// The language of the name: another than the page's where only borrowed pages have the tag.
    pub lang: &'a str,
    /// Its list, to stand behind `root`.
    pub url: String,
    /// How many pages have it.
    pub count: usize,
}

/// `tags`: all tags of a language, in order of their names.
#[derive(Debug, Serialize)]
pub struct TagsView<'a> {
    /// The tags.
    pub tags: Vec<TagView<'a>>,
}

/// `home`: what a home page leads with. The rendered text of `content/index.md` is `content`.
#[derive(Debug, Serialize)]
pub struct HomeView<'a> {
    /// The title of `content/index.md`; may be empty.
    pub title: &'a str,
    /// Its summary; may be empty.
    pub summary: &'a str,
    /// Its picture.
    pub image: Option<ImageView<'a>>,
    /// The next event that has not ended and is not cancelled.
    pub next: Option<Value>,
    /// Up to six events that have not ended, soonest first.
    pub upcoming: Vec<Value>,
    /// The six newest posts.
    pub posts: Vec<Value>,
    /// The newest dated pages of every kind, as many as a list page has.
    pub newest: Vec<Value>,
}
