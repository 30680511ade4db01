//! Links, pictures and mentions.

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::{Writer, address, attribute, body_text};
use crate::markdown::host::{Host, Target};
use crate::markdown::is_unsafe_url;

/// An open link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// An `<a>` was written.
    Anchor,
    /// Only its words are.
    Words,
}

/// An open picture, whose content is its alternative text.
pub(super) struct Picture {
    depth: usize,
    place: Place,
    title: String,
}

/// What becomes of the alternative text.
enum Place {
    /// The value of `alt` of an element that begins there.
    Alt { from: usize },
    /// The text of a picture of the site, which the host writes.
    Held { index: usize, href: String, alt: String },
    /// The words of a link, or running text; the address stands in where there are none.
    Words { is_link: bool, from: usize, instead: String },
    /// Nothing.
    Nowhere,
}

impl<'t, H: Host + ?Sized> Writer<'t, H> {
    fn target(&self, index: Option<usize>, url: &str) -> Target<'t> {
        let host: &'t H = self.host;
        let target = index.map_or(Target::AsWritten, |index| host.link(index));
        let keeps_url = matches!(target, Target::AsWritten | Target::RemotePicture);
        if keeps_url && self.options.sanitise && is_unsafe_url(url) {
            return Target::TextOnly;
        }
        target
    }

    fn in_anchor(&self) -> bool {
        self.links.contains(&Link::Anchor)
    }

    fn anchor(&mut self, class: &str, href: &str, title: &str) {
        self.out.push_str("<a");
        let from = self.out.len();
        self.out.push_str(class);
        self.out.push_str(" href=\"");
        attribute(&mut self.out, href);
        self.title(title);
        self.out.push('"');
        self.own_attributes(from);
        self.out.push('>');
    }

    fn anchor_as_written(&mut self, scheme: &str, url: &str, title: &str) {
        self.out.push_str("<a");
        let from = self.out.len();
        self.out.extend([" href=\"", scheme]);
        if url.starts_with('#') {
            attribute(&mut self.out, self.host.page());
        }
        address(&mut self.out, url);
        self.title(title);
        self.out.push('"');
        self.own_attributes(from);
        self.out.push('>');
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            attribute(&mut self.out, title);
        }
    }

    pub(super) fn open_link(&mut self, kind: LinkType, url: &str, title: &str, index: Option<usize>) {
        match self.target(index, url) {
            Target::AsWritten => {
                let scheme = if kind == LinkType::Email { "mailto:" } else { "" };
                self.anchor_as_written(scheme, url, title);
                self.links.push(Link::Anchor);
            }
            Target::Href(href) => {
                self.anchor("", &href, title);
                self.links.push(Link::Anchor);
            }
            Target::Titled { href, title: words } => {
                self.settle(words.chars().next().unwrap_or('\0'));
                self.anchor("", &href, title);
                self.text(&words);
                self.links.push(Link::Anchor);
                self.muted = 1;
            }
            Target::TextInstead(words) => {
                self.text(&words);
                self.links.push(Link::Words);
                self.muted = 1;
            }
            Target::TextOnly | Target::RemotePicture | Target::Mention { .. } => {
                self.links.push(Link::Words);
            }
        }
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(Link::Anchor) {
            self.out.push_str("</a>");
        }
    }

    pub(super) fn open_picture(&mut self, url: &str, title: &str, index: Option<usize>) {
        self.settle('\0');
        self.last = '\0';
        let place = match self.target(index, url) {
            Target::AsWritten => self.source(|out| address(out, url)),
            Target::Href(href) | Target::Titled { href, .. } => match index {
                Some(index) => Place::Held { index, href: href.into_owned(), alt: String::new() },
                None => self.source(|out| attribute(out, &href)),
            },
            Target::RemotePicture if !self.in_anchor() => {
                self.anchor_as_written("", url, title);
                Place::Words { is_link: true, from: self.out.len(), instead: url.to_owned() }
            }
            Target::TextOnly | Target::RemotePicture | Target::Mention { .. } => {
                Place::Words { is_link: false, from: self.out.len(), instead: String::new() }
            }
            Target::TextInstead(words) => {
                self.text(&words);
                Place::Nowhere
            }
        };
        self.picture = Some(Picture { depth: 0, place, title: title.to_owned() });
    }

    fn source(&mut self, write: impl FnOnce(&mut String)) -> Place {
        let from = self.out.len();
        self.out.push_str("<img src=\"");
        write(&mut self.out);
        self.out.push_str("\" alt=\"");
        Place::Alt { from }
    }

    /// Takes an event inside a picture: words only.
    pub(super) fn alternative(&mut self, event: &Event<'_>) {
        let Some(mut picture) = self.picture.take() else { return };
        let mut write = |out: &mut String, text: &str| match &mut picture.place {
            Place::Alt { .. } => attribute(out, text),
            Place::Held { alt, .. } => alt.push_str(text),
            Place::Words { .. } => body_text(out, text),
            Place::Nowhere => {}
        };
        match event {
            Event::End(TagEnd::Image) if picture.depth == 0 => return self.close_picture(picture),
            Event::Start(_) => picture.depth += 1,
            Event::End(_) => picture.depth = picture.depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => write(&mut self.out, text),
            Event::InlineHtml(_) | Event::Html(_) if self.options.sanitise => {}
            Event::InlineHtml(html) => write(&mut self.out, html),
            Event::SoftBreak | Event::HardBreak | Event::Rule => write(&mut self.out, " "),
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
        self.picture = Some(picture);
    }

    fn close_picture(&mut self, picture: Picture) {
        match picture.place {
            Place::Alt { from } => {
                self.title(&picture.title);
                self.out.push_str(if self.options.extensions { "\">" } else { "\" />" });
                self.own_element(from, "span");
            }
            Place::Held { index, href, alt } => {
                let from = self.out.len();
                let link = u32::try_from(index).unwrap_or(u32::MAX);
                let held = crate::model::Picture {
                    link,
                    src: "".into(),
                    alt: alt.into(),
                    title: picture.title.into(),
                };
                self.host.picture(&mut self.out, &held, &href);
                self.own_element(from, "span");
            }
            Place::Words { is_link, from, instead } => {
                if self.out.len() == from {
                    body_text(&mut self.out, &instead);
                }
                if is_link {
                    self.out.push_str("</a>");
                }
            }
            Place::Nowhere => {}
        }
        self.last = '\0';
    }

    /// Writes a mention; `text` is `@` and the run behind it.
    pub(super) fn mention(&mut self, text: &str, index: usize) {
        let run = text.strip_prefix('@').unwrap_or(text);
        match self.target(Some(index), "") {
            Target::Mention { len, href, name } => {
                let rest = run.get(len..).unwrap_or_default();
                match href {
                    Some(href) => {
                        self.settle(name.chars().next().unwrap_or('\0'));
                        self.anchor(" class=\"mention\"", &href, "");
                        self.text(&name);
                        self.out.push_str("</a>");
                    }
                    None => self.text(&name),
                }
                if !rest.is_empty() {
                    self.text(rest);
                }
            }
            Target::Href(href) | Target::Titled { href, .. } => {
                self.settle('@');
                self.anchor(" class=\"mention\"", &href, "");
                self.text(text);
                self.out.push_str("</a>");
            }
            Target::TextInstead(words) => self.text(&words),
            Target::AsWritten | Target::TextOnly | Target::RemotePicture => self.text(text),
        }
    }
}
