//! One parse for every reader of a body: extensions, sentinels, mentions, the numbers of links.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, MetadataBlockKind, OffsetIter, Options, Parser, Tag, TagEnd};

use super::han::Prepared;
use super::mentions;

/// The extensions of Handbill's Markdown. Math is one only on request: `$5-$10` is money.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// What stands for the line of a directive. Bodies have no metadata blocks: front matter is cut off before.
const DIRECTIVE: Event<'static> = Event::Start(Tag::MetadataBlock(MetadataBlockKind::PlusesStyle));

/// The events of a body in order.
///
/// Shown, not handed out: events are large, and moving each of them about costs as much as half of the parse.
pub(super) struct Walk<'a> {
    prepared: &'a Prepared<'a>,
    events: OffsetIter<'a>,
    /// Links, pictures, mentions and addresses in raw HTML so far.
    links: usize,
    /// Open pictures, links and code blocks: no mention in any; in a picture no link either.
    images: usize,
    anchors: usize,
    code: bool,
    /// The text may hold directives.
    directives: bool,
    /// The text holds an `@` at all.
    mentions: bool,
}

impl<'a> Walk<'a> {
    /// A walk through a prepared body, with Handbill's extensions or as plain CommonMark, with formulas or without.
    pub(super) fn new(prepared: &'a Prepared<'a>, extensions: bool, math: bool) -> Self {
        let mut options = if extensions { EXTENSIONS } else { Options::empty() };
        options.set(Options::ENABLE_MATH, math);
        Self {
            prepared,
            events: Parser::new_ext(prepared.text(), options).into_offset_iter(),
            links: 0,
            images: 0,
            anchors: 0,
            code: false,
            directives: prepared.has_directives(),
            mentions: extensions && memchr::memchr(b'@', prepared.text().as_bytes()).is_some(),
        }
    }

    /// Shows every event to a reader: with the position in `Outline::links` of what it starts, and its place
    /// in the body as written. A mention is a text: `@` and the run behind it. The line of a directive is the
    /// start of a metadata block, and nothing else is.
    ///
    /// What ends a piece of raw HTML comes with the position of the first address that may be in it. Only
    /// the reader takes HTML apart: it returns how many addresses there were, else 0.
    pub(super) fn run(mut self, mut read: impl FnMut(&Event<'a>, Option<usize>, Range<usize>) -> usize) {
        loop {
            let mut next = self.events.next();
            let Some((event, at)) = &mut next else { break };
            if self.directives && matches!(event, Event::Start(Tag::HtmlBlock)) {
                self.block(at.clone(), &mut read);
                continue;
            }
            if self.prepared.is_patched() {
                self.mend(event, at);
            }
            if self.may_mention(event) {
                let event = std::mem::replace(event, Event::SoftBreak);
                self.split(event, at.clone(), &mut read);
                continue;
            }
            let link = self.numbered(event);
            self.links += read(event, link, at.clone());
        }
    }

    /// A block of raw HTML that has begun: it may be the line of a directive.
    #[cold]
    fn block(
        &mut self,
        at: Range<usize>,
        read: &mut impl FnMut(&Event<'a>, Option<usize>, Range<usize>) -> usize,
    ) {
        let mut next = Some((Event::Start(Tag::HtmlBlock), at));
        let mut is_directive = false;
        while let Some((mut event, mut at)) = next {
            let is_end = matches!(event, Event::End(TagEnd::HtmlBlock));
            let behind = if is_end { None } else { self.events.next() };
            if matches!(event, Event::Start(_))
                && let Some((Event::Html(html), at)) = &behind
                && self.prepared.is_directive(html)
            {
                is_directive = true;
                read(&DIRECTIVE, None, self.prepared.place(at.clone()).0);
            }
            if !is_directive {
                self.mend(&mut event, &mut at);
                let link = self.numbered(&event);
                self.links += read(&event, link, at);
            }
            next = behind;
        }
    }

    fn may_mention(&self, event: &Event<'_>) -> bool {
        self.mentions
            && !self.code
            && self.images == 0
            && self.anchors == 0
            && matches!(event, Event::Text(text) if text.contains('@'))
    }

    /// Gives an event of a patched text its place in the body, and takes the sentinels from it.
    #[inline(never)]
    fn mend(&self, event: &mut Event<'a>, at: &mut Range<usize>) {
        let (place, holds) = self.prepared.place(at.clone());
        *at = place;
        // What a reference stands for is written elsewhere.
        let refers =
            matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. }) | Event::FootnoteReference(_));
        if holds || refers {
            *event = self.clean(std::mem::replace(event, Event::SoftBreak));
        }
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

    /// Counts what an event opens or closes, and gives its number to what has one.
    #[inline]
    fn numbered(&mut self, event: &Event<'a>) -> Option<usize> {
        let is_outside = self.images == 0;
        match event {
            Event::Start(Tag::Link { .. }) => {
                self.anchors += 1;
                return is_outside.then(|| self.number());
            }
            Event::Start(Tag::Image { .. }) => {
                self.images += 1;
                return is_outside.then(|| self.number());
            }
            Event::InlineHtml(_) | Event::End(TagEnd::HtmlBlock) => return is_outside.then_some(self.links),
            Event::Start(Tag::CodeBlock(_)) => self.code = true,
            Event::End(TagEnd::Link) => self.anchors -= 1,
            Event::End(TagEnd::Image) => self.images -= 1,
            Event::End(TagEnd::CodeBlock) => self.code = false,
            _ => {}
        }
        None
    }

    /// Takes the texts that follow each other from here on apart into texts and mentions.
    #[cold]
    fn split(
        &mut self,
        event: Event<'a>,
        at: Range<usize>,
        read: &mut impl FnMut(&Event<'a>, Option<usize>, Range<usize>) -> usize,
    ) {
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
            next = self.events.next();
            if let Some((event, at)) = &mut next
                && self.prepared.is_patched()
            {
                self.mend(event, at);
            }
        }
        for (event, at, is_mention) in run.pieces(self.prepared.original()) {
            let link = is_mention.then(|| self.number());
            self.links += read(&event, link, at);
        }
        if let Some((event, at)) = next {
            let link = self.numbered(&event);
            self.links += read(&event, link, at);
        }
    }
}
