//! A community in which somebody means harm: whatever content says, no output holds markup that does something.
//!
//! The tables in `hostile/` hold the vectors; each carries marks, so that words that should stay are missed where
//! they vanish. The real program builds them with its own theme; html5ever reads every page, as it is and as it
//! reads when a script writes it again (mutation), with scripting on and off.

mod common;

#[path = "hostile/bodies.rs"]
mod bodies;
#[path = "hostile/fields.rs"]
mod fields;
#[path = "hostile/judge.rs"]
mod judge;
#[path = "hostile/lines.rs"]
mod lines;
#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/parts.rs"]
mod parts;
#[path = "hostile/posters.rs"]
mod posters;
#[path = "hostile/raw.rs"]
mod raw;
#[path = "hostile/tree.rs"]
mod tree;
#[path = "hostile/urls.rs"]
mod urls;
#[path = "hostile/vector.rs"]
mod vector;
#[path = "hostile/xml.rs"]
mod xml;
