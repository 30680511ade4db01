//! Where an event stands in time.

use jiff::Timestamp;

use super::{EventFields, Phases, WrittenDuration};

/// Where an event stands, or one occurrence of what happens again. Each holds from its instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventState {
    /// Ahead, and nothing but its date is to be said yet.
    Scheduled,
    /// Near enough to be announced.
    Announced,
    /// Open for questions.
    Questions,
    /// About to begin.
    Warmup,
    /// From its start to its end.
    Live,
    /// Over; a recap is promised.
    Recap,
    /// Over.
    Past,
}

impl EventState {
    /// The name in `data-phase` and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Announced => "announced",
            Self::Questions => "questions",
            Self::Warmup => "warmup",
            Self::Live => "live",
            Self::Recap => "recap",
            Self::Past => "past",
        }
    }

    /// Whether it has ended.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Scheduled | Self::Announced | Self::Questions | Self::Warmup | Self::Live => false,
            Self::Recap | Self::Past => true,
        }
    }
}

/// An instant from which on an event stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventTurn {
    /// When.
    pub at: Timestamp,
    /// What it is from then on.
    pub state: EventState,
    /// Which occurrence that is of: an index; 0 of what happens once.
    pub of: usize,
}

/// From when on an event is in which phase: before its start, and for the recap behind its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseOffsets {
    /// Announced, counted from the start.
    pub announce: WrittenDuration,
    /// Open for questions, counted from the start.
    pub questions: WrittenDuration,
    /// About to begin, counted from the start.
    pub warmup: WrittenDuration,
    /// By when a recap is promised, counted from the end.
    pub recap: WrittenDuration,
}

impl Default for PhaseOffsets {
    fn default() -> Self {
        let days = |days| WrittenDuration { days, minutes: 0 };
        let warmup = WrittenDuration { days: 0, minutes: -120 };
        Self { announce: days(-5), questions: days(-2), warmup, recap: days(2) }
    }
}

impl PhaseOffsets {
    /// These, but for what was written elsewhere.
    #[must_use]
    pub fn but(self, own: &Phases) -> Self {
        let or = |own: &Option<super::Spanned<WrittenDuration>>, usual| {
            own.as_ref().map_or(usual, |offset| offset.value)
        };
        Self {
            announce: or(&own.announce, self.announce),
            questions: or(&own.questions, self.questions),
            warmup: or(&own.warmup, self.warmup),
            recap: or(&own.recap, self.recap),
        }
    }
}

impl super::SiteConfig {
    /// When the phases of an event begin: by itself, by its series, by the site, by the usual.
    #[must_use]
    pub fn phases_of(&self, event: &EventFields) -> PhaseOffsets {
        let site = PhaseOffsets::default().but(&self.phases);
        let series = event.series.as_ref().and_then(|series| self.series.get(&series.value));
        series.map_or(site, |series| site.but(&series.value.phases)).but(&event.phases)
    }
}
