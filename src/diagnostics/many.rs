//! Too much to be told one by one: what one file has of that becomes one problem that says how much it is.

use super::{Diagnostic, Severity};

/// The most problems of one file that are told one by one.
///
/// Nobody mends more in one go, and what holds, sorts and shows them shall not depend on how large a file is that is
/// wrong throughout.
pub const MOST_OF_ONE: usize = 1000;

const CODE: &str = "source::many-problems";

/// Gathers what is too much, of problems in a reader's order; errors are told before warnings. Gives whether there was any.
///
/// What it made may come back with others of that file: counts add up.
pub(super) fn gather(diagnostics: &mut Vec<Diagnostic>) -> bool {
    let is_of_one = |a: &Diagnostic, b: &Diagnostic| a.place().0.map(|at| at.0) == b.place().0.map(|at| at.0);
    if diagnostics.chunk_by(is_of_one).all(|group| group.len() <= MOST_OF_ONE) {
        return false;
    }
    let mut all = std::mem::take(diagnostics).into_iter().peekable();
    while let Some(first) = all.next() {
        let mut group = vec![first];
        while let Some(next) = all.next_if(|next| is_of_one(&group[0], next)) {
            group.push(next);
        }
        if group.len() > MOST_OF_ONE {
            group = bounded(group);
        }
        diagnostics.append(&mut group);
    }
    true
}

/// The problems of one file, with at most one for its further errors and one for its further warnings.
fn bounded(group: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let (mut rest, mut told): (Vec<_>, Vec<_>) = group.into_iter().partition(|own| own.code == CODE);
    told.sort_by_key(|own| own.severity);
    rest.extend(told.split_off(told.len().min(MOST_OF_ONE)));
    for severity in [Severity::Error, Severity::Warning] {
        let further = || rest.iter().filter(|own| own.severity == severity);
        if let Some(first) = further().min_by_key(|own| own.place()) {
            told.push(standing_for(super::count(further(), severity), first));
        }
    }
    told
}

fn standing_for(count: usize, first: &Diagnostic) -> Diagnostic {
    let words = format!("{} more {}{}", count, first.severity.name(), if count == 1 { "" } else { "s" });
    let mut problem = Diagnostic::error(CODE, format!("{words} of this file are not told one by one"));
    if let Some(label) = first.labels.first() {
        problem = match label.span {
            Some(span) => problem.labelled(&label.path, span, "from here on"),
            None => problem.in_file(&label.path),
        };
    }
    problem.severity = first.severity;
    problem.stands_for = count;
    problem.help("mend what is told, or what all of it comes from; then look again")
}

#[cfg(test)]
mod tests {
    use super::super::sort;
    use super::*;
    use crate::model::{SourcePath, Span};

    fn at(path: &str, place: usize, severity: Severity) -> Diagnostic {
        let problem = Diagnostic::error("a::b", format!("no {place}"));
        Diagnostic { severity, ..problem }.at(&SourcePath::new(path), Span::new(place, place + 1))
    }

    fn told(diagnostics: &[Diagnostic]) -> Vec<(Severity, usize)> {
        let many = diagnostics.iter().filter(|own| own.code == CODE);
        many.map(|own| (own.severity, own.stands_for)).collect()
    }

    #[test]
    fn what_a_file_has_too_much_of_is_counted_and_other_files_are_told_in_full() {
        let mut all: Vec<_> = (0..3000).map(|n| at("big.md", n, Severity::Error)).collect();
        all.extend((0..900).map(|n| at("small.md", n, Severity::Warning)));
        sort(&mut all);
        assert_eq!(told(&all), [(Severity::Error, 2000)]);
        assert_eq!(all.len(), MOST_OF_ONE + 1 + 900);
        let many = &all[MOST_OF_ONE];
        assert_eq!(
            (many.code, many.labels[0].span),
            (CODE, Some(Span::new(1000, 1001))),
            "it stands behind them"
        );
        assert_eq!(super::super::count(&all, Severity::Error), 3000);
        assert_eq!(super::super::count(&all, Severity::Warning), 900);
    }

    #[test]
    fn errors_are_told_before_warnings() {
        let mut all: Vec<_> = (0..1500).map(|n| at("a.md", n, Severity::Warning)).collect();
        all.push(at("a.md", 9999, Severity::Error));
        sort(&mut all);
        assert!(all.iter().any(|own| own.severity == Severity::Error && own.code == "a::b"));
        assert_eq!(told(&all), [(Severity::Warning, 501)]);
    }

    #[test]
    fn what_was_gathered_by_two_stages_adds_up() {
        let mut of_reading: Vec<_> = (0..1300).map(|n| at("a.md", n * 2, Severity::Error)).collect();
        let mut of_links: Vec<_> = (0..1400).map(|n| at("a.md", n * 2 + 1, Severity::Error)).collect();
        sort(&mut of_reading);
        sort(&mut of_links);
        of_reading.append(&mut of_links);
        sort(&mut of_reading);
        assert_eq!(told(&of_reading), [(Severity::Error, 1700)]);
        assert_eq!(super::super::count(&of_reading, Severity::Error), 2700);
        let before = of_reading.clone();
        sort(&mut of_reading);
        assert_eq!(of_reading, before, "once more changes nothing");
    }
}
