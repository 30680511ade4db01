//! A text set in lines.

use super::line::Line;
use super::{Style, Weight, svg};

/// A text set in lines, in a size.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The size of the letters, in pixels.
    pub size: f32,
    /// The lines, from above.
    pub lines: Vec<Line>,
    /// From one baseline to the next, in em.
    pub lead: f32,
    /// Added behind each letter that is not Han, in em.
    pub track: f32,
    /// How strong the letters are.
    pub weight: Weight,
    /// How far the first baseline is below the top, in em.
    pub top: f32,
    /// How far the letters reach below the last baseline, in em.
    pub depth: f32,
    /// Whether the text did not fit and ends with an ellipsis.
    pub shortened: bool,
}

/// Which point of each line `x` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The left edge. Lines are moved left by most of the empty side of their first letter.
    Start,
    /// The middle.
    Middle,
    /// The right edge.
    End,
}

impl Block {
    pub(super) fn new(
        size: f32,
        lines: Vec<Line>,
        style: &Style,
        (top, depth): (f32, f32),
        shortened: bool,
    ) -> Self {
        let Style { weight, lead, track } = *style;
        Self { size, lines, lead, track, weight, top, depth, shortened }
    }

    /// From the top to what reaches lowest, in pixels.
    #[must_use]
    pub fn height(&self) -> f32 {
        height(self.lines.len(), self.lead, (self.top, self.depth)) * self.size
    }

    /// The width of the widest line, in pixels.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.lines.iter().map(|line| line.width).fold(0.0, f32::max) * self.size
    }

    /// How far the last baseline is below the first, in pixels.
    #[must_use]
    pub fn drop(&self) -> f32 {
        drop_of(self.lines.len(), self.lead) * self.size
    }

    /// The lines as `<text>` elements, the first baseline at `y`.
    ///
    /// `fill` is a colour. A run that is moved from where it would stand has its own `x`; what is not stays whole, so that words can be
    /// selected in a PDF.
    #[must_use]
    pub fn svg(&self, x: f32, y: f32, fill: &str, anchor: Anchor) -> String {
        let mut out = String::new();
        let mut baseline = y;
        for line in &self.lines {
            let start = match anchor {
                Anchor::Start => x - line.shift * self.size,
                Anchor::Middle => x - line.width * self.size / 2.0,
                Anchor::End => x - line.width * self.size,
            };
            svg::line(&mut out, line, (start, baseline), self.size, self.track, fill);
            baseline += self.lead * self.size;
        }
        out
    }
}

/// The height of lines in em, from how far the first rises above its baseline and the last reaches below its own.
pub(super) fn height(lines: usize, lead: f32, (top, depth): (f32, f32)) -> f32 {
    if lines == 0 { 0.0 } else { top + drop_of(lines, lead) + depth }
}

#[allow(clippy::cast_precision_loss, reason = "a block has few lines")]
fn drop_of(lines: usize, lead: f32) -> f32 {
    lines.saturating_sub(1) as f32 * lead
}
