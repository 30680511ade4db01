//! The kinds of content.

use std::fmt;

/// What a source becomes: decided by its first folder under `content/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `content/posts/`: an article.
    Post,
    /// `content/events/`: something that happens at a time.
    Event,
    /// `content/members/`: a person.
    Member,
    /// Anything at the root of `content/`, or in a folder that is no kind's.
    Page,
}

impl Kind {
    /// Every kind, in the order in which lists of kinds show them.
    pub const ALL: [Self; 4] = [Self::Post, Self::Event, Self::Member, Self::Page];

    /// Folders of `content/` that belong to kinds which this version cannot print yet.
    pub const RESERVED_FOLDERS: [&'static str; 7] =
        ["drops", "stories", "chapters", "posters", "tiers", "campaigns", "faq"];

    /// The name on the command line, in `schema` and in JSON: `event`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Event => "event",
            Self::Member => "member",
            Self::Page => "page",
        }
    }

    /// The name with its article, as messages say it: `an event`.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Post => "a post",
            Self::Event => "an event",
            Self::Member => "a member",
            Self::Page => "a page",
        }
    }

    /// The kind's folder under `content/`, which is also its folder in the output. Pages have none.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Post => Some("posts"),
            Self::Event => Some("events"),
            Self::Member => Some("members"),
            Self::Page => None,
        }
    }

    /// Whether its list has a feed: what is news to somebody who has been here before.
    #[must_use]
    pub const fn has_feed(self) -> bool {
        match self {
            Self::Post | Self::Event => true,
            Self::Member | Self::Page => false,
        }
    }

    /// The kind that owns a folder of `content/`.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == Some(folder))
    }

    /// The kind with this [`name`](Self::name).
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
