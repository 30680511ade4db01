//! Any text gives a value or an error.

use proptest::prelude::*;

use super::*;

fn arbitrary_front() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "title",
        "start",
        "end",
        "price",
        "extra",
        "tags",
        "venue",
        "name",
        "a",
        "=",
        ":",
        " ",
        "\n",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "\"\"\"",
        "- ",
        "  ",
        "\t",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "|",
        ">",
        ".",
        "1",
        "-1.5e9",
        "2026-11-27",
        "T19:30",
        "true",
        "nan",
        "0x",
        "\r\n",
        "灯",
        "\u{0}",
        "\u{feff}",
        "---",
        "...",
        "? ",
        "[[",
        "]]",
        "\\u0001",
        "%YAML 1.2\n",
    ]);
    prop_oneof![
        prop::collection::vec(word, 0..60).prop_map(|words| words.concat()),
        prop::collection::vec(any::<char>(), 0..80).prop_map(|chars| chars.into_iter().collect()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_front_matter_gives_a_value_or_an_error(text in arbitrary_front(), yaml in any::<bool>()) {
        let format = if yaml { Format::Yaml } else { Format::Toml };
        for target in Target::ALL {
            if target == Target::Config {
                let (value, problems) = decode_config(&path(), &text);
                prop_assert!(value.is_some() || crate::diagnostics::has_errors(&problems));
                continue;
            }
            let (value, problems, file) = decode(target, format, &text);
            prop_assert!(value.is_some() || crate::diagnostics::has_errors(&problems));
            for problem in &problems {
                let span = problem.labels[0].span.expect("a place");
                prop_assert!(file.get(span.start..span.end).is_some(), "{problem:?}");
            }
        }
    }
}
