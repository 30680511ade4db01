//! A draft to its final form: ids and numbers are known, raw HTML is sanitised, only holes are left.

use std::fmt::Write as _;

use super::draft::{Draft, Pending, Place};
use super::held;
use super::html::{Written, address, attribute, number};
use super::outline::notes::{Numbered, note_id, reference_id};
use crate::model::{Compiled, Heading, Hole, TextKey, What};

/// What is known at the end of a body.
pub(super) struct Ends<'a> {
    pub(super) headings: &'a [Heading],
    pub(super) notes: &'a Numbered,
    /// The body, where it holds raw HTML.
    pub(super) raw: Option<&'a str>,
    /// Its ids begin with what the host says.
    pub(super) together: bool,
}

/// Makes the final form of a body.
pub(super) fn finish(written: Written, ends: &Ends<'_>) -> Compiled {
    let Written { mut body, notes, pictures, attributes } = written;
    let notes = (!ends.notes.order.is_empty()).then(|| notes_section(&body, &notes, ends));
    let mut out = match ends.raw {
        None => {
            if let Some(notes) = &notes {
                body.fresh_line();
                body.append(notes);
            }
            let mut out = Final::with_capacity(&body, ends);
            out.copy(&body, Place::default(), body.place(), ends);
            out
        }
        Some(text) => {
            // Apart, so that a tag that the text leaves open does not reach into the notes.
            let mut out = Final::with_capacity(&body, ends);
            held::sanitise(&body, text, ends, &mut out);
            if let Some(notes) = &notes {
                if !out.html.is_empty() && !out.html.ends_with('\n') {
                    out.html.push('\n');
                }
                held::sanitise(notes, text, ends, &mut out);
            }
            out
        }
    };
    out.holes.shrink_to_fit();
    Compiled {
        html: out.html.into_boxed_str(),
        holes: out.holes.into_boxed_slice(),
        pictures: pictures.into_boxed_slice(),
        attributes: attributes.into_boxed_slice(),
    }
}

/// HTML in its final form.
pub(super) struct Final {
    pub(super) html: String,
    pub(super) holes: Vec<Hole>,
}

impl Final {
    /// Room for a draft and what its marks become.
    fn with_capacity(draft: &Draft, ends: &Ends<'_>) -> Self {
        let (mut len, mut holes) = (draft.text.len(), draft.marks.len());
        for mark in &draft.marks {
            len += match mark.what {
                Pending::Hole(_) => 0,
                Pending::HeadingId(_) => " id=\"\"".len(),
                Pending::Permalink(_) => 0,
                Pending::Reference(_) => 100,
            };
            holes -= usize::from(matches!(mark.what, Pending::HeadingId(_)));
        }
        len += ends.headings.iter().map(|heading| heading.id.len()).sum::<usize>();
        Self { html: String::with_capacity(len), holes: Vec::with_capacity(holes) }
    }

    /// Leaves a hole at the end; the next `len` bytes are its argument.
    pub(super) fn hole(&mut self, what: What, len: usize) {
        self.holes.push(Hole { at: number(self.html.len()), len: number(len), what });
    }

    /// Copies a part of a draft; what the marks in it stand for is known now.
    pub(super) fn copy(&mut self, draft: &Draft, from: Place, to: Place, ends: &Ends<'_>) {
        let mut at = from.text;
        for mark in draft.marks.get(from.marks..to.marks).unwrap_or_default() {
            self.html.push_str(&draft.text[at..mark.at]);
            at = mark.at + mark.len;
            self.settle(mark.what, &draft.text[mark.at..at], ends);
        }
        self.html.push_str(&draft.text[at..to.text]);
    }

    /// Writes what a mark stands for, or leaves its hole.
    pub(super) fn settle(&mut self, what: Pending, argument: &str, ends: &Ends<'_>) {
        match what {
            Pending::Hole(what) => {
                self.hole(what, argument.len());
                self.html.push_str(argument);
            }
            Pending::HeadingId(index) => {
                if let Some(heading) = ends.headings.get(index) {
                    self.html.push_str(" id=\"");
                    self.prefix(What::IdPrefix, ends);
                    attribute(&mut self.html, &heading.id);
                    self.html.push('"');
                }
            }
            Pending::Permalink(index) => {
                if let Some(heading) = ends.headings.get(index) {
                    let (hole, from) = (self.holes.len(), self.html.len());
                    self.hole(What::Permalink, 0);
                    address(&mut self.html, &heading.id);
                    self.holes[hole].len = number(self.html.len() - from);
                }
            }
            Pending::Reference(index) => self.reference(index, ends),
        }
    }

    /// Leaves the hole for what stands before an id.
    pub(super) fn prefix(&mut self, what: What, ends: &Ends<'_>) {
        if ends.together {
            self.hole(what, 0);
        }
    }

    fn reference(&mut self, index: usize, ends: &Ends<'_>) {
        let Some((number, count)) = ends.notes.references.get(index).copied().flatten() else { return };
        self.html.push_str("<sup class=\"footnote-ref\"><a href=\"");
        self.hole(What::Page, 0);
        self.html.push('#');
        self.prefix(What::AnchorPrefix, ends);
        self.html.extend([&note_id(number), "\" id=\""]);
        self.prefix(What::IdPrefix, ends);
        write!(self.html, "{}\" role=\"doc-noteref\">{number}</a></sup>", reference_id(number, count))
            .expect("a String takes everything");
    }
}

/// The footnotes as a section that stands at the end, in the order of their numbers.
fn notes_section(body: &Draft, notes: &[Draft], ends: &Ends<'_>) -> Draft {
    let mut out = body.another();
    out.text.push_str("<div");
    let from = out.place();
    out.text.push_str(" class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"");
    out.hole(What::Label(TextKey::Footnotes));
    out.text.push('"');
    out.own_attributes(from);
    out.text.push_str(">\n<ol>\n");
    for ((definition, references), number) in ends.notes.order.iter().zip(1..) {
        if let Some(note) = notes.get(*definition) {
            append_note(&mut out, note, number, *references, ends.together);
        }
    }
    out.text.push_str("</ol>\n</div>\n");
    out
}

fn append_note(out: &mut Draft, note: &Draft, number: usize, references: usize, together: bool) {
    const END: &str = "</p>\n";
    out.text.push_str("<li");
    let from = out.place();
    out.text.push_str(" id=\"");
    if together {
        out.hole(What::IdPrefix);
    }
    out.text.extend([&note_id(number), "\""]);
    out.own_attributes(from);
    out.text.push_str(">\n");
    out.append(note);
    // The ways back stand at the end of the last paragraph, where there is one.
    if note.text.ends_with(END) {
        out.text.truncate(out.text.len() - END.len());
        out.text.push(' ');
    } else {
        out.fresh_line();
        out.text.push_str("<p>");
    }
    for count in 1..=references {
        let from = out.place();
        let id = reference_id(number, count);
        out.text.push_str("<a class=\"footnote-back\" href=\"");
        out.hole(What::Page);
        out.text.push('#');
        if together {
            out.hole(What::AnchorPrefix);
        }
        out.text.extend([&id, "\" role=\"doc-backlink\" aria-label=\""]);
        out.hole(What::Label(TextKey::BackToReference));
        let more = if count == 1 { String::new() } else { format!("-{count}") };
        write!(out.text, " {number}{more}\">↩</a>").expect("a String takes everything");
        out.own_element(from, "span");
        if count < references {
            out.text.push(' ');
        }
    }
    out.text.push_str(END);
    out.text.push_str("</li>\n");
}
