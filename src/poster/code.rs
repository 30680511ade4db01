//! Codes: an address becomes the smallest square of modules that holds it.
//!
//! In: an address. Out: which modules are dark, and the path that draws them.

use std::fmt::Write as _;

use qrcodegen::QrCodeEcc;

use super::segments;

/// Modules of paper that a code needs around it (ISO/IEC 18004, 6.3.8).
pub(super) const QUIET: u32 = 4;

/// Of so many modules along a side a logo may cover one: the level that is asked for then makes up for a quarter of it.
const LOGO: u32 = 4;

/// More than the largest code holds of anything, digits alone (ISO/IEC 18004, table 7).
const MOST_BYTES: usize = 7_089;

/// How much of a code may be lost before it is unreadable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// About 15 %: the least that is printed.
    Medium,
    /// About 25 %.
    Quartile,
    /// About 30 %: asked for where a logo covers modules.
    High,
}

impl Level {
    /// The least that a poster's code has.
    #[must_use]
    pub const fn of_poster(has_logo: bool) -> Self {
        if has_logo { Self::High } else { Self::Medium }
    }

    fn of_encoder(self) -> QrCodeEcc {
        match self {
            Self::Medium => QrCodeEcc::Medium,
            Self::Quartile => QrCodeEcc::Quartile,
            Self::High => QrCodeEcc::High,
        }
    }
}

/// An address that no code can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an address of {bytes} bytes is longer than a code can hold")]
pub struct TooLong {
    /// Its length in UTF-8.
    pub bytes: usize,
}

/// A code: a square of dark and light modules.
#[derive(Clone, PartialEq, Eq)]
pub struct QrCode {
    code: qrcodegen::QrCode,
    address: String,
}

impl QrCode {
    /// Encodes an address in as few modules as it can be at this level or a better one.
    ///
    /// The level is raised as far as the size allows, and of the eight masks the one is taken that ISO/IEC 18004
    /// finds easiest to read. Without an error up to 2,331 bytes, at [`Level::High`] up to 1,273.
    pub fn new(address: &str, least: Level) -> Result<Self, TooLong> {
        if address.len() > MOST_BYTES {
            return Err(TooLong { bytes: address.len() });
        }
        segments::cheapest(address)
            .find_map(|(first, last, segments)| {
                let least = least.of_encoder();
                qrcodegen::QrCode::encode_segments_advanced(&segments, least, first, last, None, true).ok()
            })
            .map(|code| Self { code, address: address.to_owned() })
            .ok_or(TooLong { bytes: address.len() })
    }

    /// The address that a reader finds.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Modules along a side, without the quiet zone: 21 to 177.
    #[must_use]
    pub fn side(&self) -> u32 {
        self.code.size().unsigned_abs()
    }

    /// Modules along a side of the box that it is drawn in, with the quiet zone.
    #[must_use]
    pub fn boxed(&self) -> u32 {
        self.side() + 2 * QUIET
    }

    /// Whether a module is dark; what lies outside is light.
    #[must_use]
    pub fn is_dark(&self, x: u32, y: u32) -> bool {
        match (i32::try_from(x), i32::try_from(y)) {
            (Ok(x), Ok(y)) => self.code.get_module(x, y),
            (Err(_), _) | (_, Err(_)) => false,
        }
    }

    /// Its version, 1 to 40, which is its size.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.code.version().value()
    }

    /// The level that it reached.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.code.error_correction_level() {
            QrCodeEcc::Low | QrCodeEcc::Medium => Level::Medium,
            QrCodeEcc::Quartile => Level::Quartile,
            QrCodeEcc::High => Level::High,
        }
    }

    /// The square in its middle that a logo may cover with the paper around it: the first module, and how many; an odd
    /// number, since a code has an odd number of them.
    #[must_use]
    pub fn middle(&self) -> (u32, u32) {
        let most = self.side() / LOGO;
        // One of an odd number stands in whole modules.
        let covered = most - u32::from(most.is_multiple_of(2));
        ((self.side() - covered) / 2, covered)
    }

    /// The path that draws its dark modules, one unit each, from the first module at 0 0.
    ///
    /// It is a stroke of width 1 along each run of dark modules: a third of what squares would take.
    #[must_use]
    pub fn path(&self) -> String {
        let side = self.side();
        let mut path = String::with_capacity(2048);
        for y in 0..side {
            let mut x = 0;
            while x < side {
                let run = (x..side).take_while(|x| self.is_dark(*x, y)).count() as u32;
                if run > 0 {
                    write!(path, "M{x} {y}.5h{run}").expect("a String takes every text");
                }
                x += run.max(1);
            }
        }
        path
    }

    /// The group that draws it on its own paper, with its quiet zone, so that the box begins at `x` `y`.
    ///
    /// Lengths are in the drawing's units, `module` is a module's side; give whole numbers where pixels are to be
    /// sharp. By the `id` the finished drawing's [`codes`](super::Drawing::codes) are found: `code`, or `code-…` where
    /// a sheet has several. Colours are hexadecimal, as the palette has them. A `logo` is the name that the drawing's
    /// pictures have for it; its code is one of [`Level::High`].
    #[must_use]
    pub fn svg(
        &self,
        id: &str,
        [x, y, module]: [f32; 3],
        [ink, paper]: [&str; 2],
        logo: Option<&str>,
    ) -> String {
        let all = self.boxed();
        let logo = logo.map_or_else(String::new, |name| {
            let (first, covered) = self.middle();
            let (at, inner) = (QUIET + first, covered.saturating_sub(1));
            let within = f64::from(at) + 0.5;
            format!(
                "<path fill=\"{paper}\" d=\"M{at} {at}h{covered}v{covered}h-{covered}z\"/>\
                 <image href=\"{name}\" x=\"{within}\" y=\"{within}\" width=\"{inner}\" height=\"{inner}\"/>"
            )
        });
        format!(
            "<g id=\"{id}\" transform=\"translate({x} {y}) scale({module})\">\
             <path fill=\"{paper}\" d=\"M0 0h{all}v{all}H0z\"/>\
             <path fill=\"none\" stroke=\"{ink}\" stroke-width=\"1\" transform=\"translate({QUIET} {QUIET})\" d=\"{}\"/>{logo}</g>",
            self.path()
        )
    }
}

impl std::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("QrCode")
            .field("address", &self.address)
            .field("version", &self.version())
            .field("level", &self.level())
            .finish()
    }
}
