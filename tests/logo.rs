//! The logo in the codes of posters: drawn in every design and format, and every code is read all the same.

mod support;

use handbill::poster::{Pixels, read};
use support::TestSite;

const DESIGNS: [&str; 4] = ["broadside", "leaf", "obi", "stub"];
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path fill=\"#008000\" d=\"M0 0h10v10H0z\"/><script>alert(1)</script></svg>";

fn site(logo: &str) -> TestSite {
    let site = TestSite::plaza().posters().also(&format!("[posters]\nlogo = \"{logo}\"\n"));
    DESIGNS.iter().fold(site, |site, design| {
        let text = format!(
            "+++\ntitle = \"The night we fix radios\"\nstart = 2026-11-28T19:30:00\nposter = {{ design = \"{design}\", formats = [\"wide\", \"portrait\", \"tall\", \"square\", \"a4\"] }}\n[venue]\nname = \"Lantern House\"\n+++\nText.\n"
        );
        site.file(&format!("content/events/{design}.md"), text)
    })
}

fn opened(bytes: &[u8]) -> Pixels {
    let image = image::load_from_memory(bytes).expect("a picture").into_rgb8();
    Pixels::new(image.width(), image.height(), image.into_raw()).expect("it has pixels")
}

#[test]
fn the_logo_stands_in_the_code_of_every_poster_and_nothing_of_it_runs() {
    let built = site("assets/lantern.svg").file("assets/lantern.svg", LOGO).build();
    for design in DESIGNS {
        for format in ["wide", "portrait", "tall", "square", "a4"] {
            let name = format!("posters/events/{design}/{format}.png");
            let pixels = opened(&built.files[&name]);
            let codes = read(&pixels, None);
            assert!(
                matches!(&codes[..], [code] if code.starts_with("HTTPS://LANTERN.EXAMPLE/C/")),
                "{name}: {codes:?}"
            );
            let green = pixels.rgb().chunks(3).filter(|pixel| **pixel == [0, 128, 0]).count();
            assert!(green > 900, "{name}: {green} pixels of the logo");
        }
        let svg = String::from_utf8_lossy(&built.files[&format!("posters/events/{design}/portrait.svg")]);
        assert!(!svg.contains("alert"), "{design}");
    }
    assert!(built.told().contains("script"), "what is left out of the logo is told: {}", built.told());
}

#[test]
fn another_logo_makes_other_posters() {
    let site = site("assets/lantern.svg").file("assets/lantern.svg", LOGO);
    let mut pipeline = site.pipeline();
    let first = site.build_with(&mut pipeline, &site.out());
    site.write("assets/lantern.svg", LOGO.replace("#008000", "#800000"));
    let second = site.build_with(&mut pipeline, &site.out());
    let name = "posters/events/obi/portrait.png";
    assert_ne!(first.files[name], second.files[name]);
}
