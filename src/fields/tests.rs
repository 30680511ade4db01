//! Tests of the room as others use it.

use proptest::prelude::*;

use super::table::{Field, FieldType};
use super::*;
use crate::diagnostics::Severity;
use crate::model::{Data, EventFields, KindFields, MemberFields, WrittenDuration, WrittenTime};

const EVENT: Target = Target::Kind(Kind::Event);
const MEMBER: Target = Target::Kind(Kind::Member);
const POST: Target = Target::Kind(Kind::Post);
const PAGE: Target = Target::Kind(Kind::Page);

fn path() -> SourcePath {
    SourcePath::new("content/events/salon.md")
}

/// Decodes front matter as it stands in a file, behind its fence.
fn decode(target: Target, format: Format, inner: &str) -> (Option<FrontMatter>, Vec<Diagnostic>, String) {
    let fence = match format {
        Format::Toml => "+++",
        Format::Yaml => "---",
    };
    let file = format!("{fence}\n{inner}{fence}\nbody\n");
    let at = Span::new(4, 4 + inner.len());
    let front = FrontText {
        format,
        text: &file[at.start..at.end],
        at,
        fence: Span::new(0, 3),
        whole: Span::new(0, at.end + 3),
    };
    let (value, problems) = decode_front_matter(target, &path(), &front);
    (value, problems, file)
}

/// Each problem's code and the text it points at.
fn marks<'t>(problems: &[Diagnostic], file: &'t str) -> Vec<(&'static str, &'t str)> {
    let place = |problem: &Diagnostic| problem.labels[0].span.expect("a place");
    problems.iter().map(|problem| (problem.code, &file[place(problem).start..place(problem).end])).collect()
}

/// Decodes and expects exactly these problems.
#[track_caller]
fn expect(target: Target, format: Format, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    let (_, problems, file) = decode(target, format, inner);
    assert_eq!(marks(&problems, &file), expected, "{problems:#?}");
    problems
}

#[track_caller]
fn toml(target: Target, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    expect(target, Format::Toml, inner, expected)
}

#[track_caller]
fn yaml(target: Target, inner: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    expect(target, Format::Yaml, inner, expected)
}

/// An event that is sound but for these lines.
#[track_caller]
fn event(lines: &str, expected: &[(&str, &str)]) -> Vec<Diagnostic> {
    toml(EVENT, &format!("title = \"Salon\"\nstart = 2026-11-27T19:30:00\n{lines}\n"), expected)
}

#[track_caller]
fn sound_event(format: Format, inner: &str) -> (crate::model::SharedFields, EventFields) {
    let (value, problems, _) = decode(EVENT, format, inner);
    assert_eq!(problems, []);
    let FrontMatter { shared, fields: KindFields::Event(event), .. } = value.expect("a value") else {
        panic!("another kind");
    };
    (shared, *event)
}

const FULL_TOML: &str = r#"title = "Salon"
start = 2026-11-27T19:30:00
duration = "2h30m"
price = 19.90
currency = "EUR"
capacity = 30
tags = ["repair", "灯"]
status = "moved_online"
online_url = "https://meet.example/a"

[venue]
name = "Lantern House"
geo = [31.23, 121]

[extra]
deep = { when = 2026-01-01, n = [1, 2.5] }
"#;

const FULL_YAML: &str = r#"title: Salon
start: 2026-11-27 19:30
duration: 2h30m
price: 19.90
currency: EUR
capacity: 30
tags:
  - repair
  - 灯
status: moved_online
online_url: https://meet.example/a
venue: {name: Lantern House, geo: [31.23, 121]}
extra:
  deep: {when: 2026-01-01, n: [1, 2.5]}
"#;

#[test]
fn both_formats_say_the_same() {
    for (format, inner) in [(Format::Toml, FULL_TOML), (Format::Yaml, FULL_YAML)] {
        let (shared, event) = sound_event(format, inner);
        assert_eq!(shared.title.value, "Salon");
        assert_eq!(shared.tags.iter().map(|tag| tag.value.as_str()).collect::<Vec<_>>(), ["repair", "灯"]);
        let start = jiff::civil::date(2026, 11, 27).at(19, 30, 0, 0);
        assert_eq!(event.start.value, WrittenTime::Local(start));
        let duration = event.duration.expect("a duration").value;
        assert_eq!(duration, WrittenDuration { days: 0, minutes: 150 });
        let price = event.price.expect("a price");
        assert_eq!((price.amount.to_string(), price.currency), ("19.90".to_owned(), Some("EUR".to_owned())));
        assert_eq!(event.venue.expect("a venue").geo, Some([31.23, 121.0]));
        let Some(Data::Table(deep)) = shared.extra.get("deep") else { panic!("no table") };
        assert_eq!(deep["when"], Data::Text("2026-01-01".to_owned()));
        assert_eq!(deep["n"], Data::List(vec![Data::Integer(1), Data::Float(2.5)]));
    }
}

#[test]
fn places_are_those_of_the_whole_file() {
    for (format, inner) in [(Format::Toml, FULL_TOML), (Format::Yaml, FULL_YAML)] {
        let (value, _, file) = decode(EVENT, format, inner);
        let tag = value.expect("a value").shared.tags[1].span;
        assert_eq!(file[tag.start..tag.end].trim_matches('"'), "灯");
    }
}

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

    let problems = toml(
        MEMBER,
        "title = \"Wen\"\n",
        &[("front-matter::unknown-field", "title"), ("front-matter::missing-field", "+++")],
    );
    assert_eq!(problems[0].labels[0].text, "did you mean `name`?");
    let problems = event("venue = { nam = \"x\", name = \"y\" }", &[("front-matter::unknown-field", "nam")]);
    assert_eq!(problems[0].message, "`venue` has no field `nam`");
}

#[test]
fn a_missing_field_points_at_what_should_hold_it() {
    let problems = yaml(EVENT, "title: Salon\n", &[("front-matter::missing-field", "---")]);
    assert_eq!(problems[0].message, "an event needs `start`");
    assert!(problems[0].help[0].contains("for example: start: 2026"));
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
            ("front-matter::missing-field", "+++"),
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
fn syntax_errors_come_all_at_once_and_invent_nothing() {
    let inner = "title = Salon\nstart = 2026-13-45\nvenu = 1\n";
    let (value, problems, file) = decode(EVENT, Format::Toml, inner);
    let marks = marks(&problems, &file);
    assert!(marks.iter().filter(|(code, _)| *code == "front-matter::syntax").count() >= 2, "{marks:?}");
    assert!(marks.contains(&("front-matter::unknown-field", "venu")), "{marks:?}");
    let others = marks.iter().filter(|(code, _)| *code != "front-matter::syntax").count();
    assert_eq!(others, 1, "{problems:#?}");
    assert_eq!(value, None);

    yaml(
        PAGE,
        "titel: a\nsummary: [a\n",
        &[("front-matter::syntax", "["), ("front-matter::unknown-field", "titel")],
    );
}

#[test]
fn what_the_formats_allow_and_fields_do_not_is_told() {
    toml(PAGE, "title = \"A\"\ntitle = \"B\"\n", &[("front-matter::duplicate-key", "title")]);
    yaml(PAGE, "title: A\ntitle: B\n", &[("front-matter::duplicate-key", "title")]);
    yaml(PAGE, "title: A\n2026: B\n", &[("front-matter::key-not-text", "2026")]);
    yaml(PAGE, "title: A\n? [a, b]\n: c\n", &[("front-matter::key-not-text", "[a, b]")]);
    yaml(PAGE, "title: !secret A\n", &[("front-matter::unknown-tag", "A")]);
    yaml(PAGE, "title: !!str 2026\n", &[]);
    yaml(PAGE, "title: A\n...\n--- \ntitle: B\n", &[("front-matter::several-documents", "---")]);
    yaml(PAGE, "- a\n- b\n", &[("front-matter::not-a-table", "- a\n- b")]);
    yaml(PAGE, "title: 2026\n", &[("front-matter::wrong-type", "2026")]);
    yaml(PAGE, "title:\n", &[("front-matter::wrong-type", "")]);
    yaml(PAGE, "title: *nobody\n", &[("front-matter::syntax", "*nobody")]);
}

#[test]
fn aliases_work_and_are_bounded() {
    let (value, problems, _) = decode(PAGE, Format::Yaml, "title: &t Salon\nsummary: *t\n");
    assert_eq!(problems, []);
    assert_eq!(value.expect("a value").shared.summary.as_deref(), Some("Salon"));

    let mut bomb = String::from("title: A\nextra:\n  a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    for n in 1..12 {
        let before = format!("*a{}", n - 1);
        bomb.push_str(&format!("  a{n}: &a{n} [{}]\n", [before.as_str(); 10].join(", ")));
    }
    let (value, problems, _) = decode(PAGE, Format::Yaml, &bomb);
    assert_eq!((value, problems.len()), (None, 1));
    assert_eq!(problems[0].code, "front-matter::too-large");

    let (_, problems, _) = decode(PAGE, Format::Yaml, "title: A\nextra: &a {b: *a}\n");
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["front-matter::syntax"]);
}

#[test]
fn depth_is_bounded_in_both_formats() {
    for (format, inner) in [
        (Format::Toml, format!("title = \"A\"\nextra.a = {}{}\n", "[".repeat(70), "]".repeat(70))),
        (Format::Toml, format!("title = \"A\"\nextra.a = {}{}\n", "[".repeat(20_000), "]".repeat(20_000))),
        (Format::Toml, format!("title = \"A\"\n{}a = 1\n", "a.".repeat(100_000))),
        (Format::Toml, format!("title = \"A\"\n[{}a]\n", "a.".repeat(100_000))),
        (Format::Toml, format!("a = {}\n", "{a = ".repeat(20_000))),
        (Format::Yaml, format!("title: A\nextra: {}{}\n", "[".repeat(20_000), "]".repeat(20_000))),
        (Format::Yaml, format!("title: A\nextra:\n  {}\n", "- ".repeat(20_000))),
        (
            Format::Yaml,
            format!("extra:\n{}", (1..200).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>()),
        ),
    ] {
        let (value, problems, _) = decode(PAGE, format, &inner);
        assert_eq!(value, None);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert!(codes.contains(&"front-matter::too-deep"), "{codes:?} of {}", &inner[..40]);
    }
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

#[test]
fn windows_line_ends_are_no_part_of_a_text() {
    let (value, problems, _) =
        decode(PAGE, Format::Toml, "title = \"A\"\r\nsummary = \"\"\"a\r\nb\"\"\"\r\n");
    assert_eq!(problems, []);
    assert_eq!(value.expect("a value").shared.summary.as_deref(), Some("a\nb"));
    yaml(PAGE, "title: A\r\ntags: [a]\r\n", &[]);
}

// --- The configuration.

const LEAST: &str = "handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example\"\n";

fn config(lines: &str) -> (Option<SiteConfig>, Vec<Diagnostic>, String) {
    let text = format!("{LEAST}{lines}\n");
    let (value, problems) = decode_config(&SourcePath::new("handbill.toml"), &text);
    (value, problems, text)
}

#[test]
fn the_least_configuration_has_its_defaults() {
    let (value, problems, _) = config("");
    assert_eq!(problems, []);
    let config = value.expect("a value");
    assert_eq!(config.base_url, "https://lantern.example/");
    assert_eq!((config.language.as_str(), config.timezone.as_str()), ("en", "UTC"));
    assert_eq!(
        (config.theme.value.as_str(), config.pagination.per_page, config.feeds.limit),
        ("plaza", 20, 20)
    );
    assert!(config.markdown.highlight);
}

#[test]
fn a_full_configuration_is_read() {
    let (value, problems, _) = config(
        "language = \"en\"\n[languages.zh-Hant]\ntitle = \"燈街\"\n[languages.en]\nlabel = \"English\"\ndescription = \"D\"\n\
         [nav]\nitems = [\"events\", {label = \"Feed\", to = \"/feed.xml\"}]\n\
         [security]\nallow.form-action = [\"https://forms.example\"]\n\
         [community]\ncontact = \"hello@lantern.example\"\nfounded = 2019-05-01\nseal = \"灯\"\n",
    );
    assert_eq!(problems, []);
    let config = value.expect("a value");
    assert_eq!(config.langs().map(|lang| lang.as_str()).collect::<Vec<_>>(), ["en", "zh-Hant"]);
    assert_eq!(config.description.as_deref(), Some("D"));
    assert_eq!(config.nav[1].label.as_deref(), Some("Feed"));
    assert_eq!(config.security.allow["form-action"], ["https://forms.example"]);
}

#[test]
fn each_mistake_of_the_configuration_has_its_code_and_place() {
    for (lines, expected) in [
        ("descripton = \"x\"", ("config::unknown-field", "descripton")),
        ("community = 1", ("config::wrong-type", "1")),
        ("language = \"english\"", ("config::bad-language", "\"english\"")),
        ("[languages.zh-hant]", ("config::bad-language", "zh-hant")),
        ("[languages.en]\ntitle = \"x\"", ("config::conflict", "en")),
        ("theme = \"../x\"", ("config::bad-name", "\"../x\"")),
        ("[pagination]\nper_page = 0", ("config::out-of-range", "0")),
        ("[feeds]\nlimit = 1001", ("config::out-of-range", "1001")),
        ("[community]\nseal = \"灯街坊\"", ("config::out-of-range", "\"灯街坊\"")),
        ("[community]\nfounded = \"May\"", ("config::bad-time", "\"May\"")),
        ("[community]\ncontact = \"javascript:x\"", ("config::unsafe-url", "\"javascript:x\"")),
        ("[community]\nname = \" \"", ("config::empty", "\" \"")),
        ("[security]\nallow.script-src = []", ("config::unknown-value", "script-src")),
        (
            "[security]\nallow.img-src = [\"https://a.example/x\"]",
            ("config::bad-origin", "\"https://a.example/x\""),
        ),
        (
            "[security]\nallow.img-src = [\"https://a.example; x\"]",
            ("config::bad-origin", "\"https://a.example; x\""),
        ),
        ("[nav]\nitems = [{label = \"x\"}]", ("config::missing-field", "{label = \"x\"}")),
        ("description = \"\\u0001\"", ("config::control-character", "\"\\u0001\"")),
        ("title = \"again\"", ("config::duplicate-key", "title")),
        ("timezone = Asia", ("config::syntax", "Asia")),
    ] {
        let (_, problems, text) = config(lines);
        assert_eq!(marks(&problems, &text), [expected], "{problems:#?}");
    }
}

#[test]
fn a_base_address_is_absolute_and_bare() {
    let decode = |url: &str| {
        let text = format!("handbill = 1\ntitle = \"A\"\nbase_url = \"{url}\"\n");
        let (value, problems) = decode_config(&SourcePath::new("handbill.toml"), &text);
        (value.map(|config| config.base_url), problems.first().map(|problem| problem.code))
    };
    let sound = |url: &str| (Some(url.to_owned()), None);
    assert_eq!(decode("HTTPS://Lantern.example/Team"), sound("https://lantern.example/Team/"));
    assert_eq!(decode("http://127.0.0.1:8080/"), sound("http://127.0.0.1:8080/"));
    assert_eq!(decode("http://[::1]:80"), sound("http://[::1]:80/"));
    for url in [
        "lantern.example",
        "/team/",
        "https://",
        "https:lantern",
        "https://a.example/?q",
        "https://a.example/#x",
        "mailto:a@b.example",
        "https://me@a.example/",
        "https://a.example/../",
        "https://a.example:99999/",
        "https://a b/",
    ] {
        assert_eq!(decode(url), (None, Some("config::bad-url")), "{url}");
    }
    assert_eq!(decode("ftp://a.example/"), (None, Some("config::unsafe-url")));
}

#[test]
fn the_configuration_tells_its_version() {
    let decode = |text: &str| decode_config(&SourcePath::new("handbill.toml"), text).1;
    let two = LEAST.replace("handbill = 1", "handbill = 2");
    assert_eq!(marks(&decode(&two), &two), [("config::unknown-version", "2")]);
    let none = LEAST.replace("handbill = 1\n", "");
    assert_eq!(marks(&decode(&none), &none), [("config::missing-field", "title = \"Lantern Street\"")]);
    let marked = format!("\u{feff}{LEAST}titel = 1\n");
    assert_eq!(marks(&decode(&marked), &marked), [("config::unknown-field", "titel")]);
    let empty = decode("");
    assert_eq!(empty.iter().filter(|problem| problem.code == "config::missing-field").count(), 3);
}

// --- Table, struct, schema, `new` and reference are one.

fn new_of(kind: Kind, title: &str) -> String {
    let now = jiff::civil::date(2026, 11, 21).at(10, 0, 0, 0);
    new_source(&NewSource { kind, title, uid: "k3q9x2", now })
}

/// The text between the fences.
fn inner(source: &str) -> &str {
    source.trim_start_matches("+++\n").split("+++\n").next().unwrap_or_default()
}

#[test]
fn a_new_source_is_sound() {
    for kind in Kind::ALL {
        let source = new_of(kind, "A \"night\" \\ 灯\u{7}");
        let (value, problems, _) = decode(Target::Kind(kind), Format::Toml, inner(&source));
        assert_eq!(problems, [], "{source}");
        assert_eq!(value.expect("a value").shared.title.value, "A \"night\" \\ 灯");
        assert!(source.ends_with("\n+++\n\n"));
    }
    assert!(new_of(Kind::Event, "A").contains("\nuid = \"k3q9x2\"\n"));
    assert!(new_of(Kind::Event, "A").contains("\nstart = 2026-12-05T19:00:00\n"));
}

#[test]
fn every_field_that_new_leaves_out_can_be_switched_on() {
    for kind in Kind::ALL {
        let source = new_of(kind, "A");
        let text = inner(&source);
        for field in kinds::tables(Target::Kind(kind)).into_iter().flatten() {
            let off = format!("\n#{} = ", field.name);
            let on = format!("\n{} = ", field.name);
            assert!(text.contains(&off) != text.contains(&on), "{} stands there once", field.name);
            let (_, problems, file) = decode(Target::Kind(kind), Format::Toml, &text.replace(&off, &on));
            // These two make sense with another field only.
            let alone = match field.name {
                "price" => vec![("front-matter::needs-other-field", "\"19.90\"")],
                "currency" => vec![("front-matter::needs-other-field", "currency")],
                "all_day" => vec![("front-matter::conflict", "2026-12-05T19:00:00")],
                "end" => vec![("front-matter::out-of-range", "2026-11-27T21:30:00")],
                _ => vec![],
            };
            assert_eq!(marks(&problems, &file), alone, "{problems:#?}");
        }
    }
}

#[test]
fn every_example_of_the_configuration_is_sound() {
    for field in kinds::tables(Target::Config).into_iter().flatten() {
        let line = format!("{} = {}", field.name, field.example);
        let text: String = if field.required {
            LEAST
                .lines()
                .map(|own| if own.starts_with(field.name) { line.clone() } else { own.to_owned() } + "\n")
                .collect()
        } else {
            format!("{LEAST}{line}\n")
        };
        let (value, problems) = decode_config(&SourcePath::new("handbill.toml"), &text);
        assert_eq!(problems, [], "{text}");
        assert!(value.is_some());
    }
}

#[test]
fn every_inner_example_is_sound() {
    fn walk(field: &Field, path: &str, found: &mut Vec<(String, &'static [Field])>) {
        let here = format!("{path}{}", field.name);
        if let FieldType::Table(inner) = field.kind {
            inner.iter().for_each(|field| walk(field, &format!("{here}."), found));
            found.push((here, inner));
        }
    }
    for kind in Kind::ALL {
        let mut found = Vec::new();
        kinds::tables(Target::Kind(kind)).into_iter().flatten().for_each(|field| walk(field, "", &mut found));
        for (path, fields) in found {
            let lines: String =
                fields.iter().map(|field| format!("{} = {}\n", field.name, field.example)).collect();
            let source = format!("{}\n[{path}]\n{lines}", inner(&new_of(kind, "A")));
            let (_, problems, _) = decode(Target::Kind(kind), Format::Toml, &source);
            assert_eq!(problems, [], "{source}");
        }
    }
}

#[test]
fn schema_and_reference_know_every_field() {
    fn check(
        schema: &serde_json::Value,
        reference: &str,
        prefix: &str,
        fields: &mut dyn Iterator<Item = &'static Field>,
    ) {
        for field in fields {
            let property = &schema["properties"][field.name];
            assert_eq!(property["description"], field.doc.trim(), "{prefix}{}", field.name);
            let required =
                schema["required"].as_array().is_some_and(|all| all.iter().any(|name| name == field.name));
            assert_eq!(required, field.required, "{prefix}{}", field.name);
            assert!(
                reference.contains(&format!("| `{prefix}{}`", field.name)),
                "{prefix}{} in\n{reference}",
                field.name
            );
            if let FieldType::Table(inner) = field.kind {
                check(property, reference, &format!("{prefix}{}.", field.name), &mut inner.iter());
            }
        }
    }
    for target in Target::ALL {
        let (schema, reference) = (schema(target), reference(target));
        assert_eq!(schema["additionalProperties"], false);
        check(&schema, &reference, "", &mut kinds::tables(target).into_iter().flatten());
    }
    assert_eq!(schema(EVENT)["required"], serde_json::json!(["title", "start"]));
    assert!(reference(MEMBER).contains("| `links[].url` * |"));
    assert!(reference(Target::Config).contains("| `languages.KEY.label` |"));
}

#[test]
fn no_table_has_a_field_twice_or_an_alias_that_is_a_field() {
    for target in Target::ALL {
        let fields: Vec<_> = kinds::tables(target).into_iter().flatten().collect();
        for (index, field) in fields.iter().enumerate() {
            assert!(fields[index + 1..].iter().all(|other| other.name != field.name), "{}", field.name);
            let taken = field.also.iter().find(|name| fields.iter().any(|other| other.name == **name));
            assert_eq!(taken, None);
        }
    }
}

// --- Any bytes.

fn arbitrary_front() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "title",
        "start",
        "end",
        "price",
        "extra",
        "tags",
        "venue",
        "name",
        "a",
        "=",
        ":",
        " ",
        "\n",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "\"\"\"",
        "- ",
        "  ",
        "\t",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        ".",
        "1",
        "-1.5e9",
        "2026-11-27",
        "T19:30",
        "true",
        "nan",
        "0x",
        "\r\n",
        "灯",
        "\u{0}",
        "\u{feff}",
        "---",
        "...",
        "? ",
        "[[",
        "]]",
        "\\u0001",
        "%YAML 1.2\n",
    ]);
    prop_oneof![
        prop::collection::vec(word, 0..60).prop_map(|words| words.concat()),
        prop::collection::vec(any::<char>(), 0..80).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_front_matter_gives_a_value_or_an_error(text in arbitrary_front(), yaml in any::<bool>()) {
        let format = if yaml { Format::Yaml } else { Format::Toml };
        for target in Target::ALL {
            if target == Target::Config {
                let (value, problems) = decode_config(&path(), &text);
                prop_assert!(value.is_some() || crate::diagnostics::has_errors(&problems));
                continue;
            }
            let (value, problems, file) = decode(target, format, &text);
            prop_assert!(value.is_some() || crate::diagnostics::has_errors(&problems));
            for problem in &problems {
                let span = problem.labels[0].span.expect("a place");
                prop_assert!(file.get(span.start..span.end).is_some(), "{problem:?}");
            }
        }
    }
}
