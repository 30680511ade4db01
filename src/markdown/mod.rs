//! Markdown: text to outline; text and a host to HTML.
