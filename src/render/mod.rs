//! A job to a view to bytes: pages, feeds, data files. Pure, and parallel from outside.
//!
//! In: the resolved site, the plan, a compiled theme. Out: one `Artifact` for each job, or what is
//! wrong with the template that should have made it.

mod address;
mod alike;
mod archive;
mod as_of;
mod assemble;
mod body;
mod calendars;
mod counter;
mod currencies;
mod data_files;
mod dates;
mod days;
mod directives;
mod engine;
mod feeds;
mod headers;
mod home;
mod languages;
mod leading;
mod locales;
mod numbers;
mod pages;
mod people;
mod pictures;
mod posters;
mod prices;
mod printer;
mod replies;
mod rhythm;
mod shown;
mod social;
mod structured;
mod template_error;
mod turns;
pub mod views;
mod words;
mod zones;

pub use address::LinkStyle;
pub use engine::Engine;
pub use posters::{
    CODE, LOGO, LabelDrawing, LabelSize, PICTURE, PosterDrawing, PosterInputs, Surveyed, code_level, survey,
};
pub use printer::{Options, Printer};
pub use replies::harmless as harmless_cell;
