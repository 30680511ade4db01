//! The types that fields have: each decodes its nodes, and says for schema and reference what it takes.

mod choice;
mod container;
mod free;
mod money;
mod number;
mod text;
mod time;
mod url;

pub(super) use choice::{Choice, OrUsual, Word};
pub(super) use container::{AtLeastOne, Flag, List, Nested, On, Opt, OrEmpty};
pub(super) use free::{Free, Hidden};
pub(super) use money::{Amount, CurrencyCode, lonely_currency, price};
pub(super) use number::{Bounded, Count, Focus, Geo, Length};
pub(super) use text::{DataFile, Former, Initials, Line, Member, Name, Passage, PathPart, Text};
pub(super) use time::{Day, Duration, Offset, Time};
pub(super) use url::{BaseUrl, Contact, Link, LinkEntry, Origin};
