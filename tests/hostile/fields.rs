//! Front matter: words of every field, into pages, attributes, structured data and feeds.

use crate::tree::Tree;
use crate::vector::{HostileSite, MARK};

/// Words for any field that takes a line.
const LINES: &[&str] = &[
    "MARK<script>x()</script>",
    "MARK</script><script>x()</script>",
    "MARK</title></head><body onload=x()>",
    "MARK\"><img src=x onerror=x()>",
    "MARK' onmouseover='x()",
    "MARK\" autofocus onfocus=\"x()",
    "MARK` onclick=x()",
    "MARK-->]]><script>x()</script><!--",
    "MARK]]></content><script>x()</script>",
    "MARK<![CDATA[<script>x()</script>]]>",
    "MARK\\\"}</script><script>x()//",
    "MARK\",\"@type\":\"Person\",\"x\":\"",
    "MARK<!--<script>",
    "MARK\u{2028}x()\u{2029}</script>",
    "MARK&lt;script&gt;x()&lt;/script&gt;",
    "MARK&#60;img src=x onerror=x()&#62;",
    "MARK&quot; onclick=&quot;x()",
    "MARK {{ 7*7 }} {% include \"base.html\" %} {# x #}",
    "MARK { $title } ${7*7} {{ x | safe }}",
    "MARK<svg/onload=x()>",
    "MARK<math><mi href=javascript:x()>",
    "MARK<style>*{}</style>",
    "MARK<a href=javascript:x()>x</a>",
    "MARK[x](javascript:x()) <javascript:x()> ![x](x\" onerror=\"x())",
    "=MARK+cmd|'/C calc'!A0",
    "@MARK",
    "+MARK",
    "-MARK",
    "javascript:MARK()",
    "MARK; Set-Cookie: a=b",
    "MARK https://evil.example/ 301",
    "\u{202e}MARK\u{202c}<b>",
    "MARK\u{feff}<\u{feff}script>x()",
];

/// Sources with `MARK…` where words of the table go; each field has its own mark. Fields of later kinds go here.
pub(crate) const SOURCES: &[(&str, &str)] = &[
    (
        "content/posts/post-N.md",
        "title = \"MARKa\"\nsummary = \"MARKb\"\ndate = 2026-11-02\ntags = [\"MARKc\"]\nauthors = [\"member-N\"]\n\
         people = [\"member-N\"]\nimage = { src = \"p.png\", alt = \"MARKd\" }\nuid = \"MARKe\"\n[extra]\nnote = \"MARKf\"",
    ),
    (
        "content/events/event-N.md",
        "title = \"MARKg\"\nsummary = \"MARKh\"\nstart = 2026-11-28T19:30:00\nend = 2026-11-28T21:30:00\ntags = [\"MARKi\"]\n\
         hosts = [\"member-N\"]\nspeakers = [\"member-N\"]\nvenue = { name = \"MARKj\", address = \"MARKk\" }\n\
         image = { src = \"p.png\", alt = \"MARKl\" }",
    ),
    (
        "content/members/member-N.md",
        "name = \"MARKm\"\nsummary = \"MARKn\"\nalias = \"MARKo\"\nroles = [\"MARKp\"]\n\
         links = [{ label = \"MARKq\", url = \"https://notes.example/\" }]\nimage = { src = \"p.png\", alt = \"MARKr\" }\n\
         consent = { granted = 2026-01-01, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }",
    ),
    ("content/guides/page-N.md", "title = \"MARKs\"\nsummary = \"MARKt\"\ntags = [\"MARKu\"]"),
    ("content/guides/page-N.zh.md", "title = \"MARKs\"\nsummary = \"MARKt\"\ntags = [\"MARKu\"]"),
    (
        "content/drops/drop-N.md",
        "title = \"MARKa\"\nsummary = \"MARKb\"\nrelease_at = 2026-11-01T20:00:00\nsku = \"MARKc\"\nprice = \"19.90\"\n\
         currency = \"EUR\"\nstock = { n = 4, as_of = 2026-11-20 }\nmakers = [\"member-N\"]\n\
         vote = { url = \"https://forms.example/v\", closes = 2026-11-20, options = [\"MARKe\", \"other\"], results = \"data/vote-N.csv\" }\n\
         changes = [{ date = 2026-11-01, asked_by = \"member-N\", what = \"MARKf\" }]\nimage = { src = \"p.png\", alt = \"MARKg\" }",
    ),
    (
        "content/stories/story-N.md",
        "title = \"MARKh\"\nsummary = \"MARKi\"\ndate = 2026-11-02\npeople = [\"member-N\"]\nquote = \"MARKj\"\n\
         event = \"events/event-N\"\ndrop = \"drops/drop-N\"",
    ),
    (
        "content/chapters/chapter-N.md",
        "title = \"MARKk\"\nsummary = \"MARKl\"\ncity = \"MARKm\"\nleads = [\"member-N\"]\nfocus = \"MARKn\"",
    ),
    (
        "content/campaigns/campaign-N.md",
        "title = \"MARKo\"\nsummary = \"MARKp\"\ngoal = 12000\nunit = \"MARKq\"\nprogress = { raised = 10, backers = 2, as_of = 2026-11-01 }\n\
         rewards = [\"MARKr\"]\npledge_url = \"https://pledge.example/\"",
    ),
    (
        "content/tiers/tier-N.md",
        "title = \"MARKs\"\nsummary = \"MARKt\"\nprice = \"5.00\"\ncurrency = \"EUR\"\nperiod = \"month\"\nperks = [\"MARKu\"]\ncap = 9",
    ),
    ("content/faq/faq-N.md", "title = \"MARKv\"\nkeywords = [\"MARKw\"]\ncontact = \"MARKx\""),
    (
        "content/posters/run-N.md",
        "title = \"MARKy\"\ntarget = \"stories/story-N\"\nheadline = \"MARKz\"\ntagline = \"words\"\n\
         placements = [{ id = \"door\", label = \"MARKa\" }]",
    ),
];

/// Fields that pages show: their words must be there.
const SHOWN: &[(&str, char)] = &[
    ("posts/post-N/index.html", 'a'),
    ("events/event-N/index.html", 'g'),
    ("events/event-N/index.html", 'j'),
    ("members/member-N/index.html", 'm'),
    ("members/member-N/index.html", 'p'),
    ("guides/page-N/index.html", 's'),
    ("zh/guides/page-N/index.html", 's'),
    ("drops/drop-N/index.html", 'a'),
    ("stories/story-N/index.html", 'h'),
    ("chapters/chapter-N/index.html", 'k'),
    ("campaigns/campaign-N/index.html", 'o'),
    ("join/index.html", 's'),
    ("help/index.html", 'v'),
];

/// A TOML string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A source with the words of line `number` in every field.
fn source(template: &str, number: usize, words: &str) -> String {
    let mut text = template.replace("-N", &format!("-{number}"));
    for letter in 'a'..='z' {
        let own = words.replace(MARK, &mark(number, letter));
        text = text.replace(&format!("\"MARK{letter}\""), &quoted(&own));
    }
    format!("+++\n{text}\n+++\n\nWords.\n")
}

fn mark(number: usize, letter: char) -> String {
    format!("m{number}{letter}k")
}

pub(crate) fn site() -> HostileSite {
    let site = HostileSite::new();
    let pixel = crate::names::pixel();
    for folder in ["posts", "events", "members", "drops"] {
        crate::common::write_bytes(site.root(), &format!("content/{folder}/p.png"), &pixel);
    }
    for (number, words) in LINES.iter().enumerate() {
        let option = words.replace(MARK, &mark(number, 'e')).replace('"', "\"\"");
        site.write(
            &format!("data/vote-{number}.csv"),
            &format!("option,votes,as_of\n\"{option}\",3,2026-11-20\nother,2,2026-11-20\n"),
        );
        for (path, template) in SOURCES {
            site.write(&path.replace("-N", &format!("-{number}")), &source(template, number, words));
        }
    }
    site
}

#[test]
fn words_of_front_matter_act_in_no_output_and_are_shown_as_they_are() {
    let site = site();
    site.expect_harmless();
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lost = Vec::new();
    for (number, words) in LINES.iter().enumerate() {
        for (path, letter) in SHOWN {
            let path = path.replace("-N", &format!("-{number}"));
            let seen = squeeze(&Tree::of(&site.page(&path), true).words());
            let written = squeeze(&words.replace(MARK, &mark(number, *letter)));
            if !seen.contains(&written) {
                lost.push(format!("{path} does not show {written:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "{} findings:\n{}", lost.len(), lost.join("\n"));
}

/// Fields that take an address, with what else their source needs; `URL` stands for the address.
pub(crate) const ADDRESS_FIELDS: &[(&str, &str)] = &[
    ("content/events/e.md", "title = \"E\"\nstart = 2026-11-28T19:30:00\nmode = \"mixed\"\nonline_url = URL"),
    ("content/events/e.md", "title = \"E\"\nstart = 2026-11-28T19:30:00\nrsvp = { url = URL }"),
    ("content/events/e.md", "title = \"E\"\nstart = 2026-11-28T19:30:00\nquestions_url = URL"),
    ("content/drops/d.md", "title = \"D\"\nrelease_at = 2026-11-01\nbuy_url = URL"),
    (
        "content/drops/d.md",
        "title = \"D\"\nrelease_at = 2026-11-01\nvote = { url = URL, options = [\"a\", \"b\"] }",
    ),
    ("content/campaigns/c.md", "title = \"C\"\ngoal = 10\npledge_url = URL"),
    (
        "content/tiers/t.md",
        "title = \"T\"\nprice = \"5\"\ncurrency = \"EUR\"\nperiod = \"month\"\njoin_url = URL",
    ),
    (
        "content/members/m.md",
        "name = \"M\"\nconsent = { granted = 2026-01-01, scopes = [\"page\"] }\nlinks = [URL]",
    ),
    (
        "content/members/m.md",
        "name = \"M\"\nconsent = { granted = 2026-01-01, scopes = [\"page\"] }\nlinks = [{ label = \"x\", url = URL }]",
    ),
];

/// Addresses that a field refuses, or may take as they are.
const FIELD_ADDRESSES: &[&str] = &[
    "javascript:x()",
    " JavaScript:x()",
    "java\\tscript:x()",
    "\\u0001javascript:x()",
    "vbscript:x",
    "data:text/html,<script>x()</script>",
    "blob:https://x.example/",
    "file:///etc/passwd",
    "https://x.example/\\\"><script>x()</script>",
    "https://x.example/' onclick='x()",
    "https://javascript:x()@evil.example/",
    "//evil.example/x",
    "https://x.example/\\u2028</script>",
    "mailto:a@b.example?subject=\\\" onclick=\\\"x()",
    "&#106;avascript:x()",
    "javascript&colon;x()",
];

#[test]
fn fields_of_addresses_take_none_that_runs() {
    let site = HostileSite::new();
    let tried = || {
        ADDRESS_FIELDS.iter().flat_map(|field| FIELD_ADDRESSES.iter().map(move |address| (field, address)))
    };
    let place = |path: &str, number: usize| path.replace(".md", &format!("-{number}.md"));
    for (number, ((path, template), address)) in tried().enumerate() {
        let front = template.replace("URL", &format!("\"{address}\""));
        site.write(&place(path, number), &format!("+++\n{front}\n+++\n"));
    }
    site.expect_harmless();
    for (number, ((path, template), address)) in tried().enumerate() {
        let read = address.replace("\\t", "\t").replace("\\u0001", "\u{1}");
        let runs = ["javascript", "vbscript", "data", "blob", "file"];
        if crate::judge::scheme(&read).is_some_and(|scheme| runs.contains(&scheme.as_str())) {
            assert!(site.refused().contains(&place(path, number)), "{template} takes {address:?}");
        }
    }
    assert!(site.refused().len() < tried().count(), "every address was refused");
}
