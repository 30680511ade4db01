//! With everything off the writer says what the parser's own writer says.

use proptest::prelude::*;
use pulldown_cmark::{Parser, html::push_html};

use super::*;

fn assert_same(text: &str) {
    let mut expected = String::new();
    push_html(&mut expected, Parser::new(text));
    let ours = to_html(text, &Options::COMMONMARK, None, &TestHost::default());
    assert_eq!(ours, expected, "{text:?}");
}

#[test]
fn commonmark_is_written_as_the_parser_writes_it() {
    for text in [
        "",
        "# One\n\nTwo\n===\n\n### ~~Three~~ ###\n\n***\n",
        "a *b* _c_ **d** __e__ ***f*** `g` ``h ` i``",
        "line  \nbreak\\\nagain\nsoft",
        "> quote\n> - list\n>   1. deep\n>\n>      code\n",
        "- a\n\n- b\n  c\n\n  d\n- e\n",
        "7. seven\n8. eight\n\n1) one\n",
        "```rust ignore\nfn a() -> &str { \"<b>\" }\n```\n\n    indented & more\n\n~~~\nopen",
        "[a](b \"c & d\") [e][f] [g] <https://h.example/?i&j> <k@l.example> ![m *n* `o` <p>](q 'r\"s') \n\n[f]: </t u>\n[g]: v",
        "<div>\nraw & *not*\n</div>\n\ninline <b>raw</b> <!-- c --> &amp; &copy; \\* \\<\n",
        "![a\nb ![c](d)](e) [![f](g)](h)",
        "| no | table |\n|----|-------|\n\n[^1] - [ ] x\n\n[^1]: y",
        "* * *\n- - -\n+ a\n* b\n",
        "中文**注意：**请\n第二行",
        "\u{0}a\tb\r\nc\rd\u{feff}",
        "- \n- a\n-\n  b\n\n\n\n1. \n",
    ] {
        assert_same(text);
    }
}

proptest! {
    #[test]
    fn any_commonmark_is_written_as_the_parser_writes_it(
        text in "([#>*_`\\[\\]()!<>/&;|~:^=+.\"'\\\\ \t\n-]|[a-c1 ]|\n\n|https://a\\.b|[中。“]){0,60}"
    ) {
        assert_same(&text);
    }

    #[test]
    fn pieces_of_commonmark_are_written_as_the_parser_writes_them(
        pieces in proptest::collection::vec(prop_oneof![
            Just("# a\n"), Just("> "), Just("- "), Just("1. "), Just("    "), Just("\n"), Just("\n\n"),
            Just("*a*"), Just("**b"), Just("`c`"), Just("[d](e)"), Just("![f](g \"h\")"), Just("<b>"),
            Just("<div>\n"), Just("```x\n"), Just("---\n"), Just("word"), Just(" "), Just("  \n"), Just("[i]"),
            Just("[i]: j\n"), Just("<k@l.m>"),
        ], 0..40)
    ) {
        assert_same(&pieces.concat());
    }
}

/// Every example of CommonMark 0.31: `tests/outside/run commonmark` fetches them and says where they lie.
///
/// The parser's own writer is the measure: what it does not write as the examples do, it was asked not to.
#[test]
#[ignore = "asks for the published examples: COMMONMARK_EXAMPLES names a JSON file of them"]
fn the_published_examples_are_written_as_the_parser_writes_them() {
    let path = std::env::var_os("COMMONMARK_EXAMPLES").expect("COMMONMARK_EXAMPLES names the file");
    let text = std::fs::read_to_string(path).expect("the file can be read");
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is a list");
    let mut same = 0;
    for example in &examples {
        let markdown = example["markdown"].as_str().expect("an example has Markdown").replace('→', "\t");
        let expected = example["html"].as_str().expect("an example has HTML").replace('→', "\t");
        assert_same(&markdown);
        let mut written = String::new();
        push_html(&mut written, Parser::new(&markdown));
        same += usize::from(squeezed(&written) == squeezed(&expected));
    }
    println!("{} of {} examples as published, all as the parser writes them", same, examples.len());
    assert!(examples.len() >= 650, "only {} examples", examples.len());
    assert!(same + 5 >= examples.len(), "only {same} of {} examples", examples.len());
}

/// HTML without what does not count: line ends between blocks, how a void element and a quotation mark are written.
fn squeezed(html: &str) -> String {
    html.replace(" />", ">").replace("&quot;", "\"").replace("&#39;", "'").replace('\n', "")
}
