//! A drawing's text looked at before it is drawn.
//!
//! What draws it leaves out what it cannot use and tells nobody. In: the drawing's elements and the names of its
//! pictures. Out: every place that would be left out.

use std::collections::BTreeSet;

use resvg::usvg::roxmltree::{Attribute, Document, Node};

use super::draw::Pictures;
use super::fault::{Fault, Flaw};

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that are drawn, define something, or only describe (the last three).
const ELEMENTS: [&str; 53] = [
    "svg",
    "g",
    "defs",
    "use",
    "symbol",
    "switch",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "title",
    "desc",
    "metadata",
];

/// Attributes that are a list of lengths.
const LENGTHS: [&str; 18] = [
    "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "dx", "dy",
    "points",
];

/// Finds what would be left out.
pub(super) fn inspect(document: &Document<'_>, pictures: &Pictures) -> Vec<Fault> {
    let text = document.input_text();
    let root = document.root_element();
    if !is_svg(root) || root.tag_name().name() != "svg" {
        let name = root.tag_name().name().to_owned();
        return vec![Fault::at(Flaw::NotSvg(name), text, root.range().start)];
    }
    let mut faults = Vec::new();
    let has = |name: &str| root.has_attribute(name);
    if !(has("viewBox") || has("width") && has("height")) {
        faults.push(Fault::at(Flaw::NoSize, text, root.range().start));
    }
    let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    for node in document.descendants().filter(|node| is_svg(*node)) {
        let name = node.tag_name().name();
        if !ELEMENTS.contains(&name) {
            faults.push(Fault::at(Flaw::Element(name.to_owned()), text, node.range().start));
        }
        for attribute in node.attributes() {
            if let Some(flaw) = flaw_of(node, attribute, &ids, pictures) {
                faults.push(Fault::at(flaw, text, attribute.range().start));
            }
        }
        if name == "style"
            && let Some(css) = node.text()
            && let Some(flaw) = dangling(css, &ids)
        {
            faults.push(Fault::at(flaw, text, node.range().start));
        }
    }
    faults
}

/// Whether a node is an element of a drawing: those of other vocabularies are notes of drawing programs.
fn is_svg(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(SVG)
}

fn flaw_of(
    node: Node<'_, '_>,
    attribute: Attribute<'_, '_>,
    ids: &BTreeSet<&str>,
    pictures: &Pictures,
) -> Option<Flaw> {
    let (name, value) = (attribute.name(), attribute.value());
    match name {
        "href" if node.tag_name().name() == "image" => {
            let outside = value.contains("://") || value.starts_with("data:") || value.starts_with("//");
            if pictures.contains_key(value) {
                None
            } else if outside {
                Some(Flaw::Outside(shortened(value)))
            } else {
                Some(Flaw::Picture(shortened(value)))
            }
        }
        "href" => match value.strip_prefix('#') {
            Some(id) if ids.contains(id) => None,
            Some(id) => Some(Flaw::Reference(shortened(id))),
            None => Some(Flaw::Outside(shortened(value))),
        },
        "d" => (!is_path(value)).then(|| wrong(name, value)),
        "transform" | "gradientTransform" | "patternTransform" => {
            (!is_transform(value)).then(|| wrong(name, value))
        }
        "viewBox" => (!are_lengths(value) || parts(value).count() != 4).then(|| wrong(name, value)),
        _ if LENGTHS.contains(&name) => (!are_lengths(value)).then(|| wrong(name, value)),
        _ => dangling(value, ids),
    }
}

fn wrong(name: &str, value: &str) -> Flaw {
    Flaw::Attribute { name: name.to_owned(), value: shortened(value) }
}

fn shortened(value: &str) -> String {
    let mut characters = value.chars();
    let mut short: String = characters.by_ref().take(40).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

/// The first `url(…)` of a value that leads nowhere.
fn dangling(value: &str, ids: &BTreeSet<&str>) -> Option<Flaw> {
    value.split("url(").skip(1).find_map(|rest| {
        let address = rest.split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        match address.strip_prefix('#') {
            Some(id) if ids.contains(id) => None,
            Some(id) => Some(Flaw::Reference(shortened(id))),
            None => Some(Flaw::Outside(shortened(address))),
        }
    })
}

fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| c == ',' || c.is_ascii_whitespace()).filter(|part| !part.is_empty())
}

/// Whether a value is one or several numbers, with units or without.
fn are_lengths(value: &str) -> bool {
    let is_length = |part: &str| {
        let number = part.trim_end_matches(|c: char| c == '%' || c.is_ascii_alphabetic());
        let unit = &part[number.len()..];
        matches!(unit, "" | "px" | "mm" | "cm" | "in" | "pt" | "pc" | "em" | "ex" | "%") && is_number(number)
    };
    value == "auto" || parts(value).next().is_some() && parts(value).all(is_length)
}

/// Whether a text is a number; Rust would also take `inf` and `NaN`, which a template prints when it has divided by 0.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'))
        && text.parse::<f64>().is_ok()
}

fn is_path(value: &str) -> bool {
    let commands = "MmLlHhVvCcSsQqTtAaZz";
    value.trim_start().starts_with(['M', 'm'])
        && value.chars().all(|c| {
            c.is_ascii_digit()
                || c.is_ascii_whitespace()
                || matches!(c, '+' | '-' | '.' | ',' | 'e' | 'E')
                || commands.contains(c)
        })
}

fn is_transform(value: &str) -> bool {
    let mut rest = value.trim();
    while !rest.is_empty() && rest != "none" {
        let Some((name, after)) = rest.split_once('(') else { return false };
        let Some((numbers, after)) = after.split_once(')') else { return false };
        let known = ["matrix", "translate", "scale", "rotate", "skewX", "skewY"];
        if !known.contains(&name.trim()) || !are_lengths(numbers) {
            return false;
        }
        rest = after.trim_start_matches(|c: char| c == ',' || c.is_ascii_whitespace());
    }
    true
}
