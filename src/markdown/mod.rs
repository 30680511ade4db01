//! Markdown: text to outline and HTML with holes; that and a host to HTML.
//!
//! A body goes through one parse with one set of extensions and one offset map ([`compile`]): it is read for
//! what it says about itself and written as HTML in the same walk, so that both number its links alike.
//! Nothing here knows the site; a [`Host`] lends what goes into the holes ([`fill`]).

mod compile;
mod directives;
mod draft;
mod fill;
mod finish;
mod han;
mod held;
mod highlight;
mod host;
mod html;
mod ids;
mod math;
mod mentions;
mod outline;
mod plain;
mod raw;
mod sentence;
mod url;
mod walk;

pub use compile::{compile, to_html};
pub use fill::fill;
pub use highlight::Highlighter;
pub use host::{Host, Target, write_picture};
pub use html::Options;
pub use plain::plain_text;
pub use url::is_unsafe_url;

#[cfg(test)]
mod tests;
