//! Content lines: escaped, folded, ended.

/// Octets of a line, without its end (RFC 5545 §3.1).
const WIDTH: usize = 75;

/// Lines of a calendar, one behind another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines {
    text: String,
    /// Where the present line begins.
    line: usize,
}

impl Lines {
    /// A line whose value needs no escaping: a time, an address, a word of the standard.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.begin(name);
        self.push_clean(value);
        self.end();
    }

    /// A line whose value is a text (RFC 5545 §3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.begin(name);
        self.push_text(value);
        self.end();
    }

    /// A line of several texts.
    pub(super) fn texts<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>) {
        self.begin(name);
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.push_text(value);
        }
        self.end();
    }

    /// A line with one parameter whose value is a text.
    pub(super) fn with_parameter(&mut self, name: &str, parameter: &str, text: &str, value: &str) {
        self.text.push_str(name);
        self.text.push(';');
        self.text.push_str(parameter);
        self.text.push_str("=\"");
        // A quote cannot stand inside quotes (RFC 5545 §3.2), and old readers do not know RFC 6868.
        self.text.extend(text.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }));
        self.text.push_str("\":");
        self.push_clean(value);
        self.end();
    }

    /// What other lines say.
    pub(super) fn lines(&mut self, others: &str) {
        self.text.push_str(others);
        self.line = self.text.len();
    }

    /// The whole.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn begin(&mut self, name: &str) {
        self.text.push_str(name);
        self.text.push(':');
    }

    /// What holds no control characters in any sound calendar.
    fn push_clean(&mut self, value: &str) {
        self.text.extend(value.chars().filter(|c| !c.is_control()));
    }

    fn push_text(&mut self, value: &str) {
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => self.text.extend(['\\', c]),
                '\n' => self.text.push_str("\\n"),
                '\t' => self.text.push(c),
                // Others stand in no text (RFC 5545 §3.1, CONTROL).
                c if c.is_control() => {}
                c => self.text.push(c),
            }
        }
    }

    /// Folds the present line, between characters, and ends it.
    fn end(&mut self) {
        if self.text.len() - self.line > WIDTH {
            let long = self.text.split_off(self.line);
            let (mut rest, mut room) = (long.as_str(), WIDTH);
            while rest.len() > room {
                let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
                self.text.push_str(head);
                self.text.push_str("\r\n ");
                // The space that begins a line counts.
                (rest, room) = (tail, WIDTH - 1);
            }
            self.text.push_str(rest);
        }
        self.text.push_str("\r\n");
        self.line = self.text.len();
    }
}
