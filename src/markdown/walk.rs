//! One parse for every reader of a body: extensions, sentinels, mentions, the numbers of links.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::han::Prepared;
use super::mentions;

/// The extensions of Handbill's Markdown. Math is not one: `$5-$10` is money.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// An event of the parser, and what every reader needs to know beside it.
pub(super) struct Step<'a> {
    /// The event. A mention is a text that starts with `@`, the run behind it.
    pub(super) event: Event<'a>,
    /// The position in `Outline::links` of what starts here, or of a mention.
    pub(super) link: Option<usize>,
    /// Where it stands in the body as written.
    pub(super) at: Range<usize>,
}

/// The events of a body in order.
pub(super) struct Walk<'a> {
    prepared: &'a Prepared<'a>,
    events: OffsetIter<'a>,
    /// Steps that were made ahead of their turn, around mentions.
    ready: VecDeque<Step<'a>>,
    /// Links, pictures and mentions so far.
    links: usize,
    /// Open pictures, links and code blocks: no mention in any; in a picture no link either.
    images: usize,
    anchors: usize,
    code: bool,
    /// The text holds an `@` at all.
    mentions: bool,
}

impl<'a> Walk<'a> {
    /// A walk through a prepared body, with Handbill's extensions or as plain CommonMark.
    pub(super) fn new(prepared: &'a Prepared<'a>, extensions: bool) -> Self {
        let options = if extensions { EXTENSIONS } else { Options::empty() };
        Self {
            prepared,
            events: Parser::new_ext(prepared.text(), options).into_offset_iter(),
            ready: VecDeque::new(),
            links: 0,
            images: 0,
            anchors: 0,
            code: false,
            mentions: extensions && prepared.text().contains('@'),
        }
    }

    fn parsed(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, at) = self.events.next()?;
        if !self.prepared.is_patched() {
            return Some((event, at));
        }
        let at = self.prepared.offset(at.start)..self.prepared.offset(at.end);
        Some((self.clean(event), at))
    }

    /// Drops the sentinels from an event.
    fn clean(&self, event: Event<'a>) -> Event<'a> {
        let clean = |text| self.prepared.clean(text);
        match event {
            Event::Text(text) => Event::Text(clean(text)),
            Event::Code(text) => Event::Code(clean(text)),
            Event::InlineMath(text) => Event::InlineMath(clean(text)),
            Event::DisplayMath(text) => Event::DisplayMath(clean(text)),
            Event::Html(text) => Event::Html(clean(text)),
            Event::InlineHtml(text) => Event::InlineHtml(clean(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(clean(label)),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => Event::Start(Tag::Link {
                link_type,
                dest_url: clean(dest_url),
                title: clean(title),
                id: clean(id),
            }),
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => Event::Start(Tag::Image {
                link_type,
                dest_url: clean(dest_url),
                title: clean(title),
                id: clean(id),
            }),
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                Event::Start(Tag::Heading { level, id: id.map(clean), classes, attrs })
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(clean(info))))
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                Event::Start(Tag::FootnoteDefinition(clean(label)))
            }
            other => other,
        }
    }

    fn number(&mut self) -> usize {
        self.links += 1;
        self.links - 1
    }

    fn step(&mut self, event: Event<'a>, at: Range<usize>) -> Step<'a> {
        let mut link = None;
        match &event {
            Event::Start(Tag::Link { .. }) => {
                link = (self.images == 0).then(|| self.number());
                self.anchors += 1;
            }
            Event::Start(Tag::Image { .. }) => {
                link = (self.images == 0).then(|| self.number());
                self.images += 1;
            }
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::Link) => self.anchors -= 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            Event::End(TagEnd::CodeBlock) => self.code = false,
            _ => {}
        }
        Step { event, link, at }
    }

    /// Takes the texts that follow each other from here on apart into texts and mentions.
    fn split(&mut self, event: Event<'a>, at: Range<usize>) {
        let mut run = mentions::Run::default();
        let mut next = Some((event, at));
        while let Some((event, at)) = next {
            match event {
                Event::Text(text) => run.push(text, at),
                other => {
                    next = Some((other, at));
                    break;
                }
            }
            next = self.parsed();
        }
        for (event, at, is_mention) in run.pieces(self.prepared.original()) {
            let link = is_mention.then(|| self.number());
            self.ready.push_back(Step { event, link, at });
        }
        if let Some((event, at)) = next {
            let step = self.step(event, at);
            self.ready.push_back(step);
        }
    }
}

impl<'a> Iterator for Walk<'a> {
    type Item = Step<'a>;

    fn next(&mut self) -> Option<Step<'a>> {
        if self.mentions
            && let Some(step) = self.ready.pop_front()
        {
            return Some(step);
        }
        let (event, at) = self.parsed()?;
        if self.mentions
            && !self.code
            && self.images == 0
            && self.anchors == 0
            && let Event::Text(text) = &event
            && text.contains('@')
        {
            self.split(event, at);
            return self.ready.pop_front();
        }
        Some(self.step(event, at))
    }
}
