//! Lines and columns as SVG.

use std::fmt::Write as _;

use super::line::{Line, Run};

/// Writes a line that starts at a place.
pub(super) fn line(out: &mut String, line: &Line, (x, y): (f32, f32), size: f32, track: f32, fill: &str) {
    let Some(first) = line.runs.first() else { return };
    let spacing = |run: &Run| if run.tracked { track * size } else { 0.0 };
    let _ = write!(out, "<text y=\"{}\"", number(y));
    if let [run] = line.runs.as_slice() {
        let _ = write!(out, " x=\"{}\"", number(x + run.x * size));
        letter_spacing(out, spacing(run));
    }
    look(out, (&first.family, first.weight), size, fill);
    if line
        .runs
        .iter()
        .any(|run| run.text.starts_with(' ') || run.text.ends_with(' ') || run.text.contains("  "))
    {
        out.push_str(" xml:space=\"preserve\"");
    }
    out.push('>');
    if let [run] = line.runs.as_slice() {
        escape(out, &run.text);
    } else {
        for run in &line.runs {
            let _ = write!(out, "<tspan x=\"{}\"", number(x + run.x * size));
            if run.family != first.family || run.weight != first.weight {
                let _ = write!(out, " font-family=\"{}\" font-weight=\"{}\"", run.family, run.weight);
            }
            letter_spacing(out, spacing(run));
            out.push('>');
            escape(out, &run.text);
            out.push_str("</tspan>");
        }
    }
    out.push_str("</text>");
}

/// Writes characters that each have a place of their own, the left end of the baseline; or one piece of more characters.
pub(super) fn upright<'t>(
    out: &mut String,
    pieces: impl Iterator<Item = (&'t str, (f32, f32))>,
    (family, weight): (&str, u16),
    size: f32,
    fill: &str,
) {
    let (mut text, mut across, mut down) = (String::new(), String::new(), String::new());
    for (piece, (x, y)) in pieces {
        let separator = if text.is_empty() { "" } else { " " };
        text.push_str(piece);
        let _ = write!(across, "{separator}{}", number(x));
        let _ = write!(down, "{separator}{}", number(y));
    }
    let _ = write!(out, "<text x=\"{across}\" y=\"{down}\"");
    look(out, (family, weight), size, fill);
    out.push('>');
    escape(out, &text);
    out.push_str("</text>");
}

/// Writes a word that is turned to the right, from the left end of its baseline.
pub(super) fn turned(
    out: &mut String,
    text: &str,
    (x, y): (f32, f32),
    (family, weight): (&str, u16),
    size: f32,
    fill: &str,
) {
    let (x, y) = (number(x), number(y));
    let _ = write!(out, "<text transform=\"translate({x} {y}) rotate(90)\"");
    look(out, (family, weight), size, fill);
    out.push('>');
    escape(out, text);
    out.push_str("</text>");
}

/// The face, size and colour of a `<text>`.
fn look(out: &mut String, (family, weight): (&str, u16), size: f32, fill: &str) {
    let _ = write!(
        out,
        " font-family=\"{family}\" font-weight=\"{weight}\" font-size=\"{}\" fill=\"",
        number(size)
    );
    escape(out, fill);
    out.push('"');
}

fn letter_spacing(out: &mut String, spacing: f32) {
    if spacing.abs() > 0.001 {
        let _ = write!(out, " letter-spacing=\"{}\"", number(spacing));
    }
}

/// A number of pixels, to a hundredth.
pub(super) fn number(value: f32) -> String {
    let mut written = format!("{value:.2}");
    let kept = written.trim_end_matches('0').trim_end_matches('.').len();
    written.truncate(kept);
    if written == "-0" { "0".to_owned() } else { written }
}

/// Escapes text for XML, in elements and in double quotes.
pub(super) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
