//! When the output changes by itself.

use jiff::Timestamp;

/// An instant at which the output changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Transition {
    /// When.
    pub at: Timestamp,
    /// Why; of several at one instant the first of these is named.
    pub kind: TransitionKind,
}

/// Why an output changes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TransitionKind {
    /// An event begins or ends.
    EventPhase,
    /// A drop opens, is released or ends.
    DropState,
    /// A vote opens or closes.
    Vote,
    /// Something held back appears.
    Publication,
    /// A member's consent begins or ends.
    Consent,
    /// A campaign ends.
    Campaign,
}

impl TransitionKind {
    /// The name in `next-build.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EventPhase => "event-phase",
            Self::DropState => "drop-state",
            Self::Vote => "vote",
            Self::Publication => "publication",
            Self::Consent => "consent",
            Self::Campaign => "campaign",
        }
    }

    /// Something secret appears or something must vanish: only a build can do it.
    #[must_use]
    pub const fn needs_build(self) -> bool {
        match self {
            Self::EventPhase | Self::DropState | Self::Vote | Self::Campaign => false,
            Self::Publication | Self::Consent => true,
        }
    }
}
