//! Chinese words in titles, so that a balanced line does not end inside one.
//!
//! Chinese has no spaces; browsers break it anywhere. Where a style says `word-break: keep-all`, a title
//! breaks only at the `<wbr>` that stand between its words.

use icu_segmenter::WordSegmenter;
use icu_segmenter::WordSegmenterBorrowed;
use icu_segmenter::options::WordBreakInvariantOptions;
use pulldown_cmark_escape::escape_html;

/// Marks that stay with the word before them: closing punctuation never begins a line (kinsoku, 避头尾).
const CLOSING: &str = "，。、；：？！）】》〉」』〕］｝”’…—～·,.;:?!)]}%％";
/// Marks that stay with the word behind them.
const OPENING: &str = "（【《〈「『〔［｛“‘([{";

/// Particles that are words of one character.
const PARTICLES: &str = "的地得了着著过過们們吗嗎呢吧啊呀";
/// What numbers are written with.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万萬亿億两兩几幾半每";

/// Finds words by a dictionary of Chinese and Japanese.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(WordSegmenterBorrowed<'static>);

impl Words {
    pub(super) fn new() -> Self {
        Self(WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
    }

    /// The text as HTML, with `<wbr>` between the words of its Chinese parts.
    pub(super) fn html(self, text: &str) -> String {
        let mut html = String::with_capacity(text.len() + 32);
        self.each(text, |word, ends| {
            escape(&mut html, word);
            if ends {
                html.push_str("<wbr>");
            }
        });
        html
    }

    /// The text with U+200B between the words of its Chinese parts, for posters.
    pub(super) fn marked(self, text: &str) -> String {
        let mut marked = String::with_capacity(text.len() + 32);
        self.each(text, |word, ends| {
            marked.push_str(word);
            if ends {
                marked.push('\u{200b}');
            }
        });
        marked
    }

    /// Hands on each word, and whether a line may end behind it; a text without Chinese is one word.
    fn each(self, text: &str, mut hand_on: impl FnMut(&str, bool)) {
        if !text.chars().any(is_han) {
            return hand_on(text, false);
        }
        let mut ends = self.0.segment_str(text).filter(|end| *end > 0).peekable();
        let mut start = 0;
        while let Some(end) = ends.next() {
            let (word, behind) = (&text[start..end], &text[end..ends.peek().copied().unwrap_or(end)]);
            hand_on(word, may_break(text, end) && !belongs_together(word, behind));
            start = end;
        }
    }
}

/// Whether two words are one to a reader: a particle belongs to what stands before it, a measure word to its number.
fn belongs_together(word: &str, behind: &str) -> bool {
    let mut characters = behind.chars();
    let Some(first) = characters.next() else { return false };
    let is_single = is_han(first) && characters.next().is_none();
    let is_number = |c: char| NUMERALS.contains(c);
    (is_single && PARTICLES.contains(first)) || (word.ends_with(is_number) && (is_single || is_number(first)))
}

/// Whether a line may end here: between two characters of which one is Han, but for punctuation.
fn may_break(text: &str, at: usize) -> bool {
    let (Some(before), Some(behind)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return false;
    };
    // A number keeps its unit, a date and a time of day their parts: 2026年11月, 20:00.
    let in_number = before.is_ascii_digit()
        || behind.is_ascii_digit() && matches!(before, '年' | '月' | ':' | '.' | ',' | '–');
    let around_han = is_han(before) || is_han(behind) || CLOSING.contains(before);
    around_han
        && !in_number
        && !CLOSING.contains(behind)
        && !OPENING.contains(before)
        && !before.is_whitespace()
        && !behind.is_whitespace()
}

/// Han characters and kana (Unicode blocks; the rare planes included).
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn escape(html: &mut String, text: &str) {
    escape_html(html, text).expect("a String takes every text");
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn a_title_breaks_between_words_and_keeps_its_punctuation() {
        let words = Words::new();
        assert_eq!(words.html("我们一起把东西修好。"), "我们<wbr>一起<wbr>把<wbr>东西<wbr>修好。");
        assert_eq!(words.html("记“灯下不说话”"), "记<wbr>“灯下<wbr>不<wbr>说话”");
        assert_eq!(
            words.html("2026年11月19日 20:00起所有人可买"),
            "2026年11月19日 20:00起<wbr>所有<wbr>人<wbr>可<wbr>买"
        );
        assert_eq!(
            words.html("它不是倒着走，它是在拆"),
            "它<wbr>不是<wbr>倒着<wbr>走，<wbr>它是<wbr>在<wbr>拆"
        );
        assert_eq!(words.html("三十四级台阶，一把椅子"), "三十四级<wbr>台阶，<wbr>一把<wbr>椅子");
        assert_eq!(words.html("没修好日历2027"), "没<wbr>修好<wbr>日历<wbr>2027");
        assert_eq!(words.html("A <night> & you"), "A &lt;night&gt; &amp; you");
    }
}
