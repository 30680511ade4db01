//! Texts that a poster had to cut: told where they were written.

use crate::diagnostics::Diagnostic;
use crate::model::{Page, PosterFormat, Site, SourcePath, Span, Spanned};

/// As many characters of a long text as show which one is meant.
const SHOWN: usize = 40;

/// Tells that a text does not fit, at the field that gave it.
pub(super) fn told(site: &Site, page: &Page, format: PosterFormat, text: &str) -> Diagnostic {
    let run = page.document.front.fields.print_run();
    let target = page.facts.print_run().and_then(|run| run.target).map(|id| &**site.page(id));
    let (format, shown) = (format.name(), shortened(text));
    let problem = Diagnostic::warning(
        "poster::cut",
        format!("“{shown}” does not fit on the `{format}` poster and was cut"),
    );
    // A print run's poster says what its target's would, where it has no words of its own.
    if let Some((path, span, field)) =
        [Some(page), target].into_iter().flatten().find_map(|page| words(page, text))
    {
        return problem.at(path, span).help(format!("shorten `{field}`: a poster is read in passing"));
    }
    let title = &page.document.front.shared.title;
    match run {
        Some(run) => problem.at(&page.document.path, run.target.span).help(
            "it is the target's: say it shorter on this poster with `headline = \"…\"` or `tagline = \"…\"`",
        ),
        None => problem
            .at(&page.document.path, title.span)
            .help("say it shorter for the poster: `poster = { headline = \"…\", tagline = \"…\" }`"),
    }
}

/// The words that a page has for its poster and that say this, where they stand, and their field's name.
fn words<'a>(page: &'a Page, text: &str) -> Option<(&'a SourcePath, Span, &'static str)> {
    let front = &page.document.front;
    let (run, wish) = (front.fields.print_run(), front.shared.poster.as_ref());
    let headline = [run.map(|run| &run.headline), wish.map(|wish| &wish.headline)];
    let tagline = [run.map(|run| &run.tagline), wish.map(|wish| &wish.tagline)];
    let says = |fields: [Option<&'a Option<Spanned<String>>>; 2]| {
        fields.into_iter().flatten().flatten().find(|words| words.value.trim() == text.trim())
    };
    let found = says(headline).map(|words| (words, "headline"));
    let (words, field) = found.or_else(|| says(tagline).map(|words| (words, "tagline")))?;
    Some((&page.document.path, words.span, field))
}

/// The beginning of a long text, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
