//! Pages of the preview's own: what is said where the site itself has nothing to say.

use super::desk::DESK;
use crate::diagnostics::{Diagnostic, Severity, Texts, Told};
use crate::pipeline::Edition;

/// What the page may load: the reload script and its news.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'";

/// A plain page that says why there is no other; with the preview's element in it, it mends itself.
pub(super) fn page(edition: &Edition, heading: &str, diagnostics: &[Diagnostic], more: usize) -> Vec<u8> {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{heading}</title>\n</head>\n<body>\n<h1>{heading}</h1>\n"
    );
    let mut texts = Texts::new(|path| edition.text(path));
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        tell(&mut page, &Told::new(diagnostic, &mut texts));
    }
    if more > 0 {
        page.push_str(&format!(
            "<p>And {more} more: <a href=\"{DESK}problems/\">see them on the desk</a>.</p>\n"
        ));
    }
    page.push_str("</body>\n</html>\n");
    page.into_bytes()
}

/// Adds a diagnostic: what is wrong, the marked lines of each place, what to do.
fn tell(page: &mut String, told: &Told<'_>) {
    let line = |page: &mut String, text: String| page.push_str(&text);
    line(page, format!("<h2>{}</h2>\n", escape(told.message)));
    for place in &told.places {
        let at = place.start.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let says = if place.says.is_empty() { String::new() } else { format!(" — {}", escape(place.says)) };
        line(page, format!("<p><code>{}{at}</code>{says}</p>\n", escape(place.file)));
        let width = place.lines.last().map_or(0, |line| line.number.to_string().len());
        if !place.lines.is_empty() {
            page.push_str("<pre>");
            for own in &place.lines {
                let number = format!("{:>width$}", own.number);
                let [before, marked, after] = [&own.before, &own.marked, &own.after].map(|part| escape(part));
                let marked = if marked.is_empty() { marked } else { format!("<mark>{marked}</mark>") };
                line(page, format!("{number} │ {before}{marked}{after}\n"));
            }
            page.push_str("</pre>\n");
        }
    }
    for help in told.help {
        line(page, format!("<p>{}</p>\n", escape(help)));
    }
    line(page, format!("<p><small>{}[{}]</small></p>\n", told.severity, told.code));
}

/// A text as HTML shows it, in an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
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
        let text =
            String::from_utf8(page(&edition, "This page cannot be printed", &[problem], 0)).expect("text");
        assert!(!text.contains("<script") && !text.contains("<b>"), "{text}");
        assert!(
            text.contains("content/&lt;b&gt;.md") && text.contains("say &quot;no&quot; &amp; go"),
            "{text}"
        );
    }
}
