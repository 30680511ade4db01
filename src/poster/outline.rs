//! A drawing as SVG that looks the same everywhere: text as outlines, pictures within.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use resvg::usvg::{Indent, WriteOptions};

use super::draw::Drawing;
use super::pdf::Meta;

/// What the writer says of each picture.
const SMOOTH: &str = " style=\"image-rendering:smooth\"";

impl Drawing {
    /// An SVG that needs no font and no other file, with a title for those who cannot see it.
    ///
    /// Coordinates keep a thousandth of a unit, and it scales with the box that it is shown in.
    #[must_use]
    pub fn svg(&self, meta: &Meta) -> String {
        let options = WriteOptions {
            preserve_text: false,
            coordinates_precision: 3,
            transforms_precision: 6,
            indent: Indent::None,
            attributes_indent: Indent::None,
            ..WriteOptions::default()
        };
        // What is drawn smoothly here is so in every browser, and a strict policy refuses styles of elements.
        let written = self.tree().to_string(&options).replace(SMOOTH, "");
        let (head, body) = written.split_once('>').expect("the writer begins with the svg element");
        let (body, empty) = match head.strip_suffix('/') {
            Some(_) => ("", "</svg>"),
            None => (body, ""),
        };
        let (width, height) = (self.width(), self.height());
        let mut svg = String::with_capacity(written.len() + 300);
        svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        if head.contains("xmlns:xlink") {
            svg.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        }
        let (title, lang) = (printable(&meta.title), printable(&meta.lang));
        write!(
            svg,
            " width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" lang=\"{lang}\" \
             xml:lang=\"{lang}\" role=\"img\"><title>{title}</title>{body}{empty}",
            lang = escape(&lang),
            title = escape(&title),
        )
        .expect("a String takes every text");
        svg
    }
}

/// A text without the characters that XML cannot say (XML 1.0, `Char`).
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}
