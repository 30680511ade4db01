//! What will be printed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    CalendarId, Calendars, Code, FeedFormat, FeedId, Lang, ListId, Medium, OutputPath, PageId, Pictures,
    PosterFormat, Posters, SourcePath, TagId, UrlPath,
};

/// Every output of a site, by path. Small: a job is a kind of output and some ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The jobs; their order is the order of the output paths.
    pub jobs: Arc<BTreeMap<OutputPath, Job>>,
    /// What the pictures of pages become; each [`Job::Picture`] is one of its files.
    pub pictures: Pictures,
    /// Which pages have a poster; each [`Job::Poster`] is one of their files.
    pub posters: Arc<Posters>,
    /// What the calendars hold; each has its [`Job::Calendar`].
    pub calendars: Arc<Calendars>,
}

/// One output still to be rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The home page of a language.
    Home(Lang),
    /// A content page.
    Page(PageId),
    /// One page of a kind's list; `number` counts from 1.
    List {
        /// Which list.
        list: ListId,
        /// Which of its pages.
        number: usize,
    },
    /// A year of a list's archive.
    Year {
        /// Which list.
        list: ListId,
        /// Which year.
        year: i16,
    },
    /// The page of a page's poster.
    PosterPage(PageId),
    /// One page of the wall where the posters of a language hang; `number` counts from 1.
    Wall {
        /// Whose language.
        lang: Lang,
        /// Which of its pages.
        number: usize,
    },
    /// The list of all tags of a language.
    Tags(Lang),
    /// One page of a tag's list; `number` counts from 1.
    Tag {
        /// Which tag.
        tag: TagId,
        /// Which of its pages.
        number: usize,
    },
    /// A feed in one of its formats.
    Feed(FeedId, FeedFormat),
    /// A calendar.
    Calendar(CalendarId),
    /// `help/replies.csv` of a language.
    Replies(Lang),
    /// A page that leads on to another address.
    Redirect(UrlPath),
    /// The short page of a code: it leads on to what the poster is about.
    Code(Code),
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `404.html`.
    NotFound,
    /// `_headers`.
    Headers,
    /// `_redirects`.
    Redirects,
    /// `next-build.json`.
    NextBuild,
    /// An asset of the theme, by its name in `assets/`.
    Asset(String),
    /// A file of the site, carried along unchanged.
    Copy(SourcePath),
    /// One of the files that are made of a picture: [`Pictures::files`] has it by its path.
    Picture(SourcePath),
    /// The poster of a page, in one of its formats and media.
    Poster {
        /// Whose.
        page: PageId,
        /// Its shape.
        format: PosterFormat,
        /// In what it is written down.
        medium: Medium,
    },
}

impl Job {
    /// Whether it is an HTML page that readers come to: redirects and the 404 page are none.
    #[must_use]
    pub const fn is_page(&self) -> bool {
        match self {
            Self::Home(_)
            | Self::Page(_)
            | Self::List { .. }
            | Self::Year { .. }
            | Self::PosterPage(_)
            | Self::Wall { .. }
            | Self::Tags(_)
            | Self::Tag { .. } => true,
            Self::Feed(..)
            | Self::Calendar(_)
            | Self::Replies(_)
            | Self::Redirect(_)
            | Self::Code(_)
            | Self::Sitemap
            | Self::Robots
            | Self::NotFound
            | Self::Headers
            | Self::Redirects
            | Self::NextBuild
            | Self::Asset(_)
            | Self::Copy(_)
            | Self::Picture(_)
            | Self::Poster { .. } => false,
        }
    }
}

/// How many pages a list has: at least one.
#[must_use]
pub fn page_count(entries: usize, per_page: usize) -> usize {
    entries.div_ceil(per_page.max(1)).max(1)
}

/// The address of the `number`th page of a list, counted from 1.
#[must_use]
pub fn numbered_url(url: &str, number: usize) -> String {
    if number == 1 { url.to_owned() } else { format!("{url}page/{number}/") }
}

/// The address of a year of a list: `/posts/2026/`.
#[must_use]
pub fn year_url(url: &str, year: i16) -> String {
    format!("{url}{year:04}/")
}
