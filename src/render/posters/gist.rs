//! A text that is longer than its place, shortened where a reader would pause.

use crate::poster::Block;

/// Marks that end a sentence.
const SENTENCE: &str = "。！？.!?…";
/// Marks that end a part of a sentence.
const CLAUSE: &str = "，；：、,;:—–";
/// Marks that close what was opened, behind the end.
const CLOSING: &str = "”’」』）》\")]";
/// What opens, and what closes it.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('(', ')')];
/// A part of a sentence stands for it if it fills so much of the place.
const ENOUGH: f64 = 0.4;

/// Where a text may be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Sentence,
    Clause,
}

/// The longest beginning that fits and ends with a sentence, else with a part of one and an ellipsis, else what `cut` is: the
/// text as far as it went. `set` sets a text in its place. What comes is always called shortened.
pub(super) fn gist(text: &str, cut: &Block, set: impl Fn(&str) -> Block) -> Block {
    let fitting: usize = cut.lines.iter().map(|line| line.text.chars().filter(|c| *c != ' ').count()).sum();
    let ends = ends(text, fitting);
    let sentences = ends.iter().filter(|(_, end)| *end == End::Sentence);
    let clauses = ends.iter().filter(|(at, end)| {
        *end == End::Clause && text[..*at].chars().count() as f64 >= fitting as f64 * ENOUGH
    });
    let sentences = sentences.rev().map(|(at, _)| closed(text[..*at].trim_end().to_owned()));
    let clauses = clauses.rev().map(|(at, _)| {
        let kept = text[..*at].trim_end_matches(|c: char| c.is_whitespace() || CLAUSE.contains(c));
        closed(format!("{kept}…"))
    });
    let whole = sentences.chain(clauses).map(|text| set(&text)).find(|block| !block.shortened);
    let mut block = whole.unwrap_or_else(|| cut.clone());
    block.shortened = true;
    block
}

/// A part of a text with what it leaves open closed: a quotation that is cut still ends with its mark.
fn closed(mut text: String) -> String {
    let mut open = Vec::new();
    for (at, mark) in text.char_indices() {
        if let Some((_, close)) = PAIRS.iter().find(|(opens, _)| *opens == mark) {
            open.push(*close);
        } else if open.last() == Some(&mark) && !is_apostrophe(&text, at) {
            open.pop();
        }
    }
    text.extend(open.into_iter().rev());
    text
}

/// Whether a mark stands between two letters, as in `it’s`.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    rest.next() == Some('’')
        && text[..at].ends_with(char::is_alphabetic)
        && rest.next().is_some_and(char::is_alphabetic)
}

/// Where sentences and their parts end, as long as about so many characters fit.
fn ends(text: &str, fitting: usize) -> Vec<(usize, End)> {
    let mut ends = Vec::new();
    let mut seen = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        seen += usize::from(c != ' ');
        if seen > fitting {
            break;
        }
        let end = match c {
            _ if SENTENCE.contains(c) => End::Sentence,
            _ if CLAUSE.contains(c) => End::Clause,
            _ => continue,
        };
        let mut after = at + c.len_utf8();
        while let Some((place, mark)) = characters.next_if(|(_, next)| CLOSING.contains(*next)) {
            after = place + mark.len_utf8();
            seen += 1;
        }
        // In Latin text a mark inside a number or a name ends nothing: `3.50`, `lantern.example`.
        let goes_on = c.is_ascii() && text[after..].starts_with(|next: char| !next.is_whitespace());
        if after < text.len() && !goes_on {
            ends.push((after, end));
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, fitting: usize) -> Vec<(&str, End)> {
        ends(text, fitting).into_iter().map(|(at, end)| (&text[..at], end)).collect()
    }

    #[test]
    fn sentences_and_their_parts_end_where_a_reader_pauses() {
        assert_eq!(
            said("“It costs 3.50.” Come, then. Bye.", 99),
            [
                ("“It costs 3.50.”", End::Sentence),
                ("“It costs 3.50.” Come,", End::Clause),
                ("“It costs 3.50.” Come, then.", End::Sentence),
            ]
        );
        assert_eq!(closed("“It’s (a".to_owned()), "“It’s (a)”");
        assert_eq!(closed("“茶自己倒。".to_owned()), "“茶自己倒。”");
        assert_eq!(said("茶自己倒。走的时候，把椅子推回去。", 6), [("茶自己倒。", End::Sentence)]);
    }
}
