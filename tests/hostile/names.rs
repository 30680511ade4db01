//! Names of files, slugs, aliases and tags.

use std::io::Cursor;

use crate::common::{Ran, write_bytes};
use crate::vector::HostileSite;

/// A PNG of one pixel.
pub(crate) fn pixel() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(1, 1, image::Luma([90]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("memory takes it");
    bytes.into_inner()
}

/// Names that a disk takes; an output must refuse them by a diagnostic, or carry them without harm.
const NAMES: &[&str] = &[
    "'onclick='x()",
    "\"onclick=\"x()",
    "<img src=x onerror=x()>",
    "a&quot;><script>x()",
    "{{7*7}}",
    "{% include 'base.html' %}",
    "javascript:x()",
    "%3Cscript%3E",
    "%2e%2e%2fevil",
    "a%0d%0aSet-Cookie:b",
    "a\r\nSet-Cookie: b",
    "a\nb",
    "a b 301",
    "a;b",
    "a,b 2x",
    "#x",
    "?x=<script>",
    "..%5c..%5cevil",
    "...",
    "a\u{202e}gnp",
    "a\u{2028}b",
    "-rf",
    "=cmd",
    "@x",
    "__proto__",
    "a'b",
    "a`b",
    "a&b",
    "a\\b",
    "\u{ff0e}\u{ff0e}\u{ff0f}evil",
    "con",
    "nul.x",
];

/// A post with these lines of front matter and this body.
fn post(lines: &str, body: &str) -> String {
    format!("+++\ntitle = \"Post\"\ndate = 2026-11-01\n{lines}+++\n{body}\n")
}

#[test]
fn names_of_sources_and_pictures_do_nothing() {
    let site = HostileSite::new();
    for (number, name) in NAMES.iter().enumerate() {
        let written = name.replace(['\n', '\r'], " ").replace('<', "\\<").replace('>', "\\>");
        site.write(&format!("content/posts/{name}.md"), &post("", "words"));
        let shows =
            format!("![x](<p/{written}.png>) [x](<p/{written}.png>) <img src=\"p/{written}.png\" alt=\"\">");
        site.write(&format!("content/posts/shows-{number}.md"), &post("", &shows));
        write_bytes(site.root(), &format!("content/posts/p/{name}.png"), &pixel());
    }
    site.expect_harmless();
    assert!(!site.root().parent().expect("a folder").join("evil").exists(), "a file was written outside");
    let carried = site.output().keys().filter(|path| path.starts_with("posts/")).count();
    assert!(carried > NAMES.len(), "only {carried} outputs of posts: {:?}", site.refused());
}

/// A file in `static/` is the owner's, and its name is nobody's to trust all the same.
#[test]
fn names_of_files_that_are_carried_along_do_nothing() {
    for name in NAMES {
        let site = HostileSite::new();
        write_bytes(site.root(), &format!("static/{name}.txt"), b"x");
        let Ran { code, stdout, stderr } = site.run();
        match code {
            0 => site.expect_harmless(),
            1 => assert!(stdout.contains("\"severity\":\"error\""), "{name}: {stdout}{stderr}"),
            code => panic!("{name} ends with {code}: {stderr}"),
        }
    }
}

#[test]
fn slugs_tags_and_aliases_do_nothing() {
    let site = HostileSite::new();
    let fields = [
        "slug = \"NAME\"",
        "tags = [\"NAME\", \"b\"]",
        "aliases = [\"/NAME/\"]",
        "aliases = [\"/NAME.html\"]",
        "uid = \"NAME\"",
    ];
    for (number, name) in NAMES.iter().enumerate() {
        let quoted =
            name.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
        for (field, text) in fields.iter().enumerate() {
            let lines = text.replace("NAME", &quoted) + "\n";
            site.write(&format!("content/posts/p-{number}-{field}.md"), &post(&lines, "words"));
        }
    }
    site.expect_harmless();
    let carried = NAMES.len() * fields.len() - site.refused().len();
    assert!(carried > 60, "only {carried} of these were carried: {:?}", site.refused());
}

#[test]
fn files_of_content_that_browsers_or_hosts_run_are_refused() {
    let files = [
        ("page.html", "<script>x()</script>"),
        ("page.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></html>"),
        ("code.js", "x()"),
        ("feed.xml", "<?xml-stylesheet href='x'?><a xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("page.mht", "x"),
        ("lib.wasm", "x"),
        ("door.phtml", "<?php x() ?>"),
        ("CODE.MJS", "x()"),
        ("_headers", "/*\n  Set-Cookie: a=b"),
        (".htaccess", "AddHandler x .txt"),
    ];
    for (name, text) in files {
        let site = HostileSite::new();
        site.write(&format!("content/posts/{name}"), text);
        site.write(
            "content/posts/p.md",
            &format!("+++\ntitle = \"P\"\ndate = 2026-11-01\n+++\n[x]({name}) <a href={name}>x</a>\n"),
        );
        let ran = site.run();
        assert_eq!(ran.code, 1, "{name} is published");
        assert!(ran.stdout.contains("link::active-file") || name.starts_with('.'), "{name}: {}", ran.stdout);
    }
}
