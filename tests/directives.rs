//! Directives with the theme inside the program: what readers get of each, on pages and in feeds.

mod support;

use std::cell::RefCell;

use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use proptest::prelude::*;
use support::TestSite;

const WEN: &str = "+++\nname = \"Wen Lan\"\nroles = [\"host\"]\nconsent = { granted = 2026-01-10, scopes = [\"page\", \"feed\"] }\n+++\n";
const SHED: &str = "+++\ntitle = \"Open shed\"\nstart = 2026-12-01T19:00\nvenue = { name = \"Lantern House\" }\nhosts = [\"wen\"]\n+++\n";
const KIT: &str = "+++\ntitle = \"Lamp kit\"\nrelease_at = 2026-12-04T12:00\nprice = 39\ncurrency = \"EUR\"\nmakers = [\"wen\"]\n+++\n";

fn site(body: &str) -> TestSite {
    TestSite::plaza()
        .file("content/members/wen.md", WEN)
        .file("content/events/open-shed.md", SHED)
        .file("content/drops/lamp-kit.md", KIT)
        .file("content/posts/a.md", format!("+++\ntitle = \"A\"\ndate = 2026-11-01\n+++\n{body}"))
        .file("content/posts/lamp.png", include_bytes!("sites/feeds/site/content/posts/pic.png"))
}

/// The text of the post, and the same in the feed.
fn printed(body: &str) -> (String, String) {
    let built = site(body).build();
    let text = |path: &str| String::from_utf8(built.files[path].clone()).expect("UTF-8");
    let page = text("posts/a/index.html");
    let prose = page.split_once("<div class=\"prose").expect("a text").1;
    let prose = prose.split_once("</article>").expect("its end").0.to_owned();
    let feed = text("posts/feed.xml")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    (prose, feed)
}

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

/// Every tag that an independent parser finds; none may run or ask anybody else for anything.
#[track_caller]
fn assert_inert(html: &str) {
    let input = BufferQueue::default();
    input.push_back(html5ever::tendril::StrTendril::from(html));
    let tokenizer = Tokenizer::new(Tags::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    for tag in tokenizer.sink.0.into_inner() {
        let name: &str = &tag.name;
        assert!(
            !["script", "style", "iframe", "object", "embed", "form", "base", "meta"].contains(&name),
            "{html}"
        );
        for attribute in &tag.attrs {
            let key: &str = &attribute.name.local;
            let value = attribute.value.trim_start().to_ascii_lowercase();
            assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{key} in {html}");
            assert!(!value.starts_with("javascript:") && !value.starts_with("data:"), "{value} in {html}");
            let is_own = value.starts_with("https://lantern.example/") || !value.contains("//");
            assert!(key != "src" || is_own, "{value} in {html}");
        }
    }
}

#[test]
fn each_directive_of_the_theme_shows_what_it_says() {
    let (page, feed) = printed(
        ":::note{title=\"Bring\"}\nA lamp.\n:::\n\n::figure{src=\"lamp.png\" alt=\"A lamp\" caption=\"On the bench\"}\n\n\
        :::gallery{columns=2}\n![One](lamp.png)\n![Two](lamp.png)\n:::\n\n\
        ::video{url=\"https://film.example/watch?v=1\" title=\"The bench\"}\n\n::event{path=\"events/open-shed\"}\n\n\
        ::drop{path=\"drops/lamp-kit\"}\n\n\
        ::member{handle=\"wen\"}\n\n:::quote{by=\"Wen\"}\nWe mend.\n:::\n\n:::timeline\n- 2019\n- 2026\n:::\n\n\
        ::button{url=\"../events/open-shed.md\" label=\"Come\"}\n",
    );
    for part in [
        "<p class=\"alert-title\">Bring</p>",
        "src=\"../../assets/pictures/lamp.",
        "alt=\"A lamp\" width=\"",
        "<figcaption>On the bench</figcaption>",
        "class=\"gallery cols-2\"",
        "href=\"https://film.example/watch?v=1\"",
        "film.example</small>",
        "<a href=\"../../events/open-shed/\">Open shed</a>",
        "Lantern House",
        "<a href=\"../../drops/lamp-kit/\">Lamp kit</a>",
        "€39",
        "<a href=\"../../members/wen/\">Wen Lan</a>",
        "<figcaption>Wen</figcaption>",
        "class=\"timeline\"",
        "<a class=\"btn\" href=\"../../events/open-shed/\">Come</a>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    for part in [
        "<strong>Bring</strong>",
        "src=\"https://lantern.example/assets/pictures/lamp.",
        "href=\"https://film.example/watch?v=1\">Watch the film: The bench</a>",
        "<a href=\"https://lantern.example/events/open-shed/\">Open shed</a>",
        "<a href=\"https://lantern.example/members/wen/\">Wen Lan</a>",
        "href=\"https://lantern.example/events/open-shed/\">Come</a>",
    ] {
        assert!(feed.contains(part), "{part} in {feed}");
    }
    assert!(!feed.contains("=\"../"), "a feed starts from nowhere: {feed}");
    assert_inert(&page);
    assert_inert(&feed);
}

#[test]
fn a_members_card_shows_their_portrait_where_they_agreed_to_it() {
    let lamp = include_bytes!("sites/feeds/site/content/posts/pic.png");
    let portrayed = WEN.replace("roles", "avatar = \"wen.png\"\nroles");
    let built = |wen: String| {
        let site = site("::member{handle=\"wen\"}\n").file("content/members/wen.png", lamp);
        let built = site.file("content/members/wen.md", wen).build();
        String::from_utf8(built.files["posts/a/index.html"].clone()).expect("UTF-8")
    };
    let page = built(portrayed.replace("\"feed\"", "\"feed\", \"photo\""));
    assert!(page.contains("<img class=\"seal\"") && page.contains("assets/pictures/wen."), "{page}");
    let page = built(portrayed);
    assert!(page.contains(">WL</span>") && !page.contains("wen."), "{page}");
}

#[test]
fn a_feed_names_only_who_agreed_to_it() {
    let body = "::member{handle=\"wen\"}\n\nWords.\n";
    let only_page = WEN.replace(", \"feed\"", "");
    let built = site(body).file("content/members/wen.md", only_page).build();
    let text = |path: &str| String::from_utf8(built.files[path].clone()).expect("UTF-8");
    assert!(text("posts/a/index.html").contains(">Wen Lan</a>"));
    assert!(!text("posts/feed.xml").contains("Wen Lan"));
}

#[test]
fn a_component_of_the_site_stands_for_the_themes_own() {
    let built = site(":::note\nA lamp.\n:::\n\n::twice{n=2}\n")
        .file("templates/components/note.html", "{# body = \"required\" #}<ins>{{ body }}</ins>")
        .file(
            "templates/components/twice.html",
            "{# [arguments]\nn = { type = \"integer\" } #}<data>{{ n * 2 }}</data>",
        )
        .build();
    let page = String::from_utf8(built.files["posts/a/index.html"].clone()).expect("UTF-8");
    assert!(page.contains("<ins><p>A lamp.</p>\n</ins>") && page.contains("<data>4</data>"), "{page}");
}

#[test]
fn a_mistake_in_a_component_is_told_once_with_its_place() {
    let built = site("::wrong\n\n::wrong\n")
        .file("templates/components/wrong.html", "{# #}<p>{{ nothing }}</p>")
        .try_build();
    assert!(!built.written);
    let told = built.told();
    assert_eq!(told.matches("template::render").count(), 1, "{told}");
    assert!(told.contains("templates/components/wrong.html"), "{told}");
}

#[test]
fn hostile_arguments_stay_text() {
    for vector in [
        "<script>alert(1)</script>",
        "\\\" onclick=\\\"alert(1)",
        "' onmouseover='alert(1)",
        "--><img src=x onerror=alert(1)>",
        "</p></div></aside><svg onload=alert(1)>",
        "{{ 7 * 7 }}{% include \\\"base.html\\\" %}{{ root | safe }}",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;img src=x onerror=alert(1)&#62;",
        "\u{202e}<b>\u{200b}",
        "?><script>alert(1)</script><?",
        "-->\u{e000}\u{e001}<x>",
        "<![CDATA[<script>]]>",
    ] {
        let (page, feed) = printed(&format!(
            ":::note{{title=\"{vector}\"}}\nx <b>raw</b>\n:::\n\n::figure{{src=\"lamp.png\" alt=\"{vector}\" caption=\"{vector}\"}}\n\n\
            ::video{{url=\"https://a.example/\" title=\"{vector}\"}}\n\n:::quote{{by=\"{vector}\"}}\nx\n:::\n\n\
            ::button{{url=\"https://a.example/?q={vector}\" label=\"{vector}\"}}\n"
        ));
        assert!(!page.contains("49"), "a template ran: {page}");
        assert_inert(&page);
        assert_inert(&feed);
    }
}

#[test]
fn addresses_that_run_code_are_refused() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/x",
    ] {
        let built = site(&format!("::button{{url=\"{url}\" label=\"x\"}}\n")).try_build();
        assert!(
            !built.written && built.told().contains("directive::bad-argument"),
            "{url}: {}",
            built.told()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Quotes are escaped as a writer would; everything else comes as it is.
    #[test]
    fn any_argument_is_inert(text in "[^\\pC\"\\\\]{1,40}") {
        prop_assume!(!text.trim().is_empty());
        let (page, feed) = printed(&format!(":::note{{title=\"{text}\"}}\nx\n:::\n\n::button{{url=\"/posts/\" label=\"{text}\"}}\n"));
        assert_inert(&page);
        assert_inert(&feed);
    }
}
