//! The comments of a ledger, and what its text must not do to the parser.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::write::HEAD;
use crate::model::Span;

/// More dots than this on a line would nest tables deeper than anybody means.
const MOST_DOTS: usize = 32;

/// What the signs of a text tell.
pub(super) struct Signs {
    tokens: Vec<Token>,
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        Self { tokens: Source::new(text).lex().into_vec() }
    }

    /// The line that nests too deep: brackets are bounded by the parser, the parts of keys are not.
    pub(super) fn too_deep(&self) -> Option<Span> {
        let mut dots = 0;
        for token in &self.tokens {
            match token.kind() {
                TokenKind::Dot => dots += 1,
                TokenKind::Newline => dots = 0,
                TokenKind::Equals
                | TokenKind::Comma
                | TokenKind::LeftSquareBracket
                | TokenKind::RightSquareBracket
                | TokenKind::LeftCurlyBracket
                | TokenKind::RightCurlyBracket
                | TokenKind::Whitespace
                | TokenKind::Comment
                | TokenKind::LiteralString
                | TokenKind::BasicString
                | TokenKind::MlLiteralString
                | TokenKind::MlBasicString
                | TokenKind::Atom
                | TokenKind::Eof => {}
            }
            if dots > MOST_DOTS {
                return Some(Span::new(token.span().start(), token.span().end()));
            }
        }
        None
    }

    /// Hands out the comments of people: to each entry those above it and in it, the rest to nobody.
    ///
    /// `ends` are the ends of the last value of each entry, upwards. What stands behind a value on its line still
    /// belongs to it.
    pub(super) fn comments(&self, text: &str, ends: &[usize]) -> (Vec<Vec<String>>, Vec<String>) {
        let mut of_entries = vec![Vec::new(); ends.len()];
        let mut tail = Vec::new();
        let first = ends.first().map_or(text.len(), |end| *end);
        for token in self.tokens.iter().filter(|token| token.kind() == TokenKind::Comment) {
            let start = token.span().start();
            let line = text.get(start..token.span().end()).unwrap_or_default().trim_end();
            if start < first && HEAD.contains(&line) {
                continue;
            }
            let behind = ends.partition_point(|end| *end <= start);
            let before = behind.checked_sub(1);
            // Up to the first line's end: no comment looks over the whole file.
            let same_line = |entry: &usize| !text.get(ends[*entry]..start).unwrap_or("\n").contains('\n');
            let entry = before.filter(same_line).unwrap_or(behind);
            of_entries.get_mut(entry).unwrap_or(&mut tail).push(line.to_owned());
        }
        (of_entries, tail)
    }
}
