//! TOML and YAML: the same values from both, and what goes wrong before fields are looked at.

use super::*;
use crate::model::{Data, EventFields, KindFields, WrittenDuration, WrittenTime};

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
    toml(
        PAGE,
        "title = \"A\"\nx.y = 1\nextra.a = 1\nextra.a.b = 1\n",
        &[("front-matter::syntax", "a"), ("front-matter::unknown-field", "x")],
    );
    yaml(PAGE, "- a\nb: c\n", &[("front-matter::syntax", "b")]);
    yaml(PAGE, "- a\n- b\n", &[("front-matter::not-a-table", "- a\n- b")]);
    yaml(PAGE, "title: 2026\n", &[("front-matter::wrong-type", "2026")]);
    yaml(PAGE, "title:\n", &[("front-matter::wrong-type", "")]);
    yaml(PAGE, "title: *nobody\n", &[("front-matter::syntax", "*nobody")]);
}

#[test]
fn toml_1_1_is_read() {
    toml(EVENT, "title = \"A\"\nstart = 2026-11-27T19:30\nvenue = {\n  name = \"x\",\n}\n", &[]);
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
        (
            Format::Toml,
            format!("a = {}1{}\n", format!("{{{}a = ", "a.".repeat(78)).repeat(79), "}".repeat(79)),
        ),
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
fn windows_line_ends_are_no_part_of_a_text() {
    let (value, problems, _) =
        decode(PAGE, Format::Toml, "title = \"A\"\r\nsummary = \"\"\"a\r\nb\"\"\"\r\n");
    assert_eq!(problems, []);
    assert_eq!(value.expect("a value").shared.summary.as_deref(), Some("a\nb"));
    yaml(PAGE, "title: A\r\ntags: [a]\r\n", &[]);
}
