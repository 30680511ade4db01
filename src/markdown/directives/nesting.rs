//! Which closing line belongs to which directive.

use crate::diagnostics::Diagnostic;
use crate::model::{SourcePath, Span};

/// The directives that are open, the outermost first.
#[derive(Default)]
pub(in crate::markdown) struct Nesting {
    open: Vec<Open>,
}

struct Open {
    index: usize,
    colons: usize,
    span: Span,
    /// It has been told that another one of as many colons stands inside: it is that, or has no end.
    told: bool,
}

/// What a closing line does.
pub(in crate::markdown) struct Close {
    /// The directives that end here, the innermost first.
    pub(in crate::markdown) closed: Vec<usize>,
    /// Those among them that had no line of their own to end at.
    pub(in crate::markdown) unsound: Vec<usize>,
    pub(in crate::markdown) problems: Vec<Diagnostic>,
}

impl Nesting {
    /// Whether nothing is open.
    pub(in crate::markdown) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Opens a directive with a body; one with as many colons as the one around it cannot be told from it.
    pub(in crate::markdown) fn open(
        &mut self,
        index: usize,
        colons: usize,
        path: &SourcePath,
        span: Span,
    ) -> Option<Diagnostic> {
        let outer = self.open.last_mut().filter(|outer| outer.colons <= colons && !outer.told);
        let problem = outer.map(|outer| {
            outer.told = true;
            let message = format!("the directive around this one has {}, which is not more", count(outer.colons));
            Diagnostic::error("directive::colons", message)
                .labelled(path, span, "stands inside")
                .labelled(path, outer.span, "begins outside")
                .help(format!(
                    "give the outer one more, `{}`, where it begins and where it ends; or end it before with `{}`",
                    ":".repeat(colons + 1),
                    ":".repeat(outer.colons),
                ))
        });
        self.open.push(Open { index, colons, span, told: false });
        problem
    }

    /// Ends the directive that a line of so many colons means.
    pub(in crate::markdown) fn close(&mut self, colons: usize, path: &SourcePath, span: Span) -> Close {
        let mut close = Close { closed: Vec::new(), unsound: Vec::new(), problems: Vec::new() };
        let Some(innermost) = self.open.last() else {
            close.problems.push(
                Diagnostic::error("directive::stray-end", "no directive is open that this line could end")
                    .at(path, span)
                    .help("remove it; a directive without a body, `::name{…}`, has no end"),
            );
            return close;
        };
        let meant = self.open.iter().rposition(|open| open.colons == colons);
        let Some(meant) = meant else {
            let message =
                format!("this line has {}, the directive that it ends {}", count(colons), innermost.colons);
            close.problems.push(
                Diagnostic::error("directive::colons", message)
                    .labelled(path, span, "ends")
                    .labelled(path, innermost.span, "begins")
                    .help(format!("end it with as many: `{}`", ":".repeat(innermost.colons))),
            );
            close.closed.extend(self.open.pop().map(|open| open.index));
            return close;
        };
        for inner in self.open.drain(meant + 1..).rev() {
            close.problems.extend(unclosed(path, &inner));
            close.unsound.push(inner.index);
            close.closed.push(inner.index);
        }
        close.closed.extend(self.open.pop().map(|open| open.index));
        close
    }

    /// Ends what is still open where the text ends.
    pub(in crate::markdown) fn finish(&mut self, path: &SourcePath) -> Close {
        let mut close = Close { closed: Vec::new(), unsound: Vec::new(), problems: Vec::new() };
        for open in self.open.drain(..).rev() {
            close.problems.extend(unclosed(path, &open));
            close.unsound.push(open.index);
            close.closed.push(open.index);
        }
        close
    }
}

fn unclosed(path: &SourcePath, open: &Open) -> Option<Diagnostic> {
    let problem = Diagnostic::error("directive::unclosed", "this directive has no end")
        .at(path, open.span)
        .help(format!("write `{}` on a line of its own behind its text", ":".repeat(open.colons)))
        .help("a directive without a text has two colons: `::name{…}`");
    (!open.told).then_some(problem)
}

fn count(colons: usize) -> String {
    if colons == 1 { "1 colon".to_owned() } else { format!("{colons} colons") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(problems: &[Diagnostic]) -> Vec<&str> {
        problems.iter().map(|problem| problem.code).collect()
    }

    fn open(nesting: &mut Nesting, index: usize, colons: usize) -> Option<Diagnostic> {
        nesting.open(index, colons, &SourcePath::new("content/x.md"), Span::default())
    }

    fn close(nesting: &mut Nesting, colons: usize) -> Close {
        nesting.close(colons, &SourcePath::new("content/x.md"), Span::default())
    }

    #[test]
    fn the_line_of_the_outer_one_ends_what_is_open_inside() {
        let mut nesting = Nesting::default();
        assert!(open(&mut nesting, 0, 4).is_none());
        assert!(open(&mut nesting, 1, 3).is_none());
        let closed = close(&mut nesting, 4);
        assert_eq!((closed.closed, closed.unsound), (vec![1, 0], vec![1]));
        assert_eq!(codes(&closed.problems), ["directive::unclosed"]);
        assert_eq!(codes(&close(&mut nesting, 3).problems), ["directive::stray-end"]);
    }

    #[test]
    fn colons_are_counted() {
        let mut nesting = Nesting::default();
        assert!(open(&mut nesting, 0, 3).is_none());
        assert_eq!(open(&mut nesting, 1, 3).map(|problem| problem.code), Some("directive::colons"));
        assert_eq!(codes(&close(&mut nesting, 5).problems), ["directive::colons"]);
        assert_eq!(close(&mut nesting, 3).closed, [0]);
        assert_eq!(nesting.finish(&SourcePath::new("content/x.md")).closed, [0usize; 0]);
    }
}
