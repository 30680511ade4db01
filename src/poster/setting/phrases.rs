//! What is read in one breath: words that belong together, and where a sentence pauses.

use super::class::Class;
use super::text::Cell;

/// Marks at which a sentence pauses or ends.
const PAUSES: &str = "，。；：！？…—,;:.!?";
/// Latin words of so many letters before a full stop are taken for cut short: `No.`, `St.`
const SHORT_WORD: usize = 3;
/// What closes behind such a mark.
const CLOSING: &str = "”’」』）》〉】)]";
/// Words of one character that belong to what stands before them.
const TRAILING: &str = "的了着過过吗嗎呢吧么們们地得里裡上中";
/// Words of one character that belong to what stands behind them.
const LEADING: &str =
    "给給把在从從跟被向往对對和与與或为為比每这這那一两兩几幾不没沒很最更太再又也都就还還只請请";

/// Whether a text, and with it a line, stops where a reader pauses.
pub(super) fn ends_clause(text: &str) -> bool {
    let line = text.trim_end();
    let spaced = line.len() < text.len();
    let line = line.trim_end_matches(|mark| CLOSING.contains(mark));
    let Some(mark) = line.chars().next_back().filter(|mark| PAUSES.contains(*mark)) else { return false };
    // A mark of ASCII pauses only before a space: not in 19:30 or `lantern.example`.
    let word =
        line.trim_end_matches(mark).chars().rev().take_while(|c| Class::of(*c) == Class::Letter).count();
    !mark.is_ascii() || (spaced && (mark != '.' || word > SHORT_WORD))
}

/// Whether a text stops where a title had better end its line: a comma between Latin words is too weak for that.
pub(super) fn ends_clause_of_title(text: &str) -> bool {
    let line = text.trim_end().trim_end_matches(|mark| CLOSING.contains(mark));
    ends_clause(text) && !line.ends_with(',')
}

/// The words of a Han text.
pub(super) struct Phrases<'t> {
    pub(super) text: &'t str,
    pub(super) cells: &'t [Cell],
    /// Where words end, in bytes, ascending.
    pub(super) words: &'t [usize],
}

impl Phrases<'_> {
    /// Whether a cell is joined to the one before it: inside a word, or of two words of which one is a small one that leans on the
    /// other. Two words of one character each are most often a word or a name that no dictionary knows.
    pub(super) fn join(&self, cell: usize) -> bool {
        if self.words.is_empty() || !self.is_han(cell - 1) || !self.is_han(cell) {
            return false;
        }
        if !self.begins(cell) {
            return true;
        }
        let (before, after) = (self.character(cell - 1), self.character(cell));
        let (one_before, one_after) = (self.begins(cell - 1), self.begins(cell + 1));
        let (trails, leads) = (one_after && TRAILING.contains(after), one_before && LEADING.contains(before));
        // What trails is often marked as a part of its word.
        let is_small = one_after
            || (self.begins(cell + 2)
                && self.is_han(cell + 1)
                && TRAILING.contains(self.character(cell + 1)));
        // One character before or behind a pause is no line's end or beginning.
        let lonely = (self.pauses(cell + 1) && one_after) || (cell > 1 && self.pauses(cell - 2));
        // What 得 leads to is read with it: 学得会.
        let leans = !one_before && before == '得';
        lonely || leans || trails || leads || (one_before && is_small && !TRAILING.contains(before))
    }

    fn pauses(&self, cell: usize) -> bool {
        cell < self.cells.len() && PAUSES.contains(self.character(cell))
    }

    fn is_han(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|cell| cell.class == Class::Han)
    }

    /// Whether a word begins with a cell; behind the last one does.
    fn begins(&self, cell: usize) -> bool {
        let Some(place) = self.cells.get(cell) else { return true };
        cell == 0
            || !self.is_han(cell)
            || !self.is_han(cell - 1)
            || self.words.binary_search(&place.bytes.start).is_ok()
    }

    fn character(&self, cell: usize) -> char {
        self.text[self.cells[cell].bytes.start..].chars().next().expect("a cell holds a character")
    }
}
