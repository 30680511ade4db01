//! What holds for any text.

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;

use super::*;

/// What an independent HTML parser sees: opening tags.
#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();
    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.0.borrow_mut().push(tag);
        }
        TokenSinkResult::Continue
    }
}

fn tags(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(html5ever::tendril::StrTendril::from(html));
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

fn assert_safe(html: &str) {
    for tag in tags(html) {
        let name: &str = &tag.name;
        assert!(
            !matches!(name, "script" | "style" | "iframe" | "object" | "embed" | "svg" | "form"),
            "{html}"
        );
        for attr in &tag.attrs {
            let attr_name: &str = &attr.name.local;
            assert!(!attr_name.starts_with("on") && attr_name != "style", "{attr_name} in {html}");
            assert!(!attr_name.starts_with("data-hb"), "{attr_name} in {html}");
            if matches!(attr_name, "href" | "src" | "cite" | "poster") {
                assert!(!is_unsafe_url(&attr.value), "{} in {html}", attr.value);
            }
        }
    }
}

/// Counts the links that the writer asks for.
#[derive(Default)]
struct Counting(RefCell<Vec<usize>>);

impl Host for Counting {
    fn link(&self, index: usize) -> Target<'_> {
        self.0.borrow_mut().push(index);
        Target::AsWritten
    }
    fn page(&self) -> &str {
        ""
    }
    fn text(&self, key: TextKey) -> &str {
        key.english()
    }
}

fn assert_lawful(body: &str) {
    let file = format!("---\n---\n{body}");
    let (outline, diagnostics) = outline(&SourcePath::new("a.md"), &file, Span::new(8, file.len()));
    let _ = plain_text(body); // Any text, not only HTML.
    for span in diagnostics.iter().flat_map(|d| &d.labels).filter_map(|label| label.span) {
        assert!(span.start >= 8 && file.get(span.start..span.end).is_some(), "{span:?} in {file:?}");
    }
    for link in &outline.links {
        let written = file.get(link.span.start..link.span.end).expect("a place in the file");
        let sign = match link.form {
            LinkForm::Mention => "@",
            LinkForm::Image => "!",
            LinkForm::Wiki | LinkForm::WikiLabelled => "[[",
            LinkForm::Link | LinkForm::RawLink | LinkForm::RawFile => "",
        };
        assert!(written.starts_with(sign), "{link:?} is {written:?} in {file:?}");
    }
    let mut ids: Vec<&str> = outline.headings.iter().map(|h| h.id.as_str()).collect();
    ids.extend(outline.anchors.iter().map(String::as_str));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice in {file:?}");
    let excerpt = outline.excerpt_text(|index| (index % 2 == 0).then(|| Wording::own("some words")));
    assert!(excerpt.chars().count() <= 200 && excerpt.trim() == excerpt, "{excerpt:?}");
    assert!(!excerpt.contains('\n'), "{excerpt:?}");

    let host = Counting::default();
    let html = to_html(body, &Options::default(), None, &host);
    let asked = host.0.into_inner();
    assert!(asked.iter().all(|index| *index < outline.links.len()), "{body:?}");
    // Raw HTML can move and drop, a note that nothing refers to is left out: else every index, once, in order.
    if !body.contains('<') && !body.contains("[^") {
        assert_eq!(asked, (0..outline.links.len()).collect::<Vec<_>>(), "{body:?}");
    }
    assert_safe(&html);
    // A reference may name a private-use character; no other comes in.
    if !body.contains("&#") {
        let private = |text: &str| text.chars().filter(|c| ('\u{E000}'..='\u{F8FF}').contains(c)).max();
        assert!(private(&html) <= private(body), "a sentinel stayed in {html:?}");
    }
}

#[test]
fn known_tricks_leave_nothing_that_runs() {
    for trick in [
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<div title=\"--><script>alert(1)</script>\">",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<a href=\"x\" href=\"javascript:alert(1)\">y</a>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "<p>\n```\n</p><script>alert(1)</script>\n```",
        "![a\" onerror=\"alert(1)](b\" onerror=\"c)",
        "[a](b \"c\\\" onclick=\\\"d\")",
        "<b>x</b>\n\n```js\" onclick=\"x\ny\n```",
        "# x {#y\" onclick=\"z}",
        "<b>[^\"><script>x</script>]</b>\n\n[^\"><script>x</script>]: y",
    ] {
        assert_lawful(trick);
        assert_lawful(&format!("{trick}\n\n<b>raw</b>"));
    }
}

#[test]
fn deep_nesting_neither_overflows_nor_hangs() {
    for unit in [">", "[", "![", "<div>\n\n", "<b>", "- ", "**。文", "@a_", "[[", "[^"] {
        assert_lawful(&unit.repeat(10_000));
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# a",
        "> ",
        "> [!NOTE]\n> ",
        "- ",
        "- [ ] ",
        "1. ",
        "\n",
        "\n\n",
        "    ",
        "*",
        "**",
        "***",
        "~~",
        "_",
        "`",
        "```rust\n",
        "[a](b)",
        "[a](javascript:b)",
        "![c](d)",
        "![",
        "[",
        "](",
        ")",
        "[[e]]",
        "[[e|f]]",
        "![[g]]",
        "@h",
        "@小明",
        "@",
        "[^1]",
        "[^1]: ",
        "[^2]: ",
        "| a | b |\n|---|---|\n| c | d |\n",
        "t\n: d\n",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<p id=a>",
        "<script>",
        "</script>",
        "<a href='javascript:x'>",
        "<table><td>",
        "<img src=x>",
        "<a href=y>",
        "<a href='#z' href='",
        "<source srcset='x 2x, ",
        "'>",
        "<!--",
        "-->",
        "<textarea>",
        "<p title=\"",
        "\">",
        "<svg>",
        "<style>",
        "<pre>",
        "<a href=",
        "&lt;",
        "&#64;",
        "\\",
        "|",
        "。",
        "：",
        "“",
        "”",
        "中",
        "文字",
        "word",
        " ",
        "\u{E000}",
        "{#a}",
        "\n:::",
        ":::note\n",
        "\n::::quote{by=\"a\"}\n",
        "\n:::\n",
        "\n::video{url=\"https://a.example/\"}\n",
        "<?",
        "?>",
        "\n~~~\n",
        "<https://i.example>",
        " onclick=x",
        "한",
        "é",
        "🎉",
        "\r\n",
        "\t",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,80}") {
        assert_lawful(&text);
    }

    #[test]
    fn any_markdown_keeps_the_laws(text in pieces()) {
        assert_lawful(&text);
    }
}
