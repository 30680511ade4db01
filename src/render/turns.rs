//! The states of a thing as the theme's script reads them.

use std::fmt::Write as _;

use jiff::Timestamp;

/// The value of `data-turns`: each instant with the words that hold from it on, `2026-11-27T11:30:00Z live 2026-…`.
///
/// Words that hold together are joined by a full stop, the state before the others: `past.over`. Instants come in
/// order, in UTC and whole seconds; of several at one instant the last one counts.
pub(super) fn turns<W: AsRef<str>>(all: impl IntoIterator<Item = (Timestamp, W)>) -> String {
    let mut text = String::new();
    for (at, words) in all {
        if !text.is_empty() {
            text.push(' ');
        }
        // A fraction would only be noise: sources have no more than seconds.
        let _ = write!(text, "{:.0} {}", at, words.as_ref());
    }
    text
}

/// Whether one of several words holds, as `data-when` asks: `live.n0` meets `warmup live`.
pub(super) fn meet(words: &str, any: &str) -> bool {
    let wanted = || any.split([' ', '.']).filter(|word| !word.is_empty());
    words.split([' ', '.']).any(|word| wanted().any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_words_take_turns() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        assert_eq!(
            turns([(at(0), "live".to_owned()), (at(90), "past.over".to_owned())]),
            "1970-01-01T00:00:00Z live 1970-01-01T00:01:30Z past.over"
        );
        assert!(meet("live.n0", "warmup live") && !meet("live.n0", "live.n1".trim_start_matches("live.")));
        assert!(!meet("", "") && !meet("alive", "live"));
        assert_eq!(turns(std::iter::empty::<(Timestamp, &str)>()), "");
    }
}
