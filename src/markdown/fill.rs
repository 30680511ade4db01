//! A compiled body and a host to HTML: the holes are filled, everything else is copied.

use super::host::{Host, Target};
use super::html::{address, attribute, body_text};
use super::raw::Element;
use super::sentence::Backwards;
use super::{han, html};
use crate::model::{Compiled, Hole, Picture, Side, What, Wording};

/// Fills the holes of a body.
#[must_use]
pub fn fill<H: Host + ?Sized>(body: &Compiled, host: &H) -> String {
    let room = body.html.len() + body.holes.len() * 24;
    let mut filler = Filler {
        body,
        host,
        out: String::with_capacity(room),
        at: 0,
        links: Vec::new(),
        directives: Vec::new(),
        element: None,
        last: Side::Other,
        line_end: None,
    };
    let mut next = 0;
    while let Some(hole) = body.holes.get(next) {
        filler.copy(hole.at as usize);
        filler.at = hole.at as usize + hole.len as usize;
        next = filler.hole(hole, next + 1);
    }
    filler.copy(body.html.len());
    filler.out
}

struct Filler<'c, H: ?Sized> {
    body: &'c Compiled,
    host: &'c H,
    out: String,
    /// What stands before it is written.
    at: usize,
    /// Open links.
    links: Vec<Link>,
    /// Open directives: where their inner HTML begins.
    directives: Vec<usize>,
    /// The open tag of raw HTML that may go.
    element: Option<Element>,
    /// What the last words from outside ended with.
    last: Side,
    /// A line end that waits for words from outside: where it goes, and what stands before it.
    line_end: Option<(usize, Side)>,
}

/// An open link.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Link {
    /// An `<a>` was written.
    is_anchor: bool,
    /// What its words end with, where a line end asks for it.
    last: Option<Side>,
}

impl<'c, H: Host + ?Sized> Filler<'c, H> {
    fn copy(&mut self, to: usize) {
        self.out.push_str(self.body.html.get(self.at..to).unwrap_or_default());
    }

    fn argument(&self, hole: &Hole) -> &'c str {
        let body: &'c Compiled = self.body;
        let from = hole.at as usize;
        body.html.get(from..from + hole.len as usize).unwrap_or_default()
    }

    /// Fills a hole; returns which one comes next, `next` being the one behind it.
    fn hole(&mut self, hole: &Hole, next: usize) -> usize {
        match hole.what {
            What::Link(link) => return self.link(hole, link, true, None, next),
            What::UnsafeLink(link) => return self.link(hole, link, false, None, next),
            What::Wiki { link, first, last } => {
                return self.link(hole, link, true, Some((first, last)), next);
            }
            What::LinkClose => {
                let Some(link) = self.links.pop() else { return next };
                if link.is_anchor {
                    self.out.push_str("</a>");
                }
                self.last = link.last.unwrap_or(self.last);
            }
            What::Mention(link) => self.mention(self.argument(hole), link as usize),
            What::Picture(picture) => {
                let body: &'c Compiled = self.body;
                if let Some(picture) = body.pictures.get(picture as usize) {
                    self.picture(picture);
                }
            }
            What::RawOpen { is_img, shows } => {
                self.element = Some(Element::new(self.out.len(), is_img, shows));
            }
            What::RawClose => {
                if let Some(element) = self.element.take() {
                    element.close(&mut self.out);
                }
            }
            What::RawAttribute(number) => {
                let (body, host): (&'c Compiled, &'c H) = (self.body, self.host);
                if let Some(attribute) = body.attributes.get(number as usize) {
                    let decide = |link: u32| host.link(link as usize);
                    let mut lone = Element::new(0, false, false);
                    let element = self.element.as_mut().unwrap_or(&mut lone);
                    element.write(attribute, &mut self.out, host.page(), decide);
                }
            }
            What::Page => attribute(&mut self.out, self.host.page()),
            What::IdPrefix => attribute(&mut self.out, self.host.id_prefix()),
            What::AnchorPrefix => address(&mut self.out, self.host.id_prefix()),
            What::Permalink => self.permalink(self.argument(hole)),
            What::Text(key) => body_text(&mut self.out, self.host.text(key)),
            What::Label(key) => attribute(&mut self.out, self.host.text(key)),
            What::LineEnd(before, after) => self.line_end(before, after),
            What::DirectiveOpen(_) => self.directives.push(self.out.len()),
            What::DirectiveClose(index) => {
                if let Some(from) = self.directives.pop() {
                    let inner = self.out.split_off(from);
                    self.host.directive(&mut self.out, index as usize, &inner);
                }
            }
        }
        next
    }

    /// Opens a link; returns the hole at which writing goes on.
    fn link(
        &mut self,
        hole: &Hole,
        link: u32,
        is_safe: bool,
        sides: Option<(Side, Side)>,
        next: usize,
    ) -> usize {
        let argument = self.argument(hole);
        // The address is escaped, so the first quotation mark ends it.
        let (written, tail) = argument.split_at(argument.find('"').unwrap_or(argument.len()));
        let host: &'c H = self.host;
        let own = sides.map(|(_, last)| last);
        let first = sides.map_or(Side::Other, |(first, _)| first);
        match host.link(link as usize) {
            Target::AsWritten if is_safe => {
                self.settle(first);
                self.out.push_str("<a href=\"");
                if written.starts_with('#') {
                    attribute(&mut self.out, host.page());
                }
                self.out.extend([written, tail]);
                self.links.push(Link { is_anchor: true, last: own });
            }
            Target::Href(href) => {
                self.settle(first);
                self.anchor("", &href, tail);
                self.links.push(Link { is_anchor: true, last: own });
            }
            Target::Titled { href, title } => {
                self.settle(first_of(&title));
                self.anchor("", &href, tail);
                self.words(&title);
                return self.skip(next, true);
            }
            Target::TextInstead(words) => {
                self.settle(first_of(words.as_str()));
                self.wording(&words);
                return self.skip(next, false);
            }
            Target::AsWritten | Target::TextOnly | Target::RemotePicture | Target::Mention { .. } => {
                self.settle(first);
                self.links.push(Link { is_anchor: false, last: own });
            }
        }
        next
    }

    /// Leaves the words of a link out; returns the hole of its end.
    fn skip(&mut self, next: usize, is_anchor: bool) -> usize {
        self.links.push(Link { is_anchor, last: None });
        let mut depth = 0usize;
        for (index, hole) in self.body.holes.iter().enumerate().skip(next) {
            match hole.what {
                What::Link(_) | What::UnsafeLink(_) | What::Wiki { .. } => depth += 1,
                What::LinkClose if depth == 0 => {
                    self.at = hole.at as usize;
                    return index;
                }
                What::LinkClose => depth -= 1,
                What::Mention(_)
                | What::Picture(_)
                | What::RawOpen { .. }
                | What::RawClose
                | What::RawAttribute(_)
                | What::Page
                | What::IdPrefix
                | What::AnchorPrefix
                | What::Permalink
                | What::Text(_)
                | What::Label(_)
                | What::LineEnd(..)
                | What::DirectiveOpen(_)
                | What::DirectiveClose(_) => {}
            }
        }
        next
    }

    fn anchor(&mut self, class: &str, href: &str, tail: &str) {
        self.out.extend(["<a", class, " href=\""]);
        attribute(&mut self.out, href);
        self.out.push_str(tail);
    }

    /// Writes words from outside.
    fn words(&mut self, words: &str) {
        body_text(&mut self.out, words);
        if let Some(last) = words.chars().next_back() {
            self.last = han::side(last);
        }
    }

    /// Writes words that stand for somebody or something. A line end before them is settled.
    fn wording(&mut self, words: &Wording<'_>) {
        self.words(&words.behind(Backwards::new(&self.out)));
    }

    fn mention(&mut self, written: &str, link: usize) {
        let host: &'c H = self.host;
        let run = written.strip_prefix('@').unwrap_or(written);
        match host.link(link) {
            Target::Mention { len, href, name } => {
                let rest = run.get(len..).unwrap_or_default();
                self.settle(first_of(if name.as_str().is_empty() { rest } else { name.as_str() }));
                match href {
                    Some(href) => {
                        self.anchor(" class=\"mention\"", &href, "\">");
                        self.wording(&name);
                        self.out.push_str("</a>");
                    }
                    None => self.wording(&name),
                }
                self.words(rest);
            }
            Target::Href(href) | Target::Titled { href, .. } => {
                self.settle(Side::Other);
                self.anchor(" class=\"mention\"", &href, "\">");
                self.words(written);
                self.out.push_str("</a>");
            }
            Target::TextInstead(words) => {
                self.settle(first_of(words.as_str()));
                self.wording(&words);
            }
            Target::AsWritten | Target::TextOnly | Target::RemotePicture => {
                self.settle(Side::Other);
                self.words(written);
            }
        }
    }

    fn picture(&mut self, picture: &'c Picture) {
        let host: &'c H = self.host;
        let is_unsafe = super::is_unsafe_url(&picture.src);
        match host.link(picture.link as usize) {
            Target::AsWritten if !is_unsafe => {
                let mut href = String::with_capacity(picture.src.len());
                address(&mut href, &picture.src);
                self.out.push_str("<img src=\"");
                self.out.push_str(&href);
                html::alternative(&mut self.out, &picture.alt, &picture.title);
                self.out.push_str("\">");
            }
            Target::Href(href) | Target::Titled { href, .. } => host.picture(&mut self.out, picture, &href),
            Target::RemotePicture if !is_unsafe && !self.links.iter().any(|link| link.is_anchor) => {
                self.out.push_str("<a href=\"");
                address(&mut self.out, &picture.src);
                if !picture.title.is_empty() {
                    self.out.push_str("\" title=\"");
                    attribute(&mut self.out, &picture.title);
                }
                self.out.push_str("\">");
                let words = if picture.alt.is_empty() { &picture.src } else { &picture.alt };
                body_text(&mut self.out, words);
                self.out.push_str("</a>");
            }
            Target::AsWritten | Target::TextOnly | Target::RemotePicture | Target::Mention { .. } => {
                body_text(&mut self.out, &picture.alt);
            }
            Target::TextInstead(words) => {
                let words = words.behind(Backwards::new(&self.out));
                body_text(&mut self.out, &words);
            }
        }
    }

    fn permalink(&mut self, id: &str) {
        let host: &'c H = self.host;
        if !host.permalinks() {
            return;
        }
        self.out.push_str(" <a class=\"anchor\" href=\"");
        attribute(&mut self.out, host.page());
        self.out.push('#');
        address(&mut self.out, host.id_prefix());
        self.out.extend([id, "\" aria-label=\""]);
        attribute(&mut self.out, host.text(crate::model::TextKey::LinkToHeading));
        self.out.push_str("\">#</a>");
    }

    fn line_end(&mut self, before: Side, after: Side) {
        let before = if before == Side::Outside { self.last } else { before };
        if after == Side::Outside {
            self.line_end = Some((self.out.len(), before));
        } else if !han::sides_join(before, after) {
            self.out.push('\n');
        }
    }

    /// Decides about a waiting line end, now that what stands behind it is known.
    fn settle(&mut self, after: Side) {
        if let Some((at, before)) = self.line_end.take()
            && !han::sides_join(before, after)
        {
            self.out.insert(at, '\n');
        }
    }
}

fn first_of(words: &str) -> Side {
    words.chars().next().map_or(Side::Other, han::side)
}
