//! A story's own fields.

use crate::fields::table::record;
use crate::fields::values::{AtLeastOne, Member, Name, Opt, Text, Time};
use crate::model::StoryFields;

record! {
    impl StoryFields {
        /// When it was written; orders lists and feeds.
        date: Time = "2026-11-21";
        /// Members it is about, by handle; without the consent of each of them it is withheld.
        people: AtLeastOne<Member> = "[\"wen\"]" .also(&["person", "members", "who"]);
        /// One sentence of it, in somebody's own words.
        quote: Opt<Text> = "\"I came with a lamp and left with a trade.\"";
        /// The event it happened at.
        event: Opt<Name> = "\"events/spring-salon\"";
        /// The drop it led to.
        drop: Opt<Name> = "\"drops/desk-lamp\"";
    }
}
