//! Raw HTML taken apart into tags and texts, with offsets.

use std::ops::Range;

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) enum Token<'h> {
    /// Anything between tags, character references as written.
    Text(&'h str),
    /// A comment, a declaration, a processing instruction.
    Comment,
    /// An opening tag.
    Open { name: &'h str, attrs: Vec<Attr<'h>>, at: Range<usize> },
    /// A closing tag.
    Close { name: &'h str, at: Range<usize> },
    /// `<` and what follows, up to the end: a tag that never ends.
    Broken { at: Range<usize> },
}

/// An attribute of an opening tag.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markdown) struct Attr<'h> {
    pub(in crate::markdown) name: &'h str,
    /// As written, character references unresolved; empty where there is none.
    pub(in crate::markdown) value: &'h str,
    /// Where the value stands, without its quotes.
    pub(in crate::markdown) value_at: Range<usize>,
    pub(in crate::markdown) at: Range<usize>,
}

/// The parts of a piece of raw HTML, in order, each byte once.
pub(in crate::markdown) struct Scanner<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Scanner<'h> {
    pub(in crate::markdown) const fn new(html: &'h str) -> Self {
        Self { html, at: 0 }
    }

    fn rest(&self) -> &'h str {
        &self.html[self.at..]
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        // Stops only at ASCII bytes or the end, so offsets stay on character boundaries.
        self.at += self.rest().bytes().take_while(|b| *b >= 0x80 || wanted(*b)).count();
        start..self.at
    }

    fn space(&mut self) {
        self.at += self.rest().bytes().take_while(u8::is_ascii_whitespace).count();
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// Moves behind the end of an element whose content is no markup; to the end where it is not closed.
    pub(super) fn skip_content(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        while let Some(found) = memchr::memchr(b'<', &bytes[self.at..]) {
            self.at += found + 1;
            let is_close = bytes.get(self.at) == Some(&b'/')
                && bytes
                    .get(self.at + 1..self.at + 1 + name.len())
                    .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && bytes.get(self.at + 1 + name.len()).is_none_or(|b| !b.is_ascii_alphanumeric());
            if is_close {
                self.take_while(|b| b != b'>');
                self.at = (self.at + 1).min(bytes.len());
                return;
            }
        }
        self.at = bytes.len();
    }

    fn tag(&mut self) -> Token<'h> {
        let start = self.at;
        let rest = self.rest();
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let (end, skip) = if rest.starts_with("<!--") { ("-->", 4) } else { (">", 2) };
            // `<!-->` and `<!--->` are whole comments.
            let skip = if rest.starts_with("<!-->") || rest.starts_with("<!--->") { 2 } else { skip };
            self.at = rest
                .get(skip..)
                .and_then(|tail| tail.find(end))
                .map_or(self.html.len(), |found| start + skip + found + end.len());
            return Token::Comment;
        }
        let closes = rest.starts_with("</");
        self.at += if closes { 2 } else { 1 };
        let name = self.take_while(|b| !b.is_ascii_whitespace() && b != b'>' && b != b'/');
        let name = &self.html[name];
        let mut attrs = Vec::new();
        loop {
            self.take_while_space_or_slash();
            match self.peek() {
                None => return Token::Broken { at: start..self.at },
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(_) => match self.attr() {
                    Some(attr) => attrs.push(attr),
                    None => return Token::Broken { at: start..self.at },
                },
            }
        }
        let at = start..self.at;
        if closes { Token::Close { name, at } } else { Token::Open { name, attrs, at } }
    }

    fn take_while_space_or_slash(&mut self) {
        self.at += self.rest().bytes().take_while(|b| b.is_ascii_whitespace() || *b == b'/').count();
    }

    /// An attribute; `None` where its quotes never close.
    fn attr(&mut self) -> Option<Attr<'h>> {
        let start = self.at;
        if self.peek() == Some(b'=') {
            self.at += 1;
        }
        self.take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/' | b'='));
        let name = &self.html[start..self.at];
        let end = self.at;
        self.space();
        if self.peek() != Some(b'=') {
            self.at = end;
            return Some(Attr { name, value: "", value_at: end..end, at: start..end });
        }
        self.at += 1;
        self.space();
        let value = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.take_while(|b| b != quote);
                self.peek()?;
                self.at += 1;
                value
            }
            Some(_) => self.take_while(|b| !b.is_ascii_whitespace() && b != b'>'),
            None => return None,
        };
        Some(Attr { name, value: &self.html[value.clone()], value_at: value, at: start..self.at })
    }
}

impl<'h> Iterator for Scanner<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let opens = |rest: &str| {
            let mut bytes = rest.bytes().skip(1);
            match bytes.next() {
                Some(b'!' | b'?') => true,
                Some(b'/') => bytes.next().is_some_and(|b| b.is_ascii_alphabetic()),
                Some(b) => b.is_ascii_alphabetic(),
                None => false,
            }
        };
        if rest.starts_with('<') && opens(rest) {
            return Some(self.tag());
        }
        let start = self.at;
        let mut end = rest.len();
        for (found, _) in rest.match_indices('<') {
            if opens(&rest[found..]) {
                end = found;
                break;
            }
        }
        self.at += end;
        Some(Token::Text(&self.html[start..self.at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(html: &str) -> Vec<String> {
        Scanner::new(html)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Comment => "!".to_owned(),
                Token::Open { name, attrs, .. } => {
                    let attrs: Vec<_> = attrs.iter().map(|a| format!("{}={}", a.name, a.value)).collect();
                    format!("{name}[{}]", attrs.join(","))
                }
                Token::Close { name, .. } => format!("/{name}"),
                Token::Broken { .. } => "broken".to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_texts_and_attributes_are_told_apart() {
        assert_eq!(names("a<b x=1 y='2>' z>字</b >"), ["'a'", "b[x=1,y=2>,z=]", "'字'", "/b"]);
        assert_eq!(names("1 < 2<!-- <p> --><br/>"), ["'1 < 2'", "!", "br[]"]);
        assert_eq!(names("<!--><i>"), ["!", "i[]"]);
        assert_eq!(names("<a href=\"x><p>"), ["broken"]);
        assert_eq!(names("<p"), ["broken"]);
    }
}
