//! What every template sees of the theme itself.

use indexmap::IndexMap;
use serde::Serialize;
use tera::Value;

use crate::theme::Palette;

/// `theme`: the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeView<'a> {
    /// The theme's name.
    pub name: &'a str,
    /// Each option of the theme by its name, as the site sets it or by default; a picture is an address to stand
    /// behind `root`, empty for none.
    pub options: IndexMap<&'a str, Value>,
    /// The colours made of the option `color`; missing in a theme that has no such option.
    pub palette: Option<&'a Palette>,
}
