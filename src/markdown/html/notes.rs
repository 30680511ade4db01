//! Footnotes: collected apart, for the end of the body.

use super::Writer;
use crate::markdown::draft::{Draft, Pending};

/// The HTML of a definition.
pub(in crate::markdown) type NoteDraft = Draft;

/// Footnotes while a body is written.
#[derive(Default)]
pub(super) struct Notes {
    /// By the order in which they begin.
    drafts: Vec<NoteDraft>,
    /// Open definitions: which, and the text around them.
    open: Vec<(usize, Draft)>,
}

impl Notes {
    pub(super) fn finish(self) -> Vec<NoteDraft> {
        self.drafts
    }
}

impl Writer<'_> {
    pub(super) fn note_reference(&mut self, index: usize) {
        let from = self.out.place();
        self.out.mark(Pending::Reference(index));
        self.out.own_element(from, "sup");
    }

    pub(super) fn open_note(&mut self) {
        self.leave_text();
        let inner = self.out.another();
        let around = std::mem::replace(&mut self.out, inner);
        self.notes.open.push((self.notes.drafts.len(), around));
        self.notes.drafts.push(Draft::default());
    }

    pub(super) fn close_note(&mut self) {
        self.leave_text();
        if let Some((index, around)) = self.notes.open.pop() {
            self.notes.drafts[index] = std::mem::replace(&mut self.out, around);
        }
    }
}
