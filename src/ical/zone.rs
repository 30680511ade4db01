//! Time zones, with the transitions that they really have.

use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::line::Lines;
use super::moment::local_form;

/// Clocks that are set to an offset from some instants on.
struct Observance {
    summer: bool,
    from: Offset,
    to: Offset,
    name: String,
    /// By the clocks before the change.
    onsets: Vec<DateTime>,
}

/// A zone as it is from one instant to another (RFC 5545 §3.6.5): what holds at the first, and every change until the
/// last.
///
/// The changes are told one by one and not as a rule, because some zones follow none. Each has a line of its own: not
/// every reader takes more than the first of a list.
pub(super) fn write(lines: &mut Lines, zone: &TimeZone, first: Timestamp, last: Timestamp) {
    let Some(name) = zone.iana_name() else { return };
    lines.plain("BEGIN", "VTIMEZONE");
    lines.plain("TZID", name);
    for observance in observances(zone, first, last) {
        let component = if observance.summer { "DAYLIGHT" } else { "STANDARD" };
        lines.plain("BEGIN", component);
        let first = observance.onsets.iter().take(1);
        first.for_each(|onset| lines.plain("DTSTART", &local_form(*onset)));
        // Beside an RDATE ical.js does not count DTSTART, so that it stands there once more; for others that is the same.
        let listed = if observance.onsets.len() > 1 { observance.onsets.as_slice() } else { &[] };
        listed.iter().for_each(|onset| lines.plain("RDATE", &local_form(*onset)));
        lines.plain("TZOFFSETFROM", &offset_form(observance.from));
        lines.plain("TZOFFSETTO", &offset_form(observance.to));
        lines.text("TZNAME", &observance.name);
        lines.plain("END", component);
    }
    lines.plain("END", "VTIMEZONE");
}

fn observances(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Observance> {
    // What is told of an instant holds from then on.
    let held_since = zone.preceding(first.saturating_add(1.nanosecond()).unwrap_or(first)).next();
    let mut list: Vec<Observance> = Vec::new();
    let mut add = |at: Timestamp, offset: Offset, summer: bool, name: &str| {
        let before = at.checked_sub(1.nanosecond()).unwrap_or(at);
        let from = whole_minutes(zone.to_offset(before)).unwrap_or(offset);
        let onset = from.to_datetime(at);
        let is_same = |known: &&mut Observance| {
            (known.summer, known.from, known.to, known.name.as_str()) == (summer, from, offset, name)
        };
        match list.iter_mut().find(is_same) {
            Some(known) => known.onsets.push(onset),
            None => {
                list.push(Observance { summer, from, to: offset, name: name.to_owned(), onsets: vec![onset] })
            }
        }
    };
    match held_since {
        Some(change) => {
            add(change.timestamp(), change.offset(), change.dst() == Dst::Yes, change.abbreviation());
        }
        None => {
            let info = zone.to_offset_info(first);
            add(Timestamp::UNIX_EPOCH.min(first), info.offset(), info.dst() == Dst::Yes, info.abbreviation());
        }
    }
    for change in zone.following(first).take_while(|change| change.timestamp() <= last) {
        add(change.timestamp(), change.offset(), change.dst() == Dst::Yes, change.abbreviation());
    }
    list
}

/// Offsets with seconds are those of a time before there were zones, and not every reader takes them.
fn whole_minutes(offset: Offset) -> Option<Offset> {
    (offset.seconds() % 60 == 0).then_some(offset)
}

/// `+0845`
fn offset_form(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    let form = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    match seconds.abs() % 60 {
        0 => form,
        rest => format!("{form}{rest:02}"),
    }
}
