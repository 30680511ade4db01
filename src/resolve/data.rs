//! Counts that lie beside the sources: votes, the progress of a campaign, placements (`data/*.csv`, `data/*.toml`).

use jiff::Zoned;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Scope;
use crate::calendar::{DayEdge, place};
use crate::diagnostics::{Diagnostic, nearest, read_toml};
use crate::model::{
    CampaignProgress, Document, KindFields, Placement, SourcePath, Span, Spanned, WrittenTime,
};

/// A CSV, its header checked.
struct Table {
    path: SourcePath,
    /// Which column has which wanted name.
    columns: Vec<Option<usize>>,
    rows: Vec<Row>,
}

/// A row, with its place in the file.
struct Row {
    cells: Vec<String>,
    span: Span,
}

impl Table {
    /// A cell by the index of its wanted name; spaces around it are dropped.
    fn cell<'r>(&self, row: &'r Row, wanted: usize) -> &'r str {
        self.columns[wanted].and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn wrong(&self, row: &Row, message: String, help: &str) -> Diagnostic {
        Diagnostic::error("data::bad-row", message).at(&self.path, row.span).help(help)
    }
}

/// The votes for each option, and when they were counted.
pub(super) fn votes(
    scope: &Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<(String, u64)>, Option<Zoned>) {
    if file.value.ends_with(".toml") {
        return votes_of_toml(scope, document, file, found);
    }
    let Some(table) = table(scope, document, file, &["option", "votes"], &["as_of"], found) else {
        return (Vec::new(), None);
    };
    let (mut votes, mut as_of) = (Vec::<(String, u64)>::new(), None);
    for row in &table.rows {
        let option = table.cell(row, 0);
        if option.is_empty() {
            found.push(table.wrong(
                row,
                "votes for no option".to_owned(),
                "write the option before its votes",
            ));
            continue;
        }
        let Ok(count) = table.cell(row, 1).parse::<u64>() else {
            let message = format!("`{}` is no number of votes", table.cell(row, 1));
            found.push(table.wrong(row, message, "write a whole number"));
            continue;
        };
        if votes.iter().any(|(known, _)| known == option) {
            found.push(table.wrong(row, format!("`{option}` stands twice"), "keep one row for each option"));
            continue;
        }
        let written = table.cell(row, 2);
        if !written.is_empty() {
            match instant(scope, written) {
                Some(at) => as_of = Some(at),
                None => found.push(table.wrong(row, format!("`{written}` is no date"), DATE_HELP)),
            }
        }
        votes.push((option.to_owned(), count));
    }
    (votes, as_of)
}

/// `[votes]` with an entry for each option, and perhaps `as_of`.
fn votes_of_toml(
    scope: &Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<(String, u64)>, Option<Zoned>) {
    let Some((path, text)) = read(scope, document, file, found) else { return (Vec::new(), None) };
    const HELP: &str = "write `[votes]`, then a line for each option: `\"Red\" = 12`";
    let mut room = String::new();
    let (_, faults) = read_toml(text, &mut room);
    if !faults.is_empty() {
        found.extend(faults.into_iter().map(|fault| {
            let help = fault.help().unwrap_or(HELP);
            Diagnostic::error("data::bad-toml", fault.message()).at(&path, fault.span).help(help)
        }));
        return (Vec::new(), None);
    }
    let table = match text.parse::<toml::Table>() {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().map_or(Span::default(), |at| Span::new(at.start, at.end));
            let problem = Diagnostic::error("data::bad-toml", error.message().to_owned()).at(&path, span);
            found.push(problem.help(HELP));
            return (Vec::new(), None);
        }
    };
    let wrong = |message: &str| Diagnostic::error("data::bad-toml", message).in_file(&path).help(HELP);
    let as_of = table.get("as_of").and_then(|at| {
        let read = match at {
            toml::Value::Datetime(at) => instant(scope, &at.to_string()),
            toml::Value::String(at) => instant(scope, at),
            _ => None,
        };
        if read.is_none() {
            let problem = Diagnostic::error("data::bad-toml", format!("`as_of` cannot be `{at}`"));
            found.push(problem.in_file(&path).help(DATE_HELP));
        }
        read
    });
    let Some(votes) = table.get("votes").and_then(toml::Value::as_table) else {
        found.push(wrong("there is no table `votes`"));
        return (Vec::new(), as_of);
    };
    let mut counts = Vec::with_capacity(votes.len());
    for (option, count) in votes {
        match count.as_integer().and_then(|count| u64::try_from(count).ok()) {
            Some(count) => counts.push((option.clone(), count)),
            None => found.push(wrong(&format!("the votes for `{option}` are no whole number"))),
        }
    }
    (counts, as_of)
}

/// A day of a campaign: day, raised in all, backers in all.
pub(super) type Day = (Date, Decimal, Option<u64>);

/// The history of a campaign, oldest first.
pub(super) fn progress(
    scope: &Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Day> {
    let Some(table) = table(scope, document, file, &["date", "raised"], &["backers"], found) else {
        return Vec::new();
    };
    let mut days: Vec<Day> = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let (date, raised, backers) = (table.cell(row, 0), table.cell(row, 1), table.cell(row, 2));
        let Ok(day) = date.parse::<Date>() else {
            found.push(table.wrong(row, format!("`{date}` is no date"), DATE_HELP));
            continue;
        };
        let Some(amount) = Decimal::from_str_exact(raised).ok().filter(|amount| !amount.is_sign_negative())
        else {
            found.push(table.wrong(
                row,
                format!("`{raised}` is no amount"),
                "write digits with a point: `4200.50`",
            ));
            continue;
        };
        let count = match backers {
            "" => None,
            written => match written.parse::<u64>() {
                Ok(count) => Some(count),
                Err(_) => {
                    let message = format!("`{written}` is no number of backers");
                    found.push(table.wrong(row, message, "write a whole number"));
                    continue;
                }
            },
        };
        if days.last().is_some_and(|(last, _, _)| *last > day) {
            let message = format!("{day} comes after a later day");
            found.push(table.wrong(row, message, "the days go upwards: the last row is how far it is now"));
        }
        days.push((day, amount, count));
    }
    days
}

/// Places where a poster hangs.
pub(super) fn placements(
    scope: &Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    known: &[Placement],
    found: &mut Vec<Diagnostic>,
) -> Vec<Placement> {
    let Some(table) = table(scope, document, file, &["id"], &["label"], found) else { return Vec::new() };
    let mut ids: std::collections::BTreeSet<String> =
        known.iter().map(|place| place.id.value.clone()).collect();
    let mut places = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let (id, label) = (table.cell(row, 0), table.cell(row, 1));
        if id.is_empty() {
            found.push(table.wrong(
                row,
                "a placement has no `id`".to_owned(),
                "give each place an id of its own",
            ));
            continue;
        }
        if !ids.insert(id.to_owned()) {
            let message = format!("two placements have the id `{id}`");
            found.push(table.wrong(
                row,
                message,
                "give each place an id of its own: it tells the scans apart",
            ));
            continue;
        }
        if let Some(control) = id.chars().chain(label.chars()).find(|c| c.is_control()) {
            let message = match control {
                '\n' | '\r' => "the id or the label of a placement goes over several lines".to_owned(),
                control => format!(
                    "the id or the label of a placement has a control character, U+{:04X}",
                    u32::from(control)
                ),
            };
            found.push(table.wrong(row, message, "both are printed on one line: write them without it"));
            continue;
        }
        let label = (!label.is_empty()).then(|| label.to_owned());
        places.push(Placement { id: Spanned::new(id.to_owned(), row.span), label });
    }
    places
}

const DATE_HELP: &str = "write `2026-11-27`, or with a time `2026-11-27T19:30`";

fn instant(scope: &Scope<'_>, text: &str) -> Option<Zoned> {
    let text = text.trim();
    let written = match text.parse::<jiff::Timestamp>() {
        Ok(at) => WrittenTime::Instant(at),
        Err(_) if text.len() == 10 => WrittenTime::Day(text.parse().ok()?),
        Err(_) => WrittenTime::Local(text.parse().ok()?),
    };
    place(written, &scope.zone, DayEdge::Start).map(|placed| placed.at)
}

/// The files that a document names beside its pictures, by their paths from the site's root.
pub(super) fn files_of(document: &Document) -> impl Iterator<Item = &str> {
    let file = match &document.front.fields {
        KindFields::Drop(drop) => drop.vote.as_ref().and_then(|vote| vote.results.as_ref()),
        KindFields::PrintRun(run) => run.placements_csv.as_ref(),
        KindFields::Campaign(campaign) => match &campaign.progress {
            Some(CampaignProgress::File(file)) => Some(file),
            Some(CampaignProgress::Given { .. }) | None => None,
        },
        KindFields::Post(_)
        | KindFields::Event(_)
        | KindFields::Story(_)
        | KindFields::Member(_)
        | KindFields::Chapter(_)
        | KindFields::Tier(_)
        | KindFields::Faq(_)
        | KindFields::Page(_) => None,
    };
    file.map(|file| file.value.as_str()).into_iter()
}

/// A file's text; one that is not there is reported where the source names it.
fn read<'a>(
    scope: &'a Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    found: &mut Vec<Diagnostic>,
) -> Option<(SourcePath, &'a str)> {
    let there = scope.input.files.meant(&file.value);
    let path = there.map_or_else(|| SourcePath::new(file.value.as_str()), |file| file.path.clone());
    if let Some(text) = scope.input.files.text(&path) {
        return Some((path, text));
    }
    if there.is_some() {
        found.push(
            Diagnostic::error("data::not-text", format!("`{path}` is not UTF-8"))
                .at(&document.path, file.span)
                .help("save it as UTF-8 (in Excel: \"CSV UTF-8\")"),
        );
        return None;
    }
    let known = scope.input.files.below("data").map(|file| file.path.as_str());
    let near = nearest(&file.value, known);
    let label = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
    found.push(
        Diagnostic::error("data::unknown-file", format!("there is no file `{path}`"))
            .labelled(&document.path, file.span, label)
            .help("the path starts from the site's root: `data/votes/cover.csv`"),
    );
    None
}

/// A CSV (RFC 4180) with a header that names at least the `wanted` columns, in any order.
fn table(
    scope: &Scope<'_>,
    document: &Document,
    file: &Spanned<String>,
    wanted: &[&str],
    optional: &[&str],
    found: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let (path, text) = read(scope, document, file, found)?;
    if !file.value.ends_with(".csv") {
        found.push(
            Diagnostic::error("data::wrong-format", format!("`{path}` is no CSV"))
                .at(&document.path, file.span)
                .help(format!("name a file that ends in `.csv` and begins with `{}`", wanted.join(","))),
        );
        return None;
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let base = text.len() - body.len();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(0);
        // The text is UTF-8 and rows may have any length: nothing is left that could fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(body.len()).min(body.len());
        let line = body[start.min(end)..end].trim_end_matches(['\r', '\n']);
        // Empty lines before a row are counted with it.
        let skipped = line.len() - line.trim_start_matches(['\r', '\n']).len();
        let span = Span::new(base + start + skipped, base + start + line.len());
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        match &header {
            None => header = Some(cells.into_iter().map(|cell| cell.trim().to_lowercase()).collect()),
            Some(_) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Some(_) => rows.push(Row { cells, span }),
        }
        let row = line[skipped..].trim_start_matches(['\r', '\n']);
        if let Some(opens) = open_quote(row) {
            let end = row[opens..].find(['\r', '\n']).map_or(row.len(), |end| opens + end);
            found.push(
                Diagnostic::error("data::bad-row", "the quote that opens here is never closed")
                    .at(&path, Span::new(span.start + opens, span.start + end))
                    .help("close it on the same line: `ferry,\"Ferry, upper deck\"`; a quote within quotes is written twice, `\"\"`"),
            );
            return None;
        }
    }
    let header = header.unwrap_or_default();
    let names = wanted.iter().chain(optional);
    let columns: Vec<Option<usize>> = names.map(|name| header.iter().position(|cell| cell == name)).collect();
    let missing: Vec<&str> =
        wanted.iter().zip(&columns).filter(|(_, at)| at.is_none()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        let line = body.lines().next().unwrap_or_default();
        let problem = Diagnostic::error(
            "data::missing-column",
            format!("`{path}` has no column `{}`", missing.join("`, `")),
        );
        let names = wanted.iter().chain(optional).copied().collect::<Vec<_>>().join(",");
        let has_all = |sign: char| {
            let cells: Vec<&str> = line.split(sign).map(|cell| cell.trim_matches(['"', ' '])).collect();
            wanted.iter().all(|name| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name)))
        };
        let sign = [(';', "semicolons"), ('\t', "tabs"), ('，', "full-width commas")]
            .into_iter()
            .find(|(sign, _)| has_all(*sign));
        found.push(problem.at(&path, Span::new(base, base + line.len())).help(match sign {
            Some((_, signs)) => format!("its columns are parted by {signs}: save it with commas, `{names}`"),
            None => format!("its first line names the columns: `{names}`"),
        }));
        return None;
    }
    Some(Table { path, columns, rows })
}

/// Where a quote opens in a row that no other closes; a quote opens only where a cell begins.
fn open_quote(row: &str) -> Option<usize> {
    let mut opened = None;
    let mut begins = true;
    let mut signs = row.bytes().enumerate().peekable();
    while let Some((at, sign)) = signs.next() {
        if opened.is_none() {
            opened = (begins && sign == b'"').then_some(at);
            begins = sign == b',';
        } else if sign == b'"' && signs.next_if(|(_, next)| *next == b'"').is_none() {
            opened = None;
        }
    }
    // One that was forgotten may be closed by the one that opens another cell, lines below.
    let odd = || row.contains('\n') && row.matches('"').count() % 2 == 1;
    opened.or_else(|| row.find('"').filter(|_| odd()))
}
