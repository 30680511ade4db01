//! Where a line is a directive, and where it is text.

use super::*;

/// The directives of a body as the outline knows them, and the codes of what is told.
fn found(body: &str) -> (Vec<String>, Vec<&'static str>) {
    let (outline, diagnostics) = outlined(body);
    let names = outline.directives.iter().map(|directive| {
        let span = directive.span;
        assert!(body[span.start..span.end].starts_with("::"), "{directive:?}");
        assert!(body[directive.name.span.start..].starts_with(&directive.name.value));
        for argument in &directive.arguments {
            assert!(body[argument.name.span.start..].starts_with(&argument.name.value));
        }
        directive.name.value.clone()
    });
    (names.collect(), diagnostics.iter().map(|problem| problem.code).collect())
}

#[track_caller]
fn assert_found(body: &str, names: &[&str]) {
    let (found, codes) = found(body);
    assert_eq!((found, codes), (names.iter().map(|name| (*name).to_owned()).collect(), vec![]), "{body}");
}

#[test]
fn a_line_at_the_edge_is_a_directive_after_any_block() {
    for before in [
        "text\n",
        "- item\n",
        "- item\n  - inner\n\n",
        "> quote\n",
        "1. a\n\n   b\n",
        "[a]: /b\n",
        "t\n: d\n",
        "| a |\n|---|\n| b |\n",
        "- ```\n  code\n",
        "> ```\n> code\n",
        "text  \n",
        "# h\n",
        "[^1]: note\n",
        "<div>\n</div>\n\n",
        "$$\n",
        "`\n",
    ] {
        let (names, codes) = found(&format!("{before}:::note\nx\n:::\n\n[^1]\n"));
        assert_eq!(names, ["note"], "{before:?}");
        assert!(codes.iter().all(|code| code.starts_with("markdown::")), "{before:?}: {codes:?}");
    }
}

#[test]
fn code_and_comments_keep_their_lines() {
    for body in [
        "```\n:::note\n```\n",
        "```md\n::::note{title=\"x\"}\n:::\n```\n",
        "~~~~\n~~~\n:::note\n~~~~\n",
        "    :::note\n",
        " :::note\n",
        "- :::note\n",
        "> :::note\n",
        "`:::note`\n",
        "<!--\n:::note\n-->\n",
        "<pre>\n:::note\n</pre>\n",
        "a ::: b\n",
    ] {
        assert_found(body, &[]);
    }
    let code = html("```\n:::note{title=\"**注：**请\"}\n```\n\n<!-- x -->\n\n```\n:::\n```\n");
    assert!(
        code.contains(":::note{title=&quot;**注：**请&quot;}\n")
            || code.contains(":::note{title=\"**注：**请\"}\n"),
        "{code}"
    );
    assert!(!code.contains("?&gt;") && !code.contains("&lt;?"), "{code}");
}

#[test]
fn a_directive_is_not_taken_from_raw_html_in_silence() {
    let (names, codes) = found("<div>\n:::note\nx\n:::\n</div>\n");
    assert_eq!(names, [""; 0]);
    assert_eq!(codes, ["directive::in-html", "directive::in-html"]);
    let (names, codes) = found("<div>\n\n:::note\nx\n:::\n</div>\n");
    assert_eq!((names, codes), (vec!["note".to_owned()], vec![]));
}

#[test]
fn the_body_of_a_directive_is_markdown_of_the_same_document() {
    let body = "::::note{title=\"一\"}\n# 标题\n\n- a[^1]\n- a [x]\n\n:::quote\n> q\n:::\n::video{url=\"https://a.example/\" title=\"t\"}\n::::\n\n第一段。\n\n[^1]: 注\n\n[x]: /y/\n";
    assert_found(body, &["note", "quote", "video"]);
    let (outline, _) = outlined(body);
    assert_eq!(outline.headings.len(), 1);
    assert_eq!(outline.links.len(), 1);
    assert_eq!(outline.anchors, ["fn-1", "fnref-1"]);
    assert_eq!(outline.excerpt_text(|_| None), "第一段。", "what a directive frames is no first paragraph");
}

#[test]
fn mistakes_of_nesting_are_told_each_in_its_place() {
    for (body, codes) in [
        (":::note\nx\n", vec!["directive::unclosed"]),
        (":::\n", vec!["directive::stray-end"]),
        ("::::note\nx\n:::\n", vec!["directive::colons"]),
        (":::note\n:::quote\nx\n:::\n:::\n", vec!["directive::colons"]),
        ("::::note\n:::quote\nx\n::::\n", vec!["directive::unclosed"]),
        (":::note{title=}\nx\n:::\n", vec!["directive::syntax"]),
        ("::: 5 km\n", vec!["directive::syntax"]),
    ] {
        assert_eq!(found(body).1, codes, "{body}");
    }
}

#[test]
fn formulas_are_read_on_request_only() {
    let with = Options { math: true, permalinks: false, ..Options::default() };
    assert_eq!(html("It costs $5-$10."), "<p>It costs $5-$10.</p>\n");
    assert_eq!(
        html_with("高 $h<w$ 米", with, &[]),
        "<p>高 <math display=\"inline\"><mi>h</mi><mo>&lt;</mo><mi>w</mi></math> 米</p>\n"
    );
    let beside_raw = html_with("<b>$x$</b>\n\n$$\\text{<script>}$$", with, &[]);
    assert!(beside_raw.contains("<b><math display=\"inline\"><mi>x</mi></math></b>"), "{beside_raw}");
    assert!(beside_raw.contains("<mtext>&lt;script&gt;</mtext>"), "{beside_raw}");
}

mod laws {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A text without a line that begins with two colons is parsed as it is written.
        #[test]
        fn other_text_is_left_alone(text in "[:a`~>\\- \n<]{0,60}") {
            let text: String = text.lines().filter(|line| !line.starts_with("::")).collect::<Vec<_>>().join("\n");
            let prepared = han::Prepared::new(&text, false, true);
            prop_assert_eq!(prepared.text(), text.as_str());
            prop_assert!(outlined(&text).0.directives.is_empty());
        }

        /// Inside a fence nothing of a text changes, whatever its lines begin with.
        #[test]
        fn code_is_left_alone(lines in prop::collection::vec("(:{0,5}[a{}=\" <?>]{0,6}){1,2}", 0..6)) {
            let code = lines.join("\n");
            let html = html(&format!("~~~~~\n{code}\n~~~~~\n"));
            let shown = code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(html, format!("<pre tabindex=\"0\"><code>{shown}\n</code></pre>\n"));
        }
    }
}
