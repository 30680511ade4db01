//! Code to HTML with classes, never with styles.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Bytes of HTML that are kept; more than the code of any site that one person reads.
const KEPT: usize = 16 << 20;
/// Longer code stays plain: it is data, and colouring it would take seconds.
const LONGEST: usize = 256 << 10;
/// Names that writers use for languages which the set knows by another.
const ALIASES: [(&str, &str); 9] = [
    ("shell", "sh"),
    ("console", "sh"),
    ("shell-session", "sh"),
    ("javascript", "js"),
    ("typescript", "js"),
    ("ts", "js"),
    ("jsonc", "json"),
    ("golang", "go"),
    ("c++", "cpp"),
];

/// Colours code by language; each class starts with `hl-`.
///
/// The grammars are loaded when the first block needs them. Results are kept by language and code, so
/// that a second build of the same page does not colour again. Safe to share between threads.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    by_hash: HashMap<[u8; 32], Option<Arc<str>>>,
    bytes: usize,
}

impl std::fmt::Debug for Highlighter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Highlighter").finish_non_exhaustive()
    }
}

impl Highlighter {
    /// A highlighter that has loaded nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The code as HTML; `None` where the language is unknown or the code too long, so that it stays plain.
    #[must_use]
    pub fn highlight(&self, language: &str, code: &str) -> Option<Arc<str>> {
        if language.is_empty() || code.len() > LONGEST {
            return None;
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update(language.as_bytes()).update(&[0]).update(code.as_bytes());
        let key = *hasher.finalize().as_bytes();
        if let Some(known) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).by_hash.get(&key) {
            return known.clone();
        }
        let html: Option<Arc<str>> = self.colour(language, code).map(Arc::from);
        let size = html.as_deref().map_or(0, str::len) + key.len();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.bytes + size > KEPT {
            kept.by_hash.clear();
            kept.bytes = 0;
        }
        kept.bytes += size;
        kept.by_hash.insert(key, html.clone());
        html
    }

    fn colour(&self, language: &str, code: &str) -> Option<String> {
        let syntaxes = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let lower = language.to_ascii_lowercase();
        let token =
            ALIASES.iter().find(|(alias, _)| *alias == lower).map_or(lower.as_str(), |(_, name)| name);
        let syntax = syntaxes.find_syntax_by_token(token)?;
        if syntax.name == syntaxes.find_syntax_plain_text().name {
            return None;
        }
        let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
        let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
        for line in LinesWithEndings::from(code) {
            generator.parse_html_for_line_which_includes_newline(line).ok()?;
        }
        Some(generator.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_languages_are_coloured_by_class_and_unknown_ones_left_plain() {
        let highlighter = Highlighter::new();
        let html = highlighter.highlight("rust", "fn main() { 1 < 2; }\n").expect("rust is known");
        assert!(html.contains("class=\"hl-") && html.contains("&lt;") && !html.contains("style"), "{html}");
        assert_eq!(highlighter.highlight("no-such-language", "x"), None);
        assert_eq!(highlighter.highlight("text", "x"), None);
    }

    #[test]
    fn the_same_code_is_coloured_once() {
        let highlighter = Highlighter::new();
        let first = highlighter.highlight("js", "let a = 1").expect("known");
        let second = highlighter.highlight("js", "let a = 1").expect("known");
        assert!(Arc::ptr_eq(&first, &second));
    }
}
