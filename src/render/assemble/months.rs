//! The months of a chapter: which days something happens on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::calendar::FACES;
use crate::model::{ChapterFacts, EventFacts, Lang, PageId};
use crate::render::printer::Printer;
use crate::render::turns::turns;
use crate::render::views::{CalendarDayView, CalendarMonthView, CalendarMonthsView};

/// One time of an event: the day on which it begins, when it ends, and its page.
struct Time {
    day: Date,
    end: Timestamp,
    page: PageId,
    again: bool,
}

impl Printer {
    /// The months in which a chapter has something to come, as many as stand ready one behind the other; nothing where
    /// there is none.
    ///
    /// A month is shown until the last of it is over, so that a page is the same whenever it is printed meanwhile.
    pub(super) fn months(&self, facts: &ChapterFacts, lang: &Lang) -> Option<CalendarMonthsView> {
        let now = self.site.now;
        let own = facts.coming.iter().chain(&facts.past);
        let times: Vec<Time> = own
            .filter_map(|id| Some((*id, self.page_of(*id).facts.event()?)))
            .flat_map(|(id, event)| times_of(id, event))
            .collect();
        let month = |day: Date| (day.year(), day.month());
        let mut ends: BTreeMap<(i16, i8), Timestamp> = BTreeMap::new();
        for time in times.iter().filter(|time| time.end > now) {
            let end = ends.entry(month(time.day)).or_insert(time.end);
            *end = time.end.max(*end);
        }
        // What goes on into the next month keeps its own until it is over.
        let mut until = Timestamp::MIN;
        let shown: Vec<((i16, i8), Timestamp)> = ends
            .iter()
            .map(|(month, end)| {
                until = until.max(*end);
                (*month, until)
            })
            .take(FACES)
            .collect();
        let words = shown.iter().enumerate().filter_map(|(face, (_, end))| {
            let is_last = face + 1 == ends.len();
            let next = (face + 1 < shown.len()).then(|| format!("m{}", face + 1));
            Some((*end, next.or_else(|| is_last.then(|| "over".to_owned()))?))
        });
        let view = |(year, number): (i16, i8)| {
            let own = times.iter().filter(|time| month(time.day) == (year, number));
            let mut days: BTreeMap<Date, Vec<&Time>> = BTreeMap::new();
            own.for_each(|time| days.entry(time.day).or_default().push(time));
            self.month_view(Date::new(year, number, 1).ok()?, &days, lang)
        };
        let months: Vec<CalendarMonthView> = shown.iter().filter_map(|(month, _)| view(*month)).collect();
        // The first of January 2024 was a Monday.
        let weekday = |day| Some(self.locale(lang).dates.day(Date::new(2024, 1, day).ok()?).weekday);
        let weekdays = (1..=7).filter_map(weekday).collect();
        (!months.is_empty()).then(|| CalendarMonthsView { turns: turns(now, words), weekdays, months })
    }

    fn month_view(
        &self,
        first: Date,
        times: &BTreeMap<Date, Vec<&Time>>,
        lang: &Lang,
    ) -> Option<CalendarMonthView> {
        let dates = &self.locale(lang).dates;
        let before = i64::from(first.weekday().to_monday_zero_offset());
        let monday = first.checked_sub(before.days()).ok()?;
        let day = |offset: i64| {
            let day = monday.checked_add(offset.days()).ok()?;
            (day.month() == first.month()).then(|| self.day_in_month(day, times.get(&day), lang))
        };
        let weeks = (0..6).map(|week| (0..7).map(|of| day(week * 7 + of)).collect::<Vec<_>>());
        let some = |again: bool| times.values().flatten().any(|time| time.again == again);
        Some(CalendarMonthView {
            name: dates.month(first.month().unsigned_abs()),
            year: format!("{:04}", first.year()),
            weeks: weeks.filter(|week| week.iter().any(Option::is_some)).collect(),
            again: some(true),
            once: some(false),
        })
    }

    fn day_in_month(&self, day: Date, times: Option<&Vec<&Time>>, lang: &Lang) -> CalendarDayView {
        let times = times.map_or(&[][..], Vec::as_slice);
        // What happens once is what a reader may miss.
        let leads = times.iter().find(|time| !time.again).or(times.first());
        let titles: BTreeSet<&str> =
            times.iter().map(|time| self.page_of(time.page).title.as_str()).collect();
        CalendarDayView {
            number: day.day(),
            date: if leads.is_some() { self.locale(lang).dates.day(day).medium } else { String::new() },
            titles: titles.into_iter().map(str::to_owned).collect(),
            again: leads.is_some_and(|time| time.again),
            url: leads.map_or_else(String::new, |time| self.href_of(self.page_of(time.page))),
        }
    }
}

/// The times at which an event takes place.
fn times_of(page: PageId, event: &EventFacts) -> Vec<Time> {
    if !event.fields.status.takes_place() {
        return Vec::new();
    }
    let time =
        |start: &Zoned, end: &Zoned, again| Time { day: start.date(), end: end.timestamp(), page, again };
    if event.occurrences.is_empty() {
        return vec![time(&event.start, &event.end, false)];
    }
    let held = event.occurrences.iter().filter(|one| one.status(&event.fields).takes_place());
    held.map(|one| time(&one.start, &one.end, true)).collect()
}
