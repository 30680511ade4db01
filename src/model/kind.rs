//! The kinds of content.

use std::fmt;

/// What a source becomes: decided by its first folder under `content/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// `content/posts/`: an article.
    Post,
    /// `content/events/`: something that happens at a time.
    Event,
    /// `content/drops/`: something that is released at a time.
    Drop,
    /// `content/stories/`: what happened to a member.
    Story,
    /// `content/members/`: a person.
    Member,
    /// `content/chapters/`: a city or a sub-group.
    Chapter,
    /// `content/posters/`: one poster and the places where it hangs.
    PrintRun,
    /// `content/tiers/`: a tier of membership; all of them together are the join page.
    Tier,
    /// `content/campaigns/`: a goal that many reach together.
    Campaign,
    /// `content/faq/`: a question and its answer; all of them together are the help page.
    Faq,
    /// Anything at the root of `content/`, or in a folder that is no kind's.
    Page,
}

impl Kind {
    /// Every kind, in the order in which lists of kinds show them.
    pub const ALL: [Self; 11] = [
        Self::Post,
        Self::Event,
        Self::Drop,
        Self::Story,
        Self::Member,
        Self::Chapter,
        Self::PrintRun,
        Self::Tier,
        Self::Campaign,
        Self::Faq,
        Self::Page,
    ];

    /// The name on the command line, in `schema` and in JSON: `event`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Event => "event",
            Self::Drop => "drop",
            Self::Story => "story",
            Self::Member => "member",
            Self::Chapter => "chapter",
            Self::PrintRun => "print-run",
            Self::Tier => "tier",
            Self::Campaign => "campaign",
            Self::Faq => "faq",
            Self::Page => "page",
        }
    }

    /// The name with its article, as messages say it: `an event`.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Post => "a post",
            Self::Event => "an event",
            Self::Drop => "a drop",
            Self::Story => "a story",
            Self::Member => "a member",
            Self::Chapter => "a chapter",
            Self::PrintRun => "a print run",
            Self::Tier => "a tier",
            Self::Campaign => "a campaign",
            Self::Faq => "a question",
            Self::Page => "a page",
        }
    }

    /// The kind's folder under `content/`, which references begin with. Pages have none.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        match self {
            Self::Post => Some("posts"),
            Self::Event => Some("events"),
            Self::Drop => Some("drops"),
            Self::Story => Some("stories"),
            Self::Member => Some("members"),
            Self::Chapter => Some("chapters"),
            Self::PrintRun => Some("posters"),
            Self::Tier => Some("tiers"),
            Self::Campaign => Some("campaigns"),
            Self::Faq => Some("faq"),
            Self::Page => None,
        }
    }

    /// The kind's folder in the output, where its list lies. Pages have none.
    #[must_use]
    pub const fn section(self) -> Option<&'static str> {
        match self {
            Self::Tier => Some("join"),
            Self::Faq => Some("help"),
            Self::Post
            | Self::Event
            | Self::Drop
            | Self::Story
            | Self::Member
            | Self::Chapter
            | Self::PrintRun
            | Self::Campaign
            | Self::Page => self.folder(),
        }
    }

    /// Whether all of them stand whole on one page, each at an anchor of its own, and have no page each.
    #[must_use]
    pub const fn is_gathered(self) -> bool {
        match self {
            Self::Tier | Self::Faq => true,
            Self::Post
            | Self::Event
            | Self::Drop
            | Self::Story
            | Self::Member
            | Self::Chapter
            | Self::PrintRun
            | Self::Campaign
            | Self::Page => false,
        }
    }

    /// Whether its list has a feed: what is news to somebody who has been here before.
    #[must_use]
    pub const fn has_feed(self) -> bool {
        match self {
            Self::Post | Self::Event | Self::Drop | Self::Story | Self::Campaign => true,
            Self::Member | Self::Chapter | Self::PrintRun | Self::Tier | Self::Faq | Self::Page => false,
        }
    }

    /// Whether each of them has a poster, and so a code.
    #[must_use]
    pub const fn has_poster(self) -> bool {
        match self {
            Self::Event
            | Self::Drop
            | Self::Story
            | Self::Member
            | Self::Chapter
            | Self::PrintRun
            | Self::Campaign => true,
            Self::Post | Self::Tier | Self::Faq | Self::Page => false,
        }
    }

    /// Whether its list has an archive by year: what a day orders.
    #[must_use]
    pub const fn has_archive(self) -> bool {
        match self {
            Self::Post | Self::Event | Self::Drop | Self::Story => true,
            Self::Member
            | Self::Chapter
            | Self::PrintRun
            | Self::Tier
            | Self::Campaign
            | Self::Faq
            | Self::Page => false,
        }
    }

    /// The kind that owns a folder of `content/`.
    #[must_use]
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == Some(folder))
    }

    /// The kind whose list lies in a folder of the output.
    fn of_section(section: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.section() == Some(section))
    }

    /// The kind whose list a writer means: by its folder under `content/`, or by its folder in the output.
    #[must_use]
    pub fn of_list(folder: &str) -> Option<Self> {
        Self::of_folder(folder).or_else(|| Self::of_section(folder))
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
