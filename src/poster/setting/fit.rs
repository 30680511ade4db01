//! Sizes for boxes, lines for widths, and the ellipsis where nothing else helps.

use std::ops::Range;

use super::block::{self, Block};
use super::breaks::Level;
use super::class;
use super::part::{Clauses, Parted, Parting, pauses};
use super::ruler::Ruler;
use super::text::Prepared;
use super::{Fit, Setter, Style, Wrap, apart, line};

/// More lines are taken only for letters that are so much larger.
const WORTH_A_LINE: f32 = 1.04;
/// A line ends inside a word only if words alone would give less than this part of the size.
pub(super) const WORTH_A_WORD: f32 = 0.6;
/// Letters of this part of the greatest size are large enough for words to stay whole.
const LARGE: f32 = 0.38;
/// A line ends inside a Latin word, or between a number and its unit, only if the size would else be less than this part.
const WORTH_A_LATIN_WORD: f32 = 0.25;
/// Lines that end where a sentence pauses may be so much smaller than others, and if they are more than others, so much.
pub(super) const WORTH_A_CLAUSE: f32 = 0.84;
const WORTH_MORE_LINES: f32 = 0.92;
/// A few lines that end where a sentence pauses may be so much wider than even ones.
const UNEVEN: f32 = 1.4;
/// A line of running text that would be filled less than this ends inside a Han word.
const FILLED: f32 = 0.62;
/// What is set in columns ends wherever it may: a column is never so full that a word would be kept whole.
pub(super) const TO_THE_END: f32 = 2.0;
/// Up to so many lines are made even; more are filled, but for a last one that is too short.
const EVEN_LINES: usize = 3;
/// The most lines of which all are made anew for the sake of a last one that is too short.
const FEW_LINES: usize = 40;
/// Of so many lines the last is too short also if it is one word that is narrower than this part of its room.
const SOME_LINES: usize = 8;
const NARROW: f32 = 0.5;
/// A last line of fewer characters is too short.
const SHORT_LINE: usize = 4;
/// Lines that are wider by less than this are not: sums of widths are exact to about as much.
const HAIR: f32 = 0.002;

/// A choice of lines and the size that they allow.
struct Choice {
    size: f32,
    lines: Vec<Range<usize>>,
}

/// Sets a text as large as its box allows.
pub(super) fn fit(setter: &Setter<'_>, text: &Prepared, style: &Style, fit: Fit) -> Block {
    let ruler = setter.ruler(text, style);
    if !ruler.may_fit(fit.lines.max(1), fit.width, fit.min) {
        return shortened_to_fit(setter, &ruler, style, &fit);
    }
    let chosen = |level, clauses| choose(&ruler, style, &fit, level, clauses);
    let choose = |level| chosen(level, Clauses::Any);
    let (words, inside) = (choose(Level::Words), choose(Level::Inside));
    let are_large = words.size >= WORTH_A_WORD * inside.size || words.size >= LARGE * fit.max;
    let level = if are_large { Level::Words } else { Level::Inside };
    let mut best = if level == Level::Words { words } else { inside };
    if best.lines.len() > 1 && best.lines.iter().any(|line| pauses(text, line)) {
        let apart = chosen(level, Clauses::Apart);
        let least = if apart.lines.len() > best.lines.len() { WORTH_MORE_LINES } else { WORTH_A_CLAUSE };
        if !apart.lines.is_empty() && apart.size >= least * best.size {
            best = apart;
        }
    }
    if best.size < fit.min || best.size < WORTH_A_LATIN_WORD * fit.max.min(fit.height) {
        let last_resort = choose(Level::LastResort);
        if best.size < fit.min && last_resort.size > best.size
            || best.size < WORTH_A_LATIN_WORD * last_resort.size
        {
            best = last_resort;
        }
    }
    if best.size + HAIR < fit.min {
        return shortened_to_fit(setter, &ruler, style, &fit);
    }
    let lead = apart::lead(&setter.faces, &ruler, &best.lines, style.lead);
    let height = block::height(best.lines.len(), lead, text.reach(&best.lines));
    let size = best.size.min(part_of(fit.height, height));
    // Letters that touch are better than letters that are too small.
    let (lead, size) = if size < fit.min { (style.lead, best.size) } else { (lead, size) };
    let mut block = set(setter, text, &Style { lead, ..*style }, size, best.lines);
    let widest = block.width() / block.size;
    block.size = down(if widest > 0.0 { block.size.min(fit.width / widest) } else { block.size });
    block
}

/// The lines that allow the largest size, with line ends of a level.
fn choose(ruler: &Ruler<'_>, style: &Style, fit: &Fit, level: Level, clauses: Clauses) -> Choice {
    let measure = |cells| ruler.width(cells);
    let parting = Parting::new(ruler.text, level, clauses, fit.lines.max(1), &measure);
    let mut best = Choice { size: 0.0, lines: Vec::new() };
    for count in 1..=parting.most() {
        let Some(Parted { lines, widest, widow }) = parting.lines(count, f32::MAX) else { continue };
        if widow && !best.lines.is_empty() {
            continue;
        }
        let height = block::height(lines.len(), style.lead, ruler.text.reach(&lines));
        let size = fit.max.min(part_of(fit.width, widest)).min(part_of(fit.height, height));
        if best.lines.is_empty() || size > best.size * WORTH_A_LINE {
            best = Choice { size, lines };
        }
    }
    best
}

/// How large letters are of which so many em fill a length; without any, as large as can be.
fn part_of(length: f32, em: f32) -> f32 {
    if em > 0.0 { (length / em).max(0.0) } else { f32::MAX }
}

/// As much of a text as its box holds in the least size.
fn shortened_to_fit(setter: &Setter<'_>, ruler: &Ruler<'_>, style: &Style, fit: &Fit) -> Block {
    let reach = ruler.text.reach_in_one_line();
    let one = block::height(1, style.lead, reach);
    let size = fit.min.min(fit.max).min(part_of(fit.height, one));
    let mut lines = 1;
    while lines < fit.lines && block::height(lines + 1, style.lead, reach) * size <= fit.height {
        lines += 1;
    }
    wrap_within(setter, ruler, style, Wrap { width: fit.width, size, lines })
}

/// Sets a text in a size that is given.
pub(super) fn wrap(setter: &Setter<'_>, text: &Prepared, style: &Style, wrap: Wrap) -> Block {
    wrap_within(setter, &setter.ruler(text, style), style, wrap)
}

fn wrap_within(setter: &Setter<'_>, ruler: &Ruler<'_>, style: &Style, wrap: Wrap) -> Block {
    let Wrap { width, size, lines: most } = wrap;
    let room = if size > 0.0 { width / size } else { f32::MAX };
    let measure = |cells| ruler.width(cells);
    let text = ruler.text;
    let lines = fill(text, &measure, |_| room, FILLED);
    if lines.len() > most.max(1) {
        return shorten(setter, ruler, style, &wrap, &lines);
    }
    let count = lines.len();
    let is_short = |last: &Range<usize>| {
        let is_one_word = || (last.start + 1..last.end).all(|cell| text.breaks[cell] < Level::Words);
        text.trimmed(last.clone()).len() < SHORT_LINE
            || (count <= SOME_LINES && measure(last.clone()) < room * NARROW && is_one_word())
    };
    let last_is_short = lines.last().is_some_and(is_short);
    let lines = if count > 1 && (count <= EVEN_LINES || (last_is_short && count <= FEW_LINES)) {
        even(text, &measure, room, lines)
    } else {
        lines
    };
    set(setter, text, style, size, lines)
}

/// The same number of lines, as even as can be.
fn even(
    text: &Prepared,
    measure: &dyn Fn(Range<usize>) -> f32,
    room: f32,
    lines: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let count = lines.len();
    let at = |level| {
        let parted = Parting::new(text, level, Clauses::Any, count, measure).lines(count, room);
        parted.filter(|even| even.widest <= room + HAIR)
    };
    let even = at(Level::Words).or_else(|| at(Level::Inside));
    let clauses = if count <= EVEN_LINES { at(Level::Clauses).filter(|parted| !parted.widow) } else { None };
    match (clauses, even) {
        (Some(clauses), Some(even)) if clauses.widest <= even.widest * UNEVEN => clauses.lines,
        (_, Some(even)) => even.lines,
        (_, None) => lines,
    }
}

/// Fills lines one after the other.
///
/// `room` is how wide each may be, in em; a line that would be filled less than the part `enough` ends inside a Han word.
pub(super) fn fill(
    text: &Prepared,
    measure: &dyn Fn(Range<usize>) -> f32,
    room: impl Fn(usize) -> f32,
    enough: f32,
) -> Vec<Range<usize>> {
    let all = text.cells.len();
    let mut start = 0;
    let mut lines = Vec::new();
    while start < all {
        let room = room(lines.len());
        let end =
            if measure(start..all) <= room { all } else { line_end(text, measure, room, start, enough) };
        lines.push(start..end);
        start = end;
    }
    lines
}

/// Where a line that begins with a cell ends best.
fn line_end(
    text: &Prepared,
    measure: &dyn Fn(Range<usize>) -> f32,
    room: f32,
    start: usize,
    enough: f32,
) -> usize {
    let all = text.cells.len();
    let (mut words, mut inside, mut last_resort, mut any) = (None, None, None, start + 1);
    for end in start + 1..all {
        // Marks at a line's end are squeezed, so a longer line may fit where a shorter one did not.
        let width = measure(start..end);
        if width > room + 1.0 {
            break;
        }
        if width > room {
            continue;
        }
        any = end;
        match text.breaks[end] {
            Level::Words | Level::Clauses => words = Some((end, width)),
            Level::Inside => inside = Some((end, width)),
            Level::LastResort => last_resort = Some(end),
            Level::Never => {}
        }
    }
    match (words, inside) {
        (Some((words, filled)), Some((inside, _))) if inside > words && filled < enough * room => inside,
        (Some((words, _)), _) => words,
        (None, Some((inside, _))) => inside,
        (None, None) => last_resort.unwrap_or(any),
    }
}

/// As many lines as there may be, with an ellipsis behind the last.
fn shorten(
    setter: &Setter<'_>,
    ruler: &Ruler<'_>,
    style: &Style,
    wrap: &Wrap,
    lines: &[Range<usize>],
) -> Block {
    let text = ruler.text;
    let kept = wrap.lines.max(1) - 1;
    let start = lines[kept].start;
    let mut block = set(setter, text, style, wrap.size, lines[..kept].to_vec());
    let room = if wrap.size > 0.0 { wrap.width / wrap.size } else { f32::MAX };
    let fits = |end: usize| {
        let last = setter.prepare(&ellipsis(text.slice(start..end)), style);
        let line = line::set(&setter.faces, &last, 0..last.cells.len(), style);
        (line.width <= room).then(|| (line, last.reach_in_one_line()))
    };
    let whole = (start + 1..=text.cells.len()).rev().filter(|end| ruler.width(start..*end) <= room);
    let ends = |least: Level| {
        let whole = whole.clone();
        whole.filter(move |end| *end == text.cells.len() || text.breaks[*end] >= least).find_map(fits)
    };
    let last = ends(Level::Inside).or_else(|| ends(Level::LastResort));
    // Where not even one character fits beside the ellipsis, the ellipsis stands alone.
    let last = last.or_else(|| fits(start));
    if let Some((line, reach)) = last {
        if kept == 0 {
            block.top = reach.0;
        }
        block.depth = reach.1;
        block.lines.push(line);
    }
    block.shortened = true;
    block
}

/// What is left of a shortened line: no mark or space stands before the ellipsis.
pub(super) fn ellipsis(kept: &str) -> String {
    let is_loose = |character: char| {
        character.is_whitespace() || "，。、；：·—–-,.;:…".contains(character) || class::never_ends(character)
    };
    format!("{}…", kept.trim_end_matches(is_loose))
}

fn set(setter: &Setter<'_>, text: &Prepared, style: &Style, size: f32, lines: Vec<Range<usize>>) -> Block {
    let reach = text.reach(&lines);
    let lines = lines.into_iter().map(|cells| line::set(&setter.faces, text, cells, style)).collect();
    Block::new(down(size), lines, style, reach, false)
}

/// A size to a hundredth of a pixel, never larger.
fn down(size: f32) -> f32 {
    (size * 100.0).floor() / 100.0
}
