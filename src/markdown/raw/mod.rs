//! Raw HTML in Markdown: what a writer may use, what is dropped, and how our own markup passes through.
//!
//! Three steps. A scanner takes each piece of raw HTML apart, so that what is dropped has a place in the
//! source, an unclosed tag cannot swallow the rest of the page, and the site's own addresses are resolved
//! like those of Markdown ([`filter`]). The body is written with markers instead of our own attributes and
//! elements and of everything that is filled in later ([`held`](super::held)). `ammonia` then parses the body
//! as a browser would and keeps only what the same table allows; only after that the markers are replaced.

mod address;
mod clean;
mod element;
mod filter;
mod policy;
mod scan;

pub(super) use address::shows;
pub(super) use clean::clean;
pub(super) use element::Element;
pub(super) use filter::{Filtered, Seen, filter};
pub(super) use scan::{Attr, Scanner, Token};
