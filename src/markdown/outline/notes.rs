//! Footnotes: which are used, in which order they are numbered.

use std::collections::HashMap;
use std::ops::Range;

/// Footnotes while a body is read.
#[derive(Default)]
pub(super) struct Notes {
    /// Labels in order of their definition, as written, with their place.
    defined: Vec<(String, Range<usize>)>,
    /// From the lower-case label to the position in `defined`.
    by_label: HashMap<String, usize>,
    /// References in order: the definition in which they stand, and the label.
    references: Vec<(Option<usize>, String)>,
    /// The definitions that are open, the innermost last.
    open: Vec<usize>,
}

/// What is known of the footnotes at the end.
pub(super) struct Numbered {
    /// Labels in the order of their numbers.
    pub(super) order: Vec<String>,
    /// Definitions that nothing refers to.
    pub(super) unused: Vec<(String, Range<usize>)>,
    /// The ids that notes and references will have.
    pub(super) ids: Vec<String>,
}

impl Notes {
    /// Enters a definition; false where the label has one already.
    pub(super) fn define(&mut self, label: &str, at: Range<usize>) -> bool {
        let index = self.defined.len();
        let key = label.to_lowercase();
        let is_new = !self.by_label.contains_key(&key);
        if is_new {
            self.by_label.insert(key, index);
        }
        self.defined.push((label.to_owned(), at));
        self.open.push(index);
        is_new
    }

    /// Leaves the innermost definition.
    pub(super) fn leave(&mut self) {
        self.open.pop();
    }

    pub(super) fn reference(&mut self, label: &str) {
        self.references.push((self.open.last().copied(), label.to_lowercase()));
    }

    /// Numbers the notes in the order in which a reader meets them: the text first, then note by note.
    pub(super) fn finish(self) -> Numbered {
        let mut within: HashMap<usize, Vec<usize>> = HashMap::new();
        let mut counts: HashMap<usize, usize> = HashMap::new();
        let mut order: Vec<usize> = Vec::new();
        let mut met = |index: usize, order: &mut Vec<usize>| {
            let count = counts.entry(index).or_insert(0);
            *count += 1;
            if *count == 1 {
                order.push(index);
            }
        };
        for (context, label) in &self.references {
            let Some(index) = self.by_label.get(label).copied() else { continue };
            match context {
                None => met(index, &mut order),
                Some(context) => within.entry(*context).or_default().push(index),
            }
        }
        let mut next = 0;
        while let Some(note) = order.get(next).copied() {
            for index in within.remove(&note).unwrap_or_default() {
                met(index, &mut order);
            }
            next += 1;
        }
        let mut ids = Vec::new();
        for (position, index) in order.iter().enumerate() {
            ids.push(note_id(position + 1));
            for count in 1..=counts.get(index).copied().unwrap_or_default() {
                ids.push(reference_id(position + 1, count));
            }
        }
        let first = |index: &usize, label: &str| self.by_label.get(&label.to_lowercase()) == Some(index);
        let unused = self
            .defined
            .iter()
            .enumerate()
            .filter(|(index, (label, _))| first(index, label) && !counts.contains_key(index))
            .map(|(_, defined)| defined.clone())
            .collect();
        let order = order.iter().map(|index| self.defined[*index].0.to_lowercase()).collect();
        Numbered { order, unused, ids }
    }
}

/// The id of a note.
pub(in crate::markdown) fn note_id(number: usize) -> String {
    format!("fn-{number}")
}

/// The id of a reference to a note: `fnref-1`, of further ones `fnref-1-2`.
pub(in crate::markdown) fn reference_id(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
