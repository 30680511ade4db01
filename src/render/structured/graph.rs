//! What the words of schema.org are written with: objects, instants, the script that holds them.

use std::io::{self, Write};

use jiff::Zoned;
use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Map, Value};

use crate::calendar::{last_instant, rfc3339};

/// An object whose properties have values: nothing and empty ones are left out.
pub(super) fn object<'a>(kind: &str, properties: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let properties = properties.into_iter();
    let mut made = Map::with_capacity(properties.size_hint().0 + 1);
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

/// The graph as it stands in a `script` element.
pub(super) fn script(graph: &[Value]) -> String {
    let graph = Graph { context: "https://schema.org", graph };
    let mut out = Vec::with_capacity(USUAL_GRAPH);
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, InScript);
    graph.serialize(&mut serializer).expect("values are JSON, and memory takes them all");
    String::from_utf8(out).expect("JSON is written as UTF-8")
}

/// Room for a graph of usual length, in bytes.
const USUAL_GRAPH: usize = 2 * 1024;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a [Value],
}

/// JSON that an element can hold: no `<` that could end it, no line ends that scripts know and JSON does not. All of
/// these stand in strings alone.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut from = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let (escaped, len) = match byte {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                0xe2 if bytes[at..].starts_with("\u{2028}".as_bytes()) => ("\\u2028", 3),
                0xe2 if bytes[at..].starts_with("\u{2029}".as_bytes()) => ("\\u2029", 3),
                _ => continue,
            };
            out.write_all(&bytes[from..at])?;
            out.write_all(escaped.as_bytes())?;
            from = at + len;
        }
        out.write_all(&bytes[from..])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn no_text_ends_its_script() {
        let text = "</script><!--\u{2028}&amp;";
        let made = script(&[object("Thing", [("name", text.into()), ("url", "".into())])]);
        assert!(!made.contains(['<', '>', '&', '\u{2028}']), "{made}");
        let read: Value = serde_json::from_str(&made).expect("it is JSON");
        assert_eq!(read["@graph"][0], json!({ "@type": "Thing", "name": text }));
    }
}
