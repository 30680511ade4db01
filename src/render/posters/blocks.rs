//! Text as designs of posters set it: calls come in, blocks with their drawing and measures go out.
//!
//! All numbers are in units of the drawing. What is drawn takes its colour from around it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::gist::gist;
use super::stack::{Item, Stack};
use crate::model::Lang;
use crate::poster::{Anchor, Block, Fit, Flow, Fonts, Setter, Style, Weight, Wrap};
use crate::render::words::{Words, is_han};

/// More columns than any sheet has.
const MOST_COLUMNS: usize = 64;

/// Columns that had to be cut to fewer characters are left out.
const LEAST_SAID: usize = 10;

/// What stands between words that have no space between them.
const WORD_END: char = '\u{200b}';

/// Leaves a mark where a text was cut, which is told to the writer and not printed.
pub(super) const CUT: &str = "<!--cut:";

/// Makes the functions known to an engine.
pub(super) fn register(tera: &mut Tera, fonts: &Fonts) {
    let own = fonts.clone();
    tera.register_function("fit", move |kwargs: Kwargs, state: &State<'_>| fit(&own, &kwargs, state));
    let own = fonts.clone();
    tera.register_function("wrap", move |kwargs: Kwargs, state: &State<'_>| wrap(&own, &kwargs, state));
    let own = fonts.clone();
    tera.register_function("stack", move |kwargs: Kwargs, state: &State<'_>| stack(&own, &kwargs, state));
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
        None if voice == Voice::Display => Weight::Bold,
        None | Some("regular") => Weight::Regular,
        Some("bold") => Weight::Bold,
        Some(other) => {
            return Err(tera::Error::message(format!("`weight` is `bold` or `regular`, not `{other}`")));
        }
    };
    let (lead, track) = match voice {
        Voice::Display if text.chars().any(is_han) => (1.1, 0.0),
        Voice::Display => (0.98, -0.035),
        Voice::Text => (1.5, 0.0),
    };
    Ok(Style { weight, lead: number_or(kwargs, "lead", lead)?, track: number_or(kwargs, "track", track)? })
}

/// A text with its words marked. One that is a single word says so too: else a line could end anywhere in it.
fn marked(text: &str) -> String {
    let mut marked = Words::new().marked(text);
    if !marked.contains(WORD_END) && text.chars().any(is_han) {
        marked.push(WORD_END);
    }
    marked
}

fn setter<'f>(fonts: &'f Fonts, state: &State<'_>) -> TeraResult<Setter<'f>> {
    let lang = state.get::<String>("lang")?.unwrap_or_default();
    Ok(Setter::new(fonts, &Lang::new(&lang)))
}

/// A length; what is no number of the drawing, or less than nothing, is nothing.
fn number(kwargs: &Kwargs, name: &str) -> TeraResult<f32> {
    Ok(kwargs.must_get::<f64>(name)?.max(0.0) as f32)
}

fn number_or(kwargs: &Kwargs, name: &str, usual: f32) -> TeraResult<f32> {
    Ok(kwargs.get::<f64>(name)?.map_or(usual, |number| number as f32))
}

/// Whether the writer is told of a cut: `told`.
fn told(kwargs: &Kwargs) -> TeraResult<bool> {
    Ok(kwargs.get::<bool>("told")?.unwrap_or(true))
}

/// `fit(text, width, height, max, min=20, lines=9, told=true)`: the largest size at which a text fits its box.
fn fit(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let style = style(kwargs, &text, Voice::Display)?;
    let room = Fit {
        width: number(kwargs, "width")?,
        height: number(kwargs, "height")?,
        max: number(kwargs, "max")?,
        min: number_or(kwargs, "min", 20.0)?,
        lines: kwargs.get::<usize>("lines")?.unwrap_or(9),
    };
    let set = setter(fonts, state)?.fit(&marked(&text), &style, room);
    block(&set, &text, kwargs)
}

/// `wrap(text, width, size, lines=99, told=true)`: lines of one size. What is too long ends with a whole sentence, else with
/// a part of one and an ellipsis; without room for a line there is none.
fn wrap(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let style = style(kwargs, &text, Voice::Text)?;
    let lines = kwargs.get::<f64>("lines")?.map_or(99, |lines| lines.max(0.0) as usize);
    let room = Wrap { width: number(kwargs, "width")?, size: number(kwargs, "size")?, lines };
    let setter = setter(fonts, state)?;
    let set = |text: &str| setter.wrap(&marked(text), &style, room);
    let text = if lines == 0 { String::new() } else { text };
    let mut lines = set(&text);
    if lines.shortened {
        lines = gist(&text, &lines, set);
    }
    block(&lines, &text, kwargs)
}

/// `stack(lines, width, height, size, min=20, lead=1.42)`: short lines of one size above each other, the most important
/// first, drawn so that the last baseline is at 0 0. `lines` are texts, or maps with `text` and `strong`.
///
/// Lines that are too long make all smaller, then take two rows; what still does not fit is left out from the end.
fn stack(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let items = kwargs.must_get::<Vec<Value>>("lines")?;
    let items: Vec<Item> = items
        .iter()
        .filter_map(|value| {
            let text = value.as_str().or_else(|| value.get_from_path("text")?.as_str())?;
            let weight = match value.get_from_path("strong").and_then(Value::as_bool) {
                Some(true) => Weight::Bold,
                Some(false) | None => Weight::Regular,
            };
            (!text.is_empty()).then(|| Item { text: marked(text), weight })
        })
        .collect();
    let stack = Stack {
        width: number(kwargs, "width")?,
        height: number(kwargs, "height")?,
        size: number(kwargs, "size")?,
        min: number_or(kwargs, "min", 20.0)?,
        lead: number_or(kwargs, "lead", 1.42)?,
    };
    let set = stack.set(&setter(fonts, state)?, &items);
    let mut view = tera::Map::new();
    let mut put = |name: &'static str, value: Value| view.insert(name.into(), value);
    put("svg", Value::safe_string(&set.svg));
    put("size", Value::from(f64::from(set.size)));
    put("width", Value::from(f64::from(set.width)));
    put("height", Value::from(f64::from(set.height)));
    put("lines", Value::from(set.rows));
    Ok(Value::from(view))
}

/// `columns(text, count, right, step, y, height, short=count, short_height=height, max, min=20, even=false, told=true)`:
/// Chinese from top to bottom in columns `step` wide, the first one at the right edge `right`; from column `short` on they
/// are only `short_height` high.
fn columns(fonts: &Fonts, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text: String = kwargs.must_get("text")?;
    let count: usize = kwargs.must_get::<usize>("count")?.min(MOST_COLUMNS);
    let right = kwargs.must_get::<f64>("right")? as f32;
    let (step, height) = (number(kwargs, "step")?, number(kwargs, "height")?);
    let short = kwargs.get::<usize>("short")?.unwrap_or(count);
    let short_height = number_or(kwargs, "short_height", height)?;
    let heights: Vec<f32> = (0..count).map(|at| if at < short { height } else { short_height }).collect();
    let middles: Vec<f32> = (0..count).map(|at| right - step * (at as f32 + 0.5)).collect();
    let mut style = style(kwargs, &text, Voice::Text)?;
    style.track = number_or(kwargs, "track", 0.12)?;
    let flow = Flow {
        heights: &heights,
        max: number(kwargs, "max")?,
        min: number_or(kwargs, "min", 20.0)?,
        even: kwargs.get::<bool>("even")?.unwrap_or(false),
    };
    let set = setter(fonts, state)?.columns(&marked(&text), &style, flow);
    let said: usize = set.columns.iter().map(|column| column.text.chars().count()).sum();
    // A word or two and an ellipsis say nothing.
    let says = !set.shortened || said >= LEAST_SAID;
    let mut svg = if says { set.svg(&middles, number(kwargs, "y")?, "inherit") } else { String::new() };
    if set.shortened && told(kwargs)? {
        mark_cut(&mut svg, &text);
    }
    let last = set.columns.last().map_or(0.0, |column| column.height * set.size);
    let mut view = tera::Map::new();
    let mut put = |name: &'static str, value: Value| view.insert(name.into(), value);
    put("svg", Value::safe_string(&svg));
    put("size", Value::from(f64::from(set.size)));
    put("count", Value::from(set.columns.len()));
    put("height", Value::from(f64::from(set.height())));
    put("last_height", Value::from(f64::from(last)));
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
    if block.shortened && told(kwargs)? {
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

/// Whether a text is set from top to bottom where a design does that: most of it is Han.
fn is_mostly_han(text: &str) -> bool {
    let (han, all) = text.chars().fold((0, 0), |(han, all), c| (han + usize::from(is_han(c)), all + 1));
    han * 10 > all * 6
}
