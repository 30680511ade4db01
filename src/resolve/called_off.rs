//! A series that is called off while it goes on.
//!
//! Its `status` is said of all its times, and those before the day of `updated` took place. So it is read as a series that
//! ends with one that does not: pages, lists, calendars and data follow from that as they do where it was written so.

use jiff::Zoned;
use jiff::civil::DateTime;

use super::times::EventTimes;
use crate::model::{Document, EventFields, EventStatus, KindFields, Override, Spanned, WrittenTime};

/// The document of such a series as it is read; nothing where it is none.
pub(super) fn called_off(document: &Document, times: &EventTimes, updated: &Zoned) -> Option<Document> {
    let KindFields::Event(fields) = &document.front.fields else { return None };
    if fields.status.takes_place() {
        return None;
    }
    let first = times.occurrences.iter().position(|one| one.start.timestamp() >= updated.timestamp());
    let last = &times.occurrences[first.filter(|of| *of > 0)?];
    let mut document = document.clone();
    if let KindFields::Event(fields) = &mut document.front.fields {
        end_with(fields, last.id, &last.start);
    }
    Some(document)
}

/// Ends a series with the time that is known by `id`, and says the status of all of that one alone.
fn end_with(fields: &mut EventFields, id: DateTime, at: &Zoned) {
    let until = |written: WrittenTime| match written {
        WrittenTime::Day(day) => day <= id.date(),
        WrittenTime::Local(local) => local <= id,
        WrittenTime::Instant(instant) => instant <= at.timestamp(),
    };
    let status = std::mem::replace(&mut fields.status, EventStatus::Scheduled);
    if let Some(rule) = &mut fields.rrule {
        let kept = rule.value.split(';').filter(|part| {
            let name = part.split('=').next().unwrap_or_default().trim();
            !["COUNT", "UNTIL"].iter().any(|own| name.eq_ignore_ascii_case(own))
        });
        let kept: Vec<&str> = kept.filter(|part| !part.is_empty()).collect();
        let form = if fields.all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
        rule.value = format!("{};UNTIL={}", kept.join(";"), id.strftime(form));
    }
    fields.exdate.retain(|at| until(at.value));
    fields.rdate.retain(|at| until(at.value));
    fields.overrides.retain(|own| until(own.recurrence_id.value));
    let is_it = |own: &&mut Override| match own.recurrence_id.value {
        WrittenTime::Day(day) => day == id.date(),
        WrittenTime::Local(local) => local == id,
        WrittenTime::Instant(_) => false,
    };
    if let Some(own) = fields.overrides.iter_mut().find(is_it) {
        own.status = own.status.or(Some(status));
        return;
    }
    let written = if fields.all_day { WrittenTime::Day(id.date()) } else { WrittenTime::Local(id) };
    fields.overrides.push(Override {
        recurrence_id: Spanned { value: written, span: fields.start.span },
        start: None,
        end: None,
        duration: None,
        title: None,
        status: Some(status),
        venue: None,
        online_url: None,
        note: None,
    });
}
