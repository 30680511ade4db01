//! `@handle` in running text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::han::{is_letter, is_wide};

/// Texts that follow each other: the parser cuts at `_` and `&`, a mention does not.
#[derive(Default)]
pub(super) struct Run<'a> {
    chunks: Vec<Chunk<'a>>,
}

struct Chunk<'a> {
    text: CowStr<'a>,
    /// Where it stands in the body.
    at: Range<usize>,
    /// Where it stands in the joined text.
    from: usize,
}

impl Chunk<'_> {
    /// Whether it stands in the body letter for letter, without entities.
    fn is_verbatim(&self) -> bool {
        self.at.len() == self.text.len()
    }
}

/// An event, where it stands in the body, and whether it is a mention.
type Piece<'a> = (Event<'a>, Range<usize>, bool);

impl<'a> Run<'a> {
    pub(super) fn push(&mut self, text: CowStr<'a>, at: Range<usize>) {
        let from = self.chunks.last().map_or(0, |last| last.from + last.text.len());
        self.chunks.push(Chunk { text, at, from });
    }

    /// The texts again, mentions apart.
    pub(super) fn pieces(self, body: &str) -> Vec<Piece<'a>> {
        let joined: String;
        let text: &str = match self.chunks.as_slice() {
            [only] => &only.text,
            all => {
                joined = all.iter().map(|chunk| &*chunk.text).collect();
                &joined
            }
        };
        let found: Vec<Range<usize>> = text
            .match_indices('@')
            .filter(|(at, _)| self.may_start(*at, body))
            .map(|(at, _)| at..at + 1 + run_len(&text[at + 1..]))
            .filter(|mention| mention.len() > 1)
            .collect();
        if found.is_empty() {
            return self.chunks.into_iter().map(|chunk| (Event::Text(chunk.text), chunk.at, false)).collect();
        }
        let mut pieces = Vec::with_capacity(found.len() * 2 + 1);
        let mut from = 0;
        let mut push = |range: Range<usize>, is_mention| {
            if !range.is_empty() {
                let place = self.place(range.start, false)..self.place(range.end, true);
                pieces.push((Event::Text(self.cut(text, range)), place, is_mention));
            }
        };
        for mention in found {
            push(from..mention.start, false);
            from = mention.end;
            push(mention, true);
        }
        push(from..text.len(), false);
        pieces
    }

    /// A part of the joined text; borrowed where the parser lent it.
    fn cut(&self, text: &str, range: Range<usize>) -> CowStr<'a> {
        match self.chunks.as_slice() {
            [Chunk { text: CowStr::Borrowed(lent), .. }] => CowStr::Borrowed(&lent[range]),
            _ => CowStr::from(text[range].to_owned()),
        }
    }

    fn chunk(&self, at: usize, is_end: bool) -> &Chunk<'a> {
        let index = self.chunks.partition_point(|chunk| chunk.from < at || (!is_end && chunk.from == at));
        &self.chunks[index.saturating_sub(1)]
    }

    /// The place in the body of a place in the joined text, taken as a start or as an end.
    fn place(&self, at: usize, is_end: bool) -> usize {
        let chunk = self.chunk(at, is_end);
        match (chunk.is_verbatim(), is_end) {
            (true, _) => chunk.at.start + (at - chunk.from),
            (false, true) => chunk.at.end,
            (false, false) => chunk.at.start,
        }
    }

    /// Whether an `@` can begin a mention: written as itself, and not inside a word or an address.
    fn may_start(&self, at: usize, body: &str) -> bool {
        let chunk = self.chunk(at, false);
        if !chunk.is_verbatim() {
            return false;
        }
        let before = body.get(..self.place(at, false)).and_then(|head| head.chars().next_back());
        before
            .is_none_or(|c| is_wide(c) || !(is_letter(c) || matches!(c, '.' | '_' | '-' | '/' | '\\' | '@')))
    }
}

/// How many bytes behind `@` are its run.
fn run_len(text: &str) -> usize {
    let end = text
        .char_indices()
        .find(|(_, c)| !(is_letter(*c) || matches!(c, '.' | '_' | '-')))
        .map_or(text.len(), |(at, _)| at);
    let run = text[..end].trim_end_matches(['.', '-']);
    if run.starts_with(['.', '-']) { 0 } else { run.len() }
}
