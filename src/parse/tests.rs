//! Tests of the room as others use it.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::diagnostics::has_errors;
use crate::fields::decode_config;
use crate::model::{Kind, KindFields, SourceName, SourcePath, Span};

fn config() -> SiteConfig {
    let text = "handbill = 1\ntitle = \"A\"\nbase_url = \"https://a.example/\"\n[languages.zh-Hans]\n[languages.fr]\n";
    decode_config(&SourcePath::new("handbill.toml"), text).0.expect("a sound configuration")
}

fn source(path: &str, bytes: impl AsRef<[u8]>) -> SourceFile {
    let bytes = bytes.as_ref();
    SourceFile {
        path: SourcePath::new(path),
        len: bytes.len() as u64,
        modified: None,
        body: match std::str::from_utf8(bytes) {
            Ok(text) => SourceBody::Text(Arc::from(text)),
            Err(_) => SourceBody::Bytes(Arc::from(bytes)),
        },
    }
}

fn parse(path: &str, bytes: impl AsRef<[u8]>) -> (Option<Document>, Vec<Diagnostic>) {
    document(&source(path, bytes), &config(), &Highlighter::new())
}

/// Parses and expects one problem of this code, at this text.
#[track_caller]
fn refused(path: &str, bytes: impl AsRef<[u8]>, code: &str, mark: &[u8]) -> Diagnostic {
    let bytes = bytes.as_ref();
    let (document, mut problems) = parse(path, bytes);
    assert!(document.is_none() || code == "source::control-character");
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [code]);
    let problem = problems.remove(0);
    let place = problem.labels[0].span.map_or(&b""[..], |span| &bytes[span.start..span.end]);
    assert_eq!(place, mark, "{problem:?}");
    problem
}

const PAGE: &str = "+++\ntitle = \"About\"\n+++\nBody.\n";

#[test]
fn a_document_has_its_front_matter_and_its_body() {
    for text in [
        "+++\ntitle = \"灯\"\n+++\nBody.\n",
        "\u{feff}+++\ntitle = \"灯\"\n+++\nBody.\n",
        "+++ \r\ntitle = \"灯\"\r\n+++\r\nBody.\n",
        "---\ntitle: 灯\n---\nBody.\n",
        "\u{feff}---\r\ntitle: 灯\r\n---\t\r\nBody.\n",
    ] {
        let (document, problems) = parse("content/about.md", text);
        assert_eq!(problems, [], "{text:?}");
        let document = document.expect("a document");
        assert_eq!(&text[document.body.start..document.body.end], "Body.\n");
        assert_eq!(document.front.shared.title.value, "灯");
        let span = document.front.shared.title.span;
        assert_eq!(text[span.start..span.end].trim_matches('"'), "灯");
        let front = &text[document.front.span.start..document.front.span.end];
        assert!(front.starts_with(['+', '-']) && front.ends_with(['+', '-']), "{front:?}");
    }
}

#[test]
fn front_matter_may_be_all_there_is() {
    let (document, problems) = parse("content/about.md", "+++\ntitle = \"A\"\n+++");
    assert_eq!(problems, []);
    assert_eq!(document.expect("a document").body, Span::new(19, 19));
}

#[test]
fn broken_files_say_what_is_wrong_and_where() {
    let problem =
        refused("content/about.md", b"+++\ntitle = \"\xff\xfe\"\n+++\n\xff", "source::not-utf8", b"\xff");
    let message = "this file is not UTF-8: 3 bytes make no character, the first at line 2, column 10";
    assert_eq!(problem.message, message);
    let problem = refused("content/about.md", b"\xff\xfe+\0+\0+\0", "source::not-utf8", b"\xff");
    assert!(problem.help[0].contains("UTF-16"));

    refused("content/about.md", "# About\n", "source::no-front-matter", b"# About");
    refused("content/about.md", "", "source::no-front-matter", b"");
    let problem = refused("content/about.md", format!("\n{PAGE}"), "source::no-front-matter", b"");
    assert!(problem.help[1].contains("must be the first line"));

    let open = "+++\ntitle = \"A\"\n---\nBody\n";
    let problem = refused("content/about.md", open, "source::unclosed-front-matter", b"+++");
    let place = problem.labels[1].span.expect("a place");
    assert_eq!(&open[place.start..place.end], "---");
    refused("content/about.md", "---\ntitle: A\n", "source::unclosed-front-matter", b"---");

    let problem =
        refused("content/about.md", format!("{PAGE}a\u{8}b\u{85}"), "source::control-character", b"\x08");
    assert_eq!(problem.message, "this text holds 2 control characters, the first U+0008");
    refused(
        "content/about.md",
        format!("{PAGE}\u{ffff}"),
        "source::control-character",
        "\u{ffff}".as_bytes(),
    );
    let (_, problems) = parse("content/about.md", format!("{PAGE}tab\t灯。\u{a0}·，\u{fffd}"));
    assert_eq!(problems, []);

    let blob = SourceFile { body: SourceBody::Blob, ..source("content/about.md", "") };
    assert_eq!(document(&blob, &config(), &Highlighter::new()).1[0].code, "source::not-text");
}

#[test]
fn problems_of_name_front_matter_and_body_come_together() {
    let (document, problems) = parse("content/about.de.md", "+++\ntitel = \"A\"\n+++\na\u{8}b");
    assert!(document.is_none());
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        ["source::unknown-language", "source::control-character", "front-matter::unknown-field"]
    );
}

#[test]
fn index_texts_need_no_front_matter() {
    for path in ["content/index.md", "content/posts/_index.fr.md"] {
        let (document, problems) = parse(path, "Welcome.\n");
        assert_eq!(problems, []);
        let document = document.expect("a document");
        assert_eq!((document.body, document.front.shared.title.value.as_str()), (Span::new(0, 9), ""));
        assert!(matches!(document.front.fields, KindFields::Page(_)));
    }
}

#[track_caller]
fn named(path: &str) -> SourceName {
    name(&SourcePath::new(path), &config()).expect("a sound path")
}

#[test]
fn a_path_tells_kind_language_and_slug() {
    for (path, kind, lang, reference, bundle, is_index) in [
        ("content/about.md", Kind::Page, "en", "about", false, false),
        ("content/guides/tools.fr.md", Kind::Page, "fr", "guides/tools", false, false),
        ("content/guides/index.md", Kind::Page, "en", "guides", true, false),
        ("content/posts/v1.2.md", Kind::Post, "en", "posts/v1.2", false, false),
        ("content/events/spring.zh-Hans.md", Kind::Event, "zh-Hans", "events/spring", false, false),
        ("content/events/spring/index.zh-Hans.md", Kind::Event, "zh-Hans", "events/spring", true, false),
        ("content/events/2026/spring/index.md", Kind::Event, "en", "events/2026/spring", true, false),
        ("content/members/wen.en.md", Kind::Member, "en", "members/wen", false, false),
        ("content/posts/_index.fr.md", Kind::Post, "fr", "posts/_index", false, true),
        ("content/index.md", Kind::Page, "en", "index", false, true),
    ] {
        let name = named(path);
        assert_eq!(
            (name.kind, name.lang.as_str(), name.reference().as_str()),
            (kind, lang, reference),
            "{path}"
        );
        assert_eq!((name.bundle, name.is_index), (bundle, is_index), "{path}");
    }
    assert!(named("content/about.en.md").lang_written && !named("content/about.md").lang_written);
}

#[test]
fn paths_that_mean_nothing_are_refused() {
    for (path, code, help) in [
        ("content/about.de.md", "source::unknown-language", "add `[languages.de]` to `handbill.toml`"),
        (
            "content/about.zh-hans.md",
            "source::unknown-language",
            "spell it as the site does: `about.zh-Hans.md`",
        ),
        (
            "content/posts/index.md",
            "source::misplaced-index",
            "name the file `_index.md` to give the list a title and a text",
        ),
        ("content/_index.md", "source::misplaced-index", "name the file `index.md`"),
        (
            "content/guides/_index.md",
            "source::misplaced-index",
            "name the file `index.md` to make a page of its folder",
        ),
        ("static/a.md", "source::not-content", "sources lie below `content/` and end in `.md`"),
        ("content/a.txt", "source::not-content", "sources lie below `content/` and end in `.md`"),
    ] {
        let problems = name(&SourcePath::new(path), &config()).expect_err(path);
        assert_eq!((problems[0].code, problems[0].help[0].as_str()), (code, help));
        assert_eq!((problems.len(), problems[0].labels[0].path.as_str()), (1, path));
        assert!(parse(path, PAGE).0.is_none());
    }
}

#[test]
fn a_folder_near_a_kinds_is_a_warning_once() {
    let paths = ["event/a", "event/b", "posts/a", "guides/a", "about", "membres/index", "drops/x"]
        .map(|path| SourcePath::new(format!("content/{path}.md")));
    let warnings = check_layout(&paths, &config());
    let told: Vec<_> = warnings.iter().map(|w| (w.code, w.help[0].as_str())).collect();
    assert_eq!(
        told,
        [
            ("source::folder-near-kind", "name it `events` if each of its files is an event"),
            ("source::folder-near-kind", "name it `members` if each of its files is a member"),
        ]
    );
    assert!(!has_errors(&warnings));
}

fn layout(paths: &[&str]) -> Vec<(&'static str, String, Vec<String>)> {
    let paths: Vec<_> = paths.iter().map(SourcePath::new).collect();
    let warnings = check_layout(&paths, &config());
    assert!(!has_errors(&warnings));
    warnings.into_iter().map(|w| (w.code, w.labels[0].path.to_string(), w.help)).collect()
}

#[test]
fn markdown_under_another_ending_is_a_warning_for_each_file() {
    let told = layout(&[
        "content/About.MD",
        "content/posts/a.markdown",
        "content/posts/b.md",
        "content/posts/photo.jpg",
        "content/posts/list.txt",
        "content/posts/mdown",
        "content/posts/x.fr.Md",
        "static/notes.markdown",
    ]);
    let help = |name: &str| {
        vec![
            format!("rename it to `{name}`: a source ends in `.md`, in small letters"),
            "or move it into `static/` if it is only to be downloaded".to_owned(),
        ]
    };
    let code = "source::not-a-source";
    assert_eq!(
        told,
        [
            (code, "content/About.MD".to_owned(), help("About.md")),
            (code, "content/posts/a.markdown".to_owned(), help("a.md")),
            (code, "content/posts/x.fr.Md".to_owned(), help("x.fr.md")),
        ]
    );
}

#[test]
fn a_folder_named_by_a_language_is_a_warning_once_and_says_where_its_files_belong() {
    let told = layout(&[
        "content/de_at/a.md",
        // Languages of the site are addresses of its own: an error elsewhere.
        "content/en/about.md",
        "content/fr/posts/a.md",
        "content/ja/posts/a/index.ja.md",
        "content/ja/posts/b.md",
        "content/zh-hans/posts/a/index.zh-Hans.md",
    ]);
    let code = "source::language-folder";
    let moved = |to: &str| format!("a file's name tells its language: move this one to `{to}`");
    let expected: Vec<(&str, &str, Vec<String>)> = vec![
        (
            code,
            "content/de_at/a.md",
            vec![moved("content/a.de-AT.md"), "add `[languages.de-AT]` to `handbill.toml`".to_owned()],
        ),
        (
            code,
            "content/ja/posts/a/index.ja.md",
            vec![moved("content/posts/a/index.ja.md"), "add `[languages.ja]` to `handbill.toml`".to_owned()],
        ),
    ];
    let told: Vec<_> = told.iter().map(|(code, path, help)| (*code, path.as_str(), help.clone())).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_folder_that_only_has_the_shape_of_a_language_is_a_folder_of_pages() {
    let paths = ["art/a.md", "diy/a.md", "it/a.md", "how-to/a.md", "posts/fr/a.md", "fr.md", "fr/photo.jpg"]
        .map(|path| format!("content/{path}"));
    assert_eq!(layout(&paths.each_ref().map(String::as_str)), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_give_a_document_or_an_error(
        fence in prop::sample::select(vec!["", "+++\n", "---\n", "\u{feff}+++\r\n"]),
        front in prop::collection::vec(any::<u8>(), 0..40),
        text in "[a-z=:\"\\[\\]{}\n ,灯]{0,40}",
        close in prop::sample::select(vec!["", "\n+++\n", "\n---\n"]),
        body in prop::collection::vec(any::<u8>(), 0..20),
        path in prop::sample::select(vec!["content/a.md", "content/events/x/index.fr.md", "content/posts/_index.md"]),
        utf8 in any::<bool>(),
    ) {
        let parts: [&[u8]; 4] = [fence.as_bytes(), if utf8 { text.as_bytes() } else { &front }, close.as_bytes(), if utf8 { b"" } else { &body }];
        let bytes = parts.concat();
        let (document, problems) = parse(path, &bytes);
        prop_assert!(document.is_some() || has_errors(&problems));
        for span in problems.iter().flat_map(|problem| &problem.labels).filter_map(|label| label.span) {
            prop_assert!(span.start <= span.end && span.end <= bytes.len(), "{problems:?}");
        }
    }

    #[test]
    fn any_path_gives_a_name_or_an_error(path in "content/([a-z_.]{0,6}/){0,3}(index|_index|[a-zA-Z.é-]{0,8})(\\.[a-z]{0,3})?\\.md") {
        let result = name(&SourcePath::new(&path), &config());
        prop_assert!(result.is_ok() || result.is_err_and(|problems| has_errors(&problems)));
    }
}
