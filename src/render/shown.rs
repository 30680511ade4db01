//! What a page shows of others that change with time.

use super::printer::Printer;
use crate::model::{Argument, Page, PageFacts, PageId, ResolvedDirective};

impl Printer {
    /// The pages of which a page says where they stand: those around it, and those that its text shows by directives. Of a
    /// member it is the ledger that says so, in words of its own.
    pub(super) fn shown_on<'a>(&self, page: &'a Page) -> impl Iterator<Item = PageId> + use<'a> {
        let (lists, ones): ([&'a [PageId]; 4], [Option<PageId>; 2]) = match &page.facts {
            PageFacts::Post { recap_of, .. } => (Default::default(), [*recap_of, None]),
            PageFacts::Story(facts) => (Default::default(), [facts.event, facts.drop]),
            PageFacts::Chapter(facts) => {
                ([&facts.coming, &facts.past, &facts.drops, &facts.campaigns], [None; 2])
            }
            PageFacts::PrintRun(facts) => (Default::default(), [facts.target, None]),
            PageFacts::Tier(facts) => ([&facts.drops, &[], &[], &[]], [None; 2]),
            PageFacts::Event(_)
            | PageFacts::Drop(_)
            | PageFacts::Member(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => Default::default(),
        };
        let around = lists.into_iter().flatten().copied().chain(ones.into_iter().flatten());
        around.chain(page.directives.iter().flat_map(named_by))
    }
}

/// The pages that a directive shows.
fn named_by(directive: &ResolvedDirective) -> impl Iterator<Item = PageId> {
    let arguments = match directive {
        ResolvedDirective::Shown(arguments) => &arguments[..],
        ResolvedDirective::Withheld | ResolvedDirective::Broken => &[],
    };
    arguments.iter().filter_map(|(_, argument)| match argument {
        Argument::Page(id) => Some(*id),
        Argument::Absent
        | Argument::Text(_)
        | Argument::Integer(_)
        | Argument::Link(..)
        | Argument::Picture(..)
        | Argument::Member { .. } => None,
    })
}
