//! Bytes to text, and what no output could carry.

use crate::diagnostics::Diagnostic;
use crate::model::{SourcePath, Span};

/// Says where a source or the configuration is not UTF-8: the first bad byte's line and column, and
/// how many there are.
#[must_use]
pub fn not_utf8(path: &SourcePath, bytes: &[u8]) -> Diagnostic {
    let mut chunks = bytes.utf8_chunks();
    let (start, length) = chunks.next().map_or((0, 0), |first| (first.valid().len(), first.invalid().len()));
    let before = String::from_utf8_lossy(&bytes[..start]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let count: usize = bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    let bad = if count == 1 { "one byte makes".to_owned() } else { format!("{count} bytes make") };
    let message =
        format!("this file is not UTF-8: {bad} no character, the first at line {line}, column {column}");
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "it looks like UTF-16: save the file as UTF-8"
    } else {
        "save the file as UTF-8; Chinese text from an old program may be GBK or Big5"
    };
    Diagnostic::error("source::not-utf8", message).at(path, Span::new(start, start + length)).help(help)
}

/// Tells of the characters of a body that XML 1.0 §2.2 or the HTML standard refuses.
pub(super) fn control_characters(path: &SourcePath, text: &str, body: Span) -> Option<Diagnostic> {
    let inner = &text[body.start..body.end];
    if !may_hold_any(inner.as_bytes()) {
        return None;
    }
    let bad = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    };
    let mut found = inner.char_indices().filter(|(_, c)| bad(*c));
    let (at, first) = found.next()?;
    let name = format!("U+{:04X}", u32::from(first));
    let message = match found.count() {
        0 => format!("this text holds the control character {name}"),
        more => format!("this text holds {} control characters, the first {name}", more + 1),
    };
    let place = Span::new(at, at + first.len_utf8()).shifted(body.start);
    let problem = Diagnostic::error("source::control-character", message).at(path, place);
    Some(problem.help("take them out: feeds and calendars cannot carry them"))
}

/// A look at bytes alone, without a branch for each, so that the compiler can take many at a time.
fn may_hold_any(bytes: &[u8]) -> bool {
    let low = |b: u8| ((b < b' ') & (b != b'\t') & (b != b'\n') & (b != b'\r')) | (b == 0x7f);
    // In UTF-8 U+0080 to U+009F begin with C2, U+FFFE and U+FFFF with EF BF.
    let pair = |a: u8, b: u8| ((a == 0xc2) & (b < 0xa0)) | ((a == 0xef) & (b == 0xbf));
    let behind = bytes.get(1..).unwrap_or_default();
    let pairs = bytes.iter().zip(behind).fold(0, |found, (a, b)| found | u8::from(low(*a) | pair(*a, *b)));
    pairs != 0 || bytes.last().is_some_and(|last| low(*last))
}
