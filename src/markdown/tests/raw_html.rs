//! Raw HTML.

use super::*;

#[test]
fn harmless_raw_html_stays_and_the_rest_is_dropped_and_named() {
    let body = "<details open><summary>More</summary>\n\n**x**\n\n</details>\n\n<p style=\"a\" onclick='b'>c</p>\n<script>d</script>\n\ne <kbd>f</kbd> <font>g</font>";
    let html = html(body);
    assert!(
        html.starts_with("<details open=\"\"><summary>More</summary>\n<p><strong>x</strong></p>\n</details>"),
        "{html}"
    );
    assert!(html.contains("<p>c</p>") && html.contains("<kbd>f</kbd> g</p>"), "{html}");
    assert!(!html.contains('d') || !html.contains("script"), "{html}");
    assert_eq!(
        warnings(body),
        [
            ("markdown::raw-html", "style=\"a\"".to_owned()),
            ("markdown::raw-html", "onclick='b'".to_owned()),
            ("markdown::raw-html", "<script>".to_owned()),
            ("markdown::raw-html", "<font>".to_owned()),
        ]
    );
}

#[test]
fn places_are_right_inside_quotes_too() {
    assert_eq!(warnings("> <div\n> style=x>\n> y"), [("markdown::raw-html", "style=x".to_owned())]);
}

#[test]
fn our_own_markup_passes_the_sanitiser_unchanged() {
    let plain = "# T\n\n> [!NOTE]\n> x\n\n- [x] a\n\n| a |\n|:-:|\n| b |\n\n```rust\nfn a() {}\n```\n\n[a](webcal://b.example) ![c](d) x[^1]\n\n3. a\n\n[^1]: y\n";
    let targets = [(1, href("e.png"))];
    let without = html_with(plain, Options::default(), &targets);
    let with = html_with(&format!("{plain}\n\n<wbr>"), Options::default(), &targets);
    assert_eq!(with.replace("<wbr>", "").replace("\n\n<div", "\n<div"), without);
}

#[test]
fn content_cannot_forge_what_is_held_out() {
    let body = "<b>x</b>\n\n```\ncode\n```";
    let marker = format!("data-hb-{}", &blake3::hash(body.as_bytes()).to_hex()[..32]);
    let forged = html(&format!("<pre {marker}=\"0\"></pre>\n\n{body}"));
    assert_eq!(forged.matches("code\n").count(), 1, "{forged}");
    assert!(!forged.contains("data-hb"), "{forged}");
}

#[test]
fn a_tag_left_open_reaches_neither_the_code_nor_the_notes() {
    for open in
        ["<textarea>", "<!-- ", "<script>", "<title>", "<plaintext>", "<select>", "a <p title='", "<b"]
    {
        let html = html(&format!("x[^1] {open}\n\nmore\n\n[^1]: note"));
        assert!(html.contains("more") && html.contains("<li id=\"fn-1\">"), "{open}: {html}");
        assert!(!html.contains("data-hb"), "{open}: {html}");
    }
}

#[test]
fn ids_stay_once_and_classes_only_in_the_writers_name_space() {
    let body = "<p id=a class=\"x-big\">1</p><p id=a class=\"alert\">2</p>\n\n# a";
    let html = html(body);
    assert!(html.contains("<p id=\"a\" class=\"x-big\">1</p><p>2</p>"), "{html}");
    assert!(html.contains("<h1 id=\"a-1\">"), "{html}");
    assert_eq!(outlined(body).0.anchors, ["a"]);
}

#[test]
fn sound_and_film_come_from_the_site_or_over_https() {
    let html = html(
        "<audio src=\"a.mp3\" controls></audio><video src=http://a.example/b poster=https://c.example/d></video>",
    );
    assert_eq!(
        html,
        "<p><audio src=\"a.mp3\" controls=\"\"></audio><video poster=\"https://c.example/d\"></video></p>\n"
    );
}

#[test]
fn raw_html_that_is_nested_too_deep_stands_as_text() {
    let body = "<div>\n\n".repeat(1001);
    assert!(html(&body).starts_with("&lt;div&gt;\n&lt;div&gt;"));
    assert_eq!(warnings(&body), [("markdown::raw-html", "<div>\n".to_owned())]);
    assert!(html(&"<p>x\n\n".repeat(3000)).starts_with("<p>x\n</p><p>x"));
}
