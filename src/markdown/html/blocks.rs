//! Blocks: headings, lists, tables, code, alerts.

use std::fmt::Write as _;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

use super::{Writer, attribute, body_text};
use crate::markdown::draft::{Pending, Place};
use crate::model::{TextKey, What};

/// An open code block.
pub(super) struct Code {
    /// Where its `<pre>` begins.
    from: Place,
    /// Its language, and its content so far; without a language it is written at once.
    collected: Option<(String, String)>,
}

impl Code {
    pub(super) fn push(&mut self, out: &mut String, text: &str) {
        match &mut self.collected {
            Some((_, code)) => code.push_str(text),
            None => body_text(out, text),
        }
    }
}

impl Writer<'_> {
    pub(super) fn start(&mut self, tag: &Tag<'_>, link: Option<usize>) {
        match tag {
            Tag::Paragraph => self.open("<p>"),
            Tag::Heading { level, .. } => self.open_heading(*level as u8),
            Tag::BlockQuote(kind) => self.open_quote(*kind),
            Tag::CodeBlock(kind) => self.open_code(kind),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(start)) => {
                self.open("<ol");
                let from = self.out.place();
                write!(self.out.text, " start=\"{start}\"").expect("a String takes everything");
                self.out.own_attributes(from);
                self.out.text.push_str(">\n");
            }
            Tag::List(None) => self.open("<ul>\n"),
            Tag::Item => {
                self.open("<li>");
                let end = self.out.place();
                self.item = Place { text: end.text - 1, ..end };
            }
            Tag::FootnoteDefinition(_) => self.open_note(),
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                // The box scrolls, so that a wide table does not widen the page, and so it takes the focus.
                // A group, not a region: several on one page need no names of their own.
                self.open("<div");
                let from = self.out.place();
                self.out.text.push_str(" class=\"table\" tabindex=\"0\" role=\"group\"");
                self.labelled("aria-label", TextKey::Table);
                self.out.own_attributes(from);
                self.out.text.push_str("><table>");
            }
            Tag::TableHead => {
                (self.cell, self.in_head) = (0, true);
                self.out.text.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.out.text.push_str("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.out.text.push_str("<em>"),
            Tag::Strong => self.out.text.push_str("<strong>"),
            Tag::Strikethrough => self.out.text.push_str("<del>"),
            Tag::Superscript => self.out.text.push_str("<sup>"),
            Tag::Subscript => self.out.text.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.open_link(*link_type, dest_url, title, link);
            }
            Tag::Image { dest_url, title, .. } => self.open_picture(dest_url, title, link),
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close("</p>\n"),
            TagEnd::Heading(level) => self.close_heading(level as u8),
            TagEnd::BlockQuote(None) => self.close("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.close("</div>\n"),
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::FootnoteDefinition => self.close_note(),
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => self.close("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.close("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.close("</tr>\n"),
            TagEnd::TableCell => {
                self.cell += 1;
                self.close(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.out.text.push_str("</em>"),
            TagEnd::Strong => self.out.text.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.text.push_str("</del>"),
            TagEnd::Superscript => self.out.text.push_str("</sup>"),
            TagEnd::Subscript => self.out.text.push_str("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Writes an opening tag at the beginning of a line.
    fn open(&mut self, tag: &str) {
        self.leave_text();
        self.out.fresh_line();
        self.out.text.push_str(tag);
    }

    fn close(&mut self, tag: &str) {
        self.leave_text();
        self.out.text.push_str(tag);
    }

    fn open_heading(&mut self, level: u8) {
        self.open("<h");
        self.out.text.push(char::from(b'0' + level));
        if self.options.heading_ids {
            let from = self.out.place();
            self.out.mark(Pending::HeadingId(self.heading));
            self.out.own_attributes(from);
        }
        self.out.text.push('>');
    }

    fn close_heading(&mut self, level: u8) {
        if self.options.heading_ids && self.options.permalinks {
            let from = self.out.place();
            self.out.mark(Pending::Permalink(self.heading));
            self.out.own_element(from, "span");
        }
        self.heading += 1;
        self.leave_text();
        self.out.text.extend(["</h", level_digit(level), ">\n"]);
    }

    fn open_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.open("<blockquote>\n") };
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", TextKey::AlertNote),
            BlockQuoteKind::Tip => ("tip", TextKey::AlertTip),
            BlockQuoteKind::Important => ("important", TextKey::AlertImportant),
            BlockQuoteKind::Warning => ("warning", TextKey::AlertWarning),
            BlockQuoteKind::Caution => ("caution", TextKey::AlertCaution),
        };
        self.open("<div");
        let from = self.out.place();
        self.out.text.extend([" class=\"alert alert-", class, "\" role=\"note\""]);
        self.out.own_attributes(from);
        self.out.text.push_str(">\n");
        let from = self.out.place();
        self.out.text.push_str("<p class=\"alert-title\">");
        self.out.hole(What::Text(title));
        self.out.text.push_str("</p>");
        self.out.own_element(from, "p");
        self.out.text.push('\n');
    }

    fn open_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.leave_text();
        self.out.fresh_line();
        let language = match kind {
            CodeBlockKind::Fenced(info) if self.options.extensions => {
                info.split([' ', '\t', ',', '{']).next().unwrap_or_default()
            }
            CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let from = self.out.place();
        // Long lines scroll, so the block takes the focus.
        self.out.text.push_str(if self.options.extensions { "<pre tabindex=\"0\">" } else { "<pre>" });
        if language.is_empty() {
            self.out.text.push_str("<code>");
        } else {
            self.out.text.push_str("<code class=\"language-");
            attribute(&mut self.out.text, language);
            self.out.text.push_str("\">");
        }
        let collects = self.options.extensions && !language.is_empty();
        let collected = collects.then(|| (language.to_owned(), String::new()));
        self.code = Some(Code { from, collected });
    }

    fn close_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        if let Some((language, text)) = &code.collected {
            match self.colours.and_then(|colours| colours.highlight(language, text)) {
                Some(html) => self.out.text.push_str(&html),
                None => body_text(&mut self.out.text, text),
            }
        }
        self.out.text.push_str("</code></pre>");
        self.out.own_element(code.from, "pre");
        self.out.text.push('\n');
    }

    fn open_cell(&mut self) {
        self.out.text.push_str(if self.in_head { "<th" } else { "<td" });
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        let from = self.out.place();
        self.out.text.push_str(class);
        self.out.own_attributes(from);
        self.out.text.push('>');
        self.leave_text();
    }

    pub(super) fn task(&mut self, done: bool) {
        if self.out.text.as_bytes().get(self.item.text) == Some(&b'>') {
            self.out.insert_attributes(self.item, " class=\"task\"");
        }
        let from = self.out.place();
        let (checked, label) = if done { (" checked", TextKey::TaskDone) } else { ("", TextKey::TaskOpen) };
        self.out.text.extend(["<input type=\"checkbox\" disabled", checked]);
        self.labelled("aria-label", label);
        self.out.text.push('>');
        self.out.own_element(from, "span");
        self.out.text.push(' ');
    }
}

const fn level_digit(level: u8) -> &'static str {
    match level {
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        _ => "6",
    }
}
