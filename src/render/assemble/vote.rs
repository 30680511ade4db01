//! What members decide about a drop, to views.

use crate::model::{DropFields, Lang, VoteFacts, VoteState};
use crate::render::dates::Precision;
use crate::render::printer::Printer;
use crate::render::turns::turns;
use crate::render::views::{VoteOptionView, VoteView};

/// How wide a line of a chart is, in halves of an em: it has to fit beside nothing on a phone of 320 pixels.
const LINE: usize = 32;

impl Printer {
    pub(super) fn vote_view<'a>(
        &self,
        fields: &'a DropFields,
        vote: &'a VoteFacts,
        lang: &Lang,
    ) -> VoteView<'a> {
        let counted: Vec<u64> = vote.results.iter().filter_map(|(_, votes)| *votes).collect();
        let total: u64 = counted.iter().fold(0, |sum, votes| sum.saturating_add(*votes));
        let most = counted.iter().copied().max().unwrap_or(0);
        let url = fields.vote.as_ref().and_then(|vote| vote.url.as_ref());
        let coming = vote.turns.iter().filter(|(at, _)| *at > self.site.now);
        let mut above = 0;
        VoteView {
            url: url.filter(|_| vote.state != VoteState::Closed).map_or("", |url| &url.value),
            state: vote.state.name(),
            states: std::iter::once(vote.state.name()).chain(coming.map(|(_, state)| state.name())).collect(),
            turns: turns(self.site.now, vote.turns.iter().map(|(at, state)| (*at, state.name()))),
            opens: vote.opens.as_ref().map(|at| self.date(at, Precision::Minute, lang)),
            closes: vote.closes.as_ref().map(|at| self.last_moment(at, lang)),
            options: vote
                .results
                .iter()
                .map(|(label, votes)| {
                    let lines = lines(label);
                    let before = above;
                    above += lines.len();
                    VoteOptionView {
                        label,
                        lines,
                        above: before,
                        votes: *votes,
                        percent: votes.map_or(0, |votes| share(votes, total)),
                        winner: votes.is_some_and(|votes| votes == most && most > 0),
                    }
                })
                .collect(),
            lines: above,
            total: (!counted.is_empty()).then_some(total),
            as_of: vote.as_of.as_ref().map(|at| self.date(at, Precision::Day, lang)),
        }
    }
}

/// Whole per cent, rounded to the nearest.
fn share(part: u64, total: u64) -> u64 {
    let (part, total) = (u128::from(part), u128::from(total));
    let percent = (part * 200 + total).checked_div(total * 2).unwrap_or(0);
    u64::try_from(percent).unwrap_or(u64::MAX)
}

/// A label in lines that a narrow chart can hold: text in a drawing does not wrap by itself.
///
/// Words stay whole where they fit, Han breaks anywhere but before punctuation that closes.
fn lines(label: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = label.trim();
    while !rest.is_empty() {
        let end = line_end(rest);
        let (line, behind) = rest.split_at(end);
        lines.push(line.trim_end());
        rest = behind.trim_start();
    }
    lines
}

/// Where the first line of a text ends; never at its start.
fn line_end(text: &str) -> usize {
    let mut width = 0;
    let mut good = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        let may_break = before.is_some_and(|before| {
            before == ' ' || ((is_wide(before) || is_wide(character)) && !closes(character) && !opens(before))
        });
        if may_break {
            good = at;
        }
        width += if is_wide(character) { 2 } else { 1 };
        if width > LINE && at > 0 && character != ' ' {
            return if good > 0 { good } else { at };
        }
        before = Some(character);
    }
    text.len()
}

/// Ideographs, kana, hangul and full-width signs take an em.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

fn closes(character: char) -> bool {
    "，。、！？：；）」』】》〉”’…—,.!?:;)".contains(character)
}

fn opens(character: char) -> bool {
    "（「『【《〈“‘(".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_and_overflow_nothing() {
        assert_eq!([share(1, 3), share(2, 3), share(0, 0), share(u64::MAX, u64::MAX)], [33, 67, 0, 100]);
    }

    #[test]
    fn a_label_breaks_between_words_and_before_no_closing_sign() {
        assert_eq!(lines("Red"), ["Red"]);
        assert_eq!(
            lines("The umbrella with two left halves, open"),
            ["The umbrella with two left", "halves, open"]
        );
        assert_eq!(
            lines("不肯撒手的烤面包机和它的主人们住，在一起的那间老屋子"),
            ["不肯撒手的烤面包机和它的主人们", "住，在一起的那间老屋子"]
        );
        assert_eq!(lines(&"x".repeat(70)).len(), 3);
        assert!(lines("  ").is_empty());
    }
}
