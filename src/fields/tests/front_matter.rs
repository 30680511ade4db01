//! Each thing that a field of front matter can do wrong.

use super::*;
use crate::diagnostics::Severity;
use crate::model::{KindFields, MemberFields};

#[test]
fn an_unknown_field_names_the_nearest_and_all_others() {
    let problems = event("venu = \"Lantern House\"", &[("front-matter::unknown-field", "venu")]);
    assert_eq!(problems[0].message, "an event has no field `venu`");
    assert_eq!(problems[0].labels[0].text, "did you mean `venue`?");
    let help = &problems[0].help[0];
    assert!(
        help.starts_with("an event's fields: title, start, end, ")
            && help.ends_with("(`handbill schema event`)")
    );

    // One mistake, told once: `name` is not missing as well.
    let problems = toml(MEMBER, "title = \"Wen\"\n", &[("front-matter::unknown-field", "title")]);
    assert_eq!(problems[0].labels[0].text, "did you mean `name`?");
    let problems = event("venue = { nam = \"x\", name = \"y\" }", &[("front-matter::unknown-field", "nam")]);
    assert_eq!(problems[0].message, "`venue` has no field `nam`");
}

#[test]
fn a_missing_field_points_at_what_should_hold_it() {
    let problems = yaml(EVENT, "title: Salon\n", &[("front-matter::missing-field", "---")]);
    assert_eq!(problems[0].message, "an event needs `start`");
    assert!(problems[0].help[0].contains("for example `start: 2026"));
    toml(
        PAGE,
        "title = \"A\"\nimage = {}\n",
        &[("front-matter::missing-field", "image"), ("front-matter::missing-field", "image")],
    );
}

#[test]
fn each_wrong_value_has_its_code_and_place() {
    let problems = event("capacity = \"many\"", &[("front-matter::wrong-type", "\"many\"")]);
    assert_eq!(problems[0].message, "`capacity` wants a whole number, this is text");
    event("capacity = 0", &[("front-matter::out-of-range", "0")]);
    event("capacity = 4294967296", &[("front-matter::out-of-range", "4294967296")]);
    event("sequence = 99999999999999999999", &[("front-matter::out-of-range", "99999999999999999999")]);
    event("tags = \"repair\"", &[("front-matter::wrong-type", "\"repair\"")]);
    event("tags = [\"a\", 1, \" \"]", &[("front-matter::wrong-type", "1"), ("front-matter::empty", "\" \"")]);
    let problems = event("uid = 2026-01-01", &[("front-matter::wrong-type", "2026-01-01")]);
    assert_eq!(problems[0].help, ["put it in quotes to make it text"]);
    event("uid = \"\"", &[("front-matter::empty", "\"\"")]);
    event("updated = \"27.11.2026\"", &[("front-matter::bad-time", "\"27.11.2026\"")]);
    event("updated = 19:30:00", &[("front-matter::bad-time", "19:30:00")]);
    event("duration = \"2 hours\"", &[("front-matter::bad-duration", "\"2 hours\"")]);
    event("duration = \"-2h\"", &[("front-matter::out-of-range", "\"-2h\"")]);
    event("questions_url = \"ask.example\"", &[("front-matter::bad-url", "\"ask.example\"")]);
    event(
        "rsvp = { url = \"javascript:alert(1)\" }",
        &[("front-matter::unsafe-url", "\"javascript:alert(1)\"")],
    );
    event("price = \"19,90\"\ncurrency = \"EUR\"", &[("front-matter::bad-money", "\"19,90\"")]);
    event("price = 19.901\ncurrency = \"EUR\"", &[("front-matter::bad-money", "19.901")]);
    event("price = 500.5\ncurrency = \"JPY\"", &[("front-matter::bad-money", "500.5")]);
    event("price = -1\ncurrency = \"EUR\"", &[("front-matter::out-of-range", "-1")]);
    let problems = event("price = 1\ncurrency = \"eur\"", &[("front-matter::unknown-currency", "\"eur\"")]);
    assert_eq!(problems[0].labels[0].text, "did you mean `EUR`?");
    let problems = event("status = \"canceled\"", &[("front-matter::unknown-value", "\"canceled\"")]);
    assert_eq!(problems[0].labels[0].text, "did you mean `cancelled`?");
    event("slug = \"../up\"", &[("front-matter::bad-name", "\"../up\"")]);
    event("slug = \"..\"", &[("front-matter::bad-name", "\"..\"")]);
    event("aliases = [\"old\"]", &[("front-matter::bad-name", "\"old\"")]);
    event("summary = \"a\\u0008b\"", &[("front-matter::control-character", "\"a\\u0008b\"")]);
    event("uid = \"a\\nb\"", &[("front-matter::control-character", "\"a\\nb\"")]);
    event("extra = { a = [\"\\u0001\"] }", &[("front-matter::control-character", "\"\\u0001\"")]);
    event("venue = { name = \"x\", geo = [121.4, 31.2] }", &[("front-matter::out-of-range", "121.4")]);
    event("extra = { \"\\u0001\" = 1 }", &[("front-matter::control-character", "\"\\u0001\"")]);
    event("venue = { name = \"\" }", &[("front-matter::empty", "\"\"")]);
    event("venue = { name = \"x\", geo = [1] }", &[("front-matter::out-of-range", "[1]")]);
    event(
        "image = { src = \"a.jpg\", alt = \"\", focus = [0.5, nan] }",
        &[("front-matter::out-of-range", "nan")],
    );
}

#[test]
fn fields_are_checked_against_each_other() {
    event("end = 2026-11-27T20:30:00\nduration = \"1h\"", &[("front-matter::conflict", "duration")]);
    event("end = 2026-11-26T20:30:00", &[("front-matter::out-of-range", "2026-11-26T20:30:00")]);
    event("all_day = true", &[("front-matter::conflict", "2026-11-27T19:30:00")]);
    event("end = 2026-11-28", &[("front-matter::needs-other-field", "2026-11-28")]);
    event("status = \"rescheduled\"", &[("front-matter::needs-other-field", "status")]);
    event("status = \"moved_online\"", &[("front-matter::needs-other-field", "status")]);
    event("price = 19.9", &[("front-matter::needs-other-field", "19.9")]);
    event("price = \"0.00\"", &[]);
    let problems = event("currency = \"EUR\"", &[("front-matter::needs-other-field", "currency")]);
    assert_eq!(problems[0].severity, Severity::Warning);
    toml(EVENT, "title = \"A\"\nstart = 2026-11-27\nend = 2026-11-28\nall_day = true\n", &[]);
}

#[test]
fn an_all_day_event_has_no_hours_anywhere() {
    let days = |lines: &str, expected: &[(&str, &str)]| {
        toml(EVENT, &format!("title = \"A\"\nstart = 2026-11-27\nall_day = true\n{lines}\n"), expected)
    };
    for hours in ["\"5h\"", "\"36h\"", "\"1d1m\""] {
        days(&format!("duration = {hours}"), &[("front-matter::conflict", hours)]);
    }
    for whole in ["1d", "3d", "48h"] {
        days(&format!("duration = \"{whole}\""), &[]);
    }
    days(
        "rrule = \"FREQ=WEEKLY\"\nrdate = [2026-12-01T10:00]\n\
         overrides = [{ recurrence_id = 2026-12-04, start = 2026-12-05T15:00:00, end = 2026-12-05T17:00:00 },\n\
         { recurrence_id = 2026-12-11, duration = \"5h\" }, { recurrence_id = 2026-12-18, start = 2026-12-19, end = 2026-12-20 }]",
        &[
            ("front-matter::conflict", "2026-12-05T15:00:00"),
            ("front-matter::conflict", "2026-12-05T17:00:00"),
            ("front-matter::conflict", "\"5h\""),
            ("front-matter::conflict", "2026-12-01T10:00"),
        ],
    );
    // A day alone is the start at the usual hour; an end has to say its own.
    event(
        "rrule = \"FREQ=WEEKLY\"\noverrides = [{ recurrence_id = 2026-12-04, start = 2026-12-05, end = 2026-12-06 }]",
        &[("front-matter::needs-other-field", "2026-12-06")],
    );
}

#[test]
fn every_problem_comes_in_one_run() {
    let inner = "titel = \"Salon\"\nstart = \"soon\"\ncapacity = \"x\"\nprice = -1\nmode = \"onlin\"\nvenue = { geo = [1, 2] }\n";
    toml(
        EVENT,
        inner,
        &[
            ("front-matter::unknown-field", "titel"),
            ("front-matter::bad-time", "\"soon\""),
            ("front-matter::wrong-type", "\"x\""),
            ("front-matter::out-of-range", "-1"),
            ("front-matter::unknown-value", "\"onlin\""),
            ("front-matter::missing-field", "venue"),
        ],
    );
}

#[test]
fn a_sound_value_survives_errors_elsewhere() {
    let (value, problems, _) =
        decode(POST, Format::Toml, "title = \"A\"\ndate = 2026-11-21\ndraft = \"yes\"\n");
    assert_eq!(problems.len(), 1);
    assert_eq!(value.expect("title and date are sound").shared.title.value, "A");
}

#[test]
fn private_is_accepted_and_goes_nowhere() {
    let (value, problems, _) =
        decode(MEMBER, Format::Toml, "name = \"Wen\"\n[private]\nphone = \"55-MARK\"\nnote = \"a\\u0001\"\n");
    assert_eq!(problems, []);
    assert!(!format!("{value:?}").contains("MARK"));
    toml(MEMBER, "name = \"Wen\"\nprivate = \"55\"\n", &[("front-matter::wrong-type", "\"55\"")]);
}

#[test]
fn a_member_has_links_with_and_without_labels() {
    let inner = "name = \"Wen\"\nlinks = [\"https://a.example/\", {label = \"B\", url = \"mailto:b@b.example\"}]\n\
                 consent = { granted = 2026-01-01, scopes = [\"page\", \"phot\"] }\n";
    let (value, problems, file) = decode(MEMBER, Format::Toml, inner);
    assert_eq!(marks(&problems, &file), [("front-matter::unknown-value", "\"phot\"")]);
    let KindFields::Member(MemberFields { links, consent, .. }) = value.expect("a value").fields else {
        panic!("another kind");
    };
    assert_eq!(links[1].label.as_deref(), Some("B"));
    assert_eq!(consent.scopes, [crate::model::Scope::Page]);
}

#[test]
fn an_index_text_needs_nothing() {
    let (value, problems, _) = decode(Target::Index, Format::Toml, "");
    assert_eq!(problems, []);
    assert_eq!(value.expect("a value").shared.title.value, "");
    toml(Target::Index, "date = 2026-01-01\n", &[("front-matter::unknown-field", "date")]);
}
