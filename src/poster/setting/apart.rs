//! How far lines must stand apart so that a letter that reaches down does not touch one below that rises.

use std::ops::Range;

use super::class::Class;
use super::faces::Faces;
use super::line::OPTICAL;
use super::ruler::Ruler;

/// What stays free between two letters, in em.
const AIR: f32 = 0.045;

/// The ink of a letter: from where to where it lies in its line, and how far it reaches up or down, in em.
struct Ink {
    across: Range<f32>,
    reach: f32,
}

/// The distance from baseline to baseline that keeps the letters of all lines apart, at least `lead`, in em.
pub(super) fn lead(faces: &Faces<'_>, ruler: &Ruler<'_>, lines: &[Range<usize>], lead: f32) -> f32 {
    let needed = |pair: &[Range<usize>]| {
        let (below, above) = (inks(faces, ruler, &pair[0], true), inks(faces, ruler, &pair[1], false));
        let meet =
            |a: &Ink, b: &Ink| a.across.start < b.across.end + AIR && b.across.start < a.across.end + AIR;
        let distances =
            below.iter().flat_map(|a| above.iter().filter(|b| meet(a, b)).map(|b| a.reach + b.reach + AIR));
        distances.fold(lead, f32::max)
    };
    lines.windows(2).map(needed).fold(lead, f32::max)
}

/// The ink of the letters of a line, and how far each reaches below its baseline or else above it.
fn inks(faces: &Faces<'_>, ruler: &Ruler<'_>, line: &Range<usize>, down: bool) -> Vec<Ink> {
    let text = ruler.text;
    let cells = text.trimmed(line.clone());
    let ink = |cell: usize| {
        let is_letter = !text.cells[cell].square && text.cells[cell].class != Class::Space;
        is_letter.then(|| faces.ink(text.cells[cell].face, text.character(cell))).flatten()
    };
    let shift = cells.clone().next().and_then(ink).map_or(0.0, |(across, _)| OPTICAL * across.start);
    let inks = cells.clone().filter_map(|cell| {
        let (across, up) = ink(cell)?;
        let x = ruler.from(cells.start, cell) - shift;
        let reach = if down { -up.start } else { up.end };
        Some(Ink { across: x + across.start..x + across.end, reach })
    });
    inks.collect()
}
