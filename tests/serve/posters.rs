//! Posters in the preview: drawn when a browser asks for one.

use handbill::poster::{Pixels, read};

use super::preview::Site;

#[test]
fn a_poster_is_drawn_when_a_browser_asks_for_it_and_once_for_all_who_do() {
    let site = Site::new();
    site.write(
        "handbill.toml",
        "handbill = 1\ntitle = \"Bench\"\nbase_url = \"https://bench.example/\"\n[posters]\nformats = [\"wide\"]\n",
    );
    site.write(
        "content/events/walk.md",
        "---\ntitle: Night walk\nstart: 2026-11-28T19:30:00\n---\nBring a lamp.\n",
    );
    let preview = site.serve();
    let kept = || std::fs::read_dir(site.root().join(".handbill/cache")).map_or(0, Iterator::count);
    assert_eq!(kept(), 0, "nothing is drawn before somebody asks");
    let picture = "/posters/events/walk/wide.png";
    let (one, other) = std::thread::scope(|scope| {
        let other = scope.spawn(|| preview.get(picture));
        (preview.get(picture), other.join().expect("an answer"))
    });
    assert_eq!((one.status, one.header("content-type")), (200, Some("image/png")), "{}", preview.said());
    assert_eq!(one.body, other.body);
    let rgb = image::load_from_memory(&one.body).expect("a picture").into_rgb8();
    let codes = read(&Pixels::new(rgb.width(), rgb.height(), rgb.into_raw()).expect("pixels"), None);
    let [address] = &codes[..] else { panic!("one code, not {codes:?}") };
    let short = address.strip_prefix("HTTPS://BENCH.EXAMPLE").expect("an address of the site");
    // The code that it shows opens the page here, too, whatever a messenger has hung on to it.
    let page = preview.get(&format!("{short}?from=moments"));
    assert!(page.status == 200 && page.text().contains("url=../../events/walk/"), "{}", page.text());
    let tag = one.header("etag").expect("a tag").to_owned();
    assert_eq!(preview.ask("GET", picture, &[&format!("If-None-Match: {tag}")]).status, 304);
    let head = preview.ask("HEAD", "/posters/events/walk/wide.svg", &[]);
    assert_eq!((head.status, head.header("content-type")), (200, Some("image/svg+xml; charset=utf-8")));
    assert!(head.body.is_empty() && head.header("content-length").is_some_and(|length| length != "0"));
    assert_eq!(preview.get("/posters/events/walk/tall.png").status, 404, "a format that nobody asked for");
    assert!(kept() > 0, "what was drawn is kept");
    assert!(!site.root().join("codes.toml").exists(), "a preview issues no code");
}
