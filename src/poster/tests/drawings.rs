use std::sync::Arc;

use resvg::usvg::fontdb::Database;

use super::opened;
use crate::poster::{
    Drawing, Fault, Flaw, Level, Meta, Page, Paper, Pictures, Placed, QrCode, pdf_sheet, prove,
};

/// A drawing of shapes, a picture and a code, without text.
fn sheet() -> String {
    let code = QrCode::new("HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/", Level::Medium).unwrap();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 500\" width=\"400\" height=\"500\">\
         <path fill=\"#f9f5ed\" d=\"M0 0h400v500H0z\"/><circle cx=\"200\" cy=\"90\" r=\"70\" fill=\"#cf3a1e\"/>\
         <image href=\"lamp\" x=\"10\" y=\"20\" width=\"60\" height=\"40\"/>{}</svg>",
        code.svg("code", [72.0, 200.0, 8.0], ["#211912", "#f9f5ed"], None)
    )
}

fn lamp() -> Pictures {
    let pixels: Vec<u8> = (0..60 * 40).flat_map(|at| [(at % 60 * 4) as u8, 120, 30]).collect();
    let picture = crate::poster::Pixels::new(60, 40, pixels).unwrap();
    Pictures::from([("lamp".to_owned(), Arc::new(picture.jpeg(88)))])
}

fn draw(svg: &str, pictures: &Pictures) -> Result<Drawing, Vec<Fault>> {
    Drawing::new(svg, &Arc::new(Database::new()), pictures)
}

fn meta() -> Meta {
    Meta { title: "Radios & <lamps>".into(), lang: "en".into(), author: Some("Lantern Street".into()) }
}

#[test]
fn the_code_of_a_drawing_is_found_and_proven_at_every_scale() {
    let drawing = draw(&sheet(), &lamp()).unwrap();
    let codes = drawing.codes();
    assert_eq!(codes.len(), 1);
    let (id, place) = codes[0];
    assert_eq!((id, place.x, place.y, place.side), ("code", 72.0, 200.0, 264.0));
    let code = QrCode::new("HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/", Level::Medium).unwrap();
    for scale in [0.5, 1.0, 1.37, 2.0] {
        let pixels = drawing.pixels(scale).unwrap();
        assert_eq!(prove(&pixels, place.scaled(scale), &code), Ok(()), "scale {scale}");
        assert_eq!(prove(&opened(&pixels.jpeg(88)), place.scaled(scale), &code), Ok(()), "JPEG, {scale}");
    }
}

#[test]
fn a_png_holds_the_very_pixels_and_says_srgb_and_no_more() {
    let pixels = draw(&sheet(), &lamp()).unwrap().pixels(1.0).unwrap();
    let png = pixels.png();
    assert_eq!(opened(&png), pixels);
    let chunks: Vec<&str> = ["IHDR", "sRGB", "IDAT", "IEND", "tEXt", "iTXt", "tIME", "pHYs", "eXIf", "gAMA"]
        .into_iter()
        .filter(|name| png.windows(4).any(|four| four == name.as_bytes()))
        .collect();
    // Decoders that do not know sRGB find its gamma beside it.
    assert_eq!(chunks, ["IHDR", "sRGB", "IDAT", "IEND"]);
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let all = || {
        let drawing = draw(&sheet(), &lamp()).unwrap();
        let pixels = drawing.pixels(1.0).unwrap();
        (pixels.png(), pixels.jpeg(88), drawing.svg(&meta()), drawing.pdf(&meta(), Paper::A4).unwrap())
    };
    assert_eq!(all(), all());
}

#[test]
fn outlines_drawn_again_are_the_same_picture() {
    let drawing = draw(&sheet(), &lamp()).unwrap();
    let svg = drawing.svg(&meta());
    assert!(
        svg.contains("<title>Radios &amp; &lt;lamps&gt;</title>") && svg.contains("lang=\"en\""),
        "{svg}"
    );
    assert!(svg.contains("viewBox=\"0 0 400 500\""), "{svg}");
    assert!(!svg.contains(" style="), "a strict policy refuses it: {svg}");
    let embedded = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
    let mut again = resvg::tiny_skia::Pixmap::new(400, 500).unwrap();
    resvg::render(&embedded, resvg::tiny_skia::Transform::identity(), &mut again.as_mut());
    let first = drawing.pixels(1.0).unwrap();
    let differing = again
        .pixels()
        .iter()
        .zip(first.rgb().chunks(3))
        .filter(|(again, first)| {
            [again.red(), again.green(), again.blue()]
                .iter()
                .zip(*first)
                .any(|(one, two)| one.abs_diff(*two) > 8)
        })
        .count();
    assert_eq!(differing, 0);
}

#[test]
fn a_pdf_has_the_page_the_title_the_language_and_the_picture_as_it_came() {
    let pictures = lamp();
    let pdf = draw(&sheet(), &pictures).unwrap().pdf(&meta(), Paper::A4).unwrap();
    let has = |needle: &[u8]| pdf.windows(needle.len()).any(|part| part == needle);
    assert!(has(b"/MediaBox[0 0 595.27") && has(b"/Lang(en)"));
    assert!(has(b"/Title") && has(b"/Author"));
    assert!(has(&pictures["lamp"]), "the JPEG passes through");
    assert!(!has(b"CreationDate") && !has(b"ModDate"));
}

#[test]
fn a_sheet_holds_a_shared_picture_once() {
    let drawing = draw(&sheet(), &lamp()).unwrap();
    let placed: Vec<_> = (0..6)
        .map(|at| Placed {
            drawing: &drawing,
            x: 10.0 + 60.0 * at as f32,
            y: 10.0,
            width: 40.0,
            height: 50.0,
        })
        .collect();
    let pages = vec![Page { paper: Paper::A4, placed: placed.clone() }, Page { paper: Paper::A4, placed }];
    let pdf = pdf_sheet(&pages, &meta()).unwrap();
    let jpegs = pdf.windows(9).filter(|part| *part == b"DCTDecode").count();
    assert_eq!(jpegs, 1);
    assert!(
        pdf_sheet(&[Page { paper: Paper { width: 0.0, height: f32::NAN }, placed: Vec::new() }], &meta())
            .is_err()
    );
}

/// What is wrong with a drawing's inside, with line and column.
fn faults(inside: &str) -> Vec<(Flaw, u32, u32)> {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\n{inside}</svg>");
    match draw(&svg, &lamp()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.into_iter().map(|fault| (fault.flaw, fault.line, fault.column)).collect(),
    }
}

fn attribute(name: &str, value: &str) -> Flaw {
    Flaw::Attribute { name: name.into(), value: value.into() }
}

#[test]
fn everything_that_would_be_left_out_is_named_with_its_place() {
    assert_eq!(
        faults("<image href=\"sun\"/>\n <foreignObject/><path d=\"MNaN 0\"/>"),
        [
            (Flaw::Picture("sun".into()), 2, 8),
            (Flaw::Element("foreignObject".into()), 3, 2),
            (attribute("d", "MNaN 0"), 3, 24),
        ]
    );
    for (inside, flaw) in [
        (
            "<image href=\"https://lantern.example/x.png\"/>",
            Flaw::Outside("https://lantern.example/x.png".into()),
        ),
        ("<image href=\"data:image/png;base64,AA\"/>", Flaw::Outside("data:image/png;base64,AA".into())),
        ("<use href=\"other.svg#a\"/>", Flaw::Outside("other.svg#a".into())),
        ("<use href=\"#a\"/>", Flaw::Reference("a".into())),
        ("<g fill=\"url(#ink)\"/>", Flaw::Reference("ink".into())),
        ("<g style=\"mask: url('#m')\"/>", Flaw::Reference("m".into())),
        ("<style>g { clip-path: url(#c) }</style>", Flaw::Reference("c".into())),
        ("<rect width=\"inf\" height=\"2\"/>", attribute("width", "inf")),
        ("<g transform=\"translate(NaN 0)\"/>", attribute("transform", "translate(NaN 0)")),
        ("<g transform=\"move(1 0)\"/>", attribute("transform", "move(1 0)")),
        ("<text font-family=\"Nowhere\">lamp</text>", Flaw::Font("Nowhere".into())),
        ("<script/>", Flaw::Element("script".into())),
    ] {
        let found: Vec<Flaw> = faults(inside).into_iter().map(|(flaw, ..)| flaw).collect();
        assert_eq!(found, [flaw], "{inside}");
    }
    assert_eq!(faults("<g transform=\"translate(1,2) rotate(-7 3 3)\"><path d=\"M0 0h1e1z\"/></g>"), []);
}

#[test]
fn a_drawing_that_is_no_xml_has_the_place_where_it_breaks() {
    let found = faults("<g>\n  <path d=\"M0 0\"/>\n</b>");
    assert!(matches!(&found[..], [(Flaw::Xml(_), 4, _)]), "{found:?}");
    assert!(matches!(&draw("", &lamp()).unwrap_err()[0].flaw, Flaw::Xml(_)));
    let html = draw("<html/>", &lamp()).unwrap_err();
    assert_eq!((&html[0].flaw, html[0].excerpt.as_str()), (&Flaw::NotSvg("html".into()), "<html/>"));
    let no_size = draw("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", &lamp()).unwrap_err();
    assert_eq!(no_size[0].flaw, Flaw::NoSize);
    let entities = draw(
        "<!DOCTYPE svg [<!ENTITY a \"aa\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        &lamp(),
    );
    assert!(matches!(&entities.unwrap_err()[0].flaw, Flaw::Xml(_)));
}

#[test]
fn a_damaged_picture_is_named() {
    for bytes in [&b"\xff\xd8\xff\xe0 torn"[..], b"GIF89a", b"not a picture", b"<svg", b""] {
        let pictures = Pictures::from([("lamp".to_owned(), Arc::new(bytes.to_vec()))]);
        let faults = draw(&sheet(), &pictures).unwrap_err();
        assert!(
            matches!(&faults[..], [Fault { flaw: Flaw::BrokenPicture(name, _), .. }] if name == "lamp"),
            "{faults:?}"
        );
    }
}

#[test]
fn a_drawing_may_stand_in_another_as_a_picture() {
    let inner = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"6\" height=\"4\"><path fill=\"#00f\" d=\"M0 0h6v4H0z\"/></svg>";
    let pictures = Pictures::from([("lamp".to_owned(), Arc::new(inner.as_bytes().to_vec()))]);
    let pixels = draw(&sheet(), &pictures).unwrap().pixels(1.0).unwrap();
    assert_eq!(pixels.at(40, 40), [0, 0, 255]);
}

#[test]
fn a_drawing_too_large_for_memory_is_refused() {
    let drawing = draw(&sheet(), &lamp()).unwrap();
    for scale in [1000.0, f32::INFINITY, f32::NAN, 0.0, -1.0] {
        assert!(matches!(drawing.pixels(scale).unwrap_err().flaw, Flaw::Large(..)), "{scale}");
    }
}
