//! Which fields the sources of a site use, told by the tables of fields themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use handbill::fields::{Target, schema};
use handbill::model::Kind;
use serde_json::Value;

use crate::support::files_of;

/// Fields by the path of their names: `vote.url`; what stands in a list or a map counts as if it stood there once.
pub(crate) type Paths = BTreeSet<String>;

/// Every field of a schema.
pub(crate) fn all(target: Target) -> Paths {
    let mut paths = Paths::new();
    walk(&schema(target), "", &mut paths);
    paths
}

/// What the sources below a folder of sites use, by name of the target; also which languages each kind has.
pub(crate) fn used(sites: &Path) -> (BTreeMap<String, Paths>, BTreeSet<(Kind, bool)>) {
    let (mut used, mut languages) = (BTreeMap::<String, Paths>::new(), BTreeSet::new());
    for (path, bytes) in files_of(sites) {
        let Some((_, inner)) = path.split_once("/site/") else { continue };
        let text = String::from_utf8_lossy(&bytes);
        let (target, text) = match inner.strip_prefix("content/").filter(|inner| inner.ends_with(".md")) {
            Some(source) => {
                let kind = source.split('/').next().and_then(Kind::of_folder).unwrap_or(Kind::Page);
                let is_index = source == "index.md" || source.ends_with("/_index.md");
                languages.insert((kind, source.ends_with(".zh.md")));
                let Some((front, _)) = text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++"))
                else {
                    continue;
                };
                (if is_index { Target::Index } else { Target::Kind(kind) }, front.to_owned())
            }
            None if inner == "handbill.toml" => (Target::Config, text.into_owned()),
            None => continue,
        };
        // A source with a mistake is a case of another test.
        let Ok(front) = text.parse::<toml::Table>() else { continue };
        let front = serde_json::to_value(front).expect("TOML is JSON, times aside");
        let paths = used.entry(format!("{target:?}")).or_default();
        mark(&schema(target), &front, "", paths);
    }
    (used, languages)
}

/// Enters the fields of a schema that a value has.
fn mark(schema: &Value, value: &Value, at: &str, paths: &mut Paths) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| mark(&schema["items"], item, at, paths)),
        Value::Object(table) => {
            for (name, value) in table {
                let own = &schema["properties"][name];
                if !own.is_null() {
                    let path = format!("{at}{name}");
                    mark(own, value, &format!("{path}."), paths);
                    paths.insert(path);
                }
                for values in schema["patternProperties"].as_object().into_iter().flat_map(|map| map.values())
                {
                    mark(values, value, &format!("{at}*."), paths);
                }
            }
        }
        _ => {}
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        mark(one, value, at, paths);
    }
}

fn walk(schema: &Value, at: &str, paths: &mut Paths) {
    for (name, own) in schema["properties"].as_object().into_iter().flatten() {
        walk(own, &format!("{at}{name}."), paths);
        paths.insert(format!("{at}{name}"));
    }
    for values in schema["patternProperties"].as_object().into_iter().flat_map(|map| map.values()) {
        walk(values, &format!("{at}*."), paths);
    }
    for one in schema["anyOf"].as_array().into_iter().flatten() {
        walk(one, at, paths);
    }
    if schema["items"].is_object() {
        walk(&schema["items"], at, paths);
    }
}
