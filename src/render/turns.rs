//! The states of a thing as the theme's script reads them.

use std::fmt::Write as _;

use jiff::Timestamp;

/// The value of `data-turns`: each instant with the words that hold from it on, `2026-11-27T11:30:00Z live 2026-…`.
///
/// Words that hold together are joined by a full stop, the state before the others: `past.over`. Instants come in
/// order, in UTC and whole seconds; of several at one instant the last one counts. Those up to `now` are left out: what they
/// brought is printed, and a reader whose clock is slow shall not go back behind it.
pub(super) fn turns<W: AsRef<str>>(now: Timestamp, all: impl IntoIterator<Item = (Timestamp, W)>) -> String {
    let mut text = String::new();
    for (at, words) in all.into_iter().filter(|(at, _)| *at > now) {
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
            turns(at(5), [(at(5), "warmup"), (at(6), "live"), (at(90), "past.over")]),
            "1970-01-01T00:00:06Z live 1970-01-01T00:01:30Z past.over"
        );
        assert_eq!(turns(at(90), [(at(6), "live"), (at(90), "past.over")]), "");
        assert!(meet("live.n0", "warmup live") && !meet("live.n0", "live.n1".trim_start_matches("live.")));
        assert!(!meet("", "") && !meet("alive", "live"));
    }
}
