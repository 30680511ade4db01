//! A member's own fields.

use crate::fields::table::record;
use crate::fields::values::{
    Choice, Day, Hidden, Line, LinkEntry, List, Member, Name, Opt, OrEmpty, Time, Word,
};
use crate::model::{Consent, MemberFields, Scope};

record! {
    /// What a member's front matter says beside the name.
    struct MemberTable {
        /// Stands for the name where consent does not cover it.
        alias: Opt<Line> = "\"W.\"" .also(&["nickname"]);
        /// What they do here.
        roles: List<Line> = "[\"host\", \"bookbinder\"]" .also(&["role"]);
        /// Since when they are here.
        joined: Opt<Day> = "2024-03-01" .also(&["since"]);
        /// Where else to find them: addresses, or tables of `label` and `url`.
        links: List<LinkEntry> = "[\"https://notes.example/wen\"]";
        /// The tier of their membership, by its slug.
        tier: Opt<Name> = "\"keeper\"";
        /// The member who brought them, by handle.
        referred_by: Opt<Member> = "\"mo\"";
        /// A portrait, relative to the source's folder.
        avatar: Opt<Name> = "\"wen.jpg\"" .also(&["photo", "portrait"]);
        /// What they agreed to; without it the site shows nothing of them.
        consent: OrEmpty<Consent> = "{ granted = 2026-01-10, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }";
        /// What never leaves this file: no page and no template sees it.
        private: Hidden = "{ phone = \"\" }";
    }
}

impl From<MemberTable> for MemberFields {
    fn from(table: MemberTable) -> Self {
        let MemberTable { alias, roles, joined, links, tier, referred_by, avatar, consent, private: () } =
            table;
        Self { alias, roles, joined, links, tier, referred_by, avatar, consent }
    }
}

record! {
    impl Consent {
        /// Holds from the start of this day; without it nothing is granted.
        granted: Opt<Time> = "2026-01-10";
        /// Holds until the end of this day; without it for good.
        expires: Opt<Time> = "2028-01-10";
        /// What it covers.
        scopes: List<Choice<Scope>> = "[\"page\", \"photo\", \"poster\", \"feed\"]";
    }
}

impl Word for Scope {
    const WORDS: &'static [&'static str] = &["page", "photo", "poster", "feed"];
    const MEANINGS: &'static [Self] = &[Self::Page, Self::Photo, Self::Poster, Self::Feed];
}
