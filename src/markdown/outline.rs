//! The events of a body to what it says about itself: headings, links, first words, and its mistakes.

mod formula;
pub(super) mod notes;
mod piece;
mod raw;

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::directives::Directives;
use super::html::Met;
use super::ids::{Ids, slug};
use super::raw::{Filtered, Seen};
use super::url::is_unsafe_url;
use crate::diagnostics::Diagnostic;
use crate::model::{BodyLink, Heading, LinkForm, Outline, SourcePath, Span, Wording, Words};
use notes::Numbered;

/// Reads the events of a body for what it says about itself.
pub(super) struct Reader<'t> {
    path: &'t SourcePath,
    body: &'t str,
    /// Where the body begins in the file.
    base: usize,
    outline: Outline,
    diagnostics: Vec<Diagnostic>,
    headings: Vec<Written>,
    notes: notes::Notes,
    directives: Directives,
    /// The last formula as MathML; empty where it has none.
    formula: String,
    seen: Seen,
    /// The open piece of raw HTML.
    html: piece::Piece,
    filtered: Filtered,
    /// Raw HTML is more than text.
    takes_raw: bool,
    /// The position among all references to footnotes of the one that was read last.
    reference: Option<usize>,
    depth: usize,
    deepest: usize,
    /// Where the first raw HTML stands.
    first_html: Option<Range<usize>>,
    images: usize,
    in_heading: bool,
    in_excerpt: bool,
    /// How deep the open wiki link without label stands: its words are its target's.
    unlabelled: Option<usize>,
    in_code: bool,
    /// The body holds `[^` at all.
    has_notes: bool,
    /// A line end waits for the next character to know whether it is a space.
    line_end: bool,
}

/// A heading before its id is known.
struct Written {
    level: u8,
    id: Option<String>,
    text: Words,
    at: Range<usize>,
}

impl<'t> Reader<'t> {
    /// A reader of a body that begins at `base` in its file; `takes_raw` says whether raw HTML is more than text.
    pub(super) fn new(path: &'t SourcePath, body: &'t str, base: usize, takes_raw: bool) -> Self {
        Self {
            path,
            body,
            base,
            outline: Outline::default(),
            diagnostics: Vec::new(),
            headings: Vec::new(),
            notes: notes::Notes::default(),
            directives: Directives::default(),
            formula: String::new(),
            seen: Seen::default(),
            html: piece::Piece::default(),
            filtered: Filtered::default(),
            takes_raw,
            reference: None,
            depth: 0,
            deepest: 0,
            first_html: None,
            images: 0,
            in_heading: false,
            in_excerpt: false,
            unlabelled: None,
            in_code: false,
            has_notes: memchr::memmem::find(body.as_bytes(), b"[^").is_some(),
            line_end: false,
        }
    }

    fn span(&self, at: Range<usize>) -> Span {
        Span::from(at).shifted(self.base)
    }

    fn warn(&mut self, code: &'static str, message: String, at: Range<usize>, help: &str) {
        let span = self.span(at);
        self.diagnostics.push(Diagnostic::warning(code, message).at(self.path, span).help(help));
    }

    /// Reads an event; returns how many addresses of the site are in the raw HTML that it ends.
    pub(super) fn read(&mut self, event: &Event<'_>, link: Option<usize>, at: Range<usize>) -> usize {
        self.reference = None;
        match event {
            Event::Start(tag) => self.start(tag, link, at),
            Event::End(tag) => {
                self.end(*tag);
                if *tag == TagEnd::HtmlBlock && self.takes_raw {
                    let place = |at| Span::from(self.html.place(&at)).shifted(self.base);
                    self.directives.in_html(self.path, self.html.text(), place);
                    return self.raw_html(link.is_some());
                }
            }
            Event::Text(text) => {
                if link.is_some() {
                    let target = text.strip_prefix('@').unwrap_or(text).to_owned();
                    self.refer();
                    self.link(LinkForm::Mention, target, at);
                    return 0;
                }
                if self.has_notes && !self.in_code {
                    self.undefined_notes(text, at);
                }
                self.words(text);
            }
            Event::Code(text) => self.words(text),
            Event::InlineMath(tex) => self.formula(tex, false, at),
            Event::DisplayMath(tex) => self.formula(tex, true, at),
            Event::Html(html) if self.takes_raw => self.html.push(html, at, self.body),
            Event::InlineHtml(html) if self.takes_raw => {
                self.html.push(html, at, self.body);
                return self.raw_html(link.is_some());
            }
            Event::FootnoteReference(label) => {
                if self.shows_words() {
                    self.reference = Some(self.notes.reference(label));
                }
            }
            Event::SoftBreak | Event::HardBreak => self.line_end |= self.shows_words(),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
        0
    }

    /// Whether the body holds raw HTML.
    pub(super) const fn has_raw_html(&self) -> bool {
        self.first_html.is_some()
    }

    /// What the writer must know of the event that was read last.
    pub(super) fn met(&self) -> Met<'_> {
        let raw = if self.takes_raw { Some(&self.filtered) } else { None };
        let formula = if self.formula.is_empty() { None } else { Some(self.formula.as_str()) };
        Met { reference: self.reference, raw, formula, directives: self.directives.marks() }
    }

    /// Ends the directives that the text leaves open; [`met`](Self::met) tells where they end.
    pub(super) fn end_directives(&mut self) {
        self.directives.end(self.path);
    }

    fn start(&mut self, tag: &Tag<'_>, link: Option<usize>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                // What a directive frames is not what the text begins with.
                self.in_excerpt =
                    self.depth == 0 && !self.directives.is_open() && self.outline.excerpt.is_empty();
            }
            Tag::Heading { level, id, .. } => {
                let id = id.as_deref().map(str::to_owned);
                self.headings.push(Written { level: *level as u8, id, text: Words::default(), at });
                self.in_heading = true;
            }
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::FootnoteDefinition(label) => {
                // The line that defines it, not all that it says.
                let line = self.body[at.clone()].lines().next().unwrap_or_default();
                let at = at.start..at.start + line.trim_end().len();
                if !self.notes.define(label, at.clone()) {
                    let message = format!("the footnote `{label}` is defined twice");
                    self.warn(
                        "markdown::footnote-duplicate",
                        message,
                        at,
                        "the first one counts; rename or remove this one",
                    );
                }
            }
            Tag::Link { link_type, dest_url, .. } if link.is_some() => {
                let (form, target) = match link_type {
                    LinkType::WikiLink { has_pothole: true } => {
                        (LinkForm::WikiLabelled, dest_url.to_string())
                    }
                    LinkType::WikiLink { has_pothole: false } => (LinkForm::Wiki, dest_url.to_string()),
                    LinkType::Email => (LinkForm::Link, format!("mailto:{dest_url}")),
                    _ => (LinkForm::Link, dest_url.to_string()),
                };
                if form == LinkForm::Wiki {
                    self.refer();
                    self.unlabelled.get_or_insert(self.depth);
                }
                self.link(form, target, at);
            }
            Tag::Image { dest_url, .. } => {
                self.images += 1;
                if link.is_some() {
                    self.link(LinkForm::Image, dest_url.to_string(), at);
                }
            }
            Tag::MetadataBlock(_) => {
                let line = self.body[at.clone()].trim_end_matches(['\r', '\n']);
                return self.directives.line(self.path, line, self.base + at.start);
            }
            _ => {}
        }
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth = self.depth.saturating_sub(1);
        match tag {
            TagEnd::Paragraph => self.in_excerpt = false,
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::FootnoteDefinition => self.notes.leave(),
            TagEnd::Link if self.unlabelled == Some(self.depth) => self.unlabelled = None,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
        if self.depth == 0 {
            self.line_end = false;
        }
    }

    fn link(&mut self, form: LinkForm, target: String, at: Range<usize>) {
        if is_unsafe_url(&target) {
            let message = format!("`{}` is no address that a link may have", shortened(&target));
            let help =
                "the words stay, the link is left out: link to `https:`, `mailto:` or a page of the site";
            self.warn("markdown::unsafe-link", message, at.clone(), help);
        }
        let span = self.span(at);
        self.outline.links.push(BodyLink { form, target, span });
    }

    /// Whether what is read now is text for readers: neither a picture's nor what another text replaces.
    const fn shows_words(&self) -> bool {
        self.images == 0 && self.unlabelled.is_none()
    }

    /// The open heading's words or those of the first paragraph.
    fn open_words(&mut self) -> Option<&mut Words> {
        if !self.shows_words() {
            return None;
        }
        match self.headings.last_mut() {
            Some(heading) if self.in_heading => Some(&mut heading.text),
            _ => self.in_excerpt.then_some(&mut self.outline.excerpt),
        }
    }

    fn words(&mut self, text: &str) {
        let line_end = self.line_end;
        if let Some(words) = self.open_words() {
            words.push(text, line_end);
            self.line_end = false;
        }
    }

    /// Leaves a place for the words of the link that comes next.
    fn refer(&mut self) {
        let (link, line_end) = (self.outline.links.len(), self.line_end);
        if let Some(words) = self.open_words() {
            words.refer(link, line_end);
            self.line_end = false;
        }
    }

    /// Reports `[^label]` that the parser left as text.
    fn undefined_notes(&mut self, text: &str, at: Range<usize>) {
        if !text.contains('[') || at.len() != text.len() {
            return;
        }
        for (found, _) in text.match_indices('[') {
            let start = at.start + found;
            if self.body[..start].ends_with('\\') {
                continue;
            }
            let Some(tail) = self.body[start..].strip_prefix("[^") else { continue };
            let len = tail.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']')).unwrap_or(0);
            if len > 0 && tail[len..].starts_with(']') {
                let message = format!("the footnote `{}` is not defined", shortened(&tail[..len]));
                let help = format!(
                    "write `[^{}]: its text` on a line of its own, or `\\[^` for the signs",
                    &tail[..len]
                );
                self.warn("markdown::footnote-undefined", message, start..start + len + 3, &help);
            }
        }
    }

    /// What the body says about itself, its footnotes, and what is wrong with it.
    pub(super) fn finish(mut self) -> (Outline, Numbered, Vec<Diagnostic>) {
        let (directives, found) = std::mem::take(&mut self.directives).finish();
        self.outline.directives = directives;
        self.diagnostics.extend(found);
        let mut ids = Ids::with_capacity(self.headings.len() + self.seen.ids.len());
        for id in &self.seen.ids {
            ids.take(id);
        }
        self.outline.anchors = std::mem::take(&mut self.seen.ids);
        let mut notes = std::mem::take(&mut self.notes).finish();
        for (label, at) in std::mem::take(&mut notes.unused) {
            let message = format!("the footnote `{label}` is never referred to");
            let help = format!("write `[^{label}]` where it belongs, or remove it; it is left out");
            self.warn("markdown::footnote-unused", message, at, &help);
        }
        for id in std::mem::take(&mut notes.ids) {
            ids.take(&id);
            self.outline.anchors.push(id);
        }
        let headings = std::mem::take(&mut self.headings);
        // Ids that were written come first, so that no heading before them can take them away.
        let own: Vec<Option<String>> = headings
            .iter()
            .map(|heading| {
                let id = heading.id.as_ref()?;
                if ids.take(id) {
                    return Some(id.clone());
                }
                let message = format!("the id `{id}` stands in this document already");
                self.warn(
                    "markdown::duplicate-id",
                    message,
                    heading.at.clone(),
                    "give this heading another id",
                );
                None
            })
            .collect();
        self.outline.links.shrink_to_fit();
        self.outline.headings.reserve_exact(headings.len());
        for (heading, own) in headings.into_iter().zip(own) {
            let text = heading.text;
            let made = || slug(&text.join(|_| Wording::own("")));
            let id = own.unwrap_or_else(|| ids.unique(heading.id.unwrap_or_else(made)));
            self.outline.headings.push(Heading { level: heading.level, id, text });
        }
        self.diagnostics.sort_by_key(|d| d.labels.first().map(|label| label.span));
        (self.outline, notes, self.diagnostics)
    }
}

/// The first forty characters, so that a message stays a line.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
