//! One line of a directive: `:::name{key="value"}`, `::name{…}`, or the closing `:::`.

use std::ops::Range;

use crate::model::{Span, Spanned, WrittenArgument};

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Line {
    /// It calls a component.
    Call {
        /// 2 without a body, else 3 or more.
        colons: usize,
        name: Spanned<String>,
        arguments: Vec<WrittenArgument>,
    },
    /// It ends a body.
    Close { colons: usize },
}

/// What is wrong with a line; spans count from the line's start.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) struct Fault {
    pub(in crate::markdown) code: &'static str,
    pub(in crate::markdown) message: String,
    pub(in crate::markdown) span: Span,
    pub(in crate::markdown) help: &'static str,
}

const SYNTAX: &str = "directive::syntax";
const FORM: &str = "a directive is `:::name{key=\"value\"}`, its text, and `:::`; without a text it is one line, `::name{key=\"value\"}`";

/// The places of all lines that may be a directive's, in order, line ends left out.
pub(in crate::markdown) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut add = |start: usize| {
        let rest = &text[start..];
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..end].strip_suffix('\r').unwrap_or(&rest[..end]);
        if is_candidate(line) {
            found.push(start..start + line.len());
        }
    };
    if text.starts_with("::") {
        add(0);
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), b"\n::") {
        add(at + 1);
    }
    found
}

/// Three colons are always meant; two are where a name and its braces, or nothing, follow.
fn is_candidate(line: &str) -> bool {
    if line.starts_with(":::") {
        return true;
    }
    let Some(rest) = line.strip_prefix("::") else { return false };
    let name = name_len(rest);
    name > 0 && (rest[name..].starts_with('{') || rest[name..].trim().is_empty())
}

/// Bytes of the name that a text begins with.
fn name_len(text: &str) -> usize {
    if !text.starts_with(char::is_alphabetic) {
        return 0;
    }
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len())
}

/// Reads a line; what is wrong with it is told beside what it can only have meant.
pub(in crate::markdown) fn read(line: &str) -> (Option<Line>, Vec<Fault>) {
    let mut faults = Vec::new();
    let colons = line.bytes().take_while(|b| *b == b':').count();
    let rest = &line[colons..];
    if rest.trim().is_empty() {
        return (Some(Line::Close { colons }), faults);
    }
    let spaces = rest.len() - rest.trim_start().len();
    let name_at = colons + spaces;
    let len = name_len(&line[name_at..]);
    if len == 0 {
        faults.push(fault(name_at..line.trim_end().len(), "this is neither a directive nor the end of one"));
        return (None, faults);
    }
    if spaces > 0 {
        faults.push(fault(colons..name_at, "a directive's name stands right behind its colons"));
    }
    let name = Spanned::new(line[name_at..name_at + len].to_owned(), Span::new(name_at, name_at + len));
    let mut reader = Reader { line, at: name_at + len, faults };
    let arguments = if reader.rest().starts_with('{') { reader.arguments() } else { Vec::new() };
    let behind = reader.rest();
    if !behind.trim().is_empty() && reader.faults.is_empty() {
        let start = reader.at + (behind.len() - behind.trim_start().len());
        let end = line.trim_end().len();
        reader.faults.push(fault(start..end, "nothing stands behind a directive on its line"));
    }
    (Some(Line::Call { colons, name, arguments }), reader.faults)
}

fn fault(at: Range<usize>, message: &str) -> Fault {
    Fault { code: SYNTAX, message: message.to_owned(), span: at.into(), help: FORM }
}

struct Reader<'t> {
    line: &'t str,
    at: usize,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.line[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
    }

    /// Reads from `{` to behind `}`; stops at the first place that cannot be read.
    fn arguments(&mut self) -> Vec<WrittenArgument> {
        let open = self.at;
        self.at += 1;
        let mut arguments: Vec<WrittenArgument> = Vec::new();
        loop {
            self.skip_space();
            if self.rest().is_empty() {
                self.faults.push(fault(open..open + 1, "this brace is not closed on its line"));
                return arguments;
            }
            if self.rest().starts_with('}') {
                self.at += 1;
                return arguments;
            }
            let Some(argument) = self.argument() else {
                self.at = self.line.len();
                return arguments;
            };
            if arguments.iter().any(|known| known.name.value == argument.name.value) {
                self.faults.push(Fault {
                    code: "directive::duplicate-argument",
                    message: format!("the argument `{}` stands twice", argument.name.value),
                    span: argument.name.span,
                    help: "keep one of the two",
                });
            } else {
                arguments.push(argument);
            }
        }
    }

    fn argument(&mut self) -> Option<WrittenArgument> {
        let (start, len) = (self.at, name_len(self.rest()));
        if len == 0 {
            self.faults.push(fault(self.word(), "an argument is wanted here: `key=\"value\"`"));
            return None;
        }
        let name = Spanned::new(self.rest()[..len].to_owned(), Span::new(start, start + len));
        self.at += len;
        self.skip_space();
        if !self.rest().starts_with('=') {
            let message = format!("the argument `{}` has no value", name.value);
            self.faults.push(fault(start..start + len, &message));
            return None;
        }
        self.at += 1;
        self.skip_space();
        let value = if self.rest().starts_with('"') { self.quoted() } else { self.number() };
        Some(WrittenArgument { name, value: value? })
    }

    fn quoted(&mut self) -> Option<Spanned<String>> {
        let start = self.at + 1;
        let mut value = String::new();
        let mut chars = self.line[start..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + at + 1;
                    return Some(Spanned::new(value, Span::new(start, start + at)));
                }
                '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                    Some((_, escaped)) => value.push(escaped),
                    None => value.push('\\'),
                },
                c => value.push(c),
            }
        }
        self.faults.push(fault(self.at..start, "this quote is not closed on its line"));
        None
    }

    /// Digits may stand without quotes.
    fn number(&mut self) -> Option<Spanned<String>> {
        let rest = self.rest();
        let len = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let ends = rest[len..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '}' | ','));
        if len == 0 || !ends {
            let message = "a value stands in straight quotes: `key=\"value\"`";
            self.faults.push(fault(self.word(), message));
            return None;
        }
        let value = Spanned::new(rest[..len].to_owned(), Span::new(self.at, self.at + len));
        self.at += len;
        Some(value)
    }

    /// The place of what cannot be read: up to the next space or brace.
    fn word(&self) -> Range<usize> {
        let rest = self.rest();
        let len = rest.find(|c: char| c.is_whitespace() || c == '}').unwrap_or(rest.len());
        let least = rest.chars().next().map_or(0, char::len_utf8);
        self.at..self.at + len.max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        lines(text).into_iter().map(|at| &text[at]).collect()
    }

    fn call(line: &str) -> (usize, String, Vec<(String, String)>) {
        match read(line) {
            (Some(Line::Call { colons, name, arguments }), faults) => {
                assert_eq!(faults, [], "{line}");
                let arguments = arguments.into_iter().map(|a| (a.name.value, a.value.value)).collect();
                (colons, name.value, arguments)
            }
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn lines_at_the_edge_are_found_and_no_other() {
        let text = ":::note\r\na ::: b\n :::note\n::::\n::video{}  \n:: x\n::before the text\n: def\n:::";
        assert_eq!(found(text), [":::note", "::::", "::video{}  ", ":::"]);
        assert_eq!(found("::\n::{}\n::9\n"), [""; 0]);
    }

    #[test]
    fn a_call_has_a_name_and_arguments_in_quotes() {
        assert_eq!(
            call("::event{path=\"events/x\"}"),
            (2, "event".into(), vec![("path".into(), "events/x".into())])
        );
        assert_eq!(
            call("::::gallery{ columns=3 }"),
            (4, "gallery".into(), vec![("columns".into(), "3".into())])
        );
        assert_eq!(call(":::timeline").2, []);
        let (_, _, arguments) = call(r#":::note{title="a \"b\" \\ \n {灯}", x=""}"#);
        assert_eq!(arguments[0].1, r#"a "b" \ \n {灯}"#);
        assert_eq!(arguments[1], ("x".into(), String::new()));
    }

    #[test]
    fn what_cannot_be_read_has_its_place() {
        for (line, place, code) in [
            (":::note{title=“灯”}", "“灯”", SYNTAX),
            (":::note{title=\"a", "\"", SYNTAX),
            (":::note{title=\"a\"", "{", SYNTAX),
            (":::note{title}", "title", SYNTAX),
            (":::note{\"a\"}", "\"a\"", SYNTAX),
            (":::note{a=\"1\"} more ", "more", SYNTAX),
            ("::: note", " ", SYNTAX),
            ("::: 5 km :::", "5 km :::", SYNTAX),
            (":::note{a=\"1\" a=\"2\"}", "a", "directive::duplicate-argument"),
        ] {
            let (_, faults) = read(line);
            assert_eq!(faults.len(), 1, "{line}: {faults:?}");
            let span = faults[0].span;
            assert_eq!((&line[span.start..span.end], faults[0].code), (place, code), "{line}");
        }
    }

    #[test]
    fn a_value_has_the_place_between_its_quotes() {
        let line = "::video{url=\"https://a.example/\" title=\"x\"}";
        let (Some(Line::Call { arguments, .. }), _) = read(line) else { panic!("a call") };
        let span = arguments[0].value.span;
        assert_eq!(&line[span.start..span.end], "https://a.example/");
    }
}
