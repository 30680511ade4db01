//! Posters: text comes in and is set in lines and columns, addresses become codes, SVG becomes pictures and pages to print,
//! with a proof that a reader finds the address in the finished pixels.
//!
//! Pure: the same input gives the same bytes on every machine, so the system's fonts are never looked at.

mod code;
mod draw;
mod fault;
mod fonts;
mod inspect;
mod outline;
mod pdf;
mod pixels;
mod prove;
mod read;
mod segments;
mod setting;

#[cfg(test)]
mod tests;

pub use code::{Level, QrCode, TooLong};
pub use draw::{Drawing, Pictures};
pub use fault::{Fault, Flaw};
pub use fonts::{FontFault, FontFile, FontProblem, Fonts};
pub use pdf::{Meta, Page, Paper, Placed, Unprintable, pdf_sheet};
pub use pixels::Pixels;
pub use prove::{Unproven, least_module_mm, module_is_enough, prove};
pub use read::{CodeBox, read};
pub use setting::{Anchor, Block, Column, Columns, Fit, Flow, Line, Setter, Style, Weight, Wrap};
