//! Every colour of a theme, from one: light and dark, with the contrast that reading asks for.

use serde::Serialize;

use super::oklch::{Lch, Rgb};

/// One step of a walk through lightness.
const STEP: f64 = 0.005;
/// From this lightness on a seed is bright: its panels keep it, and their text is dark.
const BRIGHT: f64 = 0.68;

/// The colours of a theme: `theme.palette`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Palette {
    /// By day.
    pub light: Shades,
    /// For readers who prefer dark.
    pub dark: Shades,
}

/// Colours by what they are for, each as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shades {
    /// Behind everything.
    pub paper: String,
    /// A sheet on the paper.
    pub sheet: String,
    /// Text.
    pub ink: String,
    /// Text that stands back; at least 5:1 on paper and wash.
    pub soft: String,
    /// Lines that only decorate.
    pub rule: String,
    /// The paper with a breath of the seed.
    pub wash: String,
    /// Text and marks in the seed's hue; at least 4.6:1 on paper and wash.
    pub spot: String,
    /// Solid panels; on dark paper at least 2.4:1, as long as their text bears it.
    pub press: String,
    /// Text on a panel; at least 4.6:1.
    pub on: String,
    /// Dots on paper.
    pub deep: String,
    /// A large shape on a panel that text may cross: no nearer to that text than the panel is.
    pub disc: String,
    /// Dots on that shape.
    pub screen: String,
}

/// What the seed is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A little yellow, as uncoated paper is.
    Warm,
    /// White, and by night black.
    White,
}

impl Paper {
    /// By the name that the option `paper` gives it.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name {
            "warm" => Some(Self::Warm),
            "white" => Some(Self::White),
            _ => None,
        }
    }

    /// How much of the colour of neutrals stays.
    const fn tint(self) -> f64 {
        match self {
            Self::Warm => 1.0,
            Self::White => 0.0,
        }
    }

    /// Lightness of paper and sheet by day, then of both by night.
    const fn grounds(self) -> [f64; 4] {
        match self {
            Self::Warm => [0.972, 0.992, 0.185, 0.225],
            Self::White => [0.985, 1.0, 0.165, 0.215],
        }
    }
}

/// The palette of a seed written `#rgb` or `#rrggbb`; none where it is no colour.
///
/// The table of roles is that of the look's description; contrasts are measured on the bytes that are printed.
#[must_use]
pub fn palette(seed: &str, paper: Paper) -> Option<Palette> {
    let seed = Rgb::parse(seed)?;
    Some(Palette { light: light(seed, paper), dark: dark(seed, paper) })
}

/// Walks from a colour until it stands out from all of `against`; ends at black or white.
fn walk(from: Lch, step: f64, against: &[Rgb], ratio: f64) -> Lch {
    let mut colour = from;
    while !against.iter().all(|other| colour.rgb().contrast(*other) >= ratio) {
        let next = colour.l + step;
        if !(0.0..=1.0).contains(&next) {
            break;
        }
        colour.l = next;
    }
    colour
}

fn light(seed: Rgb, tone: Paper) -> Shades {
    let hue = Lch::from(seed);
    let neutral = |l: f64, c: f64, degrees: f64| Lch::new(l, c * tone.tint(), degrees);
    let [ground, sheet, ..] = tone.grounds();
    let paper = neutral(ground, 0.012, 85.0).rgb();
    let wash = Lch::from(paper).mix(hue, 0.12).rgb();
    let spot = walk(hue.with(hue.l.min(0.56), hue.c), -STEP, &[paper, wash], 4.6);
    let (press, on) = if hue.l >= BRIGHT {
        let on = Lch::new(0.20, 0.03, 60.0);
        (walk(hue, STEP, &[on.rgb()], 4.6), on)
    } else {
        let on = Lch::new(0.985, 0.008, 85.0);
        (walk(hue, -STEP, &[on.rgb()], 4.6), on)
    };
    let (disc, screen) = receding(press, on.rgb());
    Shades {
        paper: paper.hex(),
        sheet: neutral(sheet, 0.006, 85.0).rgb().hex(),
        ink: neutral(0.22, 0.018, 60.0).rgb().hex(),
        soft: walk(neutral(0.54, 0.018, 60.0), -STEP, &[paper, wash], 5.0).rgb().hex(),
        rule: neutral(0.84, 0.016, 85.0).rgb().hex(),
        wash: wash.hex(),
        spot: spot.rgb().hex(),
        press: press.rgb().hex(),
        on: on.rgb().hex(),
        deep: hue.with((spot.l - 0.08).max(0.0), hue.c * 0.92).rgb().hex(),
        disc: disc.hex(),
        screen: screen.hex(),
    }
}

fn dark(seed: Rgb, tone: Paper) -> Shades {
    let hue = Lch::from(seed);
    let neutral = |l: f64, c: f64, degrees: f64| Lch::new(l, c * tone.tint(), degrees);
    let [.., ground, sheet] = tone.grounds();
    let paper = neutral(ground, 0.010, 70.0).rgb();
    let wash = Lch::from(paper).mix(hue, 0.16).rgb();
    let (press, on) = if hue.l >= BRIGHT {
        let on = Lch::new(0.20, 0.03, 60.0);
        // Most need no step: only a strong magenta is too dark for its text by night.
        (walk(hue.with(hue.l - 0.06, hue.c * 0.95), STEP, &[on.rgb()], 4.6), on)
    } else {
        let on = Lch::new(0.97, 0.01, 85.0);
        let from = hue.with(hue.l.min(0.56), hue.c * 0.92);
        (lifted(from, walk(from, -STEP, &[on.rgb()], 5.2), on.rgb(), paper), on)
    };
    let (disc, screen) = receding(press, on.rgb());
    Shades {
        paper: paper.hex(),
        sheet: neutral(sheet, 0.012, 70.0).rgb().hex(),
        ink: neutral(0.925, 0.014, 85.0).rgb().hex(),
        soft: walk(neutral(0.66, 0.016, 85.0), STEP, &[paper, wash], 5.0).rgb().hex(),
        rule: neutral(0.36, 0.014, 70.0).rgb().hex(),
        wash: wash.hex(),
        spot: walk(hue.with(0.68, hue.c * 0.85), STEP, &[paper, wash], 4.6).rgb().hex(),
        press: press.rgb().hex(),
        on: on.rgb().hex(),
        deep: hue.with(0.40, hue.c * 0.7).rgb().hex(),
        disc: disc.hex(),
        screen: screen.hex(),
    }
}

/// Two steps away from a panel, and from its text: darker under light text, lighter under dark text.
fn receding(press: Lch, on: Rgb) -> (Rgb, Rgb) {
    let away = if Lch::from(on).l > press.l { -1.0 } else { 1.0 };
    let step = |l: f64| press.with((press.l + away * l).clamp(0.0, 1.0), press.c * 0.96).rgb();
    (step(0.022), step(0.08))
}

/// Lifts a dark panel until it parts from the dark paper, as long as its text stays readable.
fn lifted(from: Lch, press: Lch, on: Rgb, paper: Rgb) -> Lch {
    let mut lifted = press;
    let mut next = from.with(from.l + STEP, from.c);
    while lifted.rgb().contrast(paper) < 2.4 && on.contrast(next.rgb()) >= 4.6 {
        lifted = next;
        next.l += STEP;
    }
    lifted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn contrast(a: &str, b: &str) -> f64 {
        Rgb::parse(a).expect("a colour").contrast(Rgb::parse(b).expect("a colour"))
    }

    fn of(seed: &str) -> Palette {
        palette(seed, Paper::Warm).expect("a colour")
    }

    fn list(shades: &Shades) -> [&str; 10] {
        let Shades { paper, sheet, ink, soft, rule, wash, spot, press, on, deep, .. } = shades;
        [paper, sheet, ink, soft, rule, wash, spot, press, on, deep]
    }

    #[test]
    fn the_usual_seed_gives_the_colours_of_the_table() {
        let palette = of("#cf3a1e");
        let light = [
            "#f9f5ed", "#fefcf8", "#211912", "#675d55", "#cfcabf", "#f7e0d5", "#bf2908", "#cf3a1e",
            "#fdfaf4", "#9a1c01",
        ];
        let dark = [
            "#16120e", "#1f1b16", "#eae6dc", "#979287", "#423c35", "#301a13", "#eb6c54", "#bb351c",
            "#f8f5ee", "#80210f",
        ];
        assert_eq!(list(&palette.light), light);
        assert_eq!(list(&palette.dark), dark);
    }

    #[test]
    fn the_contrasts_of_the_table_are_those_of_its_colours() {
        let rounded = |a: &str, b: &str| format!("{:.1}", contrast(a, b));
        let Palette { light, dark } = of("#cf3a1e");
        assert_eq!([rounded(&light.ink, &light.paper), rounded(&dark.ink, &dark.paper)], ["15.9", "15.0"]);
        assert_eq!([rounded(&light.soft, &light.paper), rounded(&dark.soft, &dark.paper)], ["5.9", "6.0"]);
        assert_eq!([rounded(&light.spot, &light.paper), rounded(&dark.spot, &dark.paper)], ["5.5", "6.0"]);
        assert_eq!([rounded(&light.on, &light.press), rounded(&dark.on, &dark.press)], ["4.7", "5.3"]);
        let Palette { light, dark } = of("#e2b100");
        assert_eq!([rounded(&light.on, &light.press), rounded(&dark.on, &dark.press)], ["9.1", "7.3"]);
    }

    #[test]
    fn a_dark_seed_is_lifted_off_the_dark_paper() {
        let Palette { dark, .. } = of("#101014");
        assert_eq!((dark.press.as_str(), dark.spot.as_str()), ("#535358", "#98989c"));
        assert!(contrast(&dark.press, &dark.paper) >= 2.4);
    }

    /// What no seed may break.
    fn hold(seed: [u8; 3], paper: Paper) -> Result<(), String> {
        let seed = Rgb(seed).hex();
        let Palette { light, dark } = palette(&seed, paper).expect("a colour");
        for (name, shades) in [("light", &light), ("dark", &dark)] {
            let Shades { paper, sheet, ink, soft, wash, spot, press, on, .. } = shades;
            for (what, a, b, least) in [
                ("ink on paper", ink, paper, 7.0),
                ("ink on wash", ink, wash, 7.0),
                ("ink on sheet", ink, sheet, 7.0),
                ("soft on paper", soft, paper, 5.0),
                ("soft on wash", soft, wash, 5.0),
                ("soft on sheet", soft, sheet, 4.5),
                ("spot on paper", spot, paper, 4.6),
                ("spot on wash", spot, wash, 4.6),
                ("spot on sheet", spot, sheet, 4.5),
                ("on on press", on, press, 4.6),
            ] {
                let found = contrast(a, b);
                if found < least {
                    return Err(format!("{seed} {name}: {what} is {found:.2}, not {least}"));
                }
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_seed_on_every_paper_can_be_read(seed in any::<[u8; 3]>(), white in any::<bool>()) {
            let paper = if white { Paper::White } else { Paper::Warm };
            prop_assert_eq!(hold(seed, paper), Ok(()));
        }
    }

    #[test]
    fn the_corners_and_edges_of_colour_can_be_read() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    for paper in [Paper::Warm, Paper::White] {
                        assert_eq!(hold([r, g, b], paper), Ok(()));
                    }
                }
            }
        }
    }
}
