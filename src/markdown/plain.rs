//! A body's words without any markup.

/// The words of HTML that [`fill`](super::fill) wrote: a line for each block, pictures left out.
///
/// Footnotes are told by their numbers, `[1]`. Not for HTML of others: it takes well-formed tags for granted.
#[must_use]
pub fn plain_text(html: &str) -> String {
    const BLOCKS: [&str; 12] =
        ["/p", "/h1", "/h2", "/h3", "/h4", "/h5", "/h6", "/li", "/pre", "/tr", "/dt", "/dd"];
    let mut out = String::with_capacity(html.len());
    let (mut rest, mut in_reference) = (html, false);
    while let Some(at) = rest.find(['<', '&']) {
        push(&mut out, &rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('&') {
            let (character, len) = reference(rest);
            out.push(character);
            rest = &rest[len..];
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let tag = rest[1..end].trim_end_matches('>');
        let name = tag.split([' ', '\n', '/']).next().filter(|name| !name.is_empty()).unwrap_or(tag);
        if (BLOCKS.contains(&tag) || name == "br") && !out.ends_with('\n') && !out.is_empty() {
            out.push('\n');
        } else if tag == "/td" || tag == "/th" {
            out.push(' ');
        }
        rest = &rest[end..];
        if tag.starts_with("sup class=\"footnote-ref\"") {
            out.push('[');
            in_reference = true;
        } else if tag == "/sup" && in_reference {
            out.push(']');
            in_reference = false;
        } else if tag.starts_with("a class=\"footnote-back\"") {
            // The way back is for readers of the page.
            rest = rest.find("</a>").map_or("", |at| &rest[at..]);
            out.truncate(out.trim_end_matches(' ').len());
        } else if let Some(number) = note_number(tag) {
            out.extend(["[", number, "] "]);
        }
    }
    push(&mut out, rest);
    out
}

/// The number of the note that a tag opens.
fn note_number(tag: &str) -> Option<&str> {
    let id = tag.strip_prefix("li id=\"")?.strip_suffix('"')?;
    // Before a `:` stands what tells bodies on one page apart.
    let number = id.rsplit(':').next()?.strip_prefix("fn-")?;
    number.bytes().all(|b| b.is_ascii_digit()).then_some(number)
}

/// Text between tags: what only lays out the source is no text.
fn push(out: &mut String, text: &str) {
    if text.trim().is_empty() {
        if text.contains(' ') && !out.is_empty() && !out.ends_with(['\n', ' ']) {
            out.push(' ');
        }
        return;
    }
    out.push_str(if out.is_empty() || out.ends_with('\n') { text.trim_start_matches('\n') } else { text });
}

/// A character reference at the start of a text, and its length; `&` itself where it is none.
pub(super) fn reference(text: &str) -> (char, usize) {
    let Some(end) = text.find(';').filter(|end| *end <= 10) else { return ('&', 1) };
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let character = match &text[1..end] {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        name => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(digits), _) => number(digits, 16),
            (None, Some(digits)) => number(digits, 10),
            (None, None) => None,
        },
    };
    character.map_or(('&', 1), |character| (character, end + 1))
}
