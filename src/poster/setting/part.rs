//! The best lines of a text for a number of lines: the least widest first, then the evenest.

use std::ops::Range;

use super::breaks::Level;
use super::class::{self, Class};
use super::text::Prepared;

/// How much wider than the least the widest line may be for the sake of even lines.
const SLACK: f32 = 1.045;
/// What no line is as wide as.
const TOO_WIDE: f32 = f32::MAX;

/// All the ways to part a text into lines, at one level of line ends.
pub(super) struct Parting<'m> {
    text: &'m Prepared,
    measure: &'m dyn Fn(Range<usize>) -> f32,
    /// The cells with which a line may begin, and the end.
    bounds: Vec<usize>,
    /// By number of lines and of units in them: the least that the widest line can be.
    widest: Vec<Vec<f32>>,
}

impl<'m> Parting<'m> {
    /// Finds the least widest lines for each number of lines up to `lines`.
    pub(super) fn new(
        text: &'m Prepared,
        level: Level,
        lines: usize,
        measure: &'m dyn Fn(Range<usize>) -> f32,
    ) -> Self {
        let inner = (1..text.cells.len()).filter(|cell| text.breaks[*cell] >= level);
        let bounds: Vec<usize> = std::iter::once(0).chain(inner).chain([text.cells.len()]).collect();
        let units = bounds.len() - 1;
        let mut widest = vec![vec![TOO_WIDE; units + 1]];
        widest[0][0] = 0.0;
        for count in 1..lines.min(units).max(1) {
            let before = &widest[count - 1];
            let row = (0..=units).map(|end| least(&bounds, before, end, measure, |_| true)).collect();
            widest.push(row);
        }
        Self { text, measure, bounds, widest }
    }

    /// The most lines that were looked at.
    pub(super) fn most(&self) -> usize {
        self.widest.len()
    }

    /// The evenest lines of a number, and how wide the widest of them is. `room` is what no line may be wider than.
    ///
    /// A last line of one character is avoided where it can be.
    pub(super) fn lines(&self, count: usize, room: f32) -> Option<(f32, Vec<Range<usize>>)> {
        let units = self.bounds.len() - 1;
        let before = self.widest.get(count.checked_sub(1)?)?;
        let is_full = |start: usize| count == 1 || !self.is_widow(self.bounds[start]..self.bounds[units]);
        let mut least_widest = least(&self.bounds, before, units, self.measure, is_full);
        let all = least(&self.bounds, before, units, self.measure, |_| true);
        let keeps_widow = least_widest == TOO_WIDE || (least_widest > room && all <= room);
        if keeps_widow {
            least_widest = all;
        }
        if least_widest == TOO_WIDE {
            return None;
        }
        let limit = (least_widest * SLACK).min(room.max(least_widest)) + 1e-4;
        let lines = self.evenest(count, limit, |start| keeps_widow || is_full(start))?;
        let widest = lines.iter().map(|line| (self.measure)(line.clone())).fold(0.0, f32::max);
        Some((widest, lines))
    }

    fn evenest(
        &self,
        count: usize,
        limit: f32,
        is_full: impl Fn(usize) -> bool,
    ) -> Option<Vec<Range<usize>>> {
        let units = self.bounds.len() - 1;
        let mut costs = vec![TOO_WIDE; units + 1];
        costs[0] = 0.0;
        let mut starts: Vec<Vec<usize>> = Vec::with_capacity(count);
        for line in 1..=count {
            let (mut row, mut from) = (vec![TOO_WIDE; units + 1], vec![0; units + 1]);
            for end in line..=units {
                for start in (line - 1..end).rev() {
                    let width = (self.measure)(self.bounds[start]..self.bounds[end]);
                    if width > limit {
                        break;
                    }
                    if costs[start] == TOO_WIDE || (line == count && end == units && !is_full(start)) {
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

    /// Whether cells are one character and perhaps marks behind it.
    fn is_widow(&self, cells: Range<usize>) -> bool {
        let is_seen = |cell: &usize| {
            self.text.cells[*cell].class != Class::Space && !class::never_starts(self.text.character(*cell))
        };
        cells.filter(is_seen).nth(1).is_none()
    }
}

/// The least that the widest line can be if one more line ends after `end` units.
fn least(
    bounds: &[usize],
    before: &[f32],
    end: usize,
    measure: &dyn Fn(Range<usize>) -> f32,
    may_start: impl Fn(usize) -> bool,
) -> f32 {
    let mut least = TOO_WIDE;
    for start in (0..end).rev() {
        let width = measure(bounds[start]..bounds[end]);
        if width >= least {
            break;
        }
        if before[start] < TOO_WIDE && may_start(start) {
            least = least.min(before[start].max(width));
        }
    }
    least
}
