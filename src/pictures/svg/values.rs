//! Values of attributes and style sheets: what leads out of the drawing is none.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::pictures::strip;

/// What of CSS fetches or runs something without `url(`.
const CSS_LOADERS: [&str; 12] = [
    "@import",
    "@namespace",
    "@charset",
    "@font-face",
    "image-set",
    "image(",
    "cross-fade",
    "src(",
    "expression",
    "behavior",
    "-moz-binding",
    "javascript:",
];

/// Whether a style sheet or declarations may stay: they name nothing outside the drawing.
pub(super) fn style_is_safe(css: &str) -> bool {
    // An escape could spell any of the words below; no drawing program writes one.
    if css.contains('\\') {
        return false;
    }
    let lower = css.to_ascii_lowercase();
    let bare = without_comments(&lower);
    let free = |text: &str| !CSS_LOADERS.iter().any(|loader| text.contains(loader)) && urls_are_inner(text);
    free(&lower) && free(&bare)
}

/// Whether any other value may stay. Many attributes are CSS as well: what holds for styles holds for them.
pub(super) fn value_is_safe(value: &str) -> bool {
    // Nothing is fetched or run without one of these.
    if !value.contains(['(', ':', '@', '\\']) {
        return true;
    }
    let shown: String =
        value.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let runs = ["javascript:", "vbscript:", "data:"].iter().any(|scheme| shown.contains(scheme));
    !runs && style_is_safe(value)
}

/// What an `href` becomes: a place in the drawing, or a picture that stands in the address itself, without its metadata.
pub(super) fn href(value: &str, may_be_picture: bool) -> Option<String> {
    let value = value.trim();
    if value.starts_with('#') {
        return Some(value.to_owned());
    }
    let data = value.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).map(|_| &value[5..])?;
    let (head, body) = data.split_once(',').filter(|_| may_be_picture)?;
    if !head.trim_end().to_ascii_lowercase().ends_with(";base64") {
        return None;
    }
    let packed: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = STANDARD.decode(packed).ok()?;
    let (format, bytes) = strip::inner(&bytes)?;
    Some(format!("data:{};base64,{}", format.media_type(), STANDARD.encode(bytes)))
}

/// Whether each `url(…)` names a place in the drawing.
fn urls_are_inner(css: &str) -> bool {
    css.match_indices("url").all(|(at, _)| {
        let Some(inner) = css[at + 3..].trim_start().strip_prefix('(') else {
            // A word like `curl`, or the name of something.
            return true;
        };
        let inner = inner.trim_start();
        inner.strip_prefix(['"', '\'']).unwrap_or(inner).trim_start().starts_with('#')
    })
}

fn without_comments(css: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(css.len()), css);
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}
