//! Recurrence rules in the theme's words.
//!
//! A rule of RFC 5545 can say more than a sentence. What a sentence says as exactly is said in words; the rest is
//! shown as it is written.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::calendar::{DayEdge, place};
use crate::model::{EventFacts, Frequency, Lang, Rule};
use crate::render::dates::Precision;
use crate::render::printer::Printer;
use crate::render::views::RuleView;

/// The farthest that people count from either end: "the fifth Friday", "the fifth last day".
const FARTHEST: i16 = 5;

/// Monday to Friday.
const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// A rule that words can say.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    /// Every so many days.
    Daily,
    /// On days of the week.
    Weekly(Vec<Weekday>),
    /// On days of the month.
    Monthly(Vec<Day>),
    /// On days of the year, or of each of its months that are named.
    Yearly(Vec<Day>),
}

/// A day of a month or a year, from its end where negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// The second Friday.
    Nth(i16, Weekday),
    /// The last of Monday to Friday.
    Workday(i16),
    /// The first of Saturday and Sunday.
    Weekend(i16),
    /// The 15th.
    Number(i16),
}

/// How a rule is said; `None` where a sentence would say less, more or something else.
fn said(rule: &Rule, start: Weekday) -> Option<Said> {
    let every = rule.interval == 1;
    let (no_weekdays, no_days) = (rule.by_day.is_empty(), rule.by_month_day.is_empty());
    let whole_weeks = rule.by_day.iter().all(|(number, _)| number.is_none());
    let weekdays = || rule.by_day.iter().map(|(_, day)| *day).collect::<Vec<_>>();
    let no_positions = rule.by_set_pos.is_empty();
    let no_months = rule.by_month.is_empty();
    match rule.freq {
        // Each day that is a Friday, each Friday of each month: every Friday.
        Frequency::Daily | Frequency::Monthly | Frequency::Yearly
            if every && !no_weekdays && whole_weeks && no_days && no_positions =>
        {
            Some(Said::Weekly(weekdays()))
        }
        Frequency::Daily if no_weekdays && no_days && no_positions => Some(Said::Daily),
        Frequency::Daily if every && no_weekdays && no_positions => days(rule).map(Said::Monthly),
        Frequency::Weekly if no_days && no_positions => {
            Some(Said::Weekly(if no_weekdays { vec![start] } else { weekdays() }))
        }
        Frequency::Daily | Frequency::Weekly => None,
        Frequency::Monthly if no_months || every => days(rule).map(Said::Monthly),
        Frequency::Monthly => None,
        // A day without a month is one of every month.
        Frequency::Yearly if no_months && !no_days => {
            if every && no_positions {
                days(rule).map(Said::Monthly)
            } else {
                None
            }
        }
        // Positions count through all months of a year together.
        Frequency::Yearly if !no_positions && rule.by_month.len() > 1 => None,
        Frequency::Yearly => days(rule).map(Said::Yearly),
    }
}

/// The days of a month or a year that a rule names.
fn days(rule: &Rule) -> Option<Vec<Day>> {
    let near = |number: i16| (-FARTHEST..=FARTHEST).contains(&number);
    match (rule.by_day.as_slice(), rule.by_month_day.as_slice(), rule.by_set_pos.as_slice()) {
        ([], numbers, []) => {
            let numbers = numbers.iter().map(|number| i16::from(*number));
            numbers.map(|number| (number >= -FARTHEST).then_some(Day::Number(number))).collect()
        }
        (weekdays, [], []) => weekdays
            .iter()
            .map(|(number, day)| {
                let number = i16::from((*number)?);
                near(number).then_some(Day::Nth(number, *day))
            })
            .collect(),
        (weekdays, [], positions) if weekdays.iter().all(|(number, _)| number.is_none()) => {
            let of = |day: Weekday| weekdays.iter().any(|(_, own)| *own == day);
            let workdays = WORKDAYS.into_iter().filter(|day| of(*day)).count();
            let weekend = (of(Weekday::Saturday), of(Weekday::Sunday));
            let one = |position: i16| match (weekdays, workdays, weekend) {
                ([(_, day)], _, _) => Some(Day::Nth(position, *day)),
                (_, 5, (false, false)) => Some(Day::Workday(position)),
                (_, 0, (true, true)) => Some(Day::Weekend(position)),
                (_, 5, (true, true)) => Some(Day::Number(position)),
                (_, _, _) => None,
            };
            positions.iter().map(|position| one(*position).filter(|_| near(*position))).collect()
        }
        (_, _, _) => None,
    }
}

impl Printer {
    /// When an event happens again, where it does.
    pub(in crate::render) fn rule_view(&self, facts: &EventFacts, lang: &Lang) -> Option<RuleView> {
        let rule = facts.rule.as_ref()?;
        let zone = facts.start.time_zone();
        Some(RuleView {
            freq: rule.freq.name(),
            interval: rule.interval,
            text: self.rule_text(rule, facts, lang),
            // The rule counts without what was added and with what was taken out.
            count: rule.count.filter(|_| facts.fields.rdate.is_empty() && facts.fields.exdate.is_empty()),
            until: rule.until.and_then(|until| {
                let placed = place(until, zone, DayEdge::Start)?;
                Some(self.date(&placed.at, Precision::Day, lang))
            }),
        })
    }

    fn rule_text(&self, rule: &Rule, facts: &EventFacts, lang: &Lang) -> String {
        let Some(said) = said(rule, facts.start.weekday()) else {
            let written = facts.fields.rrule.as_ref().map_or("", |written| written.value.trim());
            let written = written.strip_prefix("RRULE:").unwrap_or(written);
            return self.engine.text_with(lang, "rule-as-written", "rule", written);
        };
        let months =
            self.enumerated(lang, rule.by_month.iter().map(|month| self.locale(lang).dates.month(*month)));
        let text = |key: &str, days: String| {
            let args = [
                ("interval", rule.interval.into()),
                ("days", days.into()),
                ("months", months.as_str().into()),
            ];
            self.engine.text_args(lang, key, args)
        };
        let within = |rule: String| match months.as_str() {
            "" => rule,
            months => {
                self.engine.text_args(lang, "rule-within", [("rule", rule.into()), ("months", months.into())])
            }
        };
        match said {
            Said::Daily => within(text("rule-daily", String::new())),
            Said::Weekly(days) if rule.interval == 1 && days == WORKDAYS => {
                within(text("rule-workdays", String::new()))
            }
            Said::Weekly(days) => {
                let days = days.into_iter().map(|day| self.weekday(lang, day));
                within(text("rule-weekly", self.enumerated(lang, days)))
            }
            // Every month that is one of these is each of these in every year.
            Said::Monthly(days) | Said::Yearly(days) if !months.is_empty() => match days.as_slice() {
                [] => text("rule-yearly-in", String::new()),
                days => text("rule-yearly-in-on", self.days(lang, days)),
            },
            Said::Monthly(days) if days.is_empty() => text("rule-monthly", String::new()),
            Said::Monthly(days) => text("rule-monthly-on", self.days(lang, &days)),
            Said::Yearly(days) if days.is_empty() => text("rule-yearly", String::new()),
            Said::Yearly(days) => text("rule-yearly-on", self.days(lang, &days)),
        }
    }

    fn days(&self, lang: &Lang, days: &[Day]) -> String {
        let nth = |number: i16, day: String| {
            self.engine.text_args(lang, "rule-nth", [("n", number.into()), ("day", day.into())])
        };
        let one = |day: &Day| match *day {
            Day::Nth(number, day) => nth(number, self.weekday(lang, day)),
            Day::Workday(number) => nth(number, self.engine.text(lang, "rule-workday")),
            Day::Weekend(number) => nth(number, self.engine.text(lang, "rule-weekend-day")),
            Day::Number(number) => self.engine.text_args(lang, "rule-month-day", [("n", number.into())]),
        };
        self.enumerated(lang, days.iter().map(one))
    }

    fn weekday(&self, lang: &Lang, day: Weekday) -> String {
        let monday = Date::constant(2026, 11, 23);
        let day = monday.checked_add(i64::from(day.to_monday_zero_offset()).days()).unwrap_or(monday);
        self.locale(lang).dates.weekday(day)
    }

    /// Several things in one sentence: "Tuesday, Thursday and Saturday".
    pub(in crate::render) fn enumerated(&self, lang: &Lang, items: impl Iterator<Item = String>) -> String {
        let mut items: Vec<String> = items.collect();
        let Some(last) = items.pop() else { return String::new() };
        if items.is_empty() {
            return last;
        }
        let first = items.join(&self.engine.text(lang, "list-separator"));
        format!("{first}{}{last}", self.engine.text(lang, "list-end"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_rule;

    fn of(text: &str) -> Option<Said> {
        said(&parse_rule(text).expect("a rule"), Weekday::Friday)
    }

    #[test]
    fn rules_that_mean_the_same_are_said_alike() {
        let fridays = Some(Said::Weekly(vec![Weekday::Friday]));
        for rule in [
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;BYDAY=FR",
            "FREQ=DAILY;BYDAY=FR",
            "FREQ=MONTHLY;BYDAY=FR",
            "FREQ=YEARLY;BYDAY=FR",
        ] {
            assert_eq!(of(rule), fridays, "{rule}");
        }
        let second = vec![Day::Nth(2, Weekday::Friday)];
        assert_eq!(of("FREQ=MONTHLY;BYDAY=2FR"), Some(Said::Monthly(second.clone())));
        assert_eq!(of("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2"), Some(Said::Monthly(second)));
        let middle = Some(Said::Monthly(vec![Day::Number(15)]));
        for rule in ["FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=DAILY;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTHDAY=15"] {
            assert_eq!(of(rule), middle, "{rule}");
        }
        let workday = Some(Said::Monthly(vec![Day::Workday(-1)]));
        assert_eq!(of("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), workday);
    }

    #[test]
    fn what_a_sentence_cannot_say_exactly_is_not_said() {
        for rule in [
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "FREQ=DAILY;INTERVAL=2;BYDAY=FR",
            "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=FR",
            "FREQ=MONTHLY;INTERVAL=2;BYMONTH=3,10",
            "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1",
            "FREQ=YEARLY;BYMONTH=3,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=1",
            "FREQ=MONTHLY;BYMONTHDAY=-9",
        ] {
            assert_eq!(of(rule), None, "{rule}");
        }
    }
}
