//! What the templates of lists see.

use serde::Serialize;
use tera::Value;

use super::{HungView, ImageView, RhythmView};

/// `list`: one page of a kind's list or of a tag's. Entries are the variable `items`.
#[derive(Debug, Serialize)]
pub struct ListView<'a> {
    /// The kind's folder of the output, `events` or `join`; or `tag`.
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
    /// The years of its archive, newest first; empty where it has none.
    pub years: Vec<YearView>,
}

/// A year of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearView {
    /// Four digits.
    pub year: String,
    /// Its page, to stand behind `root`.
    pub url: String,
    /// How many entries it has.
    pub count: usize,
}

/// `archive`: a year of a list.
#[derive(Debug, Serialize)]
pub struct ArchiveView<'a> {
    /// Four digits.
    pub year: &'a str,
    /// The list's title.
    pub list_title: String,
    /// The list's first page, to stand behind `root`.
    pub list_url: String,
    /// The months that have entries, newest first.
    pub months: Vec<MonthView>,
    /// Every year of the list, newest first.
    pub years: Vec<YearView>,
}

/// A month of an archive.
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// `Nov`, `11月`.
    pub name: String,
    /// Its entries in short, newest first.
    pub pages: Vec<Value>,
}

/// An entry of `gathered`: of the join page a tier, of the help page a question, each whole.
#[derive(Debug, Serialize)]
pub struct GatheredView {
    /// Its `page`.
    pub page: Value,
    /// Its rendered body.
    pub content: Value,
    /// The id that links to it lead to.
    pub anchor: String,
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

/// What leads a page for a time.
#[derive(Debug, Serialize)]
pub struct LeadView {
    /// The word of the turns that it leads in.
    pub word: String,
    /// What leads; in short.
    pub item: Value,
    /// What its series is called; empty where it has no name in this language.
    pub series_title: String,
    /// The last drop of its series that was released, the next one, and those that follow; empty where it has none.
    pub rhythm: Vec<RhythmView>,
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
    /// The next event that has not ended and is not cancelled; in short.
    pub next: Option<Value>,
    /// What leads the page when the next event is over: up to five more; in short.
    pub then: Vec<Value>,
    /// Up to six entries of events that have not ended, soonest first; of what happens again not more than three.
    pub upcoming: Vec<Value>,
    /// What stands ready to follow them on a page that was printed a while ago: up to six more entries.
    pub later: Vec<Value>,
    /// The drop that can be had now, else the next one; in short.
    pub drop: Option<Value>,
    /// That drop, and up to three that will lead in its place on a page that was printed a while ago.
    pub drops: Vec<LeadView>,
    /// For `data-turns`: from when on another of `drops` leads. `none` where all will be over.
    pub drop_turns: String,
    /// The newest story that has a quote, else the newest; in short.
    pub story: Option<Value>,
    /// The campaign that ends next; in short.
    pub campaign: Option<Value>,
    /// Every chapter that is not resting; in short.
    pub chapters: Vec<Value>,
    /// Four posters of what is to come and what can be read.
    pub posters: Vec<HungView>,
    /// The six newest posts; in short.
    pub posts: Vec<Value>,
    /// The newest dated pages of every kind, as many as a list page has; in short.
    pub newest: Vec<Value>,
}
