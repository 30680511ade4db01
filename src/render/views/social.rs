//! What the head of a page tells to other sites.

use std::borrow::Cow;

use serde::Serialize;

/// `here.social`: what a link to this page looks like elsewhere (Open Graph, ogp.me; Twitter cards).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialView<'a> {
    /// `og:type`: `website`, `article` or `profile`.
    pub kind: &'static str,
    /// `og:locale`: `en_US`, `zh_CN`.
    pub locale: &'a str,
    /// `og:locale:alternate`: the other languages of this page.
    pub other_locales: Vec<&'a str>,
    /// The picture; nothing where there is none.
    pub image: Option<SocialImageView<'a>>,
    /// `article:published_time`, as RFC 3339 writes it; may be empty.
    pub published: String,
    /// `article:modified_time`; may be empty.
    pub modified: String,
    /// `article:tag`.
    pub tags: Vec<&'a str>,
}

/// The picture of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialImageView<'a> {
    /// Absolute.
    pub url: String,
    /// What it shows.
    pub alt: Cow<'a, str>,
    /// In pixels, where that is known.
    pub width: Option<u32>,
    /// In pixels, where that is known.
    pub height: Option<u32>,
}

/// A calendar that people can subscribe to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarView {
    /// What it holds: `events`, `drops`, or the events of a `chapter`, a `series` or a `tag`.
    pub kind: &'static str,
    /// The file, to stand behind `root`.
    pub url: String,
    /// The same as calendar programs take it, from `webcal:`; empty in a site for a disk.
    pub webcal: String,
    /// What it is called.
    pub title: String,
}

/// A feed that follows a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedView {
    /// To stand behind `root`.
    pub url: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub mime: &'static str,
    /// What it follows.
    pub title: String,
}
