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
pub(in crate::markdown) struct Numbered {
    /// Definitions in the order of their numbers, each with how many references it has; a definition is
    /// known by how many began before it.
    pub(in crate::markdown) order: Vec<(usize, usize)>,
    /// Of each reference the number of its note and which of the references to it it is, both from 1; `None`
    /// for one that leads nowhere or stands in a note that is left out.
    pub(in crate::markdown) references: Vec<Option<(usize, usize)>>,
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

    /// Enters a reference; returns its position among all.
    pub(super) fn reference(&mut self, label: &str) -> usize {
        self.references.push((self.open.last().copied(), label.to_lowercase()));
        self.references.len() - 1
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
        let numbers: HashMap<usize, usize> = order.iter().copied().zip(1..).collect();
        let mut met: HashMap<usize, usize> = HashMap::new();
        let mut numbered = |(context, label): &(Option<usize>, String)| {
            let number = *numbers.get(self.by_label.get(label)?)?;
            if context.is_some_and(|context| !numbers.contains_key(&context)) {
                return None;
            }
            let count = met.entry(number).or_insert(0);
            *count += 1;
            Some((number, *count))
        };
        let references = self.references.iter().map(&mut numbered).collect();
        let order = order.iter().map(|index| (*index, counts.get(index).copied().unwrap_or_default()));
        Numbered { order: order.collect(), references, unused, ids }
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
