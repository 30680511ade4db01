//! What the words of schema.org are written with: objects, instants, the script that holds them.

use jiff::Zoned;
use serde_json::{Map, Value, json};

use crate::calendar::{last_instant, rfc3339};

/// An object whose properties have values: nothing and empty ones are left out.
pub(super) fn object<const N: usize>(kind: &str, properties: [(&str, Value); N]) -> Value {
    let mut made = Map::with_capacity(N + 1);
    made.insert("@type".to_owned(), kind.into());
    made.extend(
        properties
            .into_iter()
            .filter(|(_, value)| says_something(value))
            .map(|(name, value)| (name.to_owned(), value)),
    );
    Value::Object(made)
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

pub(super) fn instant(at: &Zoned) -> Value {
    rfc3339(at).into()
}

/// The day on which an exclusive end is still to come.
pub(super) fn last_day(end: &Zoned) -> Value {
    last_instant(end).date().to_string().into()
}

pub(super) fn optional(at: Option<&Zoned>) -> Value {
    at.map_or(Value::Null, instant)
}

/// The graph as it stands in a `script` element: no `<` that could end it, no line ends that scripts know and JSON does not.
pub(super) fn script(graph: Vec<Value>) -> String {
    let graph = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    let mut safe = String::with_capacity(graph.len());
    for c in graph.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_script() {
        let text = "</script><!--\u{2028}&amp;";
        let made = script(vec![object("Thing", [("name", text.into()), ("url", "".into())])]);
        assert!(!made.contains(['<', '>', '&', '\u{2028}']), "{made}");
        let read: Value = serde_json::from_str(&made).expect("it is JSON");
        assert_eq!(read["@graph"][0], json!({ "@type": "Thing", "name": text }));
    }
}
