//! What a member did.

use jiff::civil::Date;

use super::{Credit, MemberFields, OutputPath, PageId};

/// A member who agreed to have a page.
#[derive(Debug, Clone)]
pub struct MemberFacts {
    /// The fields; `consent` has been decided upon.
    pub fields: MemberFields,
    /// The portrait, where `photo` is granted.
    pub avatar: Option<OutputPath>,
    /// Who brought them.
    pub referred_by: Option<Credit>,
    /// Events they hosted, newest first.
    pub hosted: Vec<PageId>,
    /// Events they spoke at, newest first.
    pub spoke: Vec<PageId>,
    /// Posts they wrote, newest first.
    pub wrote: Vec<PageId>,
    /// Posts and stories that are about them, newest first.
    pub appeared: Vec<PageId>,
    /// Events they helped with, as recaps tell, in no order.
    pub helped: Vec<HelpedFacts>,
    /// Drops they made, newest first.
    pub made: Vec<PageId>,
    /// Changes of drops that they asked for, in no order.
    pub asked: Vec<AskedFacts>,
    /// Chapters they lead, by name.
    pub leads: Vec<PageId>,
    /// Their tier.
    pub tier: Option<PageId>,
    /// Members whom they brought.
    pub brought: Vec<Credit>,
}

/// An event that somebody helped with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HelpedFacts {
    /// The event.
    pub event: PageId,
    /// The post that tells so: of what happens again it tells of one evening.
    pub recap: PageId,
}

/// A drop that was changed because somebody asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedFacts {
    /// The drop.
    pub drop: PageId,
    /// When it was changed.
    pub date: Date,
    /// What is different since.
    pub what: String,
}
