//! The table of structured data is what pages print, and the documentation says the same.
//!
//! `UPDATE=1 cargo test --test structured` writes `docs/structured-data.md` anew.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handbill::model::Drafts;
use handbill::pipeline::{Edition, Now, Pipeline, Settings};
use handbill::render::LinkStyle;
use handbill::resolve::{Lack, STRUCTURED_TYPES, structured_reference};
use serde_json::{Value, json};
use support::TestSite;

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
                // Of what stands in several tables one of them is kept.
                let tables: Vec<BTreeSet<String>> = STRUCTURED_TYPES
                    .iter()
                    .filter(|known| known.names.contains(&kind.as_str()))
                    .map(|known| {
                        let always = known.rules.iter().filter(|rule| rule.lack == Lack::Never);
                        let absent = always.filter(|rule| !object.contains_key(rule.property));
                        absent.map(|rule| format!("{kind}.{} on {path}", rule.property)).collect()
                    })
                    .collect();
                if tables.iter().all(|absent| !absent.is_empty()) {
                    lacking.extend(tables.into_iter().flatten());
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

/// What a page of a site in the default theme tells, the first thing of its graph.
fn told(built: &support::BuiltSite, path: &str) -> Value {
    let page = built.expect_page(path);
    let (_, after) = page.text.split_once("<script type=\"application/ld+json\">").expect("it has some");
    let (graph, _) = after.split_once("</script>").expect("it ends");
    let graph: Value = serde_json::from_str(graph).expect("it is JSON");
    graph["@graph"][0].clone()
}

fn event(lines: &str) -> String {
    format!(
        "+++\ntitle = \"E\"\nstart = 2026-11-27T19:30\nupdated = 2026-11-01\nvenue = {{ name = \"Shed\", address = \"8 Canal Row\" }}\n{lines}\n+++\nWords.\n"
    )
}

#[test]
fn an_event_tells_what_a_place_costs_and_from_when_on_there_are_any() {
    let rsvp = "rsvp = { url = \"https://seats.example/e\", opens = 2026-11-14T12:00 }";
    let built = TestSite::plaza()
        .file("content/events/paid.md", event(&format!("price = \"12.50\"\ncurrency = \"CNY\"\n{rsvp}")))
        .file("content/events/free.md", event("price = 0"))
        .file("content/events/full.md", event("price = 0\ncurrency = \"EUR\"\nremaining = { n = 0 }"))
        .build();
    let offer = |path: &str| told(&built, path)["offers"].clone();
    assert_eq!(
        offer("events/paid/index.html"),
        json!({
            "@type": "Offer",
            "url": "https://seats.example/e",
            "price": "12.50",
            "priceCurrency": "CNY",
            "availability": "https://schema.org/InStock",
            "validFrom": "2026-11-14T12:00:00+08:00",
        })
    );
    // Nobody wrote a currency, so that none is made up.
    let free = offer("events/free/index.html");
    assert_eq!((&free["price"], &free["priceCurrency"]), (&json!("0"), &Value::Null), "{free}");
    let full = offer("events/full/index.html");
    assert_eq!(
        (&full["priceCurrency"], &full["availability"]),
        (&json!("EUR"), &json!("https://schema.org/SoldOut"))
    );
}

#[test]
fn a_cancelled_event_says_so_and_sells_nothing() {
    let lines = "price = \"12.50\"\ncurrency = \"CNY\"\nstatus = \"cancelled\"";
    let built = TestSite::plaza().file("content/events/off.md", event(lines)).build();
    let event = told(&built, "events/off/index.html");
    assert_eq!(event["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(event["startDate"], "2026-11-27T19:30:00+08:00", "readers still find it by its day");
    assert_eq!(event["offers"], Value::Null);
}

#[test]
fn a_drop_is_a_product_in_every_state_and_never_an_event() {
    let drop = |lines: &str| {
        format!(
            "+++\ntitle = \"D\"\nprice = \"12.50\"\ncurrency = \"CNY\"\nbuy_url = \"https://shop.example/d\"\n{lines}\n+++\nWords.\n"
        )
    };
    let states = [
        ("teaser", "release_at = 2026-12-01T20:00", "PreOrder"),
        ("live", "release_at = 2026-11-01T20:00", "InStock"),
        ("sold", "release_at = 2026-12-01T20:00\nstate = \"sold_out\"", "SoldOut"),
        ("ended", "release_at = 2026-11-01T20:00\nends_at = 2026-11-02T20:00", "Discontinued"),
        ("withdrawn", "release_at = 2026-12-01T20:00\nstate = \"withdrawn\"", "Discontinued"),
    ];
    let site = states.iter().fold(TestSite::plaza(), |site, (slug, lines, _)| {
        site.file(&format!("content/drops/{slug}.md"), drop(lines))
    });
    let built = site.build();
    for (slug, _, availability) in states {
        let path = format!("drops/{slug}/index.html");
        built.expect_page(&path).lacks("\"@type\":\"Event\"");
        let product = told(&built, &path);
        assert_eq!(product["@type"], "Product", "{slug}");
        let offer = &product["offers"];
        assert_eq!(offer["availability"], format!("https://schema.org/{availability}"), "{slug}");
        assert_eq!((&offer["price"], &offer["priceCurrency"]), (&json!("12.50"), &json!("CNY")), "{slug}");
        // The address of the shop is told while something is to be had there.
        let shop = if slug == "live" {
            "https://shop.example/d".to_owned()
        } else {
            format!("https://lantern.example/drops/{slug}/")
        };
        assert_eq!(offer["url"], shop, "{slug}");
    }
}

#[test]
fn the_community_has_the_seal_for_a_logo() {
    let built = TestSite::plaza().file("content/about.md", "+++\ntitle = \"About\"\n+++\nUs.\n").build();
    let page = built.expect_page("index.html");
    let (_, logo) = page.text.split_once("\"logo\":\"https://lantern.example/").expect("a logo");
    let (file, _) = logo.split_once('"').expect("it ends");
    assert!(built.files.contains_key(file), "{file}");
}
