//! A line set for good: its runs, each of one face, with their places.

use std::ops::Range;

use super::Style;
use super::class::Class;
use super::faces::Faces;
use super::text::{self, Prepared};

/// How much of the first character's empty left side a line is moved left by, so that the eye sees a straight edge.
pub(super) const OPTICAL: f32 = 0.9;

/// A line of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How wide it is, in em.
    pub width: f32,
    /// How far left it is moved where its start is to be in line with others, in em.
    pub(super) shift: f32,
    pub(super) runs: Vec<Run>,
}

/// A part of a line that is drawn as one: of one face, with nothing between its characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) family: String,
    pub(super) weight: u16,
    /// Where it begins, in em from the line's start.
    pub(super) x: f32,
    /// Whether its letters are tracked.
    pub(super) tracked: bool,
}

/// Sets cells as a line.
pub(super) fn set(faces: &Faces<'_>, prepared: &Prepared, cells: Range<usize>, style: &Style) -> Line {
    let cells = prepared.trimmed(cells);
    let mut line =
        Line { text: prepared.slice(cells.clone()).to_owned(), width: 0.0, shift: 0.0, runs: Vec::new() };
    let (Some(first), Some(last)) =
        (prepared.cells[cells.clone()].first(), prepared.cells[cells.clone()].last())
    else {
        return line;
    };
    let mut x = -first.trim_start;
    for run in text::runs(&prepared.cells[cells.clone()]) {
        let run = run.start + cells.start..run.end + cells.start;
        let cell = &prepared.cells[run.start];
        if run.start > cells.start {
            x += prepared.gap(run.start);
        }
        let text = prepared.slice(run);
        let (family, weight) = faces.name(cell.face);
        line.runs.push(Run { text: text.to_owned(), family, weight, x, tracked: !cell.square });
        let track = if cell.square { 0.0 } else { style.track };
        x += faces.shape(cell.face, text).into_iter().map(|(_, advance)| advance + track).sum::<f32>();
    }
    let track = if last.square { 0.0 } else { style.track };
    line.width = (x - track - last.trim_end).max(0.0);
    line.shift = OPTICAL * bearing(faces, prepared, cells.start);
    // What stands out to the left is brought in, and takes its room.
    line.width += (-line.shift).max(0.0);
    line
}

/// How much empty space there is to the left of a line's first character, in em.
fn bearing(faces: &Faces<'_>, prepared: &Prepared, cell: usize) -> f32 {
    let first = &prepared.cells[cell];
    match first.class {
        Class::Space => 0.0,
        Class::Han | Class::Letter | Class::Open | Class::Close | Class::Mark => {
            let ink = faces.ink(first.face, prepared.character(cell));
            ink.map_or(0.0, |(across, _)| across.start - first.trim_start)
        }
    }
}
