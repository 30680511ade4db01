//! Themes as a site's own people meet them: options, colors, styles that follow what they name.

mod support;

use support::{BuiltSite, TestSite};

const HOME: &str = "+++\ntitle = \"Lantern Street\"\n+++\n";

/// The one asset whose name starts and ends like this: its path and its text.
fn asset<'a>(built: &'a BuiltSite, start: &str, end: &str) -> (&'a str, String) {
    let start = format!("assets/{start}.");
    let mut found = built.files.iter().filter(|(path, _)| path.starts_with(&start) && path.ends_with(end));
    let (path, bytes) = found.next().unwrap_or_else(|| panic!("no {start}…{end}: {}", built.told()));
    assert_eq!(found.next(), None, "only one {start}…{end}");
    (path, String::from_utf8_lossy(bytes).into_owned())
}

#[test]
fn a_style_is_named_anew_when_what_it_names_changes() {
    let site = TestSite::new()
        .file("content/index.md", HOME)
        .file("assets/a.css", "@import \"b.css\" print;")
        .file("assets/b.css", "p{background:url(c.svg)}")
        .file("assets/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("assets/d.css", "p{color:#000}");
    let mut pipeline = site.pipeline();
    let before = site.build_with(&mut pipeline, &site.out());
    site.write("assets/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>");
    let after = site.build_with(&mut pipeline, &site.out());
    for name in ["a", "b"] {
        assert_ne!(asset(&before, name, ".css").0, asset(&after, name, ".css").0, "{name}.css kept its name");
    }
    assert_eq!(asset(&before, "d", ".css").0, asset(&after, "d", ".css").0);
    let (picture, _) = asset(&after, "c", ".svg");
    let (inner, text) = asset(&after, "b", ".css");
    assert_eq!(text, format!("p{{background:url(\"{}\")}}", &picture["assets/".len()..]));
    assert_eq!(asset(&after, "a", ".css").1, format!("@import \"{}\" print;", &inner["assets/".len()..]));
}

#[test]
fn a_file_that_a_style_names_is_missed_in_the_second_run_too() {
    let site = TestSite::new()
        .file("content/index.md", HOME)
        .file("static/fonts/own.woff2", "a font")
        .file("assets/a.css", "@font-face{font-family:own;src:url(../fonts/own.woff2)}");
    let mut pipeline = site.pipeline();
    assert!(site.build_with(&mut pipeline, &site.out()).written);
    site.remove("static/fonts/own.woff2");
    let told = site.build_with(&mut pipeline, &site.out()).told();
    assert!(told.contains("theme::unknown-asset"), "{told}");
    site.write("static/fonts/own.woff2", "a font");
    assert!(site.build_with(&mut pipeline, &site.out()).written);
}

#[test]
fn words_that_lack_are_warned_of_once_for_a_language_in_every_run() {
    let page = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\n");
    let site = TestSite::new().also("[languages.fr]").file("i18n/fr.ftl", "tags = Mots\n");
    let site = (0..5).fold(site, |site, n| site.file(&format!("content/p{n}.fr.md"), page("Une page")));
    let mut pipeline = site.pipeline();
    let first = site.build_with(&mut pipeline, &site.out());
    let told = first.told();
    assert!(first.written && told.lines().count() == 1, "{told}");
    assert!(told.starts_with("warning[theme::missing-words]") && told.contains("`fr`"), "{told}");
    assert!(told.contains("`not-found`") && !told.contains("`tags`"), "{told}");
    assert_eq!(site.build_with(&mut pipeline, &site.out()).told(), told, "the second run");
}

#[test]
fn one_color_colors_the_style_the_icon_and_the_frame_of_the_window() {
    let site = TestSite::plaza()
        .file("content/index.md", HOME)
        .also("[theme_options]\ncolor = \"#e2b100\"\npaper = \"white\"\nvoice = \"sans\"\nlogo = \"static/seal.svg\"")
        .file("static/seal.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let built = site.try_build();
    assert!(built.written, "{}", built.told());
    let (_, style) = asset(&built, "plaza", ".css");
    assert!(style.contains("--press:#e2b100;--on:#201308"), "{style}");
    assert!(style.contains("html:root,html :lang(zh),html:lang(zh){--text:var(--sans)}"));
    assert!(!style.contains("@import") && !style.contains("{{"), "{style}");
    assert!(asset(&built, "icon", ".svg").1.contains("fill=\"#e2b100\""));
    let home = String::from_utf8_lossy(&built.files["index.html"]);
    assert!(home.contains("src=\"./seal.svg\""), "{home}");
    assert!(home.contains("content=\"#fafafa\" media=\"(prefers-color-scheme: light)\""), "{home}");
}

#[test]
fn zine_is_plaza_in_another_dress_in_every_language_that_is_built_in() {
    let plaza = TestSite::plaza()
        .also("[languages.en]\n[languages.zh-Hant]\n[languages.zh-Hans]")
        .file("content/index.md", HOME)
        .file("content/index.zh.md", HOME)
        .file("content/index.zh-Hant.md", HOME)
        .file("content/index.zh-Hans.md", HOME);
    assert_eq!(plaza.try_build().told(), "");
    let built = plaza.config("theme = \"plaza\"", "theme = \"zine\"").try_build();
    assert_eq!(built.told(), "");
    let (_, style) = asset(&built, "plaza", ".css");
    assert!(style.contains("--press:#d31867") && style.contains(".bill{") && style.contains("Courier"));
    let (torn, _) = asset(&built, "torn", ".svg");
    assert!(style.contains(&torn["assets/".len()..]), "the torn edge is not found");
    let page = String::from_utf8_lossy(&built.files["zh-Hant/index.html"]);
    assert!(page.contains("跳到正文") && page.contains("語言"), "{page}");
    assert!(page.contains("class=\"wrap stamp\""), "{page}");
}
