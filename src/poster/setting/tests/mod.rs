//! What a reader of a poster would see of the setting.

mod drawn;
mod laws;
mod titles;

use super::*;
use crate::poster::Fonts;

/// A title's style by language, as the look page has it.
fn title(lang: &str) -> Style {
    let (lead, track) = if lang.starts_with("zh") { (1.1, 0.0) } else { (0.98, -0.035) };
    Style { weight: Weight::Bold, lead, track }
}

fn plain() -> Style {
    Style { weight: Weight::Regular, lead: 1.5, track: 0.0 }
}

fn texts(block: &Block) -> Vec<&str> {
    block.lines.iter().map(|line| line.text.as_str()).collect()
}
