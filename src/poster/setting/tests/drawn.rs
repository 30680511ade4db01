//! What is measured is what is drawn: by usvg, from the SVG and the database.

use resvg::usvg;

use super::*;

/// What usvg lays out of SVG: for each run of each `<text>` its left and right edge, by advances.
fn drawn(fonts: &Fonts, svg: &str) -> Vec<(f32, f32)> {
    let document =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1080\" height=\"1440\">{svg}</svg>");
    let options = usvg::Options { fontdb: fonts.database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&document, &options).expect("the SVG is sound");
    tree.root()
        .children()
        .iter()
        .map(|node| match node {
            usvg::Node::Text(text) => {
                let bounds = text.bounding_box();
                (bounds.left(), bounds.right())
            }
            other => panic!("only text is written, not {other:?}"),
        })
        .collect()
}

#[test]
fn lines_are_as_wide_as_they_are_drawn() {
    let fonts = Fonts::built_in();
    for (lang, text) in [
        ("en", "The night we fix AVAYA To. radios"),
        ("en", "“Wave” — it’s Lantern Street’s 120th, in 灯街"),
        ("zh", "把收音机修响"),
        ("zh", "灯街 18 号，Lantern House 二层：“磁带一动，他就在那儿”（全记录）"),
        ("zh-Hant", "燈街造物社《修理漫步》第3次，2026年11月27日 19:30–22:00"),
    ] {
        let setter = Setter::new(&fonts, &Lang::new(lang));
        for style in [title(lang), plain(), Style { weight: Weight::Bold, lead: 1.0, track: 0.05 }] {
            let block = setter.wrap(text, &style, Wrap { width: 4000.0, size: 40.0, lines: 1 });
            assert_eq!(block.lines.len(), 1);
            let [(left, right)] = drawn(&fonts, &block.svg(100.0, 100.0, "#000", Anchor::End))[..] else {
                panic!("one line, one element")
            };
            // A bounding box ends with the last glyph's advance; squeezed marks reach over the line's end.
            let squeezed = if text.ends_with(['）', '”']) && lang == "zh" { 20.0 } else { 0.0 };
            let start = 100.0 - block.width();
            assert!((left - start).abs() < 0.5, "{text}: starts at {left}, not {start}");
            assert!((right - 100.0 - squeezed).abs() < 0.5, "{text}: ends at {right}");
        }
    }
}

#[test]
fn columns_are_drawn_where_they_say() {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new("zh"));
    let style = Style { weight: Weight::Regular, lead: 1.0, track: 0.14 };
    let text = "灯下，“不说话”（11月27日）……Lantern 18 号——茶自己倒。";
    let set = setter.columns(
        text,
        &style,
        Flow { heights: &[400.0, 400.0, 400.0], max: 40.0, min: 20.0, even: false },
    );
    assert!(!set.shortened && set.columns.len() > 1, "{set:?}");
    let svg = set.svg(&[300.0, 200.0, 100.0], 50.0, "#000");
    assert!(
        svg.contains("Handbill Upright") && svg.contains("rotate(90)") && !svg.contains("writing-mode"),
        "{svg}"
    );
    let document =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"500\">{svg}</svg>");
    let options = usvg::Options { fontdb: fonts.database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&document, &options).expect("the SVG is sound");
    let half = set.size * 0.6;
    for node in tree.root().children() {
        let ink = node.abs_stroke_bounding_box();
        let middle =
            [300.0, 200.0, 100.0].into_iter().find(|x| ink.left() >= x - half && ink.right() <= x + half);
        assert!(middle.is_some(), "{ink:?} is in no column");
        assert!(ink.top() >= 49.0 && ink.bottom() <= 451.0, "{ink:?} is out of its column");
    }
}

#[test]
fn what_is_written_is_escaped_and_spaces_are_kept() {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new("en"));
    let block = setter.wrap("<b> & \"x\"", &plain(), Wrap { width: 900.0, size: 20.0, lines: 1 });
    let svg = block.svg(0.0, 20.0, "red\"/><script>", Anchor::Start);
    assert!(svg.contains("&lt;b&gt; &amp; &quot;x&quot;") && !svg.contains("<script"), "{svg}");
    let block = setter.wrap("Radio 灯街 night", &plain(), Wrap { width: 900.0, size: 20.0, lines: 1 });
    let svg = block.svg(0.0, 20.0, "#000", Anchor::Start);
    assert!(svg.contains("xml:space=\"preserve\"") && svg.contains(">Radio <"), "{svg}");
}
