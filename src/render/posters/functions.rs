//! What designs of posters can call beside everything that templates of pages can: setting text, dots, the code, the picture.
//!
//! All numbers are in units of the drawing. What is drawn takes its colour from around it, but for the code and what
//! names its own.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Function, Kwargs, State, Tera, TeraResult, Value};

use super::halftone::Screen;
use crate::model::Lang;
use crate::poster::{Anchor, Block, Fit, Flow, Fonts, Level, QrCode, Setter, Style, Weight, Wrap};
use crate::render::words::Words;

/// The name that designs call the picture by.
pub(super) const PICTURE: &str = "picture";
/// The id of the code in a drawing.
pub(super) const CODE: &str = "code";
/// What a box for a code is measured for: 25 modules with their quiet zone.
const USUAL_SIDE: f64 = 33.0;

/// More columns than any sheet has.
const MOST_COLUMNS: usize = 64;

/// Leaves a mark where a text was cut, which is told to the writer and not printed.
pub(super) const CUT: &str = "<!--cut:";

/// Makes the functions known to an engine.
pub(in crate::render) fn register(tera: &mut Tera, fonts: &Fonts) {
    let own = fonts.clone();
    tera.register_function("fit", move |kwargs: Kwargs, state: &State<'_>| fit(&own, &kwargs, state));
    let own = fonts.clone();
    tera.register_function("wrap", move |kwargs: Kwargs, state: &State<'_>| wrap(&own, &kwargs, state));
    let own = fonts.clone();
    tera.register_function("columns", move |kwargs: Kwargs, state: &State<'_>| columns(&own, &kwargs, state));
    let own = fonts.clone();
    tera.register_function("text_width", move |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let text: String = kwargs.must_get("text")?;
        let style = style(&kwargs, &text, Voice::Text)?;
        let width = setter(&own, state)?.width(&text, &style);
        Ok(Value::from(f64::from(width) * kwargs.must_get::<f64>("size")?))
    });
    tera.register_function("is_han", |kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        Ok(Value::from(is_mostly_han(&kwargs.must_get::<String>("text")?)))
    });
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

/// Large words, or small ones: they are set at different distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    Display,
    Text,
}

/// `weight`, `lead` and `track` as the call has them, else as the look asks for by script.
fn style(kwargs: &Kwargs, text: &str, voice: Voice) -> TeraResult<Style> {
    let weight = match kwargs.get::<String>("weight")?.as_deref() {
        None => {
            if voice == Voice::Display {
                Weight::Bold
            } else {
                Weight::Regular
            }
        }
        Some("bold") => Weight::Bold,
        Some("regular") => Weight::Regular,
        Some(other) => {
            return Err(tera::Error::message(format!("`weight` is `bold` or `regular`, not `{other}`")));
        }
    };
    let (lead, track) = match voice {
        Voice::Display if text.chars().any(is_han) => (1.1, 0.0),
        Voice::Display => (0.98, -0.035),
        Voice::Text => (1.5, 0.0),
    };
    let number =
        |name: &str, usual: f64| -> TeraResult<f32> { Ok(kwargs.get::<f64>(name)?.unwrap_or(usual) as f32) };
    Ok(Style { weight, lead: number("lead", lead)?, track: number("track", track)? })
}

fn setter<'f>(fonts: &'f Fonts, state: &State<'_>) -> TeraResult<Setter<'f>> {
    let lang = state.get::<String>("lang")?.unwrap_or_default();
    Ok(Setter::new(fonts, &Lang::new(&lang)))
}

/// `fit(text, width, height, max, min=20, lines=9)`: the largest size at which a text fits its box.
fn fit(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let style = style(kwargs, &text, Voice::Display)?;
    let number = |name: &str| kwargs.must_get::<f64>(name).map(|number| number as f32);
    let room = Fit {
        width: number("width")?,
        height: number("height")?,
        max: number("max")?,
        min: kwargs.get::<f64>("min")?.unwrap_or(20.0) as f32,
        lines: kwargs.get::<usize>("lines")?.unwrap_or(9),
    };
    let set = setter(fonts, state)?.fit(&Words::new().marked(&text), &style, room);
    block(&set, &text, kwargs)
}

/// `wrap(text, width, size, lines=99)`: lines of one size.
fn wrap(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let style = style(kwargs, &text, Voice::Text)?;
    let room = Wrap {
        width: kwargs.must_get::<f64>("width")? as f32,
        size: kwargs.must_get::<f64>("size")? as f32,
        lines: kwargs.get::<usize>("lines")?.unwrap_or(99),
    };
    let set = setter(fonts, state)?.wrap(&Words::new().marked(&text), &style, room);
    block(&set, &text, kwargs)
}

/// `columns(text, count, right, step, y, height, short=count, short_height=height, max, min=20, even=false)`: Chinese from
/// top to bottom in columns `step` wide, the first one at the right edge `right`; from column `short` on they are only
/// `short_height` high.
fn columns(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let number = |name: &str| kwargs.must_get::<f64>(name).map(|number| number as f32);
    let count: usize = kwargs.must_get::<usize>("count")?.min(MOST_COLUMNS);
    let (right, step, height) = (number("right")?, number("step")?, number("height")?);
    let short = kwargs.get::<usize>("short")?.unwrap_or(count);
    let short_height = kwargs.get::<f64>("short_height")?.map_or(height, |height| height as f32);
    let heights: Vec<f32> = (0..count).map(|at| if at < short { height } else { short_height }).collect();
    let middles: Vec<f32> = (0..count).map(|at| right - step * (at as f32 + 0.5)).collect();
    let mut style = style(kwargs, &text, Voice::Text)?;
    style.track = kwargs.get::<f64>("track")?.unwrap_or(0.12) as f32;
    let flow = Flow {
        heights: &heights,
        max: number("max")?,
        min: kwargs.get::<f64>("min")?.unwrap_or(20.0) as f32,
        even: kwargs.get::<bool>("even")?.unwrap_or(false),
    };
    let set = setter(fonts, state)?.columns(&Words::new().marked(&text), &style, flow);
    let mut svg = set.svg(&middles, number("y")?, "inherit");
    if set.shortened {
        mark_cut(&mut svg, &text);
    }
    let mut view = tera::Map::new();
    let mut put = |name: &'static str, value: Value| view.insert(name.into(), value);
    put("svg", Value::safe_string(&svg));
    put("size", Value::from(f64::from(set.size)));
    put("count", Value::from(set.columns.len()));
    put("height", Value::from(f64::from(set.height())));
    put("shortened", Value::from(set.shortened));
    Ok(Value::from(view))
}

fn mark_cut(svg: &mut String, text: &str) {
    svg.push_str(CUT);
    svg.push_str(&utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
    svg.push_str("-->");
}

/// A block as designs see it: its drawing around a first baseline at 0 0, and its measures.
fn block(block: &Block, text: &str, kwargs: &Kwargs) -> TeraResult<Value> {
    let anchor = match kwargs.get::<String>("anchor")?.as_deref() {
        None | Some("start") => Anchor::Start,
        Some("middle") => Anchor::Middle,
        Some("end") => Anchor::End,
        Some(other) => {
            let message = format!("`anchor` is `start`, `middle` or `end`, not `{other}`");
            return Err(tera::Error::message(message));
        }
    };
    let mut svg = block.svg(0.0, 0.0, "inherit", anchor);
    if block.shortened {
        mark_cut(&mut svg, text);
    }
    let size = f64::from(block.size);
    let mut view = tera::Map::new();
    let mut put = |name: &'static str, value: Value| view.insert(name.into(), value);
    put("svg", Value::safe_string(&svg));
    put("size", Value::from(size));
    put("lines", Value::from(block.lines.len()));
    put("width", Value::from(f64::from(block.width())));
    put("height", Value::from(f64::from(block.height())));
    // From the upper edge to the first baseline, and from there to the last.
    put("top", Value::from(f64::from(block.top) * size));
    put("rest", Value::from(f64::from(block.drop())));
    put("shortened", Value::from(block.shortened));
    Ok(Value::from(view))
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
/// pixels each.
fn code() -> impl Function<TeraResult<Value>> {
    |kwargs: Kwargs, state: &State<'_>| -> TeraResult<Value> {
        let number = |name: &str| kwargs.must_get::<f64>(name);
        let colour = |name: &str| kwargs.must_get::<String>(name).and_then(|colour| checked(&colour));
        let text: String = state.get("code_text")?.unwrap_or_default();
        let made = QrCode::new(&text, Level::Medium).map_err(|why| tera::Error::message(why.to_string()))?;
        let side = number("module")? * USUAL_SIDE;
        let all = f64::from(made.boxed());
        let module = (side / all).floor().max(1.0);
        let shift = ((side - module * all) / 2.0).floor().max(0.0);
        let (x, y) = (number("x")?.round(), number("y")?.round());
        let (ink, paper) = (colour("ink")?, colour("paper")?);
        let drawn = made.svg(CODE, (x + shift) as f32, (y + shift) as f32, module as f32, &ink, &paper);
        Ok(Value::safe_string(&format!(
            "<path fill=\"{paper}\" d=\"M{x} {y}h{side}v{side}h-{side}z\"/>{drawn}"
        )))
    }
}

/// `picture(x, y, width, height)`: the page's picture, cut to fill its place with its focus in it; nothing where it has none.
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
        if !(w > 0.0 && h > 0.0 && own_w > 0.0 && own_h > 0.0) {
            return Ok(Value::from(""));
        }
        let scale = (w / own_w).max(h / own_h);
        let (cut_w, cut_h) = (w / scale, h / scale);
        let left = (fx * own_w - cut_w / 2.0).clamp(0.0, (own_w - cut_w).max(0.0));
        let top = (fy * own_h - cut_h / 2.0).clamp(0.0, (own_h - cut_h).max(0.0));
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

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text is set from top to bottom where a design does that: most of it is Han.
fn is_mostly_han(text: &str) -> bool {
    let (han, all) = text.chars().fold((0, 0), |(han, all), c| (han + usize::from(is_han(c)), all + 1));
    han * 10 > all * 6
}
