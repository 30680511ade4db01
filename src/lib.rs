//! Handbill: a press for communities.
//!
//! A folder of Markdown comes in; a static site goes out. The data flows one way —
//! load → parse → resolve → plan → render → write — and the rooms below are its stages.
//! `ARCHITECTURE.md` holds the table of which room may import which.

pub mod calendar;
pub mod diagnostics;
pub mod disk;
pub mod fields;
pub mod ical;
pub mod ledger;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod pictures;
pub mod pipeline;
pub mod plan;
pub mod poster;
pub mod render;
pub mod resolve;
#[cfg(feature = "serve")]
pub mod serve;
pub mod theme;
