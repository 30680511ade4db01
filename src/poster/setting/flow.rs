//! Columns: Han characters from above, marks in their vertical forms, short numbers upright, other Latin words turned.

use std::ops::Range;

use super::breaks::Level;
use super::class::{self, Class};
use super::columns::{Column, Columns, Piece};
use super::faces::Faces;
use super::fit::{self, WORTH_A_CLAUSE, WORTH_A_WORD};
use super::part::{Clauses, Parting};
use super::ruler::Ruler;
use super::text::{self, Cell, HALF, Prepared};
use super::{Flow, Setter, Style};
use crate::poster::fonts::Lead;

/// A number of so many digits stands upright in one square (纵中横).
const UPRIGHT_DIGITS: usize = 2;
/// Where the middle of a square is, in em above the baseline.
const MIDDLE: f32 = 0.38;
/// How far over the middle ink may reach that is still of one half, in em.
const TOLERANCE: f32 = 0.06;
/// By how much sizes are tried, in pixels.
const STEP: f32 = 0.5;
/// Among so many places the end of a word is looked for, for the sake of a last column of one character.
const COMPANY: usize = 4;

/// Sets a text in columns.
pub(super) fn columns(setter: &Setter<'_>, text: &str, style: &Style, flow: Flow<'_>) -> Columns {
    let stood = stand(&setter.faces, text, style);
    let all = chosen(&stood, style, &flow);
    if let Some((size, columns)) = all {
        return set(setter, &stood, style, size, columns, false);
    }
    let size = flow.min.min(flow.max);
    let fits = |text: &str| {
        let stood = stand(&setter.faces, text, style);
        filled(&stood, style, &flow, size).map(|columns| set(setter, &stood, style, size, columns, true))
    };
    let kept = fill(&stood, style, &flow, size).get(flow.heights.len()).map_or(0, |rest| rest.start);
    let kept = stood.slice(0..kept);
    sentences(kept)
        .and_then(fits)
        .or_else(|| {
            (0..=kept.len())
                .rev()
                .filter(|end| kept.is_char_boundary(*end))
                .find_map(|end| fits(&fit::ellipsis(&kept[..end])))
        })
        .unwrap_or(Columns { size, columns: Vec::new(), shortened: true })
}

/// The whole sentences of a text that goes on behind it, if there is one.
fn sentences(text: &str) -> Option<&str> {
    let end = text.rfind(['。', '！', '？'])?;
    let rest = &text[end..];
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    let closing: usize =
        rest[mark..].chars().take_while(|mark| "”’」』）》".contains(*mark)).map(char::len_utf8).sum();
    Some(&text[..end + mark + closing])
}

/// The largest size in which all of a text fits, and its columns.
fn chosen(text: &Prepared, style: &Style, flow: &Flow<'_>) -> Option<(f32, Vec<Range<usize>>)> {
    if flow.even {
        let (size, columns) = even(text, style, flow);
        return (size >= flow.min && !columns.is_empty()).then_some((size, columns));
    }
    let mut size = flow.max;
    while size >= flow.min && size > 0.0 {
        if let Some(columns) = filled(text, style, flow, size) {
            return Some((size, columns));
        }
        size -= STEP;
    }
    None
}

/// As many columns as there are heights, as even as can be, and the size that they allow.
fn even(text: &Prepared, style: &Style, flow: &Flow<'_>) -> (f32, Vec<Range<usize>>) {
    let ruler = ruler(text, style);
    let measure = |cells| ruler.width(cells);
    let height = flow.heights.iter().copied().fold(f32::MAX, f32::min);
    if !ruler.may_fit(flow.heights.len(), height, flow.min) {
        return (0.0, Vec::new());
    }
    let chosen = |level, clauses| {
        let parting = Parting::new(text, level, clauses, flow.heights.len(), &measure);
        parting.lines(parting.most(), f32::MAX).map_or((0.0, Vec::new()), |parted| {
            (if parted.widest > 0.0 { flow.max.min(height / parted.widest) } else { flow.max }, parted.lines)
        })
    };
    let choose = |level| chosen(level, Clauses::Any);
    let (words, inside, apart) =
        (choose(Level::Words), choose(Level::Inside), chosen(Level::Words, Clauses::Apart));
    let best = if apart.0 >= WORTH_A_CLAUSE * words.0.max(WORTH_A_WORD * inside.0) {
        apart
    } else if words.0 >= WORTH_A_WORD * inside.0 {
        words
    } else {
        inside
    };
    if best.0 >= flow.min { best } else { choose(Level::LastResort) }
}

fn fill(text: &Prepared, style: &Style, flow: &Flow<'_>, size: f32) -> Vec<Range<usize>> {
    let ruler = ruler(text, style);
    let height = |column: usize| flow.heights.get(column).or(flow.heights.last()).copied().unwrap_or(0.0);
    let mut columns =
        fit::fill(text, &|cells| ruler.width(cells), |column| height(column) / size, fit::TO_THE_END);
    keep_company(text, &mut columns);
    columns
}

/// Lets a last column of one character begin earlier, so that it is of two at least.
fn keep_company(text: &Prepared, columns: &mut [Range<usize>]) {
    let [.., before, last] = columns else { return };
    let is_seen =
        |cell: &usize| text.cells[*cell].class != Class::Space && !class::never_starts(text.character(*cell));
    if last.clone().filter(is_seen).count() > 1 {
        return;
    }
    let starts = (before.start + 1..before.end).rev();
    let mut chances = starts.filter(|cell| text.breaks[*cell] >= Level::Inside).take(COMPANY);
    let first = chances.next();
    // Rather a whole word than the first character that helps.
    let word = first.into_iter().chain(chances).find(|cell| text.breaks[*cell] >= Level::Words);
    if let Some(start) = word.or(first) {
        before.end = start;
        last.start = start;
    }
}

/// The columns of a text in a size, if all of it fits, no column is higher than it may be, and none begins where none may.
fn filled(text: &Prepared, style: &Style, flow: &Flow<'_>, size: f32) -> Option<Vec<Range<usize>>> {
    let columns = fill(text, style, flow, size);
    let ruler = ruler(text, style);
    let fits = columns.len() <= flow.heights.len()
        && columns
            .iter()
            .zip(flow.heights)
            .all(|(cells, height)| ruler.width(cells.clone()) * size <= height + 0.01)
        && columns.iter().skip(1).all(|cells| text.breaks[cells.start] > Level::Never);
    fits.then_some(columns)
}

/// In columns what stands upright is tracked, what is turned is not.
fn ruler<'t>(text: &'t Prepared, style: &Style) -> Ruler<'t> {
    let track = style.track;
    Ruler::new(text, |cell| if cell.square { track } else { 0.0 })
}

/// Makes a text ready for columns: widths become heights, marks take their vertical forms.
fn stand(faces: &Faces<'_>, written: &str, style: &Style) -> Prepared {
    let mut text = text::prepare(faces, written, style.weight, Lead::Han);
    let (mut cells, mut breaks): (Vec<Cell>, Vec<Level>) = (Vec::with_capacity(text.cells.len()), Vec::new());
    let mut index = 0;
    while index < text.cells.len() {
        let word =
            text.cells[index..].iter().take_while(|cell| !cell.square && cell.class != Class::Space).count();
        let last = index + word.max(1);
        let characters = text.slice(index..last);
        let is_number = word <= UPRIGHT_DIGITS && characters.bytes().all(|byte| byte.is_ascii_digit());
        if word == 1 || is_number {
            let mut cell = text.cells[index].clone();
            cell.bytes.end = text.cells[last - 1].bytes.end;
            // It is one character of the column: nothing comes between it and Han.
            (cell.class, cell.square, cell.advance) = (Class::Han, true, 1.0);
            breaks.push(text.breaks[index]);
            cells.push(cell);
        } else {
            for place in index..last {
                breaks.push(text.breaks[place]);
                cells.push(stood(faces, &text, place, style));
            }
        }
        index = last;
    }
    breaks.push(Level::Never);
    (text.cells, text.breaks) = (cells, breaks);
    text
}

fn stood(faces: &Faces<'_>, text: &Prepared, place: usize, style: &Style) -> Cell {
    let (mut cell, character) = (text.cells[place].clone(), text.character(place));
    if !cell.square {
        return cell;
    }
    cell.advance = 1.0;
    let upright = faces.upright(style.weight);
    if !faces.has(upright, character) {
        return cell;
    }
    cell.face = upright;
    (cell.trim_start, cell.trim_end) = (0.0, 0.0);
    let ink = faces.ink(upright, character).map(|(_, up)| up);
    match (cell.class, ink) {
        (Class::Open, Some(ink)) if ink.end < MIDDLE + TOLERANCE => cell.trim_start = HALF,
        (Class::Close, Some(ink)) if ink.start > MIDDLE - TOLERANCE => cell.trim_end = HALF,
        (Class::Han | Class::Letter | Class::Open | Class::Close | Class::Mark | Class::Space, _) => {}
    }
    cell
}

fn set(
    setter: &Setter<'_>,
    text: &Prepared,
    style: &Style,
    size: f32,
    columns: Vec<Range<usize>>,
    shortened: bool,
) -> Columns {
    let ruler = ruler(text, style);
    let columns = columns.into_iter().map(|cells| column(setter, &ruler, cells)).collect();
    Columns { size: (size * 100.0).floor() / 100.0, columns, shortened }
}

fn column(setter: &Setter<'_>, ruler: &Ruler<'_>, cells: Range<usize>) -> Column {
    let text = ruler.text;
    let cells = text.trimmed(cells);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut turned_with: Option<usize> = None;
    for index in cells.clone() {
        let cell = &text.cells[index];
        let goes_on = turned_with.is_some_and(|before| text::joined(&text.cells[before], cell));
        turned_with = (!cell.square).then_some(index);
        if let (true, false, Some(piece)) = (goes_on, cell.square, pieces.last_mut()) {
            piece.text.push_str(text.slice(index..index + 1));
            continue;
        }
        if cell.class == Class::Space {
            turned_with = None;
            continue;
        }
        let characters = text.slice(index..index + 1);
        let (family, weight) = setter.faces.name(cell.face);
        let width = setter.faces.shape(cell.face, characters).into_iter().map(|(_, advance)| advance).sum();
        let y = ruler.from(cells.start, index);
        pieces.push(Piece { text: characters.to_owned(), family, weight, y, width, turned: !cell.square });
    }
    for piece in &mut pieces {
        piece.text.truncate(piece.text.trim_end().len());
    }
    Column { text: text.slice(cells.clone()).to_owned(), height: ruler.width(cells), pieces }
}
