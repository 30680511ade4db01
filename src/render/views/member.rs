//! What templates see of a member who agreed to have a page.

use serde::Serialize;

use super::{CreditView, DateView, ImageView};

/// `page.member`.
#[derive(Debug, Serialize)]
pub struct MemberView<'a> {
    /// The slug of their page.
    pub handle: &'a str,
    /// One character or two for the seal.
    pub seal: String,
    /// The portrait.
    pub avatar: Option<ImageView<'a>>,
    /// What they do here.
    pub roles: &'a [String],
    /// Since when.
    pub joined: Option<DateView>,
    /// Where else to find them.
    pub links: Vec<LinkView<'a>>,
    /// Who brought them.
    pub referred_by: Option<CreditView<'a>>,
    /// Whom they brought.
    pub brought: Vec<CreditView<'a>>,
    /// How many events they have hosted; those to come are in the ledger alone.
    pub hosted: usize,
    /// How many events they have spoken at; those to come are in the ledger alone.
    pub spoke: usize,
    /// How many posts they wrote.
    pub wrote: usize,
    /// How many posts and stories are about them.
    pub appeared: usize,
    /// How many events they helped with, as recaps tell.
    pub helped: usize,
    /// How many drops they made.
    pub made: usize,
    /// How many drops were changed because they asked.
    pub asked: usize,
    /// Chapters they lead, in short.
    pub leads: Vec<tera::Value>,
    /// Their tier, in short.
    pub tier: Option<tera::Value>,
    /// All of that by year, newest first.
    pub ledger: Vec<LedgerYear>,
}

/// `member_groups`: on the first page of the members' list everybody by chapter and by role.
#[derive(Debug, Serialize)]
pub struct MemberGroupsView<'a> {
    /// Chapters that have members, by name.
    pub chapters: Vec<MembersOfChapter>,
    /// Roles, those that most members have first.
    pub roles: Vec<MembersOfRole<'a>>,
}

/// The members of a chapter, counted; their names are on the chapter's page.
#[derive(Debug, Serialize)]
pub struct MembersOfChapter {
    /// The chapter in short.
    pub chapter: tera::Value,
    /// How many members with a page belong to it.
    pub count: usize,
}

/// The members who have a role.
#[derive(Debug, Serialize)]
pub struct MembersOfRole<'a> {
    /// The role as they write it.
    pub role: &'a str,
    /// The language that it is written in.
    pub lang: &'a str,
    /// The members in short, in the order of the list.
    pub members: Vec<tera::Value>,
}

/// A year of a member's ledger.
#[derive(Debug, Serialize)]
pub struct LedgerYear {
    /// Four digits.
    pub year: String,
    /// Newest first.
    pub rows: Vec<LedgerRow>,
}

/// A thing that a member did.
#[derive(Debug, Serialize)]
pub struct LedgerRow {
    /// `hosted`, `spoke`, `wrote`, `helped`, `made`, `asked` or `appeared`.
    pub deed: &'static str,
    /// The page in short.
    pub page: tera::Value,
}

/// A link out of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView<'a> {
    /// What to show: the label, or the host of the address.
    pub label: &'a str,
    /// Absolute.
    pub url: &'a str,
}
