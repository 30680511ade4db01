//! HTML as it is being written: with holes, and with marks for what only the end of the body decides.

use crate::model::What;

/// HTML, its marks, and what of it is our own markup.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    /// Only where raw HTML may stand beside it.
    pub(super) own: Option<Vec<Own>>,
}

/// A place in a draft where something goes in.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) at: usize,
    /// How much of the text behind it is its argument.
    pub(super) len: usize,
    pub(super) what: Pending,
}

/// What goes into a mark.
#[derive(Clone, Copy)]
pub(super) enum Pending {
    /// A hole stays.
    Hole(What),
    /// The attribute `id` of the heading of that position.
    HeadingId(usize),
    /// The link of a heading to itself.
    Permalink(usize),
    /// A reference to a footnote, by its position among all references.
    Reference(usize),
}

/// A place in a draft: where, and how many marks and own parts stand before it.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) text: usize,
    pub(super) marks: usize,
    pub(super) own: usize,
}

/// Markup of our own, which the sanitiser must not see.
#[derive(Clone, Copy)]
pub(super) struct Own {
    pub(super) from: Place,
    pub(super) to: Place,
    /// The name of the empty element that stands for an element meanwhile; `None` for attributes.
    pub(super) shell: Option<&'static str>,
}

impl Draft {
    pub(super) fn new(capacity: usize, beside_raw: bool) -> Self {
        Self { text: String::with_capacity(capacity), marks: Vec::new(), own: beside_raw.then(Vec::new) }
    }

    /// An empty draft of the same kind.
    pub(super) fn another(&self) -> Self {
        Self::new(0, self.own.is_some())
    }

    /// The end as it is now.
    pub(super) fn place(&self) -> Place {
        let own = self.own.as_ref().map_or(0, Vec::len);
        Place { text: self.text.len(), marks: self.marks.len(), own }
    }

    /// Leaves a mark without argument at the end.
    pub(super) fn mark(&mut self, what: Pending) {
        self.marks.push(Mark { at: self.text.len(), len: 0, what });
    }

    /// Leaves a hole without argument at the end.
    pub(super) fn hole(&mut self, what: What) {
        self.mark(Pending::Hole(what));
    }

    /// Leaves a hole whose argument is the text from `from` on.
    pub(super) fn hole_around(&mut self, from: usize, what: What) {
        let len = self.text.len() - from;
        self.marks.push(Mark { at: from, len, what: Pending::Hole(what) });
    }

    /// Puts text at an earlier place.
    pub(super) fn insert(&mut self, place: Place, text: &str) {
        self.text.insert_str(place.text, text);
        for mark in self.marks.iter_mut().skip(place.marks) {
            mark.at += text.len();
        }
        for own in self.own.iter_mut().flatten().skip(place.own) {
            own.from.text += text.len();
            own.to.text += text.len();
        }
    }

    /// Puts attributes of our own at an earlier place.
    pub(super) fn insert_attributes(&mut self, place: Place, text: &str) {
        self.insert(place, text);
        if let Some(own) = &mut self.own {
            let to = Place { text: place.text + text.len(), ..place };
            own.insert(place.own, Own { from: place, to, shell: None });
        }
    }

    /// Leaves a hole without argument at an earlier place.
    pub(super) fn insert_hole(&mut self, place: Place, what: What) {
        self.marks.insert(place.marks, Mark { at: place.text, len: 0, what: Pending::Hole(what) });
        for own in self.own.iter_mut().flatten().skip(place.own) {
            own.from.marks += 1;
            own.to.marks += 1;
        }
    }

    /// Tells that the attributes written from `from` on are our own.
    pub(super) fn own_attributes(&mut self, from: Place) {
        self.keep(from, None);
    }

    /// Tells that the element written from `from` on is our own; an empty `shell` may stand in its place.
    pub(super) fn own_element(&mut self, from: Place, shell: &'static str) {
        self.keep(from, Some(shell));
    }

    fn keep(&mut self, from: Place, shell: Option<&'static str>) {
        let to = self.place();
        let is_empty = from.text == to.text && from.marks == to.marks;
        if let Some(own) = self.own.as_mut().filter(|_| !is_empty) {
            own.push(Own { from, to, shell });
        }
    }

    /// Begins a line, where the text does not stand at one.
    pub(super) fn fresh_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Appends another draft.
    pub(super) fn append(&mut self, other: &Self) {
        let base = self.place();
        let moved = |place: Place| Place {
            text: place.text + base.text,
            marks: place.marks + base.marks,
            own: place.own + base.own,
        };
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.iter().map(|mark| Mark { at: mark.at + base.text, ..*mark }));
        if let Some(own) = &mut self.own {
            let others = other.own.iter().flatten();
            own.extend(others.map(|own| Own { from: moved(own.from), to: moved(own.to), ..*own }));
        }
    }
}
