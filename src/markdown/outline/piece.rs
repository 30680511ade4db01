//! A piece of raw HTML and where each part of it stands in the body.

use std::ops::Range;

/// Raw HTML as it comes from the parser: line by line, without what quotes and lists put before each line.
#[derive(Default)]
pub(super) struct Piece {
    text: String,
    /// Where each line begins in `text`, and its place in the body.
    lines: Vec<(usize, Range<usize>)>,
}

impl Piece {
    /// Appends what stands at a place of the body.
    pub(super) fn push(&mut self, html: &str, at: Range<usize>, body: &str) {
        if html.len() == at.len() {
            self.lines.push((self.text.len(), at));
            self.text.push_str(html);
            return;
        }
        let mut from = at.start;
        let mut written = body[at.clone()].split_inclusive('\n');
        for line in html.split_inclusive('\n') {
            let source = written.next().unwrap_or_default();
            let before = source.trim_end().strip_suffix(line.trim_end()).map_or(0, str::len);
            self.lines.push((self.text.len(), from + before..from + source.len()));
            self.text.push_str(line);
            from += source.len();
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The place of the first line.
    pub(super) fn first(&self) -> Option<Range<usize>> {
        self.lines.first().map(|(_, at)| at.clone())
    }

    /// The place in the body of a part of the text.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let edge = |offset: usize, is_end: bool| {
            let index =
                self.lines.partition_point(|(from, _)| *from < offset || (!is_end && *from == offset));
            let Some((from, at)) = self.lines.get(index.saturating_sub(1)) else { return 0 };
            (at.start + (offset - from)).min(at.end)
        };
        edge(part.start, false)..edge(part.end, true)
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.lines.clear();
    }
}
