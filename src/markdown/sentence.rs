//! What a reader has read of a block, from its HTML.

use super::plain::reference;

/// Elements that begin or end a block of text (HTML Standard §15.3), those among them that a body can hold.
const BLOCKS: [&str; 37] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

/// The text of the block that HTML ends in, from its last character back to its first.
///
/// A line break is a space; the number of a note is no text.
pub(super) struct Backwards<'h> {
    /// What is left.
    html: &'h str,
}

impl<'h> Backwards<'h> {
    pub(super) const fn new(html: &'h str) -> Self {
        Self { html }
    }

    /// Takes a tag off the end; returns what stands between its brackets.
    fn tag(&mut self) -> Option<&'h str> {
        let tag = self.html.strip_suffix('>')?;
        let at = tag.rfind(['<', '>'])?;
        let inner = tag[at..].strip_prefix('<')?;
        self.html = &tag[..at];
        Some(inner)
    }

    fn character(&mut self) -> Option<char> {
        let last = self.html.chars().next_back()?;
        let mut begin = self.html.len() - last.len_utf8();
        let mut character = last;
        if last == ';'
            && let Some((at, _)) = self.html.char_indices().rev().take(10).find(|(_, c)| *c == '&')
            && let (named, len) = reference(&self.html[at..])
            && at + len == self.html.len()
        {
            (character, begin) = (named, at);
        }
        self.html = &self.html[..begin];
        Some(character)
    }
}

impl Iterator for Backwards<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        while let Some(tag) = self.tag() {
            let name = tag.strip_prefix('/').unwrap_or(tag);
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
                self.html = "";
            } else if name.eq_ignore_ascii_case("br") {
                return Some('\n');
            } else if tag == "/sup" {
                self.html = &self.html[..self.html.rfind("<sup").unwrap_or(self.html.len())];
            }
        }
        self.character()
    }
}

#[cfg(test)]
mod tests {
    use super::Backwards;

    #[test]
    fn the_text_of_the_last_block_is_read_from_its_end() {
        for (html, expected) in [
            ("", ""),
            ("a b", "b a"),
            ("<p>a</p>\n<p>", ""),
            ("<p>a</p>\n", "\n"),
            ("<LI class=\"b\"><input type=\"checkbox\" disabled> “<em>", "“ "),
            ("<h2 id=\"b\">a <strong>b.</strong> ", " .b a"),
            ("<td>a<br>", "\na"),
            ("<p>a.<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"b\">1</a></sup> ", " .a"),
            ("<p>a <img src=\"b\" alt=\"c.\">", " a"),
            ("a &quot;&lt;&#39;&amp;", "&'<\" a"),
            ("a; &b;", ";b& ;a"),
            ("a > b>", ">b > a"),
            ("</sup>a", "a"),
        ] {
            assert_eq!(Backwards::new(html).collect::<String>(), expected, "{html}");
        }
    }
}
