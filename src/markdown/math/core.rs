//! Whether a text is MathML Core, and nothing else.

/// Elements of MathML Core (W3C) that show something.
const ELEMENTS: [&str; 26] = [
    "math",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// Attributes that set a formula and load, run and style nothing.
const ATTRIBUTES: [&str; 22] = [
    "accent",
    "accentunder",
    "class",
    "columnspan",
    "depth",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

/// Whether all markup of a text is known elements with harmless attributes, each closed in its place.
pub(super) fn is_core(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) || !are_harmless(attributes) {
            return false;
        }
        if !is_empty {
            open.push(name);
        }
    }
    open.is_empty()
}

fn are_harmless(attributes: &str) -> bool {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let Some((name, behind)) = rest.split_once("=\"") else { return false };
        let Some((value, behind)) = behind.split_once('"') else { return false };
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '%' | '+');
        if !ATTRIBUTES.contains(&name) || !value.chars().all(plain) {
            return false;
        }
        let next = behind.trim_start();
        if next.len() == behind.len() && !next.is_empty() {
            return false;
        }
        rest = next;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_core;

    #[test]
    fn mathml_passes_and_nothing_else() {
        assert!(is_core("<math display=\"block\"><mi>x</mi><mspace width=\"1em\" /></math>"));
        for other in [
            "<math><mi>x</math>",
            "<math><script></script></math>",
            "<math><mi onclick=\"x\">x</mi></math>",
            "<math style=\"color:red\"></math>",
            "<math><mo><</mo></math>",
            "<math><mi class=\"a\"id=\"b\">x</mi></math>",
            "<math class=\"a",
            "</math>",
        ] {
            assert!(!is_core(other), "{other}");
        }
    }
}
