//! JSON Schema (draft 2020-12) from the tables, for editors.

use serde_json::{Map, Value, json};

use super::Target;
use super::kinds::tables;
use super::table::{Field, FieldType};

/// The schema of a kind's front matter or of the configuration.
///
/// Editors hand TOML's dates to a schema as texts: a time is a text of a form here.
#[must_use]
pub fn schema(target: Target) -> Value {
    let title = match target {
        Target::Config => "handbill.toml".to_owned(),
        Target::Kind(kind) => format!("Front matter of {}", kind.with_article()),
        Target::Index => "Front matter of an index text".to_owned(),
    };
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
    });
    let fields = tables(target).into_iter().flatten();
    if let (Some(schema), Value::Object(object)) = (schema.as_object_mut(), object(fields)) {
        schema.extend(object);
        if target == Target::Kind(crate::model::Kind::Event) {
            schema.insert("not".to_owned(), json!({ "required": ["end", "duration"] }));
        }
    }
    schema
}

fn object<'a>(fields: impl Iterator<Item = &'a Field>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in fields {
        let mut property = of(&field.kind);
        if let Some(property) = property.as_object_mut() {
            property.insert("description".to_owned(), json!(field.doc.trim()));
            if let Some(default) = field.default.and_then(plain) {
                property.insert("default".to_owned(), default);
            }
        }
        properties.insert(field.name.to_owned(), property);
        if field.required {
            required.push(field.name);
        }
    }
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// A default as JSON: TOML's texts, numbers and truths are JSON's too.
fn plain(toml: &str) -> Option<Value> {
    serde_json::from_str(toml).ok()
}

fn of(kind: &FieldType) -> Value {
    const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    const CLOCK: &str = "[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? ?([Zz]|[+-][0-9]{2}:[0-9]{2})?";
    match kind {
        FieldType::Bool => json!({ "type": "boolean" }),
        FieldType::Text => json!({ "type": "string" }),
        FieldType::Name => json!({ "type": "string", "minLength": 1 }),
        FieldType::Integer { min, max: u32::MAX } => json!({ "type": "integer", "minimum": min }),
        FieldType::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        FieldType::Time => json!({ "type": "string", "pattern": format!("^{DAY}({CLOCK})?$") }),
        FieldType::Day => json!({ "type": "string", "pattern": format!("^{DAY}$") }),
        FieldType::Duration => {
            json!({ "type": "string", "pattern": "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?$" })
        }
        FieldType::Url => {
            json!({ "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)" })
        }
        FieldType::Money => {
            json!({ "type": ["string", "number"], "minimum": 0, "pattern": "^\\+?[0-9]+(\\.[0-9]+)?$" })
        }
        FieldType::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        FieldType::Choice(words) => json!({ "enum": words }),
        FieldType::Pair(ranges) => {
            let items: Vec<Value> = ranges
                .iter()
                .map(|[min, max]| json!({ "type": "number", "minimum": min, "maximum": max }))
                .collect();
            json!({ "type": "array", "prefixItems": items, "minItems": 2, "maxItems": 2 })
        }
        FieldType::List(item) => json!({ "type": "array", "items": of(item) }),
        FieldType::Table(fields) => object(fields.iter()),
        FieldType::Either(one, other) => json!({ "anyOf": [of(one), of(other)] }),
        FieldType::Map { keys: _, pattern, values } => json!({
            "type": "object",
            "patternProperties": { *pattern: of(values) },
            "additionalProperties": false,
        }),
        FieldType::Free => json!({ "type": "object" }),
    }
}
