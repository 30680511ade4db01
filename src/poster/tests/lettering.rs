use std::io::Read as _;

use crate::model::Lang;

use super::opened;
use crate::poster::{Anchor, Drawing, Flaw, Fonts, Meta, Paper, Pictures, Setter, Style, Weight, Wrap};

const TITLE: &str = "把收音机修响 Radio Night";

/// A drawing of a title, in Chinese and Latin letters.
fn titled() -> Drawing {
    let fonts = Fonts::built_in();
    let lang = Lang::new("zh");
    let style = Style { weight: Weight::Bold, lead: 1.1, track: 0.0 };
    let title = Setter::new(&fonts, &lang).wrap(TITLE, &style, Wrap { width: 560.0, size: 60.0, lines: 3 });
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"300\">\
         <path fill=\"#f9f5ed\" d=\"M0 0h600v300H0z\"/>{}</svg>",
        title.svg(20.0, 80.0, "#211912", Anchor::Start)
    );
    Drawing::new(&svg, &fonts.database(), &Pictures::new()).unwrap()
}

fn meta() -> Meta {
    Meta { title: TITLE.to_owned(), lang: "zh-Hans".to_owned(), author: None }
}

/// The flaws of a drawing that holds this and nothing else.
fn flaws(inside: &str) -> Vec<Flaw> {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 90\">{inside}</svg>");
    match Drawing::new(&svg, &Fonts::built_in().database(), &Pictures::new()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|fault| fault.flaw).collect(),
    }
}

#[test]
fn outlines_need_no_font_and_are_the_same_picture() {
    let drawing = titled();
    let svg = drawing.svg(&meta());
    assert!(!svg.contains("<text") && !svg.contains("font-family"), "{svg}");
    assert!(svg.contains("<title>把收音机修响 Radio Night</title>"));
    // Without a single font, what is drawn is the outlines alone.
    let no_fonts = std::sync::Arc::new(resvg::usvg::fontdb::Database::new());
    let again = Drawing::new(&svg, &no_fonts, &Pictures::new()).unwrap().pixels(1.0).unwrap();
    let first = drawing.pixels(1.0).unwrap();
    let dark = first.rgb().iter().filter(|byte| **byte < 100).count();
    assert!(dark > 5000, "the title is drawn");
    let differing = again.rgb().iter().zip(first.rgb()).filter(|(one, two)| one.abs_diff(**two) > 32).count();
    assert!(differing < 10, "{differing} bytes");
    assert_eq!(opened(&first.png()), first);
}

/// Every stream of a PDF that is packed, unpacked.
fn streams(pdf: &[u8]) -> Vec<String> {
    let starts = pdf.windows(8).enumerate().filter(|(_, part)| *part == b"\nstream\n").map(|(at, _)| at + 8);
    starts
        .map(|start| {
            let mut bytes = Vec::new();
            // What is not packed, a picture say, gives nothing.
            let _ = flate2::read::ZlibDecoder::new(&pdf[start..]).read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
        .collect()
}

#[test]
fn a_pdf_carries_subsets_of_its_fonts_and_says_which_character_each_glyph_is() {
    let pdf = titled().pdf(&meta(), Paper { width: 60.0, height: 30.0 }).unwrap();
    assert!(pdf.len() < 40_000, "{} bytes: not the whole font", pdf.len());
    let streams = streams(&pdf);
    let maps: String = streams.iter().filter(|text| text.contains("beginbfchar")).cloned().collect();
    for character in TITLE.chars().filter(|c| *c != ' ') {
        let code = format!("<{:04X}>", u32::from(character));
        assert!(maps.to_ascii_uppercase().contains(&code), "{character} {code}: {maps}");
    }
    assert!(streams.iter().all(|text| !text.contains("CreateDate")));
}

#[test]
fn a_character_without_a_glyph_is_named_instead_of_drawn_as_a_box() {
    assert_eq!(
        flaws("<text y=\"40\" font-family=\"Handbill Han\">灯🏮街</text>"),
        [Flaw::Glyph("🏮".into())]
    );
    // The Latin face has no Han characters: those of the Han face stand in for it.
    assert_eq!(flaws("<text y=\"40\" font-family=\"Handbill Latin\">灯街 lamp</text>"), []);
}

#[test]
fn a_family_that_is_not_there_is_named_even_if_another_face_could_stand_for_it() {
    let flaw = Flaw::Font("Helvetica".into());
    assert_eq!(flaws("<text y=\"40\" font-family=\"Helvetica\">lamp</text>"), [flaw]);
    assert_eq!(flaws("<text y=\"40\" font-family=\"Helvetica, Handbill Latin\">lamp</text>"), []);
    assert_eq!(flaws("<text y=\"40\">lamp</text>"), []);
}
