//! A body is compiled once and filled for each output.

use super::*;
use crate::model::{Compiled, Hole, What};

fn compiled(body: &str) -> Compiled {
    let whole = Span::new(0, body.len());
    compile(&SourcePath::new("content/a.md"), body, whole, &Options::default(), None).1
}

#[test]
fn one_compiled_body_serves_a_page_and_a_feed() {
    let body = compiled("# Tea\n\n[a](b) [c](#tea) x[^1]\n\n- [x] d\n\n[^1]: note");
    let page = TestHost { targets: [(0, href("../b/"))].into(), ..TestHost::default() };
    let feed = TestHost {
        targets: [(0, href("https://a.example/b/"))].into(),
        page: "https://a.example/p/",
        no_permalinks: true,
    };
    let (page, feed) = (fill(&body, &page), fill(&body, &feed));
    assert!(page.contains("href=\"../b/\"") && page.contains("href=\"#tea\">c"), "{page}");
    assert!(page.contains("<h1 id=\"tea\">Tea <a class=\"anchor\""), "{page}");
    assert!(
        feed.contains("href=\"https://a.example/b/\"") && feed.contains("<h1 id=\"tea\">Tea</h1>"),
        "{feed}"
    );
    assert!(feed.contains("href=\"https://a.example/p/#tea\">c") && feed.contains("/p/#fn-1"), "{feed}");
}

#[test]
fn a_line_end_beside_words_from_outside_waits_for_them() {
    let titled = |title: &'static str| Target::Titled { href: "a".into(), title: title.into() };
    let with = |body: &str, target| {
        let html = html_with(body, Options::default(), &[(0, target)]);
        html.replace("<a href=\"a\">", "<").replace("</a>", ">")
    };
    assert_eq!(with("茶会\n[[a]]\n在周五", titled("春茶")), "<p>茶会<春茶>在周五</p>\n");
    assert_eq!(with("茶会\n[[a]]\n在周五", titled("Fair")), "<p>茶会\n<Fair>\n在周五</p>\n");
    assert_eq!(with("Tea\n[[a]]\nnow", titled("春茶")), "<p>Tea\n<春茶>\nnow</p>\n");
    assert_eq!(with("茶会\n**[[a]]**\n在", titled("Fair")), "<p>茶会\n<strong><Fair></strong>\n在</p>\n");
    assert_eq!(with("茶\n[[会]]\n在", href("a")), "<p>茶<会>在</p>\n");
    assert_eq!(with("茶\n[[fair]]\n在", href("a")), "<p>茶\n<fair>\n在</p>\n");
    let mention = |name: &'static str| Target::Mention { len: 1, href: None, name: Wording::own(name) };
    assert_eq!(with("谢谢\n@m\n来", mention("小明")), "<p>谢谢小明来</p>\n");
    assert_eq!(with("谢谢\n@m\n来", mention("Ming")), "<p>谢谢\nMing\n来</p>\n");
    assert_eq!(with("谢谢\n@m\n来", Target::TextOnly), "<p>谢谢\n@m\n来</p>\n");
}

#[test]
fn generic_words_begin_as_their_place_in_the_text_asks() {
    let generic = || Wording::Generic("a member".into());
    let with = |body: &str| {
        let mention = Target::Mention { len: 1, href: None, name: generic() };
        let targets = [(0, mention), (1, Target::TextInstead(generic()))];
        html_with(body, Options { permalinks: false, ..Options::default() }, &targets)
    };
    for (body, expected) in [
        ("@m.b saw [[m]].", "<p>A member.b saw a member.</p>\n"),
        ("See @m.\n**[[m]]** came.", "<p>See a member.\n<strong>A member</strong> came.</p>\n"),
        ("See\n@m. “[[m]]?”", "<p>See\na member. “A member?”</p>\n"),
        ("1 < 2; @m.  \n[[m]]", "<p>1 &lt; 2; a member.<br>\nA member</p>\n"),
        ("# @m\n[[m]]", "<h1 id=\"section\">A member</h1>\n<p>A member</p>\n"),
        ("- @m\n- with [[m]]", "<ul>\n<li>A member</li>\n<li>with a member</li>\n</ul>\n"),
        ("谢谢。\n@m", "<p>谢谢。\nA member</p>\n"),
    ] {
        assert_eq!(with(body), expected, "{body}");
    }
}

/// Puts directives in brackets, with their position.
struct Bracketing;

impl Host for Bracketing {
    fn link(&self, _: usize) -> Target<'_> {
        Target::TextOnly
    }
    fn page(&self) -> &str {
        ""
    }
    fn text(&self, key: TextKey) -> &str {
        key.english()
    }
    fn directive(&self, out: &mut String, index: usize, inner: &str) {
        out.push_str(&format!("({index} {inner})"));
    }
}

#[test]
fn the_body_of_a_directive_is_filled_before_the_directive() {
    let hole = |at, what| Hole { at, len: 0, what };
    let body = Compiled {
        html: "abcd".into(),
        holes: [
            hole(1, What::DirectiveOpen(0)),
            hole(2, What::DirectiveOpen(1)),
            hole(2, What::Label(TextKey::Table)),
            hole(2, What::DirectiveClose(1)),
            hole(3, What::DirectiveClose(0)),
        ]
        .into(),
        ..Compiled::default()
    };
    assert_eq!(fill(&body, &Bracketing), "a(0 b(1 Table)c)d");
}

#[test]
fn content_can_forge_no_hole() {
    // What stands for the first thing that is held out of this very text, if content could know it.
    for trick in ["<b data-hb-HASH-0>x</b>", "<a data-hb-HASH-0=''>x</a>", "<span data-hb-HASH-1></span>"] {
        let body = format!("{trick} [a](b) ![c](d)\n\n# e\n\n```\nf\n```\n");
        let marker = blake3::hash(body.as_bytes()).to_hex();
        let html = html(&body.replace("HASH", &marker[..32]));
        let plain = html_with(&body, Options { permalinks: false, ..Options::default() }, &[]);
        assert_eq!(html, plain, "{trick}");
        assert!(!html.contains("data-hb") && html.matches("f\n").count() == 1, "{html}");
    }
}

#[test]
fn an_unbalanced_tag_leaves_every_link_closed() {
    for body in [
        "[a <p> b](c) <p>d",
        "<a href=x>[y](z)</a>",
        "<b>[a</b> c](d)",
        "[a](b)</a></a> [c](d)",
        "<a href=x>@y z",
    ] {
        let opened = html(body);
        let gone: Vec<_> = (0..4).map(|index| (index, Target::TextOnly)).collect();
        let closed = html_with(body, Options::default(), &gone);
        assert_eq!(opened.matches("<a").count(), opened.matches("</a>").count(), "{opened}");
        assert_eq!(closed.matches("<a").count(), closed.matches("</a>").count(), "{closed}");
        assert!(!closed.contains("href"), "{closed}");
        let named = Target::Mention { len: 1, href: Some("y".into()), name: Wording::own("Y") };
        let named = html_with(body, Options::default(), &[(1, named)]);
        let open = named.split("<a").skip(1).filter(|rest| !rest.contains("</a>"));
        assert_eq!(open.count(), 0, "{named}");
    }
}

/// A page where several bodies stand, each with a name of its own.
struct Together;

impl Host for Together {
    fn link(&self, _: usize) -> Target<'_> {
        Target::AsWritten
    }
    fn page(&self) -> &str {
        ""
    }
    fn id_prefix(&self) -> &str {
        "工具:"
    }
    fn text(&self, key: TextKey) -> &str {
        key.english()
    }
}

#[test]
fn bodies_on_one_page_share_no_id() {
    let options = Options { together: true, ..Options::default() };
    let body = "# A\n\nB[^1]\n\n[^1]: C\n";
    for raw in ["", "<table><tr><td id=\"d\" headers=\"d e\">f</table>\n"] {
        let html = to_html(&format!("{body}\n{raw}"), &options, None, &Together);
        let ids = html.matches("id=\"").count();
        assert!(ids >= 3 && html.matches("id=\"工具:").count() == ids, "{html}");
        let links = html.matches("href=\"#").count();
        assert!(links == 3 && html.matches("href=\"#%E5%B7%A5%E5%85%B7:").count() == links, "{html}");
        assert!(raw.is_empty() || html.contains("headers=\"工具:d 工具:e\""), "{html}");
    }
}
