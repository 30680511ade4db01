//! What designs of posters can call beside everything that templates of pages can: dots, the code, the picture; text is set
//! in `blocks`.
//!
//! All numbers are in units of the drawing. What is drawn takes its colour from around it, but for the code and what
//! names its own.

use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use super::blocks;
use super::halftone::Screen;
use crate::poster::{Fonts, Level, QrCode};

/// The name that designs call the picture by.
pub(super) const PICTURE: &str = "picture";
/// The name that drawings call the site's logo by, and the variable that says that their codes have one.
pub(super) const LOGO: &str = "logo";
/// The id of the code in a drawing.
pub(super) const CODE: &str = "code";
/// What a box for a code is measured for: 25 modules with their quiet zone.
const USUAL_SIDE: f64 = 33.0;

/// Makes the functions known to an engine.
pub(in crate::render) fn register(tera: &mut Tera, fonts: &Fonts) {
    blocks::register(tera, fonts);
    tera.register_function("least", |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        Ok(Value::from(kwargs.must_get::<f64>("a")?.min(kwargs.must_get("b")?)))
    });
    tera.register_function("most", |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        Ok(Value::from(kwargs.must_get::<f64>("a")?.max(kwargs.must_get("b")?)))
    });
    tera.register_function("disc_dots", disc_dots());
    tera.register_function("sun", sun());
    tera.register_function("code", code());
    tera.register_function("picture", picture());
}

/// `disc_dots(cx, cy, r, step, radius)`: dots within a disc, darker towards its lower right; clipped to the drawing.
fn disc_dots() -> impl Function<TeraResult<Value>> {
    |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let number = |name: &str| kwargs.must_get::<f64>(name);
        let (cx, cy, r) = (number("cx")?, number("cy")?, number("r")?);
        let (width, height) = size(state)?;
        let screen =
            Screen { area: [0.0, 0.0, width, height], step: number("step")?, radius: number("radius")? };
        let tone = |x: f64, y: f64| {
            if (x - cx).hypot(y - cy) >= r {
                return 0.0;
            }
            (((x - cx) + (y - cy) * 0.9) / (2.1 * r) + 0.22).clamp(0.0, 0.62)
        };
        Ok(Value::safe_string(&screen.dots(tone)))
    }
}

/// `sun(x, y, width, height, back, disc, dot, step=20)`: the picture of a poster that has none, lit from above.
fn sun() -> impl Function<TeraResult<Value>> {
    |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let number = |name: &str| kwargs.must_get::<f64>(name);
        let colour = |name: &str| kwargs.must_get::<String>(name).and_then(|colour| checked(&colour));
        let (x, y, w, h) = (number("x")?, number("y")?, number("width")?, number("height")?);
        let (back, disc, dot) = (colour("back")?, colour("disc")?, colour("dot")?);
        let step = kwargs.get::<f64>("step")?.unwrap_or(20.0);
        let r = (w * 0.36).min(h * 0.44);
        let (cx, cy) = (x + w * 0.5, y + h * 0.56);
        let away = |px: f64, py: f64| (px - cx).hypot(py - cy);
        let inner = Screen { area: [cx - r, cy - r, cx + r, cy + r], step, radius: step * 0.46 };
        let inner = inner
            .dots(|px, py| if away(px, py) < r - 4.0 { ((py - cy) / r * 0.62 + 0.16).max(0.0) } else { 0.0 });
        let outer = Screen { area: [x + 8.0, y + 8.0, x + w - 8.0, y + h - 8.0], step, radius: step * 0.42 };
        let outer = outer.dots(|px, py| {
            let beyond = away(px, py) - r;
            if beyond > 10.0 { (0.55 - beyond / (r * 1.5)).max(0.0) } else { 0.0 }
        });
        Ok(Value::safe_string(&format!(
            "<path fill=\"{back}\" d=\"M{x} {y}h{w}v{h}h-{w}z\"/><circle cx=\"{cx:.0}\" cy=\"{cy:.0}\" r=\"{r:.0}\" fill=\"{disc}\"/>\
             <g stroke=\"{back}\">{inner}</g><g stroke=\"{dot}\">{outer}</g>"
        )))
    }
}

/// `code(x, y, module, ink, paper)`: the code in a box of 33 modules; one that has more modules gets smaller ones, whole
/// pixels each, and so has one with the site's logo. Where no poster is drawn, `text` is what it says.
fn code() -> impl Function<TeraResult<Value>> {
    |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let number = |name: &str| kwargs.must_get::<f64>(name);
        let colour = |name: &str| kwargs.must_get::<String>(name).and_then(|colour| checked(&colour));
        let own = kwargs.get::<String>("text")?;
        let text: String = own.or(state.get("code_text")?).unwrap_or_default();
        let has_logo = state.get::<bool>(LOGO)?.unwrap_or(false);
        let made = QrCode::new(&text, Level::of_poster(has_logo))
            .map_err(|why| tera::Error::message(why.to_string()))?;
        let side = number("module")? * USUAL_SIDE;
        let all = f64::from(made.boxed());
        let module = (side / all).floor().max(1.0);
        let shift = ((side - module * all) / 2.0).floor().max(0.0);
        let (x, y) = (number("x")?.round(), number("y")?.round());
        let (ink, paper) = (colour("ink")?, colour("paper")?);
        let place = [(x + shift) as f32, (y + shift) as f32, module as f32];
        let drawn = made.svg(CODE, place, [&ink, &paper], has_logo.then_some(LOGO));
        Ok(Value::safe_string(&format!(
            "<path fill=\"{paper}\" d=\"M{x} {y}h{side}v{side}h-{side}z\"/>{drawn}"
        )))
    }
}

/// `picture(x, y, width, height, at_x=0.5, at_y=0.5)`: the page's picture, cut to fill its place; what is in focus comes as
/// near as it can to the point of the place that `at_x` and `at_y` name. Nothing where it has none.
fn picture() -> impl Function<TeraResult<Value>> {
    |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let number = |name: &str| kwargs.must_get::<f64>(name);
        let (x, y, w, h) = (number("x")?, number("y")?, number("width")?, number("height")?);
        let poster: Value = state.get("poster")?.unwrap_or_else(Value::none);
        let of = |path: &str| poster.get_from_path(path).and_then(Value::as_f64);
        let (Some(own_w), Some(own_h)) = (of("picture.width"), of("picture.height")) else {
            return Ok(Value::from(""));
        };
        let (fx, fy) = (of("picture.focus.0").unwrap_or(0.5), of("picture.focus.1").unwrap_or(0.5));
        let (at_x, at_y) =
            (kwargs.get::<f64>("at_x")?.unwrap_or(0.5), kwargs.get::<f64>("at_y")?.unwrap_or(0.5));
        if !(w > 0.0 && h > 0.0 && own_w > 0.0 && own_h > 0.0) {
            return Ok(Value::from(""));
        }
        let scale = (w / own_w).max(h / own_h);
        let (cut_w, cut_h) = (w / scale, h / scale);
        let left = (fx * own_w - cut_w * at_x).clamp(0.0, (own_w - cut_w).max(0.0));
        let top = (fy * own_h - cut_h * at_y).clamp(0.0, (own_h - cut_h).max(0.0));
        Ok(Value::safe_string(&format!(
            "<svg x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" viewBox=\"{left:.2} {top:.2} {cut_w:.2} {cut_h:.2}\" preserveAspectRatio=\"none\">\
             <image href=\"{PICTURE}\" width=\"{own_w}\" height=\"{own_h}\" preserveAspectRatio=\"none\"/></svg>"
        )))
    }
}

fn size(state: &State<'_>) -> TeraResult<(f64, f64)> {
    let poster: Value = state.get("poster")?.unwrap_or_else(Value::none);
    let of = |path: &str| poster.get_from_path(path).and_then(Value::as_f64);
    Ok((of("width").unwrap_or(1080.0), of("height").unwrap_or(1440.0)))
}

/// A colour that is one: it stands in the drawing unescaped.
fn checked(colour: &str) -> TeraResult<String> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    if matches!(digits.len(), 3 | 6) && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return Ok(colour.to_owned());
    }
    Err(tera::Error::message(format!("`{colour}` is no colour such as `#cf3a1e`")))
}
