//! The command line as a user meets it: the real program, each time in a folder of its own.

mod common;

#[path = "cli/build.rs"]
mod build;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/consent.rs"]
mod consent;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/make.rs"]
mod make;
#[path = "cli/next.rs"]
mod next;
#[path = "cli/poster.rs"]
mod poster;
#[path = "cli/site.rs"]
mod site;
#[path = "cli/theme.rs"]
mod theme;
#[path = "cli/words.rs"]
mod words;
