//! A series that is called off while it goes on.
//!
//! Its `status` is said of all its times, and those before the day of `updated` took place. So it is read as a series that
//! ends with one that does not: pages, lists, calendars and data follow from that as they do where it was written so.

use jiff::Zoned;

use super::times::EventTimes;
use crate::model::{
    Document, EventFields, EventStatus, KindFields, Occurrence, Override, Spanned, WrittenTime,
};

/// The document of such a series as it is read; nothing where it is none.
pub(super) fn called_off(document: &Document, times: &EventTimes, updated: &Zoned) -> Option<Document> {
    let KindFields::Event(fields) = &document.front.fields else { return None };
    if fields.status.takes_place() {
        return None;
    }
    let list = &times.occurrences;
    let first = list.iter().position(|one| one.start.timestamp() >= updated.timestamp())?;
    // Where nothing was before, nothing has to be kept.
    if first == 0 {
        return None;
    }
    let mut document = document.clone();
    if let KindFields::Event(fields) = &mut document.front.fields {
        end_with(fields, list, first);
    }
    Some(document)
}

/// Ends a series with one of its times, and says the status of all of that one and of what was moved behind it.
fn end_with(fields: &mut EventFields, list: &[Occurrence], first: usize) {
    let status = std::mem::replace(&mut fields.status, EventStatus::Scheduled);
    // What was moved forward belongs to what was, though the rule gives it later.
    let Some(last) = list[..=first].iter().max_by_key(|one| one.id) else { return };
    let is_kept = |one: &&Occurrence| one.id <= last.id;
    if let Some(rule) = &mut fields.rrule {
        let kept = rule.value.split(';').filter(|part| {
            let name = part.split('=').next().unwrap_or_default().trim();
            !part.is_empty() && !["COUNT", "UNTIL"].iter().any(|own| name.eq_ignore_ascii_case(own))
        });
        let kept: Vec<&str> = kept.collect();
        let form = if fields.all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
        rule.value = format!("{};UNTIL={}", kept.join(";"), last.id.strftime(form));
    }
    let zone = last.start.time_zone();
    let until = |at: &Spanned<WrittenTime>| match at.value {
        WrittenTime::Day(day) => day <= last.id.date(),
        WrittenTime::Local(local) => local <= last.id,
        WrittenTime::Instant(at) => at.to_zoned(zone.clone()).datetime() <= last.id,
    };
    fields.exdate.retain(until);
    fields.rdate.retain(until);
    let span = fields.start.span;
    let whole_days = fields.all_day;
    let overrides = std::mem::take(&mut fields.overrides);
    for (of, one) in list.iter().enumerate().filter(|(_, one)| is_kept(one)) {
        let own = one.change.and_then(|change| overrides.get(change).cloned());
        fields.overrides.extend(if of < first {
            own
        } else {
            let day = one.id.date();
            let id = if whole_days { WrittenTime::Day(day) } else { WrittenTime::Local(one.id) };
            let mut own = own.unwrap_or_else(|| unchanged(Spanned { value: id, span }));
            // What had been called off before stays as it was told.
            own.status = own.status.filter(|own| !own.takes_place()).or(Some(status));
            Some(own)
        });
    }
}

/// An override that changes nothing.
fn unchanged(recurrence_id: Spanned<WrittenTime>) -> Override {
    Override {
        recurrence_id,
        start: None,
        end: None,
        duration: None,
        title: None,
        status: None,
        venue: None,
        online_url: None,
        note: None,
    }
}
