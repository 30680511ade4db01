//! The views of dates, each day made once for each language and shared by all pages that show it.

use std::sync::OnceLock;

use jiff::Zoned;
use jiff::civil::Date;

use super::dates::{Dates, Precision};
use super::views::{DateForms, DateView};
use crate::model::Site;

/// Most days that are kept; a site that spans a century or more makes the views of the others anew.
const MOST: usize = 36_525;

/// The days between the first and the last date of a site, in one language.
#[derive(Debug)]
pub(super) struct Days {
    first: Date,
    cells: Box<[OnceLock<Day>]>,
}

#[derive(Debug)]
struct Day {
    forms: DateForms,
    view: DateView,
}

impl Day {
    fn new(dates: &Dates, date: Date) -> Self {
        let forms = dates.day(date);
        let view = DateView::new(&forms);
        Self { forms, view }
    }
}

/// The first and the last day that a page of the site has; `None` where no page has a date.
pub(super) fn span(site: &Site) -> Option<(Date, Date)> {
    let dates = || site.pages.iter().filter_map(|page| page.date.as_ref().map(Zoned::date));
    Some((dates().min()?, dates().max()?))
}

impl Days {
    pub(super) fn new(span: Option<(Date, Date)>) -> Self {
        let Some((first, last)) = span else { return Self { first: Date::ZERO, cells: Box::default() } };
        let count = distance(first, last).map_or(0, |days| days.saturating_add(1).min(MOST));
        Self { first, cells: (0..count).map(|_| OnceLock::new()).collect() }
    }

    /// The view of an instant in its own zone.
    pub(super) fn view(&self, dates: &Dates, at: &Zoned, precision: Precision) -> DateView {
        let date = at.date();
        let fresh: Day;
        let day = match distance(self.first, date).and_then(|days| self.cells.get(days)) {
            Some(cell) => cell.get_or_init(|| Day::new(dates, date)),
            None => {
                fresh = Day::new(dates, date);
                &fresh
            }
        };
        match precision {
            Precision::Day => day.view.clone(),
            Precision::Minute => DateView::new(&dates.minute(at, day.forms.clone())),
        }
    }
}

/// Days from one date to another; `None` where that one lies before it.
fn distance(from: Date, to: Date) -> Option<usize> {
    usize::try_from(to.duration_since(from).as_hours() / 24).ok().filter(|_| to >= from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::render::locales::Locale;

    #[test]
    fn a_day_within_the_span_and_one_outside_read_alike() {
        let locale = Locale::new(&Lang::new("en"));
        let at: Zoned = "2026-11-27T19:30:00+08:00[Asia/Shanghai]".parse().expect("a zoned time");
        let near = Days::new(Some((at.date(), at.date())));
        for precision in [Precision::Day, Precision::Minute] {
            let known = near.view(&locale.dates, &at, precision);
            assert_eq!(known, Days::new(None).view(&locale.dates, &at, precision));
            assert_eq!(known, near.view(&locale.dates, &at, precision), "the second time as the first");
        }
        assert_eq!(distance(at.date(), at.date().tomorrow().expect("a day")), Some(1));
        assert_eq!(distance(at.date().tomorrow().expect("a day"), at.date()), None);
        assert_eq!(Days::new(Some((Date::MIN, Date::MAX))).cells.len(), MOST);
    }
}
