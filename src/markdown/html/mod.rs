//! The events of a body to a draft of its HTML: one pass, one string.

mod blocks;
mod inline;
mod notes;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::directives::Step;
use super::draft::{Draft, Place};
use super::han;
use super::highlight::Highlighter;
use super::raw::Filtered;
use crate::model::{Side, TextKey, What};

pub(super) use notes::NoteDraft;

/// How a body is written. [`Default`] is a page of a site; [`Options::COMMONMARK`] is the bare standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Handbill's Markdown — tables, footnotes, alerts, wiki links, mentions … — and its HTML.
    pub extensions: bool,
    /// The Chinese rules: emphasis beside full-width punctuation, line ends between Han characters.
    pub han: bool,
    /// Raw HTML is sanitised and addresses that run code are dropped.
    pub sanitise: bool,
    /// Headings get the ids of the outline.
    pub heading_ids: bool,
    /// Headings get a link to themselves; needs [`heading_ids`](Self::heading_ids).
    pub permalinks: bool,
    /// `$…$` and `$$…$$` are formulas.
    pub math: bool,
    /// It stands on one page with other bodies: each of its ids begins with what the host says.
    pub together: bool,
}

impl Options {
    /// CommonMark and nothing else: for tests against the standard, never for content.
    pub const COMMONMARK: Self = Self {
        extensions: false,
        han: false,
        sanitise: false,
        heading_ids: false,
        permalinks: false,
        math: false,
        together: false,
    };
}

impl Default for Options {
    fn default() -> Self {
        Self {
            extensions: true,
            han: true,
            sanitise: true,
            heading_ids: true,
            permalinks: true,
            math: false,
            together: false,
        }
    }
}

/// What the reader of the outline knows of the event that is being written.
#[derive(Clone, Copy)]
pub(super) struct Met<'r> {
    /// The position among all references to footnotes, of one that counts.
    pub(super) reference: Option<usize>,
    /// What may stay of the raw HTML that the event ends; `None` where raw HTML stands as text.
    pub(super) raw: Option<&'r Filtered>,
    /// The formula that the event is, set; `None` where it has a mistake.
    pub(super) formula: Option<&'r str>,
    /// What the line of a directive begins and ends.
    pub(super) directives: &'r [Step],
}

/// Writes the events of a body.
pub(super) struct Writer<'t> {
    options: Options,
    colours: Option<&'t Highlighter>,
    out: Draft,
    /// The open wiki link without label: its mark, and what its words begin with.
    wiki: Option<(usize, Option<Side>)>,
    picture: Option<inline::Alternative>,
    code: Option<blocks::Code>,
    heading: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// The place behind `<li` of the last item, for the class of a task.
    item: Place,
    notes: notes::Notes,
    pictures: Vec<crate::model::Picture>,
    attributes: Vec<crate::model::RawAttribute>,
    /// What running text ends with.
    last: Beside,
    /// Where a line end goes if the next character asks for one.
    line_end: Option<Place>,
}

/// What stands beside a line end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// A character of running text; `\0` where there is none.
    Char(char),
    /// Words that are filled in.
    Outside,
}

impl Beside {
    const NOTHING: Self = Self::Char('\0');

    fn side(self) -> Side {
        match self {
            Self::Char(c) => han::side(c),
            Self::Outside => Side::Outside,
        }
    }
}

/// Everything that was written of a body.
pub(super) struct Written {
    pub(super) body: Draft,
    pub(super) notes: Vec<NoteDraft>,
    pub(super) pictures: Vec<crate::model::Picture>,
    pub(super) attributes: Vec<crate::model::RawAttribute>,
}

impl<'t> Writer<'t> {
    /// A writer for a body of so many bytes; `beside_raw` tells that it may hold raw HTML.
    pub(super) fn new(
        len: usize,
        beside_raw: bool,
        options: Options,
        colours: Option<&'t Highlighter>,
    ) -> Self {
        Self {
            options,
            colours,
            out: Draft::new(len + len / 2 + 64, beside_raw),
            wiki: None,
            picture: None,
            code: None,
            heading: 0,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            item: Place::default(),
            notes: notes::Notes::default(),
            pictures: Vec::new(),
            attributes: Vec::new(),
            last: Beside::NOTHING,
            line_end: None,
        }
    }

    /// Writes an event; `link` is its position in `Outline::links`, of one that has one.
    pub(super) fn write(&mut self, event: &Event<'_>, link: Option<usize>, met: Met<'_>) {
        if self.picture.is_some() {
            return self.alternative(event);
        }
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.directives(met.directives),
            Event::Start(tag) => self.start(tag, link),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(filtered) = met.raw {
                    self.raw(filtered);
                }
            }
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match (&mut self.code, link) {
                (Some(code), _) => code.push(&mut self.out.text, text),
                (None, None) => self.text(text),
                (None, Some(index)) => self.mention(text, index),
            },
            Event::Code(code) => {
                self.settle(Beside::NOTHING);
                self.out.text.push_str("<code>");
                body_text(&mut self.out.text, code);
                self.out.text.push_str("</code>");
                self.last = Beside::NOTHING;
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => self.formula(tex, met.formula),
            Event::Html(html) | Event::InlineHtml(html) if !self.options.sanitise => {
                self.out.text.push_str(html);
            }
            Event::Html(html) => {
                if met.raw.is_none() {
                    body_text(&mut self.out.text, html);
                }
            }
            Event::InlineHtml(html) => match met.raw {
                Some(filtered) => self.raw(filtered),
                None => body_text(&mut self.out.text, html),
            },
            Event::FootnoteReference(_) => {
                if let Some(index) = met.reference {
                    self.note_reference(index);
                }
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => {
                self.settle(Beside::NOTHING);
                self.out.text.push_str(if self.options.extensions { "<br>\n" } else { "<br />\n" });
                self.last = Beside::NOTHING;
            }
            Event::Rule => {
                self.out.fresh_line();
                self.out.text.push_str(if self.options.extensions { "<hr>\n" } else { "<hr />\n" });
            }
            Event::TaskListMarker(done) => self.task(*done),
        }
    }

    pub(super) fn finish(self) -> Written {
        Written {
            body: self.out,
            notes: self.notes.finish(),
            pictures: self.pictures,
            attributes: self.attributes,
        }
    }

    fn text(&mut self, text: &str) {
        if self.options.han {
            if let Some(first) = text.chars().next() {
                self.settle(Beside::Char(first));
            }
            if let Some(last) = text.chars().next_back() {
                self.last = Beside::Char(last);
            }
        }
        body_text(&mut self.out.text, text);
    }

    fn soft_break(&mut self) {
        let may_join = match self.last {
            Beside::Char(last) => han::may_join(last),
            Beside::Outside => true,
        };
        if self.options.han && may_join {
            self.line_end = Some(self.out.place());
        } else {
            self.out.text.push('\n');
        }
    }

    /// Decides about a waiting line end, now that what stands behind it is known.
    fn settle(&mut self, next: Beside) {
        if let Some((_, first @ None)) = &mut self.wiki {
            *first = Some(next.side());
        }
        let Some(place) = self.line_end.take() else { return };
        match (self.last, next) {
            (Beside::Char(before), Beside::Char(after)) if han::joins(before, after) => {}
            (Beside::Outside, Beside::Char(after)) if !han::may_join(after) => self.out.insert(place, "\n"),
            (Beside::Char(_), Beside::Char(_)) => self.out.insert(place, "\n"),
            (before, after) => {
                let what = What::LineEnd(before.side(), after.side());
                self.out.insert_hole(place, what);
            }
        }
    }

    /// Ends running text: what follows is another block.
    const fn leave_text(&mut self) {
        self.last = Beside::NOTHING;
        self.line_end = None;
    }

    /// Appends what may stay of a piece of raw HTML.
    fn raw(&mut self, filtered: &Filtered) {
        if !self.options.sanitise {
            return;
        }
        let mut from = 0;
        for (at, attribute) in &filtered.attributes {
            self.out.text.push_str(&filtered.html[from..*at]);
            from = *at;
            self.out.hole(What::RawAttribute(number(self.attributes.len())));
            self.attributes.push(attribute.clone());
        }
        self.out.text.push_str(&filtered.html[from..]);
    }

    /// A formula: our own markup, which the sanitiser must not see.
    fn formula(&mut self, tex: &str, html: Option<&str>) {
        let Some(html) = html else { return self.text(tex) };
        self.settle(Beside::NOTHING);
        self.last = Beside::NOTHING;
        let from = self.out.place();
        self.out.text.push_str(html);
        self.out.own_element(from, "span");
    }

    /// Leaves the holes of directives that begin and end here, each between blocks.
    pub(super) fn directives(&mut self, steps: &[Step]) {
        if steps.is_empty() {
            return;
        }
        self.leave_text();
        self.out.fresh_line();
        for step in steps {
            self.out.hole(match step {
                Step::Open(index) => What::DirectiveOpen(number(*index)),
                Step::Close(index) => What::DirectiveClose(number(*index)),
            });
        }
    }

    /// Writes ` name="text"` with a text of the theme.
    fn labelled(&mut self, name: &str, key: TextKey) {
        self.out.text.extend([" ", name, "=\""]);
        self.out.hole(What::Label(key));
        self.out.text.push('"');
    }
}

/// A number that a hole carries; no body has as many of anything.
pub(super) fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(super) fn body_text(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("a String takes everything");
}

pub(super) fn attribute(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes everything");
}

/// Ends the address of a picture and writes its alternative text and its title, up to their last `"`.
pub(super) fn alternative(out: &mut String, alt: &str, title: &str) {
    out.push_str("\" alt=\"");
    attribute(out, alt);
    if !title.is_empty() {
        out.push_str("\" title=\"");
        attribute(out, title);
    }
}

pub(super) fn address(out: &mut String, url: &str) {
    escape_href(out, url).expect("a String takes everything");
}
