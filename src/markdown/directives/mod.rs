//! Directives: lines that call a component of the theme.
//!
//! In: lines of a body that begin with `:::`, or with `::` and a name. Out: what each calls, how they are
//! nested, and their mistakes. What is a line of the text and what is code is for the one parse to say: a
//! line gets sentinels that make it a block of its own, and where the parse shows it as such, it counts.

mod line;
mod nesting;

use crate::diagnostics::Diagnostic;
use crate::model::{BodyDirective, SourcePath, Span, WrittenArgument};

pub(super) use line::lines;
use line::{Line, read};
use nesting::{Close, Nesting};

/// Where a directive begins or ends in the HTML, by its position among the document's directives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// It begins.
    Open(usize),
    /// It ends.
    Close(usize),
}

/// The directives of a body while it is read.
#[derive(Default)]
pub(super) struct Directives {
    found: Vec<BodyDirective>,
    nesting: Nesting,
    marks: Vec<Step>,
    diagnostics: Vec<Diagnostic>,
}

impl Directives {
    /// Reads a directive's line that begins at an offset of its file.
    pub(super) fn line(&mut self, path: &SourcePath, line: &str, at: usize) {
        let place = |span: Span| span.shifted(at);
        let span = place(Span::new(0, line.trim_end().len()));
        let (read, faults) = read(line);
        let mut is_sound = faults.is_empty();
        self.diagnostics.extend(faults.into_iter().map(|fault| {
            Diagnostic::error(fault.code, fault.message).at(path, place(fault.span)).help(fault.help)
        }));
        self.marks.clear();
        match read {
            None => {}
            Some(Line::Close { colons }) => {
                let close = self.nesting.close(colons, path, span);
                self.close(close);
            }
            Some(Line::Call { colons, mut name, arguments }) => {
                let (index, has_body) = (self.found.len(), colons > 2);
                self.marks.push(Step::Open(index));
                if has_body {
                    let problem = self.nesting.open(index, colons, path, span);
                    is_sound &= problem.is_none();
                    self.diagnostics.extend(problem);
                } else {
                    self.marks.push(Step::Close(index));
                }
                name.span = place(name.span);
                let arguments = arguments.into_iter().map(|WrittenArgument { mut name, mut value }| {
                    (name.span, value.span) = (place(name.span), place(value.span));
                    WrittenArgument { name, value }
                });
                let arguments = arguments.collect();
                self.found.push(BodyDirective { name, arguments, has_body, span, is_sound });
            }
        }
    }

    /// Ends what the text leaves open.
    pub(super) fn end(&mut self, path: &SourcePath) {
        self.marks.clear();
        let close = self.nesting.finish(path);
        self.close(close);
    }

    fn close(&mut self, close: Close) {
        self.marks.extend(close.closed.into_iter().map(Step::Close));
        close.unsound.into_iter().for_each(|index| self.found[index].is_sound = false);
        self.diagnostics.extend(close.problems);
    }

    /// Whether the text that is read stands in a directive.
    pub(super) fn is_open(&self) -> bool {
        !self.nesting.is_empty()
    }

    /// What the last line, or the end of the text, begins and ends; in order.
    pub(super) fn marks(&self) -> &[Step] {
        &self.marks
    }

    /// Reports lines in a block of raw HTML that would be directives outside it; comments and the like hold
    /// text of their own.
    pub(super) fn in_html(
        &mut self,
        path: &SourcePath,
        html: &str,
        place: impl Fn(std::ops::Range<usize>) -> Span,
    ) {
        let opening = html.trim_start().to_ascii_lowercase();
        let holds_text = ["<!", "<?", "<pre", "<script", "<style", "<textarea"];
        if holds_text.iter().any(|tag| opening.starts_with(tag)) {
            return;
        }
        self.diagnostics.extend(lines(html).into_iter().map(|line| {
            Diagnostic::error("directive::in-html", "raw HTML takes this line for its own")
                .at(path, place(line))
                .help("put an empty line before it, so that the HTML ends there")
        }));
    }

    /// All directives of the body, and what is wrong with them.
    pub(super) fn finish(self) -> (Vec<BodyDirective>, Vec<Diagnostic>) {
        (self.found, self.diagnostics)
    }
}
