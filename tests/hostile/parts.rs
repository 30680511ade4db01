//! Directives, formulas and drawings: what content hands to components, and what becomes of its SVG files.

use crate::bodies::{expect, posts};
use crate::vector::{CONFIG, HostileSite, Vector, perhaps, words};

/// Arguments and bodies of directives.
const DIRECTIVES: &[Vector] = &[
    words(":::note{title=\"MARK<script>x()</script>\"}\nwords\n:::"),
    words(":::note{title=\"MARK&quot; onclick=&quot;x()\"}\nwords\n:::"),
    words(":::note{title='MARK\" onclick=\"x()'}\nwords\n:::"),
    words(":::note{title=\"MARK {{ 7*7 }} {% include 'base.html' %}\"}\nwords\n:::"),
    words(":::note\n<script>x()</script>\n\nMARK <img src=x onerror=x()>\n:::"),
    words(":::note\n</div></aside></section></main><script>x()</script>MARK\n:::"),
    words(":::note\n<!-- \n:::\n\nMARK"),
    words("::::note\n:::quote{by=\"MARK\\\"><svg onload=x()>\"}\n<b onclick=x()>words</b>\n:::\n::::"),
    words(":::quote{by=\"MARK<img src=x onerror=x()>\"}\nwords\n:::"),
    words("::button{url=\"https://evil.example/\\\"><script>x()</script>\" label=\"MARK\"}"),
    words("::button{url=\"https://evil.example/\" label=\"MARK</a><script>x()</script>\"}"),
    perhaps("::button{url=\"javascript:x()\" label=\"MARK\"}"),
    perhaps("::button{url=\"JaVa&Tab;script:x()\" label=\"MARK\"}"),
    perhaps("::button{url=\"data:text/html,x\" label=\"MARK\"}"),
    perhaps("::button{url=\"//evil.example/\" label=\"MARK\"}"),
    perhaps("::video{url=\"javascript:x()\" title=\"MARK\"}"),
    perhaps("::video{url=\"data:text/html,x\" title=\"MARK\"}"),
    words("::video{url=\"https://video.example/\\\" onclick=\\\"x()\" title=\"MARK<script>x()</script>\"}"),
    words("::figure{src=\"p.png\" alt=\"a\\\" onerror=\\\"x()\" caption=\"MARK<script>x()</script>\"}"),
    perhaps("::figure{src=\"javascript:x()\" alt=\"MARK\"}"),
    perhaps("::figure{src=\"https://evil.example/x.png\" alt=\"MARK\"}"),
    words(":::gallery{columns=\"2\"}\n![MARK\" onerror=\"x()](p.png)\n\nMARK\n:::"),
    perhaps(":::gallery{columns=\"2\\\" style=\\\"x\"}\nMARK\n:::"),
    words(":::timeline\n- MARK <script>x()</script>\n- [x](javascript:x())\n:::"),
    perhaps("::event{path=\"events/<script>x()</script>MARK\"}"),
    perhaps("::member{handle=\"MARK\\\" onclick=\\\"x()\"}"),
    perhaps(":::<script>x()</script>MARK\nwords\n:::"),
    perhaps(":::note{onclick=\"x()\" title=\"MARK\"}\nwords\n:::"),
    perhaps(":::../../base{title=\"MARK\"}\nwords\n:::"),
    words("x :::note{title=\"y\"} MARK <script>x()</script> :::"),
];

/// Formulas.
const MATH: &[Vector] = &[
    perhaps("$\\href{javascript:x()}{MARK}$"),
    perhaps("$\\url{javascript:MARK()}$"),
    perhaps("$\\text{<script>MARK()</script>}$"),
    perhaps("$\\text{</mtext></math><img src=x onerror=MARK()>}$"),
    perhaps("$$\\text{</annotation></semantics></math><script>MARK()</script>}$$"),
    perhaps("$\\class{a\" onclick=\"x()}{MARK} \\style{color:red}{y} \\cssId{b\" onclick=\"x()}{z}$"),
    perhaps("$\\htmlData{a=b\" onclick=\"x()}{MARK} \\includegraphics{javascript:x()}$"),
    perhaps("$\\color{red\" onclick=\"x()}{MARK}$"),
    perhaps("$\\textcolor{\"><script>x()</script>}{MARK}$"),
    perhaps("$\\unicode{x3c}script\\unicode{x3e}MARK$"),
    perhaps("$\\def\\x{<script>}\\x MARK$ $\\newcommand{\\y}{\\y\\y}\\y$"),
    perhaps("$MARK <!-- --> <svg onload=x()>$"),
    perhaps("$`MARK<img src=x onerror=x()>`$"),
    perhaps("$\\rule{1px\" onclick=\"x()}{1px}MARK$ $\\kern{9999em}x$ $\\hspace{-9em}y$"),
    perhaps("$\\begin{array}{c\" onclick=\"x()}MARK\\end{array}$"),
    perhaps("$\\operatorname{MARK<script>x()</script>}$"),
];

/// Drawings: the inside of an `<svg>`, or a whole file.
const DRAWINGS: &[&str] = &[
    "<script>x()</script>",
    "<script href=\"data:,x()\"/>",
    "<g onload=\"x()\"><rect width=\"9\" height=\"9\" onclick=\"x()\"/></g>",
    "<a href=\"javascript:x()\"><text y=\"9\">x</text></a>",
    "<a xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"javascript:x()\"><text>x</text></a>",
    "<a xmlns:q=\"http://www.w3.org/1999/xlink\" q:href=\"javascript:x()\"><text>x</text></a>",
    "<a href=\"#\"><animate attributeName=\"href\" values=\"javascript:x()\"/><text>x</text></a>",
    "<set attributeName=\"onmouseover\" to=\"x()\"/>",
    "<use href=\"https://evil.example/x.svg#a\"/>",
    "<use href=\"data:image/svg+xml,x#a\"/>",
    "<image href=\"https://evil.example/x.png\"/>",
    "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" src=\"javascript:x()\"/></foreignObject>",
    "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">x()</x:script>",
    "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">x()</h:script>",
    "<style>@import url(https://evil.example/x.css); rect { fill: url(https://evil.example/#x) }</style>",
    "<style><![CDATA[ @\\69mport 'https://evil.example/' ]]></style>",
    "<rect style=\"fill: url('https://evil.example/x')\" width=\"9\" height=\"9\"/>",
    "<rect fill=\"url(&#x20;https://evil.example/x)\" filter=\"url(//evil.example/#f)\"/>",
    "<filter id=\"f\"><feImage href=\"https://evil.example/x\"/></filter>",
    "<handler xmlns=\"http://www.w3.org/2001/xml-events\" type=\"application/ecmascript\">x()</handler>",
    "<metadata><x:y xmlns:x=\"https://evil.example/\">51.5 N, home</x:y></metadata>",
    "<text>]]&gt;&lt;script&gt;x()&lt;/script&gt;</text>",
    "<?xml-stylesheet href=\"javascript:x()\"?><rect/>",
    "<!-- <script>x()</script> --><rect/>",
    "<SCRIPT>x()</SCRIPT><ScRiPt>x()</ScRiPt>",
];

#[test]
fn directives_hand_nothing_to_components_that_acts() {
    expect(&[("directive", DIRECTIVES)]);
}

#[test]
fn formulas_do_nothing() {
    let site = HostileSite::new();
    site.write("handbill.toml", &format!("{CONFIG}\n[markdown]\nmath = true\n"));
    posts(&site, "math", MATH);
    posts(&site, "text", crate::bodies::MARKDOWN);
    site.expect_harmless();
}

#[test]
fn drawings_of_content_only_draw() {
    let site = HostileSite::new();
    let wrapped = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\" height=\"9\" onload=\"x()\">{inside}</svg>"
        )
    };
    let whole = [
        "<!DOCTYPE svg [<!ENTITY x \"<script>x()</script>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&x;</svg>",
        "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.xsl\" type=\"text/xsl\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>x()</script></html>",
        "<svg><script>x()</script></svg>",
    ];
    let files = DRAWINGS.iter().map(|inside| wrapped(inside)).chain(whole.map(str::to_owned));
    let mut count = 0;
    for (number, text) in files.enumerate() {
        site.write(&format!("content/posts/d{number}.svg"), &text);
        let body = format!("![x](d{number}.svg) [x](d{number}.svg)");
        site.write(
            &format!("content/posts/d-{number}.md"),
            &format!("+++\ntitle = \"P\"\ndate = 2026-11-01\n+++\n{body}\n"),
        );
        count += 1;
    }
    site.expect_harmless();
    let printed = count - site.refused().len();
    assert!(printed >= 10, "only {printed} of {count} drawings are printed: {:?}", site.refused());
}
