//! What may stand in an output that strangers wrote for. Everything else that could do something is named.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use crate::tree::{Element, Node, Tree};

/// Where HTML was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A page: the theme's own scripts, styles and forms may stand there.
    Page,
    /// The text of a feed's entry: nothing of a theme.
    Feed,
}

/// Elements that no page has: they load, run, submit or change how the rest is read.
const NEVER: [&str; 19] = [
    "applet",
    "base",
    "embed",
    "fencedframe",
    "frame",
    "frameset",
    "iframe",
    "isindex",
    "listing",
    "marquee",
    "noembed",
    "noframes",
    "object",
    "param",
    "plaintext",
    "portal",
    "style",
    "template",
    "xmp",
];

/// Elements of drawings and formulas that run, animate, embed or link.
const NEVER_FOREIGN: [&str; 21] = [
    "a",
    "animate",
    "animatemotion",
    "animatetransform",
    "annotation-xml",
    "audio",
    "desc",
    "discard",
    "feimage",
    "foreignobject",
    "handler",
    "iframe",
    "image",
    "listener",
    "maction",
    "mglyph",
    "script",
    "semantics-xml",
    "set",
    "style",
    "video",
];

/// Attributes whose value is an address.
const ADDRESSES: [&str; 20] = [
    "action",
    "archive",
    "attributionsrc",
    "background",
    "cite",
    "classid",
    "codebase",
    "data",
    "dynsrc",
    "formaction",
    "href",
    "longdesc",
    "lowsrc",
    "manifest",
    "ping",
    "poster",
    "profile",
    "src",
    "usemap",
    "xlink:href",
];

/// Schemes that an address may have: what the documentation lists.
const SCHEMES: [&str; 10] =
    ["http", "https", "mailto", "tel", "sms", "geo", "webcal", "xmpp", "matrix", "weixin"];

/// The scheme of an address as browsers read it (URL Standard, "basic URL parser"), in lower case.
pub(crate) fn scheme(address: &str) -> Option<String> {
    let plain: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let plain = plain.trim_matches(|c: char| c <= ' ');
    let (scheme, _) = plain.split_once(':')?;
    let legal = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    legal.then(|| scheme.to_ascii_lowercase())
}

/// Everything active in a piece of HTML that is not the theme's own; `files` are the paths of the output.
pub(crate) fn active(html: &str, place: Place, files: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for scripting in [true, false] {
        let tree = Tree::of(html, scripting);
        look(&tree, place, files, "", &mut found);
        // What a script that copies `innerHTML` would make of it.
        look(&Tree::of(&tree.html(), scripting), place, files, "written again: ", &mut found);
    }
    found
}

fn look(tree: &Tree, place: Place, files: &BTreeSet<&str>, how: &str, found: &mut BTreeSet<String>) {
    for (element, _) in tree.elements() {
        let mut said = String::new();
        judge(tree, element, place, files, &mut said);
        for line in said.lines() {
            found.insert(format!("{how}<{}>: {line}", element.name()));
        }
    }
    for (node, _) in tree.walk() {
        if let Node::Comment(text) = node
            && (text.contains('<') || text.trim_start().starts_with("[if"))
        {
            found.insert(format!("{how}a comment with markup: {text:?}"));
        }
    }
}

fn judge(tree: &Tree, element: &Element, place: Place, files: &BTreeSet<&str>, said: &mut String) {
    let name = element.name().to_ascii_lowercase();
    let mut say = |text: String| writeln!(said, "{}", text.replace('\n', " ")).expect("memory takes it");
    if element.space() != "xhtml" {
        if NEVER_FOREIGN.contains(&name.as_str()) {
            say(format!("stands in {}", element.space()));
        }
        if name == "use"
            && ["href", "xlink:href"]
                .iter()
                .any(|own| element.get(own).is_some_and(|to| !to.starts_with('#')))
        {
            say("draws another file".to_owned());
        }
    } else if NEVER.contains(&name.as_str()) {
        say("no page has this element".to_owned());
    }
    let of_theme = place == Place::Page;
    match name.as_str() {
        "script" => script(tree, element, of_theme, files, &mut say),
        "form" | "input" | "button" | "textarea" | "select" | "noscript" | "link" | "meta" if !of_theme => {
            say("stands in a feed".to_owned());
        }
        "meta" => match element.get("http-equiv").map(str::to_ascii_lowercase).as_deref() {
            None | Some("content-security-policy") => {}
            Some("refresh") => {
                let to = element.get("content").and_then(|text| text.split_once("url=")).map(|(_, to)| to);
                if to.is_none_or(|to| scheme(to).is_some() || to.starts_with("//")) {
                    say(format!("leads to {to:?}"));
                }
            }
            Some(other) => say(format!("says {other} to the browser")),
        },
        "link" => {
            for rel in element.get("rel").unwrap_or_default().split_ascii_whitespace() {
                let own = matches!(
                    rel,
                    "stylesheet" | "icon" | "preload" | "manifest" | "apple-touch-icon" | "mask-icon"
                );
                let known = matches!(
                    rel,
                    "canonical" | "alternate" | "author" | "license" | "next" | "prev" | "search"
                );
                if own && !is_asset(element.get("href"), files) {
                    say(format!("loads {:?}", element.get("href")));
                } else if !own && !known {
                    say(format!("asks for rel={rel}"));
                }
            }
        }
        _ => {}
    }
    attributes(element, &mut say);
}

/// A script is a file of the theme's, or data that is JSON.
fn script(
    tree: &Tree,
    element: &Element,
    of_theme: bool,
    files: &BTreeSet<&str>,
    say: &mut impl FnMut(String),
) {
    let text = tree.text_of(element);
    if !of_theme || element.space() != "xhtml" {
        say("no script may stand here".to_owned());
    } else if element.get("type") == Some("application/ld+json") {
        if element.get("src").is_some() || serde_json::from_str::<serde_json::Value>(&text).is_err() {
            say(format!("is no JSON: {text}"));
        }
        if text.contains("</") || text.contains("<!--") || text.contains("<script") {
            say(format!("could end early: {text}"));
        }
    } else if !text.trim().is_empty() || !is_asset(element.get("src"), files) {
        say(format!("is not the theme's own: {:?} {text}", element.get("src")));
    }
}

/// Whether an address leads to a file of the theme in this output.
fn is_asset(address: Option<&str>, files: &BTreeSet<&str>) -> bool {
    let Some(address) = address else { return false };
    let path = percent_decode_str(
        address.trim_start_matches("./").trim_start_matches("../").trim_start_matches('/'),
    )
    .decode_utf8_lossy();
    scheme(address).is_none() && path.starts_with("assets/") && files.contains(&*path)
}

fn attributes(element: &Element, say: &mut impl FnMut(String)) {
    for (name, value) in &element.attributes {
        let name = name.to_ascii_lowercase();
        if name.starts_with("on")
            || matches!(
                name.as_str(),
                "style"
                    | "srcdoc"
                    | "is"
                    | "nonce"
                    | "autofocus"
                    | "contenteditable"
                    | "shadowrootmode"
                    | "popover"
                    | "accesskey"
                    | "slot"
                    | "form"
            )
        {
            say(format!("has {name}={value:?}"));
        }
        let refused =
            |address: &str| scheme(address).is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()));
        if ADDRESSES.contains(&name.as_str()) && refused(value) {
            say(format!("{name} leads to {value:?}"));
        }
        if matches!(name.as_str(), "srcset" | "imagesrcset") && value.split(',').any(refused) {
            say(format!("{name} leads to {value:?}"));
        }
        if matches!(name.as_str(), "action" | "formaction")
            && (scheme(value).is_some() || value.starts_with("//"))
        {
            say(format!("{name} sends to {value:?}"));
        }
        if name == "target" && value != "_blank" {
            say(format!("has target={value:?}"));
        }
    }
}

#[test]
fn the_judge_names_everything_that_is_planted() {
    let files = BTreeSet::from(["assets/a.js"]);
    let page = |inside: &str| {
        format!("<!doctype html><html><head><title>T</title></head><body>{inside}<p>words</p></body></html>")
    };
    for sound in [
        "<script src=\"../assets/a.js\" defer></script>",
        "<script type=\"application/ld+json\">{\"a\": \"\\u003c/script>\"}</script>",
        "<a href=\"https://evil.example/?javascript:x\">x</a> <a href=mailto:a@b.example>x</a>",
        "<svg viewBox=\"0 0 1 1\"><use href=\"#a\"/><path d=M0/></svg>",
        "<p title=\"<script>x()</script>\">&lt;script&gt;</p>",
    ] {
        assert_eq!(active(&page(sound), Place::Page, &files), BTreeSet::new(), "{sound}");
    }
    for planted in [
        "<script>x()</script>",
        "<script src=\"https://evil.example/a.js\"></script>",
        "<script src=\"assets/b.js\"></script>",
        "<script type=\"application/ld+json\">{,}</script>",
        "<script type=\"application/ld+json\">{\"a\": \"<!--\"}</script>",
        "<p onclick=x()>",
        "<p style=color:red>",
        "<style></style>",
        "<a href=\" java\nscript:x()\">",
        "<img src=\"data:text/html,x\">",
        "<img srcset=\"a 1x, javascript:x() 2x\">",
        "<iframe></iframe>",
        "<object data=x></object>",
        "<base href=/>",
        "<meta http-equiv=refresh content=\"0; url=https://evil.example/\">",
        "<form action=https://evil.example/>",
        "<svg><a href=x></a></svg>",
        "<svg><use href=x.svg#a /></svg>",
        "<math><maction>x</maction></math>",
        "<template><p onclick=x()></template>",
        "<noscript><p onclick=x()></noscript>",
        "<link rel=stylesheet href=https://evil.example/>",
        "<link rel=modulepreload href=x>",
        "<!-- <script> -->",
        // Harmless as it is, and not once a script has read it and written it again.
        "<svg></p><style><a id=\"</style><img src=1 onerror=x()>\">",
    ] {
        assert_ne!(active(&page(planted), Place::Page, &files), BTreeSet::new(), "{planted}");
    }
    assert_ne!(active("<form></form>", Place::Feed, &files), BTreeSet::new());
    assert_ne!(active("<script src=assets/a.js></script>", Place::Feed, &files), BTreeSet::new());
}
