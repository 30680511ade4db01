//! Footnotes: collected at the end, in the order of their first reference.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{Writer, attribute};
use crate::markdown::host::Host;
use crate::markdown::outline::notes::{note_id, reference_id};
use crate::model::{Outline, TextKey};

/// Footnotes while a body is written.
pub(super) struct Notes {
    /// From the lower-case label to the position.
    numbers: HashMap<String, usize>,
    /// By position.
    notes: Vec<Note>,
    /// Open definitions: the text around them, and the position of the note, if it is one that counts.
    open: Vec<(String, Option<usize>)>,
}

#[derive(Default)]
struct Note {
    html: Option<String>,
    references: usize,
}

impl Notes {
    pub(super) fn new(outline: &Outline) -> Self {
        let numbers: HashMap<_, _> =
            outline.footnotes.iter().enumerate().map(|(index, label)| (label.clone(), index)).collect();
        let notes = outline.footnotes.iter().map(|_| Note::default()).collect();
        Self { numbers, notes, open: Vec::new() }
    }
}

impl<H: Host + ?Sized> Writer<'_, H> {
    pub(super) fn note_reference(&mut self, label: &str) {
        let Some(index) = self.notes.numbers.get(&label.to_lowercase()).copied() else { return };
        if self.notes.open.last().is_some_and(|(_, note)| note.is_none()) {
            return;
        }
        let note = &mut self.notes.notes[index];
        note.references += 1;
        let (number, count) = (index + 1, note.references);
        let from = self.out.len();
        self.out.push_str("<sup class=\"footnote-ref\"><a href=\"");
        self.own_page();
        write!(
            self.out,
            "{}\" id=\"{}\" role=\"doc-noteref\">{number}</a></sup>",
            note_id(number),
            reference_id(number, count),
        )
        .expect("a String takes everything");
        self.own_element(from, "sup");
    }

    pub(super) fn open_note(&mut self, label: &str) {
        self.leave_text();
        let index = self.notes.numbers.get(&label.to_lowercase()).copied();
        let index = index.filter(|index| self.notes.notes[*index].html.is_none());
        if let Some(index) = index {
            // Claimed at once, so that a second definition inside the first does not count.
            self.notes.notes[index].html = Some(String::new());
        }
        self.notes.open.push((std::mem::take(&mut self.out), index));
    }

    pub(super) fn close_note(&mut self) {
        self.leave_text();
        if let Some((around, index)) = self.notes.open.pop() {
            let html = std::mem::replace(&mut self.out, around);
            if let Some(index) = index {
                self.notes.notes[index].html = Some(html);
            }
        }
    }

    pub(super) fn write_notes(&mut self) {
        if self.notes.notes.is_empty() {
            return;
        }
        self.fresh_line();
        self.out.push_str("<div");
        let from = self.out.len();
        self.out.push_str(" class=\"footnotes\" role=\"doc-endnotes\"");
        self.labelled("aria-label", TextKey::Footnotes);
        self.own_attributes(from);
        self.out.push_str(">\n<ol>\n");
        for index in 0..self.notes.notes.len() {
            let note = std::mem::take(&mut self.notes.notes[index]);
            self.write_note(index + 1, note);
        }
        self.out.push_str("</ol>\n</div>\n");
    }

    fn write_note(&mut self, number: usize, note: Note) {
        self.out.push_str("<li");
        let from = self.out.len();
        write!(self.out, " id=\"{}\"", note_id(number)).expect("a String takes everything");
        self.own_attributes(from);
        self.out.push_str(">\n");
        let html = note.html.unwrap_or_default();
        // The way back stands at the end of the last paragraph, where there is one.
        let (text, end) = match html.strip_suffix("</p>\n") {
            Some(text) => (text, "</p>\n"),
            None => (html.as_str(), "</p>\n"),
        };
        self.out.push_str(text);
        if text.len() == html.len() {
            self.fresh_line();
            self.out.push_str("<p>");
        } else {
            self.out.push(' ');
        }
        for count in 1..=note.references {
            let from = self.out.len();
            let id = reference_id(number, count);
            self.out.push_str("<a class=\"footnote-back\" href=\"");
            self.own_page();
            self.out.extend([&id, "\" role=\"doc-backlink\" aria-label=\""]);
            attribute(&mut self.out, self.host.text(TextKey::BackToReference));
            let more = if count == 1 { String::new() } else { format!("-{count}") };
            write!(self.out, " {number}{more}\">↩</a>").expect("a String takes everything");
            self.own_element(from, "span");
            if count < note.references {
                self.out.push(' ');
            }
        }
        self.out.push_str(end);
        self.out.push_str("</li>\n");
    }
}
