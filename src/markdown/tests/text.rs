//! Text, headings, excerpt, footnotes, blocks.

use super::*;

#[test]
fn emphasis_works_beside_full_width_punctuation() {
    for (written, expected) in [
        ("**注意：**请到场", "<strong>注意：</strong>请到场"),
        ("**重点。**后面", "<strong>重点。</strong>后面"),
        ("他说**“你好”**吧", "他说<strong>“你好”</strong>吧"),
        ("他说*（悄悄）*好", "他说<em>（悄悄）</em>好"),
        ("***全部！***然后", "<em><strong>全部！</strong></em>然后"),
        ("~~旧的。~~新的", "<del>旧的。</del>新的"),
        ("中文**，强调**。", "中文<strong>，强调</strong>。"),
        ("先看**`代码`**再说", "先看<strong><code>代码</code></strong>再说"),
        ("**[链接](a)**很好", "<strong><a href=\"a\">链接</a></strong>很好"),
        ("**注意(必看)**请", "<strong>注意(必看)</strong>请"),
        ("**甲。**乙**丙。**丁", "<strong>甲。</strong>乙<strong>丙。</strong>丁"),
        ("\u{E000}**注意：**请", "\u{E000}<strong>注意：</strong>请"),
    ] {
        assert_eq!(html(written), format!("<p>{expected}</p>\n"), "{written}");
    }
}

#[test]
fn the_emphasis_rule_leaves_code_addresses_and_raw_html_as_written() {
    assert_eq!(html("`**注：**请` **注：**请"), "<p><code>**注：**请</code> <strong>注：</strong>请</p>\n");
    assert_eq!(
        html("[**注：**请](<a：*b* \"题：**x**字\">)"),
        html("[**注：**请](<a：*b* \"题：**x**字\">)").replace('\u{E000}', "")
    );
    assert!(html("```\n**注：**请\n```").contains("**注：**请"));
    let (outline, _) = outlined("**注：**请 [x](a：**b)");
    assert_eq!(outline.links[0].target, "a：**b");
    assert_eq!(html("<b title='：**请'>x</b>"), "<p><b title=\"：**请\">x</b></p>\n");
}

#[test]
fn a_line_end_between_han_characters_is_nothing() {
    assert_eq!(html("中文\n文字"), "<p>中文文字</p>\n");
    assert_eq!(html("中文，\n“引文”"), "<p>中文，“引文”</p>\n");
    assert_eq!(html("中\n**文**\n字"), "<p>中<strong>文</strong>字</p>\n");
    assert_eq!(html("中\n[文](a)"), "<p>中<a href=\"a\">文</a></p>\n");
    assert_eq!(html("中\nword"), "<p>中\nword</p>\n");
    assert_eq!(html("中\n**word**"), "<p>中\n<strong>word</strong></p>\n");
    assert_eq!(html("word\n中"), "<p>word\n中</p>\n");
    assert_eq!(html("中\n`a`\n文"), "<p>中\n<code>a</code>\n文</p>\n");
    assert_eq!(html("한국\n어"), "<p>한국\n어</p>\n");
}

#[test]
fn money_is_not_math() {
    assert_eq!(html("from $5-$10 or $a$"), "<p>from $5-$10 or $a$</p>\n");
}

#[test]
fn heading_ids_keep_chinese_are_unique_and_can_be_written() {
    let ids = |body: &str| outlined(body).0.headings.into_iter().map(|h| h.id).collect::<Vec<_>>();
    assert_eq!(ids("# 春日 Salon!\n# 春日 Salon\n## !"), ["春日-salon", "春日-salon-1", "section"]);
    assert_eq!(ids("# Intro\n# Other {#intro}"), ["intro-1", "intro"]);
    assert_eq!(ids("# fn 1\nx[^a]\n\n[^a]: y"), ["fn-1-1"], "an id of a footnote was taken");
    assert_eq!(ids("# here\n<p id=here>x</p>"), ["here-1"], "an id of raw HTML was taken");
    assert_eq!(ids("# by [li](a) and `code`"), ["by-li-and-code"]);
    assert_eq!(ids("# by @li {#by-li}\n# so"), ["by-li", "so"]);
    let html = html_with("# 春日", Options::default(), &[]);
    let anchor = "<a class=\"anchor\" href=\"#%E6%98%A5%E6%97%A5\" aria-label=\"Link to this heading\">#</a>";
    assert_eq!(html, format!("<h1 id=\"春日\">春日 {anchor}</h1>\n"));
}

#[test]
fn a_heading_takes_no_other_attributes_from_content() {
    assert_eq!(html("# a {#b .c onclick=d}"), "<h1 id=\"b\">a</h1>\n");
    assert_eq!(warnings("# a {#x}\n# b {#x}"), [("markdown::duplicate-id", "# b {#x}".to_owned())]);
}

#[test]
fn the_excerpt_is_the_first_paragraphs_words() {
    let excerpt = |body: &str| outlined(body).0.excerpt_text(|_| None);
    assert_eq!(
        excerpt("# T\n![p](p.png)\n\n```\nx\n```\n\nThe *first* [words](a).\nMore.\n\nx"),
        "The first words. More."
    );
    assert_eq!(excerpt("- list\n\n> quote"), "");
    assert_eq!(excerpt("今天\n修东西 [^1]。\n\n[^1]: x"), "今天修东西 。");
    let long = excerpt(&"word ".repeat(100));
    assert!(long.chars().count() <= 200 && long.ends_with("word…"), "{long}");
    let long = excerpt(&"修".repeat(300));
    assert_eq!((long.chars().count(), long.chars().last()), (200, Some('…')));
}

#[test]
fn an_excerpt_has_the_words_that_references_resolve_to() {
    let body = "[[members/nof]] saw [[events/secret]] and @nof.b wrote [[a|label]] [b](c).\n\nx";
    let (outline, _) = outlined(body);
    let words = |index| match index {
        0 => Some(Wording::own("Nof")),
        2 => Some(Wording::own("a member.b")),
        _ => None,
    };
    assert_eq!(outline.excerpt_text(words), "Nof saw and a member.b wrote label b.");
    assert_eq!(outline.excerpt_text(|_| None), "saw and @nof.b wrote label b.");
    assert_eq!(outlined("[[*a* `b` ![c](d)]] e").0.excerpt_text(|_| None), "e");
    // What stands behind a link whose words are replaced counts the links in them.
    let (outline, _) = outlined("[[a ![c](d)]] [[e]]");
    let words = |index: usize| Some(Wording::own(format!("{:?}", outline.links[index].form)));
    assert_eq!(outline.excerpt_text(words), "Wiki Wiki");
}

#[test]
fn an_excerpt_is_cut_when_its_references_have_their_words() {
    let (outline, _) = outlined(&format!("[[a]] {}", "word ".repeat(38)));
    let short = outline.excerpt_text(|_| None);
    assert!(short.ends_with("word") && short.len() == 189, "{short}");
    let long = outline.excerpt_text(|_| Some(Wording::own("Spring fair and tea")));
    assert!(long.starts_with("Spring fair and tea word") && long.ends_with("word…"), "{long}");
    assert!(long.chars().count() <= 200, "{long}");
    let (outline, _) = outlined("茶会\n[[events/tea]]\n在周五");
    assert_eq!(outline.excerpt_text(|_| Some(Wording::own("春茶"))), "茶会春茶在周五");
}

#[test]
fn headings_name_nothing_that_may_be_withheld() {
    let body = "## Meet [[members/nof]] and @nof\n## ![HeadAlt portrait](me.jpg)\n## ![a](b) tea [[c|so]]";
    let (outline, _) = outlined(body);
    let ids: Vec<&str> = outline.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["meet-and", "section", "tea-so"]);
    let texts = |words: fn(usize) -> Option<Wording<'static>>| {
        outline.headings.iter().map(|heading| outline.heading_text(heading, words)).collect::<Vec<_>>()
    };
    assert_eq!(texts(|_| None), ["Meet and @nof", "", "tea so"]);
    assert_eq!(texts(|index| Some(Wording::own(format!("<{index}>")))), ["Meet <0> and <1>", "", "tea so"]);
}

#[test]
fn footnotes_stand_at_the_end_in_order_of_reference_with_ways_back() {
    let html = html("a[^b] c[^a] d[^B]\n\n[^a]: one\n[^b]: two\n\n    ```\n    x\n    ```\n");
    let at = |needle: &str| html.find(needle).unwrap_or_else(|| panic!("{needle} in {html}"));
    assert!(at("<li id=\"fn-1\">\n<p>two") < at("<li id=\"fn-2\">\n<p>one"));
    assert!(html.contains("<a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a>"));
    assert!(html.contains("id=\"fnref-1-2\""));
    assert!(html.contains("href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"Back to reference 1-2\""));
    let (outline, _) = outlined("a[^b]\n\n[^b]: two");
    assert_eq!(outline.anchors, ["fn-1", "fnref-1"]);
}

#[test]
fn a_footnote_that_only_a_footnote_names_comes_after_it() {
    let body = "[^c]: see[^d]\n\n[^d]: end\n\nx[^e] y[^c]\n\n[^e]: first";
    let html = html(body);
    let at = |needle: &str| html.find(needle).unwrap_or_else(|| panic!("{needle} in {html}"));
    assert!(at("fn-1\">\n<p>first") < at("fn-2\">\n<p>see") && at("fn-2\">\n<p>see") < at("fn-3\">\n<p>end"));
    assert_eq!(warnings(body), []);
}

#[test]
fn undefined_unused_and_double_footnotes_are_warned_of_in_their_place() {
    assert_eq!(
        warnings("x[^no] \\[^fine] `[^code]`\n\n[^un]: y\n\nz[^a]\n\n[^a]: 1\n\n[^a]: 2"),
        [
            ("markdown::footnote-undefined", "[^no]".to_owned()),
            ("markdown::footnote-unused", "[^un]: y".to_owned()),
            ("markdown::footnote-duplicate", "[^a]: 2".to_owned()),
        ]
    );
    assert!(!html("a\n\n[^un]: gone").contains("gone"));
    // What only an unused note refers to from its place has one way back, from the text.
    let html = html("[^un]: gone[^a]\n\ny[^a]\n\n[^a]: z");
    assert_eq!(html.matches("doc-backlink").count(), 1, "{html}");
}

#[test]
fn tables_align_by_class_and_scroll_in_a_box() {
    let html = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
    assert!(
        html.starts_with("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>")
    );
    for class in ["<th class=\"align-left\">a", "<td class=\"align-center\">2", "<td class=\"align-right\">3"]
    {
        assert!(html.contains(class), "{class} in {html}");
    }
    assert!(!html.contains("style"));
}

#[test]
fn tasks_are_boxes_with_a_name() {
    assert_eq!(
        html("- [ ] a\n- [x] b\n- c"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"To do\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> b</li>\n<li>c</li>\n</ul>\n"
    );
}

#[test]
fn alerts_and_definition_lists_have_their_elements() {
    assert_eq!(
        html("> [!TIP]\n> Bring tea."),
        "<div class=\"alert alert-tip\" role=\"note\">\n<p class=\"alert-title\">Tip</p>\n<p>Bring tea.</p>\n</div>\n"
    );
    assert_eq!(html("tea\n: hot"), "<dl>\n<dt>tea</dt>\n<dd>hot</dd>\n</dl>\n");
}

#[test]
fn code_is_named_by_language_and_coloured_where_its_language_is_known() {
    assert_eq!(
        html("```nope\na < b\n```"),
        "<pre tabindex=\"0\"><code class=\"language-nope\">a &lt; b\n</code></pre>\n"
    );
    let body = "```rust\nfn a() {}\n```";
    let coloured = to_html(body, &Options::default(), Some(&Highlighter::new()), &TestHost::default());
    assert!(
        coloured.contains("<code class=\"language-rust\"><span class=\"hl-source hl-rust\">"),
        "{coloured}"
    );
}

#[test]
fn plain_text_is_the_words() {
    let html = to_html(
        "# 标题\n\n中**文**\n字 ![x](y)\n\n- a &amp; \"q\"\n- b `<c>`\n\n<b>x</b>\n\n|k|v|\n|-|-|\n|1|2|",
        &Options { permalinks: false, ..Options::default() },
        None,
        &TestHost::default(),
    );
    assert_eq!(plain_text(&html), "标题\n中文字 \na & \"q\"\nb <c>\nx\nk v \n1 2 \n");
}

#[test]
fn places_on_the_page_itself_have_its_address_before_them_where_the_host_says_so() {
    let body = "# 头 {#h}\n\nx[^1] [y](#头) <a href='#h'>z</a>\n\n[^1]: note";
    let host = TestHost { page: "https://a.example/b/?c&d", ..TestHost::default() };
    let html = to_html(body, &Options::default(), None, &host);
    let ends: Vec<&str> = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let page = "https://a.example/b/?c&amp;d";
    let expected = ["#h", "#fn-1", "#%E5%A4%B4", "#h", "#fnref-1"].map(|place| format!("{page}{place}"));
    assert_eq!(ends, expected);
    assert_eq!(html.replace(page, ""), html_with(body, Options::default(), &[]));
}
