//! Short lines above each other in one size: facts beside a number, tiers below a price.

use crate::poster::{Anchor, Block, Setter, Style, Weight, Wrap};

/// Lines that only had to shrink to this part of their size stay one row each.
const SHRUNK: f32 = 0.8;
/// By how much sizes are tried, in pixels.
const STEP: f32 = 1.0;
/// The distance of the rows of one line, in em.
const INNER: f32 = 1.2;
/// How far capitals rise above a baseline, in em.
const RISE: f32 = 0.8;

/// A line, with its words marked.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) weight: Weight,
}

/// The place of a stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stack {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The size that it has where everything fits.
    pub(super) size: f32,
    /// The least size.
    pub(super) min: f32,
    /// From line to line, in em.
    pub(super) lead: f32,
}

/// A stack with its sizes.
#[derive(Debug)]
pub(super) struct Stacked {
    /// Drawn so that the last baseline is at 0 0.
    pub(super) svg: String,
    pub(super) size: f32,
    pub(super) width: f32,
    /// From the top of the first row to the last baseline.
    pub(super) height: f32,
    pub(super) rows: usize,
}

impl Stack {
    /// Sets lines, the most important first: smaller, then in two rows, then without those at the end.
    pub(super) fn set(&self, setter: &Setter<'_>, items: &[Item]) -> Stacked {
        for count in (1..=items.len()).rev() {
            let kept = &items[..count];
            let wide = kept.iter().map(|item| setter.width(&item.text, &style(item))).fold(0.0, f32::max);
            let one_row = if wide > 0.0 { self.size.min(self.width / wide).floor() } else { self.size };
            if one_row >= self.min.max(self.size * SHRUNK)
                && self.fits(one_row, &self.rows(setter, kept, one_row, 1))
            {
                return self.drawn(one_row, &self.rows(setter, kept, one_row, 1));
            }
            let mut size = self.size;
            while size >= self.min {
                let blocks = self.rows(setter, kept, size, 2);
                if self.fits(size, &blocks) {
                    return self.drawn(size, &blocks);
                }
                size -= STEP;
            }
        }
        // Not even the first line fits: it alone is shortened.
        let first = items.first().map(|item| self.rows(setter, std::slice::from_ref(item), self.min, 2));
        match first {
            Some(blocks) if self.min * RISE <= self.height => {
                let enough = self.total(self.min, &blocks) <= self.height;
                let lines = if enough { 2 } else { 1 };
                self.drawn(self.min, &self.rows(setter, &items[..1], self.min, lines))
            }
            Some(_) | None => {
                Stacked { svg: String::new(), size: self.min, width: 0.0, height: 0.0, rows: 0 }
            }
        }
    }

    fn rows(&self, setter: &Setter<'_>, items: &[Item], size: f32, lines: usize) -> Vec<Block> {
        let room = Wrap { width: self.width, size, lines };
        items.iter().map(|item| setter.wrap(&item.text, &style(item), room)).collect()
    }

    /// From the top of the first row to the last baseline.
    fn total(&self, size: f32, blocks: &[Block]) -> f32 {
        let within: f32 = blocks.iter().map(Block::drop).sum();
        within + size * (RISE + self.lead * blocks.len().saturating_sub(1) as f32)
    }

    fn fits(&self, size: f32, blocks: &[Block]) -> bool {
        self.total(size, blocks) <= self.height && blocks.iter().all(|block| !block.shortened)
    }

    fn drawn(&self, size: f32, blocks: &[Block]) -> Stacked {
        let height = self.total(size, blocks);
        let mut svg = String::new();
        let mut baseline = size * RISE - height;
        for block in blocks {
            svg.push_str(&block.svg(0.0, baseline, "inherit", Anchor::Start));
            baseline += block.drop() + size * self.lead;
        }
        Stacked {
            svg,
            size,
            width: blocks.iter().map(Block::width).fold(0.0, f32::max),
            height,
            rows: blocks.iter().map(|block| block.lines.len()).sum(),
        }
    }
}

fn style(item: &Item) -> Style {
    Style { weight: item.weight, lead: INNER, track: 0.0 }
}
