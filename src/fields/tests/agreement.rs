//! Table, struct, schema, `new` and reference are one.

use super::*;
use crate::fields::table::{Field, FieldType};

fn new_of(kind: Kind, title: &str) -> String {
    let now = jiff::civil::date(2026, 11, 21).at(10, 0, 0, 0);
    let lang = crate::model::Lang::new("en");
    let (member, page) = (Some("wen"), Some("stories/desk-lamp"));
    new_source(&NewSource { kind, title, uid: "k3q9x2", now, lang: &lang, member, page })
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
            // These make sense with another field only.
            let alone = match field.name {
                "price" => vec![("front-matter::needs-other-field", "\"19.90\"")],
                "currency" => vec![("front-matter::needs-other-field", "currency")],
                "all_day" => vec![("front-matter::conflict", "2026-12-05T19:00:00")],
                "end" => vec![("front-matter::out-of-range", "2026-11-27T21:30:00")],
                "exdate" | "overrides" => vec![("front-matter::needs-other-field", field.name)],
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
