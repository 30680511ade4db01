//! Links, pictures and mentions.

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::{Beside, Writer, address, attribute, number};
use crate::markdown::draft::Pending;
use crate::markdown::is_unsafe_url;
use crate::model::{Picture, Side, What};

/// An open picture, whose content is its alternative text.
pub(super) struct Alternative {
    depth: usize,
    picture: Picture,
    text: String,
}

impl Writer<'_> {
    pub(super) fn open_link(&mut self, kind: LinkType, url: &str, title: &str, index: Option<usize>) {
        let is_wiki = matches!(kind, LinkType::WikiLink { has_pothole: false });
        if is_wiki {
            self.settle(Beside::Outside);
        }
        if !self.options.extensions {
            self.out.text.push_str("<a href=\"");
        }
        let from = self.out.text.len();
        if kind == LinkType::Email {
            self.out.text.push_str("mailto:");
        }
        address(&mut self.out.text, url);
        if !title.is_empty() {
            self.out.text.push_str("\" title=\"");
            attribute(&mut self.out.text, title);
        }
        self.out.text.push_str("\">");
        let Some(index) = index.filter(|_| self.options.extensions) else { return };
        let link = number(index);
        let what = if is_wiki {
            self.wiki = Some((self.out.marks.len(), None));
            self.last = Beside::NOTHING;
            What::Wiki { link, first: Side::Other, last: Side::Other }
        } else if self.options.sanitise && is_unsafe_url(url) {
            What::UnsafeLink(link)
        } else {
            What::Link(link)
        };
        self.out.hole_around(from, what);
    }

    pub(super) fn close_link(&mut self) {
        if !self.options.extensions {
            self.out.text.push_str("</a>");
            return;
        }
        if let Some((mark, begin)) = self.wiki.take() {
            let end = self.last.side();
            if let Some(Pending::Hole(What::Wiki { first, last, .. })) =
                self.out.marks.get_mut(mark).map(|mark| &mut mark.what)
            {
                (*first, *last) = (begin.unwrap_or(Side::Other), end);
            }
            self.last = Beside::Outside;
            self.line_end = None;
        }
        self.out.hole(What::LinkClose);
    }

    pub(super) fn open_picture(&mut self, url: &str, title: &str, index: Option<usize>) {
        self.settle(Beside::NOTHING);
        self.last = Beside::NOTHING;
        let link = number(index.unwrap_or_default());
        let picture = Picture { link, src: url.into(), alt: Box::default(), title: title.into() };
        self.picture = Some(Alternative { depth: 0, picture, text: String::new() });
    }

    /// Takes an event inside a picture: words only.
    pub(super) fn alternative(&mut self, event: &Event<'_>) {
        let Some(open) = &mut self.picture else { return };
        match event {
            Event::End(TagEnd::Image) if open.depth == 0 => self.close_picture(),
            Event::Start(_) => open.depth += 1,
            Event::End(_) => open.depth = open.depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                open.text.push_str(text)
            }
            Event::InlineHtml(_) | Event::Html(_) if self.options.sanitise => {}
            Event::InlineHtml(html) => open.text.push_str(html),
            Event::SoftBreak | Event::HardBreak | Event::Rule => open.text.push(' '),
            Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn close_picture(&mut self) {
        let Some(Alternative { mut picture, text, .. }) = self.picture.take() else { return };
        picture.alt = text.into();
        if self.options.extensions {
            let from = self.out.place();
            self.out.hole(What::Picture(number(self.pictures.len())));
            self.out.own_element(from, "span");
            self.pictures.push(picture);
            return;
        }
        let out = &mut self.out.text;
        out.push_str("<img src=\"");
        address(out, &picture.src);
        super::alternative(out, &picture.alt, &picture.title);
        out.push_str("\" />");
    }

    /// Writes a mention; `text` is `@` and the run behind it.
    pub(super) fn mention(&mut self, text: &str, index: usize) {
        self.settle(Beside::Outside);
        let from = self.out.text.len();
        self.out.text.push_str(text);
        self.out.hole_around(from, What::Mention(number(index)));
        self.last = Beside::Outside;
    }
}
