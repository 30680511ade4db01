//! A text made ready for setting: cleaned, cut into cells (what a reader takes for one character), each with its face and width.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;
use unicode_normalization::UnicodeNormalization as _;

use super::Weight;
use super::breaks::{self, Hints, Level};
use super::class::{self, Class};
use super::faces::Faces;
use crate::poster::fonts::{FaceId, Lead, is_ignorable};

/// What is between two words of a Chinese text: it shows nothing, and a line may end there.
const WORD_END: char = '\u{200B}';
/// What forbids a line's end where it stands.
const JOINERS: [char; 2] = ['\u{2060}', '\u{FEFF}'];
/// Han and Latin stand an eighth of an em apart (中文排版需求 §3.2.2 allows up to a quarter).
const AUTOSPACE: f32 = 0.125;
/// How far capitals and digits rise above the baseline, and Han characters do, in em.
const RISE: f32 = 0.733;
const HAN_RISE: f32 = 0.845;
/// How far Han characters reach below the baseline, and letters like `g` do, in em.
const HAN_DEPTH: f32 = 0.10;
const DEPTH: f32 = 0.22;
/// What reaches as low as `g` does.
const LOW: &str = "gjpqyQ,;()[]{}|@§ç";
/// What a full-width mark has of empty space on one side.
pub(super) const HALF: f32 = 0.5;

/// One character as a reader takes it.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    pub(super) face: FaceId,
    /// In em.
    pub(super) advance: f32,
    pub(super) class: Class,
    /// Whether it is joined to the one before it by a date, which has no space between Han and digits: 2026年11月27日.
    pub(super) dated: bool,
    /// Whether it stands in a square: never tracked in a line, upright in a column.
    pub(super) square: bool,
    /// How far it rises above the baseline, in em.
    pub(super) rise: f32,
    /// How far it reaches below the baseline, in em.
    pub(super) depth: f32,
    /// What may be cut off on its left at a line's start or behind another mark, in em.
    pub(super) trim_start: f32,
    /// What may be cut off on its right at a line's end or before another mark, in em.
    pub(super) trim_end: f32,
}

/// A text made ready.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    pub(super) text: String,
    pub(super) cells: Vec<Cell>,
    /// How far every line reaches below its baseline, in em.
    depth: f32,
    /// How well a line may begin with each cell; one more than there are cells.
    pub(super) breaks: Vec<Level>,
}

impl Prepared {
    /// The characters of cells.
    pub(super) fn slice(&self, cells: Range<usize>) -> &str {
        match (self.cells.get(cells.start), cells.end.checked_sub(1).and_then(|last| self.cells.get(last))) {
            (Some(first), Some(last)) if !cells.is_empty() => &self.text[first.bytes.start..last.bytes.end],
            _ => "",
        }
    }

    /// The first character of a cell.
    pub(super) fn character(&self, cell: usize) -> char {
        self.text[self.cells[cell].bytes.start..].chars().next().expect("a cell holds a character")
    }

    /// Cells without the spaces at their end and start.
    pub(super) fn trimmed(&self, mut cells: Range<usize>) -> Range<usize> {
        while !cells.is_empty() && self.cells[cells.end - 1].class == Class::Space {
            cells.end -= 1;
        }
        while !cells.is_empty() && self.cells[cells.start].class == Class::Space {
            cells.start += 1;
        }
        cells
    }

    /// How far lines rise above their first baseline and reach below their last one, in em.
    pub(super) fn reach(&self, lines: &[Range<usize>]) -> (f32, f32) {
        let most = |cells: Option<&Range<usize>>, least: f32, of: fn(&Cell) -> f32| {
            cells.map_or(least, |cells| self.cells[cells.clone()].iter().map(of).fold(least, f32::max))
        };
        (most(lines.first(), RISE, |cell| cell.rise), most(lines.last(), self.depth, |cell| cell.depth))
    }

    /// How far the text would rise and reach in one line, in em.
    pub(super) fn reach_in_one_line(&self) -> (f32, f32) {
        self.reach(std::slice::from_ref(&(0..self.cells.len())))
    }

    /// What comes between a cell and the one before it in a line, but for tracking: space between Han and Latin, less what
    /// adjoining marks give up.
    pub(super) fn gap(&self, cell: usize) -> f32 {
        let Some(before) = cell.checked_sub(1).and_then(|before| self.cells.get(before)) else { return 0.0 };
        gap(before, &self.cells[cell])
    }
}

pub(super) fn gap(before: &Cell, cell: &Cell) -> f32 {
    match (before.class, cell.class) {
        (Class::Han, Class::Letter) | (Class::Letter, Class::Han) if cell.dated => 0.0,
        (Class::Han, Class::Letter) | (Class::Letter, Class::Han) => AUTOSPACE,
        (Class::Close, Class::Close | Class::Open) if cell.square => -before.trim_end,
        (Class::Open, Class::Open) if before.square => -cell.trim_start,
        (
            Class::Han | Class::Letter | Class::Open | Class::Close | Class::Mark | Class::Space,
            Class::Han | Class::Letter | Class::Open | Class::Close | Class::Mark | Class::Space,
        ) => 0.0,
    }
}

/// Makes a text ready.
///
/// It is composed (NFC); a run of white space is one space; what shows nothing is taken out, and where it told of words or forbade
/// a line's end is kept.
pub(super) fn prepare(faces: &Faces<'_>, written: &str, weight: Weight, lead: Lead) -> Prepared {
    let (text, hints) = clean(written);
    let mut cells = cut(faces, &text, weight, lead);
    measure(faces, &text, &mut cells);
    let breaks = breaks::levels(&text, &cells, &hints, lead);
    let depth = match lead {
        Lead::Han => HAN_DEPTH,
        Lead::Latin => DEPTH,
    };
    Prepared { text, cells, depth, breaks }
}

fn clean(written: &str) -> (String, Hints) {
    let (mut text, mut hints) = (String::with_capacity(written.len()), Hints::default());
    let mut space = false;
    for character in written.nfc() {
        if character == WORD_END {
            hints.words.push(text.len());
        } else if JOINERS.contains(&character) {
            hints.joined.push(text.len());
        } else if character.is_whitespace()
            && !matches!(character, '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{3000}')
        {
            space = !text.is_empty();
        } else if !is_ignorable(character)
            && !character.is_control()
            && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
        {
            if std::mem::take(&mut space) {
                text.push(' ');
            }
            text.push(character);
        }
    }
    let seen = text.trim_end_matches('\u{3000}').len();
    text.truncate(seen);
    let hidden = text.len() - text.trim_start_matches('\u{3000}').len();
    text.drain(..hidden);
    hints.shift(hidden);
    (text, hints)
}

/// Cuts a text into cells and chooses the face of each.
fn cut(faces: &Faces<'_>, text: &str, weight: Weight, lead: Lead) -> Vec<Cell> {
    let chain = faces.chain(weight, lead);
    let latin = faces.latin(weight);
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len() / 2);
    let mut start = 0;
    for end in GraphemeClusterSegmenter::new().segment_str(text).skip(1) {
        let grapheme = &text[start..end];
        let character = grapheme.chars().next().expect("a grapheme is not empty");
        let class = Class::of(character);
        let has_all = |face: FaceId| grapheme.chars().all(|character| faces.has(face, character));
        let before = cells.last().map(|cell| cell.face);
        let face = if class::is_ambiguous(character) && is_inside_latin(text, start, end) && has_all(latin) {
            chain
                .first()
                .copied()
                .filter(|first| !faces.is_built_in(*first) && has_all(*first))
                .unwrap_or(latin)
        } else if let (Class::Space, Some(before)) = (class, before.filter(|before| has_all(*before))) {
            before
        } else {
            chain.iter().copied().find(|face| has_all(*face)).unwrap_or(chain[chain.len() - 1])
        };
        let alone = faces.advance(face, character);
        let square = class == Class::Han
            || class::is_square_mark(character)
            || (class::is_ambiguous(character) && face != latin && alone > 0.9);
        let (trim_start, trim_end) = trims(faces, face, character, class, square);
        let (rise, depth) = reach(faces, face, character, square);
        cells.push(Cell {
            bytes: start..end,
            face,
            advance: alone,
            class,
            dated: breaks::is_in_a_date(text, start),
            square,
            rise,
            depth,
            trim_start,
            trim_end,
        });
        start = end;
    }
    cells
}

/// Whether a mark stands between two letters or digits: an apostrophe, a dash or a dot inside a Latin word.
fn is_inside_latin(text: &str, start: usize, end: usize) -> bool {
    let is_letter =
        |character: Option<char>| character.is_some_and(|character| Class::of(character) == Class::Letter);
    is_letter(text[..start].chars().next_back()) && is_letter(text[end..].chars().next())
}

/// How far a character rises above the baseline and reaches below it.
///
/// The figures of the look page; accents are measured.
fn reach(faces: &Faces<'_>, face: FaceId, character: char, square: bool) -> (f32, f32) {
    if square {
        return (HAN_RISE, HAN_DEPTH);
    }
    let depth = if LOW.contains(character) { DEPTH } else { HAN_DEPTH };
    if character.is_ascii() || !character.is_alphabetic() {
        return (RISE, depth);
    }
    let ink = faces.ink(face, character).map(|(_, up)| up);
    ink.map_or((RISE, depth), |ink| (ink.end.max(RISE), (-ink.start).max(depth)))
}

/// What a full-width mark can give up on its left and right, by where its ink lies.
fn trims(faces: &Faces<'_>, face: FaceId, character: char, class: Class, square: bool) -> (f32, f32) {
    if !square || !matches!(class, Class::Open | Class::Close) {
        return (0.0, 0.0);
    }
    let Some((across, _)) = faces.ink(face, character) else { return (0.0, 0.0) };
    match class {
        Class::Open if across.start > HALF - 0.05 => (HALF, 0.0),
        Class::Close if across.end < HALF + 0.05 => (0.0, HALF),
        Class::Open | Class::Close | Class::Han | Class::Letter | Class::Mark | Class::Space => (0.0, 0.0),
    }
}

/// Whether two neighbours in a line are drawn as one run: the same face, and nothing between them.
pub(super) fn joined(before: &Cell, cell: &Cell) -> bool {
    before.face == cell.face && before.square == cell.square && gap(before, cell) == 0.0
}

/// The runs of cells that are drawn as one.
pub(super) fn runs(cells: &[Cell]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    cells.chunk_by(joined).map(move |run| {
        let range = start..start + run.len();
        start = range.end;
        range
    })
}

/// The advances of cells in the company of their neighbours.
fn measure(faces: &Faces<'_>, text: &str, cells: &mut [Cell]) {
    let runs: Vec<_> = runs(cells).collect();
    for run in runs {
        let cells = &mut cells[run];
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
        let offset = first.bytes.start;
        let advances = faces.shape(first.face, &text[offset..last.bytes.end]);
        let mut advances = advances.into_iter().peekable();
        for cell in cells {
            cell.advance = 0.0;
            while let Some((_, advance)) = advances.next_if(|(start, _)| offset + start < cell.bytes.end) {
                cell.advance += advance;
            }
        }
    }
}
