//! A body to its outline and its HTML with holes: one parse for both.

use super::finish::{Ends, finish};
use super::han::Prepared;
use super::highlight::Highlighter;
use super::host::Host;
use super::html::{Options, Writer};
use super::outline::Reader;
use super::{fill, walk::Walk};
use crate::diagnostics::Diagnostic;
use crate::model::{Compiled, Outline, SourcePath, Span};

/// Reads what a body says about itself and writes its HTML, with holes for what is not known yet.
///
/// `text` is the whole file and `body` the part behind the front matter; spans are offsets into the file.
/// `colours` colours code blocks. Everything that the HTML leaves out by its own rules is a warning.
#[must_use]
pub fn compile(
    path: &SourcePath,
    text: &str,
    body: Span,
    options: &Options,
    colours: Option<&Highlighter>,
) -> (Outline, Compiled, Vec<Diagnostic>) {
    let written = text.get(body.start..body.end).unwrap_or_default();
    let job = Job { path, body: written, base: body.start, options: *options, colours };
    let prepared = Prepared::new(written, options.han, options.extensions);
    match job.run(&prepared, true) {
        Ok(done) => done,
        Err(diagnostics) => {
            // The first reading has said what there is to say of the raw HTML.
            let (outline, compiled, _) = job.run(&prepared, false).unwrap_or_default();
            (outline, compiled, diagnostics)
        }
    }
}

/// Writes a body as HTML, all at once.
#[must_use]
pub fn to_html<H: Host + ?Sized>(
    body: &str,
    options: &Options,
    colours: Option<&Highlighter>,
    host: &H,
) -> String {
    let whole = Span::new(0, body.len());
    let (_, compiled, _) = compile(&SourcePath::new("body.md"), body, whole, options, colours);
    fill(&compiled, host)
}

struct Job<'t> {
    path: &'t SourcePath,
    body: &'t str,
    base: usize,
    options: Options,
    colours: Option<&'t Highlighter>,
}

impl Job<'_> {
    /// Reads and writes the body.
    ///
    /// # Errors
    /// All problems, where elements are nested too deep to take raw HTML for more than text.
    fn run(
        &self,
        prepared: &Prepared<'_>,
        takes_raw: bool,
    ) -> Result<(Outline, Compiled, Vec<Diagnostic>), Vec<Diagnostic>> {
        let beside_raw = self.options.sanitise && takes_raw && may_hold_raw_html(self.body.as_bytes());
        let mut reader = Reader::new(self.path, self.body, self.base, takes_raw);
        let mut writer = Writer::new(self.body.len(), beside_raw, self.options, self.colours);
        Walk::new(prepared, self.options.extensions, self.options.math).run(|event, link, at| {
            let addresses = reader.read(event, link, at);
            writer.write(event, link, reader.met());
            addresses
        });
        reader.end_directives();
        writer.directives(reader.met().directives);
        if reader.is_too_deep() {
            let (_, _, diagnostics) = reader.finish();
            return Err(diagnostics);
        }
        let holds_raw = beside_raw && reader.has_raw_html();
        let (outline, notes, diagnostics) = reader.finish();
        let ends = Ends {
            headings: &outline.headings,
            notes: &notes,
            raw: holds_raw.then_some(self.body),
            together: self.options.together,
        };
        let compiled = finish(writer.finish(), &ends);
        Ok((outline, compiled, diagnostics))
    }
}

/// Whether a `<` begins a tag, a comment or the like anywhere.
fn may_hold_raw_html(body: &[u8]) -> bool {
    let begins = |at: usize| matches!(body.get(at + 1), Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?'));
    memchr::memchr_iter(b'<', body).any(begins)
}
