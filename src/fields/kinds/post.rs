//! A post's own fields.

use crate::fields::table::record;
use crate::fields::values::{List, Member, Name, Opt, Time};
use crate::model::PostFields;

record! {
    impl PostFields {
        /// When it was written; orders lists and feeds.
        date: Time = "2026-11-21";
        /// Members it is about, by handle; of a recap those who helped.
        people: List<Member> = "[\"wen\"]";
        /// The event it looks back on.
        recap_of: Opt<Name> = "\"events/spring-salon\"";
    }
}
