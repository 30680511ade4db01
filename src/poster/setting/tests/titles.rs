//! Titles of every length, and the rules by name.

use super::*;

/// The title box of a broadside, portrait.
const BOX: Fit = Fit { width: 936.0, height: 660.0, max: 409.0, min: 40.0, lines: 9 };

fn fitted(lang: &str, text: &str, fit: Fit) -> (f32, Vec<String>) {
    let fonts = Fonts::built_in();
    let block = Setter::new(&fonts, &Lang::new(lang)).fit(text, &title(lang), fit);
    assert!(!block.shortened, "{text}");
    assert!(block.width() <= fit.width + 0.1 && block.height() <= fit.height + 0.1, "{text}");
    (block.size, block.lines.into_iter().map(|line| line.text).collect())
}

fn wrapped(lang: &str, text: &str, em: f32) -> Vec<String> {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new(lang));
    let block = setter.wrap(text, &plain(), Wrap { width: em * 20.0, size: 20.0, lines: 50 });
    block.lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn titles_of_every_length_fill_their_box() {
    for (lang, text, least) in [
        ("zh", "灯下夜谈", 300.0),
        ("zh", "给\u{200B}怕烫的\u{200B}人\u{200B}开的\u{200B}焊接课，兼谈\u{200B}灯街\u{200B}三十年", 143.0),
        (
            "zh",
            "在\u{200B}一条\u{200B}越来越\u{200B}安静的\u{200B}街上，我们用\u{200B}一百二十只\u{200B}救不回来的\u{200B}水壶，做了\u{200B}一百二十盏灯，请你来看",
            95.0,
        ),
        (
            "zh",
            "从\u{200B}灯街\u{200B}十八号到\u{200B}旧运河\u{200B}步行桥：一个下午，九个人，一架\u{200B}手风琴，两台\u{200B}缝纫机，和\u{200B}那些\u{200B}本来要被\u{200B}扔掉的东西，以及\u{200B}后来把它们\u{200B}领走的人的故事（第三次\u{200B}修理漫步\u{200B}全记录）",
            75.0,
        ),
        ("en", "Mend", 345.0),
        ("en", "Bring a quiet radio.", 209.0),
        ("en", "What a street needs when it grows quiet.", 155.0),
        ("en", "One hundred and twenty lamps out of kettles that nobody could save any longer ok", 104.0),
        ("zh", "修X60", 305.0),
        ("zh", "iPhone 15 与\u{200B}旧收音机之夜", 133.0),
        ("zh", "Lantern Street 的\u{200B}修理之夜，从 18 号到\u{200B}运河桥，带上 ThinkPad", 125.0),
        (
            "zh-Hant",
            "燈街《修理漫步》第\u{200B}12\u{200B}次，2026年11月27日 19:30–22:00，Lantern House 二樓：把\u{200B}收音機\u{200B}修好，把\u{200B}聲音\u{200B}帶回家，然後\u{200B}留下來\u{200B}喝一碗湯",
            78.0,
        ),
    ] {
        let (size, lines) = fitted(lang, text, BOX);
        assert!(size >= least, "{size}: {lines:?}");
    }
}

#[test]
fn lines_end_between_words() {
    assert_eq!(fitted("zh", "把\u{200B}收音机\u{200B}修响", BOX).1, ["把收音机", "修响"]);
    assert_eq!(fitted("en", "The night we fix radios", BOX).1, ["The night", "we fix", "radios"]);
    assert_eq!(
        fitted("en", "Lamp No. 4, the kettle shade", Fit { height: 260.0, ..BOX }).1,
        ["Lamp No. 4, the", "kettle shade"]
    );
}

#[test]
fn lines_end_where_a_reader_pauses() {
    let narrow = Fit { width: 936.0, height: 1060.0, max: 580.0, ..BOX };
    assert_eq!(fitted("zh", "缝补\u{200B}会，包\u{200B}饺子", narrow).1, ["缝补会，", "包饺子"]);
    assert_eq!(
        fitted("zh", "《标签上\u{200B}写着》，小册子", Fit { height: 320.0, ..BOX }).1,
        ["《标签上写着》，", "小册子"]
    );
    assert_eq!(
        fitted("en", "Repair walk: the bicycles of Old Canal", BOX).1,
        ["Repair walk:", "the bicycles", "of Old Canal"]
    );
    assert_eq!(wrapped("en", "Lantern Street, all of it", 8.0), ["Lantern Street,", "all of it"]);
    assert_eq!(
        wrapped("zh", "二手的，慢，还会\u{200B}嘀嘀叫。给\u{200B}每一位\u{200B}修东西的\u{200B}朋友。", 13.0),
        ["二手的，慢，还会嘀嘀叫。", "给每一位修东西的朋友。"]
    );
    // Rather even lines than a very short one.
    assert_eq!(wrapped("en", "Oh, the night we fix radios", 10.0), ["Oh, the night", "we fix radios"]);
}

#[test]
fn what_is_read_as_one_stays_in_a_line() {
    let narrow = Fit { width: 936.0, height: 1060.0, max: 580.0, ..BOX };
    assert_eq!(
        fitted("zh", "给\u{200B}怕\u{200B}烫的\u{200B}人的\u{200B}焊接课", narrow).1,
        ["给怕烫的", "人的", "焊接课"]
    );
    assert_eq!(wrapped("zh", "大脾气\u{200B}每周\u{200B}五在\u{200B}二层", 6.4), ["大脾气", "每周五在二层"]);
    // A name that no dictionary knows.
    assert_eq!(
        wrapped("zh", "请跟\u{200B}方\u{200B}秀\u{200B}兰\u{200B}一起来", 5.2),
        ["请跟方秀兰", "一起来"]
    );
    assert_eq!(fitted("en", "Lamp No. 3, the bicycle arm", BOX).1, ["Lamp No. 3,", "the bicycle", "arm"]);
    assert_eq!(wrapped("en", "The rice-cooker clock", 5.6), ["The", "rice-cooker", "clock"]);
    assert_eq!(wrapped("en", "A list of Type-A things", 5.7), ["A list of", "Type-A", "things"]);
    assert_eq!(wrapped("en", "the rice-cooker-clock", 4.6), ["the rice-", "cooker-", "clock"]);
    let lines = wrapped("en", "Everything with a needle, on the second Saturday in a tea house.", 12.6);
    assert_eq!(lines.last().map(String::as_str), Some("Saturday in a tea house."));
}

#[test]
fn letters_of_two_lines_do_not_touch() {
    let fonts = Fonts::built_in();
    let lead = |text: &str| {
        let block = Setter::new(&fonts, &Lang::new("en")).fit(text, &title("en"), BOX);
        assert!(block.height() <= BOX.height && block.lines.len() > 1, "{text}");
        block.lead
    };
    // The `g` stands over the `l`.
    assert!(lead("Soldering for people who are afraid of it") > 1.0);
    assert_eq!(lead("A counter unseen, runners"), 0.98);
}

#[test]
fn more_lines_are_taken_only_for_larger_letters() {
    let wide = Fit { width: 1104.0, height: 120.0, ..BOX };
    assert_eq!(fitted("en", "Bring your quiet radio", wide).1.len(), 1);
    assert_eq!(
        fitted("zh", "修东西", Fit { width: 250.0, height: 300.0, ..BOX }).1,
        ["修东西"],
        "no line of one character"
    );
}

#[test]
fn a_word_is_broken_only_where_words_would_be_tiny() {
    let (_, whole) = fitted("en", "A footbridge", Fit { width: 300.0, ..BOX });
    assert_eq!(whole, ["A footbridge"]);
    let (size, broken) = fitted("de", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", BOX);
    assert!(size > 100.0 && broken.len() > 3, "{size}: {broken:?}");
}

#[test]
fn numbers_keep_their_units_and_dates_stay_whole() {
    for (lang, text, kept) in [
        ("zh", "我们在2026年11月27日见面", "2026年11月27日"),
        ("zh", "晚上19:30–22:00开门", "19:30–22:00"),
        ("zh", "就在灯街 18 号那里", "18 号"),
        ("zh", "做了 120 盏灯", "120 盏"),
        ("zh", "这是第12次聚会", "第12次"),
        ("en", "Walk 3 km with us", "3 km"),
        ("en", "Lamp No. 4 is here", "No. 4"),
    ] {
        for em in [8.2, 8.5, 9.0, 9.5, 10.0] {
            let lines = wrapped(lang, text, em);
            assert!(lines.iter().any(|line| line.contains(kept)), "{em}: {lines:?}");
        }
    }
}

#[test]
fn lines_end_between_han_and_quotation_marks() {
    assert_eq!(wrapped("zh", "他们都说“磁带响了”然后笑了", 5.0), ["他们都说", "“磁带响了”", "然后笑了"]);
    assert_eq!(wrapped("en", "“磁带响了”然后笑了", 5.0), ["“磁带响了”", "然后笑了"]);
    assert_eq!(wrapped("en", "it’s “quite so”", 4.0), ["it’s", "“quite", "so”"]);
}

#[test]
fn marks_are_squeezed_at_line_ends_and_between_each_other() {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new("zh"));
    let width = |text: &str| setter.width(text, &plain());
    let is = |text: &str, em: f32| assert!((width(text) - em).abs() < 0.01, "{text}: {}", width(text));
    is("灯街，", 2.5);
    is("“灯街”", 3.0);
    is("《灯》（街）", 4.5);
    is("灯”，街", 3.5);
    is("灯！街", 3.0);
    // An eighth of an em on both sides of the number.
    let number = width("11");
    is("第11次", 2.25 + number);
    // But a date is one.
    is("11月11日", 2.0 + 2.0 * number);
    // A word at the end of a Han line may end with a mark that is squeezed into it.
    assert_eq!(wrapped("zh", "灯街灯街，灯街灯街。", 4.6), ["灯街灯街，", "灯街灯街。"]);
}

#[test]
fn a_text_that_is_too_long_ends_with_an_ellipsis() {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new("en"));
    let block = setter.wrap(
        "Bring one that has gone quiet. Go home with sound.",
        &plain(),
        Wrap { width: 200.0, size: 20.0, lines: 1 },
    );
    assert!(block.shortened);
    assert_eq!(texts(&block), ["Bring one that has…"]);
    let setter = Setter::new(&fonts, &Lang::new("zh"));
    let small = Fit { width: 200.0, height: 60.0, max: 40.0, min: 20.0, lines: 2 };
    let block = setter.fit("带一台哑了的来，让你带着声音回家，今晚见，不见不散", &title("zh"), small);
    assert!(block.shortened && block.size == 20.0 && block.width() <= 200.0);
    assert_eq!(texts(&block), ["带一台哑了的来，让你", "带着声音回家，今晚…"]);
}

#[test]
fn no_text_and_no_room_give_no_panic() {
    let fonts = Fonts::built_in();
    let setter = Setter::new(&fonts, &Lang::new("zh"));
    for text in ["", " ", "\u{200B}", "灯", "）））））））", "\u{FFFF}\u{1}"] {
        for room in [0.0, -5.0, 1.0, 500.0] {
            let block =
                setter.fit(text, &plain(), Fit { width: room, height: room, max: 50.0, min: 10.0, lines: 0 });
            let _ = block.svg(0.0, 0.0, "#000", Anchor::Middle);
            let _ = setter.wrap(text, &plain(), Wrap { width: room, size: room, lines: 0 });
            let _ = setter.columns(
                text,
                &plain(),
                Flow { heights: &[room, room], max: 50.0, min: 10.0, even: true },
            );
            let _ = setter.columns(text, &plain(), Flow { heights: &[], max: room, min: 0.0, even: false });
        }
    }
}
