//! Events that come again: their occurrences, and what is written for some that do not happen.

use super::times::Times;
use crate::calendar::{DayEdge, Recurring, Stray, occurrences};
use crate::diagnostics::Diagnostic;
use crate::model::{Occurrence, Override};

impl Times<'_, '_> {
    /// The occurrences up to the horizon, with a report of exceptions from what does not happen.
    pub(super) fn occurrences(&mut self, event: Recurring<'_>) -> Vec<Occurrence> {
        let zone = event.start.time_zone();
        let found = occurrences(event, self.scope.input.now);
        let path = &self.document.path;
        let usual = event.start.strftime(if event.fields.all_day { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" });
        if !found.start_fits {
            let next = found.list.iter().find(|one| one.start > *event.start).map(|one| one.start.date());
            let such = next.map_or(String::new(), |day| format!(", such as {day}"));
            self.found.push(
                Diagnostic::warning("time::start-outside-rule", "the rule does not give this start")
                    .at(path, event.fields.start.span)
                    .help(format!(
                        "calendars disagree about what happens then: begin on a day of the rule{such}"
                    )),
            );
        }
        for at in found.idle {
            self.found.push(
                Diagnostic::warning(
                    "time::nothing-removed",
                    "this takes out nothing: no occurrence begins then",
                )
                .at(path, event.fields.exdate[at].span)
                .help(format!("write a start that the rule or `rdate` gives, such as `{usual}`")),
            );
        }
        for (index, why) in found.strays {
            let change = &event.fields.overrides[index];
            let (message, help) = match why {
                Stray::NotGiven => (
                    "no occurrence begins then, neither by the rule nor by `rdate`",
                    format!(
                        "`recurrence_id` is the start that the rule gives, before any change, such as `{usual}`"
                    ),
                ),
                Stray::LeftOut => (
                    "`exdate` takes this occurrence out, so nothing can be changed about it",
                    "remove one of the two; `status = \"cancelled\"` shows that it was planned".to_owned(),
                ),
                Stray::Twice => {
                    ("another override changes this occurrence already", "make one of the two".to_owned())
                }
            };
            self.found.push(
                Diagnostic::error("time::unknown-occurrence", message)
                    .at(path, change.recurrence_id.span)
                    .help(help),
            );
        }
        // Only for what their clocks leave in doubt.
        let edge = if event.fields.all_day { DayEdge::End } else { DayEdge::Start };
        for written in &event.fields.rdate {
            self.place_in(written, zone, DayEdge::Start);
        }
        for change in &event.fields.overrides {
            change.start.iter().for_each(|written| drop(self.place_in(written, zone, DayEdge::Start)));
            change.end.iter().for_each(|written| drop(self.place_in(written, zone, edge)));
        }
        for one in &found.list {
            let change = one.own(event.fields);
            if let (Some(change), true) = (change, one.end <= one.start) {
                self.found.extend(backwards(self, change, one));
            }
        }
        found.list
    }
}

/// An occurrence whose own times end before they begin.
fn backwards(times: &Times<'_, '_>, change: &Override, one: &Occurrence) -> Option<Diagnostic> {
    let end =
        change.end.as_ref().map(|end| end.span).or(change.duration.as_ref().map(|length| length.span))?;
    let start = change.start.as_ref().unwrap_or(&change.recurrence_id);
    Some(
        Diagnostic::error("time::ends-before-start", "this occurrence ends before it starts")
            .labelled(&times.document.path, end, "the end")
            .labelled(&times.document.path, start.span, "the start")
            .help(format!(
                "it would go from {} to {}: move the end, or leave it out",
                one.start.strftime("%Y-%m-%d %H:%M"),
                one.end.strftime("%Y-%m-%d %H:%M"),
            )),
    )
}
