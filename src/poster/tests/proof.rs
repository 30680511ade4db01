use super::picture_of;
use crate::poster::{CodeBox, Level, Pixels, QrCode, Unproven, least_module_mm, module_is_enough, prove};

fn code(address: &str) -> QrCode {
    QrCode::new(address, Level::Medium).expect("it is short")
}

fn lantern() -> QrCode {
    code("HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/")
}

/// A code of 8 pixels a module, on a sheet of which each pixel may be changed, with its proof.
fn proof_of(change: impl Fn(u32, u32, [u8; 3]) -> [u8; 3]) -> Result<(), Unproven> {
    let (code, around) = (lantern(), 40);
    let picture = picture_of(&code, 8);
    let side = picture.width() + 2 * around;
    let within = around..around + picture.width();
    let mut rgb = Vec::new();
    for y in 0..side {
        for x in 0..side {
            let is_code = within.contains(&x) && within.contains(&y);
            let pixel = if is_code { picture.at(x - around, y - around) } else { [200, 40, 20] };
            rgb.extend(change(x.wrapping_sub(around), y.wrapping_sub(around), pixel));
        }
    }
    let pixels = Pixels::new(side, side, rgb).expect("it has pixels");
    prove(&pixels, CodeBox { x: 40.0, y: 40.0, side: 264.0 }, &code)
}

#[test]
fn a_code_on_its_own_paper_is_proven() {
    assert_eq!(proof_of(|_, _, pixel| pixel), Ok(()));
}

#[test]
fn a_code_that_leads_elsewhere_is_named() {
    let other = picture_of(&code("HTTPS://LANTERN.EXAMPLE/C/R4V0ZE/"), 8);
    let place = CodeBox { x: 0.0, y: 0.0, side: 264.0 };
    let says = "HTTPS://LANTERN.EXAMPLE/C/R4V0ZE/".to_owned();
    assert_eq!(prove(&other, place, &lantern()), Err(Unproven::SaysOther(says)));
}

#[test]
fn what_covers_a_code_makes_it_unproven() {
    // A label over one of the three corners by which readers find a code.
    let covered = proof_of(|x, y, pixel| if x.max(y) < 84 && x.min(y) >= 32 { [255; 3] } else { pixel });
    assert_eq!(covered, Err(Unproven::NotRead));
}

#[test]
fn a_line_in_the_quiet_zone_is_found() {
    for column in [0, 31, 232, 263] {
        let line = proof_of(|x, y, pixel| if x == column && (40..200).contains(&y) { [0; 3] } else { pixel });
        assert_eq!(line, Err(Unproven::QuietZone), "column {column}");
    }
    let outside = proof_of(|x, _, pixel| if x == 264 { [0; 3] } else { pixel });
    assert_eq!(outside, Ok(()));
}

#[test]
fn contrast_is_held_to_what_readers_need() {
    let grey = proof_of(|_, _, pixel| if pixel == [0; 3] { [150; 3] } else { pixel });
    assert!(matches!(grey, Err(Unproven::Contrast(ratio)) if (2.0..3.0).contains(&ratio)), "{grey:?}");
    let inverted =
        proof_of(|_, _, pixel| if pixel == [200, 40, 20] { pixel } else { pixel.map(|part| 255 - part) });
    assert!(matches!(inverted, Err(Unproven::Contrast(ratio)) if ratio < 1.0), "{inverted:?}");
    let night = proof_of(|_, _, pixel| if pixel == [255; 3] { [140; 3] } else { pixel });
    assert!(matches!(night, Err(Unproven::Dark(_))), "{night:?}");
    let ink_on_paper = proof_of(|_, _, pixel| if pixel == [255; 3] { [249, 245, 237] } else { pixel });
    assert_eq!(ink_on_paper, Ok(()));
}

#[test]
fn a_place_outside_of_the_picture_is_no_panic() {
    let picture = picture_of(&lantern(), 8);
    for place in
        [(-500.0, 0.0, 264.0), (200.0, 200.0, 264.0), (0.0, 0.0, f32::NAN), (0.0, 0.0, 0.0), (0.0, 0.0, -9.0)]
    {
        let place = CodeBox { x: place.0, y: place.1, side: place.2 };
        assert!(prove(&picture, place, &lantern()).is_err(), "{place:?}");
    }
}

#[test]
fn a_module_must_be_as_large_as_the_distance_asks() {
    // 1 m away: a code of 10 cm, so modules of 4 mm; with more modules, no finer ones.
    assert!((least_module_mm(100.0, 25) - 4.0).abs() < 1e-6);
    assert!((least_module_mm(100.0, 45) - 4.0).abs() < 1e-6);
    assert!(module_is_enough(4.0, 100.0, 25) && !module_is_enough(3.9, 100.0, 25));
}
