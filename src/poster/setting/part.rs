//! The best lines of a text for a number of lines: the least widest first, then the evenest.

use std::cell::OnceCell;
use std::ops::Range;

use super::breaks::Level;
use super::class::{self, Class};
use super::phrases::ends_clause_of_title;
use super::text::Prepared;

/// How much wider than the least the widest line may be for the sake of even lines.
const SLACK: f32 = 1.045;
/// What sums of widths may be off by, in em.
const HAIR: f32 = 1e-4;
/// What no line is as wide as.
const TOO_WIDE: f32 = f32::MAX;

/// Whether a line may go on behind a mark at which a sentence pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clauses {
    Any,
    /// Each part of a sentence begins on a line of its own.
    Apart,
}

/// Whether a line goes on behind a mark at which a title had better end it.
pub(super) fn pauses(text: &Prepared, line: &Range<usize>) -> bool {
    (line.start + 1..line.end).any(|cell| is_pause(text, cell))
}

fn is_pause(text: &Prepared, cell: usize) -> bool {
    text.breaks.get(cell) == Some(&Level::Clauses)
        && text.cells.get(cell).is_some_and(|cell| ends_clause_of_title(&text.text[..cell.bytes.start]))
}

/// All the ways to part a text into lines, at one level of line ends.
pub(super) struct Parting<'m> {
    measure: &'m dyn Fn(Range<usize>) -> f32,
    /// The cells with which a line may begin, and the end.
    bounds: Vec<usize>,
    most: usize,
    /// How many characters there are before each cell, but for spaces and closing marks.
    seen: Vec<u32>,
    /// How many pauses there are up to each cell, if no line may go on behind one.
    pauses: Vec<u32>,
    /// Without lines of one character, and with them.
    full: Table,
    any: OnceCell<Table>,
}

/// By number of lines and of units in them: the least that the widest line can be.
type Table = Vec<Vec<f32>>;

/// Lines of a number.
pub(super) struct Parted {
    pub(super) lines: Vec<Range<usize>>,
    /// How wide the widest is, in em.
    pub(super) widest: f32,
    /// Whether one of them is of one character.
    pub(super) widow: bool,
}

impl<'m> Parting<'m> {
    /// Finds the least widest lines for each number of lines up to `lines`.
    pub(super) fn new(
        text: &'m Prepared,
        level: Level,
        clauses: Clauses,
        lines: usize,
        measure: &'m dyn Fn(Range<usize>) -> f32,
    ) -> Self {
        let inner = (1..text.cells.len()).filter(|cell| text.breaks[*cell] >= level);
        let bounds: Vec<usize> = std::iter::once(0).chain(inner).chain([text.cells.len()]).collect();
        let most = lines.min(bounds.len() - 1).max(1);
        let is_seen = |cell: usize| {
            text.cells[cell].class != Class::Space && !class::never_starts(text.character(cell))
        };
        let mut seen = vec![0];
        seen.extend((0..text.cells.len()).scan(0, |count, cell| {
            *count += u32::from(is_seen(cell));
            Some(*count)
        }));
        let pauses = match clauses {
            Clauses::Any => Vec::new(),
            Clauses::Apart => (0..=text.cells.len())
                .scan(0, |count, cell| {
                    *count += u32::from(is_pause(text, cell));
                    Some(*count)
                })
                .collect(),
        };
        let mut parting =
            Self { measure, bounds, most, seen, pauses, full: Vec::new(), any: OnceCell::new() };
        parting.full = parting.table(false);
        parting
    }

    /// The most lines that were looked at.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    fn table(&self, widows: bool) -> Table {
        let units = self.bounds.len() - 1;
        let mut table = vec![vec![TOO_WIDE; units + 1]];
        table[0][0] = 0.0;
        for count in 1..self.most {
            let row = (0..=units).map(|end| self.least(&table[count - 1], end, widows)).collect();
            table.push(row);
        }
        table
    }

    /// The evenest lines of a number. `room` is what no line may be wider than, if that can be.
    ///
    /// A line of one character is avoided where it can be.
    pub(super) fn lines(&self, count: usize, room: f32) -> Option<Parted> {
        let units = self.bounds.len() - 1;
        let row = count.checked_sub(1)?;
        let least_of = |table: &Table, widows| {
            table.get(row).map_or(TOO_WIDE, |before| self.least(before, units, widows))
        };
        let mut least = least_of(&self.full, count == 1);
        let mut widow = false;
        if least > room {
            let any = least_of(self.any.get_or_init(|| self.table(true)), true);
            widow = least == TOO_WIDE || any <= room;
            least = if widow { any } else { least };
        }
        if least == TOO_WIDE {
            return None;
        }
        let limit = (least * SLACK).min(room.max(least)) + HAIR;
        let lines = self.evenest(count, limit, widow || count == 1)?;
        let widest = lines.iter().map(|line| (self.measure)(line.clone())).fold(0.0, f32::max);
        Some(Parted { lines, widest, widow })
    }

    /// The least that the widest line can be if one more line ends after `end` units.
    fn least(&self, before: &[f32], end: usize, widows: bool) -> f32 {
        let mut least = TOO_WIDE;
        for start in (0..end).rev() {
            let line = self.bounds[start]..self.bounds[end];
            let width = (self.measure)(line.clone());
            if width >= least || self.pauses_inside(&line) {
                break;
            }
            if before[start] < TOO_WIDE && (widows || !self.is_widow(&line)) {
                least = least.min(before[start].max(width));
            }
        }
        least
    }

    fn evenest(&self, count: usize, limit: f32, widows: bool) -> Option<Vec<Range<usize>>> {
        let units = self.bounds.len() - 1;
        let mut costs = vec![TOO_WIDE; units + 1];
        costs[0] = 0.0;
        let mut starts: Vec<Vec<usize>> = Vec::with_capacity(count);
        for line in 1..=count {
            let (mut row, mut from) = (vec![TOO_WIDE; units + 1], vec![0; units + 1]);
            for end in line..=units {
                for start in (line - 1..end).rev() {
                    let line = self.bounds[start]..self.bounds[end];
                    let width = (self.measure)(line.clone());
                    if width > limit || self.pauses_inside(&line) {
                        break;
                    }
                    if costs[start] == TOO_WIDE || (!widows && self.is_widow(&line)) {
                        continue;
                    }
                    let cost = costs[start] + (limit - width).powi(2);
                    if cost < row[end] {
                        (row[end], from[end]) = (cost, start);
                    }
                }
            }
            costs = row;
            starts.push(from);
        }
        if costs[units] == TOO_WIDE {
            return None;
        }
        let mut end = units;
        let mut lines: Vec<Range<usize>> = starts
            .iter()
            .rev()
            .map(|from| {
                let start = from[end];
                let line = self.bounds[start]..self.bounds[end];
                end = start;
                line
            })
            .collect();
        lines.reverse();
        Some(lines)
    }

    /// Whether a line goes on behind a pause though none may.
    fn pauses_inside(&self, line: &Range<usize>) -> bool {
        let up_to = |cell: usize| self.pauses.get(cell).copied().unwrap_or_default();
        up_to(line.end.saturating_sub(1)) > up_to(line.start)
    }

    /// Whether a line is of one character and perhaps marks behind it.
    fn is_widow(&self, line: &Range<usize>) -> bool {
        self.seen[line.end] - self.seen[line.start] <= 1
    }
}
