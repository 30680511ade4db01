//! Posters: what a poster is drawn with.
//!
//! In: an address, a drawing in SVG, fonts and pictures. Out: the code of the address, the drawing as pixels, outlines
//! and pages to print, and a proof that a reader finds the address in the finished pixels.

mod code;
mod draw;
mod fault;
mod inspect;
mod outline;
mod pdf;
mod pixels;
mod prove;
mod read;
mod segments;

#[cfg(test)]
mod press_tests;

pub use code::{Level, QrCode, TooLong, printed_address};
pub use draw::{Drawing, Pictures};
pub use fault::{Fault, Flaw};
pub use pdf::{Meta, Page, Paper, Placed, Unprintable, pdf_sheet};
pub use pixels::Pixels;
pub use prove::{Unproven, least_module_mm, module_is_enough, prove};
pub use read::{CodeBox, read};
