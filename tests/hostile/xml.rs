//! Feeds, sitemaps, drawings and JSON: well-formed, and what they carry is judged as HTML is.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use crate::judge::{Place, active as active_html, scheme};

/// Elements of a drawing that run, animate, embed or link.
const NEVER: [&str; 11] = [
    "script",
    "foreignobject",
    "animate",
    "animatemotion",
    "animatetransform",
    "set",
    "iframe",
    "a",
    "handler",
    "audio",
    "video",
];

/// Everything active in an XML file, and why it is none where it is none.
pub(crate) fn active(path: &str, text: &str, files: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut inner = String::new();
    loop {
        match reader.read_event() {
            Err(error) => {
                found.insert(format!("is no XML: {error}"));
                return found;
            }
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => {
                element(path, &start, &mut found);
                let html = attribute(&start, "type").is_some_and(|kind| kind == "html");
                open.push((name(&start), html));
                inner.clear();
            }
            Ok(Event::Empty(start)) => element(path, &start, &mut found),
            Ok(Event::End(_)) => {
                if let Some((_, true)) = open.pop() {
                    found.extend(active_html(&inner, Place::Feed, files));
                }
            }
            Ok(Event::Text(piece)) => inner.push_str(&piece.xml10_content()),
            Ok(Event::GeneralRef(piece)) => {
                let name = piece.to_string();
                let resolved = match piece.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    Ok(None) => quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned),
                    Err(_) => None,
                };
                match resolved {
                    Some(text) => inner.push_str(&text),
                    None => drop(found.insert(format!("has the entity &{name};"))),
                }
            }
            Ok(Event::CData(piece)) => inner.push_str(&piece.xml10_content()),
            Ok(Event::PI(_) | Event::DocType(_)) => {
                found.insert("has an instruction or a document type".to_owned());
            }
            Ok(Event::Decl(_) | Event::Comment(_)) => {}
        }
    }
    if !open.is_empty() {
        found.insert(format!("is no XML: {} elements are open at its end", open.len()));
    }
    if text.chars().any(|c| c < ' ' && !matches!(c, '\n' | '\r' | '\t')) {
        found.insert("is no XML: it holds control characters".to_owned());
    }
    found
}

fn name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_ascii_lowercase()
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|own| own.key.as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Into::into)
}

fn element(path: &str, start: &BytesStart<'_>, found: &mut BTreeSet<String>) {
    let name = name(start);
    let drawing = path.ends_with(".svg");
    if drawing && NEVER.contains(&name.as_str()) {
        found.insert(format!("has <{name}>"));
    }
    for own in start.attributes() {
        let Ok(own) = own else {
            found.insert(format!("is no XML: an attribute of <{name}>"));
            continue;
        };
        let key = own.key.local_name().as_ref().to_ascii_lowercase();
        let value = own.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
        if key.starts_with("on") {
            found.insert(format!("has {key}= on <{name}>"));
        }
        let address = matches!(key.as_str(), "href" | "src");
        if address
            && scheme(&value).is_some_and(|scheme| !matches!(scheme.as_str(), "http" | "https" | "mailto"))
        {
            found.insert(format!("{key} of <{name}> leads to {value:?}"));
        }
        if drawing && (address && !value.starts_with('#') || outside(&value)) {
            found.insert(format!("<{name}> draws another file: {value:?}"));
        }
    }
}

/// Whether a value of a drawing names a file in a function.
fn outside(value: &str) -> bool {
    let plain: String =
        value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace() && !"'\"\\".contains(*c)).collect();
    plain.match_indices("url(").any(|(at, found)| !plain[at + found.len()..].starts_with('#'))
        || plain.contains("@import")
}

/// Everything active in the HTML that a JSON file carries, and why it is none where it is none.
pub(crate) fn active_json(path: &str, text: &str, files: &BTreeSet<&str>) -> BTreeSet<String> {
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return BTreeSet::from([format!("is no JSON: {error}")]),
    };
    let mut found = BTreeSet::new();
    if path.ends_with("feed.json") {
        for item in value["items"].as_array().into_iter().flatten() {
            if let Some(html) = item["content_html"].as_str() {
                found.extend(active_html(html, Place::Feed, files));
            }
            for key in ["url", "external_url", "image", "banner_image", "id"] {
                let to = item[key].as_str().and_then(scheme);
                if to.is_some_and(|to| !matches!(to.as_str(), "http" | "https" | "tag" | "urn")) {
                    found.insert(format!("{key} is {}", item[key]));
                }
            }
        }
    }
    found
}

#[test]
fn the_judge_of_feeds_and_drawings_names_what_is_planted() {
    let files = BTreeSet::new();
    let feed = |text: &str| format!("<feed><entry><content type=\"html\">{text}</content></entry></feed>");
    assert!(active("feed.xml", &feed("&lt;p&gt;x&lt;/p&gt;"), &files).is_empty());
    for planted in [
        "&lt;p onclick=x()&gt;",
        "<![CDATA[<script>x()</script>]]>",
        "&#60;img src=x onerror=x()&#62;",
        "&x;",
        "</p>",
    ] {
        assert!(!active("feed.xml", &feed(planted), &files).is_empty(), "{planted}");
    }
    assert!(!active("feed.xml", "<feed><link href=\"javascript:x()\"/></feed>", &files).is_empty());
    assert!(active("a.svg", "<svg><path fill=\"url(#a)\"/><use href=\"#b\"/></svg>", &files).is_empty());
    for planted in [
        "<script/>",
        "<g onload=\"x()\"/>",
        "<use href=\"a.svg#b\"/>",
        "<path fill=\"url(https://evil.example/)\"/>",
        "<a href=\"#x\"/>",
    ] {
        assert!(!active("a.svg", &format!("<svg>{planted}</svg>"), &files).is_empty(), "{planted}");
    }
    let json = |html: &str| serde_json::json!({"items": [{"content_html": html}]}).to_string();
    assert!(active_json("feed.json", &json("<p>x</p>"), &files).is_empty());
    assert!(!active_json("feed.json", &json("<p onclick=x()>x</p>"), &files).is_empty());
}
