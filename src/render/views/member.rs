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
    /// How much of each sort they did; what they have not done and will not do is left out.
    pub totals: Vec<TotalView>,
    /// Chapters they lead, in short.
    pub leads: Vec<tera::Value>,
    /// Their tier, in short.
    pub tier: Option<tera::Value>,
    /// All of that by year, newest first.
    pub ledger: Vec<LedgerYear<'a>>,
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

/// How much of one sort a member did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalView {
    /// `hosted`, `spoke`, `helped`, `made`, `wrote`, `appeared`, `asked` or `brought`.
    pub deed: &'static str,
    /// How many: events that have ended, drops that are released; of what happens again one, once it has happened.
    pub n: usize,
    /// That number, and those that it will be: what the words `n5` of `turns` mean.
    pub counts: Vec<usize>,
    /// For `data-turns`: from when on it is which number, `n5.some`.
    pub turns: String,
}

/// A year of a member's ledger.
#[derive(Debug, Serialize)]
pub struct LedgerYear<'a> {
    /// Four digits.
    pub year: String,
    /// Newest first.
    pub rows: Vec<LedgerRow<'a>>,
}

/// A thing that a member did, or will do.
#[derive(Debug, Serialize)]
pub struct LedgerRow<'a> {
    /// `hosted`, `spoke`, `wrote`, `helped`, `made`, `asked` or `appeared`.
    pub deed: &'static str,
    /// `soon`, `on` (it happened, and happens again) or `done`, as of the last transition.
    pub state: &'static str,
    /// That state, and those that are still to come, in order.
    pub states: Vec<&'static str>,
    /// For `data-turns`: from when on it is which state.
    pub turns: String,
    /// The day; of what happens again the first, of what was asked for the day of the change.
    pub date: DateView,
    /// Of what happens again and comes to an end, from the first day to the last; else empty.
    pub range: String,
    /// Of what was asked for, what is different since; else empty.
    pub what: &'a str,
    /// The page in short; of an evening that somebody helped with, that evening.
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
