//! What is held out of a body while it is sanitised: our own markup, and everything that is filled in later.

use std::fmt::Write as _;

use super::draft::{Draft, Mark, Own, Pending};
use super::finish::{Ends, Final};
use super::raw::{Scanner, Token, clean, shows};
use crate::model::What;

/// Sanitises a draft and appends what is left, with everything in its place that was held out.
pub(super) fn sanitise(draft: &Draft, body: &str, ends: &Ends<'_>, out: &mut Final) {
    let mut held = Held::new(body);
    let marked = held.mark(draft);
    if !marked.is_empty() {
        let clean = clean(&marked, &held.marker);
        held.release(&clean, draft, ends, out);
    }
}

/// What was held out of a draft, and the marker that stands for it.
///
/// A marker is an attribute whose name holds a hash of the whole body: content cannot name it, because to
/// hold it would change it. A number behind it says what it stands for.
struct Held {
    marker: String,
    kept: Vec<Kept>,
}

#[derive(Clone, Copy)]
enum Kept {
    Own(Own),
    Mark(Mark),
}

impl Held {
    fn new(body: &str) -> Self {
        let hash = blake3::hash(body.as_bytes()).to_hex();
        Self { marker: format!("data-hb-{}-", &hash[..32]), kept: Vec::new() }
    }

    /// The draft with markers for what is held out.
    fn mark(&mut self, draft: &Draft) -> String {
        let mut out = String::with_capacity(draft.text.len() * 2);
        let (mut at, mut mark) = (0, 0);
        for own in draft.own.iter().flatten() {
            self.marks(draft, at, (mark, own.from.marks), &mut out);
            let last = draft.marks.get(mark..own.from.marks).and_then(<[_]>::last);
            let from = last.map_or(at, |last| last.at + last.len);
            out.push_str(&draft.text[from..own.from.text]);
            match own.shell {
                None => self.attribute(Kept::Own(*own), &mut out),
                Some(shell) => self.shell(shell, Kept::Own(*own), &mut out),
            }
            (at, mark) = (own.to.text, own.to.marks);
        }
        let end = draft.marks.len();
        self.marks(draft, at, (mark, end), &mut out);
        let from = draft.marks.get(mark..end).and_then(<[_]>::last).map_or(at, |last| last.at + last.len);
        out.push_str(&draft.text[from..]);
        out
    }

    /// Writes the draft from `at` to the end of the last of some marks.
    fn marks(&mut self, draft: &Draft, mut at: usize, (from, to): (usize, usize), out: &mut String) {
        for mark in draft.marks.get(from..to).unwrap_or_default() {
            out.push_str(&draft.text[at..mark.at]);
            at = mark.at + mark.len;
            let kept = Kept::Mark(*mark);
            if let Some(shell) = shell_of(mark.what) {
                self.shell(shell, kept, out);
                continue;
            }
            match mark.what {
                Pending::Hole(What::LinkClose) => out.push_str("</a>"),
                Pending::Hole(What::DirectiveOpen(_)) => self.open("div", kept, out),
                Pending::Hole(What::DirectiveClose(_)) => out.push_str("</div>"),
                Pending::Hole(What::RawAttribute(_)) | Pending::HeadingId(_) => self.attribute(kept, out),
                Pending::Hole(_) | Pending::Permalink(_) | Pending::Reference(_) => self.open("a", kept, out),
            }
        }
    }

    fn attribute(&mut self, kept: Kept, out: &mut String) {
        write!(out, " {}{}=\"\"", self.marker, self.kept.len()).expect("a String takes everything");
        self.kept.push(kept);
    }

    fn open(&mut self, tag: &str, kept: Kept, out: &mut String) {
        out.extend(["<", tag]);
        self.attribute(kept, out);
        out.push('>');
    }

    /// Writes an empty element that stands for what is kept.
    fn shell(&mut self, tag: &str, kept: Kept, out: &mut String) {
        self.open(tag, kept, out);
        out.extend(["</", tag, ">"]);
    }

    /// What the attribute of that name stands for.
    fn named(&self, name: &str) -> Option<Kept> {
        self.kept.get(name.strip_prefix(&self.marker)?.parse::<usize>().ok()?).copied()
    }

    /// Appends sanitised HTML, and in the place of each marker what it stands for.
    ///
    /// The sanitiser wrote it out of a tree, so that everything is closed, in the right order.
    fn release(&self, clean: &str, draft: &Draft, ends: &Ends<'_>, out: &mut Final) {
        let mut tokens = Scanner::new(clean).peekable();
        // Open links and boxes; of our own ones what stands in the place of their end.
        let (mut links, mut boxes): (Vec<Option<What>>, Vec<Option<What>>) = (Vec::new(), Vec::new());
        while let Some(token) = tokens.next() {
            let (name, attrs, at) = match token {
                Token::Open { name, attrs, at } => (name, attrs, at),
                Token::Close { name, at } => {
                    let ours = match name {
                        "a" => links.pop().flatten(),
                        "div" => boxes.pop().flatten(),
                        _ => None,
                    };
                    match ours {
                        Some(what) => out.hole(what, 0),
                        None => out.html.push_str(&clean[at]),
                    }
                    continue;
                }
                Token::Text(text) => {
                    out.html.push_str(text);
                    continue;
                }
                Token::Comment => continue,
                Token::Broken { at } => {
                    out.html.push_str(&clean[at]);
                    continue;
                }
            };
            let kept = attrs.first().and_then(|attr| self.named(attr.name));
            let is_shell = attrs.len() == 1
                && matches!(tokens.peek(), Some(Token::Close { name: closed, .. }) if *closed == name);
            match kept {
                Some(Kept::Own(own)) if own.shell == Some(name) && is_shell => {
                    out.copy(draft, own.from, own.to, ends);
                    tokens.next();
                    continue;
                }
                Some(Kept::Mark(mark)) if shell_of(mark.what) == Some(name) && is_shell => {
                    out.settle(mark.what, &draft.text[mark.at..mark.at + mark.len], ends);
                    tokens.next();
                    continue;
                }
                Some(Kept::Own(_) | Kept::Mark(_)) | None => {}
            }
            let (opened, closes) = match kept {
                Some(Kept::Mark(mark)) => pair(&mark, draft, out),
                Some(Kept::Own(_)) | None => (false, None),
            };
            match name {
                "a" => links.push(closes),
                "div" => boxes.push(closes),
                _ => {}
            }
            if !opened {
                self.tag(name, &attrs, &clean[at], draft, ends, out);
            }
        }
    }

    /// Appends an opening tag with its own attributes and those that were held out.
    fn tag(
        &self,
        name: &str,
        attrs: &[super::raw::Attr<'_>],
        written: &str,
        draft: &Draft,
        ends: &Ends<'_>,
        out: &mut Final,
    ) {
        let is_marked = attrs.iter().any(|attr| attr.name.starts_with(&self.marker));
        let names_ids = ends.together && attrs.iter().any(|attr| holds_ids(attr.name));
        if !is_marked && !names_ids {
            return out.html.push_str(written);
        }
        let is_raw = |kept: Kept| matches!(kept, Kept::Mark(mark) if matches!(mark.what, Pending::Hole(What::RawAttribute(_))));
        let may_go = matches!(name, "img" | "source" | "track")
            && attrs.iter().any(|attr| self.named(attr.name).is_some_and(is_raw));
        if may_go {
            let shown = attrs.iter().any(|attr| attr.name == "src" && shows(attr.value));
            out.hole(What::RawOpen { is_img: name == "img", shows: shown }, 0);
        }
        out.html.extend(["<", name]);
        for attr in attrs {
            if names_ids && holds_ids(attr.name) {
                out.html.extend([" ", attr.name, "=\""]);
                for (at, id) in attr.value.split_ascii_whitespace().enumerate() {
                    out.html.push_str(if at == 0 { "" } else { " " });
                    out.prefix(What::IdPrefix, ends);
                    out.html.push_str(id);
                }
                out.html.push('"');
                continue;
            }
            if !attr.name.starts_with(&self.marker) {
                out.html.extend([" ", attr.name, "=\"", attr.value, "\""]);
                continue;
            }
            match self.named(attr.name) {
                Some(Kept::Own(own)) if own.shell.is_none() => out.copy(draft, own.from, own.to, ends),
                Some(kept @ Kept::Mark(mark)) if is_raw(kept) => out.settle(mark.what, "", ends),
                Some(_) | None => {}
            }
        }
        out.html.push('>');
        if may_go {
            out.hole(What::RawClose, 0);
        }
    }
}

/// Whether the value of an attribute is an id of the body, or several.
fn holds_ids(name: &str) -> bool {
    matches!(name, "id" | "headers" | "aria-labelledby" | "aria-describedby")
}

/// Leaves the hole that opens a link or a directive; says whether there is one, and what closes it.
fn pair(mark: &Mark, draft: &Draft, out: &mut Final) -> (bool, Option<What>) {
    let Pending::Hole(what) = mark.what else { return (false, None) };
    let closes = match what {
        What::Link(_) | What::UnsafeLink(_) | What::Wiki { .. } => What::LinkClose,
        What::DirectiveOpen(index) => What::DirectiveClose(index),
        _ => return (false, None),
    };
    let argument = &draft.text[mark.at..mark.at + mark.len];
    out.hole(what, argument.len());
    out.html.push_str(argument);
    (true, Some(closes))
}

/// The empty element that stands for what goes into a mark, where that is a whole.
const fn shell_of(what: Pending) -> Option<&'static str> {
    let hole = match what {
        Pending::Hole(hole) => hole,
        Pending::Permalink(_) | Pending::Reference(_) => return Some("span"),
        Pending::HeadingId(_) => return None,
    };
    match hole {
        // It may become a link, and so it ends one that is open.
        What::Mention(_) => Some("a"),
        What::Picture(_)
        | What::Page
        | What::IdPrefix
        | What::AnchorPrefix
        | What::Permalink
        | What::Text(_)
        | What::Label(_)
        | What::LineEnd(..)
        | What::RawOpen { .. }
        | What::RawClose => Some("span"),
        What::Link(_)
        | What::UnsafeLink(_)
        | What::Wiki { .. }
        | What::LinkClose
        | What::RawAttribute(_)
        | What::DirectiveOpen(_)
        | What::DirectiveClose(_) => None,
    }
}
