//! Pictures: what the head of a file tells, and the files that are made of it.
//!
//! In: the bytes of a picture as somebody's camera or drawing program left them. Out: facts for the HTML, without a
//! look at pixels; and bytes for the reader: resized, upright, in sRGB, and free of whatever else the file held.

mod arrange;
mod bytes;
mod colour;
mod fault;
mod inspect;
mod make;
mod raster;
mod strip;
mod svg;

#[cfg(test)]
mod tests;

pub use arrange::Arranger;
pub use fault::{Fault, svg_warning};
pub use inspect::{MOST_BYTES, inspect, may_be_picture};
pub use make::{Maker, cache_key};
