//! When a rule comes to its end.

use jiff::Zoned;
use jiff::civil::DateTime;

use super::walk::{Start, Starts};
use crate::model::{Rule, WrittenTime};

/// The last start of an event that begins at `start`, which was written as the local time `local`, and comes again by
/// a rule.
///
/// `start` is one whether the rule gives it or not (RFC 5545 §3.8.5.3). What stands in `left_out` counts for `COUNT`
/// and is no start. Nothing where the rule has no end.
#[must_use]
pub fn last_start(rule: &Rule, local: DateTime, start: &Zoned, left_out: &[WrittenTime]) -> Option<Zoned> {
    if rule.count.is_none() && rule.until.is_none() {
        return None;
    }
    let mut starts = Starts::new(rule, Start { local, at: start.clone() });
    let kept = starts.by_ref().filter(|start| !left_out.iter().any(|out| start.is(*out)));
    let last = kept.last().map_or_else(|| start.clone(), |last| last.at);
    if starts.gave_up { None } else { Some(last) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Zones, parse_rule};

    fn last(start: &str, rule: &str) -> Option<String> {
        let zone = Zones::bundled().get("Asia/Shanghai").expect("a zone of the database");
        let start: DateTime = start.parse().expect("a civil time");
        let start = start.to_zoned(zone).expect("in range");
        let rule = parse_rule(rule).expect("a rule");
        last_start(&rule, start.datetime(), &start, &[]).map(|at| at.datetime().to_string())
    }

    #[test]
    fn a_rule_ends_with_its_last_start() {
        for (start, rule, end) in [
            ("2026-11-27T19:30", "FREQ=WEEKLY;COUNT=3", "2026-12-11"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4", "2026-12-08"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231", "2026-12-25"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;UNTIL=20261211T113000Z", "2026-12-11"),
            ("2026-11-27T19:30", "FREQ=WEEKLY;UNTIL=20261211T112959Z", "2026-12-04"),
            ("2026-11-27T19:30", "FREQ=DAILY;INTERVAL=3;COUNT=10", "2026-12-24"),
            ("2026-01-31T19:30", "FREQ=MONTHLY;COUNT=3", "2026-05-31"),
            ("2026-12-11T19:30", "FREQ=MONTHLY;BYDAY=2FR;COUNT=3", "2027-02-12"),
            ("2026-12-31T19:30", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2027-02-28"),
            ("2026-11-30T19:30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2027-01-29"),
            ("2028-02-29T19:30", "FREQ=YEARLY;COUNT=2", "2032-02-29"),
            ("2026-03-10T19:30", "FREQ=YEARLY;BYMONTH=3,10;COUNT=4", "2027-10-10"),
            ("2026-05-10T19:30", "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU;COUNT=2", "2027-05-09"),
            ("2026-05-10T19:30", "FREQ=YEARLY;BYDAY=-1SU;COUNT=2", "2026-12-27"),
        ] {
            assert_eq!(last(start, rule), Some(format!("{end}T19:30:00")), "{rule}");
        }
    }

    #[test]
    fn a_rule_without_end_has_no_last_start_and_an_impossible_one_comes_to_an_end() {
        assert_eq!(last("2026-11-27T19:30", "FREQ=WEEKLY"), None);
        assert_eq!(last("2026-11-27T19:30", "FREQ=YEARLY;COUNT=9000"), None);
        let never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5";
        assert_eq!(last("2026-11-27T19:30", never).as_deref(), Some("2026-11-27T19:30:00"));
    }

    #[test]
    fn a_date_that_is_left_out_is_no_start() {
        let zone = Zones::bundled().get("Asia/Shanghai").expect("a zone of the database");
        let start: DateTime = "2026-11-27T19:30".parse().expect("a civil time");
        let start = start.to_zoned(zone).expect("in range");
        let rule = parse_rule("FREQ=WEEKLY;COUNT=3").expect("a rule");
        let left_out = WrittenTime::Local("2026-12-11T19:30".parse().expect("a civil time"));
        let last = last_start(&rule, start.datetime(), &start, &[left_out]).expect("an end");
        assert_eq!(last.date().to_string(), "2026-12-04");
    }
}
