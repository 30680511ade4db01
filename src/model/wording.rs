//! Words that stand at the place of a reference, and how they begin there.

use std::borrow::Cow;

/// Words that readers see at the place of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wording<'a> {
    /// A name, an alias, a title: everywhere as its owner writes it.
    Own(Cow<'a, str>),
    /// Words of the language for what may not be named: with a capital at the beginning of a sentence, where
    /// the script has capitals.
    Generic(Cow<'a, str>),
}

impl<'a> Wording<'a> {
    /// Somebody's own words.
    pub fn own(words: impl Into<Cow<'a, str>>) -> Self {
        Self::Own(words.into())
    }

    /// The words as they are in the middle of a sentence.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Own(words) | Self::Generic(words) => words,
        }
    }

    /// The words with more text right behind them.
    #[must_use]
    pub fn then(self, rest: &str) -> Self {
        let and_rest = |words: Cow<'a, str>| {
            if rest.is_empty() { words } else { Cow::Owned(words.into_owned() + rest) }
        };
        match self {
            Self::Own(words) => Self::Own(and_rest(words)),
            Self::Generic(words) => Self::Generic(and_rest(words)),
        }
    }

    /// The words as they stand behind a text: that of their block from its last character back to its first.
    pub fn behind(&self, text: impl IntoIterator<Item = char>) -> Cow<'_, str> {
        match self {
            Self::Generic(words) if begins_sentence(text) => capitalised(words),
            Self::Own(words) | Self::Generic(words) => Cow::Borrowed(words),
        }
    }
}

/// Tells whether a sentence begins behind a text, given from its last character back to its first.
///
/// It does at the beginning, and behind what ends a sentence: in Latin text with space after it, so that no
/// address is taken for one. Quotation marks and brackets between them count for neither. An abbreviation is
/// taken for the end of a sentence.
fn begins_sentence(text: impl IntoIterator<Item = char>) -> bool {
    let mut has_space = false;
    for c in text {
        match c {
            '。' | '！' | '？' => return true,
            '.' | '!' | '?' | '…' => return has_space,
            c if c.is_whitespace() => has_space = true,
            c if is_quote_or_bracket(c) => {}
            _ => return false,
        }
    }
    true
}

/// Opening and closing ones alike: which is which differs between languages, and `"` is both.
fn is_quote_or_bracket(c: char) -> bool {
    matches!(c, '"' | '\'' | '‘'..='‟' | '«' | '»' | '‹' | '›' | '(' | ')' | '[' | ']' | '{' | '}')
        || matches!(
            c,
            '「' | '」' | '『' | '』' | '（' | '）' | '《' | '》' | '〈' | '〉' | '【' | '】' | '¿' | '¡'
        )
}

fn capitalised(words: &str) -> Cow<'_, str> {
    let mut rest = words.chars();
    match rest.next() {
        // Georgian has capitals, but begins no sentence with one.
        Some(first) if first.is_lowercase() && !matches!(first, '\u{10D0}'..='\u{10FF}') => {
            Cow::Owned(first.to_uppercase().chain(rest).collect())
        }
        Some(_) | None => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(front: &str, words: Wording<'_>) -> String {
        words.behind(front.chars().rev()).into_owned()
    }

    #[test]
    fn generic_words_have_a_capital_where_a_sentence_begins() {
        let first = |front| behind(front, Wording::Generic("a member".into()));
        for front in [
            "",
            " ",
            "“",
            "(\"",
            "« ",
            "Tea. ",
            "Tea!\n",
            "Tea?\u{a0}",
            "Tea… ",
            "Tea... ",
            "“Tea.” ",
            "Tea.) ",
            "Tea. (",
            "\"Tea?\" \"",
            "茶。",
            "茶！」",
            "茶？ ",
            "1. ",
            "¿",
        ] {
            assert_eq!(first(front), "A member", "{front:?}");
        }
        for front in [
            "Tea ",
            "Tea, ",
            "Tea: ",
            "Tea; ",
            "with “",
            "(with ",
            "tea.",
            "tea.“",
            "the members’ ",
            "茶",
            "茶，",
            "1) ",
            "Tea – ",
        ] {
            assert_eq!(first(front), "a member", "{front:?}");
        }
    }

    #[test]
    fn only_what_has_a_capital_of_its_own_gets_one() {
        for (words, expected) in
            [("élu", "Élu"), ("one of us", "One of us"), ("A member", "A member"), ("一位成员", "一位成员")]
        {
            assert_eq!(behind("", Wording::Generic(words.into())), expected);
        }
        for words in ["", "“a member”", "წევრი", "1 member"] {
            assert_eq!(behind("", Wording::Generic(words.into())), words);
        }
    }

    #[test]
    fn names_stay_as_they_are_written() {
        assert_eq!(behind("Tea. ", Wording::own("bell hooks")), "bell hooks");
        assert_eq!(behind("Tea. ", Wording::own("anna").then(".b")), "anna.b");
    }
}
