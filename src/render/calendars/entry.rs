//! Events and drops to entries of calendars.

use jiff::civil::{DateTime, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::calendar::{DayEdge, local_start, place};
use crate::ical::{Change, Component, Event, Moment, Organizer, Recurrence, Said, Status};
use crate::model::{
    Credit, DropFacts, DropState, EventFacts, EventMode, EventStatus, Lang, Occurrence, Override, Page,
    PageFacts, PageId, Venue, WrittenTime,
};
use crate::render::dates::Precision;
use crate::render::printer::Printer;

/// What a page says whatever becomes of one occurrence.
struct Common<'a> {
    page: &'a Page,
    url: String,
    image: Option<String>,
    categories: Vec<&'a str>,
}

impl Printer {
    /// What calendars say of an event or a drop; nothing of other pages.
    pub(super) fn calendar_entry(&self, id: PageId) -> Option<&Component> {
        let page = self.page_of(id);
        match &page.facts {
            PageFacts::Event(facts) => {
                Some(self.entries[id.0].get_or_init(|| self.event_entry(id, page, facts)))
            }
            PageFacts::Drop(facts) => {
                Some(self.entries[id.0].get_or_init(|| self.drop_entry(id, page, facts)))
            }
            PageFacts::Post { .. }
            | PageFacts::Story(_)
            | PageFacts::Member(_)
            | PageFacts::Chapter(_)
            | PageFacts::PrintRun(_)
            | PageFacts::Tier(_)
            | PageFacts::Campaign(_)
            | PageFacts::Faq
            | PageFacts::Page => None,
        }
    }

    fn event_entry(&self, id: PageId, page: &Page, facts: &EventFacts) -> Component {
        let fields = &facts.fields;
        let common = self.common(id, page);
        let label = self.engine.text(&page.lang, "join-online");
        let said = |change: Option<(&Occurrence, &'_ Override)>| -> Said<'_> {
            self.said_of_event(&common, facts, change.map(|(one, _)| one), &label)
        };
        let day_or_time = |at: &Zoned| moment(fields.all_day, at);
        let changes = facts.occurrences.iter().filter_map(|one| {
            let change = one.own(fields)?;
            Some(Change {
                id: named(fields.all_day, one.id, &facts.start)?,
                start: day_or_time(&one.start),
                end: facts.knows_end_of(one).then(|| day_or_time(&one.end)),
                said: said(Some((one, change))),
            })
        });
        let changes: Vec<Change<'_>> = changes.collect();
        let uid = self.world_uid(page);
        Component::new(&Event {
            uid: &uid,
            stamp: stamp(page, &facts.start),
            sequence: fields.sequence.unwrap_or(0),
            start: first_moment(facts),
            end: facts.end_known.then(|| day_or_time(&facts.end)),
            recurrence: recurrence(facts),
            said: said(None),
            changes,
        })
    }

    fn drop_entry(&self, id: PageId, page: &Page, facts: &DropFacts) -> Component {
        let common = self.common(id, page);
        let status = match facts.state {
            DropState::Withdrawn => Status::Cancelled,
            DropState::Teaser
            | DropState::Early
            | DropState::Live
            | DropState::SoldOut
            | DropState::Ended => Status::Confirmed,
        };
        let uid = self.world_uid(page);
        Component::new(&Event {
            uid: &uid,
            stamp: stamp(page, &facts.release),
            sequence: 0,
            start: Moment::at(facts.release.clone()),
            // A release is a point in time.
            end: None,
            recurrence: None,
            said: Said { status, description: common.lines([]), ..common.said() },
            changes: Vec::new(),
        })
    }

    fn common<'a>(&'a self, id: PageId, page: &'a Page) -> Common<'a> {
        let picture = self.card_of(id).or_else(|| self.social_image(page));
        Common {
            page,
            url: self.absolute_of(page),
            image: picture.map(|picture| picture.url),
            categories: page.tags.iter().map(|tag| self.site.tag(*tag).name.as_str()).collect(),
        }
    }

    /// What is said of an event, or of one of its occurrences.
    fn said_of_event<'a>(
        &'a self,
        common: &'a Common<'_>,
        facts: &'a EventFacts,
        one: Option<&Occurrence>,
        join: &'a str,
    ) -> Said<'a> {
        let (fields, lang) = (&facts.fields, &common.page.lang);
        let change = one.and_then(|one| one.own(fields));
        let status = change.and_then(|change| change.status).unwrap_or(fields.status);
        let venue = change.and_then(|change| change.venue.as_ref()).or(fields.venue.as_ref());
        let online = change.and_then(|change| change.online_url.as_ref()).or(fields.online_url.as_ref());
        let is_online = fields.mode != EventMode::Offline || status == EventStatus::MovedOnline;
        let has_own = change.is_some_and(|change| change.online_url.is_some());
        let online = online.map(|url| url.value.as_str()).filter(|_| is_online || has_own);
        let in_room = venue.filter(|_| status != EventStatus::MovedOnline);
        let moved_from = one.and_then(|one| {
            let was = by_clock(one.id, &facts.start)?;
            (was.timestamp() != one.start.timestamp()).then_some(was)
        });
        let note = change.and_then(|change| change.note.clone()).unwrap_or_default();
        let told =
            self.what_became(status, moved_from.as_ref().or(facts.previous_start.as_ref()), facts, lang);
        let join_line = online.map_or(String::new(), |url| format!("{join}: {url}"));
        Said {
            status: match status {
                EventStatus::Scheduled | EventStatus::Rescheduled | EventStatus::MovedOnline => {
                    Status::Confirmed
                }
                EventStatus::Tentative | EventStatus::Postponed => Status::Tentative,
                EventStatus::Cancelled => Status::Cancelled,
            },
            summary: change.and_then(|change| change.title.as_deref()).unwrap_or(&common.page.title),
            description: common.lines([told, note, join_line]),
            location: match (in_room, online) {
                (Some(venue), _) => location(venue),
                (None, Some(url)) => url.to_owned(),
                (None, None) => String::new(),
            },
            geo: in_room.and_then(|venue| venue.geo),
            organizer: Some(self.organizer(&facts.hosts, &common.url, &common.page.lang)),
            conference: online.map(|url| (join, url)),
            ..common.said()
        }
    }

    /// What became of the plan, in words; empty where all is as planned.
    fn what_became(
        &self,
        status: EventStatus,
        before: Option<&Zoned>,
        facts: &EventFacts,
        lang: &Lang,
    ) -> String {
        let note = |key: &str| self.engine.text(lang, key);
        let moved = before.map(|before| {
            let precision = if facts.fields.all_day { Precision::Day } else { Precision::Minute };
            let was = self.locale(lang).dates.range(before, before, precision);
            self.engine.text_with(lang, "note-rescheduled", "date", &was)
        });
        match status {
            EventStatus::Cancelled => note("note-cancelled"),
            EventStatus::Postponed => note("note-postponed"),
            EventStatus::Tentative => note("note-tentative"),
            EventStatus::MovedOnline => {
                let lines = [Some(note("note-moved_online")), moved];
                lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
            }
            EventStatus::Rescheduled | EventStatus::Scheduled => moved.unwrap_or_default(),
        }
    }

    /// Who hosts an event, as far as they agreed to be named: a member with a page, else one by their alias, else the
    /// community. Nobody's mail is public: the address of a member is that of their page.
    fn organizer<'a>(&'a self, hosts: &'a [Credit], event: &str, lang: &Lang) -> Organizer<'a> {
        let named = hosts.iter().find_map(|host| match host {
            Credit::Named { name, url, .. } => Some(Organizer { name, address: self.absolute(url) }),
            Credit::Alias(_) | Credit::Anonymous => None,
        });
        let by_alias = || {
            hosts.iter().find_map(|host| match host {
                Credit::Alias(name) => Some(Organizer { name, address: event.to_owned() }),
                Credit::Named { .. } | Credit::Anonymous => None,
            })
        };
        named.or_else(by_alias).unwrap_or_else(|| Organizer {
            name: self.site.config.community_name_in(lang),
            address: self.absolute(&self.home_url(lang)),
        })
    }

    /// The identity of a page among all that calendars of the world hold: with the host of the site, as RFC 7986 §5.3
    /// would have it, where it has none of its own. The host is that of the configuration, not of this build: a preview's
    /// entry is the site's.
    fn world_uid(&self, page: &Page) -> String {
        if page.uid.contains('@') {
            return page.uid.clone();
        }
        let base = &self.site.config.lasting_url;
        let host = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
        let host = host.split(['/', ':']).next().unwrap_or_default();
        format!("{}@{host}", page.uid)
    }
}

impl Common<'_> {
    /// Lines about it: what stands above all, the summary, the address for readers who see no links.
    fn lines<const N: usize>(&self, above: [String; N]) -> String {
        let lines = above.iter().map(String::as_str).chain([self.page.summary.as_str(), &self.url]);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn said(&self) -> Said<'_> {
        Said {
            summary: &self.page.title,
            url: &self.url,
            image: self.image.as_deref(),
            categories: self.categories.clone(),
            ..Said::default()
        }
    }
}

/// When the content last changed: `updated`, else `publish_at`, else the start.
fn stamp(page: &Page, start: &Zoned) -> Timestamp {
    page.updated.as_ref().unwrap_or(start).timestamp()
}

fn location(venue: &Venue) -> String {
    match &venue.address {
        Some(address) => {
            format!("{}, {}", venue.name, address.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        None => venue.name.clone(),
    }
}

fn moment(all_day: bool, at: &Zoned) -> Moment {
    if all_day { Moment::Day(at.date()) } else { Moment::at(at.clone()) }
}

/// A local time in the zone of an event.
fn by_clock(local: DateTime, start: &Zoned) -> Option<Zoned> {
    // The second of two equal hours is one only where it was written as an instant.
    if local == start.datetime() {
        return Some(start.clone());
    }
    local.to_zoned(start.time_zone().clone()).ok()
}

/// The start of an occurrence as calendars name it.
fn named(all_day: bool, local: DateTime, start: &Zoned) -> Option<Moment> {
    if all_day {
        return Some(Moment::Day(local.date()));
    }
    by_clock(local, start).map(|at| Moment::Time { local, at })
}

/// The first start as it was written: an hour that the clocks skip on that day is the hour of all others.
fn first_moment(facts: &EventFacts) -> Moment {
    let comes_again = facts.rule.is_some() || !facts.fields.rdate.is_empty();
    if facts.fields.all_day || !comes_again {
        return moment(facts.fields.all_day, &facts.start);
    }
    Moment::Time { local: local_start(facts.fields.start.value, &facts.start), at: facts.start.clone() }
}

fn recurrence(facts: &EventFacts) -> Option<Recurrence<'_>> {
    let fields = &facts.fields;
    if facts.rule.is_none() && fields.rdate.is_empty() {
        return None;
    }
    let zone = facts.start.time_zone();
    let usual = local_start(fields.start.value, &facts.start).time();
    let written = |written: WrittenTime| match written {
        WrittenTime::Day(day) => named(fields.all_day, day.to_datetime(usual), &facts.start),
        WrittenTime::Local(local) => named(fields.all_day, local, &facts.start),
        WrittenTime::Instant(at) => Some(moment(fields.all_day, &at.to_zoned(zone.clone()))),
    };
    let until = facts.rule.as_ref().and_then(|rule| {
        let until = place(rule.until?, zone, DayEdge::End)?.at;
        Some(match rule.until? {
            WrittenTime::Day(day) if fields.all_day => Moment::Day(day),
            // The day belongs to it.
            WrittenTime::Day(_) => Moment::at(until.checked_sub(1.second()).ok()?),
            WrittenTime::Instant(_) | WrittenTime::Local(_) => moment(fields.all_day, &until),
        })
    });
    Some(Recurrence {
        rule: facts.rule.as_ref(),
        until,
        left_out: fields.exdate.iter().filter_map(|at| written(at.value)).collect(),
        added: fields.rdate.iter().filter_map(|at| written(at.value)).collect(),
        minutes: fields
            .duration
            .as_ref()
            .filter(|_| !fields.all_day)
            .map(|length| length.value.total_minutes())
            .filter(|minutes| *minutes > 0),
        zone_until: zone_until(facts),
    })
}

/// Until when the clocks have to be known: the end of the last occurrence, but not beyond the end of 2037, or ten years
/// behind the first start where that lies later.
///
/// Not even the database of time zones tells more; and what follows from the day of the build would make other bytes
/// of the same content every day.
fn zone_until(facts: &EventFacts) -> Timestamp {
    let end = date(2037, 12, 31)
        .at(23, 59, 59, 0)
        .to_zoned(TimeZone::UTC)
        .map_or(Timestamp::MAX, |at| at.timestamp());
    let later = facts.start.checked_add(10.years()).map_or(Timestamp::MAX, |at| at.timestamp());
    let far = end.max(later);
    let over = facts.over.filter(|_| facts.fields.status.takes_place());
    over.map_or(far, |over| over.min(far))
}
