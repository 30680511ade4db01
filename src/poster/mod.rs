//! Posters: text comes in and is set in lines and columns, addresses become codes, SVG becomes pictures and pages to print.
//!
//! Pure: the same input gives the same bytes on every machine, so the system's fonts are never looked at.

mod fonts;
mod setting;

pub use fonts::{FontFault, FontFile, FontProblem, Fonts};
pub use setting::{Anchor, Block, Column, Columns, Fit, Flow, Line, Setter, Style, Weight, Wrap};
