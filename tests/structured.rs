//! The table of structured data is what pages print, and the documentation says the same.
//!
//! `UPDATE=1 cargo test --test structured` writes `docs/structured-data.md` anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handbill::model::Drafts;
use handbill::pipeline::{Edition, Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use handbill::resolve::{Lack, STRUCTURED_TYPES, structured_reference};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example, which shows everything, as of an instant.
fn example(now: &str) -> Edition {
    let settings = Settings {
        root: root().join("content-example"),
        base_url: None,
        drafts: Drafts::Hide,
        links: LinkStyle::Web,
        posters: false,
    };
    Pipeline::new(settings).run(&Now::Written(now.to_owned())).expect("the example can be read")
}

/// The JSON-LD of every page.
fn graphs(edition: &Edition) -> BTreeMap<String, Value> {
    let printer = edition.printer.as_ref().expect("the example is sound");
    let pages = printer.plan().jobs.keys().filter(|path| path.as_str().ends_with("index.html"));
    pages
        .filter_map(|path| {
            let made = edition.print(path)?.expect("it prints");
            let handbill::model::ArtifactBody::Bytes(bytes) = made.body else { return None };
            let text = String::from_utf8(bytes).expect("pages are UTF-8");
            let (_, after) = text.split_once("<script type=\"application/ld+json\">")?;
            let (graph, _) = after.split_once("</script>")?;
            Some((path.to_string(), serde_json::from_str(graph).expect("it is JSON")))
        })
        .collect()
}

/// Every object with a type inside a value.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("@type") {
                found.push(object);
            }
            object.values().for_each(|value| objects(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| objects(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn properties(object: &serde_json::Map<String, Value>) -> impl Iterator<Item = &str> {
    object.keys().map(String::as_str).filter(|key| !key.starts_with('@'))
}

#[test]
fn pages_print_the_properties_of_the_table_and_no_others() {
    let known: BTreeSet<(&str, &str)> = STRUCTURED_TYPES
        .iter()
        .flat_map(|kind| {
            kind.names.iter().flat_map(|name| kind.rules.iter().map(|rule| (*name, rule.property)))
        })
        .collect();
    let mut printed = BTreeSet::new();
    let mut lacking = BTreeSet::new();
    for now in ["2026-09-20T12:00:00Z", "2026-11-22T12:00:00Z"] {
        for (path, graph) in graphs(&example(now)) {
            let mut found = Vec::new();
            objects(&graph["@graph"], &mut found);
            for object in found {
                let kind = object["@type"].as_str().expect("a type").to_owned();
                printed.extend(properties(object).map(|property| (kind.clone(), property.to_owned())));
                let rules = STRUCTURED_TYPES.iter().find(|known| known.names.contains(&kind.as_str()));
                let rules = rules.map_or(&[][..], |known| known.rules);
                for rule in rules.iter().filter(|rule| rule.lack == Lack::Never) {
                    if !object.contains_key(rule.property) {
                        lacking.insert(format!("{kind}.{} on {path}", rule.property));
                    }
                }
            }
        }
    }
    assert!(lacking.is_empty(), "always there by the table, and yet not: {lacking:#?}");
    let printed: BTreeSet<(&str, &str)> =
        printed.iter().map(|(kind, property)| (kind.as_str(), property.as_str())).collect();
    let strange: Vec<_> = printed.difference(&known).collect();
    assert!(strange.is_empty(), "printed, and not in the table: {strange:?}");
    // What the example has no occasion to say.
    let unsaid = [("Organization", "sameAs")];
    let absent: Vec<_> = known.difference(&printed).filter(|pair| !unsaid.contains(pair)).collect();
    assert!(absent.is_empty(), "in the table, and printed by no page of the example: {absent:?}");
}

#[test]
fn the_documentation_has_the_table() {
    let file = root().join("docs/structured-data.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, structured_reference()).expect("written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(written, structured_reference(), "write it anew with `UPDATE=1 cargo test --test structured`");
}

/// The events that a page tells, in order.
fn events<'a>(graphs: &'a BTreeMap<String, Value>, path: &str) -> Vec<&'a Value> {
    let graph = graphs[path]["@graph"].as_array().expect("a graph");
    graph.iter().filter(|node| node["@type"] == "Event").collect()
}

#[test]
fn an_event_that_comes_again_is_told_by_its_next_times() {
    let graphs = graphs(&example("2026-11-22T12:00:00Z"));
    let told = events(&graphs, "events/open-shed/index.html");
    let starts: Vec<&str> = told.iter().map(|event| event["startDate"].as_str().expect("a start")).collect();
    assert_eq!(
        starts,
        [
            "2026-11-28T14:00:00+08:00",
            "2026-12-05T10:00:00+08:00",
            "2026-12-12T10:00:00+08:00",
            "2026-12-19T10:00:00+08:00"
        ]
    );
    // One that was moved says from when, one with a name of its own has it.
    assert_eq!(told[0]["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(told[0]["previousStartDate"], "2026-11-28T10:00:00+08:00");
    assert_eq!(told[0]["url"], "https://lantern.example/events/open-shed/");
    assert_eq!(told[1]["name"], "The open shed, with children first");
    assert_eq!(told[1]["url"], "https://lantern.example/events/open-shed/#On-20261205T100000");
    assert!(told.iter().all(|event| event["location"]["address"].is_string()), "{told:#?}");
}
