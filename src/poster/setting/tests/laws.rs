//! Laws of setting, tried with random mixed text, widths and heights.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::*;

/// What no line may begin with.
const CLOSING: &str = "，。、；：？！”’）》」』】…—–·～,.;:?!)]}%‰℃°";
/// What no line may end with.
const OPENING: &str = "“‘（《「『【([{¥$£€";

/// A word with marks around it, as people write them.
fn word() -> impl Strategy<Value = String> {
    let bare = prop_oneof![
        4 => prop::sample::select(vec!["灯", "街", "收音机", "越来越", "安静", "的", "造物社", "焊接", "燈樓", "讀書會", "龍", "鳳"]),
        3 => prop::sample::select(vec!["a", "Lantern", "it’s", "rock’n’roll", "Wi-Fi", "rice-cooker", "Type-A", "radio", "café", "X60", "No."]),
        1 => prop::sample::select(vec!["2026年11月27日", "18 号", "120 盏", "19:30–22:00", "¥268", "€ 3.50", "$1,200", "50%", "25℃", "3 km", "第3–5 页"]),
    ];
    let pair = prop::sample::select(vec![
        ("", ""),
        ("", ""),
        ("", ""),
        ("“", "”"),
        ("‘", "’"),
        ("（", "）"),
        ("《", "》"),
        ("「", "」"),
        ("『", "』"),
        ("【", "】"),
        ("(", ")"),
        ("“《", "》”"),
    ]);
    let mark = prop::sample::select(vec![
        "", "", "", "", "，", "。", "、", "：", "！", "？", "……", "——", "·", ",", ".", "!", "…", " –", "—",
        "?!",
    ]);
    let between = prop::sample::select(vec!["", "\u{200B}", "\u{200B}", " ", " ", "\u{3000}"]);
    (pair, bare, mark, between)
        .prop_map(|((open, close), word, mark, between)| format!("{open}{word}{close}{mark}{between}"))
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..24).prop_map(|words| words.concat())
}

fn lang() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["zh", "en", "zh-Hant", "de"])
}

/// What a text shows: without spaces.
fn seen(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200B}').collect()
}

fn holds_kinsoku<'t>(lines: impl Iterator<Item = &'t str>) -> Result<(), TestCaseError> {
    let lines: Vec<&str> = lines.collect();
    for line in lines.iter().skip(1) {
        prop_assert!(
            !line.starts_with(|mark| CLOSING.contains(mark)),
            "a line begins with a closing mark: {lines:?}"
        );
    }
    for line in lines.iter().rev().skip(1) {
        prop_assert!(
            !line.ends_with(|mark| OPENING.contains(mark)),
            "a line ends with an opening mark: {lines:?}"
        );
    }
    Ok(())
}

/// All of a text is there, or as much as stands before the ellipsis.
fn says(written: &str, lines: &str, shortened: bool) -> Result<(), TestCaseError> {
    if shortened {
        let kept = seen(lines);
        let kept = kept.strip_suffix('…').unwrap_or(&kept);
        prop_assert!(seen(written).starts_with(kept), "{kept} is no beginning of {written}");
    } else {
        prop_assert_eq!(seen(lines), seen(written));
    }
    Ok(())
}

fn law<S: Strategy>(strategy: S, law: impl Fn(&Fonts, S::Value) -> Result<(), TestCaseError>) {
    let fonts = Fonts::built_in();
    let config = Config { cases: 160, failure_persistence: None, ..Config::default() };
    TestRunner::new(config)
        .run(&strategy, |value| law(&fonts, value))
        .unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn titles_stay_in_their_boxes_and_keep_kinsoku() {
    law(
        (text(), lang(), 300f32..1000.0, 80f32..700.0, 1..9usize),
        |fonts, (text, lang, width, height, lines)| {
            let setter = Setter::new(fonts, &Lang::new(lang));
            let block = setter.fit(&text, &title(lang), Fit { width, height, max: 300.0, min: 24.0, lines });
            prop_assert!(block.lines.len() <= lines);
            prop_assert!(block.width() <= width + 0.5, "{} of {width}: {:?}", block.width(), texts(&block));
            prop_assert!(
                block.height() <= height + 0.5,
                "{} of {height}: {:?}",
                block.height(),
                texts(&block)
            );
            holds_kinsoku(texts(&block).into_iter())?;
            let is_lonely =
                |line: &&str| seen(line).trim_end_matches(|c| CLOSING.contains(c)).chars().count() == 1;
            if let (false, [.., _, last]) = (block.shortened, texts(&block).as_slice()) {
                prop_assert!(!is_lonely(last), "a last line of one character: {:?}", texts(&block));
            }
            says(&text, &texts(&block).concat(), block.shortened)
        },
    );
}

#[test]
fn running_text_stays_in_its_width_and_keeps_kinsoku() {
    law((text(), lang(), 7f32..30.0, 1..12usize), |fonts, (text, lang, em, lines)| {
        let setter = Setter::new(fonts, &Lang::new(lang));
        let block = setter.wrap(&text, &plain(), Wrap { width: em * 30.0, size: 30.0, lines });
        prop_assert!(block.lines.len() <= lines);
        prop_assert!(
            block.width() <= em * 30.0 + 0.5,
            "{} of {}: {:?}",
            block.width(),
            em * 30.0,
            texts(&block)
        );
        holds_kinsoku(texts(&block).into_iter())?;
        says(&text, &texts(&block).concat(), block.shortened)
    });
}

#[test]
fn columns_stay_in_their_heights_and_keep_kinsoku() {
    law(
        (text(), prop::collection::vec(300f32..900.0, 1..6), any::<bool>()),
        |fonts, (text, heights, even)| {
            let setter = Setter::new(fonts, &Lang::new("zh"));
            let style = Style { weight: Weight::Regular, lead: 1.0, track: 0.14 };
            let set = setter.columns(&text, &style, Flow { heights: &heights, max: 60.0, min: 24.0, even });
            prop_assert!(set.columns.len() <= heights.len());
            for (column, height) in set.columns.iter().zip(&heights) {
                prop_assert!(
                    column.height * set.size <= height + 0.5,
                    "{} of {height}: {}",
                    column.height * set.size,
                    column.text
                );
            }
            let lines: Vec<&str> = set.columns.iter().map(|column| column.text.as_str()).collect();
            holds_kinsoku(lines.iter().copied())?;
            says(&text, &lines.concat(), set.shortened)
        },
    );
}
