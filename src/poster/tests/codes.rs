use std::sync::Arc;

use proptest::prelude::*;
use qrcodegen::{QrCodeEcc, QrSegment};

use super::{as_a_phone_sends_it, picture_of, turned};
use crate::model::Code;
use crate::poster::{CodeBox, Drawing, Level, Pictures, QrCode, prove, read};

const PRINTED: &str = "HTTPS://LANTERN.EXAMPLE/C/7KQ2MX/";

fn code(address: &str) -> QrCode {
    QrCode::new(address, Level::Medium).expect("it is short")
}

#[test]
fn the_printed_address_takes_25_modules() {
    let code = code(PRINTED);
    assert_eq!((code.side(), code.version(), code.boxed()), (25, 2, 33));
    assert!(code.path().len() < 2500, "{}", code.path().len());
}

#[test]
fn the_level_is_raised_where_the_size_allows() {
    assert_eq!(code("HTTPS://L.EXAMPLE/C/7KQ2MX/").level(), Level::Quartile);
    let with_logo = QrCode::new(PRINTED, Level::High).expect("it is short");
    assert_eq!((with_logo.level(), with_logo.side()), (Level::High, 29));
}

#[test]
fn a_path_in_small_letters_does_not_push_the_whole_code_into_bytes() {
    let address = "HTTPS://LANTERN.EXAMPLE.ORG/team/site/C/7KQ2MX/";
    let bytes = QrSegment::make_bytes(address.as_bytes());
    let naive = qrcodegen::QrCode::encode_segments(&[bytes], QrCodeEcc::Medium).unwrap();
    assert!(code(address).side() < naive.size().unsigned_abs(), "{:?}", code(address));
}

#[test]
fn the_host_is_printed_in_capitals_and_the_path_as_it_is_written() {
    for (base, printed) in [
        ("https://lantern.example/", PRINTED),
        ("https://lantern.example", PRINTED),
        ("https://lantern.example/Team/site/", "HTTPS://LANTERN.EXAMPLE/Team/site/C/7KQ2MX/"),
        ("http://localhost:8080/a", "HTTP://LOCALHOST:8080/a/C/7KQ2MX/"),
    ] {
        assert_eq!(Code::new("7KQ2MX").expect("a code").address(base), printed);
    }
}

#[test]
fn codes_are_read_at_every_size_turned_and_as_a_phone_sends_them() {
    for address in [
        "HTTPS://L.EXAMPLE/C/0/",
        PRINTED,
        "HTTPS://LANTERN.EXAMPLE.ORG/team/site/C/7KQ2MX/",
        "HTTPS://XN--LANTERN-QF7K.EXAMPLE/%E7%81%AF%E8%A1%97/C/7KQ2MX/",
        "https://lantern.example/stories/the-radio-that-kept-his-voice/?from=poster",
    ] {
        let code = code(address);
        for module in [1, 2, 3, 7] {
            assert_eq!(read(&picture_of(&code, module), None), [address], "{module} pixels a module");
        }
        let large = picture_of(&code, 9);
        for degrees in [7.0, -7.0] {
            let turned = turned(&large, degrees);
            assert_eq!(read(&turned, None), [address], "turned by {degrees}");
            assert_eq!(read(&as_a_phone_sends_it(&turned), None), [address], "turned and sent");
        }
        assert_eq!(read(&as_a_phone_sends_it(&large), None), [address], "sent");
    }
}

#[test]
fn an_address_that_no_code_can_hold_is_refused() {
    let long = "a".repeat(2_332);
    assert_eq!(QrCode::new(&long, Level::Medium).unwrap_err().bytes, 2_332);
    assert!(QrCode::new(&long[..2_331], Level::Medium).is_ok());
    assert!(QrCode::new(&"1".repeat(100_000), Level::Medium).is_err());
}

/// Addresses as they are, and mixtures that switch between the modes of a code more often than any address.
fn addresses() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,300}", "([0-9]{1,20}|[A-Z0-9:/.%-]{1,20}|[a-z/]{1,20}){1,15}"]
}

/// The smallest side that one mode for the whole address gives.
fn naive_side(address: &str) -> u32 {
    let bytes = [QrSegment::make_bytes(address.as_bytes())];
    let side = |segments: &[QrSegment]| {
        let code = qrcodegen::QrCode::encode_segments(segments, QrCodeEcc::Medium).expect("it is short");
        code.size().unsigned_abs()
    };
    side(&QrSegment::make_segments(address)).min(side(&bytes))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_address_is_read_back_and_takes_no_more_than_one_mode_would(address in addresses()) {
        let address = &address[..address.len().min(300)];
        let code = code(address);
        prop_assert!(code.side() <= naive_side(address));
        let read = read(&picture_of(&code, 4), None);
        prop_assert_eq!(read, [address]);
    }
}

#[test]
fn a_logo_covers_a_quarter_of_a_side_at_most_and_the_code_is_read_all_the_same() {
    for (address, logo) in [
        ("HTTPS://L.EXAMPLE/C/0/", [0, 0, 0]),
        (PRINTED, [0, 0, 0]),
        (PRINTED, [207, 58, 30]),
        ("HTTPS://LANTERN.EXAMPLE.ORG/team/site/C/7KQ2MX/", [255, 255, 255]),
        ("HTTPS://XN--LANTERN-QF7K.EXAMPLE/%E7%81%AF%E8%A1%97/C/7KQ2MX/", [0, 0, 0]),
    ] {
        let code = QrCode::new(address, Level::High).expect("it is short");
        let (first, covered) = code.middle();
        assert_eq!(code.level(), Level::High);
        assert!(covered * 4 <= code.side() && covered * 5 >= code.side(), "{covered} of {}", code.side());
        assert_eq!(first * 2 + covered, code.side(), "it stands in the middle");
        let side = code.boxed() as f32 * 9.0;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">{}</svg>",
            code.svg("code", [0.0, 0.0, 9.0], ["#211912", "#f9f5ed"], Some("logo"))
        );
        let picture = crate::poster::Pixels::new(8, 8, logo.repeat(64)).expect("64 pixels").png();
        let pictures = Pictures::from([("logo".to_owned(), Arc::new(picture))]);
        let drawing = Drawing::new(&svg, &Arc::default(), &pictures).expect("a drawing");
        let pixels = drawing.pixels(1.0).expect("it is small");
        let middle = (side / 2.0) as u32;
        assert_eq!(pixels.at(middle, middle), logo, "the logo is drawn");
        let place = CodeBox { x: 0.0, y: 0.0, side };
        assert_eq!(prove(&pixels, place, &code), Ok(()), "{address}");
        assert_eq!(read(&as_a_phone_sends_it(&turned(&pixels, 7.0)), None), [address]);
    }
}
