//! Colours as people see them: OKLCH, and the way to the bytes of sRGB and back.
//!
//! The numbers are those of the Oklab colour space (Ottosson 2020) and of sRGB (IEC 61966-2-1); contrast is that
//! of WCAG 2.2.

/// A colour of sRGB, a byte for each of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) [u8; 3]);

impl Rgb {
    /// Reads `#rgb` and `#rrggbb`; nothing else is a colour here.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let byte = |part: &str| u8::from_str_radix(part, 16).ok();
        match digits.len() {
            3 => {
                let mut parts = (0..3).map(|at| byte(&digits[at..=at]).map(|half| half * 17));
                Some(Self([parts.next()??, parts.next()??, parts.next()??]))
            }
            6 => Some(Self([byte(&digits[..2])?, byte(&digits[2..4])?, byte(&digits[4..])?])),
            _ => None,
        }
    }

    /// `#rrggbb`.
    pub(super) fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn linear(self) -> [f64; 3] {
        self.0.map(|byte| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Contrast to another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub(super) fn contrast(self, other: Self) -> f64 {
        let luminance = |colour: Self| {
            let [r, g, b] = colour.linear();
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (a, b) = (luminance(self), luminance(other));
        if a < b { b / a } else { a / b }
    }
}

/// Lightness, chroma and hue, the hue as a direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Lch {
    /// From 0, black, to 1, white.
    pub(super) l: f64,
    /// From 0, grey; sRGB reaches some .32.
    pub(super) c: f64,
    hue: [f64; 2],
}

impl Lch {
    /// A colour by its three figures, the hue in degrees.
    pub(super) fn new(l: f64, c: f64, degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { l, c, hue: [cos, sin] }
    }

    /// The same hue at another lightness and chroma.
    pub(super) const fn with(self, l: f64, c: f64) -> Self {
        Self { l, c, hue: self.hue }
    }

    fn from_lab(l: f64, a: f64, b: f64) -> Self {
        let c = a.hypot(b);
        // A grey has no hue; any will do.
        let hue = if c > 0.0 { [a / c, b / c] } else { [1.0, 0.0] };
        Self { l, c, hue }
    }

    fn lab(self) -> [f64; 3] {
        [self.l, self.c * self.hue[0], self.c * self.hue[1]]
    }

    /// Between two colours, `part` of the way to the other.
    pub(super) fn mix(self, other: Self, part: f64) -> Self {
        let (from, to) = (self.lab(), other.lab());
        let [l, a, b] = [0, 1, 2].map(|at| from[at] * (1.0 - part) + to[at] * part);
        Self::from_lab(l, a, b)
    }

    fn linear(self) -> [f64; 3] {
        let [l, a, b] = self.lab();
        let cone = |x: f64, y: f64| (l + x * a + y * b).powi(3);
        let long = cone(0.396_337_777_4, 0.215_803_757_3);
        let middle = cone(-0.105_561_345_8, -0.063_854_172_8);
        let short = cone(-0.089_484_177_5, -1.291_485_548_0);
        [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ]
    }

    /// The nearest colour of sRGB of the same lightness and hue: chroma is cut until it fits.
    pub(super) fn rgb(self) -> Rgb {
        const STEP: f64 = 0.002;
        let fits = |parts: [f64; 3]| parts.iter().all(|part| (-1e-4..=1.0 + 1e-4).contains(part));
        let mut colour = self;
        while !fits(colour.linear()) && colour.c > 0.0 {
            colour.c = (colour.c - STEP).max(0.0);
        }
        Rgb(colour.linear().map(|part| {
            let part = part.clamp(0.0, 1.0);
            let curved =
                if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
            let byte = (255.0 * curved).round() as u8;
            byte
        }))
    }
}

impl From<Rgb> for Lch {
    fn from(colour: Rgb) -> Self {
        let [r, g, b] = colour.linear();
        let cone = |x: f64, y: f64, z: f64| (x * r + y * g + z * b).cbrt();
        let long = cone(0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9);
        let middle = cone(0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6);
        let short = cone(0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5);
        Self::from_lab(
            0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_three_or_six_digits_behind_a_hash() {
        assert_eq!(Rgb::parse("#cf3a1e"), Some(Rgb([0xcf, 0x3a, 0x1e])));
        assert_eq!(Rgb::parse("#FA0"), Some(Rgb([0xff, 0xaa, 0x00])));
        for wrong in ["", "cf3a1e", "#cf3a1", "#cf3a1e00", "#gg0000", "red", "#灯灯"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_way_there_and_back_changes_no_byte() {
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let colour = Rgb([r, g, b]);
                    assert_eq!(Lch::from(colour).rgb(), colour);
                }
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (Rgb([0; 3]), Rgb([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9 && (white.contrast(black) - 21.0).abs() < 1e-9);
        assert!((Rgb([0x76; 3]).contrast(white) - 4.54).abs() < 0.01);
    }
}
