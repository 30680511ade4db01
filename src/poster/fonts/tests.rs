//! What a site would notice of its fonts.

use super::*;

#[test]
fn characters_without_a_glyph_are_named() {
    let fonts = Fonts::built_in();
    assert_eq!(fonts.missing("灯街，Lantern’s 镕喆堃 燈樓 120 — “ok”…"), Vec::<char>::new());
    assert_eq!(fonts.missing("𠮷野家🎉𠮷"), ['𠮷', '🎉']);
    assert_eq!(fonts.missing("a\u{200B}b\u{FE0F}\u{3000}\n"), Vec::<char>::new());
    assert_eq!(fonts.missing("Cafe\u{301}"), Vec::<char>::new(), "a composed letter is looked for");
}

#[test]
fn the_table_of_characters_says_what_the_faces_have() {
    let fonts = Fonts::built_in();
    for weight in [Weight::Regular, Weight::Bold] {
        let chain = fonts.chain(weight, Lead::Han);
        let faces: Vec<_> = chain
            .iter()
            .map(|face| ttf_parser::Face::parse(fonts.bytes(*face), 0).expect("a font"))
            .collect();
        for character in ('\0'..='\u{2FFFF}').filter(|character| *character != '\u{FFFF}') {
            let has = faces.iter().any(|face| face.glyph_index(character).is_some());
            assert!(coverage::is_invisible(character) || has == fonts.covers(character), "{character:?}");
        }
    }
}

fn file(bytes: &[u8]) -> FontFile {
    FontFile { path: crate::model::SourcePath::new("assets/own.ttf"), bytes: bytes.into() }
}

#[test]
fn files_that_are_no_static_font_are_told_apart() {
    let problem = |bytes: &[u8]| {
        let (fonts, faults) = Fonts::with_own(vec![file(bytes)]);
        assert_eq!(fonts.hash(), Fonts::built_in().hash(), "a broken font is left out");
        faults.first().map(|fault| fault.problem)
    };
    assert_eq!(problem(b"wOF2...."), Some(FontProblem::Web));
    assert_eq!(problem(b"ttcf...."), Some(FontProblem::Collection));
    assert_eq!(problem(b"hello"), Some(FontProblem::NoFont));
    assert_eq!(problem(b""), Some(FontProblem::NoFont));
}

#[test]
fn a_site_s_own_font_comes_first() {
    let built_in = Fonts::built_in();
    let latin = built_in.bytes(built_in.latin(Weight::Regular)).to_vec();
    let (fonts, faults) = Fonts::with_own(vec![file(&latin)]);
    assert_eq!(faults, []);
    assert_ne!(fonts.hash(), built_in.hash());
    for weight in [Weight::Regular, Weight::Bold] {
        let first = fonts.chain(weight, Lead::Han)[0];
        assert_eq!(fonts.name(first), ("Handbill Own 1".to_owned(), 400));
    }
    assert_eq!(fonts.database().len(), built_in.database().len() + 1);
    assert_eq!(fonts.missing("灯"), Vec::<char>::new(), "what it lacks is taken from the built-in ones");
}
