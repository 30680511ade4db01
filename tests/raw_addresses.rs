//! Addresses in raw HTML, through the whole pipeline: resolved, published, checked and withheld like
//! those of Markdown.

use std::fs;
use std::path::Path;

use handbill::diagnostics::Diagnostic;
use handbill::model::Drafts;
use handbill::pipeline::{Issuing, Now, Pipeline, Settings, build};
use handbill::render::LinkStyle;

const CONFIG: &str =
    "handbill = 1\ntitle = \"Lantern Street\"\nbase_url = \"https://lantern.example/\"\nlanguage = \"en\"\n";

/// Builds a site of these files into its `public`; its problems.
fn built(site: &Path, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    built_with(site, files, LinkStyle::Web)
}

fn built_with(site: &Path, files: &[(&str, &str)], links: LinkStyle) -> Vec<Diagnostic> {
    for (path, text) in files.iter().chain([&("handbill.toml", CONFIG)]) {
        let path = site.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    let mut pipeline = Pipeline::new(Settings {
        root: site.to_owned(),
        base_url: None,
        drafts: Drafts::Hide,
        links,
        posters: false,
    });
    let edition = pipeline.run(&Now::Written("2026-04-03T12:00".to_owned())).expect("the site can be read");
    build(&edition, &site.join("public"), site, Issuing::Write, &())
        .expect("the output can be written")
        .diagnostics
}

fn output(site: &Path, path: &str) -> String {
    fs::read_to_string(site.join("public").join(path)).expect("the output is there")
}

fn post(body: &str) -> String {
    format!("+++\ntitle = \"Tea\"\ndate = 2026-03-01\n+++\n\n{body}\n")
}

/// What the problems say of the body: code, marked text, label.
fn told(problems: &[Diagnostic], text: &str) -> Vec<(&'static str, String, String)> {
    let told = problems.iter().map(|problem| {
        let label = problem.labels.first().expect("a place");
        let span = label.span.expect("a span");
        (problem.code, text[span.start..span.end].to_owned(), label.text.clone())
    });
    told.collect()
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/// The digits in the names of pictures as `H`.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split("assets/pictures/").enumerate() {
        let name = part.split_once('.').filter(|_| number > 0);
        match name.and_then(|(name, rest)| Some((name, rest.get(10..)?))) {
            Some((name, rest)) => out.push_str(&format!("assets/pictures/{name}.H{rest}")),
            None => out.push_str(part),
        }
    }
    out
}

#[test]
fn raw_addresses_lead_where_markdown_would_and_publish_their_files() {
    let site = tempfile::tempdir().expect("a folder");
    let body = "<a href=\"../about.md#who\">us</a> <a href=\"#b\">b</a>\n\n\
        <picture><source srcset=\"a.svg 1x, b.svg 2x\"><img src=\"a.svg\" alt=\"\"></picture>\n\n\
        <video src=\"c.mp4#t=4\" poster=\"a.svg\"><track src=\"d.vtt\"></video>\n\n<p id=b>\n";
    let problems = built(
        site.path(),
        &[
            ("content/posts/tea.md", &post(body)),
            (
                "content/about.md",
                "+++\ntitle = \"About\"\n+++\n\n<a href=\"posts/tea.md\">tea</a>\n\n## Who\n",
            ),
            ("content/posts/a.svg", DRAWING),
            ("content/posts/b.svg", DRAWING),
            ("content/posts/c.mp4", "c"),
            ("content/posts/d.vtt", "d"),
            ("content/posts/e.png", "nobody shows it"),
        ],
    );
    assert!(problems.is_empty(), "{problems:?}");
    let page = without_hashes(&output(site.path(), "posts/tea/index.html"));
    for expected in [
        "<a href=\"../../about/#who\">us</a>",
        "<a href=\"#b\">b</a>",
        "<source srcset=\"../../assets/pictures/a.H.svg 1x, ../../assets/pictures/b.H.svg 2x\">",
        "<img src=\"../../assets/pictures/a.H.svg\" alt=\"\">",
        "<video src=\"../../posts/c.mp4#t=4\" poster=\"../../assets/pictures/a.H.svg\">",
        "<track src=\"../../posts/d.vtt\">",
    ] {
        assert!(page.contains(expected), "no {expected} in {page}");
    }
    assert!(output(site.path(), "about/index.html").contains("<a href=\"../posts/tea/\">tea</a>"));
    assert_eq!(output(site.path(), "posts/d.vtt"), "d");
    assert!(!site.path().join("public/posts/e.png").exists());
}

#[test]
fn raw_addresses_are_checked_and_marked() {
    let site = tempfile::tempdir().expect("a folder");
    let text = post(
        "<a href='../abuot.md'>a</a> <a href=\"#whoo\">b</a> <a href=/nowhere/>c</a>\n\n## Who\n\n\
         <img srcset=\"tea.svg 1x, tee.svg 2x\" src=tea.svg>",
    );
    let problems = built(
        site.path(),
        &[
            ("content/posts/tea.md", &text),
            ("content/about.md", "+++\ntitle = \"About\"\n+++\n"),
            ("content/posts/tea.svg", DRAWING),
        ],
    );
    let told = told(&problems, &text);
    let told: Vec<_> = told.iter().map(|(code, at, label)| (*code, at.as_str(), label.as_str())).collect();
    assert_eq!(
        told,
        [
            ("link::unknown-page", "../abuot.md", "did you mean `../about.md`?"),
            ("link::unknown-anchor", "#whoo", "did you mean `#who`?"),
            ("link::unknown-page", "/nowhere/", ""),
            ("link::unknown-picture", "tee.svg", "did you mean `tea.svg`?"),
        ]
    );
}

#[test]
fn what_is_withheld_is_in_no_output_of_raw_addresses() {
    let site = tempfile::tempdir().expect("a folder");
    let member = "+++\nname = \"Wen\"\n[consent]\ngranted = 2026-01-01\nscopes = [\"page\"]\n+++\n\n\
        <img src=face.jpg alt=Wen> <video src=talk.mp4 poster=face.jpg>a film</video>\n\n\
        <img srcset=\"face.jpg 2x\" alt=\"Set alt\">\n\n## ![Head alt](face.jpg)\n";
    let body = "<a href=secret.md>later</a> <a href=../members/lu.md>her</a>";
    let problems = built(
        site.path(),
        &[
            ("content/members/wen.md", member),
            ("content/members/lu.md", "+++\nname = \"Lu\"\n+++\n"),
            ("content/members/face.jpg", "face"),
            ("content/members/talk.mp4", "talk"),
            ("content/posts/tea.md", &post(body)),
            ("content/posts/secret.md", "+++\ntitle = \"Secret\"\ndate = 2026-03-01\ndraft = true\n+++\n"),
        ],
    );
    assert!(problems.is_empty(), "{problems:?}");
    let page = output(site.path(), "members/wen/index.html");
    assert!(page.contains("<video>a film</video>"), "{page}");
    assert!(!page.contains("face") && !page.contains("talk.mp4"), "{page}");
    assert!(!page.contains("Set alt") && !page.contains("Head alt") && !page.contains("head-alt"), "{page}");
    assert!(!site.path().join("public/members/face.jpg").exists());
    assert!(!site.path().join("public/members/talk.mp4").exists());
    let page = output(site.path(), "posts/tea/index.html");
    assert!(page.contains("<a>later</a> <a>her</a>"), "{page}");
}

#[test]
fn a_feed_has_only_absolute_addresses() {
    let site = tempfile::tempdir().expect("a folder");
    let body = "## Who\n\nx[^1] [y](#who) <a href=#who>z</a> <img src=a.svg> [u](../about.md)\n\n[^1]: note";
    let files = [
        ("content/posts/tea.md", &*post(body)),
        ("content/posts/a.svg", DRAWING),
        ("content/about.md", "+++\ntitle = \"About\"\n+++\n"),
    ];
    assert_eq!(built(site.path(), &files), []);
    let feed = without_hashes(&output(site.path(), "feed.xml")).replace("&quot;", "\"").replace("&lt;", "<");
    for expected in [
        "href=\"https://lantern.example/posts/tea/#fn-1\" id=\"fnref-1\"",
        "href=\"https://lantern.example/posts/tea/#fnref-1\"",
        "href=\"https://lantern.example/posts/tea/#who\"&gt;y<",
        "href=\"https://lantern.example/posts/tea/#who\"&gt;z<",
        "src=\"https://lantern.example/assets/pictures/a.H.svg\"",
        "href=\"https://lantern.example/about/\"",
    ] {
        assert!(feed.contains(expected), "no {expected} in {feed}");
    }
    assert!(!feed.contains("href=\"#") && !feed.contains("href=\".."), "{feed}");
    assert!(output(site.path(), "posts/tea/index.html").contains("href=\"#fn-1\""));
}

#[test]
fn a_feed_of_a_site_for_a_disk_leads_to_the_web() {
    let site = tempfile::tempdir().expect("a folder");
    let member = "+++\nname = \"Wen\"\n[consent]\ngranted = 2026-01-01\nscopes = [\"page\", \"feed\"]\n+++\n";
    let files = [
        ("content/members/wen.md", member),
        ("content/posts/tea.md", &*post("@wen <a href=../members/wen.md>her page</a>")),
    ];
    assert_eq!(built_with(site.path(), &files, LinkStyle::Files), []);
    let feed = output(site.path(), "posts/feed.xml");
    let href = "https://lantern.example/members/wen/&quot;";
    assert_eq!(feed.replace('"', "&quot;").matches(href).count(), 2, "{feed}");
    let page = output(site.path(), "posts/tea/index.html");
    assert_eq!(page.matches("\"../../members/wen/index.html\">").count(), 2, "{page}");
}
