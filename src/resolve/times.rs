//! Written times to instants, with a warning where the clocks leave doubt.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Scope, unknown_zone};
use crate::calendar::{
    DayEdge, Doubt, DropClock, Recurring, assumed_end, last_start, lasting, local_start, parse_rule, place,
};
use crate::diagnostics::Diagnostic;
use crate::model::{Document, DropFields, EventFields, EventStatus, Occurrence, Rule, Spanned, WrittenTime};

/// An event's times.
pub(super) struct EventTimes {
    pub(super) start: Zoned,
    pub(super) end: Zoned,
    pub(super) end_known: bool,
    pub(super) previous_start: Option<Zoned>,
    /// When it comes again, by a rule that can be read.
    pub(super) rule: Option<Rule>,
    /// Of what comes again every occurrence up to the horizon, in order.
    pub(super) occurrences: Vec<Occurrence>,
    /// When its last occurrence ends, exclusive; nothing where it comes again for ever.
    pub(super) over: Option<Timestamp>,
    /// From when to when one can sign up, the end exclusive.
    pub(super) sign_up: (Option<Timestamp>, Option<Timestamp>),
}

impl EventTimes {
    /// Whether nothing of it is live or still to come at `now`.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.over.is_some_and(|over| over <= now)
    }

    /// When it begins, or the first time of it that takes place.
    pub(super) fn first_start(&self, fields: &EventFields) -> Timestamp {
        let first = self.occurrences.iter().find(|one| one.status(fields).takes_place());
        first.map_or(&self.start, |one| &one.start).timestamp()
    }
}

/// A drop's times, in its own zone.
pub(super) struct DropTimes {
    pub(super) release: Zoned,
    /// Exclusive.
    pub(super) ends: Option<Zoned>,
    /// Of each entry of `early_access`, by the same index.
    pub(super) early: Vec<Option<Zoned>>,
    /// Of its vote.
    pub(super) opens: Option<Zoned>,
    /// Of its vote, exclusive.
    pub(super) closes: Option<Zoned>,
}

impl DropTimes {
    /// What the drop's state follows from.
    pub(super) fn clock(&self, fields: &DropFields) -> DropClock {
        DropClock {
            early: self.early.iter().flatten().map(Zoned::timestamp).min(),
            release: self.release.timestamp(),
            ends: self.ends.as_ref().map(Zoned::timestamp),
            by_hand: fields.state,
            empty: fields.stock.as_ref().is_some_and(|stock| stock.n == 0),
        }
    }
}

/// Turns a document's written times into instants, with a warning where the clocks leave doubt.
pub(super) struct Times<'a, 'b> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) document: &'a Document,
    /// The site's.
    pub(super) zone: TimeZone,
    pub(super) found: &'b mut Vec<Diagnostic>,
}

impl Times<'_, '_> {
    pub(super) fn place(&mut self, written: Option<&Spanned<WrittenTime>>, edge: DayEdge) -> Option<Zoned> {
        let written = written?;
        let zone = self.zone.clone();
        self.place_in(written, &zone, edge)
    }

    pub(super) fn place_in(
        &mut self,
        written: &Spanned<WrittenTime>,
        zone: &TimeZone,
        edge: DayEdge,
    ) -> Option<Zoned> {
        let Some(placed) = place(written.value, zone, edge) else {
            self.found.push(
                Diagnostic::error("time::out-of-range", "this time is too far away to reckon with")
                    .at(&self.document.path, written.span)
                    .help("check the year"),
            );
            return None;
        };
        if let Some(doubt) = placed.doubt {
            let zone_name = zone.iana_name().unwrap_or("UTC");
            let (code, message) = match doubt {
                Doubt::Skipped => ("time::skipped", format!("the clocks of {zone_name} jump over this time")),
                Doubt::Repeated => {
                    ("time::repeated", format!("the clocks of {zone_name} show this time twice"))
                }
            };
            self.found.push(
                Diagnostic::warning(code, message)
                    .labelled(&self.document.path, written.span, format!("read as {}", placed.at.timestamp()))
                    .help(format!(
                        "write it with its offset if that is meant: `{}`",
                        placed.at.strftime("%Y-%m-%dT%H:%M%:z")
                    )),
            );
        }
        Some(placed.at)
    }

    pub(super) fn event(&mut self, fields: &EventFields) -> Option<EventTimes> {
        let zone = self.own_zone(fields.timezone.as_ref());
        // In a zone that nobody knows no time can be told to be doubtful or too early.
        let zone_is_known = zone.is_some();
        let zone = zone.unwrap_or(TimeZone::UTC);
        let start = self.place_in(&fields.start, &zone, DayEdge::Start)?;
        let previous_start =
            fields.previous_start.as_ref().and_then(|written| self.place_in(written, &zone, DayEdge::Start));
        // The last day of an all-day event belongs to it.
        let edge = if fields.all_day { DayEdge::End } else { DayEdge::Start };
        let written_end = fields.end.as_ref().and_then(|end| {
            let end_at = self.place_in(end, &zone, edge)?;
            Some((end_at, end.span))
        });
        let end = match (written_end, &fields.duration) {
            (Some(end), _) => Some(end),
            (None, Some(duration)) => {
                lasting(duration.value, fields.all_day, &start).map(|end| (end, duration.span))
            }
            (None, None) => None,
        };
        // What needs no zone to be seen has been reported with the front matter.
        let told = fields.end.as_ref().is_some_and(|end| end.value.is_before(fields.start.value));
        if let Some((end, span)) = &end
            && *end <= start
            && !told
            && zone_is_known
        {
            self.found.push(
                Diagnostic::error("time::ends-before-start", "this event ends before it starts")
                    .labelled(&self.document.path, *span, "the end")
                    .labelled(&self.document.path, fields.start.span, "the start")
                    .help(format!(
                        "in {} it would go from {} to {}: move the end, or leave it out",
                        zone.iana_name().unwrap_or("UTC"),
                        start.strftime("%Y-%m-%d %H:%M"),
                        end.strftime("%Y-%m-%d %H:%M"),
                    )),
            );
        }
        let end_known = end.is_some();
        let end = end.map_or_else(|| assumed_end(&start, fields.all_day), |(end, _)| end);
        let rule = fields.rrule.as_ref().and_then(|rule| self.rule(rule));
        let event = Recurring { fields, rule: rule.as_ref(), start: &start, end: &end };
        // A rule with a mistake in it gives nothing that could be held against anybody.
        let comes_again = rule.is_some() || (fields.rrule.is_none() && !fields.rdate.is_empty());
        let occurrences = if comes_again && zone_is_known { self.occurrences(event) } else { Vec::new() };
        if comes_again && zone_is_known && occurrences.is_empty() {
            self.no_dates(fields);
        }
        let by_rule = Self::over(event, &occurrences);
        // What does not take place is over with its first date.
        let over = if fields.status.takes_place() { by_rule } else { Some(end.timestamp()) };
        if by_rule.is_none_or(|over| over > self.scope.input.now) {
            self.told_when(fields);
        }
        let mut edge = |written: Option<&Spanned<WrittenTime>>, edge| {
            self.place_in(written?, &zone, edge).map(|at| at.timestamp())
        };
        let rsvp = fields.rsvp.as_ref();
        let sign_up = (
            edge(rsvp.and_then(|rsvp| rsvp.opens.as_ref()), DayEdge::Start),
            edge(rsvp.and_then(|rsvp| rsvp.closes.as_ref()), DayEdge::End),
        );
        Some(EventTimes { start, end, end_known, previous_start, rule, occurrences, over, sign_up })
    }

    /// An event all of whose dates are taken out.
    fn no_dates(&mut self, fields: &EventFields) {
        let span = fields.exdate.first().map_or(fields.start.span, |out| out.span);
        self.found.push(
            Diagnostic::error("time::no-dates", "`exdate` takes out every date of this event")
                .at(&self.document.path, span)
                .help("leave one date in, or keep them and say `status = \"cancelled\"`"),
        );
    }

    /// Calendars hold on to what they have of an event until they are told of something newer.
    fn told_when(&mut self, fields: &EventFields) {
        if self.document.front.shared.updated.is_some() {
            return;
        }
        let shared = &self.document.front.shared;
        let (what, span) = match (fields.status, fields.overrides.first()) {
            (EventStatus::Scheduled, None) => return,
            (EventStatus::Scheduled, Some(change)) => ("an occurrence", change.recurrence_id.span),
            (
                EventStatus::Tentative
                | EventStatus::Cancelled
                | EventStatus::Postponed
                | EventStatus::Rescheduled
                | EventStatus::MovedOnline,
                _,
            ) => ("the plan", shared.title.span),
        };
        self.found.push(
            Diagnostic::warning(
                "time::not-updated",
                format!("{what} was changed, and `updated` does not say when"),
            )
            .at(&self.document.path, span)
            .help("write the day of the change, `updated = 2026-11-20`: calendars may keep the old entry otherwise"),
        );
    }

    /// A recurrence rule, or a report of what is wrong with it.
    fn rule(&mut self, rule: &Spanned<String>) -> Option<Rule> {
        match parse_rule(&rule.value) {
            Ok(rule) => Some(rule),
            Err(problem) => {
                self.found.push(
                    Diagnostic::error("time::bad-rule", problem.message)
                        .at(&self.document.path, rule.span)
                        .help(problem.help),
                );
                None
            }
        }
    }

    /// When the last occurrence ends, if it takes place: of the rule, of `rdate`, or one that was moved.
    fn over(event: Recurring<'_>, known: &[Occurrence]) -> Option<Timestamp> {
        let Recurring { fields, rule, start, end } = event;
        let known_end = known.iter().map(|one| one.end.timestamp()).max();
        let by_rule = match rule {
            Some(rule) => {
                let left_out: Vec<WrittenTime> = fields.exdate.iter().map(|at| at.value).collect();
                last_start(rule, local_start(fields.start.value, start), start, &left_out)?
            }
            None => start.clone(),
        };
        let last = known.last().map(|one| &one.start);
        // What is known was changed by hand, perhaps; what lies beyond the horizon was not.
        if last.is_some_and(|last| by_rule.timestamp() <= last.timestamp()) {
            return known_end;
        }
        let end = by_rule.timestamp().saturating_add(start.duration_until(end)).unwrap_or(Timestamp::MAX);
        known_end.max(Some(end))
    }

    pub(super) fn drop(&mut self, fields: &DropFields) -> Option<DropTimes> {
        let zone = self.own_zone(fields.timezone.as_ref()).unwrap_or(TimeZone::UTC);
        let release = self.place_in(&fields.release_at, &zone, DayEdge::Start)?;
        let ends = fields.ends_at.as_ref().and_then(|at| self.place_in(at, &zone, DayEdge::End));
        let early =
            fields.early_access.iter().map(|early| self.place_in(&early.at, &zone, DayEdge::Start)).collect();
        let vote = fields.vote.as_ref();
        let opens =
            vote.and_then(|vote| vote.opens.as_ref()).and_then(|at| self.place_in(at, &zone, DayEdge::Start));
        let closes =
            vote.and_then(|vote| vote.closes.as_ref()).and_then(|at| self.place_in(at, &zone, DayEdge::End));
        if let (Some(opens), Some(closes), Some(vote)) = (&opens, &closes, vote)
            && closes <= opens
        {
            let span = vote.closes.as_ref().map(|at| at.span).unwrap_or_default();
            let began = vote.opens.as_ref().map(|at| at.span).unwrap_or_default();
            self.found.push(
                Diagnostic::error("time::ends-before-start", "this vote closes before it opens")
                    .labelled(&self.document.path, span, "the end")
                    .labelled(&self.document.path, began, "the start")
                    .help("move one of the two, or leave one out"),
            );
        }
        Some(DropTimes { release, ends, early, opens, closes })
    }

    /// The zone that an entry names, else the site's; nothing where nobody knows it.
    fn own_zone(&mut self, name: Option<&Spanned<String>>) -> Option<TimeZone> {
        let Some(name) = name else { return self.scope.zone_is_known.then(|| self.zone.clone()) };
        let zone = self.scope.zones.get(&name.value);
        if zone.is_none() {
            self.found.push(unknown_zone(&self.scope.zones, name, &self.document.path));
        }
        zone
    }
}
