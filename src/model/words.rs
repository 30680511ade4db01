//! Words of a body that hold references whose own words only resolving knows.

use super::Wording;

/// Words with places where those of references go in.
///
/// A wiki link without label and a mention show their target's words, or nothing where it is withheld; as
/// they are written they show readers a path, and name what may not be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// `\n` only beside a reference: a line end that waits for its words to know whether it is a space.
    text: String,
    /// Places in `text`, ascending, each with a position in `Outline::links`.
    references: Vec<(usize, usize)>,
}

impl Words {
    /// Whether there is neither a word nor a reference.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.references.is_empty()
    }

    /// Appends text; `line_end` tells that a line of the source ended before it.
    pub fn push(&mut self, text: &str, line_end: bool) {
        if self.references.last().is_some_and(|(at, _)| *at == self.text.len()) {
            if line_end {
                self.text.push('\n');
            }
            self.text.push_str(text);
        } else {
            push_words(&mut self.text, text, line_end);
        }
    }

    /// Appends a reference, given by its position in `Outline::links`.
    pub fn refer(&mut self, link: usize, line_end: bool) {
        if line_end && !self.is_empty() {
            self.text.push('\n');
        }
        self.references.push((self.text.len(), link));
    }

    /// The text with the words of its references, without space around it.
    pub fn join<'a>(&self, words: impl Fn(usize) -> Wording<'a>) -> String {
        if self.references.is_empty() {
            return self.text.trim().to_owned();
        }
        let (mut out, mut line_end) = (String::with_capacity(self.text.len() + 32), false);
        let mut put = |words: &Wording<'_>| {
            let text = words.behind(line_end.then_some('\n').into_iter().chain(out.chars().rev()));
            for (number, part) in text.split('\n').enumerate() {
                line_end |= number > 0;
                if !part.is_empty() {
                    push_words(&mut out, part, std::mem::take(&mut line_end));
                }
            }
        };
        let mut from = 0;
        for (at, link) in &self.references {
            put(&Wording::own(&self.text[from..*at]));
            put(&words(*link));
            from = *at;
        }
        put(&Wording::own(&self.text[from..]));
        out.trim().to_owned()
    }
}

/// Appends words; a line end before them is a space, but nothing between two Han characters.
pub fn push_words(into: &mut String, text: &str, line_end: bool) {
    if line_end {
        match (into.chars().next_back(), text.chars().next()) {
            (Some(before), Some(after)) if joins(before, after) => {}
            (Some(before), Some(_)) if !before.is_whitespace() => into.push(' '),
            _ => {}
        }
    }
    let text = if into.ends_with(char::is_whitespace) { text.trim_start() } else { text };
    into.push_str(text);
}

/// At most `longest` characters, cut with `…` at a word's end, in Chinese at any character.
#[must_use]
pub(super) fn cut(mut text: String, longest: usize) -> String {
    if text.len() <= longest || text.chars().count() <= longest {
        return text;
    }
    let end = text.char_indices().nth(longest.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let splits = |at: &usize| {
        let (before, after) = (text[..*at].chars().next_back(), text[*at..].chars().next());
        before.zip(after).is_some_and(|(b, a)| a.is_whitespace() || is_wide(b) || is_wide(a))
    };
    let word = (1..=end).rev().filter(|at| text.is_char_boundary(*at)).find(splits);
    text.truncate(word.unwrap_or(end));
    text.truncate(text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、')).len());
    text.push('…');
    text
}

/// Han, kana, bopomofo, and the punctuation and full-width forms that are set in their square.
///
/// Between two of these a line end in the source is no space.
#[must_use]
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{303E}'      // radicals, description characters, CJK punctuation
        | '\u{3041}'..='\u{312F}'    // kana, bopomofo
        | '\u{3190}'..='\u{4DBF}'    // kanbun, strokes, enclosed signs, extension A
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FF9F}'    // full-width forms, half-width kana
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1B000}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Punctuation that Chinese shares with Latin: wide only beside something wide.
#[must_use]
pub fn is_shared(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '—' | '…' | '·')
}

/// Whether a line end between two characters is nothing, not a space.
#[must_use]
pub fn joins(before: char, after: char) -> bool {
    (is_wide(before) && (is_wide(after) || is_shared(after))) || (is_shared(before) && is_wide(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_beside_a_reference_waits_for_its_words() {
        let mut words = Words::default();
        words.push("先看", false);
        words.refer(0, true);
        words.push("再说", true);
        assert_eq!(words.join(|_| Wording::own("春市")), "先看春市再说");
        assert_eq!(words.join(|_| Wording::own("Fair")), "先看 Fair 再说");
        assert_eq!(words.join(|_| Wording::own("")), "先看再说");
    }

    #[test]
    fn a_reference_without_words_leaves_no_double_space() {
        let mut words = Words::default();
        words.refer(0, false);
        words.push(" and ", false);
        words.refer(1, false);
        words.push(" came", false);
        assert_eq!(words.join(|_| Wording::own("")), "and came");
        assert_eq!(words.join(|link| Wording::own(link.to_string())), "0 and 1 came");
    }

    #[test]
    fn generic_words_begin_as_their_place_in_the_text_asks() {
        let joined = |before: &str, line_end| {
            let mut words = Words::default();
            words.push(before, false);
            words.refer(0, line_end);
            words.join(|_| Wording::Generic("a member".into()))
        };
        assert_eq!(joined("", false), "A member");
        assert_eq!(joined("Tea.", true), "Tea. A member");
        assert_eq!(joined("Tea.", false), "Tea.a member");
        assert_eq!(joined("Tea", true), "Tea a member");
    }
}
