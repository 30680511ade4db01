//! The text of a ledger to its entries, with every problem at once.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::comments::Signs;
use super::conflict;
use crate::diagnostics::{Diagnostic, TomlFaultKind, nearest, read_toml};
use crate::model::{Code, Lang, Ledger, LedgerEntry, LedgerPlace, SourcePath, Span};

/// The fields of an entry, in the order in which they are written.
const FIELDS: [&str; 8] = ["code", "address", "target", "uid", "lang", "placement", "issued", "retired"];

/// Reads a ledger.
///
/// What is wrong with an entry is told at its place and leaves that entry out; the rest is read all the same.
#[must_use]
pub fn read(path: &SourcePath, text: &str) -> (Ledger, Vec<Diagnostic>) {
    if let Some(problem) = conflict::found(path, text) {
        return (Ledger::default(), vec![problem]);
    }
    let signs = Signs::of(text);
    let mut reader = Reader { path, text, found: Vec::new() };
    if let Some(span) = signs.too_deep() {
        reader.error(
            "ledger::syntax",
            span,
            "this nests deeper than any code",
            "an entry is `[[code]]` and a line for each field",
        );
        return (Ledger::default(), reader.found);
    }
    let mut room = String::new();
    let (table, faults) = read_toml(text, &mut room);
    for fault in faults {
        let message = match &fault.kind {
            TomlFaultKind::Duplicate => "a field stands here a second time".to_owned(),
            TomlFaultKind::Unclosed(_) | TomlFaultKind::Syntax(_) => fault.message(),
        };
        let help = match &fault.kind {
            TomlFaultKind::Unclosed(_) => fault.help(),
            TomlFaultKind::Duplicate | TomlFaultKind::Syntax(_) => None,
        };
        reader.error(
            "ledger::syntax",
            fault.span,
            message,
            help.unwrap_or("an entry is `[[code]]` and a line for each field: `code = \"7KQ2MX\"`"),
        );
    }
    if !reader.found.is_empty() {
        // What stands in lines that could not be read is a guess, and a guess must not be blamed.
        return (Ledger::default(), reader.found);
    }
    let mut raw = Vec::new();
    for (key, value) in table.into_inner() {
        let span = reader.clamp(key.span());
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("code", DeValue::Array(items)) => {
                raw.extend(items.into_iter().map(|item| (reader.clamp(item.span()), item.into_inner())));
            }
            ("code", _) => {
                reader.error(
                    "ledger::wrong-type",
                    span,
                    "a ledger is a list of codes",
                    "begin each entry with a line `[[code]]`",
                );
            }
            (other, _) => {
                let message = format!("a ledger has no field `{}`", one_line(other));
                reader.error(
                    "ledger::unknown-field",
                    span,
                    message,
                    "every line belongs to an entry: begin each with a line `[[code]]`",
                );
            }
        }
    }
    let mut entries = Vec::with_capacity(raw.len());
    let mut ends = Vec::with_capacity(raw.len());
    for (span, value) in raw {
        let DeValue::Table(fields) = value else {
            reader.error(
                "ledger::wrong-type",
                span,
                "an entry is a table",
                "begin each entry with a line `[[code]]`",
            );
            continue;
        };
        let end = fields.iter().map(|(key, value)| value.span().end.max(key.span().end)).max();
        if let Some(entry) = reader.entry(span, fields) {
            entries.push(entry);
            ends.push(end.unwrap_or(span.end));
        }
    }
    let (comments, tail) = signs.comments(text, &ends);
    for (entry, comments) in entries.iter_mut().zip(comments) {
        entry.comments = comments;
    }
    reader.doubles(&entries);
    // Of two with one code the first counts, until one of them is gone.
    entries.sort_by_key(|entry| entry.code);
    entries.dedup_by_key(|entry| entry.code);
    (Ledger { entries, tail }, reader.found)
}

/// A field that was understood, and where its value stands.
#[derive(Default)]
struct Fields {
    texts: BTreeMap<&'static str, (String, Span)>,
    issued: Option<Date>,
    /// Something was wrong and has been told.
    unsound: bool,
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(Diagnostic::error(code, message).at(self.path, span).help(help));
    }

    /// A span inside the text and between its characters.
    fn clamp(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len()));
        Span::new(start, end.max(start))
    }

    fn entry(&mut self, header: Span, table: DeTable<'_>) -> Option<LedgerEntry> {
        let mut fields = Fields::default();
        for (key, value) in table {
            let (key_span, span) = (self.clamp(key.span()), self.clamp(value.span()));
            let name = key.get_ref().as_ref();
            let Some(known) = FIELDS.into_iter().find(|known| *known == name) else {
                self.unknown_field(name, key_span);
                fields.unsound = true;
                continue;
            };
            self.field(known, value.into_inner(), span, &mut fields);
        }
        let missing: Vec<&str> = FIELDS.into_iter().filter(|name| fields.lacks(name)).collect();
        if !missing.is_empty() && !fields.unsound {
            let span = fields.texts.get("code").map_or(header, |(_, span)| *span);
            let message = format!("this entry has no `{}`", missing.join("`, no `"));
            self.error(
                "ledger::missing-field",
                span,
                message,
                "take the file back as it was committed, or write the line again",
            );
            return None;
        }
        let code = fields.texts.remove("code");
        let code = code.and_then(|(text, span)| Some((self.code(&text, span)?, span)));
        let address = fields.texts.remove("address");
        if fields.unsound {
            return None;
        }
        let ((code, code_span), (address, address_span)) = (code?, address?);
        if base_of(&address, code).is_none() {
            let message = format!("the address of the code `{code}` does not end in `C/{code}/`");
            self.error(
                "ledger::bad-address",
                address_span,
                message,
                "write the address as it was printed: code and address belong together",
            );
            return None;
        }
        let (target, target_span) = fields.texts.remove("target").unwrap_or((String::new(), code_span));
        let retired = fields.texts.remove("retired");
        let place = LedgerPlace {
            code: code_span,
            address: address_span,
            target: target_span,
            retired: retired.as_ref().map_or(code_span, |(_, span)| *span),
        };
        Some(LedgerEntry {
            code,
            address,
            target,
            uid: fields.texts.remove("uid")?.0,
            lang: Lang::new(fields.texts.remove("lang")?.0),
            placement: fields.texts.remove("placement").map(|(placement, _)| placement),
            issued: fields.issued?,
            retired: retired.map(|(retired, _)| retired),
            comments: Vec::new(),
            place,
        })
    }

    fn unknown_field(&mut self, name: &str, span: Span) {
        let near = nearest(name, FIELDS);
        let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        self.found.push(
            Diagnostic::error("ledger::unknown-field", format!("a code has no field `{}`", one_line(name)))
                .labelled(self.path, span, label)
                .help(format!("the fields of a code: {}", FIELDS.join(", "))),
        );
    }

    fn field(&mut self, name: &'static str, value: DeValue<'_>, span: Span, fields: &mut Fields) {
        let text = match value {
            DeValue::Datetime(day) if name == "issued" => day.to_string(),
            DeValue::String(text) => text.into_owned(),
            DeValue::Datetime(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                let wants = if name == "issued" { "a date, as `2026-11-27`" } else { "a text in quotes" };
                self.error(
                    "ledger::wrong-type",
                    span,
                    format!("`{name}` wants {wants}"),
                    "take the file back as it was committed, or write the line again",
                );
                fields.unsound = true;
                return;
            }
        };
        if name == "issued" {
            fields.issued = text.parse().ok();
            if fields.issued.is_none() {
                self.error(
                    "ledger::wrong-type",
                    span,
                    format!("`issued` wants a date, not `{}`", one_line(&text)),
                    "write the day as `2026-11-27`",
                );
                fields.unsound = true;
            }
            return;
        }
        // `retired = ""` is the home page; nothing else can be nothing.
        if text.trim().is_empty() && name != "retired" {
            self.error(
                "ledger::wrong-type",
                span,
                format!("`{name}` is empty"),
                "take the file back as it was committed, or write the line again",
            );
            fields.unsound = true;
            return;
        }
        fields.texts.insert(name, (text, span));
    }

    fn code(&mut self, text: &str, span: Span) -> Option<Code> {
        let code = Code::new(text);
        if code.is_none() {
            let meant = Code::new(&text.trim().to_uppercase());
            let label = meant.map_or(String::new(), |meant| format!("did you mean `{meant}`?"));
            self.found.push(
                Diagnostic::error("ledger::bad-code", format!("`{}` is no code", one_line(text)))
                    .labelled(self.path, span, label)
                    .help(
                        "a code has six of the signs 0–9 and A–Z, without I, L, O and U, as in its address",
                    ),
            );
        }
        code
    }

    /// Two entries of one code, or of one poster.
    fn doubles(&mut self, entries: &[LedgerEntry]) {
        let mut codes: BTreeMap<Code, Span> = BTreeMap::new();
        let mut identities = BTreeMap::new();
        for entry in entries {
            let span = entry.place.code;
            let first = *codes.entry(entry.code).or_insert(span);
            if first != span {
                self.found.push(
                    Diagnostic::error(
                        "ledger::duplicate-code",
                        format!("the code `{}` stands here twice", entry.code),
                    )
                    .labelled(self.path, span, "here")
                    .labelled(self.path, first, "and here")
                    .help("one code leads to one page: keep the entry that was printed"),
                );
                continue;
            }
            let identity = (&entry.uid, &entry.lang, &entry.placement);
            let first = *identities.entry(identity).or_insert(span);
            if first != span {
                let whose = match &entry.placement {
                    Some(placement) => format!("`{}` at `{}` in `{}`", entry.uid, placement, entry.lang),
                    None => format!("`{}` in `{}`", entry.uid, entry.lang),
                };
                self.found.push(
                    Diagnostic::error("ledger::duplicate-identity", format!("two codes are those of {}", one_line(&whose)))
                        .labelled(self.path, span, "this one")
                        .labelled(self.path, first, "and this one")
                        .help("if both were printed, give one of them a `uid` of its own, such as `old-lamp`: it goes on leading to its target"),
                );
            }
        }
    }
}

impl Fields {
    /// Whether a field that must be there is not.
    fn lacks(&self, name: &str) -> bool {
        match name {
            "placement" | "retired" => false,
            "issued" => self.issued.is_none(),
            "target" if self.texts.contains_key("retired") => false,
            name => !self.texts.contains_key(name),
        }
    }
}

/// The base that an address was made of, with its final `/`; nothing where it does not end in its code.
#[must_use]
pub fn base_of(address: &str, code: Code) -> Option<&str> {
    let tail = format!("/C/{code}/");
    let at = address.len().checked_sub(tail.len())?;
    let matches = address.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(&tail));
    matches.then(|| &address[..=at])
}

/// A text of the file, fit to stand in a message: on one line and not too long.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let line: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() { line + "…" } else { line }
}
