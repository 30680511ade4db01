//! Each mistake is told once, where it begins, and no sound line with it.

use proptest::prelude::*;

use super::*;

/// The lines and the marked texts of all that is told.
fn told(text: &str) -> Vec<(usize, &str)> {
    let mut room = String::new();
    let (_, faults) = read_toml(text, &mut room);
    let line = |fault: &TomlFault| text[..fault.span.start].matches('\n').count() + 1;
    faults.iter().map(|fault| (line(fault), &text[fault.span.start..fault.span.end])).collect()
}

#[test]
fn what_is_open_is_told_where_it_opens_and_nothing_behind_it() {
    for (text, wanted) in [
        ("tags = [\"House\", \"letters\"\ncity = \"B\"\nend = 3\n[extra]\na = [1]\n", (1, "[")),
        ("a = 1\ntags = [\n  \"x\",\n[extra]\na = [1]\n", (2, "[")),
        ("a = 1\ntags = [[1, 2], [3]\n[[extra]]\nb = [1]", (2, "[")),
        ("a = { b = 1\n[extra]\nc = { d = 1 }\n", (1, "{")),
        ("a = { b = 1\nc = 2\nd = { e = 1 }\n", (1, "{")),
        ("a = [\n  { b = 1 },\n  { c = 2\n]\nd = 3\n", (3, "{")),
        ("a = [1, 2}\nb = 3\n", (1, "[")),
        ("a = { b = [1, 2 }\nb = 3\n", (1, "[")),
        ("a = \"b\nc = 1\n", (1, "\"b")),
        ("a = 'b\r\nc = 1\r\n", (1, "'b")),
        ("a = \"b\\\"\nc = 1\n", (1, "\"b\\\"")),
        ("a = [\"b\", \"c]\nd = [1]\n", (1, "\"c]")),
        ("a = [\n  \"b\",\n  \"c,\n  \"d\",\n]\ne = 1\n", (3, "\"c,")),
        ("a = 1\nb = \"\"\"c\nd = 1\n\n[e]\nf = \"g\"\n", (2, "\"\"\"")),
        ("a = 1\nb = ['''c\nd = 1]\n", (2, "'''")),
        ("[a\nb = 1\n", (1, "[")),
        ("b = 1\n[[a]\nb = 1\nb = 2\n", (2, "[")),
    ] {
        assert_eq!(told(text), [wanted], "{text}");
    }
}

#[test]
fn a_statement_has_one_mistake_and_every_statement_its_own() {
    for (text, lines) in [
        ("a == 1\n", &[1][..]),
        ("a = 1 2 = 3 [\n", &[1]),
        ("a = [1 2 3\n 4 5]\nb = 1 1\n", &[1, 3]),
        ("a = [1 2]\nb = [1\nc = d\n[e\nf = 'g\n", &[1, 2, 3, 4, 5]),
        ("a = 1\na = 2\n[b]\n[b]\n", &[2, 4]),
        ("a = 1\n[\na = 2\n[c]\nd = 1\nd = 1\n", &[2, 6]),
    ] {
        let told: Vec<usize> = told(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(told, lines, "{text}");
    }
}

/// Sound statements with what might be taken for something open.
const SOUND: [&str; 7] = [
    "KEY = [ # [ {\n  \"]\", '[', # \" \"\"\"\n  [1], [[2, 3], []],\n]\n",
    "KEY = { a = [1, { b = 2 }], c = \"}\" } # it's\n",
    "KEY = \"\"\"\nx = [\n\"quoted\" \\\"\"\" '''\n\"\"\"\"\n",
    "KEY = '''\n[a\n\\'''\n",
    "KEY.\"a b\".'c=[' = 2026-11-27 19:30:00\n",
    "KEY = \"\\\\\" # \"\n",
    "KEY = {\n  a = 1,\n  b = [\n    2,\n  ],\n}\n",
];

/// Broken statements that spoil nothing but themselves.
const BROKEN: [&str; 8] = [
    "KEY = [\"a\", \"b\"\n",
    "KEY = [\n  \"a\",\n",
    "KEY = \"a\n",
    "KEY = [\"a]\n",
    "KEY == 1\n",
    "KEY = 'It's late'\n",
    "KEY = [{ a = 1 ]\n",
    "KEY = 1 2\n",
];

fn named(template: &str, at: usize) -> String {
    template.replace("KEY", &format!("key{at}"))
}

proptest! {
    #[test]
    fn sound_lines_around_a_broken_one_are_never_blamed(
        parts in prop::collection::vec((any::<bool>(), 0..8_usize), 1..8),
    ) {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for (at, (broken, which)) in parts.into_iter().enumerate() {
            let first = text.matches('\n').count() + 1;
            let statement = if broken { BROKEN[which] } else { SOUND[which % SOUND.len()] };
            if broken {
                lines.push(first);
            }
            text.push_str(&named(statement, at));
        }
        text.push_str("last = 1\n");
        let told: Vec<usize> = told(&text).into_iter().map(|(line, _)| line).collect();
        prop_assert_eq!(told, lines, "{}", text);
    }

    #[test]
    fn something_is_told_of_every_text_that_is_no_toml_and_of_no_other(
        text in "([a-c]( = )?|[\\[\\]{}=,.\"'#\\\\ \n\r1灯“]|\"\"\"|'''|\\[\\[){0,40}",
    ) {
        let mut room = String::new();
        let (_, faults) = read_toml(&text, &mut room);
        let is_sound = DeTable::parse_recoverable(&text).1.is_empty();
        prop_assert_eq!(faults.is_empty(), is_sound, "{:?} {:?}", text, faults);
        prop_assert!(faults.is_sorted_by_key(|fault| fault.span.start));
        prop_assert!(faults.iter().all(|fault| text.get(fault.span.start..fault.span.end).is_some()));
    }
}
