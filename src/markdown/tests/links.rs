//! Links, pictures, wiki links, mentions.

use super::*;

fn links(body: &str) -> Vec<(LinkForm, String, String)> {
    let file = format!("+++\n+++\n{body}");
    let span = Span::new(8, file.len());
    let (outline, _) = outline(&SourcePath::new("content/a.md"), &file, span);
    outline
        .links
        .into_iter()
        .map(|link| (link.form, link.target, file[link.span.start..link.span.end].to_owned()))
        .collect()
}

fn mentions(body: &str) -> Vec<String> {
    links(body).into_iter().filter(|l| l.0 == LinkForm::Mention).map(|l| l.1).collect()
}

#[test]
fn every_form_of_link_is_found_with_its_exact_place() {
    let body = "**注：**请看 [a](x%20y \"t\") 和 [b][r] ![c](d.png)\n<https://e.example> [[f]] [[g|h]] ![[i.jpg]] @j <k@l.example>\n\n[r]: z&amp;z";
    let expected = [
        (LinkForm::Link, "x%20y", "[a](x%20y \"t\")"),
        (LinkForm::Link, "z&z", "[b][r]"),
        (LinkForm::Image, "d.png", "![c](d.png)"),
        (LinkForm::Link, "https://e.example", "<https://e.example>"),
        (LinkForm::Wiki, "f", "[[f]]"),
        (LinkForm::WikiLabelled, "g", "[[g|h]]"),
        (LinkForm::Image, "i.jpg", "![[i.jpg]]"),
        (LinkForm::Mention, "j", "@j"),
        (LinkForm::Link, "mailto:k@l.example", "<k@l.example>"),
    ];
    let found = links(body);
    let found: Vec<_> =
        found.iter().map(|(form, target, span)| (*form, target.as_str(), span.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_mention_is_an_at_sign_that_no_word_precedes() {
    assert_eq!(mentions("@li, 感谢@小明来了。(@a.b-c.) **@x**"), ["li", "小明来了", "a.b-c", "x"]);
    assert_eq!(mentions("@li_na_x and @li\\_na @a&b"), ["li_na_x", "li_na", "a"]);
    assert_eq!(mentions("# for @me"), ["me"]);
    for none in [
        "a@b.example",
        "a.@b",
        "https://x.example/@b",
        "`@a`",
        "```\n@a\n```",
        "[@a](b)",
        "![@a](b)",
        "\\@a",
        "&#64;a",
        "@ a",
        "@-a",
        "@@a",
    ] {
        assert_eq!(mentions(none), [""; 0], "{none}");
    }
}

#[test]
fn a_mention_has_its_exact_place_across_escapes() {
    let found = links("谢谢@li\\_na！");
    assert_eq!(found[0], (LinkForm::Mention, "li_na".to_owned(), "@li\\_na".to_owned()));
}

#[test]
fn the_host_decides_what_a_link_becomes() {
    let with = |body, target| html_with(body, Options::default(), &[(0, target)]);
    assert_eq!(with("[a](b)", href("../c/?d&e")), "<p><a href=\"../c/?d&amp;e\">a</a></p>\n");
    assert_eq!(with("[*a*](b)", Target::TextOnly), "<p><em>a</em></p>\n");
    assert_eq!(with("[a](b)", Target::TextInstead(Wording::own("<c>"))), "<p>&lt;c&gt;</p>\n");
    let titled = Target::Titled { href: "../c/".into(), title: "Spring & tea".into() };
    assert_eq!(with("[[c]]!", titled), "<p><a href=\"../c/\">Spring &amp; tea</a>!</p>\n");
    assert_eq!(with("![a](b)", href("c.png")), "<p><img src=\"c.png\" alt=\"a\"></p>\n");
    assert_eq!(with("![a](b)", Target::TextOnly), "<p>a</p>\n");
    let remote = "![a](https://b.example/c.png)";
    assert_eq!(with(remote, Target::RemotePicture), "<p><a href=\"https://b.example/c.png\">a</a></p>\n");
    let bare = "![](https://b.example/c.png)";
    assert!(with(bare, Target::RemotePicture).contains(">https://b.example/c.png</a>"));
}

#[test]
fn a_remote_picture_in_a_link_leaves_no_link_in_a_link() {
    let html = html_with("[![a](https://b.example/c)](d)", Options::default(), &[(1, Target::RemotePicture)]);
    assert_eq!(html, "<p><a href=\"d\">a</a></p>\n");
}

#[test]
fn a_mention_takes_the_handle_and_leaves_the_rest() {
    let mention = |href: Option<&'static str>| Target::Mention {
        len: 6,
        href: href.map(Into::into),
        name: Wording::own("小明"),
    };
    let with = |target| html_with("感谢@小明来了", Options::default(), &[(0, target)]);
    assert_eq!(with(mention(Some("../m/"))), "<p>感谢<a class=\"mention\" href=\"../m/\">小明</a>来了</p>\n");
    assert_eq!(with(mention(None)), "<p>感谢小明来了</p>\n");
    assert_eq!(with(Target::TextOnly), "<p>感谢@小明来了</p>\n");
}

#[test]
fn a_picture_inside_a_picture_is_words() {
    assert_eq!(links("![a ![b](c) [d](e) @f](g)").len(), 1);
    assert_eq!(html("![a ![b](c) [d](e)](g)"), "<p><img src=\"g\" alt=\"a b d\"></p>\n");
}

#[test]
fn an_address_that_runs_code_loses_its_link_and_keeps_its_words() {
    for bad in ["javascript:x", "JAVA&#115;cript:x", "&#x1;javascript:x", "vbscript:x", "data:text/html,x"] {
        let body = format!("[a]({bad}) ![b]({bad})");
        assert_eq!(html(&body), "<p>a b</p>\n", "{bad}");
        let codes: Vec<_> = warnings(&body).into_iter().map(|w| w.0).collect();
        assert_eq!(codes, ["markdown::unsafe-link"; 2], "{bad}");
    }
    assert_eq!(html("<javascript:x>"), "<p>javascript:x</p>\n");
}

#[test]
fn the_sites_addresses_in_raw_html_are_links_with_exact_places() {
    let body = "**注：**请看 <a href=\"../b.md\">c</a> [d](e)\n\n> <video src=f.mp4\n>   poster='g h.png'>\n> <source srcset='i.png 1x, j.png 2x'></video>\n\n![k](l) @m <a href=#n>";
    let expected = [
        (LinkForm::RawLink, "../b.md", "../b.md"),
        (LinkForm::Link, "e", "[d](e)"),
        (LinkForm::RawFile, "f.mp4", "f.mp4"),
        (LinkForm::RawFile, "g h.png", "g h.png"),
        (LinkForm::RawFile, "i.png", "i.png"),
        (LinkForm::RawFile, "j.png", "j.png"),
        (LinkForm::Image, "l", "![k](l)"),
        (LinkForm::Mention, "m", "@m"),
        (LinkForm::RawLink, "#n", "#n"),
    ];
    let found = links(body);
    let found: Vec<_> =
        found.iter().map(|(form, target, span)| (*form, target.as_str(), span.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_host_decides_about_addresses_in_raw_html() {
    let body = "<a href=a.md>b</a> [c](d) <img src=e alt=f>\n\n<div><audio src=g></audio></div>\n\n[h](i)";
    let with = |targets: &[(usize, Target<'static>)]| html_with(body, Options::default(), targets);
    let hrefs: Vec<_> = ["/0", "/1", "/2&", "/3", "/4"].into_iter().map(href).enumerate().collect();
    assert_eq!(
        with(&hrefs),
        "<p><a href=\"/0\">b</a> <a href=\"/1\">c</a> <img src=\"/2&amp;\" alt=\"f\"></p>\n<div><audio src=\"/3\"></audio></div>\n<p><a href=\"/4\">h</a></p>\n"
    );
    let gone: Vec<_> = (0..5).map(|index| (index, Target::TextOnly)).collect();
    assert_eq!(with(&gone), "<p><a>b</a> c </p>\n<div><audio></audio></div>\n<p>h</p>\n");
}

#[test]
fn addresses_in_words_that_are_replaced_or_in_alternative_text_shift_nothing() {
    let targets = [(0, Target::TextInstead(Wording::own("x"))), (1, href("no")), (2, href("yes"))];
    assert_eq!(
        html_with("[a <img src=b>](c) [d](e)", Options::default(), &targets),
        "<p>x <a href=\"yes\">d</a></p>\n"
    );
    let targets = [(0, href("picture")), (1, href("yes"))];
    assert_eq!(
        html_with("![a <img src=b>](c) [d](e)", Options::default(), &targets),
        "<p><img src=\"picture\" alt=\"a \"> <a href=\"yes\">d</a></p>\n"
    );
    let raw = Options { sanitise: false, permalinks: false, ..Options::default() };
    assert_eq!(html_with("<img src=b> [d](e)", raw, &targets), "<p><img src=b> <a href=\"yes\">d</a></p>\n");
}

#[test]
fn raw_html_that_becomes_text_has_no_addresses() {
    let body = format!("{}<img src=a>\n\n[b](c)", "<div>\n\n".repeat(1001));
    assert_eq!(links(&body).len(), 1);
    assert!(html_with(&body, Options::default(), &[(0, href("/yes"))]).contains("<a href=\"/yes\">b</a>"));
}
