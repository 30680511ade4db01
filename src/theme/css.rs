//! Where a style refers to other files: `url(…)` and `@import`.

use std::ops::Range;

/// A reference of a style.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// What it names, without quotes and escapes.
    pub(super) target: String,
    /// The name as written, its quotes with it: what another name takes the place of.
    pub(super) place: Range<usize>,
    /// The whole `@import …;` where it is one, and whether it has a condition (`print`, `layer(…)`).
    pub(super) import: Option<(Range<usize>, bool)>,
}

/// Every reference of a style, in order; none in comments and texts.
pub(super) fn references(style: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = style.as_bytes().get(at) {
        at = match byte {
            b'/' if style[at..].starts_with("/*") => after_comment(style, at),
            b'"' | b'\'' => after_text(style, at),
            b'\\' => after_char(style, at + 1),
            b'@' if is_word(style, at + 1, "import") => match import(style, at) {
                Some(reference) => {
                    let end = reference.import.as_ref().map_or(at + 1, |(whole, _)| whole.end);
                    found.push(reference);
                    end
                }
                None => at + "@import".len(),
            },
            b'u' | b'U' if starts_url(style, at) => {
                let (reference, end) = url(style, at);
                found.extend(reference);
                end
            }
            _ => after_char(style, at),
        };
    }
    found
}

/// `@import "a.css";` or `@import url(a.css) print;` from the `@` on.
fn import(style: &str, start: usize) -> Option<Reference> {
    let at = skip_space(style, start + "@import".len());
    let (target, place, end) = match style.as_bytes().get(at)? {
        b'"' | b'\'' => {
            let end = after_text(style, at);
            (unquoted(&style[at..end]), at..end, end)
        }
        _ if starts_url(style, at) => {
            let (reference, end) = url(style, at);
            let reference = reference?;
            (reference.target, reference.place, end)
        }
        _ => return None,
    };
    let mut stop = end;
    let mut depth = 0_usize;
    while let Some(byte) = style.as_bytes().get(stop) {
        match byte {
            b';' if depth == 0 => break,
            // A block here is a mistake that ends the rule for a browser too.
            b'{' | b'}' => break,
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'/' if style[stop..].starts_with("/*") => {
                stop = after_comment(style, stop);
                continue;
            }
            b'"' | b'\'' => {
                stop = after_text(style, stop);
                continue;
            }
            _ => {}
        }
        stop = after_char(style, stop);
    }
    let conditions = skip_space(style, end) < stop;
    let whole_end = if style.as_bytes().get(stop) == Some(&b';') { stop + 1 } else { stop };
    Some(Reference { target, place, import: Some((start..whole_end, conditions)) })
}

/// `url(…)` from the `u` on, and where it ends; an empty one refers to nothing.
fn url(style: &str, start: usize) -> (Option<Reference>, usize) {
    let at = skip_space(style, start + "url(".len());
    let end = match style.as_bytes().get(at) {
        Some(b'"' | b'\'') => after_text(style, at),
        Some(_) | None => {
            let mut end = at;
            while let Some(byte) = style.as_bytes().get(end) {
                match byte {
                    b')' => break,
                    b'\\' => end = after_char(style, end + 1),
                    _ => end = after_char(style, end),
                }
            }
            at + style[at..end].trim_end().len()
        }
    };
    let target = unquoted(&style[at..end]);
    let close = style[end..].find(')').map_or(style.len(), |close| end + close + 1);
    let reference = Reference { target, place: at..end, import: None };
    ((!reference.target.is_empty()).then_some(reference), close)
}

/// Whether `url(` starts here as a word of its own.
fn starts_url(style: &str, at: usize) -> bool {
    let begins = style.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case("url("));
    let before = style[..at].chars().next_back();
    begins && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\\'))
}

fn is_word(style: &str, at: usize, word: &str) -> bool {
    let end = at + word.len();
    let follows = style.as_bytes().get(end);
    style.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(word))
        && !follows.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn skip_space(style: &str, mut at: usize) -> usize {
    loop {
        match style.as_bytes().get(at) {
            Some(byte) if byte.is_ascii_whitespace() => at += 1,
            Some(b'/') if style[at..].starts_with("/*") => at = after_comment(style, at),
            Some(_) | None => return at,
        }
    }
}

fn after_comment(style: &str, start: usize) -> usize {
    style[start + 2..].find("*/").map_or(style.len(), |end| start + 2 + end + 2)
}

/// Behind a text in quotes; one that is not closed ends with its line (CSS Syntax 3, §4.3.5).
fn after_text(style: &str, start: usize) -> usize {
    let quote = style.as_bytes()[start];
    let mut at = start + 1;
    while let Some(byte) = style.as_bytes().get(at) {
        match byte {
            b'\\' => at = after_char(style, at + 1),
            b'\n' => return at,
            byte if *byte == quote => return at + 1,
            _ => at = after_char(style, at),
        }
    }
    style.len()
}

/// Behind the character that starts here.
fn after_char(style: &str, at: usize) -> usize {
    style.get(at..).and_then(|rest| rest.chars().next()).map_or(style.len(), |c| at + c.len_utf8())
}

/// The inside of a text, escapes resolved (CSS Syntax 3, §4.3.7).
fn unquoted(written: &str) -> String {
    let inner = match written.as_bytes() {
        [quote @ (b'"' | b'\''), .., last] if quote == last => &written[1..written.len() - 1],
        [b'"' | b'\'', ..] => &written[1..],
        _ => written,
    };
    let mut text = String::with_capacity(inner.len());
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let mut code = 0_u32;
        let mut digits = 0;
        while let Some(digit) = chars.peek().and_then(|c| c.to_digit(16)).filter(|_| digits < 6) {
            code = code * 16 + digit;
            digits += 1;
            chars.next();
        }
        if digits == 0 {
            text.extend(chars.next().filter(|c| *c != '\n'));
        } else {
            text.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            chars.next_if(char::is_ascii_whitespace);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn targets(style: &str) -> Vec<String> {
        references(style).into_iter().map(|reference| reference.target).collect()
    }

    #[test]
    fn references_are_found_however_they_are_written() {
        let style =
            "@import \"a.css\";@import url( 'b.css' ) print;\n.x{background:URL(c.svg) , url(\"d e.svg\")}";
        assert_eq!(targets(style), ["a.css", "b.css", "c.svg", "d e.svg"]);
        let found = references(style);
        assert_eq!(found[0].import, Some((0..16, false)));
        assert!(found[1].import.as_ref().is_some_and(|(_, conditions)| *conditions));
        assert_eq!(&style[found[2].place.clone()], "c.svg");
        assert_eq!(&style[found[3].place.clone()], "\"d e.svg\"");
    }

    #[test]
    fn what_only_looks_like_a_reference_is_none() {
        assert!(targets("/* url(a.svg) */ .a::after{content:\"url(b.svg)\"}").is_empty());
        assert!(targets(".my-url(x){} .a{b:curl(c)} @importance \"d\"; url()").is_empty());
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(targets(r#"a{b:url("a\"b\.svg");c:url(x\)y\000020z)}"#), ["a\"b.svg", "x)y z"]);
    }

    proptest! {
        #[test]
        fn no_style_makes_it_panic_and_every_place_lies_in_it(
            style in "(@import|url\\(|[ \"'()/*;\\\\灯a{}\n])*"
        ) {
            for reference in references(&style) {
                prop_assert!(style.get(reference.place).is_some());
                if let Some((whole, _)) = reference.import {
                    prop_assert!(style.get(whole).is_some());
                }
            }
        }
    }
}
