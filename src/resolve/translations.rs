//! Translations: which sources are the same thing in several languages, and whether they say the same of it.

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Input;
use super::entry::{Entry, slug_place};
use super::index::Index;
use crate::diagnostics::Diagnostic;
use crate::model::{
    ChapterStatus, Document, DropHandState, EventMode, EventStatus, Kind, KindFields, Lang, Period, Price,
    SourceTree, Span, WithheldReason, WrittenTime,
};

/// Looks at every source that has translations, or seems to have.
pub(super) fn check(index: &Index<'_>, input: &Input<'_>, found: &mut Vec<Diagnostic>) {
    let (default, files) = (&input.config.language, input.files);
    for (at, entry) in index.entries.iter().enumerate() {
        let name = &entry.document.name;
        if name.lang_written && name.lang == *default {
            double_default(index, &entry.document, default, found);
        }
        if !name.is_index {
            same_thing_twice(index, at, found);
            untied(index, at, found);
            disagreements(index, files, at, default, found);
        }
    }
}

/// Translations of one thing: each in a language of its own, of a member all with one handle.
fn same_thing_twice(index: &Index<'_>, at: usize, found: &mut Vec<Diagnostic>) {
    let entry = &index.entries[at];
    let group = index.translations(at);
    let Some(&first) = group.first().filter(|first| **first != at) else { return };
    let first = &index.entries[first];
    let mut earlier = group.iter().take_while(|other| **other != at).map(|other| &index.entries[*other]);
    let twice = earlier.find(|other| other.lang() == entry.lang() && other.reference != entry.reference);
    if let Some(twice) = twice {
        found.push(
            both(
                Diagnostic::error(
                    "source::two-translations",
                    format!("two sources are the same thing in `{}`", entry.lang()),
                ),
                (entry, "this one"),
                (twice, "and this one"),
            )
            .help("a `translation_key` ties one source of each language"),
        );
    } else if entry.document.name.kind == Kind::Member && first.slug != entry.slug {
        found.push(
            both(
                Diagnostic::error(
                    "address::two-handles",
                    format!("one member has the handles `{}` and `{}`", first.slug, entry.slug),
                ),
                (entry, "this translation"),
                (first, "and this one"),
            )
            .help("a member's consent is held by their handle: give every translation the same slug"),
        );
    }
}

fn both(problem: Diagnostic, one: (&Entry, &str), other: (&Entry, &str)) -> Diagnostic {
    let (path, span) = slug_place(&one.0.document);
    let (other_path, other_span) = slug_place(&other.0.document);
    problem.labelled(path, span, one.1).labelled(other_path, other_span, other.1)
}

/// `x.md` beside `x.<default language>.md`.
fn double_default(index: &Index<'_>, document: &Document, default: &Lang, found: &mut Vec<Diagnostic>) {
    let path = &document.path;
    let suffix = format!(".{default}.md");
    let Some(stem) = path.as_str().strip_suffix(&suffix) else { return };
    let plain = format!("{stem}.md");
    if index.by_path(&plain).is_some() {
        found.push(
            Diagnostic::error(
                "source::default-language-twice",
                format!("`{plain}` is the same page in the same language"),
            )
            .in_file(path)
            .help(format!("`{default}` is the site's default language: keep one of the two files")),
        );
    }
}

/// Two languages of one file name, of which only one has the key that ties them.
fn untied(index: &Index<'_>, at: usize, found: &mut Vec<Diagnostic>) {
    let entry = &index.entries[at];
    let Some(key) = &entry.document.front.shared.translation_key else { return };
    let namesakes = index.namesakes(&entry.reference).iter().map(|other| &index.entries[*other]);
    let mut apart = namesakes.filter(|other| other.group != entry.group && other.lang() != entry.lang());
    if let Some(other) = apart.next() {
        let (other_path, other_span) = match &other.document.front.shared.translation_key {
            // Told from the other side.
            Some(_) if other.document.path < entry.document.path => return,
            Some(other_key) => (&other.document.path, other_key.span),
            None => slug_place(&other.document),
        };
        found.push(
            Diagnostic::warning(
                "translation::untied",
                "two sources of one name are no translations of each other",
            )
            .labelled(&entry.document.path, key.span, "this key")
            .labelled(other_path, other_span, "is not the key of this one")
            .help("write the same `translation_key` in both, or none; or rename one of the files"),
        );
    }
}

/// What translations say of one thing and do not agree about.
fn disagreements(
    index: &Index<'_>,
    files: &SourceTree,
    at: usize,
    default: &Lang,
    found: &mut Vec<Diagnostic>,
) {
    let group = index.translations(at);
    if group.len() < 2 {
        return;
    }
    let counts = |other: &usize| index.entries[*other].withheld != Some(WithheldReason::Draft);
    let original = group.iter().copied().find(|other| index.entries[*other].lang() == default);
    let Some(original) = original.filter(counts).or_else(|| group.iter().copied().find(counts)) else {
        return;
    };
    let (entry, original) = (&index.entries[at], &index.entries[original]);
    // Two of one language have an error of their own.
    if !counts(&at) || entry.lang() == original.lang() {
        return;
    }
    if let (Some(own), Some(other)) = (&entry.document.front.shared.uid, &original.document.front.shared.uid)
        && own.value != other.value
    {
        found.push(
            Diagnostic::warning("translation::different-uid", "two translations have different uids")
                .labelled(&entry.document.path, own.span, "here")
                .labelled(&original.document.path, other.span, "and here")
                .help("a page and its translations are one thing: give them one uid, or leave it out of all but one"),
        );
    }
    for (own, other) in facts(entry).into_iter().zip(facts(original)) {
        if own.said == other.said || own.names != other.names {
            continue;
        }
        let (span, label) = own.place(files, &entry.document);
        let (other_span, other_label) = other.place(files, &original.document);
        found.push(
            Diagnostic::warning(
                "translation::different-fact",
                format!(
                    "two translations disagree about `{}`",
                    own.name(files, &entry.document, &original.document)
                ),
            )
            .labelled(&entry.document.path, span, label)
            .labelled(&original.document.path, other_span, other_label)
            .help("each translation repeats the facts: write the same in both"),
        );
    }
}

/// Something that is true of a thing in every language.
struct Fact<'a> {
    /// The fields that say it.
    names: &'static [&'static str],
    said: Said<'a>,
}

/// What is said, to be compared.
#[derive(Debug, Clone, PartialEq)]
enum Said<'a> {
    Instant(Option<Timestamp>),
    Written(WrittenTime),
    Day(Option<Date>),
    Flag(bool),
    Mode(EventMode),
    Status(EventStatus),
    Place(Option<[f64; 2]>),
    Price(Option<&'a Price>),
    Amount(Decimal),
    Period(Option<Period>),
    State(Option<DropHandState>),
    Chapter(ChapterStatus),
}

impl Fact<'_> {
    /// Where a document says it; its title where it does not.
    fn place(&self, files: &SourceTree, document: &Document) -> (Span, &'static str) {
        let written = self.names.iter().find_map(|name| field(files, document, name));
        written.map_or_else(|| (slug_place(document).1, "says nothing of it"), |span| (span, "says this"))
    }

    /// The field to name: the one that is written.
    fn name(&self, files: &SourceTree, one: &Document, other: &Document) -> &'static str {
        let written = |document| self.names.iter().find(|name| field(files, document, name).is_some());
        written(one).or_else(|| written(other)).copied().unwrap_or(self.names[0])
    }
}

/// What an entry says of time, place, price and status, in an order that is the same for all of its kind.
fn facts(entry: &Entry) -> Vec<Fact<'_>> {
    let fact = |names, said| Fact { names, said };
    match &entry.document.front.fields {
        KindFields::Event(fields) => {
            let times = entry.event.as_ref();
            let end = times.filter(|times| times.end_known).map(|times| times.end.timestamp());
            let previous = times.and_then(|times| times.previous_start.as_ref()).map(jiff::Zoned::timestamp);
            let geo = fields.venue.as_ref().and_then(|venue| venue.geo);
            vec![
                fact(&["start"], Said::Instant(times.map(|times| times.start.timestamp()))),
                fact(&["end", "duration"], Said::Instant(end)),
                fact(&["all_day"], Said::Flag(fields.all_day)),
                fact(&["previous_start"], Said::Instant(previous)),
                fact(&["status"], Said::Status(fields.status)),
                fact(&["mode"], Said::Mode(fields.mode)),
                fact(&["venue"], Said::Flag(fields.venue.is_some())),
                fact(&["geo", "venue"], Said::Place(geo)),
                fact(&["price"], Said::Price(fields.price.as_ref())),
            ]
        }
        KindFields::Drop(fields) => {
            let times = entry.drop.as_deref();
            let ends = times.and_then(|times| times.ends.as_ref()).map(jiff::Zoned::timestamp);
            vec![
                fact(&["release_at"], Said::Instant(times.map(|times| times.release.timestamp()))),
                fact(&["ends_at"], Said::Instant(ends)),
                fact(&["state"], Said::State(fields.state)),
                fact(&["price"], Said::Price(fields.price.as_ref())),
            ]
        }
        KindFields::Story(story) => vec![fact(&["date"], Said::Written(story.date.value))],
        KindFields::Chapter(chapter) => vec![fact(&["status"], Said::Chapter(chapter.status))],
        KindFields::Tier(tier) => vec![
            fact(&["price"], Said::Price(tier.price.as_ref())),
            fact(&["period"], Said::Period(tier.period)),
        ],
        KindFields::Campaign(campaign) => {
            let deadline = entry.deadline.as_ref().map(jiff::Zoned::timestamp);
            vec![
                fact(&["goal"], Said::Amount(campaign.goal.value)),
                fact(&["deadline"], Said::Instant(deadline)),
            ]
        }
        KindFields::Post(post) => vec![fact(&["date"], Said::Written(post.date.value))],
        KindFields::Member(member) => vec![fact(&["joined"], Said::Day(member.joined))],
        KindFields::PrintRun(_) | KindFields::Faq(_) | KindFields::Page(_) => Vec::new(),
    }
}

/// The line of the front matter that writes a field, in TOML or YAML, as a value or as a table.
fn field(files: &SourceTree, document: &Document, name: &str) -> Option<Span> {
    let front = document.front.span;
    let text = files.text(&document.path)?.get(front.start..front.end)?;
    let mut start = front.start;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let key = trimmed.strip_prefix('[').map_or(trimmed, |table| table.trim_start_matches('['));
        let rest = key
            .trim_start_matches('"')
            .strip_prefix(name)
            .map(|rest| rest.trim_start_matches('"').trim_start());
        if rest.is_some_and(|rest| rest.starts_with(['=', ':', ']', '.'])) {
            let begin = start + (line.len() - line.trim_start().len());
            return Some(Span::new(begin, begin + trimmed.len()));
        }
        start += line.len();
    }
    None
}
