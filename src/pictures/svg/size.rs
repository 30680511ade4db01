//! How large a drawing is meant to be shown.

/// Width and height in pixels: as written, else of the view box, else unknown.
pub(super) fn of(width: Option<&str>, height: Option<&str>, view_box: Option<&str>) -> Option<(u32, u32)> {
    let seen = view_box.and_then(view);
    let (width, height) = (width.and_then(length), height.and_then(length));
    let (width, height) = match (width, height, seen) {
        (Some(width), Some(height), _) => (width, height),
        // The other side follows the view box, as browsers have it.
        (Some(width), None, Some((x, y))) => (width, width * y / x),
        (None, Some(height), Some((x, y))) => (height * x / y, height),
        (None, None, Some(seen)) => seen,
        (_, _, None) => return None,
    };
    Some((whole(width)?, whole(height)?))
}

fn whole(side: f64) -> Option<u32> {
    // More is meant for a wall; the ratio is what a page needs, and a browser bounds the rest.
    (0.5..=100_000.0).contains(&side).then(|| side.round() as u32)
}

/// The last two numbers of `viewBox`.
fn view(text: &str) -> Option<(f64, f64)> {
    let mut numbers =
        text.split(|c: char| c == ',' || c.is_ascii_whitespace()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<f64>().ok();
    let (_, _, width, height) = (next()?, next()?, next()?, next()?);
    (width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite()).then_some((width, height))
}

/// A length in pixels (CSS Values 4 §6.2); parts of what surrounds the drawing are none.
fn length(text: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
    ];
    let text = text.trim();
    let unit = UNITS.iter().find_map(|(unit, pixels)| Some((text.strip_suffix(unit)?, *pixels)));
    let (number, pixels) = unit.unwrap_or((text, 1.0));
    let number: f64 = number.trim().parse().ok()?;
    (number > 0.0 && number.is_finite()).then_some(number * pixels)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_drawing_is_as_large_as_it_says_or_as_its_view_box() {
        assert_eq!(of(None, None, Some("0 0 800 450")), Some((800, 450)));
        assert_eq!(of(Some("400"), None, Some("0,0,800,450")), Some((400, 225)));
        assert_eq!(of(Some("2in"), Some("48pt"), None), Some((192, 64)));
        assert_eq!(of(Some("100%"), Some("100%"), Some("-5 -5 10 20")), Some((10, 20)));
        for (width, view) in
            [(None, None), (Some("1e400"), None), (None, Some("0 0 0 9")), (None, Some("0 0 inf nan"))]
        {
            assert_eq!(of(width, None, view), None, "{width:?} {view:?}");
        }
    }
}
