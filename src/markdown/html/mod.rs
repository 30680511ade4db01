//! A body and a host to HTML: one pass, one string.

mod blocks;
mod inline;
mod notes;

use pulldown_cmark::{Alignment, Event, TagEnd};
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::han::{self, Prepared};
use super::host::{Host, Target};
use super::raw::{self, Held, Seen};
use super::walk::Walk;
use crate::model::{Outline, TextKey};

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
}

impl Options {
    /// CommonMark and nothing else: for tests against the standard, never for content.
    pub const COMMONMARK: Self =
        Self { extensions: false, han: false, sanitise: false, heading_ids: false, permalinks: false };
}

impl Default for Options {
    fn default() -> Self {
        Self { extensions: true, han: true, sanitise: true, heading_ids: true, permalinks: true }
    }
}

/// Writes a body as HTML.
///
/// `body` is the same text from which `outline` was made, without front matter.
#[must_use]
pub fn to_html<H: Host + ?Sized>(body: &str, outline: &Outline, options: &Options, host: &H) -> String {
    let prepared = Prepared::new(body, options.han);
    let mut writer = Writer::new(body, outline, *options, host);
    Walk::new(&prepared, options.extensions).run(|event, link, _| writer.write(event, link));
    writer.finish()
}

struct Writer<'t, H: ?Sized> {
    host: &'t H,
    outline: &'t Outline,
    options: Options,
    out: String,
    /// Only where raw HTML is sanitised: our own markup, held out meanwhile.
    held: Option<Held>,
    seen: Seen,
    html: String,
    links: Vec<inline::Link>,
    picture: Option<inline::Picture>,
    /// Depth inside something whose words are replaced: nothing is written there.
    muted: usize,
    code: Option<blocks::Code>,
    heading: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// The place behind `<li` of the last item, for the class of a task.
    item: usize,
    notes: notes::Notes,
    /// The last character of running text; `\0` where there is none.
    last: char,
    /// Where a line end goes if the next character asks for one.
    line_end: Option<usize>,
}

impl<'t, H: Host + ?Sized> Writer<'t, H> {
    fn new(body: &str, outline: &'t Outline, options: Options, host: &'t H) -> Self {
        let sanitises = options.sanitise && outline.raw_html;
        Self {
            host,
            outline,
            options,
            out: String::with_capacity(body.len() + body.len() / 2 + 64),
            held: sanitises.then(|| Held::new(body)),
            seen: Seen::default(),
            html: String::new(),
            links: Vec::new(),
            picture: None,
            muted: 0,
            code: None,
            heading: 0,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            item: 0,
            notes: notes::Notes::new(outline),
            last: '\0',
            line_end: None,
        }
    }

    /// Writes an event; returns how many addresses of the site are in the raw HTML that it ends.
    fn write(&mut self, event: &Event<'_>, link: Option<usize>) -> usize {
        if self.muted > 0 {
            match event {
                Event::Start(_) => self.muted += 1,
                Event::End(_) => self.muted -= 1,
                Event::InlineHtml(html) => return self.muted_raw(html, link),
                _ => {}
            }
            if self.muted > 0 {
                return 0;
            }
            // The end of what was muted is written as any other.
        }
        if self.picture.is_some() {
            self.alternative(event);
            return 0;
        }
        match event {
            Event::Start(tag) => self.start(tag, link),
            Event::End(TagEnd::HtmlBlock) => return self.raw_block(link),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => match (&mut self.code, link) {
                (Some(code), _) => code.push(&mut self.out, text),
                (None, None) => self.text(text),
                (None, Some(index)) => self.mention(text, index),
            },
            Event::Code(code) => {
                self.settle('\0');
                self.out.push_str("<code>");
                body_text(&mut self.out, code);
                self.out.push_str("</code>");
                self.last = '\0';
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text),
            Event::Html(html) if self.outline.raw_html => self.html.push_str(html),
            Event::Html(html) | Event::InlineHtml(html) => return self.raw(html, link),
            Event::FootnoteReference(label) => self.note_reference(label),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => {
                self.settle('\0');
                self.out.push_str(if self.options.extensions { "<br>\n" } else { "<br />\n" });
                self.last = '\0';
            }
            Event::Rule => {
                self.fresh_line();
                self.out.push_str(if self.options.extensions { "<hr>\n" } else { "<hr />\n" });
            }
            Event::TaskListMarker(done) => self.task(*done),
        }
        0
    }

    fn text(&mut self, text: &str) {
        if self.options.han {
            if let Some(first) = text.chars().next() {
                self.settle(first);
            }
            if let Some(last) = text.chars().next_back() {
                self.last = last;
            }
        }
        body_text(&mut self.out, text);
    }

    fn soft_break(&mut self) {
        if self.options.han && han::may_join(self.last) {
            self.line_end = Some(self.out.len());
        } else {
            self.out.push('\n');
        }
    }

    /// Decides about a waiting line end, now that the character behind it is known.
    fn settle(&mut self, next: char) {
        if let Some(at) = self.line_end.take()
            && !han::joins(self.last, next)
        {
            self.out.insert(at, '\n');
        }
    }

    /// Ends running text: what follows is another block.
    const fn leave_text(&mut self) {
        self.last = '\0';
        self.line_end = None;
    }

    /// Begins a line, where the output does not stand at one.
    fn fresh_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Raw HTML: as it is, or what may stay of it, its addresses as the host says from the index `first` on.
    fn raw(&mut self, html: &str, first: Option<usize>) -> usize {
        let from = self.out.len();
        let mut count = 0;
        if self.outline.raw_html {
            let host = self.host;
            raw::filter(html, &mut self.seen, &mut self.out, &mut |address| {
                count += 1;
                match first.map_or(Target::AsWritten, |first| host.link(first + count - 1)) {
                    Target::AsWritten if address.target.starts_with('#') => {
                        Target::Href(format!("{}{}", host.page(), address.target).into())
                    }
                    target => target,
                }
            });
        } else if self.options.sanitise {
            // Without an outline that says so there is no raw HTML; what came in spite of it is text.
            body_text(&mut self.out, html);
        }
        if !self.options.sanitise {
            self.out.truncate(from);
            self.out.push_str(html);
        }
        count
    }

    /// Raw HTML in words that are replaced: nothing is written, its addresses count.
    fn muted_raw(&mut self, html: &str, first: Option<usize>) -> usize {
        let from = self.out.len();
        let count = self.raw(html, first);
        self.out.truncate(from);
        count
    }

    fn raw_block(&mut self, first: Option<usize>) -> usize {
        let html = std::mem::take(&mut self.html);
        if html.is_empty() { 0 } else { self.raw(&html, first) }
    }

    /// Marks the attributes written from `from` on as our own.
    fn own_attributes(&mut self, from: usize) {
        if let Some(held) = &mut self.held {
            held.attributes(&mut self.out, from);
        }
    }

    /// Marks the element written from `from` on as our own; an empty `tag` may stand in its place.
    fn own_element(&mut self, from: usize, tag: &'static str) {
        if let Some(held) = &mut self.held {
            held.element(&mut self.out, from, tag);
        }
    }

    /// Begins the address of a place on the page itself; its id follows.
    fn own_page(&mut self) {
        attribute(&mut self.out, self.host.page());
        self.out.push('#');
    }

    /// Writes ` name="text"` with a text of the theme.
    fn labelled(&mut self, name: &str, key: TextKey) {
        self.out.extend([" ", name, "=\""]);
        attribute(&mut self.out, self.host.text(key));
        self.out.push('"');
    }

    fn finish(mut self) -> String {
        if self.held.is_none() {
            self.write_notes();
            return self.out;
        }
        // Apart from the notes, so that a tag that the text leaves open does not reach into them.
        let mut body = self.released();
        self.write_notes();
        if !body.is_empty() && !body.ends_with('\n') && !self.out.is_empty() {
            body.push('\n');
        }
        body.push_str(&self.released());
        body
    }

    /// What was written so far, sanitised.
    fn released(&mut self) -> String {
        let html = std::mem::take(&mut self.out);
        match &self.held {
            Some(held) if !html.is_empty() => held.release(&html),
            Some(_) | None => html,
        }
    }
}

fn body_text(out: &mut String, text: &str) {
    escape_html_body_text(out, text).expect("a String takes everything");
}

fn attribute(out: &mut String, text: &str) {
    escape_html(out, text).expect("a String takes everything");
}

fn address(out: &mut String, url: &str) {
    escape_href(out, url).expect("a String takes everything");
}
