//! `handbill next`: when the site should be built again.

use std::path::Path;

use handbill::calendar::rfc3339;
use handbill::model::Transition;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::NextArgs;
use super::exit::{Exit, Failure};
use super::report::{self, Counts};
use super::site;

pub(crate) fn run(args: &NextArgs, quiet: bool) -> Result<Exit, Failure> {
    let now = site::now(&args.site)?;
    // A draft or a poster changes nothing about when: an edition without them is made sooner.
    let mut pipeline = site::pipeline(&args.site, None, site::drafts(false), false)?;
    let edition = pipeline.run(&now)?;
    let Some(printer) = &edition.printer else {
        return Ok(report::stopped(&edition, "nothing to look ahead at", quiet));
    };
    let site = printer.site();
    let to_come = &site.transitions;
    if let Some(first) = to_come.first() {
        if args.cron {
            anstream::println!("{}", crontab(first, &args.site.site));
        } else {
            let required = to_come.iter().find(|transition| transition.kind.needs_build());
            let needed = required.filter(|required| required.at != first.at);
            anstream::println!("{}", line(first, &site.zone, required.is_some() && needed.is_none()));
            if let Some(required) = needed {
                anstream::println!("{}", line(required, &site.zone, true));
            }
        }
    }
    if !quiet {
        let from = rfc3339(&site.now.to_zoned(site.zone.clone()));
        let whose = site::of_site(&args.site.site);
        let found = match to_come.len() {
            0 => "nothing to come".to_owned(),
            n => format!("{} to come", report::count(n, "change")),
        };
        let problems = match Counts::of(&edition.diagnostics).errors {
            0 => String::new(),
            n => format!("; `handbill check` tells of {}", report::count(n, "error")),
        };
        anstream::eprintln!("looked ahead{whose} from {from}: {found}{problems}");
    }
    Ok(Exit::Done)
}

/// `2026-11-27T19:30:00+08:00  event-phase`, and `required` behind what only a build can bring about.
fn line(transition: &Transition, zone: &TimeZone, required: bool) -> String {
    let at = rfc3339(&transition.at.to_zoned(zone.clone()));
    let required = if required { "  required" } else { "" };
    format!("{at}  {}{required}", transition.kind.name())
}

/// `30 11 27 11 * handbill build /srv/lantern # 2026-11-27 11:30 UTC, event-phase`: a line of a crontab.
///
/// In UTC, which is the zone of most machines that build and of every hosted one. A crontab knows no seconds: an instant
/// inside a minute waits for the next one, since a build before it would change nothing.
fn crontab(transition: &Transition, site: &Path) -> String {
    const MINUTE: i64 = 60;
    let second = transition.at.as_second();
    let whole = second + (MINUTE - second.rem_euclid(MINUTE)) % MINUTE;
    let at = Timestamp::from_second(whole).unwrap_or(transition.at);
    let at = at.to_zoned(TimeZone::UTC);
    // Elsewhere than in the folder that one is in: cron starts at home.
    let site = std::path::absolute(site).unwrap_or_else(|_| site.to_owned());
    let site: std::path::PathBuf = site.components().collect();
    format!(
        "{} handbill build {} # {}, {}",
        at.strftime("%-M %-H %-d %-m *"),
        in_crontab(&site.to_string_lossy()),
        at.strftime("%Y-%m-%d %H:%M UTC"),
        transition.kind.name()
    )
}

/// A word of a shell in a crontab, where `%` means a new line even between quotes.
fn in_crontab(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@".contains(c);
    let word =
        if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) };
    word.replace('%', r"\%")
}

#[cfg(test)]
mod tests {
    use handbill::model::TransitionKind;

    use super::*;

    #[test]
    fn a_crontab_reads_what_a_folder_is_called() {
        assert_eq!(in_crontab("/srv/灯街"), "/srv/灯街");
        assert_eq!(in_crontab("/srv/wen's site"), r"'/srv/wen'\''s site'");
        assert_eq!(in_crontab("/srv/100%"), r"'/srv/100\%'");
    }

    #[test]
    fn an_instant_inside_a_minute_waits_for_the_next_one() {
        let crontab = |at: &str| {
            let at = at.parse().expect("an instant");
            crontab(&Transition { at, kind: TransitionKind::Vote }, Path::new("/srv/site"))
        };
        assert_eq!(
            crontab("2026-12-31T23:59:01Z"),
            "0 0 1 1 * handbill build /srv/site # 2027-01-01 00:00 UTC, vote"
        );
        assert_eq!(
            crontab("2026-11-27T11:30:00Z"),
            "30 11 27 11 * handbill build /srv/site # 2026-11-27 11:30 UTC, vote"
        );
    }
}
