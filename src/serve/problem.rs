//! Pages of the preview's own: what is said where the site itself has nothing to say.

use std::fmt::Write as _;

use super::script;
use crate::diagnostics::{Diagnostic, Severity};
use crate::pipeline::Edition;

/// What the page may load: the reload script and its news.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'";

/// A plain page that says why there is no other, and mends itself.
pub(super) fn page(edition: &Edition, name: &str, heading: &str, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{heading}</title>\n<h1>{heading}</h1>\n"
    );
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        writeln!(page, "<pre>{}</pre>", escape(&text(edition, diagnostic)))
            .expect("a String takes every text");
    }
    page.push_str(&script::element(name));
    page.into_bytes()
}

fn text(edition: &Edition, diagnostic: &Diagnostic) -> String {
    let mut text = format!("{}[{}]: {}", diagnostic.severity.name(), diagnostic.code, diagnostic.message);
    for label in &diagnostic.labels {
        let before =
            label.span.zip(edition.text(&label.path)).and_then(|(span, text)| text.get(..span.start));
        let line = before.map_or(String::new(), |before| format!(":{}", before.matches('\n').count() + 1));
        let words = if label.text.is_empty() { String::new() } else { format!(": {}", label.text) };
        write!(text, "\n  {}{line}{words}", label.path).expect("a String takes every text");
    }
    for help in &diagnostic.help {
        write!(text, "\n  help: {help}").expect("a String takes every text");
    }
    text
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{SourcePath, SourceTree};

    #[test]
    fn what_a_source_says_is_shown_as_text() {
        let edition = Edition {
            printer: None,
            config: None,
            files: Arc::new(SourceTree::default()),
            diagnostics: vec![],
            easel: None,
            press: None,
        };
        let path = SourcePath::new("content/<b>.md");
        let problem = Diagnostic::error("a::b", "no `<script>alert(1)</script>`")
            .in_file(&path)
            .help("say \"no\" & go");
        let page = String::from_utf8(page(&edition, "1-1", "This page cannot be printed", &[problem]))
            .expect("text");
        let (text, script) = page.rsplit_once("<script").expect("the reload script");
        assert!(script.contains("reload.js"));
        assert!(!text.contains("<script") && !text.contains("<b>"), "{text}");
        assert!(
            text.contains("content/&lt;b&gt;.md") && text.contains("say &quot;no&quot; &amp; go"),
            "{text}"
        );
    }
}
