//! Bodies: what Markdown makes of every vector.

use crate::raw;
use crate::urls::{ADDRESSES, WAYS};
use crate::vector::{HostileSite, Stays, Vector, literally, missed, perhaps, words};

/// Places of Markdown that put words into attributes, ids, code or notes.
pub(crate) const MARKDOWN: &[Vector] = &[
    words("[MARK](x 'a\" onclick=\"x()')"),
    words("[MARK](x \"a' onclick='x()\")"),
    words("[MARK](x (a\"><script>x()</script>))"),
    words("[MARK](<x\" onclick=\"x()>)"),
    words("[MARK](x\\\" onclick=x())"),
    words("[MARK](https://evil.example/\"><script>x()</script>)"),
    words("[<img src=x onerror=x()>MARK](x)"),
    words("[MARK](x)<script>x()</script>"),
    perhaps("![MARK\" onerror=\"x()](x)"),
    perhaps("![MARK<script>x()</script>](x \"><svg onload=x()>\")"),
    perhaps("![MARK](https://evil.example/x.png\" onerror=\"x())"),
    words("MARK <https://evil.example/\"onclick=\"x()>"),
    words("MARK https://evil.example/\"><script>x()</script>"),
    words("MARK <x@evil.example\"onclick=x()>"),
    words("`MARK<script>x()</script>`"),
    words("``<!-- ` --><img src=x onerror=MARK()>``"),
    words("```\n</code></pre><script>MARK()</script>\n```"),
    words("```html\n<img src=x onerror=MARK()>\n```"),
    words("```\"><script>x()</script>\nMARK\n```"),
    words("``` js onload=x() class='a'\nMARK\n```"),
    words("~~~ x\" onclick=\"x()\nMARK\n~~~"),
    words("``` &quot;&gt;&lt;script&gt;\nMARK\n```"),
    words("```{.js onclick=x()}\nMARK\n```"),
    words("```rust\nlet MARK = \"</span><script>x()</script>\";\n```"),
    words("```\nMARK").open(),
    words("    <script>MARK()</script>"),
    words("# <script>x()</script>MARK"),
    words("# MARK\" onclick=\"x()"),
    words("# MARK {#a\" onclick=\"x()}"),
    words("# MARK {#x onclick=x() .alert style=y}"),
    words("# MARK {#\"><script>x()</script>}"),
    words("# [MARK](x) <a id='y\" onclick=\"x()'></a>"),
    words("# __proto__ MARK\n\n## constructor\n\n### innerHTML\n\n# __proto__"),
    words("MARK[^\"><script>x()</script>]\n\n[^\"><script>x()</script>]: note"),
    words("MARK[^a' onclick='x()]\n\n[^a' onclick='x()]: note"),
    words("x[^n]\n\n[^n]: MARK <script>x()</script>\n\n    <img src=x onerror=x()>"),
    words("| MARK\" onclick=\"x() | <script>x()</script> |\n|:-:|---|\n| <td onclick=x()> | `<script>` |"),
    words("- [x] MARK <input type=checkbox onclick=x()>"),
    words("- [\"onclick=x()] MARK"),
    words("> [!NOTE\" onclick=\"x()]\n> MARK"),
    words("> [!\"><script>x()</script>]\n> MARK"),
    words("@<script>x()</script> MARK"),
    words("@wen\" onclick=\"x() MARK"),
    words("[[posts/<script>x()</script>|MARK]]"),
    words("[[posts/raw-0|MARK\" onclick=\"x()]]"),
    words("[[posts/raw-0#\"><script>x()</script>|MARK]]"),
    words("[[\"><img src=x onerror=x()>|MARK]]"),
    words("**MARK<script>**x()</script>"),
    words("~~MARK<b onclick=x()>~~</b>"),
    words("term\n: MARK <script>x()</script>"),
    words("$MARK\\href{javascript:x()}{y}$"),
    words("$$\\text{</annotation><script>MARK()</script>}$$"),
    words("$\\class{x\" onclick=\"x()}{MARK}$ $\\style{color:red}{y}$"),
    words(":smile\" onclick=\"x(): MARK"),
    words("MARK {: onclick=x() style=y}"),
    words("MARK {onclick=x()}"),
    words("\u{e000}*MARK*\u{e000}<script>x()</script>"),
    words("\u{2028}MARK\u{2029}<script>x()</script>"),
    words("\u{202e}MARK<script>x()</script>\u{202c}"),
    words("\u{feff}<script>x()</script>MARK"),
    words("<b data-hb-0=0></b>MARK\n\n```\nx\n```"),
];

/// Syntaxes of templates and texts: they are words in content.
const TEMPLATES: &[Vector] = &[
    literally("MARK {{ 7*7 }}"),
    literally("MARK {{7*7}} {{- 7 -}}"),
    literally("MARK {{ site.title }} {{ config }} {{ __tera_context }}"),
    literally("MARK {{ page.body | safe }}"),
    literally("MARK {% include \"base.html\" %}"),
    literally("MARK {% extends 'base.html' %}{% block main %}x{% endblock %}"),
    literally("MARK {% import \"parts.html\" as p %}{{ p::x() }}"),
    literally("MARK {% raw %}{{ x }}{% endraw %}"),
    literally("MARK {% set x = 1 %}{% for i in range(end=9999999) %}{{ i }}{% endfor %}"),
    literally("MARK {# hidden #} shown"),
    literally("MARK {{ \"x\" | upper }} }} %} #} {{ {% {#"),
    literally("MARK { $title } { -brand } { NUMBER($n) } {\"{\"}"),
    literally("MARK ${7+7} #{7+7} @{7+7} ~{x} {{{x}}}"),
    literally("MARK {{= x }} {{{{raw}}}} {{> partial}} {{#each x}}y{{/each}}"),
    literally("MARK HOLE_0 \u{fffc} %s {0} %(x)s $title"),
    literally("`MARK {{ 7*7 }} {% x %}`").code(),
    literally("```\nMARK {{ 7*7 }} {% include \"base.html\" %}\n```").code(),
];

impl Vector {
    /// A vector whose fences of code are no words.
    const fn code(self) -> Self {
        Self { stays: Stays::Words, ..self }
    }
}

/// A post for each vector, by name.
pub(crate) fn posts(site: &HostileSite, name: &str, vectors: &[Vector]) {
    for (number, vector) in vectors.iter().enumerate() {
        let text = vector.marked(&format!("m{number}k"));
        site.write(
            &format!("content/posts/{name}-{number}.md"),
            &format!("+++\ntitle = \"Post\"\ndate = 2026-11-01\n+++\nb{number}k\n\n{text}\n\na{number}k\n"),
        );
    }
}

/// Vectors whose words did not come out as the table says.
fn lost(site: &HostileSite, name: &str, vectors: &[Vector]) -> Vec<String> {
    let judge = |(number, vector): (usize, &Vector)| {
        if site.refused().contains(&format!("content/posts/{name}-{number}.md")) {
            return None;
        }
        let page = site.page(&format!("posts/{name}-{number}/index.html"));
        let around = (format!("b{number}k"), format!("a{number}k"));
        let what = missed(vector, &page, &format!("m{number}k"), Some((&around.0, &around.1)))?;
        Some(format!("{name}-{number} {:?}: {what}", vector.text))
    };
    vectors.iter().enumerate().filter_map(judge).collect()
}

#[track_caller]
pub(crate) fn expect(tables: &[(&str, &[Vector])]) {
    let site = HostileSite::new();
    for (name, vectors) in tables {
        posts(&site, name, vectors);
    }
    site.expect_harmless();
    assert!(site.refused().len() < 40, "too much is refused to say much: {:?}", site.refused());
    let lost: Vec<String> = tables.iter().flat_map(|(name, vectors)| lost(&site, name, vectors)).collect();
    assert!(lost.is_empty(), "{} findings:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn raw_html_does_nothing() {
    expect(&[
        ("raw", raw::ELEMENTS),
        ("attribute", raw::ATTRIBUTES),
        ("foreign", raw::FOREIGN),
        ("bogus", raw::BOGUS),
    ]);
}

#[test]
fn raw_html_in_the_midst_of_markdown_does_nothing() {
    let site = HostileSite::new();
    let tables = [raw::ELEMENTS, raw::ATTRIBUTES, raw::FOREIGN, raw::BOGUS];
    // Each in a list, a quote, a table, a heading, a link and a note.
    let around = [
        "- x\n  VECTOR",
        "> VECTOR",
        "| a |\n|---|\n| VECTOR |",
        "# VECTOR",
        "*VECTOR*",
        "[VECTOR](x)",
        "[^1]\n\n[^1]: VECTOR",
    ];
    for (number, vector) in tables.iter().flat_map(|table| table.iter()).enumerate() {
        let text = vector.marked("m").replace('\n', " ");
        let places = around.iter().map(|around| around.replace("VECTOR", &text));
        let body =
            places.enumerate().map(|(n, text)| text.replace("[^1]", &format!("[^{n}]"))).collect::<Vec<_>>();
        site.write(
            &format!("content/posts/mixed-{number}.md"),
            &format!("+++\ntitle = \"Post\"\ndate = 2026-11-01\n+++\nwords\n\n{}\n", body.join("\n\n")),
        );
    }
    site.expect_harmless();
}

#[test]
fn markdown_puts_no_words_where_they_would_act() {
    expect(&[("markdown", MARKDOWN)]);
}

#[test]
fn templates_in_content_are_words() {
    expect(&[("template", TEMPLATES)]);
}

/// Every address in every way; `None` where the program says that it leads nowhere.
#[test]
fn no_address_runs_anything_in_any_place() {
    let site = HostileSite::new();
    let tried =
        || ADDRESSES.iter().flat_map(|address| WAYS.iter().map(move |way| (address, way))).enumerate();
    for (number, (address, way)) in tried() {
        let body = way.marked(&format!("m{number}k")).replace("URL", address);
        site.write(
            &format!("content/posts/url-{number}.md"),
            &format!("+++\ntitle = \"Post\"\ndate = 2026-11-01\n+++\n{body}\n"),
        );
    }
    site.expect_harmless();
    let (mut lost, mut printed) = (Vec::new(), 0);
    for (number, (address, way)) in tried() {
        if site.refused().contains(&format!("content/posts/url-{number}.md")) {
            continue;
        }
        printed += 1;
        let page = site.page(&format!("posts/url-{number}/index.html"));
        if let Some(what) = missed(way, &page, &format!("m{number}k"), None) {
            lost.push(format!("{:?} with {address:?}: {what}", way.text));
        }
    }
    assert!(lost.is_empty(), "{} findings:\n{}", lost.len(), lost.join("\n"));
    assert!(printed > 600, "only {printed} of these were printed");
}
