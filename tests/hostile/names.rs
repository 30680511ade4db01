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

/// Builds; the output is harmless, or the site was refused with a place.
fn expect_refused_or_harmless(site: &HostileSite, what: &str) -> bool {
    let Ran { code, stdout, stderr } = site.run();
    match code {
        0 => site.expect_harmless(),
        1 => assert!(stdout.contains("\"severity\":\"error\""), "{what}: {stdout}{stderr}"),
        code => panic!("{what} ends with {code}: {stderr}"),
    }
    assert!(!site.root().parent().expect("a folder").join("evil").exists(), "{what} wrote outside");
    code == 0
}

#[test]
fn names_of_sources_and_pictures_do_nothing() {
    let mut carried = 0;
    for name in NAMES {
        let site = HostileSite::new();
        let text = "+++\ntitle = \"Post\"\ndate = 2026-11-01\n+++\nwords\n";
        if std::fs::create_dir_all(site.root().join("content/posts")).is_err()
            || std::fs::write(site.root().join(format!("content/posts/{name}.md")), text).is_err()
        {
            continue;
        }
        carried += u32::from(expect_refused_or_harmless(&site, name));

        let site = HostileSite::new();
        let written = name.replace('\n', " ").replace(['<', '>'], "\\$0");
        let text = format!(
            "+++\ntitle = \"Post\"\ndate = 2026-11-01\n+++\n![x](<{written}.png>) [x](<{written}.png>)\n"
        );
        site.write("content/posts/post.md", &text);
        write_bytes(site.root(), &format!("content/posts/{name}.png"), &pixel());
        write_bytes(site.root(), &format!("static/{name}.txt"), b"x");
        carried += u32::from(expect_refused_or_harmless(&site, name));
    }
    assert!(carried > 10, "only {carried} of these names were carried");
}

#[test]
fn slugs_tags_and_aliases_do_nothing() {
    let mut carried = 0;
    for name in NAMES {
        let quoted =
            name.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r");
        for field in [
            "slug = \"NAME\"",
            "tags = [\"NAME\", \"b\"]",
            "aliases = [\"/NAME/\"]",
            "aliases = [\"/NAME.html\"]",
            "uid = \"NAME\"",
        ] {
            let site = HostileSite::new();
            let field = field.replace("NAME", &quoted);
            site.write(
                "content/posts/p.md",
                &format!("+++\ntitle = \"Post\"\ndate = 2026-11-01\n{field}\n+++\nwords\n"),
            );
            carried += u32::from(expect_refused_or_harmless(&site, &field));
        }
    }
    assert!(carried > 40, "only {carried} of these were carried");
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
