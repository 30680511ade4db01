//! Depth by dots, as a printing press has it: a screen at 45°, each dot as large as its place is dark.

use std::fmt::Write as _;

/// How many sizes of dots there are: each is one path.
const BANDS: usize = 7;
/// Lighter places have no dot.
const LIGHTEST: f64 = 0.06;

/// A rectangle of dots.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    /// Left, top, right, bottom.
    pub(super) area: [f64; 4],
    /// From dot to dot, in pixels.
    pub(super) step: f64,
    /// The radius of the darkest dots.
    pub(super) radius: f64,
}

impl Screen {
    /// Paths whose strokes are the dots; `tone` is how dark a place is, from 0 to 1. They take their colour from around them.
    pub(super) fn dots(&self, tone: impl Fn(f64, f64) -> f64) -> String {
        let [left, top, right, bottom] = self.area;
        let (cx, cy) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        let reach = (right - left).hypot(bottom - top) / 2.0;
        let slant = std::f64::consts::FRAC_1_SQRT_2;
        // A design gives the numbers: a step of nothing would never end.
        let step = if self.step.is_finite() { self.step.max(4.0) } else { 20.0 };
        let count = (reach / step).clamp(0.0, 400.0) as i32 + 1;
        let mut bands: [String; BANDS] = Default::default();
        let mut last = [(0i64, 0i64); BANDS];
        for row in -count..=count {
            for column in -count..=count {
                let (i, j) = (f64::from(row), f64::from(column));
                let (x, y) = (cx + (i - j) * slant * step, cy + (i + j) * slant * step);
                if x < left || x > right || y < top || y > bottom {
                    continue;
                }
                let dark = tone(x, y);
                if dark <= LIGHTEST {
                    continue;
                }
                let band = ((dark.min(0.999) * BANDS as f64) as usize).min(BANDS - 1);
                let at = (x.round() as i64, y.round() as i64);
                let path = &mut bands[band];
                let written = if path.is_empty() {
                    write!(path, "M{} {}h0", at.0, at.1)
                } else {
                    write!(path, "m{} {}h0", at.0 - last[band].0, at.1 - last[band].1)
                };
                written.expect("a String takes every text");
                last[band] = at;
            }
        }
        let mut svg = String::from("<g stroke-linecap=\"round\" fill=\"none\">");
        for (band, path) in bands.iter().enumerate().filter(|(_, path)| !path.is_empty()) {
            let width = 2.0 * self.radius * ((band as f64 + 0.6) / BANDS as f64).sqrt();
            write!(svg, "<path stroke-width=\"{width:.1}\" d=\"{path}\"/>")
                .expect("a String takes every text");
        }
        svg.push_str("</g>");
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn darker_places_have_larger_dots_and_light_ones_none() {
        let screen = Screen { area: [0.0, 0.0, 200.0, 100.0], step: 20.0, radius: 9.0 };
        let svg = screen.dots(|x, _| if x < 100.0 { 0.0 } else { (x - 100.0) / 100.0 });
        let widths: Vec<f64> = svg
            .split("stroke-width=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().and_then(|n| n.parse().ok()).expect("a width"))
            .collect();
        assert!(widths.len() > 3 && widths.is_sorted(), "{widths:?}");
        assert!(widths.iter().all(|width| *width < 18.0));
        assert_eq!(screen.dots(|_, _| 0.0), "<g stroke-linecap=\"round\" fill=\"none\"></g>");
    }
}
