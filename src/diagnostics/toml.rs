//! What is wrong with the syntax of a TOML text: each mistake once, where it begins.
//!
//! The parser goes on behind a mistake and tells what it meets there as well. Here a statement (`key = value` with all
//! its lines, `[header]`) has one mistake, its first; what is open swallows nothing that stands behind it.

use toml::Spanned;
use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::model::Span;

/// A mistake in a TOML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlFault {
    /// Where it begins, in bytes of the text; between its characters.
    pub span: Span,
    /// What it is.
    pub kind: TomlFaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TomlFaultKind {
    /// A bracket or a quote that is never closed.
    Unclosed(Open),
    /// A key or a table that stands in the text already.
    Duplicate,
    /// Any other, in the parser's words.
    Syntax(String),
}

/// What can be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// `[header`
    Header,
    /// `[`
    List,
    /// `{`
    Table,
    /// `"` or `'`
    Text,
    /// Three quotes.
    LongText,
}

impl TomlFault {
    /// What is wrong, in one sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.kind {
            TomlFaultKind::Unclosed(Open::Header | Open::List) => "this `[` is never closed".to_owned(),
            TomlFaultKind::Unclosed(Open::Table) => "this `{` is never closed".to_owned(),
            TomlFaultKind::Unclosed(Open::Text) => "the quote that opens here is never closed".to_owned(),
            TomlFaultKind::Unclosed(Open::LongText) => {
                "the three quotes that open here are never closed".to_owned()
            }
            TomlFaultKind::Duplicate => "this stands here a second time".to_owned(),
            TomlFaultKind::Syntax(words) => format!("this is not valid TOML: {words}"),
        }
    }

    /// What to do about it, where that is the same in every file.
    #[must_use]
    pub const fn help(&self) -> Option<&'static str> {
        match &self.kind {
            TomlFaultKind::Unclosed(Open::Header) => {
                Some("close as many brackets as are opened: `[name]`, `[[name]]`")
            }
            TomlFaultKind::Unclosed(Open::List) => Some("end the list with `]`"),
            TomlFaultKind::Unclosed(Open::Table) => Some("end the table with `}`"),
            TomlFaultKind::Unclosed(Open::Text) => Some("end the text with the same quote, on the same line"),
            TomlFaultKind::Unclosed(Open::LongText) => Some("end the text with the same three quotes"),
            TomlFaultKind::Duplicate => Some("keep one of the two"),
            TomlFaultKind::Syntax(_) => None,
        }
    }
}

/// Reads TOML: what could be understood, and every mistake that does not follow from another, in order.
///
/// `room` is filled only where something is never closed: with the text without those statements, at the same places.
pub fn read_toml<'a>(text: &'a str, room: &'a mut String) -> (Spanned<DeTable<'a>>, Vec<TomlFault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (table, Vec::new());
    }
    let seen = Scan::of(text);
    let (table, errors) = if seen.lost.is_empty() {
        (table, errors)
    } else {
        *room = without(text, &seen.lost);
        DeTable::parse_recoverable(room)
    };
    let mut faults = seen.unclosed;
    // The parser may know of a mistake that is none without what was taken out: one is told in any case.
    faults.extend(errors.iter().map(|error| TomlFault {
        span: clamp(text, error.span().unwrap_or_default()),
        kind: match error.message() {
            "duplicate key" => TomlFaultKind::Duplicate,
            words => TomlFaultKind::Syntax(words.trim_end_matches(", expected nothing").replace('\n', " ")),
        },
    }));
    faults.sort_by_key(|fault| fault.span.start);
    let statement = |fault: &TomlFault| seen.statements.partition_point(|start| *start <= fault.span.start);
    faults.dedup_by_key(|fault| statement(fault));
    // Below a header that cannot be read, nothing is certain to stand in its table a second time.
    let header = |fault: &TomlFault| {
        let behind = seen.headers.partition_point(|start| *start <= fault.span.start);
        behind.checked_sub(1).map(|at| seen.headers[at])
    };
    let is_header = |fault: &TomlFault| {
        let start = seen.statements[statement(fault).saturating_sub(1)];
        seen.headers.contains(&start).then_some(start)
    };
    let broken: Vec<usize> = (faults.iter())
        .filter(|fault| fault.kind != TomlFaultKind::Duplicate)
        .filter_map(is_header)
        .collect();
    faults.retain(|fault| {
        fault.kind != TomlFaultKind::Duplicate || !header(fault).is_some_and(|at| broken.contains(&at))
    });
    (table, faults)
}

/// The text with blanks in place of some of its lines, each as long as it was.
fn without(text: &str, lost: &[Span]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in lost {
        let signs = bytes[span.start..span.end].iter_mut();
        signs.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// A span inside the text and between its characters.
fn clamp(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()));
    Span::new(start, end.max(start))
}

/// A bracket that is open: what it is, where it stands.
type Bracket = (Open, Span);

/// Goes through the signs of a text, statement by statement.
struct Scan<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The next token.
    at: usize,
    /// Where each statement begins.
    statements: Vec<usize>,
    /// Those of them that are headers.
    headers: Vec<usize>,
    unclosed: Vec<TomlFault>,
    /// The lines that cannot be read because something in them is never closed.
    lost: Vec<Span>,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str) -> Self {
        let tokens = Source::new(text).lex().into_vec();
        let mut scan = Self {
            text,
            tokens,
            at: 0,
            statements: Vec::new(),
            headers: Vec::new(),
            unclosed: Vec::new(),
            lost: Vec::new(),
        };
        while scan.at < scan.tokens.len() {
            scan.statement();
        }
        scan
    }

    /// One statement: to the end of the line on which all its brackets are closed, or to where the next must begin.
    fn statement(&mut self) {
        let first = self.at;
        let start = self.tokens[first].span().start();
        self.statements.push(start);
        let begins = self.tokens[first..].iter().find(|token| token.kind() != TokenKind::Whitespace);
        if begins.is_some_and(|token| token.kind() == TokenKind::LeftSquareBracket) {
            return self.header();
        }
        let mut open: Vec<Bracket> = Vec::new();
        // The first token of a line, and whether nothing but a key stands on it so far.
        let (mut line, mut is_key) = (first, true);
        let mut lost = false;
        let mut has_value = false;
        while let Some(token) = self.tokens.get(self.at).copied() {
            let span = Span::new(token.span().start(), token.span().end());
            self.at += 1;
            let stays_key = match token.kind() {
                TokenKind::Newline if open.is_empty() => break,
                TokenKind::Newline => {
                    line = self.at;
                    true
                }
                TokenKind::Whitespace | TokenKind::Dot | TokenKind::Atom => is_key,
                TokenKind::LiteralString | TokenKind::BasicString => {
                    if !is_closed(self.written(span)) {
                        let written = self.written(span).trim_end();
                        let whole = Span::new(span.start, span.start + written.len());
                        // A bracket that was to close behind it is not missing.
                        let before = open.len();
                        for closing in written.chars() {
                            if open.last().is_some_and(|(what, _)| what.closes(closing)) {
                                open.pop();
                            }
                        }
                        lost |= before > 0;
                        self.tell(Open::Text, whole);
                    }
                    is_key
                }
                TokenKind::MlLiteralString | TokenKind::MlBasicString => {
                    if !is_closed(self.written(span)) {
                        self.tell(Open::LongText, Span::new(span.start, span.start + 3));
                        lost = true;
                        open.clear();
                    }
                    false
                }
                TokenKind::Equals => {
                    if is_key && line > first && matches!(open.last(), Some((Open::List, _))) {
                        self.give_up(&open, start, Some(line));
                        return;
                    }
                    has_value = true;
                    false
                }
                TokenKind::LeftSquareBracket if has_value => {
                    open.push((Open::List, span));
                    false
                }
                TokenKind::LeftCurlyBracket if has_value => {
                    open.push((Open::Table, span));
                    false
                }
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    lost |= self.close(&mut open, token.kind());
                    false
                }
                TokenKind::LeftSquareBracket
                | TokenKind::LeftCurlyBracket
                | TokenKind::Comma
                | TokenKind::Comment
                | TokenKind::Eof => false,
            };
            is_key = stays_key;
        }
        if !open.is_empty() {
            self.give_up(&open, start, None);
        } else if lost {
            let end = self.tokens.get(self.at).map_or(self.text.len(), |token| token.span().start());
            self.lost.push(Span::new(start, end));
        }
    }

    /// `[name]` or `[[name]]`, one line.
    fn header(&mut self) {
        self.headers.push(self.tokens[self.at].span().start());
        let mut opening = None;
        let mut open = 0_usize;
        while let Some(token) = self.tokens.get(self.at).copied() {
            self.at += 1;
            match token.kind() {
                TokenKind::Newline => break,
                TokenKind::LeftSquareBracket => {
                    opening = opening.or(Some(Span::new(token.span().start(), token.span().end())));
                    open += 1;
                }
                TokenKind::RightSquareBracket => open = open.saturating_sub(1),
                TokenKind::Dot
                | TokenKind::Equals
                | TokenKind::Comma
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
        }
        if let Some(opening) = opening.filter(|_| open > 0) {
            self.tell(Open::Header, opening);
        }
    }

    /// Closes a bracket; whether another had to be closed before it.
    fn close(&mut self, open: &mut Vec<Bracket>, kind: TokenKind) -> bool {
        let sign = if kind == TokenKind::RightSquareBracket { ']' } else { '}' };
        let Some((what, span)) = open.pop() else { return false };
        if what.closes(sign) {
            return false;
        }
        self.tell(what, span);
        // The sign closes the next one around that it fits, or stands for the one that was meant.
        if let Some(fits) = open.iter().rposition(|(what, _)| what.closes(sign)) {
            open.truncate(fits);
        }
        true
    }

    /// Tells the innermost bracket that is open, and goes on where the next statement must begin.
    fn give_up(&mut self, open: &[Bracket], start: usize, next: Option<usize>) {
        let Some((what, span)) = open.last().copied() else { return };
        self.tell(what, span);
        let behind = self.tokens.partition_point(|token| token.span().start() < span.end);
        let end = next.unwrap_or(self.tokens.len());
        let header = (behind..end).find(|at| self.is_header(*at));
        self.at = header.unwrap_or(end);
        let end = self.tokens.get(self.at).map_or(self.text.len(), |token| token.span().start());
        self.lost.push(Span::new(start, end));
    }

    /// Whether a line begins here that can only be a header: a bare name in brackets and nothing else.
    fn is_header(&self, at: usize) -> bool {
        if at == 0 || self.tokens[at - 1].kind() != TokenKind::Newline {
            return false;
        }
        let line = self.text[self.tokens[at].span().start()..].lines().next().unwrap_or_default();
        let line = line.split_once('#').map_or(line, |(line, _)| line).trim();
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        let name =
            name.map(|name| name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name));
        name.is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        })
    }

    fn tell(&mut self, what: Open, span: Span) {
        self.unclosed.push(TomlFault { span, kind: TomlFaultKind::Unclosed(what) });
    }

    fn written(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }
}

impl Open {
    /// Whether a sign closes it.
    const fn closes(self, sign: char) -> bool {
        match self {
            Self::Header | Self::List => sign == ']',
            Self::Table => sign == '}',
            Self::Text | Self::LongText => false,
        }
    }
}

/// Whether a text in quotes ends with those that it begins with.
fn is_closed(written: &str) -> bool {
    let quote = if ["\"\"\"", "'''"].iter().any(|long| written.starts_with(long)) { 3 } else { 1 };
    let Some(inside) = written.get(quote..).and_then(|rest| rest.strip_suffix(&written[..quote])) else {
        return false;
    };
    let slashes = inside.len() - inside.trim_end_matches('\\').len();
    written.starts_with('\'') || slashes % 2 == 0
}

#[cfg(test)]
mod tests;
