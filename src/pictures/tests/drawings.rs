//! Drawings of people who mean harm, read back by another parser than the one that cleans them.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};

use super::*;

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<script href=\"data:text/javascript,alert(1)\"/>",
    "<s:script xmlns:s=\"http://www.w3.org/2000/svg\">alert(1)</s:script>",
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script><![CDATA[alert(1)]]></script>",
    "<g onclick=\"alert(1)\" ONLOAD=\"alert(1)\" onbegin='alert(1)'/>",
    "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" onerror=\"alert(1)\"/></body></foreignObject>",
    "<a href=\"javascript:alert(1)\"><text>x</text></a>",
    "<a xlink:href=\"java&#x09;script:alert(1)\"><text>x</text></a>",
    "<a href=\"https://elsewhere.example/\"><text>x</text></a>",
    "<use href=\"https://elsewhere.example/a.svg#x\"/>",
    "<use xlink:href=\"data:image/svg+xml;base64,PHN2Zy8+#x\"/>",
    "<x:g xmlns:x=\"http://www.w3.org/2000/svg\" xmlns:l=\"http://www.w3.org/1999/xlink\"><x:use l:href=\"//elsewhere.example/a#b\"/></x:g>",
    "<image href=\"https://elsewhere.example/eye.png\"/>",
    "<image href=\"//elsewhere.example/eye.png\"/>",
    "<image href=\"eye.png\"/>",
    "<image href=\"data:image/svg+xml,%3Csvg onload='alert(1)'/%3E\"/>",
    "<image href=\"data:text/html;base64,PHNjcmlwdD4=\"/>",
    "<feImage href=\"https://elsewhere.example/eye.png\"/>",
    "<style>@import url(https://elsewhere.example/a.css);</style>",
    "<style>@import 'https://elsewhere.example/a.css';</style>",
    "<style>rect{fill:url(https://elsewhere.example/a.svg#b)}</style>",
    "<style>rect{fill:u\\72l(https://elsewhere.example/a.svg#b)}</style>",
    "<style>rect{background:image-set('https://elsewhere.example/a.png' 1x)}</style>",
    "<style><![CDATA[rect{fill:URL( \"https://elsewhere.example/\" )}]]></style>",
    "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AAAA)}</style>",
    "<style>a{}</style><style></style><script>alert(1)</script>",
    "<style>&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;</style>",
    "<rect style=\"fill:url('https://elsewhere.example/a.svg#b')\"/>",
    "<rect style=\"behavior:url(#default#time2)\"/>",
    "<rect fill=\"url(https://elsewhere.example/a.svg#b)\"/>",
    "<rect filter=\"url( 'https://elsewhere.example/f.svg#f' )\"/>",
    "<rect fill=\"u\\72l(https://elsewhere.example/)\"/>",
    "<rect id=\"r\"/><set href=\"#r\" attributeName=\"href\" to=\"javascript:alert(1)\"/>",
    "<a><animate attributeName=\"xlink:href\" values=\"javascript:alert(1)\"/><text>x</text></a>",
    "<rect><set attributeName=\"onclick\" to=\"alert(1)\"/></rect>",
    "<rect><animate attributeName=\"fill\" to=\"url(https://elsewhere.example/a#b)\"/></rect>",
    "<rect mask=\"image-set('https://elsewhere.example/a.png' 1x)\" clip-path=\"src('https://elsewhere.example/')\"/>",
    "<iframe src=\"https://elsewhere.example/\"/>",
    "<embed src=\"x\"/><object data=\"x\"/><link href=\"x\" rel=\"stylesheet\"/>",
    "<handler type=\"text/javascript\">alert(1)</handler><listener event=\"click\" handler=\"#x\"/>",
    "<svg onload=\"alert(1)\"><svg xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\"/></svg>",
    "<text>]]&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    "<title>&lt;img src=x onerror=alert(1)&gt;</title>",
    "<g xml:base=\"https://elsewhere.example/\"><use href=\"#a\"/></g>",
    "<text aria-label='\"&gt;&lt;script&gt;alert(1)&lt;/script&gt;'>x</text>",
    "<metadata><script xmlns=\"http://www.w3.org/2000/svg\">alert(1)</script></metadata>",
    "<?xml-stylesheet href=\"https://elsewhere.example/a.css\"?><g/>",
    "<g class=\"&#0;\"/>",
];

fn cleaned(inner: &str) -> Option<String> {
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 4\">{inner}<path d=\"M0 0\"/></svg>"
    );
    let config = config();
    let made = Maker::new(svg.as_bytes(), &config).make(PictureRecipe::Cleaned).ok()?;
    Some(String::from_utf8(made).expect("text"))
}

#[derive(Default)]
struct Seen {
    elements: RefCell<Vec<String>>,
    attributes: RefCell<Vec<(String, String)>>,
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.elements.borrow_mut().push(tag.name.to_lowercase());
            let attributes =
                tag.attrs.iter().map(|own| (own.name.local.to_lowercase(), own.value.to_string()));
            self.attributes.borrow_mut().extend(attributes);
        }
        TokenSinkResult::Continue
    }
}

/// Every element and attribute as a browser's HTML parser sees them: names in lower case.
fn seen(svg: &str) -> (Vec<String>, Vec<(String, String)>) {
    let input = BufferQueue::default();
    input.push_back(html5ever::tendril::StrTendril::from(svg));
    let tokenizer = Tokenizer::new(Seen::default(), html5ever::tokenizer::TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    (tokenizer.sink.elements.into_inner(), tokenizer.sink.attributes.into_inner())
}

#[test]
fn nothing_that_runs_or_asks_comes_through() {
    for inner in HOSTILE {
        let Some(svg) = cleaned(inner) else { continue };
        let (elements, attributes) = seen(&svg);
        for element in &elements {
            let harmful = [
                "script",
                "foreignobject",
                "iframe",
                "embed",
                "object",
                "link",
                "handler",
                "listener",
                "a",
                "img",
                "body",
            ];
            assert!(!harmful.contains(&element.as_str()), "<{element}> of {inner}\nis in {svg}");
        }
        for (name, value) in &attributes {
            assert!(!name.starts_with("on"), "{name} of {inner}\nis in {svg}");
            let quiet: String = value.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
            assert!(
                !quiet.contains("script:") && !quiet.contains("elsewhere"),
                "{name}={value} of {inner}\nis in {svg}"
            );
            assert!(
                !name.ends_with("href") || name == "attributename" || value.starts_with('#'),
                "{name}={value} of {inner}\nis in {svg}"
            );
        }
        assert!(!svg.contains("elsewhere.example"), "{inner}\nleads out in {svg}");
        assert!(svg.contains("<path d=\"M0 0\"/>"), "the rest of the drawing is lost in {svg}");
    }
}

#[test]
fn what_has_lost_its_inside_goes_with_it() {
    let inner = "<g><style>@import 'https://elsewhere.example/a.css';</style><rect/></g>\
        <filter id=\"f\"><feImage href=\"https://elsewhere.example/x\"><title>x</title></feImage></filter><image/>";
    let svg = cleaned(inner).expect("sound");
    assert!(svg.contains("<g><rect/></g><filter id=\"f\"></filter>"), "{svg}");
    assert!(!svg.contains("<image"), "{svg}");
}

#[test]
fn what_draws_and_describes_stays() {
    let kept = "<title>A lamp</title><desc>lit</desc><defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#fff\"/></linearGradient></defs>\
        <style>.a{fill:url(#g)}</style><g role=\"img\" aria-label=\"灯 &amp; lamp\" transform=\"scale(2)\"><rect class=\"a\" fill=\"url(#g)\" width=\"2\" height=\"2\"/></g>\
        <use href=\"#g\"/><rect><animate attributeName=\"width\" from=\"0\" to=\"2\" dur=\"1s\"/></rect>";
    let svg = cleaned(kept).expect("sound");
    for part in kept.split('>').filter(|part| !part.is_empty()) {
        assert!(svg.contains(part), "`{part}` is lost in {svg}");
    }
    let facts = inspect(svg.as_bytes(), Some("svg")).expect("sound").expect("a drawing");
    assert_eq!((facts.size, facts.left_out), (Some((4, 4)), Vec::new()));
    assert_eq!(cleaned(kept), Some(svg.clone()), "cleaning twice differs");
}

#[test]
fn a_writer_is_told_what_is_gone_and_not_what_nobody_misses() {
    let told = |inner: &str| {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
        inspect(svg.as_bytes(), Some("svg")).expect("sound").expect("a drawing").left_out
    };
    assert_eq!(told("<script/><g onclick='x'/><use href='a.svg#b'/>"), ["<script>", "onclick", "`a.svg#b`"]);
    assert_eq!(
        told("<metadata><rdf/></metadata><i:pgf xmlns:i='x'/><g i:x='1' xmlns:i='x' data-name='y'/>"),
        [""; 0]
    );
}

#[test]
fn what_is_no_plain_drawing_is_refused() {
    let config = config();
    let deep = format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000));
    for svg in [
        "<!DOCTYPE svg [<!ENTITY a \"x\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a;</text></svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\" id=\"&a;\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\">",
        "<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "<html><svg xmlns=\"http://www.w3.org/2000/svg\"/></html>",
        &format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{deep}</svg>"),
    ] {
        let made = Maker::new(svg.as_bytes(), &config).make(PictureRecipe::Cleaned);
        assert!(matches!(made, Err(Fault::Broken(_))), "{}", &svg[..svg.len().min(120)]);
    }
}
