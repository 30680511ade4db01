//! Where lines may end: Unicode's line breaking in its strict form, kinsoku, and what belongs to a number.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::class::{self, Class};
use super::phrases::{Phrases, ends_clause};
use super::text::Cell;
use crate::poster::fonts::Lead;

/// How well a line may begin with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Never: a space, a mark that may not begin a line, what follows a mark that may not end one.
    Never,
    /// Only where nothing else helps: inside a Latin word, between a number and its unit.
    LastResort,
    /// Inside a Han word or one that is joined by a hyphen, or between words that are read as one.
    Inside,
    /// Between words.
    Words,
    /// Behind a mark that ends a sentence or a part of one.
    Clauses,
}

/// What the text says of its words.
#[derive(Debug, Default)]
pub(super) struct Hints {
    /// Where words end (U+200B), in bytes, ascending.
    pub(super) words: Vec<usize>,
    /// Where no line may end (U+2060), in bytes, ascending.
    pub(super) joined: Vec<usize>,
}

impl Hints {
    /// Moves the places to a text that lost its first bytes.
    pub(super) fn shift(&mut self, bytes: usize) {
        for place in self.words.iter_mut().chain(&mut self.joined) {
            *place = place.saturating_sub(bytes);
        }
    }
}

/// Units that stand behind a number and a space.
const UNITS: [&str; 28] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "l", "ml", "h", "s", "min", "am", "pm", "AM", "PM", "%", "px",
    "kB", "MB", "GB", "CNY", "RMB", "USD", "EUR", "€", "¥", "°C",
];
/// Han units that stand behind a number and a space.
const HAN_UNITS: &str = "号號楼樓层層盏盞元块塊角人位名年月日时時点點分秒届屆期天周週次本册冊页頁章集站路桌席张張份个個只隻台件间間室座米克里斤岁歲";
/// What a date or time goes on behind with a number: 2026年11月27日.
const DATE_PARTS: &str = "年月日号號时時点點分";
/// A name of more characters may end on another line than it began.
const LONGEST_NAME: usize = 10;
/// What stands between the two numbers of a range.
const RANGE: &str = "-–—~～〜至到";

/// How well a line may begin with each cell, and behind the last.
pub(super) fn levels(text: &str, cells: &[Cell], hints: &Hints, lead: Lead) -> Vec<Level> {
    let mut levels = vec![Level::Never; cells.len() + 1];
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let readable = with_han_quotes(text, lead);
    let mut chances = segmenter.segment_str(&readable).skip(1).peekable();
    let phrases = Phrases { text, cells, words: &hints.words };
    for index in 1..cells.len() {
        let at = cells[index].bytes.start;
        while chances.next_if(|chance| *chance < at).is_some() {}
        let place = Place { text, at };
        levels[index] =
            if cells[index].class == Class::Space || hints.joined.contains(&at) || place.is_forbidden() {
                Level::Never
            } else if chances.peek() != Some(&at) || place.is_inside_number() || place.is_in_a_weekday() {
                Level::LastResort
            } else if let Some(level) = place.behind_hyphen() {
                level
            } else if place.is_in_a_name() || place.leads_to_number() || phrases.join(index) {
                Level::Inside
            } else if place.ends_clause() {
                Level::Clauses
            } else {
                Level::Words
            };
    }
    levels
}

/// Whether a place is between the number of a year, month or day and what it is a number of.
pub(super) fn is_in_a_date(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    let (last, previous, next) = (before.next(), before.next(), text[at..].chars().next());
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    let is_part = |character: Option<char>| character.is_some_and(|character| "年月日".contains(character));
    (is_digit(last) && is_part(next)) || (is_digit(previous) && is_part(last) && is_digit(next))
}

/// The text with corner brackets for curved quotation marks that belong to Han.
///
/// Unicode's rules let no line end beside a curved quotation mark, since some languages close with the one that others open with
/// (UAX #14, LB19). In Chinese it is known which opens. Both are three bytes long, so places stay.
fn with_han_quotes(text: &str, lead: Lead) -> String {
    let mut readable = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = None;
    let is_wide = |character: Option<char>| {
        character.is_some_and(|character| class::is_han(character) || class::is_square_mark(character))
    };
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        let is_letter = |character: Option<char>| {
            character.is_some_and(|character| Class::of(character) == Class::Letter)
        };
        let belongs = match lead {
            Lead::Han => !(is_letter(before) && is_letter(after)),
            Lead::Latin => is_wide(before) || is_wide(after),
        };
        readable.push(match character {
            '“' if belongs => '「',
            '”' if belongs => '」',
            '‘' if belongs => '『',
            '’' if belongs => '』',
            other => other,
        });
        before = Some(character);
    }
    readable
}

/// A place between two characters of a text.
struct Place<'t> {
    text: &'t str,
    at: usize,
}

impl Place<'_> {
    fn after(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether kinsoku forbids a line's end here, or a space that joins: Unicode would let a line end between a dash and one.
    fn is_forbidden(&self) -> bool {
        if matches!(self.after(), Some('\u{A0}' | '\u{202F}')) {
            return true;
        }
        let before = self.text[..self.at].trim_end_matches([' ', '\u{3000}']).chars().next_back();
        before.is_some_and(class::never_ends) || self.after().is_some_and(class::never_starts)
    }

    /// Whether the place is inside a number with what belongs to it.
    fn is_inside_number(&self) -> bool {
        let is_digit = |character: Option<char>| character.is_some_and(char::is_numeric);
        let (before, after) = (&self.text[..self.at], self.after());
        let word = before.trim_end_matches([' ', '\u{A0}']);
        let spaced = word.len() < before.len();
        let mut ends = word.chars().rev();
        let (last, previous) = (ends.next(), ends.next());
        if is_digit(last) && !last.is_some_and(class::is_han) {
            return if spaced {
                self.is_unit()
            } else {
                after.is_some_and(|after| class::is_han(after) || after == '°')
            };
        }
        if !is_digit(after) || after.is_some_and(class::is_han) {
            return false;
        }
        let range =
            || word.trim_end_matches(|character| RANGE.contains(character)).trim_end().chars().next_back();
        match last {
            Some('第') => true,
            Some(last) if RANGE.contains(last) => is_digit(range()),
            Some(last) if DATE_PARTS.contains(last) => !spaced && is_digit(previous),
            Some('.') => spaced && (word.ends_with("No.") || word.ends_with("Nr.") || word.ends_with("no.")),
            Some(_) | None => false,
        }
    }

    /// How well a line may end behind a hyphen inside a word: `rice-cooker` stays whole where a line can end at a space, and
    /// one letter never stands alone, as in `Type-A`.
    fn behind_hyphen(&self) -> Option<Level> {
        let word = self.text[..self.at].strip_suffix(['-', '\u{2010}'])?;
        let letters = |character: &char| Class::of(*character) == Class::Letter;
        let before = word.chars().rev().take_while(letters).count();
        let behind = self.text[self.at..].chars().take_while(letters).count();
        match (before, behind) {
            (0, _) | (_, 0) => None,
            (1, _) | (_, 1) => Some(Level::LastResort),
            _ => Some(Level::Inside),
        }
    }

    /// Whether the place is inside the name of a day: 星期五, 周五.
    fn is_in_a_weekday(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        match (before, self.after()) {
            (Some('星'), Some('期')) => true,
            (Some('期' | '周' | '週'), Some(day)) => "一二三四五六日天".contains(day),
            _ => false,
        }
    }

    /// Whether the place is inside 《the name of a book》 that is short enough for a line.
    fn is_in_a_name(&self) -> bool {
        let reach = |character: &char| !"《》〈〉".contains(*character);
        let (before, behind) = (&self.text[..self.at], &self.text[self.at..]);
        let opened = before.chars().rev().take(LONGEST_NAME).take_while(reach).count();
        let closed = behind.chars().take(LONGEST_NAME).take_while(reach).count();
        opened + closed <= LONGEST_NAME
            && before.chars().rev().nth(opened).is_some_and(|mark| "《〈".contains(mark))
            && behind.chars().nth(closed).is_some_and(|mark| "》〉".contains(mark))
    }

    /// Whether what comes is the number of what stands before it: Lamp No. 4.
    fn leads_to_number(&self) -> bool {
        let behind = &self.text[self.at..];
        ["No.", "no.", "Nr.", "№"].iter().any(|sign| {
            let rest = behind.strip_prefix(sign).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit()))
        })
    }

    fn ends_clause(&self) -> bool {
        ends_clause(&self.text[..self.at])
    }

    /// Whether what comes behind a number and a space is its unit.
    fn is_unit(&self) -> bool {
        let rest = &self.text[self.at..];
        if rest.starts_with(|character| HAN_UNITS.contains(character)) {
            return true;
        }
        let word = rest
            .split(|character: char| character.is_whitespace() || ",.;:!?)，。；：！？）".contains(character))
            .next();
        word.is_some_and(|word| UNITS.contains(&word))
    }
}
