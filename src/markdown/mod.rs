//! Markdown: text to outline; text and a host to HTML.
//!
//! A body goes through one parse with one set of extensions and one offset map, whether it is
//! read for what it says about itself ([`outline()`]) or written as HTML ([`to_html`]): links are numbered
//! by the walk, so that both agree. Nothing here knows the site; a [`Host`] lends what links become.

mod han;
mod highlight;
mod host;
mod html;
mod ids;
mod mentions;
mod outline;
mod plain;
mod raw;
mod url;
mod walk;

pub use highlight::Highlighter;
pub use host::{Host, Target, write_picture};
pub use html::{Options, to_html};
pub use outline::outline;
pub use plain::plain_text;
pub use url::is_unsafe_url;

#[cfg(test)]
mod tests;
